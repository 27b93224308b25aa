"""Rounding in training as the shipped graph rounds at run time, so that the network learns to live with it.

Weights: seven bits, symmetric, a scale per output (`quantize_dynamic(per_channel=True, reduce_range=True)`). Inputs of a product: eight
bits, asymmetric, one scale per batch (`DynamicQuantizeLinear`), or row by row where the export does so too (`training.calibration`).
Gradients pass straight through (Bengio, Léonard & Courville 2013). What else the export does makes the rounding finer still.
"""
from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

STEPS = 64  # from zero to a row's largest weight: seven bits
# The least by which a row is divided. GELU is never below -0.17, so what is divided stays above -1.
LEAST = 0.2


class Linear(nn.Linear):
    """A linear layer that rounds once `rounding` is set, in training alone: the exported graph does it by itself."""

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        if not (Linear.rounding and self.training):
            return super().forward(x)
        return F.linear(rounded_input(x), rounded_weight(self.weight), self.bias)


class RowLinear(Linear):
    """The same for a layer before which every row is divided by its largest value."""

    def forward(self, x: Tensor) -> Tensor:
        if not (Linear.rounding and self.training):
            return super().forward(x)
        largest = x.detach().abs().amax(-1, keepdim=True).clamp(min=LEAST)
        return F.linear(rounded_input(x / largest) * largest, rounded_weight(self.weight), self.bias)


def rounded_weight(weight: Tensor) -> Tensor:
    """[out, in] in steps of a 64th of each row's largest value."""
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / STEPS
    return weight + ((weight / scale).round() * scale - weight).detach()


def rounded_input(x: Tensor) -> Tensor:
    """In 255 equal steps from the least value to the greatest, zero among them."""
    known = x.detach().float()
    low, high = known.amin().clamp(max=0), known.amax().clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-8)
    zero = (-low / scale).round()
    return x + (((known / scale).round().clamp(-zero, 255 - zero) * scale) - known).detach().to(x.dtype)
