"""Every number of a training run in one place; saved with each checkpoint."""
from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Config:
    """Sizes of the network and the schedule of the run. Passes are counted over each corpus, pieces are word pieces."""

    seed: int = 7
    hidden: int = 384
    layers: int = 6  # a starting encoder that has more gives those at even distances
    distances: int = 0  # buckets of how far two pieces are apart, in MPNet alone
    arc_size: int = 192
    label_size: int = 128
    link_size: int = 96
    head_dropout: float = 0.25
    hidden_dropout: float = 0.1
    batch_pieces: int = 2048
    treebank_passes: int = 22
    speech_passes: int = 5
    bare_passes: int = 0  # over unlabelled text, in distillation alone
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    quantised_from: float = 0.85  # of the run: from there on, weights and activations are rounded as the shipped graph rounds them
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    minutes: float = 10_000  # the run's end at the latest; rates fall by the clock where it is ahead of the steps
    checkpoint_every: int = 200
    workers: int = 0  # processes that make batches; a graphics card needs several

    def to_dict(self) -> dict[str, float | int]:
        return asdict(self)


TEACHER = Config(hidden=768, layers=12, distances=32, batch_pieces=8192, treebank_passes=16, speech_passes=6, encoder_rate=8e-5,
                 head_rate=1e-3, quantised_from=1, workers=4)
STUDENT = Config(head_dropout=0, hidden_dropout=0, batch_pieces=16_384, treebank_passes=28, speech_passes=11, bare_passes=4,
                 encoder_rate=5e-4, head_rate=5e-4, quantised_from=0.7, workers=8)
