"""Corpora → passages: runs of tokens with whatever labels their corpus has. `python -m training.corpora DATA` counts them.

| corpus | here | licence | labels |
|---|---|---|---|
| UD English EWT | `treebank/en_ewt-ud-*.conllu` | CC BY-SA 4.0 | sentences, UPOS, lemmas, features, trees |
| UD English GUM, genres under free terms | `treebank/gum/*/` | annotations CC BY 4.0, texts by genre | the same, and named entities |
| PolNeAR 1.0 | `polnear/{train,dev}` | no licence file: trained on, never redistributed | source, cue, content and their links |
| PolNeAR's CoreNLP layer | `ner/polnear-train-corenlp-silver.tsv` | as PolNeAR | silver names |
| readouts | `readouts/*.jsonl` | public domain and CC BY 4.0 | none: a student reads what its teachers make of them |
| Reuters-21578 | `newswire/*.jsonl` | free for research | none, as above |
"""
from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from dragoman.analysis.tokenization import tokenize
from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE
from training.names import bio, gold_names, no_names, silver_names

# GUM genres whose texts may be used commercially (LICENSE-GUM.txt); essay, fiction, letter, podcast and whow are non-commercial,
# conversation is no-derivatives and not the genre we read.
GUM_GENRES = "academic bio court interview news speech textbook vlog voyage".split()
FEATURES = "Number Tense Mood VerbForm Voice Polarity".split()
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
ROLES = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]


@dataclass
class Passage:
    """Tokens of one window with labels; a label list that is empty is unknown. Heads and links are 1-based, 0 is the root or none."""

    words: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)  # -1: not to be learnt from

    def extend(self, other: Passage) -> None:
        """Append a sentence of the same document."""
        shift = len(self.words)
        for name in ("words", "gaps", "starts", "upos", "lemmas", "features", "labels", "names"):
            getattr(self, name).extend(getattr(other, name))
        self.heads.extend(h + shift if h else 0 for h in other.heads)


def features_of(feats: str) -> str:
    """The features that extraction uses, of a CoNLL-U FEATS column, in one string ("_" for none)."""
    kept = [f for f in feats.split("|") if f.split("=")[0] in FEATURES]
    return "|".join(kept) or "_"


def sentences(path: Path) -> Iterator[tuple[bool, Passage]]:
    """Sentences of a CoNLL-U file, each with whether it opens a document."""
    sentence, opens, gap, until = Passage(), False, GAP_SPACE, 0
    entities: list[str] = []  # of the sentence's words, as MISC has them
    has_entities = False  # only GUM does
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            opens = opens or line.startswith("# newdoc")
            has_entities = has_entities or line.startswith("# global.Entity")
            if line.startswith("# newpar"):
                gap = GAP_BREAK
        elif line:
            col = line.split("\t")
            if "-" in col[0]:
                until, joined = int(col[0].split("-")[1]), "SpaceAfter=No" in col[9]
            elif col[0].isdigit():
                number = int(col[0])
                sentence.words.append(col[1])
                sentence.gaps.append(gap)
                sentence.starts.append(int(number == 1))
                sentence.upos.append(col[3])
                sentence.lemmas.append(col[2])
                sentence.features.append(features_of(col[5]))
                sentence.heads.append(int(col[6]))
                sentence.labels.append(col[7])
                entities.append(next((m[7:] for m in col[9].split("|") if m.startswith("Entity=")), ""))
                if number < until:
                    gap = GAP_NONE
                elif number == until:
                    gap = GAP_NONE if joined else GAP_SPACE
                else:
                    gap = GAP_NONE if "SpaceAfter=No" in col[9] else GAP_SPACE
        elif sentence.words:
            sentence.names = gold_names(
                sentence.words, sentence.upos, sentence.features, entities) if has_entities else no_names(sentence.upos)
            yield opens, sentence
            sentence, opens, until, entities = Passage(), False, 0, []


@cache
def _remembered(path: Path) -> list[tuple[bool, Passage]]:
    """The sentences of a file that is packed anew in each pass."""
    return list(sentences(path))


def treebank(files: list[Path], seed: int, most_words: int = 110) -> list[Passage]:
    """Sentences packed, as running text is, into passages of one to seven sentences of a document."""
    rng, passages = random.Random(seed), []
    for path in files:
        current, wanted = Passage(), 1
        for opens, sentence in _remembered(path):
            if current.words and (opens or wanted == 0 or len(current.words) + len(sentence.words) > most_words):
                passages.append(current)
                current, wanted = Passage(), rng.choice((1, 1, 2, 3, 4, 5, 7))
            current.extend(sentence)
            wanted = max(wanted - 1, 0)
        if current.words:
            passages.append(current)
    return passages


def treebank_files(data: Path, split: str) -> list[Path]:
    """EWT and the freely licensed genres of GUM."""
    gum = [p for p in sorted((data / "treebank" / "gum" / split).glob("*.conllu")) if p.name.split("_")[1] in GUM_GENRES]
    return [data / "treebank" / f"en_ewt-ud-{split}.conllu", *gum]


def attributions(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file: role → character ranges (several where a span is discontinuous)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        col = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(col) >= 2:
            ranges = col[1].split(" ", 1)[1]
            spans[col[0]] = [(int(a), int(b)) for a, b in (r.split() for r in ranges.split(";"))]
        elif line.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for part in col[1].split(" "):
                role, _, name = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in ("source", "cue", "content") and name in spans:
                    roles[role].extend(spans[name])
            found.append(dict(roles))
    return found


def annotation_of(article: Path) -> Path | None:
    """The attributions of a PolNeAR article; where it has several annotators, the first by file name."""
    return min((article.parent.parent / "attributions").glob(f"{article.stem}_*.ann"), default=None)


def polnear(folder: Path, names: dict[str, dict[int, str]]) -> list[Passage]:
    """Paragraphs of PolNeAR."""
    passages: list[Passage] = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotation = annotation_of(path)
        if annotation:
            text = path.read_bytes().decode("utf-8")
            passages.extend(_speech(text, attributions(annotation), names.get(path.stem, {})))
    return passages


def texts(files: Iterable[Path]) -> list[Passage]:
    """Paragraphs of bare documents, one JSON object with a `text` on a line."""
    return [p for path in files for line in path.read_text(encoding="utf-8").splitlines() for _, p in _paragraphs(json.loads(line)["text"])]


def _paragraphs(text: str) -> Iterator[tuple[list[tuple[int, int]], Passage]]:
    """Each paragraph's tokens as places in the text, and as a passage without labels."""
    for paragraph in re.finditer(r"[^\n]*\S[^\n]*", text):
        tokens = list(tokenize(text, *paragraph.span()))
        yield tokens, Passage([text[a:b] for a, b in tokens], [GAP_BREAK] + [
            GAP_NONE if a == before else GAP_SPACE for (_, before), (a, _) in pairwise(tokens)])


def _speech(text: str, attributions: list[dict[str, list[tuple[int, int]]]], names: dict[int, str]) -> Iterator[Passage]:
    for tokens, passage in _paragraphs(text):
        passage.roles, passage.links = ["O"] * len(tokens), [0] * len(tokens)
        for attribution in attributions:
            inside = {role: [[i for i, (a, b) in enumerate(tokens) if a < end and b > begin] for begin, end in ranges]
                      for role, ranges in attribution.items()}
            cue = next((piece[0] + 1 for piece in inside.get("cue", []) if piece), -1)
            for role, pieces in inside.items():
                for piece in pieces:
                    for n, i in enumerate(piece):
                        passage.roles[i] = f"{'I' if n else 'B'}-{role}"
                        passage.links[i] = cue if role != "cue" else 0
        if names:
            passage.names = bio([names.get(a, "") for a, _ in tokens])
        yield passage


def main() -> None:
    data = Path(sys.argv[1])
    names = silver_names(data / "ner" / "polnear-train-corenlp-silver.tsv")
    ewt, *gum = treebank_files(data, "train")
    for name, passages in (("EWT", treebank([ewt], 0)), ("GUM", treebank(gum, 0)), ("PolNeAR", polnear(data / "polnear" / "train", names))):
        words, sentences, named = (sum(map(count, passages)) for count in (
            lambda p: len(p.words), lambda p: sum(p.starts), lambda p: sum(n.startswith("B-") for n in p.names)))
        print(f"{name:<8} {len(passages):>6} passages  {words:>7} words  {sentences:>6} sentences  {named:>6} names")


if __name__ == "__main__":
    main()
