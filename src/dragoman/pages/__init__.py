"""What all HTML pages share: a frame that allows no scripts, one style sheet, and an environment in which every text is escaped."""
from __future__ import annotations

import re

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+")


def environment(*packages: str) -> Environment:
    """The environment of the templates of packages; they extend `page.html`, and fill its blocks `title`, `style` and `main`."""
    loader = ChoiceLoader([PackageLoader(package, "templates") for package in (*packages, "dragoman.pages")])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.tests["web_address"] = is_web_address
    return made


def is_web_address(url: str) -> bool:
    """Whether a document's URL may become a link: only where it is http(s)."""
    return bool(_WEB_ADDRESS.fullmatch(url))
