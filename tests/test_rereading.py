"""Documents are read again with other words: what changes is told, and what people decided holds."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import Register, pipeline, read, rereading
from dragoman.codebook.layers import Codebook
from dragoman.codebook_folder import load_codebook
from dragoman.document import Document
from dragoman.errors import DamagedError, EmptyError, UnknownError
from dragoman.records import Reading
from dragoman.register import Reconciled
from dragoman.rereading import reread
from tests.cli.conftest import ONE

# "Estonia's president thanked Finland" is to be read as praise, and "two sides" who sign as before.
WORDS = "verbs:\n  - {words: [thank], kind: praise, to: [object], about: [for]}\n"


@pytest.fixture
def own(tmp_path: Path) -> Codebook:
    """A codebook in which one verb means something else."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "gestures.yaml").write_text(WORDS, encoding="utf-8")
    return load_codebook(tmp_path / "words")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register of one document, read with the shipped codebook."""
    with Register.open(tmp_path / "register.db") as opened:
        opened.add(read(ONE))
        opened.settle()
        yield opened


def kinds(register: Register) -> list[str]:
    """The kinds of the gestures that are known."""
    return [str(fact.fields["kind"]) for fact in register.view().facts(type="gesture")]


def change_of(register: Register, codebook: Codebook, *, dry_run: bool = False) -> Reconciled:
    """What happens to the only document."""
    (_, found), = reread(register, codebook=codebook, dry_run=dry_run)
    assert isinstance(found, Reconciled)
    return found


def test_the_same_words_change_nothing(register: Register) -> None:
    document, = register.view().documents()
    (name, found), = reread(register)
    assert isinstance(found, Reconciled)
    assert (name, found.added, found.removed, found.held) == (document.id, (), (), ())


def test_other_words_change_the_reading_and_its_facts(register: Register, own: Codebook) -> None:
    found = change_of(register, own)
    assert [one.data["kind"] for one in found.removed] == ["thanks"]
    assert [one.data["kind"] for one in found.added] == ["praise"]
    assert kinds(register) == ["praise"]
    assert register.view().waiting() == 0
    assert list(register.view().counts().read_with) != [""]


def test_a_dry_run_tells_the_same_and_changes_nothing(register: Register, own: Codebook) -> None:
    before = [fact.canonical() for fact in register.view().facts()]
    told = change_of(register, own, dry_run=True)
    assert [fact.canonical() for fact in register.view().facts()] == before
    assert list(register.view().counts().read_with) == [""]
    assert change_of(register, own) == told


def test_what_a_person_decided_is_held_against_the_newer_reading(register: Register, own: Codebook) -> None:
    thanks, = register.view().facts(type="gesture")
    register.ledger("Ann").correct(thanks.id, "about", "the help")
    found = change_of(register, own)
    assert (found.added, found.removed) == ((), ())
    (held, instead), = found.held
    assert (held.standing, held.data["kind"], held.data["about"]) == ("corrected", "thanks", "the help")
    assert instead is not None
    assert instead.data["kind"] == "praise"
    assert kinds(register) == ["thanks"]
    assert register.verify().faults == ()


def test_when_a_decision_is_undone_the_next_reading_counts(register: Register, own: Codebook) -> None:
    ledger = register.ledger("Ann")
    entry, = ledger.reject(register.view().facts(type="gesture")[0].id)
    change_of(register, own)
    assert kinds(register) == []
    ledger.undo(entry.number)
    assert kinds(register) == ["thanks"]
    change_of(register, own)
    assert kinds(register) == ["praise"]


def test_only_the_documents_that_are_named_are_read(register: Register, own: Codebook) -> None:
    first, = register.view().documents()
    register.add(read(ONE.replace("Sunday", "Monday")))
    assert [name for name, _ in reread(register, [first.id], codebook=own)] == [first.id]
    assert sorted(kinds(register)) == ["praise", "thanks"]
    with pytest.raises(UnknownError, match="d-none: no such document in the register"):
        list(reread(register, ["d-none"]))


def test_a_document_that_cannot_be_read_is_told_and_the_rest_goes_on(
        register: Register, own: Codebook, monkeypatch: pytest.MonkeyPatch) -> None:
    register.add(Reading.of(Document(id="a", text="Nobody met."), []))

    def extract(document: Document, codebook: Codebook) -> Reading:
        if document.id == "a":
            raise EmptyError("a", "no words in it", "give a document with text")
        return pipeline.extract(document, codebook)

    monkeypatch.setattr(rereading, "extract", extract)
    found = dict(reread(register, codebook=own))
    assert {name for name, change in found.items() if isinstance(change, EmptyError)} == {"a"}
    assert len(found) == 2
    assert kinds(register) == ["praise"]


def test_a_document_whose_text_is_damaged_is_told_and_the_rest_goes_on(register: Register, own: Codebook) -> None:
    register.add(read(ONE.replace("Sunday", "Monday")))
    damaged = register.view().documents()[0].id
    with register.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET sha256 = 'none' WHERE id = ?", (damaged,))
    found = dict(reread(register, codebook=own))
    assert {name for name, change in found.items() if isinstance(change, DamagedError)} == {damaged}
    assert sorted(kinds(register)) == ["praise", "thanks"]
