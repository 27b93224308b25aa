"""Encoders of others, read from their checkpoints."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from safetensors.torch import save_file  # noqa: E402  (needs torch, which only the train extra has)

from dragoman.analysis.wordpieces import CLS  # noqa: E402
from training.config import Config  # noqa: E402
from training.encoders import load_encoder  # noqa: E402
from training.model import HEADS, Distances, Network  # noqa: E402

SIZES = {"upos": 3, "lemma": 4, "feats": 2, "names": 7, "roles": 7, "deprel": 5}
HIDDEN = 24
NARROW = replace(Config(), hidden=HIDDEN, layers=2, arc_size=8, label_size=8, link_size=8)


def write(folder: Path, attention: str, parts: str, out: str, **embeddings: torch.Tensor) -> dict[str, torch.Tensor]:
    """A checkpoint of four layers."""
    weights = {f"embeddings.{name}.weight": value for name, value in embeddings.items()}
    shapes = {f"{attention}.{part}": (HIDDEN, HIDDEN) for part in parts.split()} | {
        out: (HIDDEN, HIDDEN), "intermediate.dense": (4 * HIDDEN, HIDDEN), "output.dense": (HIDDEN, 4 * HIDDEN)}
    norms = ["attention.output.LayerNorm" if attention.endswith("self") else "attention.LayerNorm", "output.LayerNorm"]
    names = ["embeddings.LayerNorm"]
    for i in range(4):
        names += [f"encoder.layer.{i}.{norm}" for norm in norms]
        for name, shape in shapes.items():
            weights |= {f"encoder.layer.{i}.{name}.weight": torch.randn(shape), f"encoder.layer.{i}.{name}.bias": torch.randn(shape[0])}
    for name in names:
        weights |= {f"{name}.{kind}": torch.randn(HIDDEN) for kind in ("weight", "bias")}
    if attention.endswith("attn"):
        weights["encoder.relative_attention_bias.weight"] = torch.randn(32, HEADS)
    save_file(weights, folder / "model.safetensors")
    return weights


def test_a_network_of_fewer_layers_takes_those_of_bert_at_even_distances(tmp_path: Path) -> None:
    w = write(tmp_path, "attention.self", "query key value", "attention.output.dense", word_embeddings=torch.randn(30522, HIDDEN),
              position_embeddings=torch.randn(512, HIDDEN), token_type_embeddings=torch.randn(2, HIDDEN))
    network = Network(NARROW, SIZES)
    load_encoder(network, tmp_path)
    for layer, of in zip(network.layers, (1, 3), strict=True):
        assert torch.equal(layer.qkv.weight[HIDDEN:2 * HIDDEN], w[f"encoder.layer.{of}.attention.self.key.weight"])
        assert torch.equal(layer.norm2.bias, w[f"encoder.layer.{of}.output.LayerNorm.bias"])
    assert torch.equal(network.words.weight, w["embeddings.word_embeddings.weight"])


def test_the_pieces_of_mpnet_stand_at_the_numbers_of_bert(tmp_path: Path) -> None:
    w = write(tmp_path, "attention.attn", "q k v", "attention.attn.o", word_embeddings=torch.randn(30527, HIDDEN),
              position_embeddings=torch.randn(514, HIDDEN))
    network = Network(replace(NARROW, layers=4, distances=32), SIZES)
    load_encoder(network, tmp_path)
    words, theirs = network.words.weight, w["embeddings.word_embeddings.weight"]
    assert torch.equal(words[1996], theirs[2000])  # "the"
    assert torch.equal(words[CLS], theirs[0])
    assert torch.equal(words[0], theirs[1])
    assert torch.equal(network.positions.weight[0], w["embeddings.position_embeddings.weight"][2])
    assert torch.equal(network.layers[3].qkv.weight[2 * HIDDEN:], w["encoder.layer.3.attention.attn.v.weight"])


def test_distances_are_exact_when_near_and_one_beyond_128() -> None:
    distances = Distances(32, 1)
    with torch.no_grad():
        distances.weight.copy_(torch.arange(32.0)[:, None])
    found = distances(300)[0, 0]
    assert found[7, :8].tolist() == [7, 6, 5, 4, 3, 2, 1, 0]
    assert found[0, 1:9].tolist() == [17, 18, 19, 20, 21, 22, 23, 24]
    assert found[0, 128:].unique().tolist() == [31]
    assert found[299, :171].unique().tolist() == [15]
