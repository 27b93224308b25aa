"""Checkpoint → the folder that ships: `python -m training.export DATA CHECKPOINT BASE OUT [--fp32]`.

    encoder.onnx    the network, weights in int8 (per channel), activations quantised at run time
    labels.npz      the dependency-label scorer, applied to the chosen arcs only: weight [labels, 3 * size], bias [labels]
    lemmas.tsv      "UPOS form", lemma: what the treebanks leave no doubt about
    model.json      format version, label sets, the run's configuration
    tokenizer.json  WordPiece vocabulary of the starting encoder
"""
from __future__ import annotations

import argparse
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

from training.config import Config
from training.corpora import treebank, treebank_files
from training.lemmas import lookup
from training.model import Network

FORMAT = 1
INPUTS = ("ids", "shapes", "first")
OUTPUTS = ("start", "upos", "lemma", "feats", "names", "roles", "arcs", "links", "label_dependent", "label_head")
OPSET = 17


class Graph(nn.Module):
    """The network with its plain classifications already decided, so that only small arrays leave the graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(ids, shapes, first)
        decided = {name: scores[name].argmax(-1).to(torch.int32) for name in ("upos", "lemma", "feats")}
        return tuple({**scores, **decided}[name] for name in OUTPUTS)


def load(checkpoint: Path) -> tuple[Network, dict[str, list[str]], dict[str, float | int], int]:
    """The network of a checkpoint with its label sets, configuration and step."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Config(**state["config"]), {k: len(v) for k, v in state["vocab"].items()})
    network.load_state_dict(state["network"])
    return network.eval(), state["vocab"], state["config"], state["step"]


def export(data: Path, checkpoint: Path, base: Path, out: Path, *, quantise: bool = True) -> None:
    """Write the model folder. `data` is the folder of corpora that the network was trained on."""
    network, vocab, config, step = load(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    words = torch.arange(1, 9).repeat(2, 1)
    example = (torch.full((2, 12), 2000), torch.ones(2, 12, dtype=torch.long), words)
    axes = {"ids": {0: "B", 1: "T"}, "shapes": {0: "B", 1: "T"}, "first": {0: "B", 1: "N"}, **{o: {0: "B", 1: "N"} for o in OUTPUTS}}
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(Graph(network), example, str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=OPSET, dynamo=False)
        target = out / "encoder.onnx"
        if quantise:
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            # Seven bits of weight: with eight, processors without VNNI instructions overflow and read worse.
            quantize_dynamic(str(ready), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul", "Gemm", "Gather"])
        else:
            shutil.copyfile(plain, target)
    onnx.checker.check_model(str(target))
    with torch.no_grad():
        np.savez(out / "labels.npz", weight=network.deprel.weight.numpy(), bias=network.deprel.bias.numpy())
    known = lookup(treebank(treebank_files(data, "train"), 0))
    (out / "lemmas.tsv").write_text("".join(f"{key}\t{lemma}\n" for key, lemma in known.items()), encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    head = {"format": FORMAT, "step": step, "config": config, "labels": vocab}
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
