"""What an instrument is about, at its shortest: "memorandum of cooperation in the field of [water resources management]".

The words are followed from the noun on, rather than by the tree alone: what a prepositional phrase hangs on is what parsers err in most.
"""
from __future__ import annotations

from dragoman.analysis.clauses import conjuncts, dependents, marker, trim
from dragoman.codebook.agreements import instrument_kind, is_one_of
from dragoman.extraction.context import Context
from dragoman.extraction.participants import before_noun
from dragoman.extraction.when import in_date

_ABOUT = frozenset("on for about concerning regarding governing over covering against in of".split())
_PARTIES = frozenset(("between", "with", "among", "by", "from"))
_FAR = 30  # tokens from the noun to what it is about
_WALKED = frozenset(("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "NUM", "PART", "PRON", "ADV"))
_NO_PART = frozenset(("between", "with", "by", "from", "until", "since", "under", "through", "after", "before", "during", "as", "within"))
_TIMES = frozenset("year month week day decade force effect principle part".split())
_OWN_SUBJECT = frozenset(("ceasefire", "cease-fire", "truce", "armistice"))


def subjects(c: Context, noun: int) -> list[str]:
    """The subjects of an instrument, one for each where a plural noun names several; [] where none is said."""
    a = c.a
    heads = _after(c, noun)
    if heads:
        parts = [_range(c, h) for h in heads]
        if len(parts) > 1 and "Number=Plur" not in a.feats[noun]:
            parts = [(parts[0][0], parts[-1][1])]
        return [c.text(*p) for p in parts]
    before = _before(c, noun)
    if before:
        return [before]
    return _purpose(c, noun) or ([a.lemma[noun].lower()] if a.lemma[noun].lower() in _OWN_SUBJECT else [])


def _after(c: Context, noun: int) -> list[int]:
    """The heads of the phrase after the noun that says what it is about, with what is coordinated with it; [] for none."""
    a, parties = c.a, False
    for t in range(noun + 1, min(noun + _FAR, len(a))):
        word = a.word[t].lower()
        if a.sentence[t] != a.sentence[noun] or (a.upos[t] not in _WALKED and not (parties and word in (",", "-", "–", "(", ")"))):
            return []
        if word in _PARTIES and a.deprel[t] == "case":
            parties = True
        if word not in _ABOUT or a.deprel[t] not in ("case", "mark") or a.head[t] <= t:
            continue
        head = a.head[t]
        if word == "of" and (parties or t > noun + 1):
            continue
        if a.upos[head] == "VERB":
            return [head] if word in ("on", "for") else []
        if _is_aside(c, word, head, parties):
            continue
        if is_one_of(a.lemma[head].lower(), "wrappers") or a.lemma[head].lower() in ("understanding", "intent"):
            inner = _after(c, head)
            if inner:
                return inner
            if a.lemma[head].lower() in ("understanding", "intent", "field", "area") or before_noun(c, head).start == head:
                return []
        return [h for h in conjuncts(a, head) if h == head or not _is_another(c, h)]
    return []


def _is_aside(c: Context, preposition: str, head: int, parties: bool) -> bool:
    """Whether the phrase says when, where or of whom, not about what."""
    a = c.a
    if in_date(c, head) or head in c.cast.person_at or a.lemma[head].lower() in _TIMES:
        return True
    if preposition in ("in", "of", "for") and head in c.cast.place_at:
        return True
    if preposition == "of" and (head in c.cast.office_at or a.upos[head] == "NUM" or dependents(a, head, "nummod")):
        return True
    wrapped = is_one_of(a.lemma[head].lower(), "wrappers")
    return preposition == "in" and not wrapped and (parties or a.upos[head] == "PROPN")


def _is_another(c: Context, head: int) -> bool:
    """Whether what is coordinated is not a second subject but a second instrument, or the next clause's."""
    a = c.a
    return a.upos[head] in ("VERB", "AUX") or instrument_kind(a.lemma[head].lower()) is not None or any(
        a.lemma[d] == "a" for d in dependents(a, head, "det"))


def _range(c: Context, head: int) -> tuple[int, int]:
    """First and last token of a subject: the noun with what narrows it, without parties, dates and asides."""
    a = c.a
    inside = {head}
    queue = [head]
    while queue:
        for d in a.children[queue.pop()]:
            relation = a.deprel[d].split(":")[0]
            if relation in ("conj", "cc") and a.head[d] == head or relation in ("appos", "parataxis", "punct", "case") and a.head[d] == head:
                continue
            if a.deprel[d] == "acl:relcl" or marker(a, d) in _NO_PART or in_date(c, d) or (relation == "det" and d < head and a.head[d] == head):
                continue
            if relation in ("nmod", "obl") and d in c.cast.place_at and marker(a, d) in ("of", "to", "in") and len(inside) > 3:
                continue
            inside.add(d)
            queue.append(d)
    first = last = head
    while first - 1 in inside or (first - 2 in inside and a.upos[first - 1] in ("PUNCT", "DET")):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and (a.word[last + 1] in ("-", "–", "’", "'", "’s", "'s", ",") or a.upos[last + 1] == "DET")):
        last += 1
    while first < last and a.upos[first] in ("DET", "ADP", "PART"):
        first += 1
    return trim(a, first, last)


def _before(c: Context, noun: int) -> str | None:
    """The words before the noun that say what it is about: "free trade [agreement]"."""
    a = c.a
    tokens = list(before_noun(c, noun))
    cut = max((i for i, t in enumerate(tokens) if a.upos[t] in ("PRON", "DET", "NUM") or a.word[t] in ("'s", "’s")
               or a.lemma[t].lower() in _TIMES or in_date(c, t) or t in c.cast.place_at), default=-1)
    tokens = tokens[cut + 1:]
    while tokens and _says_nothing(c, tokens[0]):
        tokens.pop(0)
    return c.text(tokens[0], noun - 1) if tokens and any(a.word[t].isalpha() for t in tokens) else None


def _says_nothing(c: Context, t: int) -> bool:
    a, cast = c.a, c.cast
    if t in cast.place_at or t in cast.person_at or t in cast.office_at or a.upos[t] in ("PUNCT", "PART", "NUM", "PRON", "DET"):
        return True
    return a.word[t] in ("'s", "’s") or any(is_one_of(w, "plain_modifiers") for w in (a.lemma[t].lower(), a.word[t].lower()))


def _purpose(c: Context, noun: int) -> list[str]:
    """"An agreement to stabilise currency markets": the verb with its object; "a protocol extending the facility": the object."""
    a = c.a
    for v in dependents(a, noun, "acl"):
        objects = dependents(a, v, "obj")
        if v > noun and objects and any(a.word[m].lower() == "to" for m in dependents(a, v, "mark")):
            return [c.text(v, max(_range(c, objects[0])[1], v))]
        if v > noun and objects and a.word[v].endswith("ing"):
            return [c.text(*_range(c, objects[0]))]
    return []
