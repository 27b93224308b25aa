"""The questions to the register, a command each: what is asked is parsed here, and the answer printed or written to a file."""
from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.codebook import RecordType
from dragoman.cli.options import Country, OutputOption, RegisterOption, opened, viewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.questions import Answer
    from dragoman.register import View

commands = typer.Typer()


class AnswerFormat(StrEnum):
    """How answers are written."""

    table = "table"
    markdown = "markdown"
    html = "html"
    docx = "docx"
    json = "json"
    csv = "csv"


class CommitmentState(StrEnum):
    """What became of a commitment."""

    open = "open"
    kept = "kept"
    overdue = "overdue"
    dropped = "dropped"


FormatOption = Annotated[AnswerFormat | None, typer.Option(
    "--format", help="table and markdown: for people; html: a page; docx: for Word; json: all of the data; csv: a line a row. "
    "Default: by the ending of the output file, else table.", show_default=False)]
Maybe = Annotated[str | None, typer.Argument(
    metavar="[COUNTRY]", help="A country or organisation, by name or code, or a firm by its name. Default: all.", show_default=False)]
Other = Annotated[str | None, typer.Argument(metavar="[COUNTRY]", help="Another one. Default: with everybody.", show_default=False)]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From 2024, 2024-05 or 2024-05-17 on.", show_default=False)]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Until the end of that day, month or year.",
                                           show_default=False)]


@commands.command()
def timeline(
    a: Country, b: Country, since: Since = None, until: Until = None,
    type_: Annotated[list[RecordType] | None, typer.Option("--type", help="Only facts of this type. May be repeated.",
                                                           show_default=False)] = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """Show what happened between two countries, in order of time."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.timeline(view, a, b, since=since, until=until, types=type_ or ()), format_, output)


@commands.command()
def agreements(
    a: Maybe = None, b: Other = None,
    status: Annotated[str | None, typer.Option("--status", help="signed, ratified, in_force, extended, negotiating, planned, proposed, "
                                               "suspended or terminated.", show_default=False)] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="Of one sector of the codebook, such as energy.",
                                               show_default=False)] = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """List treaties, memoranda and other instruments: how far each got, and when."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.agreements(view, a, b, status=status, sector=sector), format_, output)


@commands.command()
def visits(
    a: Maybe = None, b: Other = None, since: Since = None, until: Until = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """Log visits: who, from where to where, for how long, whom they met and what was signed."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.visits(view, a, b, since=since, until=until), format_, output)


@commands.command()
def figures(
    a: Maybe = None, b: Other = None,
    measure: Annotated[str | None, typer.Option("--measure", help="investment, trade, export, import, loan, grant, contract, companies, "
                                                "projects, people, goods, flights, share or other.", show_default=False)] = None,
    since: Since = None, until: Until = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """List figures as series over time, with their growth and every other value that is told."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.figures(view, a, b, measure=measure, since=since, until=until), format_, output)


@commands.command()
def commitments(
    a: Maybe = None, b: Other = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose term has passed; the same as --state overdue.")] = False,
    state: Annotated[CommitmentState | None, typer.Option("--state", help="Only those in this state.", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As they stand on this day. Default: today.",
                                              show_default=False)] = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """List promises, proposals and requests, and what became of each."""
    from dragoman import questions

    if overdue and state not in (None, CommitmentState.overdue):
        raise typer.BadParameter(f"--overdue and --state {state} exclude each other; give one of them")
    with _view(register) as view:
        wanted: Any = "overdue" if overdue else state and state.value
        _write(questions.commitments(view, a, b, state=wanted, as_of=as_of), format_, output)


@commands.command()
def statements(
    by: Annotated[str | None, typer.Option("--by", metavar="SPEAKER|COUNTRY", help="Said by a person (words of the name), or for a "
                                           "country.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS|COUNTRY", help="With these words in it, or naming a country.",
                                              show_default=False)] = None,
    since: Since = None, until: Until = None,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """List who said what."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.statements(view, by=by, about=about, since=since, until=until), format_, output)


@commands.command()
def compare(
    first: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document.", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of another one.", show_default=False)],
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """Compare two documents, such as two readouts of one meeting: what both say, what one says alone, and where they differ."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.compare(view, first, second), format_, output)


@commands.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Words to look for; "words in quotation marks" stand side by side, a minus '
                                         "before a word excludes it.", show_default=False)],
    type_: Annotated[RecordType | None, typer.Option("--type", help="Only documents that tell a fact of this type.",
                                                     show_default=False)] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="COUNTRY", help="Only documents that tell a fact of this country.",
                                              show_default=False)] = None,
    since: Since = None, until: Until = None,
    source: Annotated[str | None, typer.Option("--source", metavar="WORDS", help="Only documents of a publisher with this in its name.",
                                               show_default=False)] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="How many documents at most.")] = 20,
    register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None,
) -> None:
    """Search the texts of all documents, and show the passages with the words marked."""
    from dragoman import questions
    from dragoman.register import Asked

    asked = Asked(words, type=type_ and type_.value, actor=actor, since=since, until=until, source=source)
    with _view(register) as view:
        _write(questions.search(view, asked, limit=limit), format_, output)


@commands.command()
def stats(register: RegisterOption = None, format_: FormatOption = None, output: OutputOption = None) -> None:
    """Count what the register holds."""
    from dragoman import questions

    with _view(register) as view:
        _write(questions.stats(view), format_, output)


@contextmanager
def _view(location: str | None) -> Iterator[View]:
    with opened(location, create=False) as register:
        yield viewed(register)


def _write(answer: Answer[Any], format_: AnswerFormat | None, output: Path | None) -> None:
    from dragoman.questions.formats import FORMATS, save

    if output is not None:
        save(answer, output, format_ and format_.value)
        typer.echo(f"wrote {output}", err=True)
        return
    if format_ in (None, AnswerFormat.table) and sys.stdout.isatty():
        from dragoman.cli.printing import stdout
        from dragoman.questions.formats.table import render

        stdout().print(render(answer))
        return
    made = FORMATS[format_.value if format_ else "table"].write(answer)
    if isinstance(made, bytes):
        raise typer.BadParameter(f"--format {format_}: is not for printing; name a file with --output")
    typer.echo(made, nl=False)
