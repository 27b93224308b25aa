"""The register as JSON, under /api/v1: the same as the pages show. Lists come in parts; each part names the cursor of the next."""
from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.api import answers, documents, facts

router = APIRouter()
for module in (documents, facts, answers):
    router.include_router(module.router)
