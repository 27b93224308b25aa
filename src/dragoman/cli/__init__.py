"""The `dragoman` command: parses and prints, nothing else. What each command does, a library function of the same name does.

Exit codes: 0 all went well; 1 something could not be read, found or opened (a line on standard error says what and how to mend it); 2 wrong
usage; 130 interrupted. Results go to standard output, everything else to standard error.
"""
from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import fields, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

import dragoman
from dragoman.cli.accounts import commands as account_commands
from dragoman.cli.asking import commands as questions
from dragoman.cli.briefing import brief
from dragoman.cli.codebook import CodebookOption, codebook_of
from dragoman.cli.codebook import commands as codebook_commands
from dragoman.cli.keeping import commands as register_commands
from dragoman.cli.keeping import reread
from dragoman.cli.options import OutputOption, RegisterOption, WorkersOption, complain, counted, opened
from dragoman.cli.reviewing import commands as review_commands
from dragoman.cli.serving import serve
from dragoman.errors import DragomanError, InputError, UnknownError

if TYPE_CHECKING:
    from dragoman.codebook.layers import Codebook
    from dragoman.pipeline import Analysed
    from dragoman.readers import Limits
    from dragoman.records import Reading
    from dragoman.register import Register

app = typer.Typer(
    name="dragoman", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
    help="Read diplomatic reporting, and keep a register of relations between states in which every entry is traced to its source.",
    epilog="Exit codes: 0 all well; 1 something could not be read, found or opened; 2 wrong usage; 130 interrupted.")
for commands in (questions, codebook_commands, register_commands, review_commands, account_commands):
    app.add_typer(commands)
for command in (reread, brief, serve):
    app.command()(command)
RARELY = 30  # making facts, so that whoever asks meanwhile need not wait for it, takes one part in so many of the time

# The options, with what --help says of them.
Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False)]
StoreOption = Annotated[bool, typer.Option("--store/--no-store", help="Keep what was read in the register.")]
LimitOption = Annotated[list[str] | None, typer.Option(
    "--limit", metavar="NAME=NUMBER", help="Read larger files, or refuse smaller ones: document_bytes, file_bytes (of JSON Lines), "
    "unpacked_bytes (of a DOCX), pages, characters. May be repeated.", show_default=False)]
Id = Annotated[str, typer.Argument(metavar="DOCUMENT|RECORD", help="The id of a document or of a record.", show_default=False)]


class ReadFormat(StrEnum):
    """How readings are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    events = "events"


READ_FORMATS = "table: for people; json: one array of documents; jsonl: a document a line; events: a PLOVER event a line."


class ExplanationFormat(StrEnum):
    """How an explanation is printed."""

    text = "text"
    json = "json"


class AnalysisFormat(StrEnum):
    """How analyses are written."""

    conllu = "conllu"
    json = "json"
    html = "html"


ANALYSIS_FORMATS = ("conllu: the columns of Universal Dependencies; json: one array of documents; html: a page with trees. "
                    "Default: by the ending of the output file, else conllu.")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    pass


@app.command()
def read(
    paths: Paths,
    register: RegisterOption = None,
    store: StoreOption = True,
    format_: Annotated[ReadFormat, typer.Option("--format", help=READ_FORMATS)] = ReadFormat.table,
    limit: LimitOption = None,
    codebook: CodebookOption = None,
    workers: WorkersOption = 0,
) -> None:
    """Read documents, print what they say with the evidence for it, and keep it in the register.

    Text, Markdown, HTML, PDF, DOCX and JSON Lines are told apart by their content. Folders are read with all that is in them, hidden files
    apart. What cannot be read is named on standard error, and the rest is read all the same.
    """
    from dragoman.cli.progress import awaited, watched
    from dragoman.cli.sources import sources
    from dragoman.engines import read_files

    limits, used = _limits(limit or []), codebook_of(codebook)
    count: Counter[str] = Counter()
    with opened(register) if store else nullcontext() as kept:
        found = read_files(sources(paths, limits.file_bytes), limits=limits, codebook=used, workers=workers)
        _print(_kept(watched(found), kept, count, used), format_, used)
        if kept is not None:
            with awaited("making facts"):
                kept.settle()
    failed = f", {count['failed']:,} not read" if count["failed"] else ""
    typer.echo(f"{counted(count['documents'], 'document')} read, {counted(count['records'], 'record')}{failed}", err=True)
    if count["failed"]:
        raise typer.Exit(1)


def _limits(settings: list[str]) -> Limits:
    """The limits on what is read, with those changed that are named."""
    from dragoman.readers import DEFAULT_LIMITS

    changed: dict[str, int] = {}
    for setting in settings:
        name, _, number = setting.partition("=")
        if not hasattr(DEFAULT_LIMITS, name) or not number.isdecimal():
            names = ", ".join(field.name for field in fields(DEFAULT_LIMITS))
            raise typer.BadParameter(f"{setting!r}: give NAME=NUMBER, with one of the names {names}")
        changed[name] = int(number)
    return replace(DEFAULT_LIMITS, **changed)


def _kept(found: Iterable[Reading | InputError], register: Register | None, count: Counter[str], codebook: Codebook) -> Iterator[Reading]:
    """Store and pass on what was read, complain of what was not, and count both."""
    from dragoman.pipeline import read_with

    again = 0.0
    for item in found:
        if isinstance(item, InputError):
            complain(item)
            count["failed"] += 1
            continue
        count["documents"] += 1
        if register is not None:
            register.add(item, read_with=read_with(codebook))
            if (began := time.monotonic()) >= again:
                register.settle()
                again = began + RARELY * (time.monotonic() - began)
        count["records"] += len(item.records)
        yield item


def _print(readings: Iterator[Reading], format_: ReadFormat, codebook: Codebook) -> None:
    from dragoman.cli import printing

    if format_ is ReadFormat.table:
        console = printing.stdout()
        for reading in readings:
            printing.print_reading(console, reading)
        return
    lines: dict[ReadFormat, Callable[[Iterator[Reading]], Iterator[str]]] = {
        ReadFormat.json: printing.json_array, ReadFormat.jsonl: printing.json_lines,
        ReadFormat.events: partial(printing.event_lines, codebook=codebook)}
    for line in lines[format_](readings):
        typer.echo(line)


@app.command()
def show(
    id_: Id,
    register: RegisterOption = None,
) -> None:
    """Show a document of the register with its evidence marked, or a record with its evidence in context."""
    from dragoman.cli import printing

    console = printing.stdout()
    with opened(register, create=False) as kept:
        view = kept.view()
        try:
            reading, record = view.record(id_)
        except UnknownError:
            printing.print_text(console, view.reading(id_))
        else:
            printing.print_record(console, reading, record)


@app.command()
def explain(
    id_: Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record.", show_default=False)],
    register: RegisterOption = None,
    format_: Annotated[ExplanationFormat, typer.Option("--format", help="text: for people; json: one object.")] = ExplanationFormat.text,
    codebook: CodebookOption = None,
) -> None:
    """Explain a record of the register: the words that told, where each field comes from, and what makes it more or less sure.

    The document is analysed anew for it. Name the folder of words of your own again where it was read with one.
    """
    from dragoman.cli import explaining
    from dragoman.pipeline import explain as explained

    with opened(register, create=False) as kept:
        reading, record = kept.view().record(id_)
    explanation = explained(reading, record, codebook_of(codebook))
    if format_ is ExplanationFormat.json:
        typer.echo(explaining.as_json(explanation))
    else:
        explaining.print_explanation(explanation)


@app.command()
def doctor(register: RegisterOption = None) -> None:
    """Check that everything Dragoman needs is here and works."""
    from dragoman.cli import printing
    from dragoman.doctor import doctor as examine

    checks = examine(register)
    printing.print_checks(printing.stdout(), checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@app.command()
def analyse(
    paths: Paths,
    format_: Annotated[AnalysisFormat | None, typer.Option("--format", help=ANALYSIS_FORMATS, show_default=False)] = None,
    output: OutputOption = None,
    limit: LimitOption = None,
) -> None:
    """Look inside: sentences, parts of speech, lemmas, dependency trees, names, and who is said to say what.

    Files are those that `read` reads, whatever they are about; and CoNLL-U, known by its ten columns or by the name .conllu, of which words
    and sentences are kept as they stand and everything else is analysed anew, so that the result can be scored against the file.
    """
    from dragoman.cli import analysing
    from dragoman.cli.progress import watched

    limits, count = _limits(limit or []), Counter[str]()
    ending = output.suffix.lower() if output else ""
    chosen = format_ or {".json": AnalysisFormat.json, ".html": AnalysisFormat.html, ".htm": AnalysisFormat.html}.get(
        ending, AnalysisFormat.conllu)
    parts = analysing.WRITERS[chosen](_analysed(watched(analysing.analyses(paths, limits)), count))
    if output is None:
        for part in parts:
            typer.echo(part, nl=False)
    else:
        analysing.write(parts, output)
    failed = f", {count['failed']:,} not analysed" if count["failed"] else ""
    typer.echo(f"{counted(count['documents'], 'document')} analysed, {counted(count['sentences'], 'sentence')}, "
               f"{counted(count['tokens'], 'token')}{failed}", err=True)
    if count["failed"]:
        raise typer.Exit(1)


def _analysed(found: Iterable[Analysed | InputError], count: Counter[str]) -> Iterator[Analysed]:
    """Pass on what was analysed, complain of what was not, and count both."""
    for item in found:
        if isinstance(item, InputError):
            complain(item)
            count["failed"] += 1
            continue
        count["documents"] += 1
        count["sentences"] += len(item.given or item.analysis.sentences)
        count["tokens"] += len(item.analysis)
        yield item


def main() -> None:
    """The `dragoman` command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # they are text streams when a command starts
    try:
        app(prog_name="dragoman")
    except DragomanError as error:
        complain(error)
        sys.exit(1)
