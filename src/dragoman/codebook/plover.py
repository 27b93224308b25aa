"""Which record is which PLOVER event, from `plover.yaml`."""
from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Shape
from dragoman.records import Auxiliary, EventType, Sector

MANY = 3  # parties that make a meeting multilateral

# The modes of the types that records are told as, and all contexts, as in the PLOVER manual 2.0.
Mode = Literal["visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access", "resign", "assist",
               "change", "yield", "meet", "disapprove", "investigate", "allege", "discontinue"]
PloverContext = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
    "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt",
    "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration", "disasters",
    "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking"]


class Rule(BaseModel):
    """One event: `source` and `target` are the fields of the record that hold its actors. `event` is None where the record is no event."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    when: dict[str, list[str] | Literal["many"]] = {}
    event: EventType | None
    mode: Mode | None = None
    source: str = ""
    target: str = ""
    context: list[PloverContext] = []
    auxiliary: list[Auxiliary] = []

    def fits(self, fields: dict[str, Any]) -> bool:
        """Whether the record with these fields is what the rule is about."""
        return all(len(fields[name]) >= MANY if wanted == "many" else fields.get(name) in wanted for name, wanted in self.when.items())


class Table(Shape):
    """What `plover.yaml` holds."""

    meeting: list[Rule]
    agreement: list[Rule]
    commitment: list[Rule]
    gesture: list[Rule]
    contexts: dict[Sector, PloverContext]


@per_codebook
def _table() -> Table:
    return read_table("plover.yaml", Table)


def rule_for(kind: str, fields: dict[str, Any]) -> Rule | None:
    """The first rule that fits a record of this type with these fields; None where there is none."""
    rules: list[Rule] = getattr(_table(), kind, [])
    return next((rule for rule in rules if rule.fits(fields)), None)


def context_of(sector: Sector | None) -> PloverContext | None:
    """The context that a sector is; None where PLOVER has none for it."""
    return _table().contexts.get(sector) if sector else None
