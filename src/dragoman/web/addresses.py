"""Where each thing is to be had."""
from __future__ import annotations

from urllib.parse import quote, urlencode


def document(id_: str, at: int | None = None) -> str:
    """A document; with `at`, the place in its text that begins at this code point."""
    return f"/documents/{quote(id_, safe='')}" + (f"?at={at}#c{at}" if at is not None else "")


def fact(id_: str) -> str:
    """A fact."""
    return f"/facts/{quote(id_, safe='')}"


def pair(a: str, b: str) -> str:
    """Two actors (codes)."""
    return f"/pairs/{quote(a, safe='')}/{quote(b, safe='')}"


def country(code: str) -> str:
    """An actor."""
    return f"/countries/{quote(code, safe='')}"


def facts(**asked: str | None) -> str:
    """The facts that are asked for."""
    return "/facts" + query(**asked)


def query(**asked: str | int | None) -> str:
    """The end of an address: what is asked for, without what is not told."""
    told = {key: value for key, value in asked.items() if value not in (None, "")}
    return f"?{urlencode(told)}" if told else ""
