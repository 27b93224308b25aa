"""Rounding in training: how far a rounded number may be from the true one, and that gradients pass."""
from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.quantisation import Linear, RowLinear, rounded_input, rounded_weight  # noqa: E402  (torch: only the train extra)


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


def test_one_large_row_costs_the_others_nothing_where_rows_are_rounded_each_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Linear, "rounding", True)
    x = torch.randn(5, 8)
    x[0] *= 1000
    by_rows, together = RowLinear(8, 3), Linear(8, 3)
    together.load_state_dict(by_rows.state_dict())
    exact = torch.nn.functional.linear(x, rounded_weight(by_rows.weight), by_rows.bias)[1:]
    assert (by_rows(x)[1:] - exact).abs().max() < 0.05 < (together(x)[1:] - exact).abs().max()
