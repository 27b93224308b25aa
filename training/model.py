"""The network: a BERT or MPNet encoder, a shape embedding, and one small head per task, all on each word's first piece.

Shapes: B windows, T word pieces, N words, H = `Config.hidden`. Position 0 of a window (its [CLS]) stands for the root of trees and for
"no link".
"""
from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.analysis.windows import SHAPES
from training.config import Config
from training.crf import Transitions
from training.quantisation import Linear, RowLinear

HEADS, VOCABULARY, POSITIONS = 12, 30522, 512


class Dropout(nn.Module):
    """Dropout whose mask is the same for every place of a window [B, T, H] (Gal & Ghahramani 2016): a tenth of the draws."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        return x * F.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), self.share) if self.training else x


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, hidden: int, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = Linear(hidden, 3 * hidden), Linear(hidden, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)
        self.up, self.down = RowLinear(hidden, 4 * hidden), RowLinear(4 * hidden, hidden)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x [B, T, H], bias [B, 1 or heads, 1 or T, T] added to the attention scores (minus infinity on padding)."""
        b, t, hidden = x.shape
        q, k, v = (y.view(b, t, HEADS, hidden // HEADS).transpose(1, 2) for y in self.qkv(x).split(hidden, -1))
        weights = (q / (hidden // HEADS) ** 0.5 @ k.transpose(-1, -2) + bias).softmax(-1)
        attended = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, t, hidden)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Distances(nn.Embedding):
    """What a piece that far away is worth to each attention head, in MPNet (Song et al. 2020): exact up to 7, then logarithmic to 128."""

    def forward(self, length: int) -> Tensor:
        """[1, heads, T, T]: what the second place is worth to the first."""
        places = torch.arange(length, device=self.weight.device)
        ahead, half = places - places[:, None], self.num_embeddings // 2
        far = half // 2 + (ahead.abs().clamp(min=1) * 2 / half).log() / math.log(128 * 2 / half) * (half - half // 2)
        buckets = torch.where(ahead.abs() < half // 2, ahead.abs(), far.long().clamp(max=half - 1))
        return super().forward(buckets + half * (ahead > 0)).permute(2, 0, 1)[None]


class Mix(nn.Module):
    """The weights of a learnt mean of the encoder's layers, [layers]."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([0.0] * (layers - 2) + [1.0, 2.0]))

    def forward(self) -> Tensor:
        return self.weight.softmax(0)


class Projection(nn.Sequential):
    """Linear, GELU, dropout."""

    def __init__(self, hidden: int, size: int, dropout: float) -> None:
        super().__init__(Linear(hidden, size), nn.GELU(), Dropout(dropout))


class Biaffine(nn.Module):
    """Scores of every (dependent, head) pair: [B, N, N + 1]."""

    def __init__(self, hidden: int, size: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = Projection(hidden, size, dropout), Projection(hidden, size, dropout)
        self.pair, self.prior = Linear(size, size), Linear(size, 1)

    def forward(self, words: Tensor, rooted: Tensor) -> Tensor:
        return self.score(self.dependent(words), self.head(rooted))

    def score(self, dependent: Tensor, head: Tensor) -> Tensor:
        """The same, from the projected vectors of the two ends."""
        return self.pair(dependent) @ head.transpose(1, 2) / head.shape[-1] ** 0.5 + self.prior(head).transpose(1, 2)


class Network(nn.Module):
    """Encoder and heads. `forward` returns scores by head; arcs and links are [B, N, N + 1], the label vectors [B, N(+1), label_size]."""

    def __init__(self, config: Config, sizes: dict[str, int]) -> None:
        super().__init__()
        hidden, dropout = config.hidden, config.head_dropout
        self.words = nn.Embedding(VOCABULARY, hidden, padding_idx=0)
        self.positions = nn.Embedding(POSITIONS, hidden)
        self.shapes = nn.Embedding(SHAPES, hidden)
        nn.init.zeros_(self.shapes.weight)
        self.norm, self.dropout = nn.LayerNorm(hidden, 1e-12), Dropout(config.hidden_dropout)
        self.distances = Distances(config.distances, HEADS) if config.distances else None
        self.layers = nn.ModuleList(Layer(hidden, config.hidden_dropout) for _ in range(config.layers))
        self.syntax_mix, self.names_mix, self.speech_mix = (Mix(config.layers) for _ in range(3))
        self.head_dropout = Dropout(dropout)
        self.start = Linear(hidden, 1)
        self.upos, self.lemma, self.feats = (Linear(hidden, sizes[k]) for k in ("upos", "lemma", "feats"))
        self.names, self.roles = Linear(hidden, sizes["names"]), Linear(hidden, sizes["roles"])
        self.arcs, self.links = Biaffine(hidden, config.arc_size, dropout), Biaffine(hidden, config.link_size, dropout)
        self.label_dependent, self.label_head = (Projection(hidden, config.label_size, dropout) for _ in range(2))
        self.transitions = Transitions(sizes["roles"])
        self.deprel = Linear(3 * config.label_size, sizes["deprel"])

    def encode(self, ids: Tensor, shapes: Tensor) -> list[Tensor]:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(positions) + self.shapes(shapes)))
        bias = ((ids == 0).to(x.dtype) * -1e4)[:, None, None, :]
        if self.distances:
            bias = bias + self.distances(ids.shape[1])
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def read(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the heads read, [B, N + 1, H] each with the root before the words: for syntax, names, speech; and what is added to arcs."""
        states = self.encode(ids, shapes)
        rooted = torch.cat([torch.zeros_like(first[:, :1]), first], 1)
        rows = (rooted + torch.arange(ids.shape[0], device=ids.device)[:, None] * ids.shape[1]).flatten()
        mixes = torch.stack([self.syntax_mix(), self.names_mix(), self.speech_mix()])
        mixed = mixes @ torch.stack([x.flatten(0, 1)[rows].flatten() for x in states])  # of the words alone: fewer than pieces
        syntax, names, speech = (self.head_dropout(x) for x in mixed.view(-1, *rooted.shape, states[0].shape[-1]))
        return syntax, names, speech, F.pad(first == 0, (1, 0))[:, None, :] * -1e4  # no word hangs on padding

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> dict[str, Tensor]:
        return self.heads(*self.read(ids, shapes, first))

    def heads(self, syntax: Tensor, names: Tensor, speech: Tensor, blank: Tensor) -> dict[str, Tensor]:
        """The scores, from what `read` returns."""
        words = syntax[:, 1:]
        return {
            "start": self.start(words).squeeze(-1), "upos": self.upos(words), "lemma": self.lemma(words), "feats": self.feats(words),
            "arcs": self.arcs(words, syntax) + blank, "label_dependent": self.label_dependent(words), "label_head": self.label_head(syntax),
            "names": self.names(names[:, 1:]), "roles": self.roles(speech[:, 1:]), "links": self.links(speech[:, 1:], speech) + blank,
        }

    def pairs(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Label scores [B, N, labels] of each word under a given head [B, N]."""
        dependent = scores["label_dependent"]
        head = scores["label_head"].gather(1, heads[..., None].expand(-1, -1, dependent.shape[-1]))
        return self.deprel(torch.cat([dependent, head, dependent * head], -1))


def losses(network: Network, scores: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """The cross-entropies of the heads that the batch has gold for, by name."""
    parts: dict[str, Tensor] = {}
    for name in ("upos", "lemma", "feats", "names"):
        if name in gold:
            parts[name] = F.cross_entropy(scores[name].flatten(0, 1).float(), gold[name].flatten())
    if "roles" in gold:
        parts["roles"] = network.transitions(scores["roles"], gold["roles"])
    if "starts" in gold:
        known = gold["starts"] >= 0
        starts = gold["starts"].clamp(min=0).float()
        parts["start"] = F.binary_cross_entropy_with_logits(scores["start"], starts, known.float(), reduction="sum") / known.sum()
        parts["arcs"] = F.cross_entropy(scores["arcs"].flatten(0, 1), gold["heads"].flatten())
        parts["deprel"] = F.cross_entropy(network.pairs(scores, gold["heads"].clamp(min=0)).flatten(0, 1), gold["deprel"].flatten())
    if "links" in gold:
        parts["links"] = F.cross_entropy(scores["links"].flatten(0, 1), gold["links"].flatten())
    return parts
