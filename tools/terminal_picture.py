"""Draw docs/images/terminal.svg, the picture of the README: `python -m tools.terminal_picture`.

It shows what the command prints for the last lines of an example; run it again when that changes.
"""
from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

import dragoman
from dragoman.cli.printing import print_reading

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "terminal.svg"
EXAMPLE = "examples/dispatches/eight-months-after-seoul.html"
SHOWN = {"meeting", "agreement", "figure", "commitment", "statement"}
MOST = 8  # records in the picture
_FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)  # the picture fetches nothing: it takes the viewer's own typeface


def draw() -> str:
    """The picture, as SVG."""
    reading = dragoman.read((ROOT / EXAMPLE).read_bytes(), name=EXAMPLE)
    chosen = [record for record in reading.records if record.type in SHOWN][:MOST]
    console = Console(record=True, width=116, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(Text.assemble(("$ ", "dim"), (f"dragoman read {EXAMPLE}", "bold")))
    print_reading(console, dragoman.Reading.of(reading, chosen))
    return _FONT_FACE.sub("", console.export_svg(title="dragoman", unique_id="dragoman"))


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")
