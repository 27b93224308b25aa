"""Names are right where boundaries and type are."""
from __future__ import annotations

import pytest

from training.measures.names import compare, iob2, names_at
from training.measures.tally import Tally


def test_boundaries_and_type_must_agree_and_without_labels_the_boundaries():
    """Gold: 2 PER, 1 ORG. Predicted: one PER right, the ORG taken for a LOC, a PER too long, a LOC that is none."""
    tally = Tally()
    compare({(0, 3, "PER"), (5, 9, "PER"), (10, 12, "ORG")}, {(0, 3, "PER"), (5, 11, "PER"), (10, 12, "LOC"), (20, 22, "LOC")}, tally)
    assert tally.f1(("PER", "ORG", "LOC", "all", "unlabelled")) == {
        "PER": 50, "ORG": 0, "LOC": 0, "all": pytest.approx(200 / 7), "unlabelled": pytest.approx(400 / 7)}


def test_neighbouring_names_and_words_cut_otherwise():
    """The text is "in Kim Ri can't"; the tags' words are cut as "can", "'t"."""
    text = "in Kim Ri can't"
    characters = [i for i, c in enumerate(text) if c != " "]
    words = [("in", "O"), ("Kim", "B-PER"), ("Ri", "B-PER"), ("can", "I-PER"), ("'t", "B-LOC")]
    assert set(names_at(words, characters)) == {(3, 6, "PER"), (7, 13, "PER"), (13, 15, "LOC")}


def test_the_file_is_read_by_sentence(tmp_path):
    path = tmp_path / "a.iob2"
    path.write_text("# newdoc id = d\n# sent_id = d-1\n# text = Kim #1\n1\tKim\tB-PER\t-\tx\n2\t#1\tO\t-\t-\n\n"
                    "# sent_id = d-2\n1\tNo\tO\t-\t-\n\n", encoding="utf-8")
    assert iob2(path) == {"d-1": [("Kim", "B-PER"), ("#1", "O")], "d-2": [("No", "O")]}
