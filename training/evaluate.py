"""How well a model reads, on the development splits, from raw text: `python -m training.evaluate DATA [MODEL]`.

Words are compared by their character offsets, as in the CoNLL 2018 shared task: a word that the tokenizer cut otherwise is an error of
every layer. Speech spans are compared by their first and last character, by role (exact match, as in CofeNet, COLING 2022).
"""
from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.analysis import Analysis, Model, analyse
from dragoman.analysis.windows import GAP_BREAK, GAP_NONE
from dragoman.document import Document
from training.corpora import Passage, annotation_of, attributions, sentences, treebank_files

Span = tuple[int, int]


def documents(path: Path) -> Iterator[list[Passage]]:
    """The sentences of each document of a CoNLL-U file."""
    current: list[Passage] = []
    for opens, sentence in sentences(path):
        if opens and current:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def laid_out(document: Iterable[Passage]) -> tuple[str, list[tuple[Span, str, str, Span, str]], set[int]]:
    """The running text, each word's (span, UPOS, lemma, head's span, relation), and where sentences start."""
    text, words, starts = "", [], set()
    for sentence in document:
        spans: list[Span] = []
        for word, gap in zip(sentence.words, sentence.gaps, strict=True):
            text += "" if gap == GAP_NONE or not text else "\n" if gap == GAP_BREAK else " "
            spans.append((len(text), len(text) + len(word)))
            text += word
        starts.add(spans[0][0])
        for i, span in enumerate(spans):
            head = sentence.heads[i]
            words.append((span, sentence.upos[i], sentence.lemmas[i], spans[head - 1] if head else (-1, -1), sentence.labels[i]))
    return text, words, starts


def f1(hits: int, predicted: int, gold: int) -> float:
    """F1 in per cent."""
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


def treebank_scores(paths: Iterable[Path], model: Model) -> dict[str, float]:
    """F1 of sentences, words, UPOS, lemmas, UAS and LAS over files of one treebank."""
    hits: Counter[str] = Counter()
    gold = predicted = gold_sentences = predicted_sentences = 0
    for path in paths:
        for document in documents(path):
            text, words, starts = laid_out(document)
            a = analyse(Document(id="x", text=text), model)
            spans = [(a.start[i], a.end[i]) for i in range(len(a))]
            found = {s: (a.upos[i], a.lemma[i], spans[a.head[i]] if a.head[i] >= 0 else (-1, -1), a.deprel[i]) for i, s in enumerate(spans)}
            gold += len(words)
            predicted += len(a)
            begins = {a.start[r.start] for r in a.sentences}
            hits["sentences"] += len(begins & starts)
            gold_sentences, predicted_sentences = gold_sentences + len(starts), predicted_sentences + len(begins)
            for span, upos, lemma, head, relation in words:
                if span in found:
                    u, m, h, r = found[span]
                    hits.update(words=1, UPOS=u == upos, lemma=m == lemma, UAS=h == head, LAS=h == head and r == relation)
    scores = {name: f1(hits[name], predicted, gold) for name in ("words", "UPOS", "lemma", "UAS", "LAS")}
    return {"sentences": f1(hits["sentences"], predicted_sentences, gold_sentences), **scores}


def speech_scores(folder: Path, model: Model) -> dict[str, float]:
    """Exact-match F1 of sources, cues and contents over the articles of a PolNeAR split."""
    hits: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for path in sorted((folder / "text").glob("*.txt")):
        annotation = annotation_of(path)
        if annotation is None:
            continue
        text = path.read_bytes().decode("utf-8")
        a = analyse(Document(id="x", text=text), model)
        want: dict[str, set[Span]] = defaultdict(set)
        for attribution in attributions(annotation):
            for role, ranges in attribution.items():
                want[role].update(_trimmed(text, ranges))
        got = _roles(a, text)
        for role in ("source", "cue", "content"):
            hits[role] += len(want[role] & got[role])
            gold[role] += len(want[role])
            predicted[role] += len(got[role])
    return {role: f1(hits[role], predicted[role], gold[role]) for role in ("source", "cue", "content")}


def _roles(a: Analysis, text: str) -> dict[str, set[Span]]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for x in a.attributions:
        for role, parts in (("cue", (x.cue,)), ("source", x.sources), ("content", x.contents)):
            spans[role] |= _trimmed(text, [(a.start[c.first], a.end[c.last]) for c in parts])
    return spans


def _trimmed(text: str, ranges: Iterable[Span]) -> set[Span]:
    """Spans without what is neither letter nor digit at their edges: whether the quotation marks belong to a quote is no reading."""
    letters = ([i for i in range(start, end) if text[i].isalnum()] or [start] for start, end in ranges)
    return {(inside[0], inside[-1] + 1) for inside in letters}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path, nargs="?")
    a = parser.parse_args()
    model = Model(a.model) if a.model else Model()
    ewt, *gum = treebank_files(a.data, "dev")
    for name, scores in (("EWT dev", treebank_scores([ewt], model)), ("GUM dev (free genres)", treebank_scores(gum, model)),
                         ("PolNeAR dev, exact", speech_scores(a.data / "polnear" / "dev", model))):
        print(f"{name:<24}" + "  ".join(f"{k} {v:.1f}" for k, v in scores.items()), flush=True)


if __name__ == "__main__":
    main()
