"""Draw docs/images/terminal.svg, the picture of the README: `python -m tools.terminal_picture`.

It shows a part of what the command prints for an example; run it again when that changes.
"""
from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.text import Text

import dragoman
from dragoman.cli.printing import print_reading

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "terminal.svg"
EXAMPLE = "examples/dispatches/eight-months-after-seoul.html"
MOST = 2  # records of each type in the picture
_FONT_OR_COMMENT = re.compile(r"@font-face \{.*?\}|<!--.*?-->", re.DOTALL)  # the picture fetches nothing: it takes the viewer's typeface


def draw() -> str:
    """The picture, as SVG."""
    reading = dragoman.read((ROOT / EXAMPLE).read_bytes(), name=EXAMPLE)
    seen = Counter[str]()
    chosen = []
    for record in reading.records:
        seen[record.type] += 1
        chosen += [record] if seen[record.type] <= MOST else []
    console = Console(record=True, width=116, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(Text.assemble(("$ ", "dim"), (f"dragoman read {EXAMPLE}", "bold")))
    print_reading(console, dragoman.Reading.of(reading, chosen))
    return _FONT_OR_COMMENT.sub("", console.export_svg(title="dragoman", unique_id="dragoman"))


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")
