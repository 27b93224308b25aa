"""The files that pages need beside themselves: the style sheet, one script, the icon. Their names change with what is in them."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath

# Name → the files that it is made of.
_MADE_OF = {
    "dragoman.css": ("pages/templates/page.css", "brief/formats/templates/brief.css", "web/static/site.css", "web/static/pages.css",
                     "web/static/accounts.css", "web/static/read.css", "web/static/review.css"),
    "site.js": ("web/static/site.js",),
    "document.js": ("web/static/document.js",),
    "read.js": ("web/static/read.js",),
    "review.js": ("web/static/review.js",),
    "icon.svg": ("web/static/icon.svg",),
}
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """A file, and where it is had."""

    path: str
    media_type: str
    content: bytes


@cache
def assets() -> dict[str, Asset]:
    """All files, by their plain names."""
    root = files("dragoman")
    found = {}
    for name, parts in _MADE_OF.items():
        content = b"\n".join(root.joinpath(part).read_bytes() for part in parts)
        plain = PurePath(name)
        digest = hashlib.sha256(content).hexdigest()[:12]
        found[name] = Asset(f"/static/{plain.stem}.{digest}{plain.suffix}", _MEDIA[plain.suffix], content)
    return found
