"""The conditional random field, against enumeration of every path."""
from __future__ import annotations

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from training.crf import Transitions  # noqa: E402  (needs torch, which only the train extra has)


def test_the_loss_is_the_log_share_of_the_gold_path() -> None:
    torch.manual_seed(1)
    field = Transitions(3)
    with torch.no_grad():
        field.score.copy_(torch.randn(3, 3))
    scores, gold = torch.randn(1, 4, 3), torch.tensor([[0, 2, 1, 1]])

    def worth(path: tuple[int, ...]) -> float:
        own = sum(float(scores[0, i, label]) for i, label in enumerate(path))
        return own + sum(float(field.score.detach()[a, b]) for a, b in pairwise(path))

    total = torch.logsumexp(torch.tensor([worth(p) for p in product(range(3), repeat=4)]), 0)
    assert float(field(scores, gold).detach()) == pytest.approx((float(total) - worth((0, 2, 1, 1))) / 4, abs=1e-5)


def test_padding_does_not_count() -> None:
    field, scores = Transitions(3), torch.randn(1, 5, 3)
    gold = torch.tensor([[0, 1, 2, -100, -100]])
    assert torch.allclose(field(scores, gold), field(scores[:, :3], gold[:, :3]))
