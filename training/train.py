"""Train the network: `python -m training.train DATA BASE OUT`. Resumes from OUT/checkpoint.pt whenever that is there.

DATA is the folder of corpora (see `corpora.py`), BASE a folder with the starting encoder (`model.safetensors`, `tokenizer.json`).
"""
from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
from torch import Tensor

from dragoman.analysis.wordpieces import WordPieces
from training.augment import Augmenter
from training.config import Config
from training.corpora import Passage, polnear, treebank, treebank_files
from training.model import Network, load_encoder, losses
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
    encoder = ("words.", "positions.", "norm.", "layers.")
    groups = [{"params": [p for n, p in network.named_parameters() if n.startswith(encoder) == inside], "lr": rate}
              for inside, rate in ((True, config.encoder_rate), (False, config.head_rate))]
    return torch.optim.AdamW(groups, weight_decay=config.weight_decay, betas=(0.9, 0.98), fused=True)


def rate(step: int, steps: int, warmup: float) -> float:
    """Linear up for the first share of the run, linear down to zero for the rest."""
    done = step / steps
    return done / warmup if done < warmup else (1 - done) / (1 - warmup)


class Run:
    """A training run: what it changes (network, optimiser, rates) and the step it has come to."""

    def __init__(self, config: Config, vocab: dict[str, list[str]], network: Network, steps: int) -> None:
        self.config, self.vocab, self.step = config, vocab, 0
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self.device).train()
        self.optimizer = optimizer_for(self.network, config)
        self.scheduler = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda s: rate(s + 1, steps + 2, config.warmup))

    def losses(self, given: dict[str, Tensor], group: list[Passage]) -> dict[str, Tensor]:
        """The losses of a batch by head, against the labels of its passages."""
        scores = self.network(**given)
        return losses(self.network, scores, {k: v.to(self.device) for k, v in targets(group, self.vocab).items()})

    def learn(self, given: dict[str, Tensor], group: list[Passage]) -> dict[str, float]:
        """One step on one batch; the losses by head."""
        with torch.autocast(self.device.type, torch.bfloat16):
            parts = self.losses({k: v.to(self.device) for k, v in given.items()}, group)
            total = torch.stack([part.float() for part in parts.values()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.config.clip)
        self.optimizer.step()
        self.scheduler.step()
        self.step += 1
        return {k: float(v.detach()) for k, v in parts.items()}

    def save(self, path: Path) -> None:
        """Write beside, then replace, so that a killed run keeps its last whole checkpoint."""
        beside = path.with_suffix(".part")
        parts = {k: getattr(self, k).state_dict() for k in ("network", "optimizer", "scheduler")}
        torch.save({**parts, "step": self.step, "config": self.config.to_dict(), "vocab": self.vocab}, beside)
        beside.replace(path)
        told = {"config": self.config.to_dict(), "step": self.step}
        path.with_name("run.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    def resume(self, path: Path) -> None:
        """Go on where a checkpoint was written."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.scheduler.load_state_dict(state["scheduler"])
        self.step = state["step"]


def train(data: Path, base: Path, out: Path, config: Config) -> None:
    """Teach the heads of `config` on the encoder in `base` what the corpora in `data` say."""
    pieces = WordPieces(base / "tokenizer.json")
    known = treebank(treebank_files(data, "train"), 0)
    vocab, plan = vocabularies(known), schedule(data, pieces, config)
    torch.manual_seed(config.seed)
    network = Network(config, {k: len(v) for k, v in vocab.items()})
    load_encoder(network, base)
    go(Run(config, vocab, network, len(plan)), plan, out, pieces, Augmenter(known))


def go(run: Run, plan: list[list[Passage]], out: Path, pieces: WordPieces, change: Augmenter) -> None:
    """Run a schedule to its end, saving a checkpoint every so often and the finished weights at last."""
    out.mkdir(parents=True, exist_ok=True)
    config, checkpoint = run.config, out / "checkpoint.pt"
    if checkpoint.exists():
        run.resume(checkpoint)
    print(f"{len(plan)} steps on {run.device}, from {run.step}", flush=True)
    since, read, sums = time.monotonic(), 0, defaultdict[str, list[float]](list)
    while run.step < len(plan):
        rng = random.Random(config.seed * 1_000_003 + run.step)
        Linear.rounding = run.step >= config.quantised_from * len(plan)
        group = [change(p, rng) for p in plan[run.step]]
        given = inputs(group, pieces)
        read += int((given["ids"] > 0).sum())
        for k, v in run.learn(given, group).items():
            sums[k].append(v)
        if run.step % 50 == 0:
            means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
            print(f"step {run.step}/{len(plan)}  {read / (time.monotonic() - since):.0f} pieces/s  {means}", flush=True)
            since, read = time.monotonic(), 0
            sums.clear()
        if run.step % config.checkpoint_every == 0 or run.step == len(plan):
            run.save(checkpoint)
    print("done", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    train(a.data, a.base, a.out, Config())


if __name__ == "__main__":
    main()
