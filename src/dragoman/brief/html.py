"""Brief → one HTML page that needs nothing else: no scripts, no network, every text escaped."""
from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.brief.model import Brief
from dragoman.brief.wording import counted, when

_LINK = re.compile(r"https?://[^\s<>]+")


def to_html(brief: Brief) -> str:
    """The brief as a page. A citation's number links to its passage among the sources, the passage back to the first line that cites it.

    A URL of a document becomes a link only where it is http(s).
    """
    environment = Environment(loader=PackageLoader("dragoman.brief", "templates"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters["when"] = when
    environment.filters["counted"] = counted
    environment.tests["web_address"] = lambda url: bool(_LINK.fullmatch(url))
    return environment.get_template("brief.html").render(brief=brief, first=_first_lines(brief))


def _first_lines(brief: Brief) -> dict[int, int]:
    """Citation → the running number, from 1, of the first line that has it; one in the overview only where no section has it."""
    first: dict[int, int] = {}
    lines = [(section is brief.sections[0], line) for section in brief.sections for group in section.groups for line in group.lines]
    for n, (_, line) in sorted(enumerate(lines, 1), key=lambda item: item[1][0]):
        for number in line.citations:
            first.setdefault(number, n)
    return first
