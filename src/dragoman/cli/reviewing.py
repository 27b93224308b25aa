"""`dragoman review`: the ledger of people. What each decision does, a method of `Register.ledger(who)` of the same name does."""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import RegisterOption, counted, opened
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.register import Decision

commands = typer.Typer(
    name="review", no_args_is_help=True, help="Accept, correct or reject what was read; nothing is lost, and every decision can be undone.")
Target = Annotated[str, typer.Argument(
    metavar="RECORD|FACT", help="The id of a record, or of a fact for all its records.", show_default=False)]
FactId = Annotated[str, typer.Argument(metavar="FACT", help="The id of a fact.", show_default=False)]
ByOption = Annotated[str, typer.Option("--by", envvar="DRAGOMAN_REVIEWER", metavar="NAME", help="Who decides.", show_default=False)]
WhyOption = Annotated[str | None, typer.Option(
    "--why", metavar="TEXT", help="The reason, for those who read the ledger.", show_default=False)]

_NUMBERS = ("value", "count")  # the fields of records that hold one


@commands.command()
def accept(target: Target, by: ByOption, why: WhyOption = None, register: RegisterOption = None) -> None:
    """It is right as it is."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).accept(target, why))


@commands.command()
def reject(target: Target, by: ByOption, why: WhyOption = None, register: RegisterOption = None) -> None:
    """It is wrong, and counts for nothing."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).reject(target, why))


@commands.command()
def unverifiable(target: Target, by: ByOption, why: WhyOption = None, register: RegisterOption = None) -> None:
    """The text says so, but what it says cannot be verified."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).unverifiable(target, why))


@commands.command()
def correct(
    target: Target,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="A field of the record, as the codebook names it.", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value: a word, or JSON for a list or a number; null takes the field "
                                                              "away.", show_default=False)],
    by: ByOption,
    why: WhyOption = None,
    register: RegisterOption = None,
) -> None:
    """A field has another value."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).correct(target, field, _value(field, value), why))


@commands.command()
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of the document that says so.", show_default=False)],
    record: Annotated[Path, typer.Argument(metavar="FILE", help="The record as JSON, in the codebook's shape; its evidence may be the bare "
                                                               "words of the text. - for standard input.", show_default=False)],
    by: ByOption,
    why: WhyOption = None,
    register: RegisterOption = None,
) -> None:
    """A record that the program did not read, with the words of the text that say so."""
    try:
        data = json.loads(typer.get_text_stream("stdin").read() if str(record) == "-" else record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DragomanError(f"{record}: no record in JSON can be read from it ({error}); give one object") from error
    if not isinstance(data, dict):
        raise DragomanError(f"{record}: holds no JSON object; give one record")
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).add(document, data, why))


@commands.command()
def merge(one: FactId, other: FactId, by: ByOption, why: WhyOption = None, register: RegisterOption = None) -> None:
    """Two facts are one."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).merge(one, other, why))


@commands.command()
def split(
    fact: FactId,
    records: Annotated[list[str], typer.Argument(metavar="RECORD", help="Ids of those that tell of another fact.", show_default=False)],
    by: ByOption,
    why: WhyOption = None,
    register: RegisterOption = None,
) -> None:
    """Some records of a fact tell of another one."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).split(fact, records, why))


@commands.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the entry, as the log shows it.", show_default=False)],
    by: ByOption,
    why: WhyOption = None,
    register: RegisterOption = None,
) -> None:
    """An entry no longer holds. The undoing is an entry of its own, and can be undone too."""
    with opened(register, create=False) as kept:
        _tell(kept.ledger(by).undo(number, why))


@commands.command()
def log(register: RegisterOption = None) -> None:
    """All entries of the ledger, in order."""
    with opened(register, create=False) as kept:
        entries = kept.view().decisions()
    _tell(entries)
    typer.echo(counted(len(entries), "decision"), err=True)


def _value(field: str, text: str) -> Any:
    """The value that a person typed: JSON where it is some, else the words. The year 2031 is words, unless the field holds a number."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, int | float) and field not in _NUMBERS else value


def _tell(entries: list[Decision]) -> None:
    for entry in entries:
        what = " ".join(str(part) for part in (entry.action, entry.undoes, entry.record, entry.field) if part is not None)
        change = f": {_short(entry.old)} → {_short(entry.new)}" if entry.action in ("correct", "merge", "split") else ""
        why = f" ({entry.why})" if entry.why else ""
        line = f"{entry.number}  {entry.at}  {entry.who}  {what}{change}{why}"
        typer.echo("".join(c if c.isprintable() else " " for c in line))


def _short(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value) if isinstance(value, str) else json.dumps(value)
