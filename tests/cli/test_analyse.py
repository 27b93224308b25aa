"""dragoman analyse."""
from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from dragoman import pipeline
from dragoman.analysis import Analysis
from dragoman.document import Document
from tests.cli.conftest import ONE, TWO, Dragoman

GOLD = """\
# newdoc id = first
# sent_id = first-1
# text = We can't go.
1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t4:nsubj\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tgold\tX\tMD\t_\t0\troot\t4:aux\t_
3\tn't\tgold\tX\tRB\t_\t2\tdep\t4:advmod\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t2\tdep\t0:root\tSpaceAfter=No
4.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# newdoc id = second
# sent_id = second-1
1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t2:nsubj\t_
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t0:root\t_

# sent_id = second-2
1\ttoday\ttoday\tNOUN\tNN\t_\t0\troot\t0:root\t_

"""
OTHER_SUBJECT = "The committee met on Sunday to discuss its garden, and agreed that the roses should be cut within the month.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A treebank of two documents."""
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    return path


def rows(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.splitlines() if line and not line.startswith("#")]


def test_conllu_is_what_is_printed(dragoman: Dragoman, one: Path, two: Path) -> None:
    ended = dragoman("analyse", one, two)
    assert ended.code == 0
    assert ended.out.count("# newdoc id = d-") == 2
    assert "sign\tVERB" in ended.out
    assert {len(row) for row in rows(ended.out)} == {10}
    assert ended.out.endswith("\n\n")


def test_last_line_says_how_much_was_analysed(dragoman: Dragoman, one: Path, two: Path) -> None:
    last = dragoman("analyse", one, two).err.splitlines()[-1]
    assert last.startswith("2 documents analysed, ")
    assert last.endswith(" tokens")


def test_treebank_keeps_its_words_sentences_and_comments_and_is_analysed_anew(dragoman: Dragoman, gold: Path) -> None:
    ended = dragoman("analyse", gold)
    comments = [line for line in GOLD.splitlines() if line.startswith("#")]
    assert [line for line in ended.out.splitlines() if line.startswith("#")] == comments
    kept = [row for row in rows(GOLD) if row[0] != "4.1"]
    assert [row[:2] for row in rows(ended.out)] == [row[:2] for row in kept]
    assert [row[9] for row in rows(ended.out)][:6] == [row[9] for row in kept][:6]
    found = {row[1]: row for row in rows(ended.out)}
    assert found["can't"][2:] == ["_"] * 8
    assert found["met"][2:4] == ["meet", "VERB"]
    assert found["ca"][2:4] == ["can", "AUX"]
    assert (found["they"][6], found["met"][6], found["today"][6]) == ("2", "0", "0")
    assert ended.err == "2 documents analysed, 3 sentences, 8 tokens\n"


def test_treebank_is_known_from_standard_input_too(dragoman: Dragoman, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = dragoman("analyse", gold).out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOLD.encode())))
    assert dragoman("analyse", "-").out == expected


def test_own_output_read_again_keeps_every_token(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    first = dragoman("analyse", one).out
    (tmp_path / "again.conllu").write_text(first, encoding="utf-8")
    assert [row[:2] for row in rows(dragoman("analyse", tmp_path / "again.conllu").out)] == [row[:2] for row in rows(first)]


def test_file_may_be_replaced_by_its_own_analysis(dragoman: Dragoman, gold: Path) -> None:
    expected = dragoman("analyse", gold).out
    ended = dragoman("analyse", gold, "--output", gold)
    assert (ended.code, ended.out) == (0, "")
    assert gold.read_text(encoding="utf-8") == expected


def test_json_is_one_array_of_documents_with_offsets_into_their_texts(dragoman: Dragoman, one: Path, two: Path) -> None:
    found = json.loads(dragoman("analyse", "--format", "json", one, two).out)
    assert [document["text"] for document in found] == [ONE.strip(), TWO.strip()]
    for document in found:
        tokens = document["tokens"]
        assert [document["text"][a:b] for a, b in zip(tokens["start"], tokens["end"], strict=True)] == tokens["word"]
    assert "Tallinn" in {name["quote"] for name in found[0]["names"]}


def test_nothing_analysed_is_still_valid(dragoman: Dragoman, tmp_path: Path) -> None:
    assert json.loads(dragoman("analyse", "--format", "json", tmp_path / "missing").out) == []
    assert dragoman("analyse", tmp_path / "missing").out == ""


@pytest.mark.parametrize(("name", "start"), [
    ("a.html", "<!doctype html>"), ("a.json", "[{"), ("a.conllu", "# newdoc id"), ("a", "# newdoc id")])
def test_ending_of_the_output_file_chooses_the_format(dragoman: Dragoman, one: Path, tmp_path: Path, name: str, start: str) -> None:
    dragoman("analyse", one, "--output", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").lstrip().startswith(start)


def test_page_has_the_documents_and_a_tree_for_every_sentence(dragoman: Dragoman, one: Path, two: Path) -> None:
    page = html.document_fromstring(dragoman("analyse", "--format", "html", one, two).out)
    assert len(page.xpath("//article")) == 2
    assert len(page.xpath("//svg")) == len(page.xpath("//section[@class='sentence']")) >= 3


def test_documents_may_be_about_anything(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "garden.txt").write_text(OTHER_SUBJECT, encoding="utf-8")
    assert dragoman("analyse", tmp_path / "garden.txt").code == 0


@pytest.mark.parametrize(("name", "data"), [
    ("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("missing.txt", None), ("empty.conllu", b"\n"),
    ("broken.conllu", GOLD.replace("2\tmet", "3\tmet").encode()), ("prose.conllu", ONE.encode()),
    ("latin.conllu", GOLD.encode() + b"\xff\xfe\xc3"),
    ("other-language.txt", "Le président a reçu vendredi le ministre des affaires étrangères de Finlande, avec qui il a parlé.".encode()),
])
def test_bad_file_is_one_line_and_the_rest_is_analysed(
        dragoman: Dragoman, one: Path, tmp_path: Path, name: str, data: bytes | None) -> None:
    bad = tmp_path / name
    if data is not None:
        bad.write_bytes(data)
    ended = dragoman("analyse", bad, one)
    complaint, last = ended.err.splitlines()
    assert ended.code == 1
    assert complaint.startswith(f"error: {bad}")
    assert ";" in complaint
    assert last.startswith("1 document analysed, ")
    assert last.endswith(", 1 not analysed")
    assert ended.out.count("# newdoc") == 1


def test_fault_in_one_document_is_reported_and_the_rest_is_analysed(
        dragoman: Dragoman, gold: Path, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = pipeline.analyse

    def faulty(document: Document, **options: Any) -> Analysis:
        if document.id == "first":
            raise ZeroDivisionError("boom")
        return sound(document, **options)

    monkeypatch.setattr(pipeline, "analyse", faulty)
    ended = dragoman("analyse", gold, one)
    assert ended.code == 1
    assert f"error: {gold}, document first: reading it met a fault (ZeroDivisionError: boom); please report it" in ended.err
    assert "2 documents analysed" in ended.err


def test_error_in_a_treebank_names_the_line(dragoman: Dragoman, gold: Path) -> None:
    gold.write_text(GOLD.replace("\t_\t4\tpunct", ""), encoding="utf-8")
    assert f"{gold}:10: has 7 columns" in dragoman("analyse", gold).err


def test_output_that_cannot_be_written_is_one_line(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    ended = dragoman("analyse", one, "--output", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"error: {tmp_path}: cannot be written")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["analyse"], ["analyse", "--format", "xml", "a"], ["analyse", "--limit", "words=3", "a"]])
def test_wrong_usage_is_2(dragoman: Dragoman, arguments: list[str]) -> None:
    assert dragoman(*arguments).code == 2


def test_limit_can_be_set(dragoman: Dragoman, gold: Path, one: Path) -> None:
    for path in (gold, one):
        ended = dragoman("analyse", "--limit", "characters=5", path)
        assert ended.code == 1
        assert "more than 5" in ended.err
