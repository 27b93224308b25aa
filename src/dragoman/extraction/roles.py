"""Who does something to whom: questions about roles that several types of record ask of a document."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import agent, conjuncts, dependents, marker, patient, phrase, trim
from dragoman.codebook.offices import is_collective
from dragoman.extraction.context import Context
from dragoman.records import Evidence

_PERSONAL = frozenset("we us i me he him she her they them it both".split())
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl")
_STEPS = 30  # of a tree
_LOOK_BACK = 80  # tokens from a judgement back to whom it may be about
_OWNERS = ("", "'s", "’s", "by", "from", "of")  # what stands between a thing and whose it is
_NAME_WITHOUT = ("conj", "cc", "appos", "acl:relcl", "acl", "case", "punct", "parataxis", "nmod:poss", "det")


def actors(c: Context, token: int | None) -> tuple[str, ...]:
    """The codes that a phrase stands for if it can act: somebody named, a state, an office, an institution, a pronoun.

    "Japan", "the Japanese minister" and "we" can; "Japan's economy" cannot.
    """
    if token is None or not any(can_act(c, t) for t in conjuncts(c.a, token)):
        return ()
    return c.cast.codes(token)


def can_act(c: Context, token: int) -> bool:
    """Whether a phrase means somebody rather than something."""
    cast, a = c.cast, c.a
    return (token in cast.place_at or token in cast.person_at or token in cast.office_at or is_collective(a.lemma[token].lower())
            or a.word[token].lower() in _PERSONAL)


def parties(c: Context, token: int | None, *, groups: bool = True) -> tuple[str, ...]:
    """Whoever a phrase in the place of somebody means: codes, else the name of an organisation, else with `groups` its own words.

    "Japan" → JPN, "Voltaren Kraft" → that, "commercial banks" → that, where groups count.
    """
    if token is None:
        return ()
    codes = c.cast.codes(token)
    if codes or c.a.upos[token] not in ("NOUN", "PROPN"):
        return codes
    tagged = c.cast.organisation_at.get(token)
    name = c.text(tagged.first, tagged.last) if tagged else None
    if name is None and groups and ("Number=Plur" in c.a.feats[token] or c.a.lemma[token] == "community"):
        kinds = [k for x in dependents(c.a, token, "amod") for k in conjuncts(c.a, x)]
        if len(kinds) > 1 and c.a.word[token - 1] == c.a.word[kinds[-1]] and dependents(c.a, kinds[-1], "cc"):  # "rich and poor countries"
            return tuple(f"{c.a.word[k]} {c.a.word[token]}" for k in kinds)
        name = c.text(*phrase(c.a, token, _NAME_WITHOUT))
    return (name,) if name else ()


def other_side(c: Context, codes: Iterable[str]) -> tuple[str, ...]:
    """The other of the document's two sides; () where the codes are neither or both of them."""
    known = set(codes)
    others = tuple(side for side in c.cast.sides if side not in known)
    return others if len(others) == 1 and len(c.cast.sides) == 2 else ()


def named(c: Context, tokens: Iterable[int]) -> tuple[str, ...]:
    """The actors named among some tokens, as places or people, in order."""
    found: dict[str, None] = {}
    for t in tokens:
        found.update(dict.fromkeys(p.code for p in c.cast.place_at.get(t, ())))
        person = c.cast.person_at.get(t)
        if person and person.code:
            found[person.code] = None
    return tuple(found)


def last_named(c: Context, t: int, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The actor who was named last before a token, not far from it, and is none of some others."""
    others = set(besides)
    found = [code for code in named(c, range(max(t - _LOOK_BACK, 0), t)) if code not in others]
    return tuple(found[-1:])


def voice(c: Context, token: int) -> str | None:
    """The actor in whose name the words at a token are said: who is quoted or reported there, else who publishes the text."""
    turn = c.turn_of(token)
    return turn.code if turn else c.cast.home


def complements(c: Context, t: int, place: str, head: int = -1) -> list[int]:
    """Heads of what stands at a place of a word's frame.

    `place` is "object", "iobj", "clause", "that" (a clause with a subject of its own), or a preposition. `head`: the verb on which the
    phrases of a noun may hang instead ("expressed gratitude to Korea"), -1 for none.
    """
    a = c.a
    if place == "object":
        x = patient(a, t)
        return [x] if x is not None else []
    if place == "iobj":
        return dependents(a, t, "iobj")
    if place in ("clause", "that"):
        return [x for x in dependents(a, t, *_CLAUSES) if place == "clause" or dependents(a, x, "nsubj")]
    found = [x for x in dependents(a, t, "obl", "nmod", *_CLAUSES) if _marker(c, x) == place]
    if head >= 0 and not found:
        found = [x for x in dependents(a, head, "obl", "iobj", *_CLAUSES) if _marker(c, x) == place and x > t]
    return found


def _marker(c: Context, x: int) -> str:
    return marker(c.a, x) or next((c.a.word[m].lower() for m in dependents(c.a, x, "mark")), "")


def meant(c: Context, x: int, depth: int = 0) -> tuple[str, ...]:
    """Who is meant by a phrase or a clause: whoever it names, or whose doing it tells of ("Russia's attack", "the decision of Japan")."""
    a = c.a
    if a.upos[x] in ("VERB", "AUX", "ADJ"):
        doer = agent(a, x)
        return actors(c, doer) if doer is not None else ()
    if any(_is_against(c, y) for y in dependents(a, x, "amod", "compound")):
        return ()
    below = dependents(a, x, "nmod") if depth == 0 else []
    doer = next((y for y in (*below, *(z for y in below for z in dependents(a, y, "nmod"))) if marker(a, y) == "by"), None)
    if doer is not None and (doers := meant(c, doer, 1)):
        return doers  # "the violation of Latvian airspace by a Belarusian balloon"
    found = parties(c, x) if can_act(c, x) else c.cast.codes(x)
    if found or depth > 1:
        return found
    inner = [y for y in dependents(a, x, "nmod:poss", "amod", "compound", "nmod") if marker(a, y) in _OWNERS]
    inner = [y for y in inner if a.upos[y] != "NOUN" or a.deprel[y] not in ("amod", "compound")]  # not the troops of "troop deployments"
    return next((codes for y in inner if (codes := meant(c, y, depth + 1))), ())


def _is_against(c: Context, y: int) -> bool:
    """Whether a place is named as that of the opponent: "anti-Baghdad rebels"."""
    before = [w.lower() for w in c.a.word[max(y - 2, 0):y]]
    return c.a.word[y].lower().startswith("anti-") or before[:1] == ["anti"]


def hangs_below(a: Analysis, x: int, t: int) -> bool:
    """Whether one token is below another in the tree, not many steps down."""
    for _ in range(_STEPS):
        if x in (t, -1):
            break
        x = a.head[x]
    return x == t


def evidence(c: Context, t: int, *around: int | None) -> Evidence:
    """The text from the first to the last of some tokens of the sentence of `t`; of a subject before them its whole phrase."""
    a = c.a
    tokens = [x for x in (t, *around) if x is not None and a.sentence[x] == a.sentence[t]]
    first = min(tokens)
    if a.deprel[first].startswith("nsubj"):
        first = min(x for x in a.subtree(first) if a.sentence[x] == a.sentence[t])
    return c.evidence(*trim(a, first, max(tokens)), cue=t)
