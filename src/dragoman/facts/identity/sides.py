"""Who the two sides of a fact are, whatever each report calls them."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.facts.identity.phrases import content
from dragoman.facts.model import Report, is_code

MANY = "many"  # the block of facts of three sides and more, whose lists vary too much to be looked up by


def sides_of(actors: Iterable[str], circle: tuple[str, ...]) -> frozenset[str]:
    """The states and organisations that act.

    A plain name (a firm, a fund) belongs to one of them: beside one state it stands for the first other one of its document's circle, and
    names alone stand for the first two.
    """
    named = frozenset(actors)
    codes = frozenset(filter(is_code, named))
    if len(codes) >= 2:
        return codes
    return codes | frozenset([code for code in circle if code not in codes][:2 - len(codes)])


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two sides are the same two; of three and more, most are."""
    return one == other or (min(len(one), len(other)) > 2 and 5 * len(one & other) >= 3 * len(one | other))


def names_of(actors: Iterable[str]) -> frozenset[str]:
    """Stems of the plain names among some actors, without those that many names have; and the initials of the longer names."""
    plain = [actor for actor in actors if not is_code(actor)]
    initials = ("".join(word[0] for word in actor.lower().split() if word[0].isalpha()) for actor in plain if actor.count(" ") > 1)
    return frozenset(stem for actor in plain for stem in content(actor, vague=True) or content(actor)).union(initials)


def are_strangers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both reports name a firm or the like, and no word of the names is the same."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two reports may mean one actor: a firm may be told as its state."""
    if one is None or other is None or one == other:
        return True
    if is_code(one) or is_code(other):
        return is_code(one) != is_code(other)
    return not are_strangers(names_of([one]), names_of([other]))


def block(report: Report, actors: Iterable[str], *more: str | None) -> str:
    """The block of a report: its type, its two sides or that they are many, and what else all reports of one fact agree on."""
    sides = sides_of(actors, report.circle)
    between = "|".join(sorted(sides)) if len(sides) <= 2 else MANY
    return "|".join((report.type, between, *(part or "" for part in more)))
