"""All files of a codebook: the type that each declares, and the files that say what a type of record looks like in a text."""
from __future__ import annotations

from pydantic import BaseModel

from dragoman.codebook import (
    actor_sectors,
    acts,
    agreements,
    bodies,
    commitments,
    events,
    figures,
    follow_up,
    gestures,
    identity,
    meetings,
    modality,
    offices,
    official,
    places,
    plover,
    presences,
    pronouns,
    sectors,
    speech,
    units,
)
from dragoman.codebook.holders import HOLDERS
from dragoman.codebook.shapes import Rows

TABLES: dict[str, type[BaseModel]] = {
    "actor_sectors.yaml": actor_sectors.Table,
    "acts.yaml": acts.Table,
    "agreements.yaml": agreements.Table,
    "bodies.yaml": bodies.Table,
    "commitments.yaml": commitments.Table,
    "events.yaml": events.Table,
    "figures.yaml": figures.Table,
    "follow_up.yaml": follow_up.Table,
    "gestures.yaml": gestures.Table,
    "identity.yaml": identity.Table,
    "meetings.yaml": meetings.Table,
    "modality.yaml": modality.Table,
    "offices.yaml": offices.Table,
    "official.yaml": official.Table,
    "plover.yaml": plover.Table,
    "presences.yaml": presences.Table,
    "pronouns.yaml": pronouns.Table,
    "quantities.yaml": units.Quantities,
    "sectors.yaml": sectors.Table,
    "speech.yaml": speech.Table,
    "units.yaml": units.Units,
}
ROWS: dict[str, Rows] = {rows.file: rows for rows in (places.COUNTRIES, places.ORGANISATIONS, places.CITIES, HOLDERS, units.CURRENCIES)}
LINES = ("common_names.txt", "not_places.txt")
FILES = (*sorted((*TABLES, *ROWS)), *LINES)

OF_TYPE = {
    "meeting": ("meetings.yaml",), "agreement": ("agreements.yaml",), "figure": ("figures.yaml", "quantities.yaml"),
    "body": ("bodies.yaml",), "presence": ("presences.yaml",), "statement": ("speech.yaml",), "commitment": ("commitments.yaml",),
    "gesture": ("gestures.yaml",), "event": ("events.yaml", "plover.yaml")}
