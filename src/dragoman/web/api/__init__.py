"""The register as JSON, under /api/v1: the same as the pages show and do. Lists come in parts; each part names the cursor of the next."""
from __future__ import annotations

from fastapi import APIRouter, Depends

from dragoman.web.api import about, accounts, actors, answers, briefs, decisions, documents, facts, jobs, records, searching
from dragoman.web.api.asking import check_asked
from dragoman.web.api.describing import describe

__all__ = ["describe", "router"]

router = APIRouter(dependencies=[Depends(check_asked)])
for module in (about, documents, records, facts, briefs, actors, searching, answers, decisions, jobs, accounts):
    router.include_router(module.router)
