"""Checkpoint → the folder that ships: `python -m training.export DATA CHECKPOINT BASE OUT [--fp32]`.

    encoder.onnx    the network, weights in int8 (per channel; word embeddings per word), activations quantised at run time
    labels.npz      the dependency-label scorer, applied to the chosen arcs only: weight [labels, 3 * size], bias [labels];
                    transitions [roles, roles], what a role is worth behind another
    lemmas.tsv      "UPOS form", lemma: what the treebanks leave no doubt about
    model.json      format version, label sets, the run's configuration
    tokenizer.json  WordPiece vocabulary of the starting encoder
"""
from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.analysis.model import FORMAT
from dragoman.analysis.wordpieces import WordPieces
from training.calibration import examples, prepare
from training.config import Config
from training.corpora import treebank, treebank_files
from training.lemmas import lookup
from training.model import Network

INPUTS = ("ids", "shapes", "first")
OUTPUTS = ("start", "upos", "lemma", "feats", "names", "roles", "arcs", "links", "label_dependent", "label_head")
OPSET = 17


class RoundedEmbedding(nn.Module):
    """An embedding in int8 with a scale for every row: a quarter of the size, and no word is rounded by the range of another."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.rows = nn.Buffer((weight / scale).round().to(torch.int8))
        self.scale = nn.Buffer(scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class Fused(nn.Module):
    """Linear layers on one input as one product, so that the input is rounded once."""

    def __init__(self, *layers: nn.Module) -> None:
        super().__init__()
        self.sizes = [layer.out_features for layer in layers]
        self.one = nn.Linear(layers[0].in_features, sum(self.sizes))
        with torch.no_grad():
            self.one.weight.copy_(torch.cat([layer.weight for layer in layers]))
            self.one.bias.copy_(torch.cat([layer.bias for layer in layers]))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return self.one(x).split(self.sizes, -1)


class Graph(nn.Module):
    """The network with its plain classifications already decided, so that only small arrays leave the graph."""

    def __init__(self, network: Network, *, rounded: bool) -> None:
        super().__init__()
        self.network, n = network, network
        self.syntax = Fused(n.start, n.upos, n.lemma, n.feats, n.arcs.dependent[0], n.arcs.head[0], n.label_dependent[0], n.label_head[0])
        self.speech = Fused(n.roles, n.links.dependent[0], n.links.head[0])
        if rounded:
            network.words = RoundedEmbedding(network.words.weight.detach())

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        syntax, names, speech, blank = self.network.read(ids, shapes, first)
        start, upos, lemma, feats, dependent, head, label_dependent, label_head = self.syntax(syntax)
        roles, cued, cue = self.speech(speech)
        upos, lemma, feats = (scores[:, 1:].argmax(-1).to(torch.int32) for scores in (upos, lemma, feats))
        arcs = self.network.arcs.score(F.gelu(dependent[:, 1:]), F.gelu(head)) + blank
        links = self.network.links.score(F.gelu(cued[:, 1:]), F.gelu(cue)) + blank
        return (start[:, 1:].squeeze(-1), upos, lemma, feats, self.network.names(names[:, 1:]), roles[:, 1:], arcs, links,
                F.gelu(label_dependent[:, 1:]), F.gelu(label_head))


def load(checkpoint: Path) -> tuple[Network, dict[str, list[str]], dict[str, float | int], int]:
    """The network of a checkpoint with its label sets, configuration and step."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Config(**state["config"]), {k: len(v) for k, v in state["vocab"].items()})
    network.load_state_dict(state["network"])
    return network.eval(), state["vocab"], state["config"], state["step"]


def export(data: Path, checkpoint: Path, base: Path, out: Path, *, quantise: bool = True) -> None:
    """Write the model folder. `data` is the folder of corpora that the network was trained on."""
    network, vocab, config, step = load(checkpoint)
    if quantise:
        prepare(network, examples(data, WordPieces(base / "tokenizer.json")))
    out.mkdir(parents=True, exist_ok=True)
    words = torch.arange(1, 9).repeat(2, 1)
    example = (torch.full((2, 12), 2000), torch.ones(2, 12, dtype=torch.long), words)
    axes = {"ids": {0: "B", 1: "T"}, "shapes": {0: "B", 1: "T"}, "first": {0: "B", 1: "N"}, **{o: {0: "B", 1: "N"} for o in OUTPUTS}}
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(Graph(network, rounded=quantise), example, str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=OPSET, dynamo=False)
        target = out / "encoder.onnx"
        if quantise:
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            # Finds the weights as `prepare` rounded them. Seven bits: with eight, processors without VNNI overflow and read worse.
            quantize_dynamic(str(ready), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul", "Gemm"])
        else:
            shutil.copyfile(plain, target)
    onnx.checker.check_model(str(target))
    with torch.no_grad():
        np.savez(out / "labels.npz", weight=network.deprel.weight.numpy(), bias=network.deprel.bias.numpy(),
                 transitions=network.transitions.score.numpy())
    known = lookup(treebank(treebank_files(data, "train"), 0))
    (out / "lemmas.tsv").write_text("".join(f"{key}\t{lemma}\n" for key, lemma in known.items()), encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    graph = hashlib.sha256(target.read_bytes()).hexdigest()[:8]  # one network rounded in another way reads otherwise
    head = {"format": FORMAT, "step": step, "graph": graph, "config": config, "labels": vocab}
    (out / "model.json").write_text(json.dumps(head, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fp32", action="store_true", help="leave the weights in full precision")
    a = parser.parse_args()
    export(a.data, a.checkpoint, a.base, a.out, quantise=not a.fp32)


if __name__ == "__main__":
    main()
