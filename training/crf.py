"""A linear-chain conditional random field over BIO labels (Lafferty, McCallum & Pereira 2001): what one label says of the next.

Long spans profit: a content of forty tokens is one decision, not forty.
"""
from __future__ import annotations

import torch
from torch import Tensor, nn


class Transitions(nn.Module):
    """Scores [labels, labels] of each label behind each other; added to the token scores, best path by Viterbi."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.score = nn.Parameter(torch.zeros(labels, labels))

    def forward(self, scores: Tensor, gold: Tensor) -> Tensor:
        """Mean negative log-likelihood per token: `scores` [B, N, labels], `gold` [B, N], negative where a window is padded."""
        scores = scores.float()
        known = gold >= 0
        labels = gold.clamp(min=0)
        own = scores.gather(2, labels[..., None]).squeeze(-1)
        between = self.score[labels[:, :-1], labels[:, 1:]]
        path = (own * known).sum(1) + (between * known[:, 1:]).sum(1)
        total = scores[:, 0]
        for i in range(1, scores.shape[1]):
            step = torch.logsumexp(total[:, :, None] + self.score, 1) + scores[:, i]
            total = torch.where(known[:, i, None], step, total)
        return (torch.logsumexp(total, 1) - path).sum() / known.sum()
