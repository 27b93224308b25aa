"""From whom to whom: the direction in which what a figure measures passes between two actors.

Most figures run from one who gives, sells, sends or comes to one who gets. A word's own owner ("Korean investment"), the phrases behind it
("in Kazakhstan", "from Mexico") and the subject of its verb tell which actor is which; what is not said is the other side of the document.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.analysis.clauses import conjuncts, dependents, enclosing_clauses, is_passive, marker, subject
from dragoman.codebook.figures import words
from dragoman.extraction.context import Context
from dragoman.extraction.flow_sides import Sides, alike, find_sides, firm, taken_up, thanked_by, verb_of
from dragoman.extraction.measures import Mention
from dragoman.extraction.roles import named

_BOTH = frozenset(("trade", "contract", "other"))  # measures between two sides, without a direction
_LENT = frozenset(("loan", "grant", "projects"))
_EITHER = frozenset(("people", "companies", "projects"))  # of which nothing tells whence they are, where no word does
_LIKE = {"grant": ("loan",), "loan": ("grant",)}  # what is lent and given goes the same way
_TURNING = frozenset(("direction", "way"))
_TURNED = frozenset(("other", "opposite", "return"))


class Flow(NamedTuple):
    """Between whom: a source and a target, or a set of actors."""

    source: str | None = None
    target: str | None = None
    between: tuple[str, ...] | None = None


def flow(c: Context, measure: str, cue: int, m: Mention, earlier: Mapping[str, Flow]) -> Flow | None:
    """The direction of a figure; None where no two actors can be told, so that it measures no relation.

    `earlier` are the directions of the document's figures before this one, by measure, the last of them also under "".
    """
    passes = _flow(c, measure, cue, m, earlier)
    return _from_lender(c, measure, passes, m) if passes and measure in _LENT else passes


def flow_on(c: Context, m: Mention, before: Flow) -> Flow:
    """The direction of a figure that goes on with the one before it: the same, from whoever else is named right before it."""
    giver = next(iter(taken_up(c, m)), None)
    return Flow(giver, before.target if before.target != giver else None) if giver else before


def _both(c: Context) -> tuple[str, ...]:
    """The two sides of the document where it really speaks of both: more than once, or in its title or first sentence."""
    a, sides = c.a, c.cast.sides
    if len(sides) < 2:
        return ()
    seats = [(first, place.code) for first, _, place in c.cast.places] + [
        (first, p.code) for p in c.cast.people if p.code for first, _ in p.mentions]
    title = {place.code for place in c.cast.titled}

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
    verb = verb_of(c.a, m)
    payer = subject(c.a, verb) if verb is not None and measure != "loan" else None
    pays = payer is not None and other in named(c, c.a.subtree(payer))
    return passes if pays else Flow(bank, other)


def _flow(c: Context, measure: str, cue: int, m: Mention, earlier: Mapping[str, Flow]) -> Flow | None:
    a, top = c.a, m.top
    here = _named_beside(c, top)
    givers = alike(c, m)
    here = tuple(code for code in here if code not in givers)
    if measure in _BOTH and not {a.lemma[cue].lower(), a.word[cue].lower()} & words("one_way"):
        return _mutual(c, measure, cue, m, here)
    verb = verb_of(a, m)
    lemmas = {a.lemma[t].lower() for t in (verb, cue, a.head[top]) if t is not None and t >= 0}
    own = any(p.kind == "organisation" for p in c.cast.place_at.get(cue, ()))  # "the World Food Programme" tells of no programme
    sold = a.head[cue] if a.deprel[cue] == "nmod" and measure == "contract" else None  # "Japan's approval of the sale"
    sides = find_sides(c, [t for t in dict.fromkeys((m.noun, None if own else cue, top, sold)) if t is not None], verb, m)
    if verb is not None and measure != "people" and (thanked := thanked_by(c, verb)):
        sides.source = [*thanked, *sides.source]
        if others := [code for code in sides.target if code not in thanked and code not in sides.doer]:  # "for its aid to Malawi"
            sides.doer, sides.target = [], others
        else:
            lemmas.add("thank")
    if set(sides.owner) == set(c.cast.sides) and not (sides.doer or sides.source or sides.target):
        return Flow(between=c.cast.sides)  # "the capital of the Uzbek-Kyrgyz fund"
    source, target = _direct(measure, lemmas, sides)
    if source is None and target is None:
        return _untold(c, measure, m, here, earlier)
    if target is None and source is not None:
        target = _other(c, source, here) or _receiver(c, measure, source)
        target = None if target in givers else target
    elif source is None and target is not None and not (measure == "loan" and lemmas & words("debts")):
        source = _other(c, target, here) or _publisher(c, measure, target)
    is_relation = (source and target) or (measure == "loan" and here) or _both(c)
    return Flow(sides.names.get(source or "", source), target) if is_relation else None


def _named_beside(c: Context, top: int) -> tuple[str, ...]:
    """Who is named in the clause of a number where that is two, else in its sentence."""
    v = next(iter(enclosing_clauses(c.a, top)), None)
    inside = named(c, c.a.subtree(v)) if v is not None else ()
    return inside if len(inside) == 2 else named(c, c.a.sentences[c.a.sentence[top]])


def _mutual(c: Context, measure: str, cue: int, m: Mention, here: tuple[str, ...]) -> Flow | None:
    """Between whom something passes that has no direction: its partners, the two of the sentence, or the document's sides."""
    partners = _partners(c, cue, m, here) if measure == "contract" else ()
    between = next((pair for pair in (partners, here) if len(pair) == 2), None) or _both(c)
    return Flow(between=between) if len(between) > 1 else None


def _untold(c: Context, measure: str, m: Mention, here: tuple[str, ...], earlier: Mapping[str, Flow]) -> Flow | None:
    """The direction where no part of the clause tells it: that of an earlier figure, else the order in which two are named."""
    if before := _as_before(c, measure, m, earlier):
        return before
    if len(here) != 2:
        both = _both(c)
        return Flow(between=both) if both else None
    if measure in _EITHER:
        return Flow(between=here)
    first, second = here
    return Flow(second, first) if measure == "import" else Flow(first, second)


def _other(c: Context, side: str, here: tuple[str, ...]) -> str | None:
    """The other one: whoever else the sentence names first, else the other side of the document."""
    return next((code for code in (*here, *_opposite(c, side)) if code != side), None)


def _partners(c: Context, cue: int, m: Mention, here: tuple[str, ...]) -> tuple[str, ...]:
    """The two of a contract: whom it is said to be between, or who wins or signs it with whom; of a firm the only state named beside it."""
    a = c.a
    parties = [x for t in dependents(a, cue, "nmod") if marker(a, t) == "between" for x in conjuncts(a, t)]
    if not parties:
        verb = verb_of(a, m)
        doer = subject(a, verb) if verb is not None and not is_passive(a, verb) else None
        parties = [] if doer is None else [doer]
        parties += [t for head in (cue, verb) if head is not None for t in dependents(a, head, "nmod", "obl") if marker(a, t) == "with"]
    names = tuple(dict.fromkeys(code for x in parties for code in firm(c, x) or c.cast.codes(x)))
    return (*names, *here) if len(names) == len(here) == 1 and names != here else names


def _publisher(c: Context, measure: str, target: str) -> str | None:
    """Whoever publishes a text in which something is given to somebody, by nobody who is named."""
    return c.cast.publisher if measure == "grant" and c.cast.publisher != target else None


def _as_before(c: Context, measure: str, m: Mention, earlier: Mapping[str, Flow]) -> Flow | None:
    """The direction of an earlier figure of the same sort, where the sentence names nobody; turned where it says so."""
    a = c.a
    sentence = a.sentences[a.sentence[m.top]]
    if any(a.word[t].lower() in _TURNING and a.word[t - 1].lower() in _TURNED for t in sentence[1:]):
        last = earlier.get("")
        return Flow(last.target, last.source) if last else None
    if measure == "people":  # of whom others may go the other way
        return None
    return next((earlier[like] for like in (measure, *_LIKE.get(measure, ())) if like in earlier), None)


def _receiver(c: Context, measure: str, source: str) -> str | None:
    """Whoever's news a text is in which a third one gives something to nobody who is named."""
    return c.cast.home if measure in _LENT and c.cast.home in c.cast.sides and source not in c.cast.sides else None


def _direct(measure: str, lemmas: set[str], sides: Sides) -> tuple[str | None, str | None]:
    """Source and target, as far as the parts tell. `lemmas` are those of the verb, the telling word and what the number hangs on."""
    takes = bool(lemmas & words("takers")) and not sides.gives
    if measure == "loan" and lemmas & words("forgiving"):
        sources, targets = sides.doer, [*sides.owner, *sides.target]
    elif (measure == "loan" and lemmas & words("debts")) or (measure == "import" and not takes):
        sources, targets = sides.source, [*sides.owner, *sides.doer]
    elif measure == "other" and lemmas & words("remitting"):  # out of the country where they work
        sources, targets = sides.target, [*sides.owner, *sides.doer]
    elif measure == "people" and lemmas & words("senders") and not sides.moves:
        sources, targets = [*sides.doer, *sides.source], [*sides.owner, *sides.target]
    elif (measure == "share" and (not takes or sides.holds)) or (measure == "companies" and lemmas & words("holding")):
        sources, targets = [*sides.doer, *sides.source], [*sides.target, *sides.owner]
    elif takes:
        sources, targets = [*sides.source, *sides.owner], [*sides.doer, *sides.target]
        if measure in _LENT:  # "will receive 720 million in aid": the aid is called by whoever receives it
            sources = [code for code in sources if code not in sides.doer]
    else:
        sources, targets = [*sides.owner, *sides.source, *sides.doer], sides.target
    source = next(iter(sources), None)
    return source, next((code for code in targets if code != source), None)
