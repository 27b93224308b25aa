"""Standing joint institutions → `body` records: commissions, councils, funds, centres, embassies (`codebook/bodies.yaml`)."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import clause, dependents, enclosing_clauses, is_negated, is_passive, marker, subject, tense, trim
from dragoman.codebook.bodies import body_kind, format_kind, joint_words, status_words
from dragoman.extraction.context import Context
from dragoman.extraction.roles import named, other_side
from dragoman.records import Body, Evidence

_BESIDE = frozenset(("amod", "compound", "flat", "nmod:poss", "nmod:desc", "nmod:unmarked", "punct", "conj", "cc", "advmod"))
_BEHIND = frozenset(("of", "on", "for", "to", "between"))
_SITED = frozenset(("mission", "centre", "other"))  # kinds whose seat belongs to the name: "embassy in Astana"
_NOT_NAME = frozenset("new first next same former own last upcoming regular existing".split())
_WORKING = frozenset(("commission", "committee", "council", "working_group"))  # kinds that one side proposes to the other
_RELATIVE = frozenset(("who", "which", "that"))
_QUOTES = frozenset("\"“”«»„")
_OF_THREE = frozenset(("trilateral", "tripartite"))
_LOOSE = frozenset(("forum", "other"))  # kinds whose nouns, written small, mostly mean no body ("a frank dialogue")
_STANDING = frozenset(("annual", "standing", "permanent"))  # "an annual dialogue" is more than a talk
_RANK = {"closed": 4, "established": 3, "planned": 2, "proposed": 1, "operating": 0}
_MOST_EVIDENCE = 40  # tokens of a clause that is still short enough to be shown as evidence


@dataclass(frozen=True)
class _Mention:
    """One naming of a body: head noun, token range of the name, kind, parties, and what the clause says of it."""

    head: int
    first: int
    last: int
    kind: str
    parties: tuple[str, ...]
    status: str


def bodies(c: Context) -> Iterator[Body]:
    """One body for all that the text says about it under one name."""
    groups: list[list[_Mention]] = []
    for mention in _mentions(c):
        group = next((g for g in groups if _same(c, g[0], mention)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    for group in groups:
        fullest = max(group, key=lambda m: m.last - m.first)
        yield Body.model_validate({
            "name": c.text(fullest.first, fullest.last), "kind": fullest.kind, "parties": fullest.parties,
            "status": max((m.status for m in group), key=lambda s: _RANK[s]),
            "evidence": tuple(dict.fromkeys(_evidence(c, m) for m in group))})


def _same(c: Context, one: _Mention, other: _Mention) -> bool:
    """Whether two namings mean one body: the same kind and parties, and the words of one among those of the other."""
    if one.kind != other.kind or set(one.parties) != set(other.parties):
        return False
    a, b = ({w.lower() for w in c.text(m.first, m.last).replace("-", " ").split()} for m in (one, other))
    return a <= b or b <= a


# -- namings

def _mentions(c: Context) -> Iterator[_Mention]:
    a = c.a
    for head in range(len(a)):
        if a.upos[head] not in ("NOUN", "PROPN", "NUM") or any(p.kind == "organisation" for p in c.cast.place_at.get(head, ())):
            continue
        near = [t for t in range(max(head - 3, 0), head + 1) if a.sentence[t] == a.sentence[head]]
        before = [a.lemma[t].lower() for t in near]
        known = format_kind(before) or format_kind([a.word[t].lower() for t in near])
        found = known or (body_kind(before) if a.upos[head] != "NUM" else None)
        if found is None or ("Number=Plur" in a.feats[head] and found[0] != "mission" and a.lemma[head] != "consultations"):
            continue
        kind = found[0]
        first, last = _name(c, head, found[1], kind)
        status = _status(c, head)
        m = _Mention(head, first, last, kind, (), status)
        parties = _mission_parties(c, m) if kind == "mission" else _parties(c, m, known=known is not None)
        if parties:
            yield replace(m, parties=parties)


def _name(c: Context, head: int, length: int, kind: str) -> tuple[int, int]:
    """The token range of the name: the head with what stands before it, and the "of", "on" or "for" behind it."""
    a = c.a
    inside = set(range(head - length + 1, head + 1))
    for child in a.children[head]:
        relation, preposition = a.deprel[child], marker(a, child)
        if child < head and relation in _BESIDE and a.upos[child] not in ("DET", "PRON", "VERB"):
            inside.update(t for t in a.subtree(child) if t < head)
        fits = preposition in _BEHIND or (preposition in ("in", "at") and kind in _SITED)
        behind = relation == "flat" or (relation in ("nmod", "obl") and fits)
        behind = behind or (relation == "acl" and _marked(a, child) in ("on", "for"))  # "the commission on marking the border"
        if child > head and behind and not _holds_date(c, child):
            joined = {t for x in dependents(a, child, "conj") for t in a.subtree(x)} if relation == "acl" else set()
            inside.update(t for t in a.subtree(child) if t not in joined)
    goes_on = head + 2 < len(a) and a.word[head + 1] in ("of", "on", "for") and a.word[head][0].isupper() and a.word[head + 2][0].isupper()
    if goes_on and not _holds_date(c, a.head[head + 1]):
        inside.update(t for t in a.subtree(a.head[head + 1]) if t > head)  # a name in capitals goes on, whatever it is thought to hang on
    first = last = head
    while first - 1 in inside or (first - 2 in inside and a.word[first - 1] in ("-", "–", "'s", "’s")):
        first -= 1
    while last + 1 in inside:
        last += 1
    while a.word[head][0].isupper() and first > 0 and _goes_on_before(c, first):
        first -= 1
    first = next((t + 1 for t in range(head - 1, first, -1) if a.word[t] in _QUOTES), first)  # "its initiative “Riga Platform”"
    while first < head and (a.upos[first] in ("ADP", "DET", "PUNCT", "CCONJ", "NUM") or a.word[first].lower() in _NOT_NAME):
        first += 1
    if kind not in _SITED:  # "the commission on trade in Lusaka" sits there, its name does not say it
        last = next((t - 1 for t in range(head + 1, last) if a.word[t] == "in" and t + 1 in c.cast.place_at), last)
    last = next((t - 1 for t in range(head + 1, last + 1) if a.word[t].lower() in _RELATIVE), last)
    while last > head and a.upos[last] in ("ADP", "DET", "PUNCT"):
        last -= 1
    return trim(a, first, last)


def _marked(a: Analysis, verb: int) -> str:
    """The word that opens a clause."""
    return next((a.word[t].lower() for t in dependents(a, verb, "mark", "case")), "")


def _goes_on_before(c: Context, first: int) -> bool:
    """Whether a name in capitals begins before the token: "[U.S.-Canada] Supply Chain Working Group", whatever they hang on."""
    a, t = c.a, first - 1
    if a.sentence[t] != a.sentence[first] or t in c.cast.person_at or t in c.date_tokens:
        return False
    if a.word[t] in ("-", "–"):
        return t > 0 and a.word[t - 1][:1].isupper()
    return a.word[t][:1].isupper() and a.upos[t] in ("PROPN", "ADJ", "NOUN") and (t > a.sentences[a.sentence[t]][0] or a.upos[t] == "PROPN")


def _holds_date(c: Context, token: int) -> bool:
    inside = c.a.subtree(token)
    return bool(c.dates_in(inside[0], inside[-1]))


# -- whose it is

def _parties(c: Context, m: _Mention, *, known: bool) -> tuple[str, ...]:
    """The sides of a body; () where the text does not show it to be a joint one."""
    a = c.a
    codes = named(c, range(m.first, m.last + 1))
    both = c.cast.sides if len(c.cast.sides) == 2 else ()
    capital = a.word[m.head][0].isupper() and m.last > m.first
    if known and c.cast.publisher and any(a.lemma[t].lower() in _OF_THREE for t in range(m.first, m.last + 1)):
        return (c.cast.publisher,)  # of the three, the text names one; whom the readout is about need not be another
    if known or (m.kind not in ("mission", "centre") and _is_named_after_two(c, m)):
        return both
    if m.kind in _LOOSE and not capital and m.status == "operating" and a.lemma[m.first].lower() not in _STANDING:
        return ()
    if len(codes) >= 2:
        return codes
    if not both or (codes and codes[0] not in both) or m.kind == "organisation":
        return ()
    lemmas = {w.lower() for t in range(m.first, m.last + 1) for w in (a.word[t], a.lemma[t])} | _hyphenated(a, m.first, m.last)
    if lemmas & joint_words("plainly") or (capital and lemmas & joint_words("often") and m.kind != "centre"):
        return both
    return both if _beside_joint(c, m.head) or _founded_by_both(c, m) else ()


def _is_named_after_two(c: Context, m: _Mention) -> bool:
    """Whether it bears the names of two people, most often one of each side: "the Tamm-Virtanen group"."""
    a, dash = c.a, m.head - 2
    return m.first < dash and a.word[dash] in ("-", "–") and all(
        a.upos[t] == "PROPN" and a.word[t][0].isupper() and t not in c.cast.place_at for t in (dash - 1, dash + 1))


def _beside_joint(c: Context, head: int) -> bool:
    """Whether it is named in one breath with a joint body: "an intergovernmental commission and a business council"."""
    a = c.a
    first = a.head[head]
    if a.deprel[head] != "conj" or first < 0 or body_kind([a.lemma[first].lower()]) is None:
        return False
    return bool({a.lemma[t].lower() for t in a.subtree(first) if t <= first} & joint_words("plainly"))


def _hyphenated(a: Analysis, first: int, last: int) -> set[str]:
    """Words with a hyphen that the tokens write apart: "high-level"."""
    return {f"{a.word[t]}-{a.word[t + 2]}".lower() for t in range(first, last - 1) if a.word[t + 1] == "-"}


def _mission_parties(c: Context, m: _Mention) -> tuple[str, ...]:
    """Who keeps an embassy, and where: by its name, by who opens it, by the city in the sentence, else the other side of the document."""
    a = c.a
    codes = list(named(c, range(m.first, m.last + 1)))
    has_seat = any(marker(a, t) == "in" for t in dependents(a, m.head, "nmod", "obl"))
    if m.status != "operating" and a.deprel[m.head] == "obj" and (not codes or (has_seat and len(codes) == 1)):
        codes = [*c.cast.codes(subject(a, a.head[m.head])), *codes]
    if len(codes) == 1:
        inside = a.sentences[a.sentence[m.head]]
        cities = [p.code for t in inside for p in c.cast.place_at.get(t, ()) if p.kind in ("city", "capital") and p.code != codes[0]]
        codes += cities[:1] or other_side(c, codes)
    parties = tuple(dict.fromkeys(codes))[:2]
    return parties if len(parties) == 2 else ()


def _founded_by_both(c: Context, m: _Mention) -> bool:
    """Whether both sides set it up: "the sides" or both names are the subject of the founding, or agreed to it."""
    a = c.a
    if m.status in ("operating", "closed"):
        return False
    token = m.head
    for _ in range(4):
        token = a.head[token]
        if token < 0:
            return False
        doer = subject(a, token) if a.upos[token] == "VERB" else None
        if doer is not None and doer != m.head:
            codes = c.cast.codes(doer)
            return len(codes) >= 2 or (m.status in ("proposed", "planned") and m.kind in _WORKING and set(codes) <= set(c.cast.sides))
        if a.lemma[token] == "agreement":
            return True
    return False


# -- what becomes of it

def _status(c: Context, head: int) -> str:
    """What the clause says of a body: that it is founded, planned, proposed or closed; else it operates."""
    a = c.a
    chain = [head]
    while a.head[chain[-1]] >= 0 and len(chain) < 6:
        chain.append(a.head[chain[-1]])
    lemmas = [a.lemma[t].lower() for t in chain]
    deeds = status_words("founding") | status_words("closing") | status_words("foundation")
    deed = next((t for t, lemma in zip(chain[1:3], lemmas[1:3], strict=False) if lemma in deeds), None)
    if deed is not None and subject(a, deed) in chain and dependents(a, deed, "obj") and not is_passive(a, deed):
        deed = None  # a body that opens or resumes something is at work
    if deed is None:
        if any(a.deprel[t].startswith("acl") and a.lemma[t].lower() in status_words("closing") for t in a.children[head]):
            return "closed"
        return "proposed" if set(lemmas[1:2]) & {"proposal", "propose"} else "operating"
    if set(lemmas[1:]) & status_words("proposing"):
        return "proposed"
    if a.lemma[deed].lower() in status_words("closing"):
        return "closed"
    if tense(a, deed) == "future" or set(lemmas[1:]) & status_words("agreeing") or is_negated(a, deed):
        return "planned"
    return "established"


def _evidence(c: Context, m: _Mention) -> Evidence:
    """The clause that names the body where it is short, else the name."""
    for v in enclosing_clauses(c.a, m.head):
        first, last = clause(c.a, v)
        if first <= m.first and m.last <= last and last - first < _MOST_EVIDENCE:
            return c.evidence(first, last, cue=m.head)
    return c.evidence(m.first, m.last, cue=m.head)
