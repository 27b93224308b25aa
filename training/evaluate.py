"""How well a model reads, on the development splits, by the field's own measures: `python -m training.evaluate DATA [MODEL]`.

| figures | data | what the model is given |
|---|---|---|
| EWT, GUM gold | treebanks | the treebank's tokens and sentences |
| EWT, GUM raw | treebanks | the running text, as in the CoNLL 2018 shared task |
| names | Universal NER's layer of EWT, which no training sees | the treebank's tokens and sentences |
| speech | PolNeAR | the article |
| two annotators | those articles of PolNeAR train and dev that several people annotated: every pair of them | |

GUM is all genres in DATA; "GUM free" are those genres that training may use. Of a PolNeAR article with several annotators the first by file
name counts. All is in per cent; the measures are defined in `training/measures`, each with its source.
"""
from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dragoman.analysis import Analysis, Model, analyse
from dragoman.document import Document
from training.corpora import Passage, annotation_of, attributions, sentences, treebank_files
from training.measures import names, treebank
from training.measures.articles import Article, Attribution, Ranges
from training.measures.speech import Speech
from training.measures.tally import Tally

PARTS = ("treebank", "names", "speech")
_MARKS = ("<!-- figures -->", "<!-- /figures -->")
Rows = dict[str, dict[str, float]]  # row → measure → figure


class Read(NamedTuple):
    """A treebank's document: its text, its trees, and what the model makes of it when the tokens and sentences are given."""

    text: str
    trees: treebank.Trees
    given: Analysis


def figures(data: Path, model: Model, only: Collection[str] = PARTS) -> dict[str, float]:
    """All figures by row and measure in one key: {"EWT gold LAS": 88.1, …}."""
    return {f"{row} {name}": value for row, values in evaluate(data, model, only).items() for name, value in values.items()}


def evaluate(data: Path, model: Model, only: Collection[str] = PARTS) -> Rows:
    """The figures of some `PARTS`, in per cent. `data`: the folder of corpora that `training.corpora` describes."""
    rows: Rows = {}
    ewt = [] if set(only) == {"speech"} else list(_read(treebank_files(data, "dev")[0], model))
    if "treebank" in only:
        rows |= _treebanks(data, ewt, model)
    if "names" in only:
        rows |= {"names": _names(data, ewt)}
    if "speech" in only:
        rows |= {f"speech {row}": values for row, values in _speech(data / "polnear" / "dev", model).items()}
        rows |= {f"two annotators {row}": values for row, values in agreement(data / "polnear").items()}
    return rows


def _read(path: Path, model: Model) -> Iterator[Read]:
    for document in _documents(path):
        text, trees = treebank.laid_out(document)
        given = analyse(Document(id=path.name, text=text), model, given=[[word.span for word in tree] for tree in trees])
        yield Read(text, trees, given)


def _documents(path: Path) -> Iterator[list[Passage]]:
    """The sentences of each document of a CoNLL-U file."""
    current: list[Passage] = []
    for opens, sentence in sentences(path):
        if opens and current:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def _treebanks(data: Path, ewt: list[Read], model: Model) -> Rows:
    tallies: dict[str, Tally] = defaultdict(Tally)
    free = treebank_files(data, "dev")[1:]
    for read in ewt:
        _compare(read, ["EWT"], model, tallies)
    for path in sorted((data / "treebank" / "gum" / "dev").glob("*.conllu")):
        for read in _read(path, model):
            _compare(read, ["GUM", "GUM free"] if path in free else ["GUM"], model, tallies)
    return {row: tallies[row].f1(treebank.MEASURES[3:] if row.endswith("gold") else treebank.MEASURES) for row in sorted(tallies)}


def _compare(read: Read, banks: list[str], model: Model, tallies: dict[str, Tally]) -> None:
    raw = analyse(Document(id="raw", text=read.text), model)
    for way, found in (("gold", read.given), ("raw", raw)):
        for bank in banks:
            treebank.compare(read.trees, treebank.trees_of(found), tallies[f"{bank} {way}"])


def _names(data: Path, ewt: list[Read]) -> dict[str, float]:
    tagged = names.iob2(data / "ner" / "en_ewt-ud-dev.iob2")
    lines = treebank_files(data, "dev")[0].read_text(encoding="utf-8").split("\n")
    ids = (line.partition("= ")[2] for line in lines if line.startswith("# sent_id"))
    tally = Tally()
    for read in ewt:
        gold: set[names.Name] = set()
        for tree in read.trees:
            gold.update(names.names_at(tagged[next(ids)], [c for word in tree for c in range(*word.span)]))
        a = read.given
        names.compare(gold, {(a.start[n.first], a.end[n.last], n.label) for n in a.names}, tally)
    return tally.f1((*names.TYPES, "all", "unlabelled"))


def _speech(folder: Path, model: Model) -> Rows:
    speech = Speech()
    for path in sorted((folder / "text").glob("*.txt")):
        annotation = annotation_of(path)
        if annotation:
            text = path.read_bytes().decode("utf-8")
            article = Article(text)
            found = [article.attribution(x) for x in _ranges(analyse(Document(id=path.name, text=text), model))]
            speech.add(article, _annotated(article, annotation), found)
    return speech.figures()


def agreement(folder: Path) -> Rows:
    """The speech figures of one annotator against another, over all pairs on the articles of PolNeAR that have several."""
    speech = Speech()
    for path in sorted(folder.glob("*/text/*.txt")):
        annotations = sorted((path.parent.parent / "attributions").glob(f"{path.stem}_*.ann"))
        if len(annotations) > 1:
            article = Article(path.read_bytes().decode("utf-8"))
            for gold, predicted in combinations([_annotated(article, annotation) for annotation in annotations], 2):
                speech.add(article, gold, predicted)
    return speech.figures()


def _annotated(article: Article, annotation: Path) -> list[Attribution]:
    return [article.attribution(ranges) for ranges in attributions(annotation)]


def _ranges(a: Analysis) -> Iterator[Ranges]:
    """The attributions of an analysis by characters."""
    for x in a.attributions:
        parts = {"source": x.sources, "cue": (x.cue,), "content": x.contents}
        yield {role: [(a.start[c.first], a.end[c.last]) for c in chunks] for role, chunks in parts.items()}


def table(rows: Rows, others: Rows | None = None) -> str:
    """The figures in Markdown, a table for each set of measures; with the difference from `others` where they have the figure."""
    tables: dict[tuple[str, ...], str] = {}
    for row, values in rows.items():
        columns, old = tuple(values), (others or {}).get(row, {})
        tables.setdefault(columns, f"| | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}\n")
        tables[columns] += f"| {row} | {' | '.join(_cell(value, old.get(name)) for name, value in values.items())} |\n"
    return "\n".join(tables.values())


def _cell(value: float, other: float | None) -> str:
    return f"{value:.1f}" if other is None else f"{value:.1f} ({value - other:+.1f})"


def on_card(card: str, figures: str) -> str:
    """The model card with these figures between its marks."""
    before, _, rest = card.partition(_MARKS[0])
    return f"{before}{_MARKS[0]}\n\n{figures}\n{_MARKS[1]}{rest.partition(_MARKS[1])[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of corpora")
    parser.add_argument("model", type=Path, nargs="?", help="folder of a model; the shipped one, if none is named")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part only (may be repeated)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--card", type=Path, metavar="FILE", help=f"put the figures into FILE, between {_MARKS[0]} and {_MARKS[1]}")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="show the difference from the figures in FILE, which --json wrote")
    a = parser.parse_args()
    others = json.loads(a.compare.read_text(encoding="utf-8")) if a.compare else None
    rows = evaluate(a.data, Model(a.model) if a.model else Model(), a.only or PARTS)
    if a.json:
        rounded = {row: {name: round(value, 2) for name, value in values.items()} for row, values in rows.items()}
        a.json.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    if a.card:
        a.card.write_text(on_card(a.card.read_text(encoding="utf-8"), table(rows)), encoding="utf-8")
    print(table(rows, others), end="")


if __name__ == "__main__":
    main()
