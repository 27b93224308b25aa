"""The order in which promises call for attention."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.facts.follow_up import PROMISES, STATES
from dragoman.register.outlining import Outline


def by_urgency(commitments: Iterable[Outline], today: str) -> list[Outline]:
    """Commitments as they stand by `today` (ISO date): by their states, promises before proposals, what is due first; else the latest."""
    latest = sorted(commitments, key=lambda one: (one.begins, one.id), reverse=True)
    return sorted(latest, key=lambda one: (STATES.index(one.state(today)), one.label not in PROMISES, one.due or "9999"))
