"""The pages: a route each, which asks the register and fills a template."""
from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import (
    about,
    account,
    accounts,
    comparing,
    countries,
    documents,
    facts,
    home,
    network,
    pairs,
    reading,
    reviewing,
    searching,
    signing_in,
)

router = APIRouter()
for module in (home, documents, facts, pairs, countries, network, searching, comparing, reading, reviewing, about, signing_in, account,
               accounts):
    router.include_router(module.router)
