"""The sections of a brief in a desk officer's order: one kind of record, one file, and the table of them."""
from __future__ import annotations

from collections.abc import Callable

from dragoman.brief.model import Group
from dragoman.brief.scope import Scope
from dragoman.brief.sections.agreements import agreements
from dragoman.brief.sections.commitments import commitments
from dragoman.brief.sections.events import events
from dragoman.brief.sections.figures import figures
from dragoman.brief.sections.gestures import gestures
from dragoman.brief.sections.institutions import institutions
from dragoman.brief.sections.meetings import meetings
from dragoman.brief.sections.statements import statements

SECTIONS: tuple[tuple[str, Callable[[Scope], list[Group]]], ...] = (
    ("Meetings and visits", meetings),
    ("Agreements", agreements),
    ("Figures", figures),
    ("Joint bodies and presences", institutions),
    ("Commitments", commitments),
    ("What was said", statements),
    ("Gestures", gestures),
    ("Other events", events),
)
