"""Lists of instruments: which verb of signing introduces an item ("The following documents were signed: …", "Among them are …")."""
from __future__ import annotations

from dragoman.codebook.agreements import instrument_kind, status_of_noun, status_of_verb
from dragoman.extraction.context import Context

_MOST_ITEMS = 30  # sentences from an item back to what introduces the list
_AMONG = frozenset(("among", "amongst", "including", "namely", "these", "they"))


def introducing_verb(c: Context, noun: int) -> int | None:
    """The verb that says what was done with the items of the list in which the noun stands; None outside of lists."""
    a = c.a
    inside = a.sentences[a.sentence[noun]]
    before = [t for t in inside if t < noun]
    if any(a.word[t] == ":" for t in before):
        return _signing(c, [t for t in before if t < max(k for k in before if a.word[k] == ":")])
    if a.sentence[noun] and a.word[inside[0]].lower() in _AMONG:
        return _signing(c, list(a.sentences[a.sentence[noun] - 1]))
    if not _is_item(c, inside):
        return None
    for s in range(a.sentence[noun] - 1, max(a.sentence[noun] - _MOST_ITEMS, -1), -1):
        sentence = a.sentences[s]
        opens = ":" in [a.word[t] for t in sentence] and _is_item(c, a.sentences[s + 1])
        if a.word[sentence[-1]] == ":" or opens:
            return _signing(c, list(sentence))
        if not _is_item(c, sentence):
            return None
    return None


def _is_item(c: Context, sentence: range) -> bool:
    """Whether a sentence is an item of a list: it begins with an instrument, after a number, a dash or an article, or is a mere number."""
    a = c.a
    words = [t for t in sentence if a.upos[t] not in ("PUNCT", "NUM", "DET", "SYM", "X", "CCONJ")]
    if not words:
        return True
    told = any("VerbForm=Fin" in a.feats[t] and a.deprel[t] == "root" for t in sentence)
    return not told and any(instrument_kind(a.lemma[t].lower()) for t in words[:4])


def _signing(c: Context, tokens: list[int]) -> int | None:
    verbs = (t for t in tokens if c.a.upos[t] == "VERB" and status_of_verb(c.a.lemma[t].lower()) == "signed")
    nouns = (t for t in tokens if c.a.upos[t] == "NOUN" and status_of_noun(c.a.lemma[t].lower()) == "signed")
    return next(verbs, next(nouns, None))
