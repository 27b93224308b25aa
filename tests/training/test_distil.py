"""A student starts as part of a trained network and learns what its teachers make of a text."""
from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace  # noqa: E402 - only where torch is

from training.config import STUDENT, Config  # noqa: E402
from training.distil import Distillation, halved, soft  # noqa: E402
from training.model import Network  # noqa: E402
from training.quantisation import Linear  # noqa: E402

SIZES = {"upos": 3, "lemma": 4, "feats": 2, "names": 7, "roles": 7, "deprel": 5}
SMALL = replace(STUDENT, layers=3)
ALL = torch.ones(1, 1)


def given(seed: int = 1) -> dict[str, torch.Tensor]:
    ids = torch.randint(1000, 3000, (2, 6), generator=torch.Generator().manual_seed(seed))
    return {"ids": ids, "shapes": torch.ones(2, 6, dtype=torch.long), "first": torch.tensor([[1, 2, 3, 4], [1, 2, 3, 0]])}


def test_a_student_has_every_second_layer_and_all_heads_of_what_it_starts_from() -> None:
    start = Network(Config(), SIZES)
    student = halved(start, SMALL, SIZES)
    for mine, theirs in zip(student.layers, (start.layers[i] for i in (1, 3, 5)), strict=True):
        assert torch.equal(mine.qkv.weight, theirs.qkv.weight)
    assert torch.equal(student.speech_mix.weight, start.speech_mix.weight[[1, 3, 5]])
    assert torch.equal(student.deprel.weight, start.deprel.weight)


def test_a_student_of_all_layers_is_what_it_starts_from() -> None:
    start = Network(Config(), SIZES).eval()
    student = halved(start, STUDENT, SIZES).eval()
    for name, scores in start(**given()).items():
        assert torch.equal(student(**given())[name], scores)


def test_the_loss_is_nothing_only_where_the_distributions_are_one() -> None:
    scores = torch.tensor([[[1.0, 2.0, 3.0]]])
    assert soft(scores + 5, scores, ALL).item() == pytest.approx(0, abs=1e-6)
    assert soft(scores.flip(2), scores, ALL).item() > 0.5


def test_padding_is_not_learnt_from() -> None:
    scores, wanted = torch.randn(1, 3, 4), torch.randn(1, 3, 4)
    words = torch.tensor([[1, 1, 0]])
    assert torch.allclose(soft(scores, wanted, words), soft(scores[:, :2], wanted[:, :2], words[:, :2]))


def test_a_student_comes_nearer_to_teachers_of_another_size() -> None:
    torch.manual_seed(3)
    config = replace(SMALL, warmup=0.1)
    teachers = [Network(replace(Config(), hidden=48, layers=2, distances=8), SIZES) for _ in range(2)]
    run = Distillation(config, {}, Network(config, SIZES), teachers)
    losses = [sum(run.learn(given(), {}, 0.1).values()).item() for _ in range(8)]
    assert losses[-1] < 0.7 * losses[0]


def test_the_students_transitions_are_the_mean_of_its_teachers_and_stay_so() -> None:
    teachers = [Network(Config(), SIZES) for _ in range(2)]
    with torch.no_grad():
        teachers[1].transitions.score.fill_(2)
    run = Distillation(SMALL, {}, Network(SMALL, SIZES), teachers)
    run.learn(given(), {}, 0.1)
    assert torch.equal(run.network.transitions.score, torch.ones(7, 7))


def test_the_last_steps_hold_rounded_scores_to_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Linear, "rounding", False)
    run = Distillation(SMALL, {}, Network(SMALL, SIZES), [Network(Config(), SIZES)])
    assert "arcs~" not in run.learn(given(), {}, 0.1)
    assert float(run.learn(given(), {}, SMALL.quantised_from)["arcs~"]) > 0
