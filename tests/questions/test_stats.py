"""What a register holds, counted: asked of a real one."""
from __future__ import annotations

from pathlib import Path

from dragoman.document import Document
from dragoman.questions import stats
from dragoman.records import Reading, load_records
from dragoman.register import Register


def reading(id_: str, published: str, source: str | None) -> Reading:
    """A document that tells of talks and of a visit."""
    document = Document(id=id_, text=f"They met in {published}. He went there.", published=published, source=source)
    talks = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": published,
             "evidence": [{"quote": "They met", "start": 0, "end": 8}]}
    thanks = {"type": "gesture", "kind": "thanks", "from": "EST", "to": "FIN", "evidence": [{"quote": "They", "start": 0, "end": 4}]}
    return Reading.of(document, load_records([talks, thanks], document.text))


def test_a_register_is_counted(tmp_path: Path) -> None:
    with Register.open(tmp_path / "r.db") as register:
        register.add(reading("a", "2024-05-03", "ERR"), read_with="model 1")
        register.add(reading("b", "2023-01-02", None), read_with="model 1")
        register.settle()
        register.ledger("anna").accept(register.view().record_ids("a")[0])
        answer = stats(register.view())
    found = {(row.group, row.what): row.number for row in answer}
    assert found["register", "documents"] == 2
    assert found["register", "records"] == 4
    assert found["facts by type", "meeting"] == 2
    assert (found["sources", "ERR"], found["sources", "not told"]) == (1, 1)
    assert found["pairs with most facts", "Estonia and Finland"] == found["register", "facts"]
    assert found["decisions", "accept"] == 1
    assert found["read with", "model 1"] == 2
    assert answer.notes == ("Published 2 January 2023 – 3 May 2024.",)
    assert answer.sources == ()


def test_an_empty_register_says_so(tmp_path: Path) -> None:
    with Register.open(tmp_path / "r.db") as register:
        answer = stats(register.view())
    assert answer.notes == ("The register is empty; read some documents into it first.",)
    assert {row.number for row in answer} == {0}
