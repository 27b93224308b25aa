"""Train a network on labels: `python -m training.train DATA BASE OUT`. Resumes from OUT/checkpoint.pt whenever that is there.

DATA is the folder of corpora (see `corpora.py`), BASE a folder with the starting encoder (`model.safetensors`) and BERT's word pieces
(`tokenizer.json`). `--teacher N`: the N-th of the large networks that `training.distil` learns from; BASE is then MPNet.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from dragoman.analysis.wordpieces import WordPieces
from training.augment import Augmenter
from training.config import TEACHER, Config
from training.corpora import Passage, polnear, treebank, treebank_files
from training.encoders import load_encoder
from training.model import Network, losses
from training.names import silver_names
from training.quantisation import Linear
from training.tensors import batches, fit, inputs, targets, vocabularies


def schedule(data: Path, pieces: WordPieces, config: Config) -> list[list[Passage]]:
    """Every batch of the run in order. Sentences are packed anew in each pass."""
    files = treebank_files(data, "train")
    names = silver_names(data / "ner" / "polnear-train-corenlp-silver.tsv")
    speech = [w for p in polnear(data / "polnear" / "train", names) for w in fit(p, pieces)]
    plan: list[list[Passage]] = []
    for n in range(config.treebank_passes):
        packed = [p for p in treebank(files, config.seed + n) if len(p.words) <= 150]
        plan += batches(packed, pieces, config.batch_pieces, config.seed + n)
    for n in range(config.speech_passes):
        plan += batches(speech, pieces, config.batch_pieces, config.seed + 100 + n)
    random.Random(config.seed).shuffle(plan)
    return plan


def optimizer_for(network: Network, config: Config) -> torch.optim.AdamW:
    """Two rates: the encoder, which has been trained before, and the heads, which have not."""
    encoder = ("words.", "positions.", "distances.", "norm.", "layers.")
    groups = [{"params": [p for n, p in network.named_parameters() if n.startswith(encoder) == inside], "lr": rate}
              for inside, rate in ((True, config.encoder_rate), (False, config.head_rate))]
    return torch.optim.AdamW(groups, weight_decay=config.weight_decay, betas=(0.9, 0.98), fused=True)


def rate(done: float, warmup: float) -> float:
    """Linear up for the first share of the run, linear down to zero for the rest."""
    return done / warmup if done < warmup else max(1 - done, 0) / (1 - warmup)


class Batches(Dataset[tuple[dict[str, Tensor], dict[str, Tensor]]]):
    """The batches of a plan as tensors: what the network is given, and its labels where it learns from labels.

    Each is augmented by a random state of its own.
    """

    def __init__(
            self, plan: Sequence[list[Passage]], pieces: WordPieces, change: Augmenter, vocab: dict[str, list[str]], seed: int) -> None:
        self.plan, self.pieces, self.change, self.vocab, self.seed = plan, pieces, change, vocab, seed

    def __len__(self) -> int:
        return len(self.plan)

    def __getitem__(self, step: int) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        rng = random.Random(self.seed * 1_000_003 + step)
        group = [self.change(p, rng) for p in self.plan[step]]
        return inputs(group, self.pieces), targets(group, self.vocab) if self.vocab else {}


class Run:
    """A training run: what it changes (network, optimiser) and how far it has come."""

    def __init__(self, config: Config, vocab: dict[str, list[str]], network: Network) -> None:
        self.config, self.vocab, self.step, self.seconds = config, vocab, 0, 0.0
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self.device).train()
        self.optimizer = optimizer_for(self.network, config)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]

    def losses(self, given: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
        """The losses of a batch by head."""
        return losses(self.network, self.network(**given), gold)

    def learn(self, given: dict[str, Tensor], gold: dict[str, Tensor], done: float) -> dict[str, Tensor]:
        """One step on one batch, when a share `done` of the run is over; the losses by head."""
        Linear.rounding = done >= self.config.quantised_from
        for group, most in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = most * rate(done, self.config.warmup)
        with torch.autocast(self.device.type, torch.bfloat16):
            parts = self.losses(*({k: v.to(self.device, non_blocking=True) for k, v in x.items()} for x in (given, gold)))
            total = torch.stack([part.float() for part in parts.values()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.config.clip)
        self.optimizer.step()
        self.step += 1
        return {k: v.detach() for k, v in parts.items()}

    def save(self, path: Path) -> None:
        """Write beside, then replace, so that a killed run keeps its last whole checkpoint."""
        beside = path.with_suffix(".part")
        parts = {k: getattr(self, k).state_dict() for k in ("network", "optimizer")}
        told = {"config": self.config.to_dict(), "step": self.step, "seconds": self.seconds}
        torch.save({**parts, **told, "vocab": self.vocab}, beside)
        beside.replace(path)
        path.with_name("run.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    def resume(self, path: Path) -> None:
        """Go on where a checkpoint was written."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]


def train(data: Path, base: Path, out: Path, config: Config) -> None:
    """Teach the heads of `config` on the encoder in `base` what the corpora in `data` say."""
    pieces = WordPieces(base / "tokenizer.json")
    known = treebank(treebank_files(data, "train"), 0)
    vocab, plan = vocabularies(known), schedule(data, pieces, config)
    torch.manual_seed(config.seed)
    network = Network(config, {k: len(v) for k, v in vocab.items()})
    load_encoder(network, base)
    go(Run(config, vocab, network), Batches(plan, pieces, Augmenter(known), vocab, config.seed), out)


def go(run: Run, plan: Batches, out: Path) -> None:
    """Run a plan to its end, saving a checkpoint every so often and the finished weights at last."""
    out.mkdir(parents=True, exist_ok=True)
    config, checkpoint, steps = run.config, out / "checkpoint.pt", len(plan)
    if checkpoint.exists():
        run.resume(checkpoint)
    print(f"{steps} steps on {run.device}, from {run.step}", flush=True)
    began, read, sums = time.monotonic() - run.seconds, 0, defaultdict[str, list[Tensor]](list)
    loader = DataLoader(plan, batch_size=None, sampler=range(run.step, steps), num_workers=min(config.workers, os.cpu_count() or 1))
    for given, gold in loader:
        done = max((run.step + 1) / (steps + 2), run.seconds / 60 / config.minutes)
        if done >= 1:
            break
        read += given["ids"].numel()
        for k, v in run.learn(given, gold, done).items():
            sums[k].append(v)
        run.seconds = time.monotonic() - began
        if run.step % 50 == 0:
            means = " ".join(f"{k} {torch.stack(v).mean():.3f}" for k, v in sums.items())
            print(f"step {run.step}/{steps} ({done:.0%})  {run.seconds:.0f} s  {read} pieces  {means}", flush=True)
            sums.clear()
        if run.step % config.checkpoint_every == 0:
            run.save(checkpoint)
    run.save(checkpoint)
    print("done", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=int, default=0, metavar="N")
    a = parser.parse_args()
    train(a.data, a.base, a.out, replace(TEACHER, seed=a.teacher) if a.teacher else Config())


if __name__ == "__main__":
    main()
