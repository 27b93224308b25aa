"""Facts: many reports of one meeting, agreement, figure or promise become one fact. Pure: no disk, no network, no clock."""
from __future__ import annotations

from dragoman.facts.model import Conflict, Fact, Link, Report, Rulings, Stage, actors_of, pairs_of

__all__ = ["Conflict", "Fact", "Link", "Report", "Rulings", "Stage", "actors_of", "pairs_of"]
