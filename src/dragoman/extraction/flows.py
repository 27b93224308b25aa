"""From whom to whom: the direction in which what a figure measures passes between two actors.

Most figures run from one who gives, sells, sends or comes to one who gets. A word's own owner ("Korean investment"), the phrases behind it
("in Kazakhstan", "from Mexico") and the subject of its verb tell which actor is which; what is not said is the other side of the document.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.clauses import conjuncts, dependents, enclosing_clauses, is_passive, marker, subject
from dragoman.codebook.figures import words
from dragoman.extraction.context import Context
from dragoman.extraction.measures import Mention
from dragoman.extraction.roles import named
from dragoman.resolution.affiliations import organisation
from dragoman.resolution.gazetteer import find_places

_BOTH = frozenset(("trade", "contract", "other"))  # measures between two sides, without a direction
_LENT = frozenset(("loan", "grant", "projects"))
_OWNERS = ("amod", "compound", "nmod:poss", "nmod:desc", "det:poss", "nmod:unmarked", "flat")
_FROM = frozenset(("from", "by"))
_TO = frozenset(("to", "in", "into", "for", "towards", "toward", "on", "at", "among", "on behalf of"))


class Flow(NamedTuple):
    """Between whom: a source and a target, or a set of actors."""

    source: str | None = None
    target: str | None = None
    between: tuple[str, ...] | None = None


@dataclass
class _Sides:
    """The actors around a number, by the part they are named in."""

    owner: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    doer: list[str] = field(default_factory=list)


def flow(c: Context, measure: str, cue: int, m: Mention) -> Flow | None:
    """The direction of a figure; None where no two actors can be told, so that it measures no relation."""
    passes = _flow(c, measure, cue, m)
    return _from_lender(c, measure, passes, m) if passes and measure in _LENT else passes


def _both(c: Context) -> tuple[str, ...]:
    """The two sides of the document where it really speaks of both: more than once, or in its title or first sentence."""
    a, sides = c.a, c.cast.sides
    if len(sides) < 2:
        return ()
    seats = [(first, place.code) for first, _, place in c.cast.places] + [
        (first, p.code) for p in c.cast.people if p.code for first, _ in p.mentions]
    title = {place.code for place in find_places(c.document.title or "", c.document.published)}

    def spoken_of(side: str) -> bool:
        return side in title or side == c.cast.home or sum(1 + (a.sentence[t] == 0) for t, code in seats if code == side) > 1
    return sides if all(spoken_of(side) for side in sides) else ()


def _opposite(c: Context, side: str) -> tuple[str, ...]:
    """The other of the two sides; () for an actor that is neither."""
    both = _both(c)
    return tuple(code for code in both if code != side) if side in both else ()


def _from_lender(c: Context, measure: str, passes: Flow, m: Mention) -> Flow:
    """The same from the side that is a development bank, whose business is lending, unless the other is said to pay."""
    pair = passes.between or (passes.source, passes.target)
    bank = next((code for code in pair if code and code in words("lenders")), None)
    other = next((code for code in pair if code != bank), None)
    if bank is None or bank == passes.source or (other and other in words("lenders")):
        return passes
    verb = next((t for t in enclosing_clauses(c.a, m.top) if c.a.upos[t] == "VERB"), None)
    payer = subject(c.a, verb) if verb is not None and measure != "loan" else None
    pays = payer is not None and other in named(c, c.a.subtree(payer))
    return passes if pays else Flow(bank, other)


def _flow(c: Context, measure: str, cue: int, m: Mention) -> Flow | None:
    top, noun = m.top, m.noun
    here = named(c, c.a.sentences[c.a.sentence[top]])
    if measure in _BOTH:
        parties = _partners(c, cue)
        if len(parties) == 2:
            return Flow(between=parties)
        between = here if len(here) == 2 else _both(c)
        return Flow(between=between) if len(between) > 1 else None
    verb = next((t for t in enclosing_clauses(c.a, top) if c.a.upos[t] == "VERB"), None)
    lemmas = {c.a.lemma[t].lower() for t in (verb, cue, c.a.head[top]) if t is not None and t >= 0}
    own = any(p.kind == "organisation" for p in c.cast.place_at.get(cue, ()))  # "the World Food Programme" tells of no programme
    sides = _sides(c, [t for t in dict.fromkeys((noun, None if own else cue, top)) if t is not None], verb, m)
    if verb is not None and measure != "people" and lemmas & words("thanking"):
        sides.source += _codes(c, dependents(c.a, verb, "obj"))
    source, target = _direct(measure, lemmas, sides)
    if source is None and target is None:
        return Flow(*here) if len(here) == 2 else Flow(between=both) if (both := _both(c)) else None
    if target is None and source is not None:
        target = next(iter([code for code in here if code != source] or _opposite(c, source)), None)
    elif source is None and target is not None and not (measure == "loan" and lemmas & words("debts")):
        source = next(iter([code for code in here if code != target] or _opposite(c, target)), None) or _publisher(c, measure, target)
    is_relation = (source and target) or (measure == "loan" and here) or _both(c)
    return Flow(source, target) if is_relation else None


def _partners(c: Context, cue: int) -> tuple[str, ...]:
    """The two that a contract is said to be between."""
    around = [t for t in dependents(c.a, cue, "nmod") if marker(c.a, t) == "between"]
    return tuple(dict.fromkeys(code for t in around for x in conjuncts(c.a, t) for code in c.cast.codes(x) or _firm(c, x)))


def _publisher(c: Context, measure: str, target: str) -> str | None:
    """Whoever publishes a text in which something is given to somebody, by nobody who is named."""
    return c.cast.publisher if measure == "grant" and c.cast.publisher != target else None


def _sides(c: Context, nouns: Iterable[int], verb: int | None, m: Mention) -> _Sides:
    """Who is named where around some nouns and the verb of their clause."""
    a, found = c.a, _Sides()
    for noun in nouns:
        found.owner += [p.code for p in c.cast.place_at.get(noun, ())] + _codes(c, dependents(a, noun, *_OWNERS))
        _behind(c, noun, found)
        if not found.owner:
            found.owner += _codes(c, [t for t in a.children[noun] if marker(a, t) in ("of", "with")])
    if verb is not None:
        _behind(c, verb, found)
        doer = subject(a, verb)
        if doer is not None and not is_passive(a, verb) and doer not in nouns:
            found.doer += c.cast.codes(doer) or _firm(c, doer)
        found.target += _codes(c, dependents(a, verb, "iobj"))
    given = _given_to(c, m)
    if given:
        found.owner = [code for code in found.owner if code not in given]
        found.doer = [code for code in found.doer if code not in given]
        found.target = [*given, *found.target]
    return found


def _given_to(c: Context, m: Mention) -> list[str]:
    """Who stands between the verb and the number, in the place of the one who gets: "has lent Pakistan 220 million"."""
    a, last = c.a, m.first - 1
    if last < 1 or last not in c.cast.place_at or a.sentence[last] != a.sentence[m.first]:
        return []
    first = last
    while (first > 0 and first - 1 in c.cast.place_at) or a.upos[first - 1] == "DET":
        first -= 1
    return [p.code for p in c.cast.place_at[last]] if first > 0 and a.upos[first - 1] == "VERB" else []


def _behind(c: Context, head: int, found: _Sides) -> None:
    """Adds the actors of the phrases that hang on a word."""
    for t in dependents(c.a, head, "nmod", "obl"):
        preposition = marker(c.a, t)
        if preposition in _FROM:
            found.source += _codes(c, [t])
        elif preposition in _TO:
            found.target += _codes(c, [t])


def _codes(c: Context, tokens: Iterable[int]) -> list[str]:
    return [code for t in tokens for code in (
        c.cast.codes(t) if c.a.upos[t] == "PRON" else named(c, c.a.subtree(t)) or c.cast.codes(t))]


def _firm(c: Context, t: int) -> list[str]:
    """The name of the firm or organisation that a token is part of, as an actor that has no code."""
    name = organisation(c.a, c.cast, t)
    return [name] if name else []



def _direct(measure: str, lemmas: set[str], sides: _Sides) -> tuple[str | None, str | None]:
    """Source and target, as far as the parts tell. `lemmas` are those of the verb, the telling word and what the number hangs on."""
    takes = bool(lemmas & words("takers"))
    if measure == "loan" and lemmas & words("forgiving"):
        sources, targets = sides.doer, [*sides.owner, *sides.target]
    elif (measure == "loan" and lemmas & words("debts")) or (measure == "import" and not takes):
        sources, targets = sides.source, [*sides.owner, *sides.doer]
    elif measure == "people" and lemmas & words("senders"):
        sources, targets = [*sides.doer, *sides.source], [*sides.owner, *sides.target]
    elif measure == "share" and not takes:
        sources, targets = [*sides.doer, *sides.source], [*sides.target, *sides.owner]
    elif takes:
        sources, targets = [*sides.source, *sides.owner], [*sides.doer, *sides.target]
        if measure in _LENT:  # "will receive 720 million in aid": the aid is called by whoever receives it
            sources = [code for code in sources if code not in sides.doer]
    else:
        sources, targets = [*sides.owner, *sides.source, *sides.doer], sides.target
    source = next(iter(sources), None)
    return source, next((code for code in targets if code != source), None)
