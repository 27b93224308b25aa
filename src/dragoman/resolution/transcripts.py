"""Transcripts: who speaks after a label ("Vladimir Putin: Good afternoon", "JOURNALIST: …", "Q: … A: …")."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.analysis import Analysis
from dragoman.codebook.offices import is_collective, is_medium, office_class
from dragoman.resolution.actors import Cast
from dragoman.resolution.gazetteer import find_places

_MOST_LABEL = 16  # tokens before the colon
_MOST_MEDIUM, _MOST_LETTERS = 4, 6  # tokens of the name of a medium, and letters of one in capitals
_IN_LABEL = frozenset(("NOUN", "PROPN", "ADP", "ADJ", "DET", "CCONJ", "PART"))
_QUESTION = frozenset(("q", "question", "journalist", "reporter", "interviewer", "host", "presenter", "moderator"))
_ANSWER = frozenset(("a", "answer"))


class Labelled(NamedTuple):
    """Tokens `first` to `last` (inclusive) are what the person with this name, or this label, says; `label` is the label's first token."""

    name: str
    code: str | None
    label: int
    first: int
    last: int


def find_labelled(a: Analysis, cast: Cast) -> list[Labelled]:
    """The turns of a transcript; [] where the text is none. Questions are left out: who asks has no name and no side.

    Labels in capitals count only where one comes again: "TOPICS:" and "KARACHI:" stand once.
    """
    labels = [(first, colon) for colon in range(1, len(a)) if a.word[colon] == ":" and (first := _label(a, cast, colon)) is not None]
    shouts = Counter(a.word[first] for first, _ in labels if a.word[first].isupper())
    spoken = any(count > 1 for count in shouts.values())  # a transcript; then somebody may also speak but once
    labels = [(f, c) for f, c in labels if spoken or a.word[f] not in shouts or any(t in cast.person_at for t in range(f, c))]
    asking = set(_of_media(a, cast)) - set(labels) if labels else set()
    labels, turns = sorted([*labels, *asking]), []
    for (first, colon), following in zip(labels, [*labels[1:], (len(a), len(a))], strict=False):
        last = following[0] - 1
        speaker = _speaker(a, cast, first, colon) if (first, colon) not in asking else None
        if speaker and last > colon:
            turns.append(Labelled(*speaker, first, colon + 1, last))
    return _with_codes(a, cast, turns)


def _of_media(a: Analysis, cast: Cast) -> Iterator[tuple[int, int]]:
    """The labels of those who ask at a press conference, by the names of their media: "AFP: …". Such a name opens a paragraph."""
    for colon in range(1, len(a) - 2):
        first = colon
        while first > 0 and colon - first < _MOST_MEDIUM and not _opens(a, first) and a.word[first - 1][:1].isupper():
            first -= 1
        own = range(first, colon)
        if a.word[colon] == ":" and own and _opens(a, first) and not any(t in cast.person_at or t in cast.place_at for t in own) and (
                is_medium(a.word[colon - 1]) or any(t in cast.organisation_at for t in own) or _is_acronym(a.text(first, colon - 1))):
            yield first, colon


def _is_acronym(name: str) -> bool:
    return name.isupper() and 1 < len(name) <= _MOST_LETTERS


def _opens(a: Analysis, token: int) -> bool:
    """Whether a token is the first of a paragraph."""
    return token == 0 or a.paragraph[token - 1] != a.paragraph[token]


def _label(a: Analysis, cast: Cast, colon: int) -> int | None:
    """The first token of the label that ends at a colon, or None where the colon ends no label."""
    first = _before_brackets(a, colon)
    if first > 0 and a.word[first - 1].lower() in _QUESTION | _ANSWER and (first == 1 or a.paragraph[first - 2] != a.paragraph[colon]):
        return first - 1 if a.word[first - 1][:1].isupper() and colon + 1 < len(a) else None
    end = first
    while first > 0 and colon - first < _MOST_LABEL and a.paragraph[first - 1] == a.paragraph[colon] and (
            a.upos[first - 1] in _IN_LABEL or a.word[first - 1] in ("-", "'", "’", ",")):
        first -= 1
    if first == end or colon + 2 >= len(a) or a.word[colon + 1] in ('"', "“", "«"):
        return None
    opens = _opens(a, first)
    after_mark = not opens and a.word[first - 1] in (".", "?", "!", "***", "*", ">", "…", ")", "”", '"')
    if not (opens or after_mark) or not a.word[colon + 1][:1].isupper():
        return None
    alone = colon - first == 1 and a.word[first].lower() in _QUESTION | _ANSWER
    named = any(t in cast.person_at for t in range(first, end)) and a.word[first][:1].isupper()
    shouted = opens and all(a.word[t].isupper() for t in range(first, end) if a.word[t].isalpha())
    return first if alone or named or shouted else None


def _with_codes(a: Analysis, cast: Cast, turns: list[Labelled]) -> list[Labelled]:
    """The turns, with the actors of speakers of whom no title tells it.

    One whose label names a place speaks for it ("BERG (Norwegian foreign ministry):"), one whose label names an office or institution for
    whom the others speak, or for whom the headline has such a one speak; else what "I" and "we" do tells it.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    codes: dict[str, str] = {}
    official = set[str]()
    for turn in turns:
        key = _surname(turn.name)
        spans.setdefault(key, []).append((turn.first, turn.last))
        label = range(turn.label, turn.first)
        code = turn.code or next((p.code for t in label for p in cast.place_at.get(t, ())), None)
        if code:
            codes.setdefault(key, code)
        if any(t in cast.office_at or is_collective(a.lemma[t].lower()) for t in label):
            official.add(key)
    house = next(iter(codes.values()), None) or _headlined(a)
    for key in spans.keys() - codes.keys():
        own = cast.allegiances.speaking(spans[key], cast.sides) or (house if key in official else None)
        if own:
            codes[key] = own
    return [turn._replace(code=codes.get(_surname(turn.name))) for turn in turns]


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _headlined(a: Analysis) -> str | None:
    """The state whose office or institution a headline names: "Press briefing by the Spokesperson of the Latvian Foreign Ministry"."""
    title = a.document.title or ""
    for place in find_places(title, a.document.published):
        behind = title[place.end:].split()[:2]
        before = [w for w in title[:place.start].split()[-3:] if w.lower() != "the"]
        beside = behind + (before[:-1] if before and before[-1].lower() == "of" else [])
        if any(office_class(w) or is_collective(w) for w in beside):
            return place.code
    return None


def _before_brackets(a: Analysis, colon: int) -> int:
    """Where the label ends: at the colon, or at the brackets before it that tell the speaker's office, "BERG (foreign ministry):"."""
    if a.word[colon - 1] != ")":
        return colon
    return next((t for t in range(colon - 2, max(colon - _MOST_LABEL, 0), -1) if a.word[t] == "("), colon)


def _speaker(a: Analysis, cast: Cast, first: int, colon: int) -> tuple[str, str | None] | None:
    person = next((cast.person_at[t] for t in range(first, colon) if t in cast.person_at), None)
    if person:
        return person.name, person.code
    word = a.word[first].lower()
    if word in _QUESTION:
        return None
    if word in _ANSWER:
        answering = next((p for p in cast.people if "spokesperson" in p.offices), cast.people[0] if cast.people else None)
        return (answering.name, answering.code) if answering else None
    held = [p for p in cast.people if any(cast.office_at.get(t) in p.offices for t in range(first, colon))]
    if held:
        return held[0].name, held[0].code
    return " ".join(a.text(first, _before_brackets(a, colon) - 1).split()), cast.home
