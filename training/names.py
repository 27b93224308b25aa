"""Names of persons, organisations and places, from the two layers that have them; and from trees, where none are.

Both are brought to the conventions of Universal NER (and CoNLL 2003): the name alone, without titles, articles or what describes it.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

_SILVER = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
_GOLD = {"person": "PER", "organization": "ORG", "place": "LOC"}
_ENTITY = re.compile(r"\((?P<opened>\d+-[^()|]*)(?P<single>\))?|(?P<closed>\d+)[^()|]*\)")
_TITLES = frozenset((
    "mr mrs ms miss dr vice prof professor sir lord lady dame president minister prime premier chancellor senator sen rep representative "
    "gov governor mayor king queen prince princess pope judge justice captain general colonel lieutenant sergeant secretary saint "
    "ambassador rev reverend father sister brother aunt uncle congressman sheriff counsel chairman director commissioner").split())
_INSIDE = frozenset(("of", "the", "for", "and", "&", "'s"))  # words that may stand inside a name between two proper nouns
_NO_WORDS: frozenset[str] = frozenset()
_NEAR = 3  # tokens from a proper noun that may belong to the same name


def silver_names(path: Path) -> dict[str, dict[int, str]]:
    """CoreNLP's names for each article: character offset → PER, ORG or LOC, for every character of a name.

    By character, since its tokens are longer than ours: "Jae-in" is one there and three here.
    """
    names: dict[str, dict[int, str]] = defaultdict(dict)
    article = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# document "):
            article = line[11:].strip()
        elif line.count("\t") == 5:
            _, begin, end, _, _, tag = line.split("\t")
            if tag in _SILVER:
                names[article].update(dict.fromkeys(range(int(begin), int(end)), _SILVER[tag]))
    return names


def gold_names(words: Sequence[str], upos: Sequence[str], features: Sequence[str], entities: Sequence[str]) -> list[str]:
    """BIO labels from GUM's entities (`Entity=` of MISC): the run of proper nouns that holds a mention's head.

    An entity is written as id-type-information-salience-centering-head-link; its head is counted from the mention's first token.
    A longer mention wins over what is nested in it: "University of California" is no place. Peoples ("Belgians") and bare titles are no
    names.
    """
    found: list[tuple[int, int, str]] = []
    for first, last, kind, head in _mentions(entities):
        if kind in _GOLD and upos[head] == "PROPN" and not (kind == "person" and "Number=Plur" in features[head]):
            run = _run(words, upos, (first, last), head, _NO_WORDS if kind == "person" else _INSIDE)
            while kind == "person" and run[0] <= run[1] and words[run[0]].rstrip(".").lower() in _TITLES:
                run = (run[0] + 1, run[1])
            found.append((*run, _GOLD[kind]))
    labels = ["O"] * len(words)
    for first, last, kind in sorted(found, key=lambda f: f[0] - f[1]):
        if first <= last and all(label == "O" for label in labels[first:last + 1]):
            labels[first:last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
    return labels


def no_names(upos: Sequence[str]) -> list[str]:
    """What a treebank without names still says of them: "O" wherever no proper noun is near, and nothing ("") elsewhere."""
    return ["" if "PROPN" in upos[max(i - _NEAR, 0):i + _NEAR + 1] else "O" for i in range(len(upos))]


def _mentions(entities: Sequence[str]) -> list[tuple[int, int, str, int]]:
    """(first, last, type, head) of each mention; several tokens may be the head of a coordination or a name, the first stands for it."""
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found = []
    for i, text in enumerate(entities):
        for match in _ENTITY.finditer(text):
            if match["opened"]:
                opened[match["opened"].split("-")[0]].append((i, match["opened"]))
            number = match["closed"] or (match["opened"].split("-")[0] if match["single"] else "")
            if number and opened[number]:
                first, entity = opened[number].pop()
                kind, head = entity.split("-")[1], entity.split("-")[5].split(",")[0]
                found.append((first, i, kind, min(first + int(head) - 1, i) if head.isdigit() else i))
    return found


def _run(words: Sequence[str], upos: Sequence[str], mention: tuple[int, int], head: int, inside: frozenset[str]) -> tuple[int, int]:
    """The proper nouns around `head`, joined by hyphens and by the words of `inside`, within the mention."""
    def belongs(i: int) -> bool:
        joins = mention[0] < i < mention[1] and (words[i] == "-" or words[i].lower() in inside)
        return upos[i] == "PROPN" or (joins and all(upos[j] == "PROPN" or words[j].lower() in inside for j in (i - 1, i + 1)))

    first = last = head
    while first > mention[0] and belongs(first - 1):
        first -= 1
    while last < mention[1] and belongs(last + 1):
        last += 1
    while upos[first] != "PROPN":
        first += 1
    while upos[last] != "PROPN":
        last -= 1
    return first, last


def bio(kinds: Sequence[str]) -> list[str]:
    """BIO labels of tokens that are each of one kind, or of none ("")."""
    return ["O" if not k else f"{'I' if i and kinds[i - 1] == k else 'B'}-{k}" for i, k in enumerate(kinds)]
