"""Teach a network of fewer layers to score as a trained one does: `python -m training.distil DATA CHECKPOINT BASE OUT`.

The student starts as the teacher without every other layer (Sanh et al. 2019) and learns from no label at all: on each batch its heads
learn the teacher's whole distributions (Hinton, Vinyals & Dean 2015), and what its heads read learns to be what the teacher's read. So
any text serves, and bare readouts and newswire do most of the work. CHECKPOINT is the teacher's; resumes from OUT/checkpoint.pt.
"""
from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.analysis.wordpieces import WordPieces
from training.augment import Augmenter
from training.config import STUDENT, Config
from training.corpora import Passage, polnear, texts, treebank, treebank_files
from training.export import load
from training.model import LAYERS, Network
from training.tensors import batches, fit
from training.train import Run, go

CHOICES = ("upos", "lemma", "feats", "names", "roles", "arcs", "links")  # heads that choose among several


def schedule(data: Path, pieces: WordPieces, config: Config) -> list[list[Passage]]:
    """Every batch of the run in order: treebanks and speech as often as `config` says, bare texts once."""
    packed = [p for n in range(config.treebank_passes) for p in treebank(treebank_files(data, "train"), config.seed + n)]
    speech = polnear(data / "polnear" / "train", {}) * config.speech_passes
    bare = texts(sorted((data / "readouts").glob("*.jsonl")) + sorted((data / "newswire").glob("*.jsonl")))
    random.Random(config.seed).shuffle(bare)
    known = [w for p in packed + speech + bare[:config.bare_paragraphs] for w in fit(p, pieces)]
    return batches(known, pieces, config.batch_pieces, config.seed)


def halved(teacher: Network, config: Config, sizes: dict[str, int]) -> Network:
    """The teacher with `config.layers` of its layers, at even distances."""
    student, step = Network(config, sizes), LAYERS // config.layers
    kept = {f"layers.{(i + 1) * step - 1}.": f"layers.{i}." for i in range(config.layers)}
    weights = {}
    for name, value in teacher.state_dict().items():
        if name.endswith("_mix.weight"):
            weights[name] = value[step - 1::step]
        elif not name.startswith("layers."):
            weights[name] = value
        else:
            weights.update({name.replace(old, new, 1): value for old, new in kept.items() if name.startswith(old)})
    student.load_state_dict(weights)
    return student


class Distillation(Run):
    """A run whose labels are the scores of a teacher."""

    teacher: Network

    def losses(self, given: dict[str, Tensor], _: list[Passage]) -> dict[str, Tensor]:
        """How far the student's scores, and what its heads read, are from the teacher's on the words of a batch."""
        with torch.no_grad():
            taught = self.teacher.read(**given)
            wanted = self.teacher.heads(*taught)
        read = self.network.read(**given)
        scores, words = self.network.heads(*read), given["first"] > 0
        parts = {name: soft(scores[name][words], wanted[name][words]) for name in CHOICES}
        parts["start"] = F.binary_cross_entropy_with_logits(scores["start"][words].float(), wanted["start"][words].float().sigmoid())
        heads = wanted["arcs"].argmax(-1)
        parts["deprel"] = soft(self.network.pairs(scores, heads)[words], self.teacher.pairs(wanted, heads)[words])
        parts["read"] = torch.stack([F.mse_loss(a[:, 1:][words], b[:, 1:][words]) for a, b in zip(read[:3], taught[:3], strict=True)]).sum()
        return parts


def soft(scores: Tensor, wanted: Tensor) -> Tensor:
    """The mean divergence of two distributions, [words, choices] of scores each."""
    return F.kl_div(scores.float().log_softmax(-1), wanted.float().log_softmax(-1), reduction="batchmean", log_target=True)


def distil(data: Path, checkpoint: Path, base: Path, out: Path, config: Config) -> None:
    """Teach a smaller network what the one in `checkpoint` knows."""
    torch.manual_seed(config.seed)
    teacher, vocab, *_ = load(checkpoint)
    pieces = WordPieces(base / "tokenizer.json")
    plan = schedule(data, pieces, config)
    run = Distillation(config, vocab, halved(teacher, config, {k: len(v) for k, v in vocab.items()}), len(plan))
    run.teacher = teacher.to(run.device).eval()
    go(run, plan, out, pieces, Augmenter(treebank(treebank_files(data, "train"), 0)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "checkpoint", "base", "out"):
        parser.add_argument(name, type=Path)
    a = parser.parse_args()
    distil(a.data, a.checkpoint, a.base, a.out, STUDENT)


if __name__ == "__main__":
    main()
