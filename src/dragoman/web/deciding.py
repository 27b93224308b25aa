"""Decisions as pages ask for them: what a form says → entries of the ledger, and the notice that the next page shows.

A page has one form, `<form id="deciding">`, and a button for each thing that can be decided on it: its name is the action, its value what
is decided on, with the place on the page to come back to behind a #. So every action is one POST, with or without scripts.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import Query

from dragoman.errors import DecisionError, UnknownError
from dragoman.questions.timeline import TYPES as _TYPES
from dragoman.register import Decision, Entry
from dragoman.register.ledger import Ledger
from dragoman.web import addresses
from dragoman.web.editing import PREFIX, changes
from dragoman.web.site import Site

Done = Annotated[str | None, Query(description="The entries that were made last: 12, or 12-14.", pattern=r"^[0-9]{1,9}(-[0-9]{1,9})?$")]
_HISTORY = 40  # entries that the page of a fact or a record shows
_DIGITS = 9  # of the number of an entry at most
_MOST = 200  # entries that one notice tells of
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\\]{0,3000}")
_NO_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\u0000|[\ud800-\udfff]")  # in JSON
Form = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a form asks for: an action, what it is about, and the place on the page to come back to."""

    action: str
    about: str
    anchor: str


def asked_of(form: Form) -> Asked:
    """The action of the button that was pressed; a DecisionError where the form names none."""
    check_sound({name: value for name, value in form.items() if isinstance(value, str)})
    for action in _ACTIONS:
        if isinstance(value := form.get(action), str):
            about, _, anchor = value.rpartition("#") if "#" in value else (value, "", "")
            return Asked(action, about, anchor)
    raise DecisionError(f"no action: name one of {', '.join(_ACTIONS)}")


def check_sound(data: Any) -> None:
    """A DecisionError where there are signs in the data that no text has."""
    said = json.dumps(data, ensure_ascii=False)
    if _NO_TEXT.search(said):
        raise DecisionError("what was sent holds a sign that no text has (U+0000, or half of a sign); leave it out")


def decide(ledger: Ledger, asked: Asked, form: Form) -> list[Decision]:
    """Do what a form asks for. A DecisionError, ConflictError or UnknownError where it cannot be done."""
    return _ACTIONS[asked.action](ledger, asked.about, form)


def reason(form: Form) -> str | None:
    """Why, as far as the person says."""
    return " ".join(str(form.get("why") or "").split())[:2000] or None


def come_back(site: Site, form: Form, made: list[Decision], anchor: str = "") -> str:
    """The address of the page that the form came from, where the notice of what was done stands; the ledger's where it is no more."""
    parts = urlsplit(_there_still(site, local(form.get("back"))))
    numbers = [entry.number for entry in made]
    done = [("done", str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")] if numbers else []
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "done"] + done)
    return urlunsplit(("", "", parts.path, query, anchor or parts.fragment))


def local(address: Any) -> str:
    """An address of this server, the review queue where it is another one."""
    return address if isinstance(address, str) and _LOCAL.fullmatch(address) else "/review"


def _there_still(site: Site, address: str) -> str:
    """The address, or that of what a fact has become; the ledger's where the fact or the record is gone."""
    parts = urlsplit(address)
    kind, _, id_ = parts.path.removeprefix("/").partition("/")
    try:
        if kind == "facts" and id_:
            return parts._replace(path=addresses.fact(site.view.fact(id_).id)).geturl()
        if kind == "records" and id_ != "new":
            site.view.record(id_)
    except UnknownError:
        return "/decisions"
    return address


def done_entries(site: Site, done: str | None) -> list[Entry]:
    """The entries that a notice tells of."""
    if not done:
        return []
    first, _, last = done.partition("-")
    return site.queue.entries(range(int(first), min(int(last or first), int(first) + _MOST - 1) + 1))


def touched(type_: str, form: Form) -> dict[str, str]:
    """What a person has typed into the fields that were changed: a form that is shown again shows the others as they are by now."""
    try:
        was = _json(form, "was")
    except DecisionError:
        was = {}
    return {name: str(form[PREFIX + name]) for name in changes(type_, was, form)}


def reviewed(site: Site, records: Collection[str], done: str | None) -> dict[str, Any]:
    """What a page on some records shows of the ledger: the last entries about them, and the notice of what was done last."""
    found, _ = site.queue.history(_HISTORY, about=records)
    return {"entries": found, "notice": done_entries(site, done)}


def find_words(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where a text has some words, whatever the white space between them: the place that begins nearest to `near`; None for nowhere."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = (match.span() for match in re.finditer(pattern, text)) if pattern else iter(())
    return min(found, key=lambda span: abs(span[0] - near), default=None)


# -- the actions: each with the ledger, what it is about, and the form

def _judge(method: str) -> Callable[[Ledger, str, Form], list[Decision]]:
    def judge(ledger: Ledger, about: str, form: Form) -> list[Decision]:
        made: list[Decision] = getattr(ledger, method)(about.split(), reason(form), seen=_seen(form))
        return made

    return judge


def _correct(ledger: Ledger, about: str, form: Form) -> list[Decision]:
    data = _json(form, "was")
    changed = changes(str(form.get("type")), data, form) if form.get("type") in _TYPES else {}
    if not changed:
        raise DecisionError(f"{about}: nothing was changed; change a field, or accept the record as it is")
    return ledger.amend(about, changed, reason(form), was={field: data.get(field) for field in changed}, seen=_seen(form))


def _choose(ledger: Ledger, about: str, form: Form) -> list[Decision]:
    fact, _, rest = about.partition(" ")
    field, _, value = rest.partition(" ")
    return ledger.choose(fact, field, _parsed(value), reason(form), seen=_seen(form))


def _add(ledger: Ledger, about: str, form: Form) -> list[Decision]:
    type_ = str(form.get("type"))
    if type_ not in _TYPES:
        raise DecisionError(f"{type_}: no type of record; choose one of {', '.join(_TYPES)}")
    return ledger.add(about, {"type": type_, **changes(type_, {}, form), "evidence": [_json(form, "evidence")]}, reason(form))


def _two(method: str) -> Callable[[Ledger, str, Form], list[Decision]]:
    def two(ledger: Ledger, about: str, form: Form) -> list[Decision]:
        one, _, other = about.partition(" ")
        other = (other or str(form.get("other") or "")).strip().rpartition("/")[2]  # a fact's address will do
        if not other:
            raise DecisionError(f"{one}: name the fact that it is one with")
        made: list[Decision] = getattr(ledger, method)(one, other, reason(form))
        return made

    return two


def _split(ledger: Ledger, about: str, form: Form) -> list[Decision]:
    getlist = getattr(form, "getlist", None)
    away = [str(one) for one in getlist("away")] if getlist else []
    return ledger.split(about, away, reason(form))


def _undo(ledger: Ledger, about: str, form: Form) -> list[Decision]:
    first, _, last = about.partition("-")
    if not all(part.isdecimal() and len(part) <= _DIGITS for part in (first, last or first)):
        raise DecisionError(f"{about}: no number of an entry; give one, or the first and the last of several")
    return ledger.undo_all(range(int(first), min(int(last or first), int(first) + _MOST - 1) + 1), reason(form))


_ACTIONS: dict[str, Callable[[Ledger, str, Form], list[Decision]]] = {
    "accept": _judge("accept"), "reject": _judge("reject"), "unverifiable": _judge("unverifiable"), "correct": _correct, "choose": _choose,
    "add": _add, "merge": _two("merge"), "part": _two("part"), "split": _split, "undo": _undo}


def _seen(form: Form) -> int | None:
    seen = str(form.get("seen") or "")
    return int(seen) if seen.isdecimal() and len(seen) <= _DIGITS else None


def _json(form: Form, name: str) -> dict[str, Any]:
    data = _parsed(str(form.get(name) or "{}"))
    if not isinstance(data, dict):
        raise DecisionError(f"{name}: the form was changed on its way; load the page again")
    return data


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise DecisionError("the form was changed on its way; load the page again") from None
