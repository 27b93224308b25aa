"""What lets the int8 network read as the full-precision one does. All of it is done once, before export, on passages of the training data.

| step | what hurts without it | after |
|---|---|---|
| `Evened` | one channel behind the norms is six times any other, which are then rounded coarsely | SmoothQuant (Xiao et al. 2023) |
| `rounded` | a weight's rounding is of no concern to the weights beside it | GPTQ (Frantar et al. 2023) |
| `Rowwise` | one number of the [CLS] piece sets the step in which all pieces of a batch are rounded | ZeroQuant (Yao et al. 2022) |

`Evened` and `Rowwise` change nothing in full precision. To leave matrices in full precision instead brings less for more: the whole of any
one layer, 5 MB, takes a tenth off the error that these steps leave.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.analysis.wordpieces import WordPieces
from training.corpora import polnear, treebank, treebank_files
from training.model import Network
from training.quantisation import LEAST, STEPS, Linear
from training.tensors import batches, fit, inputs

BATCHES, PIECES, SEED = 40, 2048, 7
# Added to the diagonal of the products, as a share of its mean: channels that were hardly seen do not take up all the error.
DAMPING = 0.01


class Evened(nn.Module):
    """A linear layer that divides its input channels by the roots of their largest values, and has weights that make up for it."""

    def __init__(self, layer: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        scale = largest.clamp(min=1e-4).sqrt()
        self.layer, self.shrink = layer, nn.Buffer(1 / scale)
        layer.weight.mul_(scale)

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x * self.shrink)


class Rowwise(nn.Module):
    """A linear layer that divides each row of its input by the row's largest value, and multiplies the product by it.

    `signed`: whether the input may be far below zero. Where it is not, a pass over it is saved.
    """

    def __init__(self, layer: nn.Linear, *, signed: bool) -> None:
        super().__init__()
        self.layer, self.signed = layer, signed

    def forward(self, x: Tensor) -> Tensor:
        largest = (x.abs() if self.signed else x).amax(-1, keepdim=True).clamp(min=LEAST)
        return F.linear(x / largest, self.layer.weight) * largest + self.layer.bias


def examples(data: Path, pieces: WordPieces) -> list[dict[str, Tensor]]:
    """Inputs of the network: batches of both kinds of training passages, drawn at random."""
    speech = [part for passage in polnear(data / "polnear" / "train", {}) for part in fit(passage, pieces)]
    groups = batches(treebank(treebank_files(data, "train"), SEED) + speech, pieces, PIECES, SEED)
    return [inputs(group, pieces) for group in groups[:BATCHES]]


@torch.no_grad()
def prepare(network: Network, given: Sequence[dict[str, Tensor]]) -> None:
    """Make a trained network ready for `quantize_dynamic`, which then finds its weights rounded already."""
    largest = _seen(network, given, lambda x: x.abs().amax(0), torch.maximum)
    for layer in network.layers:
        layer.qkv, layer.up = (Evened(one, largest[one]) for one in (layer.qkv, layer.up))
    for one, products in _seen(network, given, lambda x: x.T @ x, torch.add).items():
        one.weight.copy_(rounded(one.weight, products))
    for layer in network.layers:
        layer.up.layer, layer.down = Rowwise(layer.up.layer, signed=True), Rowwise(layer.down, signed=False)


def _seen(network: Network, given: Sequence[dict[str, Tensor]], measure: Callable[[Tensor], Tensor],
          add: Callable[[Tensor, Tensor], Tensor]) -> dict[Linear, Tensor]:
    """A measure of the inputs [rows, channels] of each linear layer, added up over the batches."""
    sums: dict[Linear, Tensor] = {}

    def see(layer: Linear, args: tuple[Tensor, ...]) -> None:
        found = measure(args[0].flatten(0, -2))
        sums[layer] = add(sums[layer], found) if layer in sums else found

    hooks = [layer.register_forward_pre_hook(see) for layer in network.modules() if isinstance(layer, Linear)]
    for batch in given:
        network(**batch)
    for hook in hooks:
        hook.remove()
    return sums


def rounded(weight: Tensor, products: Tensor) -> Tensor:
    """The weights [out, in] in steps of each row's largest, `STEPS` of them, such that outputs change little.

    `products` [in, in] are those of the input channels with each other. Channel after channel is rounded, and those that are left take up
    the error as far as they go along with it. A row's largest weight keeps its value, so that the row keeps its step.
    """
    known = products.double()
    known = known + DAMPING * known.diagonal().mean() * torch.eye(len(known), dtype=known.dtype)
    shares = torch.linalg.cholesky(torch.linalg.inv(known), upper=True).float()
    left = weight.T.contiguous()  # a channel is a row, in one piece of memory
    top, steps = weight.abs().argmax(1), weight.abs().amax(1).clamp(min=1e-8) / STEPS
    for i, channel in enumerate(left):
        value = torch.where(top == i, weight[:, i], (channel / steps).round().clamp(-STEPS, STEPS) * steps)
        left[i + 1:] -= torch.outer(shares[i, i + 1:], (channel - value) / shares[i, i])
        left[i] = value
    return left.T
