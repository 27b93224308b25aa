"""Write docs/reference/cli.md from the command line itself: `python -m tools.cli_reference`."""
from __future__ import annotations

from pathlib import Path

import typer.cli

from dragoman.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"


def reference() -> str:
    """The page, in Markdown."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="dragoman")
    body = typer.cli.get_docs_for_click(obj=command, ctx=context, name="dragoman", title="The dragoman command")
    return f"<!-- Made by `python -m tools.cli_reference`; change the program, not this page. -->\n\n{body.strip()}\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
