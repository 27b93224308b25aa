"""Shares and growth in words, as percentages: "nearly a third" is 33, "two in every five" 40, "doubled" 100, "2.6 times" 160."""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dragoman.resolution.numbers import WORDS, find_numbers

_ONE_TO_NINE = "|".join(list(WORDS)[:9])
_TWO_TO_TWELVE = "|".join(list(WORDS)[1:12])
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PART = "|".join(_PARTS)
_SHARE = re.compile(
    rf"(?<![\w-])(?:(?P<count>an?|{_ONE_TO_NINE})[ -](?P<part>{_PART})(?P<plural>s?)|every (?P<every>{_PART})(?! (?:year|month|week|day))"
    rf"|(?P<some>{_ONE_TO_NINE}) (?:in|out of)(?: every)? (?P<all>{_TWO_TO_TWELVE}|\d+)|(?:one )?(?P<half>half))(?![\w-])", re.IGNORECASE)
# "a third of", "grew by a third." but not "a third satellite".
_AFTER_SHARE = re.compile(
    r"\s+(?:of|in|since|to|on|from|over|last|this|higher|more|less|fewer|lower|compared|between|by|are|is|was|were)\b|\s*[.,;:)\n]|\s*$")
_AFTER_HALF = re.compile(r"\s+(?:of|the|its|their|our|his|her|all|that|those|these)\b|\s*[.,;:)\n]|\s*$")
_BEFORE_HALF = re.compile(r"\b(?:first|second|last|latter|other|next|this|a|and a)\s$", re.IGNORECASE)

_VERBS = {"doubl": 100, "tripl": 200, "trebl": 200, "quadrupl": 300, "quintupl": 400, "halv": -50}
_VERB = "|".join(_VERBS)
_MULTIPLE = re.compile(
    rf"(?<![\w-])(?:(?P<verb>{_VERB})(?:ed|ing)|(?<=to )(?P<infinitive>{_VERB})e|(?P<fold>{_TWO_TO_TWELVE}|\d+)[ -]?fold"
    rf"|(?P<twice>twice)(?= (?:as|more|the|that))"
    rf"|(?P<times>\d+[.,]\d+|one and a half|(?:\d+|{_TWO_TO_TWELVE})(?= times (?:more|as|higher|larger|greater|that|the|over))) times)"
    r"(?!\w)",
    re.IGNORECASE)


class Share(NamedTuple):
    """A share or a growth in words: half-open offsets, and percent (negative where something fell)."""

    start: int
    end: int
    percent: Decimal


def find_shares(text: str) -> Iterator[Share]:
    """All shares, then all multiples of a text."""
    text = text.replace("\n", " ")  # a line may be broken inside a share; a paragraph's end becomes two spaces, which no share has
    for match in _SHARE.finditer(text):
        share = _share(match)
        if share:
            yield Share(*match.span(), (100 * share).quantize(Decimal(1)))
    for match in _MULTIPLE.finditer(text):
        yield Share(*match.span(), _growth(match))


def _share(match: re.Match[str]) -> Decimal | None:
    text, start, end = match.string, *match.span()
    if match["half"]:
        whole = _BEFORE_HALF.search(text, max(start - 10, 0), start) or not _AFTER_HALF.match(text, end)
        return None if whole else Decimal("0.5")
    if match["every"]:
        return Decimal(1) / _PARTS[match["every"].lower()]
    if match["all"]:
        some, every = (next(find_numbers(match[group])).value for group in ("some", "all"))
        return some / every if 0 < some < every else None
    if not match["plural"] and not _AFTER_SHARE.match(text, end):
        return None
    return Decimal(WORDS.get(match["count"].lower(), 1)) / _PARTS[match["part"].lower()]


def _growth(match: re.Match[str]) -> Decimal:
    verb, times = match["verb"] or match["infinitive"], match["fold"] or match["times"]
    if verb:
        return Decimal(_VERBS[verb.lower()])
    return 100 * (next(find_numbers(times)).value - 1) if times else Decimal(100)
