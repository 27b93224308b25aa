"""Facts in a line of plain words."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.questions.wording import amount, at, capital, counted, flat, listing, name, when, with_article

if TYPE_CHECKING:
    from dragoman.facts import Fact, Stage

Fields = Mapping[str, Any]

_STATUS = {"in_force": "in force", "negotiating": "under negotiation"}  # others are words as they stand
_INSTRUMENTS = {"statement": "joint statement", "communique": "communiqué", "letter_of_intent": "letter of intent",
                "exchange_of_notes": "exchange of notes"}
_MEETINGS = {"conference": "conference or forum", "session": "session of a joint body"}
_MEASURES = {"export": "exports", "import": "imports", "contract": "contract value", "share": "share", "other": "figure"}
_BOUNDS = {"about": "about ", "more_than": "more than ", "less_than": "less than ", "up_to": "up to "}
_MOST = 200  # characters of a quotation


def describe(fact: Fact) -> str:
    """What the fact is, without its date and its sources: "memorandum on port security (signed)"."""
    return describe_record(fact.type, fact.fields)


def describe_record(type_: str, fields: Fields) -> str:
    """What a record of this type and these fields says, as `describe` says it."""
    return capital(flat(_DESCRIBERS[type_](fields)))


def status_words(status: str) -> str:
    """A status as people say it: "in force", "under negotiation", "signed"."""
    return _STATUS.get(status, status)


def actors(codes: Iterable[str]) -> str:
    """The names of some actors as a list: "Kazakhstan and South Korea"."""
    return listing(name(code) for code in codes)


def instrument(fields: Fields) -> str:
    """The title of an agreement: "memorandum on port security", "Paris Agreement", "14 documents"."""
    kind: str = fields["kind"]
    noun, subject = _INSTRUMENTS.get(kind, kind), flat(fields.get("subject") or "")
    if noun in subject.casefold():  # the subject is the instrument's own name
        return subject
    if fields.get("count"):
        noun = counted(fields["count"], noun)
    link = "for" if kind in ("contract", "plan") else "on"
    return f"{noun} {link} {subject}" if subject else noun


def stage_words(stage: Stage, place: str | None = None) -> str:
    """A stage of an agreement: "ratified for Kazakhstan on 3 May 2024", "signed on 17 August 2021, Seoul", "in force since 2022"."""
    words = status_words(stage.status) + (f" for {name(stage.party)}" if stage.party else "")
    if stage.date:
        words += f" since {when(stage.date)}" if stage.status == "in_force" and not stage.date.endswith("/") else f" {at(stage.date)}"
    return f"{words}, {flat(place)}" if place else words


def quantity(fields: Fields) -> str:
    """The value of a figure: "more than USD 6 billion", "up 12%"."""
    bound = _BOUNDS.get(fields.get("bound") or "", "")
    if fields.get("nature") == "change":
        return f"{'down' if fields['value'] < 0 else 'up'} {bound}{amount(abs(fields['value']), fields['unit'])}"
    return bound + amount(fields["value"], fields["unit"])


def direction(fields: Fields) -> str:
    """Between whom a figure is: "from South Korea to Kazakhstan", "between Kazakhstan and South Korea"; "" where that is not told."""
    if fields.get("from") or fields.get("to"):
        ends = (("from", fields.get("from")), ("to", fields.get("to")))
        return " ".join(f"{word} {name(code)}" for word, code in ends if code)
    codes = sorted(fields.get("between") or ())
    return f"{'between' if len(codes) > 1 else 'of'} {actors(codes)}" if codes else ""


def what_is_measured(fields: Fields) -> str:
    """What a figure measures: "exports", "investment, target"."""
    target = ", target" if fields.get("nature") == "target" else ""
    measure: str = fields["measure"]
    return _MEASURES.get(measure, measure) + target


def meeting(fields: Fields) -> str:
    """A meeting: "state visit of Han Do-yun to Kazakhstan", "talks between Kazakhstan and South Korea, Akorda"."""
    kind, people, place = fields["kind"], [flat(one) for one in fields.get("people") or ()], flat(fields.get("place") or "")
    if kind == "visit":
        rank = f"{fields['rank']} " if fields.get("rank") else ""
        whither = f" to {with_article(place)}" if place else ""
        return f"{rank}visit{f' of {listing(people)}' if people else ''}{whither}"
    link = "between" if kind in ("talks", "call") and len(people or fields["parties"]) > 1 else "with"
    participants = listing(people) if people else actors(sorted(fields["parties"]))
    return f"{_MEETINGS.get(kind, kind)} {link} {participants}" + (f", {place}" if place else "")


def _agreement(fields: Fields) -> str:
    return f"{instrument(fields)} ({status_words(fields['status'])})"


def _meeting(fields: Fields) -> str:
    status = fields.get("status")
    return meeting(fields) + (f" ({status})" if status not in (None, "held") else "")


def _figure(fields: Fields) -> str:
    return " ".join(part for part in (what_is_measured(fields), direction(fields)) if part) + f": {quantity(fields)}"


def _body(fields: Fields) -> str:
    return flat(fields["name"]) + (f" ({fields['status']})" if fields.get("status") else "")


def _presence(fields: Fields) -> str:
    ends = (("of", fields.get("home")), ("in", fields.get("host")))
    where = " ".join(f"{word} {name(code)}" for word, code in ends if code)
    about = f": {flat(fields['activity'])}" if fields.get("activity") else ""
    return f"{flat(fields['name'])}{f', {where}' if where else ''}{about}"


def _statement(fields: Fields) -> str:
    content = flat(fields["content"], _MOST)
    return f"{flat(fields['speaker'])}: " + (f"“{content}”" if fields["mode"] == "direct" else content)


def _commitment(fields: Fields) -> str:
    who = actors(fields["actor"]) if fields["actor"] else "somebody"
    return f"{fields['stance']}, {who} to act: {flat(fields['action'], _MOST)}"


def _gesture(fields: Fields) -> str:
    about = f": {flat(fields['about'], _MOST)}" if fields.get("about") else ""
    return f"{fields['kind']} from {name(fields['from'])} to {name(fields['to'])}{about}"


def _event(fields: Fields) -> str:
    what = fields["event_type"].lower() + (f" ({fields['mode']})" if fields.get("mode") else "")
    target = f" towards {actors(fields['target'])}" if fields.get("target") else ""
    return f"{what} by {actors(fields['source'])}{target}" + (f", {flat(fields['place'])}" if fields.get("place") else "")


_DESCRIBERS: dict[str, Callable[[Fields], str]] = {
    "meeting": _meeting, "agreement": _agreement, "figure": _figure, "body": _body, "presence": _presence, "statement": _statement,
    "commitment": _commitment, "gesture": _gesture, "event": _event}
