"""When two records tell of one fact: one rule for each type of record."""
from __future__ import annotations

from dragoman.facts.identity import agreements, bodies, commitments, events, figures, gestures, meetings, presences, statements
from dragoman.facts.identity.rule import Identity

IDENTITIES: dict[str, Identity] = {
    "meeting": meetings.IDENTITY, "agreement": agreements.IDENTITY, "figure": figures.IDENTITY, "body": bodies.IDENTITY,
    "presence": presences.IDENTITY, "statement": statements.IDENTITY, "commitment": commitments.IDENTITY, "gesture": gestures.IDENTITY,
    "event": events.IDENTITY}
