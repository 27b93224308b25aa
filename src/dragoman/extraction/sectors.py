"""The sector of a phrase, by its words or those around it (`codebook/sectors.yaml`)."""
from __future__ import annotations

from collections import Counter

from dragoman.codebook.sectors import is_vague, sector_words
from dragoman.extraction.context import Context
from dragoman.records import Sector


def sector_of(text: str) -> Sector | None:
    """The sector that most words of the phrase speak of, of equals the one named first; None where no word tells."""
    found = Counter(sector_words(text, "plain") or sector_words(text, "faint"))
    return found.most_common(1)[0][0] if found else None


def sector_at(c: Context, words: str, token: int) -> Sector:
    """The sector of words at a token: theirs, else that of their sentence, their paragraph, the headline, the document.

    What none of these tells, and what names no field at all, is politics, as what states promise each other in general mostly is.
    """
    if told := sector_of(words):
        return told
    if is_vague(words):
        return "politics"
    a = c.a
    sentence = a.sentences[a.sentence[token]]
    around = sector_of(c.text(sentence[0], sentence[-1])) or sector_of(c.paragraph(token))
    return around if around else c.once(_subject_matter)


def _subject_matter(c: Context) -> Sector:
    """The sector of the headline, else that of the whole document."""
    return sector_of(c.document.title or "") or sector_of(c.document.text) or "politics"
