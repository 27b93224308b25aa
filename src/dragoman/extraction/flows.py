"""From whom to whom: the direction in which what a figure measures passes between two actors.

Most figures run from one who gives, sells, sends or comes to one who gets. A word's own owner ("Korean investment"), the phrases behind it
("in Kazakhstan", "from Mexico") and the subject of its verb tell which actor is which; what is not said is the other side of the document.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.clauses import dependents, enclosing_clauses, is_passive, marker, subject
from dragoman.codebook.figures import words
from dragoman.extraction.context import Context
from dragoman.extraction.roles import named, other_side

_BOTH = frozenset(("trade", "contract", "other"))  # measures between two sides, without a direction
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


def flow(c: Context, measure: str, cue: int, top: int, noun: int | None) -> Flow | None:
    """The direction of a figure; None where no two actors can be told, so that it measures no relation."""
    here = named(c, c.a.sentences[c.a.sentence[top]])
    if measure in _BOTH:
        between = here if len(here) == 2 else c.cast.sides
        return Flow(between=between) if len(between) > 1 else None
    verb = next((t for t in enclosing_clauses(c.a, top) if c.a.upos[t] == "VERB"), None)
    lemmas = {c.a.lemma[t].lower() for t in (verb, cue, c.a.head[top]) if t is not None and t >= 0}
    source, target = _direct(measure, lemmas, _sides(c, [t for t in dict.fromkeys((noun, cue, top)) if t is not None], verb))
    if source is None and target is None:
        return Flow(*here) if len(here) == 2 else Flow(between=c.cast.sides) if len(c.cast.sides) == 2 else None
    if target is None and source is not None:
        target = next(iter([code for code in here if code != source] or other_side(c, (source,))), None)
    elif source is None and target is not None and not (measure == "loan" and lemmas & words("debts")):
        source = next(iter([code for code in here if code != target] or other_side(c, (target,))), None)
    return Flow(source, target)


def _sides(c: Context, nouns: Iterable[int], verb: int | None) -> _Sides:
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
            found.doer += c.cast.codes(doer)
        found.target += _codes(c, dependents(a, verb, "iobj"))
    return found


def _behind(c: Context, head: int, found: _Sides) -> None:
    """Adds the actors of the phrases that hang on a word."""
    for t in dependents(c.a, head, "nmod", "obl"):
        preposition = marker(c.a, t)
        if preposition in _FROM:
            found.source += _codes(c, [t])
        elif preposition in _TO:
            found.target += _codes(c, [t])


def _codes(c: Context, tokens: Iterable[int]) -> list[str]:
    return [code for t in tokens for code in (c.cast.codes(t) if c.a.upos[t] == "PRON" else named(c, c.a.subtree(t)) or c.cast.codes(t))]


def _direct(measure: str, lemmas: set[str], sides: _Sides) -> tuple[str | None, str | None]:
    """Source and target, as far as the parts tell. `lemmas` are those of the verb, the telling word and what the number hangs on."""
    takes = bool(lemmas & words("takers"))
    if (measure == "loan" and lemmas & words("debts")) or (measure == "import" and not takes):
        sources, targets = sides.source, [*sides.owner, *sides.doer]
    elif measure == "people" and lemmas & words("senders"):
        sources, targets = [*sides.doer, *sides.source], [*sides.owner, *sides.target]
    elif measure == "share" and not takes:
        sources, targets = [*sides.doer, *sides.source], [*sides.target, *sides.owner]
    elif takes:
        sources, targets = [*sides.source, *sides.owner], [*sides.doer, *sides.target]
    else:
        sources, targets = [*sides.owner, *sides.source, *sides.doer], sides.target
    source = next(iter(sources), None)
    return source, next((code for code in targets if code != source), None)
