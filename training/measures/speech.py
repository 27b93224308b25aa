"""Attributed speech: who (source) says (cue) what (content).

All spans are runs of whole tokens inside one paragraph; an annotation that crosses a line break or has a gap is several, as in the data of
CofeNet (Wang et al., COLING 2022, https://github.com/cofe-ai/CofeNet, exe/eval), with whose published table the first rows are to be
compared. What differs: the tokens are Dragoman's own, and an article counts once.

Of spans by role:

- exact: F1; all tokens are the same. Trimmed: after tokens without letter or digit were taken off both edges, since whether the quotation
  marks belong to a quote is no reading; published figures are untrimmed.
- begin: F1; the first token is the same. Untrimmed.
- Jaccard: the mean over the gold spans of the best intersection over union with a predicted one, and over the predicted spans that touch
  no gold one, each a zero. Untrimmed. CofeNet's "Jaccard" is this mean, no F1.
- tokens: F1 of the tokens that have the role.

Of attributions, F1 of those that agree:

- linked exact: source, cue and content are the same, in every span (Citron's "all spans exact", citron/metrics.py). Trimmed, and untrimmed.
- linked source, linked content: the cues overlap, and the sources (contents) are the same in every span (Citron's "source", "content").
  Trimmed.
- linked overlap: sources, cues and contents overlap, each by a token at least; where one has no source, the other has none.

Content characters: F1 of the characters that some content covers.

Attributions are paired one to one, in the order of the text. One that has no cue or no content attributes nothing and is left out of the
linked figures, on either side. Linked figures are given too by how the content is quoted and how the source is named (`articles.Article`):
recall over the gold attributions of a kind, precision over the predicted ones of that kind.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from training.measures.articles import QUOTATIONS, ROLES, SOURCES, Article, Attribution, Run, Spans
from training.measures.tally import Tally

Agree = Callable[[Attribution, Attribution], bool]


class Speech:
    """The counts of all figures, added up over articles."""

    def __init__(self) -> None:
        self._tally, self._jaccard = Tally(), defaultdict[str, list[float]](list)

    def add(self, article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> None:
        """Add one article."""
        for role in ROLES:
            self._spans(article, role, _spans(gold, role), _spans(predicted, role))
        sides = [article.characters(_spans(attributions, "content")) for attributions in (gold, predicted)]
        self._same("characters", *sides)
        self._linked(article, *([a for a in attributions if a.cue and a.content] for attributions in (gold, predicted)))

    def figures(self) -> dict[str, dict[str, float]]:
        """The figures in per cent, in rows."""
        rows = {row: {role: self._tally[f"{row} {role}"].f1 for role in ROLES}
                for row in ("exact", "exact untrimmed", "begin", "tokens")}
        rows["Jaccard"] = {role: 100 * sum(self._jaccard[role]) / max(len(self._jaccard[role]), 1) for role in ROLES}
        rows["linked"] = self._tally.f1(("exact", "exact untrimmed", "overlap", "source", "content")) | {
            "content characters": self._tally["characters"].f1}
        for kind in QUOTATIONS + SOURCES:
            share = self._tally[f"overlap {kind}"].gold / max(self._tally["overlap"].gold, 1)
            rows[kind] = {f"linked {name}": self._tally[f"{name} {kind}"].f1 for name in ("exact", "overlap")} | {"share": 100 * share}
        return rows

    def _same(self, name: str, gold: set[int] | Spans, predicted: set[int] | Spans) -> None:
        self._tally.add(name, len(gold & predicted), len(predicted), len(gold))

    def _spans(self, article: Article, role: str, gold: Spans, predicted: Spans) -> None:
        self._same(f"exact untrimmed {role}", gold, predicted)
        self._same(f"exact {role}", article.trimmed(gold), article.trimmed(predicted))
        self._same(f"begin {role}", {first for first, _ in gold}, {first for first, _ in predicted})
        self._same(f"tokens {role}", _tokens(gold), _tokens(predicted))
        self._jaccard[role] += jaccard(gold, predicted)

    def _linked(self, article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> None:
        self._pairs("exact untrimmed", gold, predicted, Attribution.__eq__)
        kinds = [[{article.quotation(a), article.source(a)} for a in side] for side in (gold, predicted)]
        gold, predicted = ([Attribution(*map(article.trimmed, a)) for a in side] for side in (gold, predicted))
        self._pairs("source", gold, predicted, lambda g, p: overlap(g.cue, p.cue) and g.source == p.source)
        self._pairs("content", gold, predicted, lambda g, p: overlap(g.cue, p.cue) and g.content == p.content)
        for name, agree in (("exact", Attribution.__eq__), ("overlap", all_overlap)):
            pairs = self._pairs(name, gold, predicted, agree)
            for kind in QUOTATIONS + SOURCES:
                count = self._tally[f"{name} {kind}"]
                count.gold += sum(kind in k for k in kinds[0])
                count.predicted += sum(kind in k for k in kinds[1])
                count.found += sum(kind in kinds[0][g] for g, _ in pairs)
                count.right += sum(kind in kinds[1][p] for _, p in pairs)

    def _pairs(self, name: str, gold: Sequence[Attribution], predicted: Sequence[Attribution], agree: Agree) -> list[Run]:
        pairs = paired(gold, predicted, agree)
        self._tally.add(name, len(pairs), len(predicted), len(gold))
        return pairs


def paired(gold: Sequence[Attribution], predicted: Sequence[Attribution], agree: Agree) -> list[tuple[int, int]]:
    """Indices of the attributions that agree, one to one: each gold one takes the first that is still free."""
    free = list(range(len(predicted)))
    pairs = []
    for g, wanted in enumerate(gold):
        p = next((p for p in free if agree(wanted, predicted[p])), None)
        if p is not None:
            free.remove(p)
            pairs.append((g, p))
    return pairs


def all_overlap(a: Attribution, b: Attribution) -> bool:
    """Whether cue, source and content overlap, or neither has a source."""
    return overlap(a.cue, b.cue) and overlap(a.content, b.content) and (overlap(a.source, b.source) or not (a.source or b.source))


def overlap(a: Spans, b: Spans) -> bool:
    """Whether some run of `a` shares a token with some run of `b`."""
    return any(first < other_stop and other_first < stop for first, stop in a for other_first, other_stop in b)


def jaccard(gold: Spans, predicted: Spans) -> list[float]:
    """What CofeNet's Jaccard is the mean of."""
    best = [max((_intersection_over_union(g, p) for p in predicted), default=0.0) for g in gold]
    return best + [0.0] * sum(not overlap(frozenset((p,)), gold) for p in predicted)


def _intersection_over_union(a: Run, b: Run) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def _spans(attributions: Sequence[Attribution], role: str) -> Spans:
    return frozenset(run for a in attributions for run in getattr(a, role))


def _tokens(spans: Spans) -> set[int]:
    return {i for run in spans for i in range(*run)}
