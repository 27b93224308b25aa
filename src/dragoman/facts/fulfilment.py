"""Facts that show a promise kept."""
from __future__ import annotations

from dragoman.codebook.modality import modality_words
from dragoman.facts.matters import Matter, Telling
from dragoman.facts.model import Link, is_code
from dragoman.facts.periods import bounds
from dragoman.facts.promises import Promise
from dragoman.facts.words import name_stems

_REACHED = {  # the statuses that show what was promised of an instrument, the nearest first
    "negotiating": ("negotiating", "planned", "signed", "ratified", "in_force"), "signed": ("signed", "ratified", "in_force", "extended"),
    "ratified": ("ratified", "in_force"), "in_force": ("in_force", "extended"), "extended": ("extended",)}
_ANY_SECTOR = {None, "politics", "other"}  # what is said of a matter whose sector its words do not tell
_AT_WORK = {"operating": "is at work", "established": "was set up"}
_SHOWN = {"held": "was held", "signed": "was signed", "ratified": "was ratified", "in_force": "is in force", "extended": "was extended",
          "negotiating": "is being negotiated", "planned": "is ready to be signed", **_AT_WORK}


def kept(promise: Promise, matter: Matter) -> Link | None:
    """The link that says that this fact shows the promise kept."""
    rule = _RULES.get(matter.fact.type)
    telling = rule(promise, matter) if rule and not promise.lasting else None
    if telling is None:
        return None
    status, date = telling.report.data.get("status"), telling.report.data.get("date")
    what = f"this {matter.fact.type} {_SHOWN.get(str(status), 'tells it as done')}{f' ({date})' if date else ''}"
    return Link("kept", promise.fact.id, matter.fact.id, f"{what}, as told on {telling.day}, after the promise of {promise.told}")


def same_matter(promise: Promise, matter: Matter, *, deed: bool) -> bool:
    """Whether a fact speaks of what was promised.

    Two words at least must be the same, the deed counting as one; and half of the promise's words, or of those before its first
    preposition. "Open a school in Mindelo" and "the works of the school in Mindelo" share both.
    """
    shared = promise.matter & matter.words
    if not shared or len(shared) + deed < 2:
        return False
    return 2 * len(shared) >= len(promise.matter) or 2 * len(promise.head & shared) >= len(promise.head) > 0


def is_that_body(promise: Promise, matter: Matter) -> bool:
    """Whether a body is the one to be set up: of its words, and, where a town is named that is no capital, there.

    That it is named after who is to set it up ("the Jordanian embassy") counts as a word.
    """
    bare = promise.matter - promise.capitals
    shared = bare & matter.words
    if not shared or 2 * len(shared) < len(bare) or (promise.towns and not promise.towns & matter.words):
        return False
    return len(shared) > 1 or bool(name_stems(promise.actors) & matter.words)


# -- one rule for each type of fact: the first report that shows the promise kept

def _meeting(promise: Promise, matter: Matter) -> Telling | None:
    """One that was held."""
    if not is_that_meeting(promise, matter):
        return None
    return next((telling for telling in matter.tellings if telling.report.data.get("status") == "held"
                 and not ((date := telling.report.data.get("date")) and bounds(date)[0] < promise.told)), None)


def is_that_meeting(promise: Promise, matter: Matter) -> bool:
    """Whether a meeting is the visit that was promised, there where it was to go, or the promised meeting by its name.

    What is promised and no meeting is often talked about at one, in the same words.
    """
    if not promise.actors & matter.actors:
        return False
    if promise.ranks and matter.ranks and promise.ranks.isdisjoint(matter.ranks):
        return False
    visit = "visit" in promise.acts and matter.fact.fields["kind"] == "visit" and _is_there(promise, matter)
    return visit or (not promise.acts.isdisjoint(("visit", "meet")) and same_matter(promise, matter, deed=False))


def _is_there(promise: Promise, matter: Matter) -> bool:
    """Whether a visit went to the same town; or to the country, where only that or its capital was named, or no place at all."""
    if promise.towns:
        return bool(promise.towns & matter.words)
    return bool((promise.hosts or frozenset(promise.fact.fields.get("toward") or ())) & matter.hosts)


def _agreement(promise: Promise, matter: Matter) -> Telling | None:
    """One of that subject that has got so far, or the only one that "the agreement" can be."""
    if promise.stage is None or not promise.actors & matter.actors:
        return None
    if not (same_matter(promise, matter, deed=True) or _is_the_one(promise, matter)):
        return None
    reached = _REACHED[promise.stage]
    done = [telling for telling in matter.tellings if telling.report.data["status"] in reached
            and not ((date := telling.report.data.get("date")) and bounds(date)[1] < promise.told)]
    # Of what the first document tells, the nearest stage; and where the parties got there one after the other, the last.
    first = [telling for telling in done if telling.report.document == done[0].report.document]
    first.sort(key=lambda telling: telling.report.data.get("date") or "", reverse=True)
    return min(first, key=lambda telling: reached.index(telling.report.data["status"]), default=None)


def _is_the_one(promise: Promise, matter: Matter) -> bool:
    """Whether the promise speaks of "the agreement" alone, and this one was told of in the same document and is of its sector."""
    sectors = {promise.fact.fields.get("sector"), matter.fact.fields.get("sector")} - _ANY_SECTOR
    documents = {report.document for report in promise.fact.reports}
    return not promise.matter and len(sectors) < 2 and any(report.document in documents for report in matter.fact.reports)


def _body(promise: Promise, matter: Matter) -> Telling | None:
    if "found" not in promise.acts or not is_that_body(promise, matter):
        return None
    return next((telling for telling in matter.tellings
                 if telling.report.data.get("status") in _AT_WORK and not telling.late and not _is_of_promise(promise, telling)), None)


def _is_of_promise(promise: Promise, telling: Telling) -> bool:
    """Whether the words stand within those by which the same document tells the promise: "agreed to turn it into a centre"."""
    quote, document = telling.report.quote, telling.report.document
    return any(report.document == document and quote in report.quote for report in promise.fact.reports)


def _presence(promise: Promise, matter: Matter) -> Telling | None:
    """An organisation at work, where it was to open."""
    if "found" not in promise.acts or not _is_new(promise, matter) or not same_matter(promise, matter, deed=False):
        return None
    return next(iter(matter.tellings), None)


def _event(promise: Promise, matter: Matter) -> Telling | None:
    """What somebody of those who are to act did, if it is nothing hostile."""
    if matter.fact.fields["event_type"] in modality_words().conflict or not _is_new(promise, matter) or not _is_by_actor(promise, matter):
        return None
    return next((telling for telling in matter.tellings
                 if not telling.denial and same_matter(promise, matter, deed=bool(promise.acts & telling.done))), None)


def _figure(promise: Promise, matter: Matter) -> Telling | None:
    """More than a number must be the same: two sums are often equal by chance."""
    words = {stem for stem in promise.matter & matter.words if not stem[0].isdigit()}
    return _told(promise, matter) if words and matter.fact.fields.get("nature") != "target" else None


def _speech(promise: Promise, matter: Matter) -> Telling | None:
    """Somebody speaks of it as done: two words beside the deed must be the same, for people speak of many things."""
    return _told(promise, matter) if len(promise.matter & matter.words) > 1 else None


def _told(promise: Promise, matter: Matter) -> Telling | None:
    """The first report whose words tell a promised deed as done."""
    if not _is_new(promise, matter) or not _is_by_actor(promise, matter):
        return None
    return next((telling for telling in matter.tellings
                 if promise.acts & telling.done and not (telling.unreal or telling.denial or telling.late)
                 and same_matter(promise, matter, deed=True)), None)


def _is_new(promise: Promise, matter: Matter) -> bool:
    """Whether a fact without stages was first told after the promise, and by its own date is no older."""
    date = matter.fact.fields.get("date") or matter.fact.fields.get("period")
    first = matter.fact.first_report
    return first is not None and first > promise.told and not (date and bounds(date)[1] < promise.told)


def _is_by_actor(promise: Promise, matter: Matter) -> bool:
    """Whether somebody who is to act figures in the fact, or a firm that may be theirs: it has no code."""
    return any(actor in promise.actors or not is_code(actor) for actor in matter.actors)


_RULES = {"meeting": _meeting, "agreement": _agreement, "body": _body, "presence": _presence, "event": _event, "figure": _figure,
          "statement": _speech, "gesture": _speech}
