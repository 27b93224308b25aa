"""The brief on two countries."""
from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from dragoman.cli.asking import AnswerFormat, Since, Until
from dragoman.cli.options import Country, OutputOption, RegisterOption, opened, viewed


def brief(
    a: Country,
    b: Country,
    since: Since = None,
    until: Until = None,
    visit: Annotated[str | None, typer.Option(
        "--for", metavar="VISIT", help="A briefing for a visit or talks of the two, you being the first: next, a date, or the id of the "
        "meeting.", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(
        "--as-of", metavar="DATE", help="What is overdue and what is still to come on this day. Default: today.",
        show_default=False)] = None,
    register: RegisterOption = None,
    format_: Annotated[AnswerFormat | None, typer.Option(
        "--format", help="markdown; html: a page with charts; docx: for Word; json: all of it; csv and table: a line a row. "
        "Default: by the ending of the output file, else markdown.", show_default=False)] = None,
    output: OutputOption = None,
) -> None:
    """Write a brief on the relations of two countries: where they stand, what was agreed, promised and said, every line with its source."""
    from dragoman.brief import FORMATS, make_brief, save_brief

    today = as_of or datetime.now(UTC).date().isoformat()
    with opened(register, create=False) as kept:
        made = make_brief(viewed(kept), a, b, since=since, until=until, visit=visit, today=today)
    if output is not None:
        save_brief(made, output, format_ and format_.value)
        typer.echo(f"wrote {output}", err=True)
        return
    text = FORMATS[format_.value if format_ else "markdown"](made)
    if isinstance(text, bytes):
        raise typer.BadParameter(f"--format {format_}: is not for printing; name a file with --output")
    typer.echo(text, nl=False)
