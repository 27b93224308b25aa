"""The sections of a brief in a desk officer's order: one file each, and the table of them."""
from __future__ import annotations

from collections.abc import Callable

from dragoman.brief.model import Group
from dragoman.brief.scope import Scope
from dragoman.brief.sections.agreements import agreements
from dragoman.brief.sections.commitments import commitments
from dragoman.brief.sections.contradictions import contradictions
from dragoman.brief.sections.events import events
from dragoman.brief.sections.figures import figures
from dragoman.brief.sections.gestures import gestures
from dragoman.brief.sections.institutions import institutions
from dragoman.brief.sections.meetings import meetings
from dragoman.brief.sections.statements import statements

# Key → title, and what fills it; see `choosing.KINDS`.
SECTIONS: dict[str, tuple[str, Callable[[Scope], list[Group]]]] = {
    "meetings": ("Meetings and visits", meetings),
    "agreements": ("Agreements", agreements),
    "figures": ("Money and figures", figures),
    "institutions": ("Joint bodies and presences", institutions),
    "statements": ("What each side said last", statements),
    "commitments": ("Promises and proposals", commitments),
    "contradictions": ("Contradictions", contradictions),
    "gestures": ("Gestures", gestures),
    "events": ("Other events", events),
}
