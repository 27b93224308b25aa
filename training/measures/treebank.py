"""Tokens, tags and trees, as the CoNLL 2018 shared task scored them (Zeman et al. 2018, https://universaldependencies.org/conll18/evaluation.html).

Words of the two sides are the same where they cover the same characters of the text. Every figure is an F1: what is right among the words
that are the same, over the words of either side; punctuation counts. From gold tokens that is accuracy.

| measure | right where |
|---|---|
| sentences | a sentence begins and ends at the same characters |
| sentence starts | a sentence begins at the same character (what a boundary is to a reader; not of the shared task) |
| words | the word is there |
| UPOS, lemma | the tag, the lemma is the same; a gold lemma "_" is right whatever stands there |
| UFeats | the features are the same: those six that the model predicts (`training.corpora.FEATURES`), the shared task takes all |
| UAS | the head is the same |
| LAS | the head and the relation are the same, without what follows ":" in a relation, as in the shared task |
| CLAS | the same over words whose relation is that of a content word: no function words, no punctuation |
| LAS with subtypes | the head and the whole relation are the same |

Words are the treebank's syntactic words: "don't" is two, "do" and "n't", and each is looked for at its own characters. The shared task
aligns the words of such a token by their forms; where these together spell the token, as they do in EWT and GUM, that is the same.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.analysis import Analysis
from dragoman.analysis.windows import GAP_BREAK, GAP_NONE
from training.corpora import Passage
from training.measures.tally import Tally

Span = tuple[int, int]
MEASURES = ("sentences", "sentence starts", "words", "UPOS", "UFeats", "lemma", "UAS", "LAS", "CLAS", "LAS with subtypes")
_NOT_CONTENT = frozenset(("aux", "cop", "mark", "det", "clf", "case", "cc", "punct"))


class Word(NamedTuple):
    """A word of a tree. `span`: its characters; `head`: those of its head, None for the root."""

    span: Span
    upos: str
    feats: frozenset[str]
    lemma: str
    head: Span | None
    relation: str

    @property
    def arc(self) -> tuple[Span | None, str]:
        """The head and the relation without its subtype."""
        return self.head, self.relation.partition(":")[0]

    @property
    def is_content(self) -> bool:
        """Whether the word hangs by the relation of a content word."""
        return self.arc[1] not in _NOT_CONTENT


Trees = list[list[Word]]


def laid_out(document: Iterable[Passage]) -> tuple[str, Trees]:
    """The running text of a document's sentences, and their trees on it."""
    text, trees = "", []
    for sentence in document:
        spans: list[Span] = []
        for word, gap in zip(sentence.words, sentence.gaps, strict=True):
            text += "" if gap == GAP_NONE or not text else "\n" if gap == GAP_BREAK else " "
            spans.append((len(text), len(text) + len(word)))
            text += word
        trees.append([
            Word(spans[i], sentence.upos[i], _features(sentence.features[i]), sentence.lemmas[i], spans[head - 1] if head else None,
                 sentence.labels[i]) for i, head in enumerate(sentence.heads)])
    return text, trees


def trees_of(a: Analysis) -> Trees:
    """The trees that an analysis holds."""
    spans = list(zip(a.start, a.end, strict=True))
    return [[Word(spans[i], a.upos[i], _features(a.feats[i]), a.lemma[i], spans[a.head[i]] if a.head[i] >= 0 else None, a.deprel[i])
             for i in sentence] for sentence in a.sentences]


def compare(gold: Trees, predicted: Trees, tally: Tally) -> None:
    """Add the counts of one document for every name in `MEASURES`."""
    _compare_sets("sentences", _sentences(gold), _sentences(predicted), tally)
    _compare_sets("sentence starts", {a for a, _ in _sentences(gold)}, {a for a, _ in _sentences(predicted)}, tally)
    wanted, got = _words(gold), _words(predicted)
    same = [(w, got[span]) for span, w in wanted.items() if span in got]
    right = {
        "words": len(same),
        "UPOS": sum(w.upos == g.upos for w, g in same),
        "UFeats": sum(w.feats == g.feats for w, g in same),
        "lemma": sum(w.lemma in ("_", g.lemma) for w, g in same),
        "UAS": sum(w.head == g.head for w, g in same),
        "LAS": sum(w.arc == g.arc for w, g in same),
        "LAS with subtypes": sum((w.head, w.relation) == (g.head, g.relation) for w, g in same),
    }
    for name, hits in right.items():
        tally.add(name, hits, len(got), len(wanted))
    content = [sum(w.is_content for w in words.values()) for words in (got, wanted)]
    tally.add("CLAS", sum(w.is_content and w.arc == g.arc for w, g in same), *content)


def _compare_sets(name: str, gold: set[Span] | set[int], predicted: set[Span] | set[int], tally: Tally) -> None:
    tally.add(name, len(gold & predicted), len(predicted), len(gold))


def _features(feats: str) -> frozenset[str]:
    return frozenset(feats.split("|"))


def _sentences(trees: Trees) -> set[Span]:
    return {(tree[0].span[0], tree[-1].span[1]) for tree in trees}


def _words(trees: Sequence[Sequence[Word]]) -> dict[Span, Word]:
    return {word.span: word for tree in trees for word in tree}
