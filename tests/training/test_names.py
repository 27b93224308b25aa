"""Gold names from GUM's entities, silver names from CoreNLP's table."""
from __future__ import annotations

from pathlib import Path

import pytest

from training.names import bio, gold_names, no_names, silver_names


def _gold(rows: str) -> list[str]:
    """Labels of tokens written as word/UPOS[/Entity]."""
    cells = [row.split("/") for row in rows.split()]
    features = ["Number=Plur" if c[0].endswith("s") else "Number=Sing" for c in cells]
    return gold_names([c[0] for c in cells], [c[1] for c in cells], features, [c[2] if len(c) > 2 else "" for c in cells])


@pytest.mark.parametrize(("rows", "labels"), [
    ("President/PROPN/(1-person-new-x-cf1-1-sgl Barack/PROPN Obama/PROPN/1) spoke/VERB", "O B-PER I-PER O"),
    ("the/DET/(4-organization-new-x-cf1-2-sgl University/PROPN of/ADP California/PROPN/(5-place-new-x-cf2-1-sgl)4)", "O B-ORG I-ORG I-ORG"),
    ("Paris/PROPN/(7-place-new-x-cf1-1-sgl) and/CCONJ Rome/PROPN/(8-place-new-x-cf1-1-sgl)", "B-LOC O B-LOC"),
    ("a/DET/(2-place-new-x-cf1-2-sgl town/NOUN/2) ./PUNCT", "O O O"),
    ("Belgians/PROPN/(3-person-new-x-cf1-1-sgl) voted/VERB", "O O"),
    ("Lau/PROPN/(1-person-new-x-cf1-1-sgl Siu/PROPN -/PUNCT lai/PROPN/1)", "B-PER I-PER I-PER I-PER"),
    ("Minister/PROPN/(1-person-new-x-cf1-1-sgl) left/VERB", "O O"),
])
def test_a_gold_name_is_the_run_of_proper_nouns_around_the_head(rows: str, labels: str) -> None:
    assert _gold(rows) == labels.split()


def test_silver_names_are_kept_by_character(tmp_path: Path) -> None:
    table = tmp_path / "silver.tsv"
    table.write_text("# document a\nMoon\t0\t4\tNNP\tMoon\tPERSON\nmet\t5\t8\tVBD\tmeet\tO\n", encoding="utf-8")
    assert silver_names(table)["a"] == dict.fromkeys(range(4), "PER")


def test_neighbouring_tokens_of_one_kind_are_one_name() -> None:
    assert bio(["PER", "PER", "", "LOC"]) == ["B-PER", "I-PER", "O", "B-LOC"]


def test_a_sentence_without_entities_has_no_name_where_no_proper_noun_is_near() -> None:
    upos = ["PRON", "VERB", "DET", "NOUN", "ADP", "DET", "PROPN", "PUNCT"]
    assert no_names(upos) == ["O", "O", "O", "", "", "", "", ""]
    assert no_names(["INTJ", "PUNCT"]) == ["O", "O"]
