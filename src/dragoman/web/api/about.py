"""What there is to ask for, and how much the register holds."""
from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from dragoman.accounts import Role
from dragoman.register.remote import INTERFACE
from dragoman.web.access import Reader
from dragoman.web.api.actors import PairShape
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.site import Shown

router = APIRouter(tags=["about"], responses=PROBLEMS)
_LISTS = ("documents", "facts", "pairs", "network", "due", "disputed", "timeline", "agreements", "visits", "figures", "commitments",
          "statements", "search", "stats", "decisions", "jobs")


class Asker(BaseModel):
    """Who asks, and what they may do."""

    name: str
    role: Role


class Index(BaseModel):
    """The server: its name and version, the version of this interface, who asks, where things are had, and where this is described."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "name": "Dragoman", "version": "0.1.0", "interface": 1, "you": {"name": "kim", "role": "reader"},
        "addresses": {"facts": "/api/v1/facts"}, "description": "/api/v1/openapi.json"}]})
    name: str
    version: str
    interface: int
    you: Asker
    addresses: dict[str, str]
    description: str


class Stats(BaseModel):
    """How much there is; `first` and `last`: the dates of the first and the last document that is dated.

    `facts` by type, `sources` (those with most documents) and `read_with` (model and codebook) by document, `decisions` by action; `pairs`
    are the two actors of most facts. `waiting`: how many records have changed since their facts were made.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "documents": 24, "records": 514, "first": "2024-05-01", "last": "2026-11-12", "facts": {"meeting": 80},
        "sources": {"Dala Press": 9}, "pairs": [{"a": "KAZ", "b": "KOR", "facts": 40}],
        "decisions": {}, "read_with": {"": 24}, "waiting": 0}]})
    documents: int
    records: int
    first: str | None
    last: str | None
    facts: dict[str, int]
    sources: dict[str, int]
    pairs: list[PairShape]
    decisions: dict[str, int]
    read_with: dict[str, int]
    waiting: int


@router.get("/", summary="What there is to ask for")
def index(me: Reader) -> Index:
    from dragoman import __version__

    return Index(name="Dragoman", version=__version__, interface=INTERFACE, you=Asker(name=me.name, role=me.role),
                 addresses={name: f"/api/v1/{name}" for name in _LISTS}, description="/api/v1/openapi.json")


@router.get("/stats", summary="How much the register holds")
def stats(site: Shown) -> Stats:
    """As it was a moment ago, but for `waiting`."""
    counts = site.counts
    pairs = [PairShape(a=a, b=b, facts=number) for a, b, number in counts.pairs]
    return Stats.model_validate({**asdict(counts), "pairs": pairs, "waiting": site.view.waiting()})
