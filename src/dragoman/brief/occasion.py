"""The visit that a brief is for: which one it is, and which facts matter for it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.errors import QuestionError, UnknownError
from dragoman.facts.periods import bounds
from dragoman.questions.asked import day
from dragoman.questions.wording import name
from dragoman.register import Outline
from dragoman.register.urgency import by_urgency

# Kinds of meetings at which two sides do business, the weightiest first.
TALKS = ("visit", "summit", "talks", "session", "call")
_DONE = ("signed", "ratified", "in_force", "extended")
_COMING = ("negotiating", "planned", "proposed")
_MOST = 12  # facts of a list


@dataclass(frozen=True)
class Occasion:
    """A visit or talks of the two, from one day to another. `last`: the last meeting that was held before; None where none is told."""

    begins: str
    ends: str
    meetings: tuple[Outline, ...]
    last: Outline | None


def occasion(wanted: str, outline: Sequence[Outline], pair: tuple[str, str], today: str) -> Occasion:
    """The visit that is meant by "next", by the id of a fact, or by a date.

    An UnknownError where no visit of the two is planned, or none has that id; a QuestionError where it is neither an id nor a date.
    """
    both = f"{name(pair[0])} and {name(pair[1])}"
    if wanted == "next":
        found = next_meeting(outline, today)
        if found is None:
            raise UnknownError(f"{both}: no visit or talks that are still to come are told of; give a date")
    elif wanted.startswith("f-"):
        found = next((one for one in outline if one.id == wanted and one.type == "meeting"), None)
        if found is None:
            raise UnknownError(f"{wanted}: no meeting of {both}; the ids are in what `dragoman timeline --type meeting --format csv` gives")
    else:
        begins, ends = bounds(_date(wanted))
        found = min(filter(_is_near, _on(outline, begins, ends)), key=lambda one: TALKS.index(one.label or ""), default=None)
    if found is not None:
        begins, ends = found.begins, found.ends
    there = [one for one in _on(outline, begins, ends) if one is not found][:_MOST - 1]
    return Occasion(begins, ends, (*((found,) if found else ()), *there), last_meeting(outline, begins))


def _on(outline: Iterable[Outline], begins: str, ends: str) -> list[Outline]:
    """Visits and talks that are told to be on these days, or planned for a year that they lie in."""
    there = [one for one in meetings(outline) if one.dated and one.begins <= ends and begins <= one.ends]
    return [one for one in there if _is_near(one) or one.status == "planned"]


def _is_near(one: Outline) -> bool:
    """Whether a date is at least as exact as a month."""
    return one.begins[:7] == one.ends[:7]


def _date(wanted: str) -> str:
    try:
        return day(wanted) or wanted
    except QuestionError as error:
        raise QuestionError(f"{wanted}: neither a date nor the id of a meeting; give 2024-05-17, f-0123456789ab or next") from error


def meetings(outline: Iterable[Outline]) -> list[Outline]:
    """Visits and talks, in order of time."""
    return [one for one in outline if one.type == "meeting" and one.label in TALKS]


def next_meeting(outline: Iterable[Outline], today: str) -> Outline | None:
    """The first visit or talks that are planned and whose last day has not passed."""
    planned = [one for one in meetings(outline) if one.status in ("planned", "postponed") and one.dated and one.ends >= today]
    return min(planned, key=lambda one: (one.ends, TALKS.index(one.label or ""), one.id), default=None)


def last_meeting(outline: Iterable[Outline], before: str) -> Outline | None:
    """The last visit or talks that were held before a day; a dated one where there is any."""
    held = [one for one in meetings(outline) if one.status in (None, "held") and one.ends < before]
    return max(held, key=lambda one: (one.dated, one.ends, -TALKS.index(one.label or ""), one.id), default=None)


def choose_for(visit: Occasion, instruments: Iterable[Outline], commitments: Iterable[Outline], today: str) -> dict[str, list[Outline]]:
    """Key → the facts that matter for the visit; see `sections.visit`. `instruments`: agreements and bodies."""
    before = [one for one in instruments if one.begins < visit.begins]
    promises = by_urgency((one for one in commitments if one.begins < visit.begins), today)
    chosen: Mapping[str, Iterable[Outline]] = {
        "visit": visit.meetings,
        "due": [one for one in promises if one.due and one.due <= visit.ends and one.state(today) in ("open", "overdue")],
        "coming": [one for one in before if one.status in _COMING][::-1]}
    if visit.last:
        since = visit.last.begins
        chosen = {
            **chosen, "last": [visit.last],
            "signed": [one for one in before if one.type == "agreement" and one.status in _DONE and one.begins >= since],
            "promised": [one for one in promises if one.begins >= since]}
    return {key: list(some)[:_MOST] for key, some in chosen.items()}
