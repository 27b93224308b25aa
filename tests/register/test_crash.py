"""A program that is killed while it stores leaves whole documents only."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.register import Register

RECORDS = 120
# Stores version after version of one document, and tells each number when it is stored. In every version all records have its number.
CHILD = f"""
import sys
from dragoman.document import Document
from dragoman.records import Reading, load_records
from dragoman.register import Register
with Register.open(sys.argv[1]) as register:
    for number in range(100_000):
        text = f"Version {{number}} was signed."
        piece = {{"quote": text, "start": 0, "end": len(text)}}
        record = {{"type": "body", "name": str(number), "parties": ["EST", "FIN"], "evidence": [piece]}}
        register.add(Reading.of(Document(id="d", text=text), load_records([record] * {RECORDS}, text)))
        print(number, flush=True)
"""


@pytest.mark.parametrize("stored", [1, 3, 6])
def test_killed_while_storing(tmp_path: Path, stored: int) -> None:
    path = tmp_path / "register.db"
    with subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(stored)]
        child.kill()
        told += [int(line) for line in child.stdout]
    with Register.open(path) as register:
        reading = register.view().reading("d")
        assert len(register.view().between("EST", "FIN")) == RECORDS
    version = int(reading.text.split()[1])
    assert version >= told[-1]  # what was told is there; the next may have been stored before it could be told
    assert [getattr(record, "name", None) for record in reading.records] == [str(version)] * RECORDS
