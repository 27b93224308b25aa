"""The sector of a phrase, by its words or those around it (`codebook/sectors.yaml`)."""
from __future__ import annotations

from collections import Counter

from dragoman.codebook.sectors import sector_words
from dragoman.extraction.context import Context
from dragoman.records import Sector


def sector_of(text: str) -> Sector | None:
    """The sector that most words of the phrase speak of, of equals the one named first; None where no word tells."""
    found = Counter(sector_words(text, "plain") or sector_words(text, "faint"))
    return found.most_common(1)[0][0] if found else None


def sector_at(c: Context, words: str, token: int) -> Sector:
    """The sector of words at a token: theirs, else that of their sentence, else that of their paragraph.

    What none of these tells is politics, as what states promise each other without a field of its own mostly is.
    """
    a = c.a
    sentence = a.sentences[a.sentence[token]]
    return sector_of(words) or sector_of(c.text(sentence[0], sentence[-1])) or sector_of(c.paragraph(token)) or "politics"
