"""Reading in: what people give is kept as a job of the register, and a process of its own reads it."""
from __future__ import annotations

from dragoman.web.jobs.limits import LIMITS, Limits
from dragoman.web.jobs.supervising import Supervisor

__all__ = ["LIMITS", "Limits", "Supervisor"]
