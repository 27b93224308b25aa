"""What augmentation may change, and that its labels stay with their words."""
from __future__ import annotations

import random
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE
from training.augment import Augmenter, _without_commas, appositions, insert, subtree
from training.corpora import Passage

# "Kim, minister of trade of Korea, met Tokayev." and "He paid 5 million dollars."
GUEST = Passage(
    "Kim , minister of trade of Korea , met Tokayev .".split(), [GAP_BREAK, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0], [1] + [0] * 10,
    "PROPN PUNCT NOUN ADP NOUN ADP PROPN PUNCT VERB PROPN PUNCT".split(),
    "Kim , minister of trade of Korea , meet Tokayev .".split(), ["_"] * 11,
    [9, 3, 1, 5, 3, 7, 5, 3, 0, 9, 9], "nsubj punct appos case nmod case nmod punct root obj punct".split(),
    "B-PER O O O O O B-LOC O O B-PER O".split())
SUM = Passage(
    "\" He paid 5 million dollars \" .".split(), [GAP_BREAK, GAP_NONE, 1, 1, 1, 1, 0, 0], [1] + [0] * 7,
    "PUNCT PRON VERB NUM NUM NOUN PUNCT PUNCT".split(),
    "\" he pay 5 million dollar \" .".split(), ["_"] * 8, [3, 3, 0, 5, 6, 3, 3, 3],
    "punct nsubj root compound nummod obj punct punct".split())


@pytest.fixture(scope="module")
def change() -> Augmenter:
    return Augmenter([GUEST, SUM])


@given(st.integers(0, 10_000), st.sampled_from([GUEST, SUM]))
def test_every_column_keeps_the_length_of_the_words(seed: int, passage: Passage) -> None:
    changed = Augmenter([GUEST])(passage, random.Random(seed))
    assert {len(getattr(changed, f.name)) for f in fields(Passage)} <= {0, len(changed.words)}
    assert changed.labels.count("root") == changed.heads.count(0) == 1


def test_one_state_of_the_generator_gives_one_passage(change: Augmenter) -> None:
    assert change(GUEST, random.Random(5)) == change(GUEST, random.Random(5))


def test_an_apposition_is_cut_out_without_its_commas() -> None:
    (found,) = appositions(GUEST)
    assert found.words == "minister of trade of Korea".split()
    assert found.heads == [0, 3, 1, 5, 3]


def test_an_apposition_is_set_behind_its_noun_and_hangs_on_it() -> None:
    (other,) = appositions(GUEST)
    changed = insert(SUM, 1, other)
    assert changed.words == "\" He , minister of trade of Korea , paid 5 million dollars \" .".split()
    assert changed.heads[3] == 2
    assert changed.labels[3] == "appos"
    assert changed.heads[9] == 0
    assert subtree(changed.heads, 3) == [2, 3, 4, 5, 6, 7, 8]


def test_a_name_is_replaced_by_the_same_other_name_everywhere(change: Augmenter) -> None:
    twice = Passage(["Kim", "met", "Kim"], [GAP_SPACE] * 3, names=["B-PER", "O", "B-PER"])
    seen = {tuple(change(twice, random.Random(seed)).words) for seed in range(60)}
    replaced = [words for words in seen if words[0].lower() != "kim"]
    assert replaced
    assert all(words[0].lower() == words[2].lower() for words in seen)


def test_wire_words_are_not_taught_a_lemma(change: Augmenter) -> None:
    changed = (change(SUM, random.Random(seed)) for seed in range(60))
    (wired,) = {(p.words[-4].lower(), p.lemmas[-4]) for p in changed if p.words[-4].lower() == "mln"}
    assert wired == ("mln", "")


def test_names_without_a_comma_between_them_are_still_two() -> None:
    said = Passage(
        "In Seoul , Korea , Kim agreed".split(), [1, 1, 0, 1, 0, 1, 1], [1] + [0] * 6, "ADP PROPN PUNCT PROPN PUNCT PROPN VERB".split(),
        [], [], [2, 7, 4, 2, 2, 7, 0], "case obl punct appos punct nsubj root".split(), "O B-LOC O B-LOC O B-PER O".split(),
        "O O O O O B-source B-cue".split(), [0, 0, 0, 0, 0, 7, 0])
    changed = _without_commas(said, random.Random(1))
    assert changed.words == "In Seoul Korea Kim agreed".split()
    assert changed.names == "O B-LOC B-LOC B-PER O".split()
    assert changed.heads == [2, 5, 2, 5, 0]
    assert changed.links == [0, 0, 0, 5, 0]


def test_commas_elsewhere_stay() -> None:
    assert _without_commas(GUEST, random.Random(1)) is GUEST
