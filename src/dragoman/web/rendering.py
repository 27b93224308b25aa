"""Templates → pages. Every value is escaped; what a text holds of signs that turn the direction of writing cannot leave its element."""
from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse

from dragoman.facts.model import is_code
from dragoman.pages import environment
from dragoman.questions.chart import draw
from dragoman.questions.describing import describe, status_words
from dragoman.questions.formats.cells import ascription, span_words, spans
from dragoman.questions.wording import counted, flat, name, when
from dragoman.resolution.countries import name_of
from dragoman.web import addresses
from dragoman.web.assets import assets

# Signs that turn the direction of writing, as they stand in attributes and titles, where no element isolates them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def page(template: str, **context: Any) -> HTMLResponse:
    """A page, made from a template of this package."""
    return HTMLResponse(_templates().get_template(template).render(**context))


def plain(text: str) -> str:
    """A text on one line, for attributes and titles."""
    return flat(_TURNING.sub("", text), 200)


def plural(noun: str, number: int = 2) -> str:
    """The noun as it stands after a number: "bodies", "meetings"; of 1 as it is."""
    return noun if number == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


@cache
def _templates() -> Environment:
    made = environment("dragoman.web", "dragoman.brief.formats", "dragoman.questions.formats")
    made.filters.update(
        ascription=ascription, counted=counted, describe=describe, draw=draw, flat=flat, full_name=name_of, name=name, plain=plain,
        plural=plural, span_words=span_words, spans=spans, status_words=status_words, when=when,
        document_url=addresses.document, fact_url=addresses.fact, pair_url=addresses.pair, country_url=addresses.country)
    made.globals.update(assets=assets(), facts_url=addresses.facts, query=addresses.query)
    made.tests["code"] = is_code
    return made
