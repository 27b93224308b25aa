"""Whether a publisher is a government or an international organisation: `official.yaml`."""
from __future__ import annotations

import re
from urllib.parse import urlsplit

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Shape, Words


class Table(Shape):
    """The whole file: words of publishers' names, and ends of their sites' names."""

    names: Words
    sites: Words


@per_codebook
def _names() -> re.Pattern[str]:
    table = read_table("official.yaml", Table)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in table.names)})\b", re.IGNORECASE)


@per_codebook
def _sites() -> re.Pattern[str]:
    table = read_table("official.yaml", Table)
    return re.compile(rf"(?:^|\.)(?:{'|'.join(re.escape(site) for site in table.sites)})(?:\.[a-z]{{2}})?$")


def is_official(source: str | None, url: str | None) -> bool:
    """Whether the publisher of this name, or the site of this address, is one of a government or an international organisation."""
    if source and _names().search(source):
        return True
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return False
    return bool(_sites().search(host))
