"""A linear-chain conditional random field over BIO labels (Lafferty, McCallum & Pereira 2001): what one label says of the next.

Long spans profit: a content of forty tokens is one decision, not forty.
"""
from __future__ import annotations

import torch
from torch import Tensor, nn

NEVER = -1e4  # minus infinity, with which differences can still be taken


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
        return (self._all_paths(scores, known) - path).sum() / known.sum()

    def _all_paths(self, scores: Tensor, known: Tensor) -> Tensor:
        """The log-sum [B] over all paths. Steps are joined two by two, in log2(N) rounds: a graphics card waits for no token in turn."""
        still = torch.full_like(self.score, NEVER).fill_diagonal_(0)  # the step that changes nothing
        steps = torch.where(known[:, 1:, None, None], self.score + scores[:, 1:, None], still)  # [B, N - 1, from, to]
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, still.expand(len(steps), 1, -1, -1)], 1)
            steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None], 3)
        ends = scores[:, :1] if not steps.shape[1] else torch.logsumexp(scores[:, :1, :, None] + steps, 2)
        return torch.logsumexp(ends.squeeze(1), 1)
