"""The sector of a phrase, by its words (`codebook/sectors.yaml`)."""
from __future__ import annotations

from collections import Counter

from dragoman.codebook.sectors import sector_words
from dragoman.records import Sector


def sector_of(text: str) -> Sector | None:
    """The sector that most words of the phrase speak of, of equals the one named first; None where no word tells."""
    found = Counter(sector_words(text, "plain") or sector_words(text, "faint"))
    return found.most_common(1)[0][0] if found else None
