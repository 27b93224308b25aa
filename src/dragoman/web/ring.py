"""Relations as a picture: actors on a ring, or around the one that is asked for, and a line for each two that have facts together."""
from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.register.relating import Relation

SIZE = 760  # of the picture, both ways
_RADIUS = 232  # of the ring: room is left for names
_MOST = 44  # actors that there is room for
_NEAR = 3  # actors last put on the ring, beside which the next one is chosen
_PULL = 0.35  # how far a line bends from its straight way towards the middle (1: through it)
_THICKEST, _THINNEST = 9.0, 0.8
_LARGEST, _SMALLEST = 9.0, 3.5  # radii of dots
_GAP = 6  # between a dot and its name


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its dot, and its name, which begins at (or, where `before`, ends at) `label_x` and is turned by `turn` degrees."""

    code: str
    number: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    turn: float
    before: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a relation: an SVG path and its width. `strength`: from 1 (few facts) to 4 (most)."""

    relation: Relation
    path: str
    width: float
    strength: int


@dataclass(frozen=True, slots=True)
class Ring:
    """The picture; lines with most facts come last, on top of others. `left_out`: relations of actors for whom there was no room."""

    size: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def draw_ring(relations: Sequence[Relation], middle: str | None = None) -> Ring:
    """The picture of some relations, the same for the same ones; `middle`: the actor (code) whose relations they all are, if any."""
    numbers: Counter[str] = Counter()
    for one in relations:
        numbers.update({one.a: one.number, one.b: one.number})
    ranked = sorted(numbers, key=lambda code: (code != middle, -numbers[code], code))[:_MOST]
    shown = [one for one in relations if one.a in ranked and one.b in ranked]
    around = [code for code in ranked if code != middle] if middle else _order(ranked, shown)
    places = {code: _place(n, len(around)) for n, code in enumerate(around)} | ({middle: (0.0, 0.0)} if middle in ranked else {})
    most = max(numbers.values(), default=1)
    nodes = tuple(_node(code, numbers[code], places[code], most) for code in sorted(places, key=ranked.index))
    thickest = max((one.number for one in shown), default=1)
    lines = tuple(_line(one, places[one.a], places[one.b], thickest) for one in reversed(shown))
    return Ring(SIZE, nodes, lines, len(relations) - len(shown))


def _order(codes: Sequence[str], relations: Iterable[Relation]) -> list[str]:
    """The actors so that those with many facts together stand near each other: each beside the last few it is tied to most."""
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for one in relations:
        ties[one.a][one.b] = ties[one.b][one.a] = one.number
    rank = {code: n for n, code in enumerate(codes)}
    found = list(codes[:1])
    while len(found) < len(codes):
        last = found[-_NEAR:]
        found.append(min(rank.keys() - set(found), key=lambda code: (-sum(ties[code][near] for near in last), rank[code])))
    return found


def _place(n: int, count: int) -> tuple[float, float]:
    """Where the n-th of so many stands on the ring, from the top on clockwise, as seen from the middle."""
    angle = 2 * math.pi * n / max(count, 1) - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _at(place: tuple[float, float], reach: float = _RADIUS) -> tuple[float, float]:
    return round(SIZE / 2 + place[0] * reach, 1), round(SIZE / 2 + place[1] * reach, 1)


def _node(code: str, number: int, place: tuple[float, float], most: int) -> Node:
    radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(number / most), 1)
    before = place[0] < -1e-9
    if place == (0.0, 0.0):
        return Node(code, number, *_at(place), radius, SIZE / 2, SIZE / 2 + radius + 16, 0, before=False)
    angle = math.degrees(math.atan2(place[1], place[0]))
    turn = round(angle - math.copysign(180, angle) if before else angle, 1)
    return Node(code, number, *_at(place), radius, *_at(place, _RADIUS + radius + _GAP), turn, before)


def _line(one: Relation, start: tuple[float, float], end: tuple[float, float], most: int) -> Line:
    share = math.sqrt(one.number / most)
    bend = tuple((1 - _PULL) * (start[axis] + end[axis]) / 2 for axis in (0, 1))
    (x, y), (across, up), (to, down) = _at(start), _at((bend[0], bend[1])), _at(end)
    straight = (0.0, 0.0) in (start, end)
    path = f"M{x} {y}L{to} {down}" if straight else f"M{x} {y}Q{across} {up} {to} {down}"
    return Line(one, path, round(_THINNEST + (_THICKEST - _THINNEST) * share, 1), min(4, 1 + int(share * 4)))
