"""`dragoman codebook`: check the codebook, and show what it says."""
from __future__ import annotations

import json
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.codebook.layers import Codebook
    from dragoman.codebook.listing import Section

CodebookOption = Annotated[Path | None, typer.Option(
    "--codebook", metavar="DIR", help="A folder with words, names and codes of your own; each file adds to the shipped one of its name.",
    show_default=False)]

commands = typer.Typer(name="codebook", no_args_is_help=True, help="Check the codebook, or show what it says.")


class RecordType(StrEnum):
    """The nine types of record."""

    meeting = "meeting"
    agreement = "agreement"
    figure = "figure"
    body = "body"
    presence = "presence"
    statement = "statement"
    commitment = "commitment"
    gesture = "gesture"
    event = "event"


class ShowFormat(StrEnum):
    """How the codebook is shown."""

    table = "table"
    json = "json"


def codebook_of(folder: Path | None) -> Codebook:
    """The shipped codebook, with the files of a folder laid over it where one is named."""
    from dragoman.codebook.layers import SHIPPED

    if folder is None:
        return SHIPPED
    from dragoman.codebook_folder import load_codebook

    return load_codebook(folder)


@commands.command()
def check(codebook: CodebookOption = None) -> None:
    """Check the shipped codebook, and a folder of your own laid over it: a line with file, line and mend for each mistake."""
    from dragoman.codebook import checking
    from dragoman.codebook.layers import SHIPPED
    from dragoman.codebook_folder import examine

    findings, (files, lines), own = checking.check(SHIPPED), checking.size(), ""
    if codebook is not None:
        added, more = examine(codebook)
        findings += more
        own = f"; {codebook}: {_counted(*checking.size(added))}"
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        raise typer.Exit(1)
    typer.echo(f"shipped: {_counted(files, lines)}{own}; no mistakes")


def _counted(files: int, lines: int) -> str:
    return f"{files:,} file{'s' * (files != 1)}, {lines:,} line{'s' * (lines != 1)}"


@commands.command()
def show(
    type_: Annotated[RecordType, typer.Argument(metavar="TYPE", help=f"One of {', '.join(RecordType)}.", show_default=False)],
    codebook: CodebookOption = None,
    format_: Annotated[ShowFormat, typer.Option("--format", help="table: for people; json: an array of sections.")] = ShowFormat.table,
) -> None:
    """Show by which words and patterns a type of record is found.

    One line for each pattern: the words (lemmas), what they mean, and where each role stands in the sentence.
    """
    from dragoman.codebook.listing import sections

    found = sections(type_, codebook_of(codebook))
    if format_ is ShowFormat.json:
        typer.echo(json.dumps([section.to_dict() for section in found], ensure_ascii=False, indent=1))
    else:
        _print(found)


def _print(found: list[Section]) -> None:
    """Each file's introduction, then its sections with what they are and a line for each pattern; lines are as long as they are."""
    from rich.text import Text

    from dragoman.cli.printing import stdout
    from dragoman.codebook.listing import introduction, lines

    console = stdout()
    for file, group in groupby(found, key=lambda section: section.file):
        console.print(Text(f"{file}\n{introduction(file)}", "dim"), soft_wrap=True)
        for section in group:
            console.print(Text.assemble("\n", (section.name, "bold cyan"), (f"  {section.says}".rstrip(), "dim")), soft_wrap=True)
            for line in lines(section.holds):
                console.print(f"  {line}", soft_wrap=True)
        console.print()
