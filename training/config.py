"""Every number of a training run in one place; saved with each checkpoint."""
from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Config:
    """Sizes of the heads and the schedule of the run. Passes are counted over each corpus, pieces are word pieces."""

    seed: int = 7
    layers: int = 6  # of the starting encoder's six; fewer are taken at even distances
    arc_size: int = 192
    label_size: int = 128
    link_size: int = 96
    head_dropout: float = 0.25
    hidden_dropout: float = 0.1
    batch_pieces: int = 2048
    treebank_passes: int = 22
    speech_passes: int = 5
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    quantised_from: float = 0.85  # of the run: from there on, weights and activations are rounded as the shipped graph rounds them
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 1.0
    checkpoint_every: int = 200
    bare_paragraphs: int = 0  # of unlabelled text, in distillation alone

    def to_dict(self) -> dict[str, float | int]:
        return asdict(self)


STUDENT = Config(layers=3, head_dropout=0.0, hidden_dropout=0.0, treebank_passes=4, speech_passes=2, encoder_rate=4e-4, head_rate=4e-4,
                 bare_paragraphs=40_000)
