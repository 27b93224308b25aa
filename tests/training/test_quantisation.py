"""Rounding in training: how far a rounded number may be from the true one, and that gradients pass."""
from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.quantisation import Linear, rounded_input, rounded_weight  # noqa: E402  (needs torch, which only the train extra has)


def test_a_weight_is_at_most_half_a_step_away() -> None:
    weight = torch.randn(4, 50)
    step = weight.abs().amax(1, keepdim=True) / 64
    assert ((rounded_weight(weight) - weight).abs() <= step / 2 + 1e-6).all()


def test_inputs_take_256_values_and_zero_stays_zero() -> None:
    x = torch.cat([torch.zeros(1), torch.randn(5000) + 0.3])
    rounded = rounded_input(x)
    assert rounded.unique().numel() <= 256
    assert float(rounded[0]) == 0.0


def test_gradients_pass_straight_through() -> None:
    x = torch.randn(20, requires_grad=True)
    rounded_input(x).sum().backward()
    assert torch.equal(x.grad, torch.ones(20))


def test_a_layer_rounds_in_training_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, x = Linear(8, 3), torch.randn(5, 8)
    plain = layer(x)
    monkeypatch.setattr(Linear, "rounding", True)
    assert not torch.equal(layer(x), plain)
    assert torch.equal(layer.eval()(x), plain)
