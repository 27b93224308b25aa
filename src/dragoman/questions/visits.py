"""The log of visits, with the fields that data sets of leaders' travels keep."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.codebook.holders import holder_of
from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, period
from dragoman.questions.citing import Citing, Dispute, differing
from dragoman.questions.describing import actors, instrument
from dragoman.questions.wording import flat, listing, name, when
from dragoman.resolution.gazetteer import find_places

if TYPE_CHECKING:
    from dragoman.facts import Fact
    from dragoman.register import View

_DAY = 10  # characters of a full date
_ENCOUNTERS = ("talks", "session", "ceremony")  # what a visitor meets the host at


@dataclass(frozen=True, kw_only=True)
class VisitRow(Row):
    """A visit. `who` are the visitors by name, `home` their states, `host` the state they visit (None where the place tells no country;
    then all of `parties` may be either).

    `start` and `end` are ISO 8601, as exact as the documents tell, and `days` counts both ends; it is None unless both are full dates.
    `met`: people of the host's side who are told to have met the visitors during it; `met_host` is True where talks of both sides on its
    days are told, else None: that nobody was met is never concluded from silence. `signed`: instruments of these parties that were
    signed on its days; `agreements` are the ids of those facts.
    """

    fact: str
    parties: tuple[str, ...]
    who: tuple[str, ...]
    home: tuple[str, ...]
    host: str | None
    place: str | None
    rank: str | None
    start: str | None
    end: str | None
    days: int | None
    status: str | None
    met_host: bool | None
    met: tuple[str, ...]
    signed: tuple[str, ...]
    agreements: tuple[str, ...]
    disputed: tuple[Dispute, ...]
    n_reports: int
    n_sources: int
    official: bool
    citations: Citations

    columns = (
        Column("date", lambda row: when(f"{row.start}/{row.end}") if row.end else when(row.start) if row.start else "undated"),
        Column("days", lambda row: str(row.days) if row.days else "", number=True),
        Column("who", lambda row: listing(row.who)),
        Column("from", lambda row: actors(row.home) if row.host else f"{actors(row.parties)} (direction not told)"),
        Column("to", lambda row: name(row.host) if row.host else ""),
        Column("place", lambda row: flat(row.place or "") + differing(row.disputed)),
        Column("rank", lambda row: row.rank or ""),
        Column("status", lambda row: row.status or ""),
        Column("met host", lambda row: listing(row.met) or ("yes" if row.met_host else "")),
        Column("signed", lambda row: "\n".join(row.signed)),
        Column("sources", lambda row: row.citations),
    )


def visits(
    view: View, a: str | None = None, b: str | None = None, *, since: str | None = None, until: str | None = None,
) -> Answer[VisitRow]:
    """The visits between two actors, of one with everybody, or of all, in order of time.

    An UnknownError where there is no such actor, a QuestionError where a date is none or both actors are one.
    """
    sides, when_ = Sides.of(view, a, b), period(since, until)
    meetings = sides.facts(view, type="meeting", **when_)
    found = [fact for fact in meetings if fact.fields["kind"] == "visit"]
    encounters = _by_parties(fact for fact in meetings if fact.fields["kind"] in _ENCOUNTERS)
    instruments = _by_parties(sides.facts(view, type="agreement"))
    citing = Citing(view, found)
    rows = tuple(_row(fact, _of(fact, encounters), _of(fact, instruments), citing) for fact in found)
    notes = ("A visit dated by one day counts as a day. What is not told is left out.",) if rows else (
        sides.why_empty(view, "visits", type="meeting"),)
    return Answer("visits", f"Visits{sides.named}", VisitRow, rows, notes)


def _row(fact: Fact, encounters: Sequence[Fact], instruments: Sequence[Fact], citing: Citing) -> VisitRow:
    fields = fact.fields
    start, end = _ends(fields.get("date"))
    host = _host(fields.get("place"), fields["parties"], start)
    home = tuple(sorted(code for code in fields["parties"] if code != host)) if host else ()
    beside = [one for one in encounters if _within(one.fields.get("date"), start, end) and one.fields.get("status") in (None, "held")]
    who, met = _visitors(fields, host, [person for one in beside for person in one.fields.get("people") or ()])
    signed = [one for one in instruments if any(stage.status == "signed" and _within(stage.date, start, end) for stage in one.history)]
    return VisitRow(
        fact=fact.id, parties=tuple(sorted(fields["parties"])), who=who, home=home, host=host, place=fields.get("place"),
        rank=fields.get("rank"), start=start, end=end, days=_days(start, end), status=fields.get("status"),
        met_host=True if beside or met else None, met=met,
        signed=tuple(instrument(one.fields) for one in signed), agreements=tuple(one.id for one in signed),
        disputed=citing.disputes(fact), n_reports=fact.n_reports, n_sources=fact.n_sources, official=fact.official,
        citations=citing.fact(fact))


def _visitors(fields: Mapping[str, Any], host: str | None, there: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The visitors, and those whom they met. `there`: the people who are told to have been at talks and ceremonies on its days.

    Whom the visit's reports name are visitors, but for office-holders of the host, and the others there are those they met. Where they name
    nobody, only office-holders can be told apart.
    """
    named = tuple(fields.get("people") or ())
    others = tuple(dict.fromkeys(person for person in there if person not in named))
    office = {person: holder_of(person, fields.get("date")) for person in (*named, *others)}
    guests = set(fields["parties"]) - {host} if host else set()
    hosts = tuple(person for person in office if host and office[person] == host)
    if not named:
        return tuple(person for person in others if office[person] in guests), hosts
    met = (person for person in others if person not in hosts and office[person] not in guests)
    return tuple(person for person in named if person not in hosts), (*hosts, *met)


def _by_parties(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for code in fact.fields["parties"]:
            found[code].append(fact)
    return found


def _of(visit: Fact, facts: dict[str, list[Fact]]) -> list[Fact]:
    """The facts that at least two parties of the visit have a part in."""
    parties = set(visit.fields["parties"])
    some = {fact.id: fact for code in parties for fact in facts.get(code, ()) if len(parties.intersection(fact.fields["parties"])) > 1}
    return sorted(some.values(), key=lambda fact: (fact.when, fact.id))


def _ends(dates: str | None) -> tuple[str | None, str | None]:
    """The first and the last day; a single day is both, and of a month or a year the last one is not known."""
    if not dates:
        return None, None
    start, slash, end = dates.partition("/")
    return start, end or (start if len(start) == _DAY and not slash else None)


def _days(start: str | None, end: str | None) -> int | None:
    """Days from the first to the last, both counted; None unless both are full dates of the calendar, in order."""
    if not start or not end or len(start) != _DAY or len(end) != _DAY:
        return None
    try:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return None
    return days if days > 0 else None


def _within(dates: str | None, start: str | None, end: str | None) -> bool:
    """Whether something lies on the days of a visit: both must be dated to the day."""
    first, last = _ends(dates)
    if not (first and last and start and end) or min(map(len, (first, last, start, end))) < _DAY:
        return False
    return start <= first and last <= end


def _host(place: str | None, parties: Iterable[str], day: str | None) -> str | None:
    """The one of the parties in whose country the place is; None where the place names none of them, or several."""
    codes = {found.code for found in find_places(place or "", day)}.intersection(parties)
    return codes.pop() if len(codes) == 1 else None
