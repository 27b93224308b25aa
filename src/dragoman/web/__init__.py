"""The register in the browser and over HTTP: pages to read and decide in, and the same as JSON under /api/v1.

Names are loaded when they are first used: the process that reads documents in needs no web server.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.web.app import make_app
    from dragoman.web.serving import serve

__all__ = ["make_app", "serve"]
_HOMES = {"make_app": "dragoman.web.app", "serve": "dragoman.web.serving"}


def __getattr__(name: str) -> Any:
    """The public name, from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman.web' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
