"""Could a classifier find records instead of the patterns? `python -m training.triggers CORPUS CHECKPOINT`, a few minutes on two cores.

A small head on the frozen encoder learns from `CORPUS/train-*` which words tell of a record and of what kind. The annotations mark clauses,
not words, so that a clause is a bag of which at least one word tells it (multiple-instance learning with noisy-or: Maron & Lozano-Pérez
1998). Patterns, head and both are then compared on the dev sets: of each sentence, which kinds of record does it tell? Writes
benchmarks/results/triggers.json. docs/decisions/0011 says what was made of the result.
"""
from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.report import RESULTS
from dragoman.analysis import Analysis, analyse, shipped
from dragoman.analysis.batches import Batches
from dragoman.analysis.tokens import tokens_of
from dragoman.extraction import extract_records
from dragoman.readers import read_documents
from training.config import Config
from training.export import load
from training.model import Network

KIND = {"meeting": "kind", "agreement": "kind", "commitment": "stance", "gesture": "kind", "event": "event_type"}  # what a record is of
GROUPS = ("dispatch", "readouts", "reuters")
TELLING = {"VERB", "NOUN", "ADJ", "AUX"}
SIZE, DROPOUT, EPOCHS, GROUP, RATE, DECAY, LEAST, THRESHOLD, LONELY, SEED = 192, 0.4, 25, 8, 1.5e-3, 0.05, 8, 0.5, 0.3, 1

Told = set[tuple[int, str]]  # (sentence, label)


class Read(NamedTuple):
    """A document with the encoder's states of its tokens [layers, n, H], and its clauses: (label, the words that may tell it)."""

    a: Analysis
    states: Tensor
    clauses: list[tuple[str, list[int]]]


class Head(nn.Module):
    """A mix of layers, one hidden layer, a yes or no for each label."""

    def __init__(self, layers: int, labels: int) -> None:
        super().__init__()
        self.mix, self.drop = nn.Parameter(torch.zeros(layers)), nn.Dropout(DROPOUT)
        self.inner, self.outer = nn.Linear(Config.hidden, SIZE), nn.Linear(SIZE, labels)
        nn.init.constant_(self.outer.bias, -4.0)  # most words tell nothing

    def forward(self, states: Tensor) -> Tensor:
        mixed = torch.tensordot(self.mix.softmax(0), states, 1)
        return self.outer(self.drop(F.gelu(self.inner(self.drop(mixed)))))


def label(record: dict[str, Any]) -> str:
    """Type and kind in one word; of types that are not looked for, the type alone."""
    return f"{record['type']}:{record[KIND[record['type']]]}" if record["type"] in KIND else record["type"]


def read(corpus: Path, network: Network, names: Iterable[str]) -> list[Read]:
    """All documents of some sets."""
    found = []
    for name in names:
        gold = {g["id"]: g["records"] for g in map(json.loads, (corpus / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines())}
        for document in read_documents((corpus / f"{name}.text.jsonl").read_bytes(), name=name):
            a = analyse(document)
            clauses = [(label(r), telling(a, place, place + len(quote))) for r in gold[document.id] if r["type"] in KIND
                       for quote in r["evidence"] if (place := document.text.find(quote)) >= 0]
            found.append(Read(a, states(network, document.text), clauses))
    return found


def telling(a: Analysis, start: int, end: int) -> list[int]:
    """The words of a stretch of text that may tell something."""
    return [t for t in range(len(a)) if start <= a.start[t] and a.end[t] <= end and a.upos[t] in TELLING]


@torch.no_grad()
def states(network: Network, text: str) -> Tensor:
    """[layers, n, H], each token's by its first piece, in the windows that the analysis reads."""
    tokens = tokens_of(text)
    batches, found = Batches(tokens, shipped().pieces), torch.zeros(len(network.layers), len(tokens.word), Config.hidden)
    for ranges in batches:
        ids, shapes, first = map(torch.from_numpy, batches.inputs(ranges))
        for layer, state in enumerate(network.encode(ids, shapes)):
            for row, (a, b) in enumerate(ranges.tolist()):
                found[layer, a:b] = state[row, first[row, :b - a]]
    return found


def scores(head: Head, one: Read) -> Tensor:
    """[n, labels]; no word of a class that tells nothing is ever chosen."""
    silent = torch.tensor([upos not in TELLING for upos in one.a.upos])
    return head(one.states).masked_fill(silent[:, None], -30.0)


def loss(head: Head, one: Read, labels: list[str]) -> Tensor:
    """Every clause has a word that tells its label, one if possible; no word outside them does."""
    logits = scores(head, one)
    outside, total = torch.ones_like(logits), torch.zeros(())
    for name, words in one.clauses:
        if name in labels and words:
            own = logits[words, labels.index(name)]
            outside[words, labels.index(name)] = 0
            none = F.logsigmoid(-own).sum().exp().clamp(max=1 - 1e-6)
            total = total - torch.log1p(-none) + LONELY * (own.sigmoid().sum() - own.sigmoid().max())
    return total + (F.softplus(logits) * outside).sum()


def fit(documents: list[Read], labels: list[str]) -> Head:
    """The head, from all documents, in an order that the seed gives."""
    torch.manual_seed(SEED)
    head, rng = Head(documents[0].states.shape[0], len(labels)), random.Random(SEED)
    steps = EPOCHS * (len(documents) // GROUP)
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        order = rng.sample(documents, len(documents))
        for i in range(0, len(order) - GROUP + 1, GROUP):
            optimizer.zero_grad()
            torch.stack([loss(head, one, labels) for one in order[i:i + GROUP]]).mean().backward()
            optimizer.step()
            schedule.step()
    return head.eval()


@torch.no_grad()
def by_head(head: Head, one: Read, labels: list[str]) -> Told:
    """What the head says each sentence tells."""
    return {(one.a.sentence[t], labels[k]) for t, k in (scores(head, one).sigmoid() > THRESHOLD).nonzero().tolist()}


def by_patterns(one: Read) -> Told:
    """What the program's records say each sentence tells."""
    return {(one.a.sentence[t], label(r.model_dump(mode="json", by_alias=True))) for r in extract_records(one.a) if r.type in KIND
            for e in r.evidence for t in telling(one.a, e.start, e.end)}


def by_hand(one: Read) -> Told:
    """What people marked."""
    return {(one.a.sentence[t], name) for name, words in one.clauses for t in words}


def f1(pairs: Iterable[tuple[Told, Told]]) -> dict[str, float]:
    """By type, and for all: F1 of what is told."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])  # right, and the sizes of both together
    for gold, told in pairs:
        for one in gold | told:
            for name in (one[1].partition(":")[0], "all"):
                counts[name][0] += one in gold and one in told
                counts[name][1] += (one in gold) + (one in told)
    return {name: round(2 * right / total, 3) for name, (right, total) in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder of annotated documents")
    parser.add_argument("checkpoint", type=Path, help="the trained network's")
    a = parser.parse_args()
    network = load(a.checkpoint)[0]
    names = sorted(path.name.removesuffix(".gold.jsonl") for path in a.corpus.glob("*.gold.jsonl"))
    known = read(a.corpus, network, [n for n in names if n.startswith("train-")])
    told = [name for one in known for name, _ in one.clauses]
    labels = sorted({name for name in told if told.count(name) >= LEAST})
    head, found = fit(known, labels), {}
    for group in GROUPS:
        documents = read(a.corpus, network, [n for n in names if n.startswith(group)])
        patterns, learned = [by_patterns(one) for one in documents], [by_head(head, one, labels) for one in documents]
        both = [x | y for x, y in zip(patterns, learned, strict=True)]
        found[group] = {name: f1(zip(map(by_hand, documents), told_by, strict=True))
                        for name, told_by in (("patterns", patterns), ("head", learned), ("both", both))}
    text = json.dumps(found, indent=1)
    print(text)
    RESULTS.joinpath("triggers.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
