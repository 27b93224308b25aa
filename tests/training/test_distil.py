"""A student starts as part of its teacher and learns its scores."""
from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace  # noqa: E402 - only where torch is

from training.config import STUDENT, Config  # noqa: E402
from training.distil import halved, soft  # noqa: E402
from training.model import Network  # noqa: E402

SIZES = {"upos": 3, "lemma": 4, "feats": 2, "names": 7, "roles": 7, "deprel": 5}


def test_a_student_has_every_second_layer_and_all_heads_of_its_teacher():
    teacher = Network(Config(), SIZES)
    student = halved(teacher, STUDENT, SIZES)
    for mine, theirs in zip(student.layers, (teacher.layers[i] for i in (1, 3, 5)), strict=True):
        assert torch.equal(mine.qkv.weight, theirs.qkv.weight)
    assert torch.equal(student.speech_mix.weight, teacher.speech_mix.weight[[1, 3, 5]])
    assert torch.equal(student.deprel.weight, teacher.deprel.weight)


def test_a_student_of_all_layers_is_its_teacher():
    teacher = Network(Config(), SIZES).eval()
    student = halved(teacher, replace(STUDENT, layers=6), SIZES).eval()
    batch = torch.full((1, 6), 2000), torch.ones(1, 6, dtype=torch.long), torch.tensor([[1, 2, 3, 4]])
    for name, scores in teacher(*batch).items():
        assert torch.equal(student(*batch)[name], scores)


def test_the_loss_is_nothing_only_where_the_distributions_are_one():
    scores = torch.tensor([[1.0, 2.0, 3.0]])
    assert soft(scores + 5, scores).item() == pytest.approx(0, abs=1e-6)
    assert soft(scores.flip(1), scores).item() > 0.5
