"""A run's rates, its batches, and that it goes on where it stopped."""
from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from dragoman.analysis.model import SHIPPED  # noqa: E402  (needs torch, which only the train extra has)
from dragoman.analysis.wordpieces import WordPieces  # noqa: E402
from training.augment import Augmenter  # noqa: E402
from training.config import Config  # noqa: E402
from training.corpora import Passage  # noqa: E402
from training.model import Network  # noqa: E402
from training.tensors import vocabularies  # noqa: E402
from training.train import Batches, Run, go, rate  # noqa: E402

YES = Passage(["Yes", "."], [2, 0], [1, 0], ["INTJ", "PUNCT"], ["yes", "."], ["_", "_"], [0, 1], ["root", "punct"], ["O", "O"])
VOCAB = vocabularies([YES, YES])
NARROW = Config(hidden=24, layers=2, arc_size=8, label_size=8, link_size=8)


@pytest.fixture(scope="module")
def plan() -> Batches:
    return Batches([[YES]] * 4, WordPieces(SHIPPED / "tokenizer.json"), Augmenter([YES]), VOCAB, 7)


def run(config: Config) -> Run:
    torch.manual_seed(1)
    return Run(config, VOCAB, Network(config, {name: len(labels) for name, labels in VOCAB.items()}))


def test_rates_rise_to_the_full_and_fall_to_nothing() -> None:
    assert [rate(done, 0.1) for done in (0.05, 0.1, 0.55, 1, 1.2)] == pytest.approx([0.5, 1, 0.5, 0, 0])


def test_a_batch_is_the_same_whenever_it_is_made(plan: Batches) -> None:
    random.seed(1)
    first, _ = plan[2]
    random.seed(2)
    again, _ = plan[2]
    assert all(torch.equal(first[name], again[name]) for name in first)


def test_a_stopped_run_ends_as_one_that_was_not(plan: Batches, tmp_path: Path) -> None:
    config = replace(NARROW, hidden_dropout=0, head_dropout=0)
    whole, part = run(config), run(config)
    go(whole, plan, tmp_path / "whole")
    for step in range(2):
        part.learn(*plan[step], (step + 1) / (len(plan) + 2))
    (tmp_path / "part").mkdir()
    part.save(tmp_path / "part" / "checkpoint.pt")
    resumed = run(config)
    go(resumed, plan, tmp_path / "part")
    assert resumed.step == len(plan)
    assert torch.allclose(resumed.network.upos.weight, whole.network.upos.weight, atol=1e-6)


def test_a_run_is_over_when_its_time_is(plan: Batches, tmp_path: Path) -> None:
    short = run(replace(NARROW, minutes=1e-9))
    go(short, plan, tmp_path)
    assert short.step == 1
    assert (tmp_path / "checkpoint.pt").exists()
