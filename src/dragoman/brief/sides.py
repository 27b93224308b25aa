"""For which of two sides an official publisher speaks."""
from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from dragoman.register import Publisher
from dragoman.resolution.countries import code_of
from dragoman.resolution.gazetteer import find_places


def sides_of(publishers: Iterable[Publisher], pair: tuple[str, str]) -> dict[str | None, str]:
    """Official publisher → the one of the two that the first country in its name is, else that of its site; of others there is no entry."""
    found: dict[str | None, str] = {}
    for one in (one for one in publishers if one.official):
        named = [place.code for place in find_places(one.source or "", one.last)]
        code = named[0] if named else _of_site(one.url or "")
        if code in pair:
            found[one.source] = code
    return found


def _of_site(url: str) -> str | None:
    """The country of an internet address: that of "mfa.gov.kz" is Kazakhstan."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return code_of(host.rpartition(".")[2])
