"""Fills the encoder of a network from a Hugging Face checkpoint of BERT or of MPNet, whose layers are the same under other names."""
from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.analysis.wordpieces import CLS, SEP
from training.model import POSITIONS, VOCABULARY, Layer, Network

_MPNET_FIRST = 4  # pieces that MPNet sets before BERT's: <s>, <pad>, </s>, <unk>
_MPNET_POSITIONS = 2  # that MPNet leaves out, since it counts from the padding piece


class _Names(NamedTuple):
    """How a checkpoint names the parts of a layer."""

    qkv: tuple[str, str, str]
    out: str
    norm: str


_BERT = _Names(
    ("attention.self.query", "attention.self.key", "attention.self.value"), "attention.output.dense", "attention.output.LayerNorm")
_MPNET = _Names(("attention.attn.q", "attention.attn.k", "attention.attn.v"), "attention.attn.o", "attention.LayerNorm")


@torch.no_grad()
def load_encoder(network: Network, folder: Path) -> None:
    """Fill the encoder from `model.safetensors`. A network of fewer layers takes those at even distances; pieces keep BERT's numbers."""
    w = load_file(folder / "model.safetensors")
    words, positions = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
    names = _BERT
    if network.distances:
        names = _MPNET
        first = words[:_MPNET_FIRST]
        words, positions = words[_MPNET_FIRST:][:VOCABULARY].clone(), positions[_MPNET_POSITIONS:]
        words[0], words[CLS], words[SEP] = first[1], first[0], first[2]
        network.distances.weight.copy_(w["encoder.relative_attention_bias.weight"])
    else:
        positions = positions + w["embeddings.token_type_embeddings.weight"][0]
    network.words.weight.copy_(words)
    network.positions.weight.copy_(positions[:POSITIONS])
    _copy(network.norm, w, "embeddings.LayerNorm")
    layers = 1 + max(int(key.split(".")[2]) for key in w if key.startswith("encoder.layer."))
    for i, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        _fill(layer, w, f"encoder.layer.{(i + 1) * layers // len(network.layers) - 1}.", names)


def _fill(layer: Layer, w: dict[str, Tensor], at: str, names: _Names) -> None:
    for kind in ("weight", "bias"):
        getattr(layer.qkv, kind).copy_(torch.cat([w[f"{at}{part}.{kind}"] for part in names.qkv]))
    _copy(layer.out, w, at + names.out)
    _copy(layer.norm1, w, at + names.norm)
    _copy(layer.up, w, f"{at}intermediate.dense")
    _copy(layer.down, w, f"{at}output.dense")
    _copy(layer.norm2, w, f"{at}output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
