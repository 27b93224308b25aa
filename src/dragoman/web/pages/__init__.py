"""The pages: a route each, which asks the register and fills a template."""
from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import about, comparing, countries, documents, facts, home, pairs, searching

router = APIRouter()
for module in (home, documents, facts, pairs, countries, searching, comparing, about):
    router.include_router(module.router)
