"""Ways in which wires, mails and readouts differ from the corpora.

| way | what changes |
|---|---|
| capitals, lower case, title case, a lead in capitals | the words' shapes alone: the vocabulary is lower case |
| straight or curly quotation marks | the words |
| hard line breaks, as of a text wrapped at 55 to 80 columns | the gaps |
| wire style ("mln dlrs") | words, and their lemmas are not learnt |
| names of persons and places from all the world | the words that are tagged as names |
| names one after the other without a comma, as lists and addresses have them | one token less |
| an apposition of another sentence, set behind a noun | words and trees |

Diacritics need nothing: the vocabulary has none, so that a name reads the same with and without.
"""
from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import fields, replace
from importlib.resources import files

from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE
from training.corpora import Passage

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_WIRE = {"million": "mln", "billion": "bln", "dollars": "dlrs", "dollar": "dlr", "percent": "pct", "cents": "cts", "shares": "shrs",
         "share": "shr", "quarter": "qtr", "years": "yrs", "tons": "tonnes", "company": "co", "%": "pct", "sales": "revs"}
_SHARES = {"upper": 0.03, "lower": 0.03, "title": 0.02, "lead": 0.02}  # of passages, one of these at most
_STRAIGHT_SHARE, _CURLY_SHARE, _WRAP_SHARE, _WIRE_SHARE = 0.3, 0.15, 0.08, 0.3
_NAMES_SHARE, _COMMAS_SHARE, _APPOSITION_SHARE = 0.35, 0.2, 0.08
_APPOSITION_WORDS = (4, 25)
_MOST_WORDS = 150  # of a passage that an apposition is added to


class Augmenter:
    """Changes passages at random; one passage with one state of the generator always gives the same."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.appositions = [a for p in passages for a in appositions(p)]
        people = _column("holders.csv", "name")
        self.persons = sorted({w for name in people for w in re.split(r"[ -]", name) if w.isalpha() and len(w) > 2})
        places = _column("countries.csv", "name") + _column("countries.csv", "capitals") + _column("cities.csv", "name")
        self.places = sorted({p for p in places if p.isalpha()})

    def __call__(self, passage: Passage, rng: random.Random) -> Passage:
        """The passage, or a copy in another dress, with labels that fit it."""
        ways: tuple[tuple[float, Callable[[Passage, random.Random], Passage]], ...] = (
            (_APPOSITION_SHARE, self._with_apposition), (_NAMES_SHARE, self._with_other_names), (_COMMAS_SHARE, _without_commas),
            (_WIRE_SHARE, _in_wire_style), (_STRAIGHT_SHARE, _with_straight_quotes), (_CURLY_SHARE, _with_curly_quotes),
            (_WRAP_SHARE, _wrapped), (1.0, _in_other_case))
        for share, way in ways:
            if rng.random() < share:
                passage = way(passage, rng)
        return passage

    def _with_other_names(self, p: Passage, rng: random.Random) -> Passage:
        """Every word of a person's name, and every place of one word, becomes another, the same word always the same."""
        if not p.names:
            return p
        chosen: dict[str, str] = {}
        words = list(p.words)
        for i, (word, label) in enumerate(zip(p.words, p.names, strict=True)):
            alone = label == "B-LOC" and (i + 1 == len(words) or p.names[i + 1] != "I-LOC")
            pool = self.persons if label.endswith("PER") else self.places if alone else []
            if pool and word.istitle() and word.isalpha():
                words[i] = chosen.setdefault(word, rng.choice(pool))
        # A lemma that was the word itself goes with it.
        lemmas = [w if m == old else m for w, old, m in zip(words, p.words, p.lemmas, strict=False)]
        return replace(p, words=words, lemmas=lemmas)

    def _with_apposition(self, p: Passage, rng: random.Random) -> Passage:
        nouns = [i for i, label in enumerate(p.labels) if label.split(":")[0] in ("nsubj", "obj", "obl") and p.upos[i] in ("PROPN", "NOUN")]
        if not nouns or not self.appositions:
            return p
        noun, other = rng.choice(nouns), rng.choice(self.appositions)
        inside = subtree(p.heads, noun)
        if inside[-1] - inside[0] + 1 != len(inside) or inside[-1] != noun or len(p.words) + len(other.words) > _MOST_WORDS:
            return p
        return insert(p, noun, other)


def subtree(heads: Sequence[int], token: int) -> list[int]:
    """The tokens (0-based) under `token` and itself, in order; `heads` are 1-based."""
    found, queue = {token}, [token]
    while queue:
        above = queue.pop() + 1
        below = [i for i, h in enumerate(heads) if h == above]
        found.update(below)
        queue += below
    return sorted(found)


def appositions(p: Passage) -> list[Passage]:
    """The contiguous appositions of a passage, without the commas around them; the head of each hangs on 0."""
    found = []
    for i, label in enumerate(p.labels):
        if label == "appos":
            inside = subtree(p.heads, i)
            while inside and p.upos[inside[0]] == "PUNCT":
                del inside[0]
            while inside and p.upos[inside[-1]] == "PUNCT":
                del inside[-1]
            if inside and inside[-1] - inside[0] + 1 == len(inside) and _APPOSITION_WORDS[0] <= len(inside) <= _APPOSITION_WORDS[1]:
                a, b = inside[0], inside[-1] + 1
                cut = Passage(**{f.name: getattr(p, f.name)[a:b] for f in fields(Passage)})
                cut.heads = [0 if a + k == i else h - a for k, h in enumerate(cut.heads)]
                if all(0 <= h <= b - a for h in cut.heads):
                    found.append(cut)
    return found


def insert(p: Passage, noun: int, other: Passage) -> Passage:
    """The passage with ", apposition," behind `noun` (0-based), which it then modifies."""
    at, n = noun + 1, len(other.words)
    closed = at < len(p.words) and p.upos[at] == "PUNCT"  # the mark that follows closes the apposition too
    added = n + 1 if closed else n + 2
    own = other.heads.index(0) + at + 2  # 1-based place of the apposition's head: after the noun and a comma
    comma = Passage([","], [GAP_NONE], [0], ["PUNCT"], [","], ["_"], [own], ["punct"], ["O"] if p.names else [])
    inner = replace(other, heads=[h + at + 1 if h else at for h in other.heads], starts=[0] * n, gaps=[
        GAP_SPACE, *other.gaps[1:]], names=(other.names or ["O"] * n) if p.names else [])
    parts = [comma, inner] if closed else [comma, inner, comma]
    moved = [h + added if h > at else h for h in p.heads]
    result = replace(p, heads=moved)
    for name in (f.name for f in fields(Passage)):
        value = getattr(result, name)
        if value:
            setattr(result, name, value[:at] + [x for part in parts for x in getattr(part, name)] + value[at:])
    return result


def without(p: Passage, gone: Set[int]) -> Passage:
    """The passage without some tokens (0-based), on which no other hangs."""
    kept = [i for i in range(len(p.words)) if i not in gone]
    place = {-1: -1, 0: 0, **{old + 1: new + 1 for new, old in enumerate(kept)}}
    columns = {f.name: getattr(p, f.name) for f in fields(Passage)}
    rest = Passage(**{name: [value[i] for i in kept] if value else [] for name, value in columns.items()})
    rest.heads, rest.links = [place[h] for h in rest.heads], [place[k] for k in rest.links]
    return rest


def _without_commas(p: Passage, rng: random.Random) -> Passage:
    """No commas between two names; sometimes a line break in their place."""
    held = {*p.heads, *p.links}
    gone = {i for i, (before, word, after) in enumerate(zip(p.names, p.words[1:], p.names[2:], strict=False), 1)
            if word == "," and before[1:2] == "-" and after[:2] == "B-" and i + 1 not in held}
    if not gone:
        return p
    gap = rng.choice((GAP_SPACE, GAP_BREAK))
    return without(replace(p, gaps=[gap if i - 1 in gone else g for i, g in enumerate(p.gaps)]), gone)


def _column(table: str, name: str) -> list[str]:
    text = files("dragoman.codebook").joinpath(table).read_text(encoding="utf-8")
    return [value.strip() for row in csv.DictReader(text.splitlines()) for value in row[name].split(";") if value.strip()]


def _in_wire_style(p: Passage, _: random.Random) -> Passage:
    words = [_WIRE.get(w.lower(), w) for w in p.words]
    lemmas = [m if w == old else "" for w, old, m in zip(words, p.words, p.lemmas, strict=False)]
    return replace(p, words=words, lemmas=lemmas)


def _with_straight_quotes(p: Passage, _: random.Random) -> Passage:
    return replace(p, words=[w.translate(_STRAIGHT) for w in p.words])


def _with_curly_quotes(p: Passage, _: random.Random) -> Passage:
    words, opened = [], False
    for w in p.words:
        if w == '"':
            opened = not opened
        words.append(("“" if opened else "”") if w == '"' else w.replace("'", "’"))
    return replace(p, words=words)


def _wrapped(p: Passage, rng: random.Random) -> Passage:
    width, column, gaps = rng.randint(55, 80), rng.randint(0, 40), list(p.gaps)
    for i, word in enumerate(p.words):
        column += len(word) + (gaps[i] != GAP_NONE)
        if column > width and gaps[i] == GAP_SPACE:
            gaps[i], column = GAP_BREAK, len(word)
    return replace(p, gaps=gaps)


def _in_other_case(p: Passage, rng: random.Random) -> Passage:
    chance, changed = rng.random(), p.words
    if chance < (end := _SHARES["upper"]):
        changed = [w.upper() for w in p.words]
    elif chance < (end := end + _SHARES["lower"]):
        changed = [w.lower() for w in p.words]
    elif chance < (end := end + _SHARES["title"]):
        changed = [w[:1].upper() + w[1:] for w in p.words]
    elif chance < end + _SHARES["lead"]:
        until = rng.randint(2, 12)
        changed = [w.upper() if i < until else w for i, w in enumerate(p.words)]
    return p if changed is p.words else replace(p, words=changed)
