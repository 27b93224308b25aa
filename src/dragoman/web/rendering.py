"""Templates → pages. Every value is escaped; what a text holds of signs that turn the direction of writing cannot leave its element."""
from __future__ import annotations

import json
import re
from functools import cache, partial
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
from dragoman.web.telling import action_words, change_of, ends_of, standing_words, summary
from dragoman.web.visiting import VISITOR

# Signs that turn the direction of writing, as they stand in attributes and titles, where no element isolates them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def page(template: str, **context: Any) -> HTMLResponse:
    """A page, made from a template of this package, for whoever asks (`me`, `form_token`)."""
    visitor = VISITOR.get()
    return HTMLResponse(_templates().get_template(template).render(me=visitor.me, form_token=visitor.form_token, **context))


def plain(text: str) -> str:
    """A text on one line, for attributes and titles."""
    return flat(_TURNING.sub("", text), 200)


def plural(noun: str, number: int = 2) -> str:
    """The noun as it stands after a number: "bodies", "meetings"; of 1 as it is."""
    return noun if number == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def in_bytes(number: int) -> str:
    """A number of bytes as people say it: "20 MB"."""
    return f"{number / 1_000_000:,.0f} MB"


@cache
def _templates() -> Environment:
    made = environment("dragoman.web", "dragoman.brief.formats", "dragoman.questions.formats")
    made.filters.update(
        action_words=action_words, ascription=ascription, change_of=change_of, counted=counted, describe=describe, draw=draw,
        ends_of=ends_of, flat=flat, full_name=name_of, in_bytes=in_bytes, json=partial(json.dumps, ensure_ascii=False), name=name,
        plain=plain, plural=plural, span_words=span_words, spans=spans, standing_words=standing_words, status_words=status_words,
        summary=summary, when=when,
        document_url=addresses.document, fact_url=addresses.fact, pair_url=addresses.pair, country_url=addresses.country)
    made.globals.update(assets=assets(), visitor=VISITOR.get, facts_url=addresses.facts, query=addresses.query)
    made.tests["code"] = is_code
    return made
