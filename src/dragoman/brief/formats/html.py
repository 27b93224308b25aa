"""Brief → one HTML page that needs nothing else: no scripts, no network, every text escaped."""
from __future__ import annotations

from functools import cache

from jinja2 import Environment

from dragoman.brief.model import OVERVIEW, Brief
from dragoman.pages import environment
from dragoman.questions.chart import draw
from dragoman.questions.formats.cells import ascription, span_words, spans
from dragoman.questions.wording import counted


def write(brief: Brief) -> str:
    """The brief as a page. A citation's number links to its passage among the sources, the passage back to the first line that cites it.

    A URL of a document becomes a link only where it is http(s).
    """
    links = {one.number: f"#s{one.number}" for source in brief.sources for one in source.passages}
    return _pages().get_template("brief.html").render(brief=brief, first=_first_lines(brief), links=links)


@cache
def _pages() -> Environment:
    made = environment("dragoman.brief.formats", "dragoman.questions.formats")
    made.filters.update(ascription=ascription, counted=counted, draw=draw, span_words=span_words, spans=spans)
    return made


def _first_lines(brief: Brief) -> dict[int, int]:
    """Citation → the running number, from 1, of the first line that has it; one in the overview only where no section has it."""
    first: dict[int, int] = {}
    lines = [(section.title == OVERVIEW, line) for section in brief.sections for group in section.groups for line in group.lines]
    for n, (_, line) in sorted(enumerate(lines, 1), key=lambda item: item[1][0]):
        for number in brief.numbers(line.cited):
            first.setdefault(number, n)
    return first
