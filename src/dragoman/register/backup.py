"""A register as one file that any register can be restored from, whatever database it was kept in: gzip of JSON Lines.

    {"dragoman": "register", "format": 1}
    {"document": {…}, "records": [{id, type, standing, data, told}, …]}   one for each document, in the order in which they came
    {"decision": {…}}                                                     one for each entry of the ledger, in order
    {"documents": 24, "decisions": 3, "sha256": "…"}                      of all lines above

Facts are not in it: they follow from these. The same register gives the same file, byte for byte.
"""
from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from dragoman.errors import EvidenceError, RegisterError
from dragoman.records import ValidationError, load_records
from dragoman.register import database
from dragoman.register.decisions import all_decisions
from dragoman.register.keeping import kept_of, store
from dragoman.register.location import display
from dragoman.register.reconciling import DETACHED, Kept
from dragoman.register.rows import document_of
from dragoman.register.schema import decisions, documents

_FIRST = {"dragoman": "register", "format": 1}
_DERIVED = ("key", "official", "circle")  # columns of a document that are made anew


def backup(engine: Engine, path: Path) -> dict[str, int]:
    """Write the register to a file, which is there whole or not at all; how many documents and decisions are in it."""
    whole, count = hashlib.sha256(), {"documents": 0, "decisions": 0}
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed, database.reading(engine) as connection:
            for line in _lines(connection):
                count["documents"] += "document" in line
                count["decisions"] += "decision" in line
                data = _line(line)
                whole.update(data)
                packed.write(data)
            packed.write(_line({**count, "sha256": whole.hexdigest()}))
            packed.close()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise RegisterError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()}); name another file") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def restore(engine: Engine, path: Path) -> dict[str, int]:
    """Fill an empty register from a file that `backup` wrote; all of it or nothing; how many documents and decisions it has then.

    A RegisterError where the register holds something, or where the file is none, is damaged, or is of a newer Dragoman.
    """
    count = checked(path)
    with database.writing(engine) as connection:
        for table in (documents, decisions):
            if connection.execute(select(table).limit(1)).first():
                raise RegisterError(f"{display(engine.url)}: holds something already; restore into a register of its own")
        for line in _read(path):
            if "document" in line:
                _put(connection, line)
            elif "decision" in line:
                connection.execute(insert(decisions).values(line["decision"]))
    return count


def checked(path: Path) -> dict[str, int]:
    """How many documents and decisions a file of `backup` holds; a RegisterError where it does not match its own checksum."""
    whole, last = hashlib.sha256(), dict[str, Any]()
    count = {"documents": 0, "decisions": 0}
    for n, line in enumerate(_read(path)):
        if n == 0 and line != _FIRST:
            known = line.get("dragoman") == "register"
            raise RegisterError(f"{path}: {'made by a newer Dragoman; update Dragoman' if known else 'no backup of a register; name one'}")
        if last:
            whole.update(_line(last))
            count["documents"] += "document" in last
            count["decisions"] += "decision" in last
        last = line
    if last != {**count, "sha256": whole.hexdigest()}:
        raise RegisterError(f"{path}: damaged, or not whole: its checksum does not match what it holds; use another backup")
    return count


def _lines(connection: Connection) -> Iterator[dict[str, Any]]:
    yield _FIRST
    for key in connection.execute(select(documents.c.key).order_by(documents.c.key)).scalars().all():
        row = connection.execute(select(documents).where(documents.c.key == key)).one()
        document_of(row)  # a damaged text is not backed up as if it were sound
        head = {name: value for name, value in row._mapping.items() if name not in _DERIVED}
        yield {"document": head, "records": [asdict(kept) for kept in kept_of(connection, key)]}
    for entry in all_decisions(connection):
        yield {"decision": asdict(entry)}


def _line(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}\n".encode()


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rb") as packed:
            for line in packed:
                data = json.loads(line)
                if not isinstance(data, dict):
                    raise ValueError("not an object")
                yield data
    except OSError as error:
        reason = "no backup of a register" if isinstance(error, gzip.BadGzipFile) else (error.strerror or str(error)).lower()
        raise RegisterError(f"{path}: {reason}; name a file that dragoman register backup wrote") from error
    except (EOFError, ValueError, zlib.error) as error:
        raise RegisterError(f"{path}: damaged, or not whole ({error}); use another backup") from error


def _put(connection: Connection, line: dict[str, Any]) -> None:
    try:
        kept = [Kept(**record) for record in line["records"]]
        load_records([one.data for one in kept if one.standing != DETACHED], line["document"]["text"])
        head = insert(documents).values(**line["document"], official=False, circle=[]).returning(documents.c.key)
        key = connection.execute(head).scalar_one()
    except (EvidenceError, ValidationError, KeyError, TypeError) as error:
        name = line.get("document", {}).get("id", "a document")
        raise RegisterError(f"{name}: the backup holds it in a form that this Dragoman does not know ({error})") from error
    store(connection, key, kept)
