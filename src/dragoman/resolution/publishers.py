"""Who publishes a text: the state or organisation whose press service the source is, else where the text was written."""
from __future__ import annotations

import re

from dragoman.document import Document
from dragoman.resolution.countries import code_of
from dragoman.resolution.gazetteer import find_places

_TOP_LEVEL_DOMAIN = re.compile(r"\.(?:gov\.|gob\.|go\.|gouv\.)?([a-z]{2})$")


def publisher_of(d: Document) -> str | None:
    """The code of the actor whose press service the source is, by its name or its address; None where these tell of none."""
    found = find_places(d.source, d.published) if d.source else []
    if found:
        return found[0].code
    for address in (d.source, d.url and d.url.split("/")[2] if d.url and d.url.count("/") > 2 else None):
        match = _TOP_LEVEL_DOMAIN.search(address.lower()) if address else None
        code = code_of(match.group(1)) if match else None
        if code:
            return code
    return None


def dateline_of(d: Document) -> str | None:
    """The code of the state in which the dateline places the text."""
    found = find_places(d.dateline or "", d.published)
    return found[0].code if found else None
