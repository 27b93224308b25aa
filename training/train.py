"""Train the network: `python -m training.train DATA BASE OUT`. Resumes from OUT/checkpoint.pt whenever that is there.

DATA is the folder of corpora (see `corpora.py`), BASE a folder with the starting encoder (`model.safetensors`, `tokenizer.json`).
"""
from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch

from dragoman.analysis.wordpieces import WordPieces
from training.augment import augment
from training.config import Config
from training.corpora import Passage, polnear, silver_names, treebank, treebank_files
from training.model import Network, load_encoder, loss
from training.tensors import batches, fit, inputs, targets, vocabularies


def schedule(data: Path, pieces: WordPieces, config: Config) -> tuple[list[list[Passage]], dict[str, list[str]]]:
    """Every batch of the run in order, and the label sets. Sentences are packed anew in each pass."""
    files = treebank_files(data, "train")
    vocab = vocabularies(treebank(files, 0))
    names = silver_names(data / "ner" / "polnear-train-corenlp-silver.tsv")
    speech = [w for p in polnear(data / "polnear" / "train", names) for w in fit(p, pieces)]
    plan: list[list[Passage]] = []
    for n in range(config.treebank_passes):
        packed = [p for p in treebank(files, config.seed + n) if len(p.words) <= 150]
        plan += batches(packed, pieces, config.batch_pieces, config.seed + n)
    for n in range(config.speech_passes):
        plan += batches(speech, pieces, config.batch_pieces, config.seed + 100 + n)
    random.Random(config.seed).shuffle(plan)
    return plan[:config.most_steps], vocab


def optimizer_for(network: Network, config: Config) -> torch.optim.AdamW:
    """Two rates: the encoder, which has been trained before, and the heads, which have not."""
    encoder = ("words.", "positions.", "norm.", "layers.")
    groups = [{"params": [p for n, p in network.named_parameters() if n.startswith(encoder) == inside], "lr": rate}
              for inside, rate in ((True, config.encoder_rate), (False, config.head_rate))]
    return torch.optim.AdamW(groups, weight_decay=config.weight_decay, betas=(0.9, 0.98))


def rate(step: int, steps: int, warmup: float) -> float:
    """Linear up for the first share of the run, linear down to zero for the rest."""
    done = step / steps
    return done / warmup if done < warmup else (1 - done) / (1 - warmup)


def train(data: Path, base: Path, out: Path, config: Config) -> None:
    """Run the schedule to its end, saving a checkpoint every so often and the finished weights at last."""
    out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(config.seed)
    pieces = WordPieces(base / "tokenizer.json")
    plan, vocab = schedule(data, pieces, config)
    network = Network(config, {k: len(v) for k, v in vocab.items()})
    load_encoder(network, base)
    network.to(device)
    optimizer = optimizer_for(network, config)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s + 1, len(plan) + 2, config.warmup))
    checkpoint, begin = out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        begin = state["step"]
    print(f"{len(plan)} steps on {device}, from {begin}", flush=True)
    since, read, sums = time.monotonic(), 0, {}
    for step in range(begin, len(plan)):
        rng = random.Random(config.seed * 1_000_003 + step)
        given = inputs([augment(p, rng) for p in plan[step]], pieces)
        read += int((given["ids"] > 0).sum())
        network.train()
        scores = network(**{k: v.to(device) for k, v in given.items()})
        total, parts = loss(network, scores, {k: v.to(device) for k, v in targets(plan[step], vocab).items()})
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), config.clip)
        optimizer.step()
        scheduler.step()
        for k, v in parts.items():
            sums.setdefault(k, []).append(v)
        if (step + 1) % 50 == 0:
            means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
            print(f"step {step + 1}/{len(plan)}  {read / (time.monotonic() - since):.0f} pieces/s  {means}", flush=True)
            since, read, sums = time.monotonic(), 0, {}
        if (step + 1) % config.checkpoint_every == 0 or step + 1 == len(plan):
            save(checkpoint, {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
                              "step": step + 1, "config": config.to_dict(), "vocab": vocab})
    print("done", flush=True)


def save(path: Path, state: dict[str, Any]) -> None:
    """Write beside, then replace, so that a killed run keeps its last whole checkpoint."""
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)
    told = {"config": state["config"], "step": state["step"]}
    path.with_name("run.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    train(a.data, a.base, a.out, Config())


if __name__ == "__main__":
    main()
