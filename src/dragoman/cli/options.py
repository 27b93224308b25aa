"""What several commands share: options and arguments, with what --help says of them, the register they name, and words to the user."""
from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.register import Register, View

RegisterOption = Annotated[str | None, typer.Option(
    "--register", envvar="DRAGOMAN_REGISTER", metavar="PATH|URL", help="The register: an SQLite file, a database URL, or the address of a "
    "server (with a token in DRAGOMAN_TOKEN). Default: a file in your data directory.", show_default=False)]
Country = Annotated[str, typer.Argument(
    metavar="COUNTRY", help="A country or organisation, by name or code, or a firm by its name.", show_default=False)]
WorkersOption = Annotated[int, typer.Option(
    "--workers", metavar="N", min=0, max=60,
    help="Processes that read at a time, where there is more than a little to read. 0: one on each core, 16 at most.")]
OutputOption = Annotated[Path | None, typer.Option(
    "--output", "-o", metavar="FILE", help="Write to a file instead of printing.", show_default=False)]


def opened(location: str | None, *, create: bool = True) -> Register:
    """The register at a location; see `Register.open`. A server is shown the token of the environment."""
    from dragoman.register import Register

    return Register.open(location, create=create, token=os.environ.get("DRAGOMAN_TOKEN"))


def viewed(register: Register) -> View:
    """What the register holds. Facts that are missing are made first; whoever waits is told so, and also where they cannot be made now."""
    from dragoman.cli.progress import awaited

    with awaited("making facts"):
        view = register.view()
    if view.waiting():
        typer.echo("note: some documents are not in the facts yet: somebody else is writing to the register, or you may not", err=True)
    return view


def complain(error: DragomanError) -> None:
    """One line on standard error; characters of a file's name that would break the line, or steer the terminal, are replaced."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in f"error: {error}")
    typer.echo(line, err=True)


def counted(number: int, what: str) -> str:
    """A number of things: "1 document", "4 documents"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
