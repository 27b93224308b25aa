"""`dragoman register`: look after the register. `dragoman reread`: read its documents again."""
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.codebook import CodebookOption, codebook_of
from dragoman.cli.options import RegisterOption, WorkersOption, complain, counted, opened
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.register import Kept, Reconciled

commands = typer.Typer(name="register", no_args_is_help=True, help="Look after the register: make its facts anew, check it, back it up.")
File = Annotated[Path, typer.Argument(
    metavar="FILE", help="The backup: one file, whatever database the register is kept in.", show_default=False)]
Documents = Annotated[list[str] | None, typer.Argument(metavar="DOCUMENT", help="Ids of documents. Default: all.", show_default=False)]


@commands.command()
def rebuild(register: RegisterOption = None) -> None:
    """Make all facts anew from the records and what people decided: the same facts, byte for byte, from the same records."""
    with opened(register, create=False) as kept:
        typer.echo(f"made {counted(kept.rebuild(), 'fact')}")


@commands.command()
def verify(register: RegisterOption = None) -> None:
    """Check every text against its checksum, every quote against its text, every fact against its records. Exit code 1 for a fault."""
    with opened(register, create=False) as kept:
        verdict = kept.verify()
    for fault in verdict.faults:
        typer.echo(fault)
    numbers = (counted(verdict.documents, "document"), counted(verdict.records, "record"), counted(verdict.facts, "fact"),
               counted(verdict.links, "link"), counted(verdict.decisions, "decision"))
    typer.echo(f"checked {', '.join(numbers)}: {counted(len(verdict.faults), 'fault') if verdict.faults else 'all sound'}")
    if verdict.faults:
        raise typer.Exit(1)


@commands.command()
def backup(file: File, register: RegisterOption = None) -> None:
    """Write all documents, records and decisions to one file with a checksum. Facts are not in it: they are made anew."""
    with opened(register, create=False) as kept:
        count = kept.backup(file)
    typer.echo(f"wrote {file}: {counted(count['documents'], 'document')}, {counted(count['decisions'], 'decision')}")


@commands.command()
def restore(file: File, register: RegisterOption = None) -> None:
    """Fill an empty register, of either database, from a backup whose checksum is right."""
    from dragoman.cli.progress import awaited

    with opened(register) as kept:
        count = kept.restore(file)
        with awaited("making facts"):
            kept.settle()
    typer.echo(f"restored {counted(count['documents'], 'document')}, {counted(count['decisions'], 'decision')}")


def reread(
    documents: Documents = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    register: RegisterOption = None,
    codebook: CodebookOption = None,
    workers: WorkersOption = 0,
) -> None:
    """Read the register's documents again, with this version's model and codebook, and show what changes.

    Nothing that a person decided is changed: what a decision holds in place is shown, with what the program reads there now.
    """
    from dragoman import rereading

    total: Counter[str] = Counter()
    with opened(register, create=False) as kept:
        for change in rereading.reread(kept, documents, dry_run=dry_run, codebook=codebook_of(codebook), workers=workers):
            total["documents"] += 1
            if isinstance(change.records, DragomanError):
                complain(change.records)
                total["failed"] += 1
                continue
            for sign, records in (("+", change.records.added), ("-", change.records.removed), ("?", change.records.detached)):
                total[sign] += len(records)
                for record in records:
                    typer.echo(f"{change.document}  {sign} {_line(record)}")
            _show_held(change.document, change.records, total)
    would = "would be " if dry_run else ""
    typer.echo(f"{counted(total['documents'], 'document')}: {counted(total['+'], 'record')} {would}added, {total['-']:,} {would}removed, "
               f"{total['=']:,} held by decisions, {total['?']:,} whose words the text no longer has", err=True)
    if total["failed"]:
        raise typer.Exit(1)


def _show_held(document: str, records: Reconciled, total: Counter[str]) -> None:
    """The records that decisions hold, where the program now reads something else in their place."""
    for record, instead in records.held:
        total["="] += 1
        if instead is None or _fields(instead) != _fields(record):
            typer.echo(f"{document}  = {record.standing} {_line(record)}; read now: {'nothing' if instead is None else _line(instead)}")


def _fields(record: Kept) -> dict[str, object]:
    return {name: value for name, value in record.data.items() if name not in ("type", "evidence", "confidence")}


def _line(record: Kept) -> str:
    shown = " ".join(f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in _fields(record).items())
    return "".join(c if c.isprintable() else " " for c in f"{record.id} {record.type} {shown}")
