"""The register in the browser and over HTTP: pages to read in, and the same as JSON under /api/v1. It reads only, for this machine only."""
from __future__ import annotations

from dragoman.web.app import make_app
from dragoman.web.serving import serve

__all__ = ["make_app", "serve"]
