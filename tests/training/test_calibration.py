"""Preparing a network for int8: what changes nothing in full precision, and weights that are rounded with regard to their inputs."""
from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.calibration import Evened, Rowwise, rounded  # noqa: E402  (needs torch, which only the train extra has)
from training.quantisation import rounded_weight  # noqa: E402


@torch.no_grad()
def test_even_channels_and_rows_change_nothing_but_the_range() -> None:
    layer, x = torch.nn.Linear(8, 3), torch.randn(5, 8)
    x[2, 4] = 30
    plain = layer(x)
    assert torch.allclose(Rowwise(layer, signed=True)(x), plain, atol=1e-5)
    evened = Evened(layer, x.abs().amax(0))
    assert torch.allclose(evened(x), plain, atol=1e-5)
    assert float((x * evened.shrink).abs().max()) < 6


def test_rounded_weights_stay_as_they_are_when_rounded_again() -> None:
    weight, x = torch.randn(6, 40), torch.randn(300, 40)
    found = rounded(weight, x.T @ x)
    assert torch.allclose(rounded_weight(found), found, atol=1e-6)
    assert torch.equal(found.abs().amax(1), weight.abs().amax(1))


def test_rounded_weights_change_outputs_less_where_inputs_go_together() -> None:
    weight, x = torch.randn(6, 40), torch.randn(300, 5) @ torch.randn(5, 40) + 0.1 * torch.randn(300, 40)

    def error(other: torch.Tensor) -> float:
        return float((x @ (other - weight).T).square().sum())

    assert error(rounded(weight, x.T @ x)) < error(rounded_weight(weight)) / 2
