"""States and names that are listed in one order: "the foreign ministers of Albania and Greece, Igli Hoxha and Eleni Papadaki"."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.analysis import Analysis
from dragoman.resolution.gazetteer import Place

_BETWEEN_NAMES = frozenset((",", "and", "&"))
_BETWEEN_PLACES = frozenset((",", "and", "&", "of", "the", "'s", "’s", "'", "’"))
_BEFORE_NAMES = frozenset((",", ":", "-", "–", "—", "("))


def in_turn(
    a: Analysis, names: Sequence[tuple[int, int]], ends: Mapping[int, tuple[int, Place]], offices: Mapping[int, str],
) -> dict[int, tuple[str, str]]:
    """First token of a name → the state that it speaks for, and its office, where as many states as names and an office in the plural go
    before them.

    `names`: token ranges in order; `ends`: the last token of each place → its first one, and the place; `offices`: token → class.
    """
    found: dict[int, tuple[str, str]] = {}
    for group in _groups(a, names):
        t = group[0][0] - 1
        t -= t >= 0 and a.word[t] in _BEFORE_NAMES
        codes, t = _listed(a, ends, t)
        if t not in offices or "Number=Plur" not in a.feats[t]:
            continue
        office = offices[t]
        if not codes:  # "the Albanian and Greek foreign ministers"
            while t in offices:
                t -= 1
            codes, t = _listed(a, ends, t)
        if len(codes) == len(group) == len(set(codes)):
            found.update({first: (code, office) for (first, _), code in zip(group, codes, strict=True)})
    return found


def _groups(a: Analysis, names: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Two or more names of one sentence with nothing but commas and an "and" between them."""
    group: list[tuple[int, int]] = []
    for first, last in names:
        beside = bool(group) and a.sentence[group[0][0]] == a.sentence[first] and all(
            a.word[t].lower() in _BETWEEN_NAMES for t in range(group[-1][1] + 1, first))
        if not beside:
            if len(group) > 1:
                yield group
            group = []
        group.append((first, last))
    if len(group) > 1:
        yield group


def _listed(a: Analysis, ends: Mapping[int, tuple[int, Place]], t: int) -> tuple[list[str], int]:
    """The codes of the places that are listed up to a token, in order; and the token before them."""
    codes: list[str] = []
    while t >= 0:
        before = t
        while before >= 0 and a.word[before].lower() in _BETWEEN_PLACES:
            before -= 1
        if before not in ends:
            return codes[::-1], before if codes else t
        first, place = ends[before]
        codes.append(place.code)
        t = first - 1
    return codes[::-1], t
