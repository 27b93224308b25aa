"""Teach a network to score as others do: `python -m training.distil DATA BASE OUT START [TEACHER ...] [--layers N]`.

The student starts with the weights of START, or with those of every other layer of it (Sanh et al. 2019), and learns from no label at
all: on each batch its heads learn the mean of its teachers' distributions (Hinton, Vinyals & Dean 2015). So any text serves, and bare
readouts and newswire do most of the work. Without a TEACHER, START is the teacher too. All are checkpoints; resumes from
OUT/checkpoint.pt.
"""
from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.analysis.wordpieces import WordPieces
from training.augment import Augmenter
from training.config import STUDENT, Config
from training.corpora import Passage, polnear, texts, treebank, treebank_files
from training.export import load
from training.model import Network
from training.quantisation import Linear
from training.tensors import batches, fit
from training.train import Batches, Run, go

CONSISTENCY = 10  # how much more the distance of rounded scores from exact ones counts: it is a hundredth of that from a teacher
CHOICES = ("upos", "lemma", "feats", "names", "roles", "arcs", "links")  # heads that choose among several


def schedule(data: Path, pieces: WordPieces, config: Config) -> list[list[Passage]]:
    """Every batch of the run in order."""
    speech = [w for p in polnear(data / "polnear" / "train", {}) for w in fit(p, pieces)]
    files = sorted((data / "readouts").glob("*.jsonl")) + sorted((data / "newswire").glob("*.jsonl"))
    bare = [w for p in texts(files) for w in fit(p, pieces)] if config.bare_passes else []
    passes = [treebank(treebank_files(data, "train"), config.seed + n) for n in range(config.treebank_passes)]
    passes += [speech] * config.speech_passes + [bare] * config.bare_passes
    plan = [group for n, one in enumerate(passes) for group in batches(one, pieces, config.batch_pieces, config.seed + n)]
    random.Random(config.seed).shuffle(plan)
    return plan


def halved(teacher: Network, config: Config, sizes: dict[str, int]) -> Network:
    """The teacher with `config.layers` of its layers, at even distances."""
    student, step = Network(config, sizes), len(teacher.layers) // config.layers
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
    """A run whose labels are the mean scores of its teachers."""

    def __init__(self, config: Config, vocab: dict[str, list[str]], student: Network, teachers: Sequence[Network]) -> None:
        super().__init__(config, vocab, student)
        self.teachers = [t.to(self.device, torch.bfloat16).eval().requires_grad_(requires_grad=False) for t in teachers]
        # The mean of several fields' scores is one field; roles are learnt up to what its transitions add.
        field = self.network.transitions.score.requires_grad_(requires_grad=False)
        field.copy_(torch.stack([t.transitions.score for t in self.teachers]).mean(0))

    def losses(self, given: dict[str, Tensor], _: dict[str, Tensor]) -> dict[str, Tensor]:
        """How far the student's scores are from its teachers' on the words of a batch, and once it rounds, the rounded from the exact."""
        words, rounding = given["first"] > 0, Linear.rounding
        with torch.no_grad(), torch.autocast(self.device.type, enabled=False):
            taught = [t(**given) for t in self.teachers]
            wanted = {name: mean([scores[name] for scores in taught]) for name in (*CHOICES, "start")}
            heads = wanted["arcs"].argmax(-1)
            wanted["deprel"] = mean([t.pairs(scores, heads) for t, scores in zip(self.teachers, taught, strict=True)])
        Linear.rounding = False
        exact = self._scores(given, heads)
        parts = apart(exact, wanted, words)
        if rounding:
            Linear.rounding = True
            rounded = apart(self._scores(given, heads), {name: value.detach() for name, value in exact.items()}, words)
            parts |= {f"{name}~": CONSISTENCY * value for name, value in rounded.items()}
        return parts

    def _scores(self, given: dict[str, Tensor], heads: Tensor) -> dict[str, Tensor]:
        scores = self.network(**given)
        return {**scores, "deprel": self.network.pairs(scores, heads)}


def mean(scores: Sequence[Tensor]) -> Tensor:
    """The mean of several networks' scores, in which each network's own zero cancels out."""
    return torch.stack([s.float() for s in scores]).mean(0)


def apart(scores: dict[str, Tensor], wanted: dict[str, Tensor], words: Tensor) -> dict[str, Tensor]:
    """By head, how far distributions are from those wanted, on the mean of the words [B, N] that are no padding."""
    parts = {name: soft(scores[name], wanted[name], words) for name in (*CHOICES, "deprel")}
    starts = (torch.stack([s["start"].float(), torch.zeros_like(s["start"], dtype=torch.float)], -1) for s in (scores, wanted))
    return {**parts, "start": soft(*starts, words)}


def soft(scores: Tensor, wanted: Tensor, words: Tensor) -> Tensor:
    """The mean divergence of two distributions, [B, N, choices] of scores each, over `words` [B, N]."""
    found = F.kl_div(scores.float().log_softmax(-1), wanted.float().log_softmax(-1), reduction="none", log_target=True)
    return (found.sum(-1) * words).sum() / words.sum()


def distil(data: Path, base: Path, out: Path, checkpoints: Sequence[Path], config: Config) -> None:
    """Teach a network that starts as the first checkpoint (see above) what the others know, or if there are none, what the first does."""
    torch.manual_seed(config.seed)
    start, vocab, *_ = load(checkpoints[0])
    teachers = [load(path)[0] for path in checkpoints[1:]] or [start]
    pieces = WordPieces(base / "tokenizer.json")
    plan = Batches(schedule(data, pieces, config), pieces, Augmenter(treebank(treebank_files(data, "train"), 0)), {}, config.seed)
    go(Distillation(config, vocab, halved(start, config, {k: len(v) for k, v in vocab.items()}), teachers), plan, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "base", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--layers", type=int, default=STUDENT.layers)
    a = parser.parse_args()
    distil(a.data, a.base, a.out, a.checkpoints, replace(STUDENT, layers=a.layers))


if __name__ == "__main__":
    main()
