"""Lemma scripts: the edit that turns a word form into its lemma, as a class that a network can choose."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from training.corpora import Passage

# Irregular forms that diplomatic texts use and the treebanks hardly hold: part of speech → lemma → its forms.
RARE = {
    "NOUN": {
        "memorandum": "memoranda", "addendum": "addenda", "referendum": "referenda", "corrigendum": "corrigenda", "forum": "fora",
        "consortium": "consortia", "symposium": "symposia", "moratorium": "moratoria", "criterion": "criteria"},
    "VERB": {
        "undertake": "undertook undertaken", "withhold": "withheld", "uphold": "upheld", "withstand": "withstood", "arise": "arose arisen",
        "foresee": "foresaw foreseen", "forbid": "forbade forbidden", "overthrow": "overthrew overthrown", "bid": "bade",
        "override": "overrode overridden", "undergo": "underwent undergone", "underwrite": "underwrote underwritten", "beset": "beset",
        "strive": "strove striven", "overcome": "overcame", "mislead": "misled", "rebuild": "rebuilt", "forgo": "forwent forgone",
        "partake": "partook partaken"}}


def script(form: str, lemma: str) -> str:
    """"L" or "K" (lower-case the form, keep it), how many characters to cut at the end, what to add: `running` → `run` is "L4|"."""
    case = "K" if form != form.lower() and lemma and lemma[0] == form[0] and form[0] != form[0].lower() else "L"
    base = form if case == "K" else form.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}{len(base) - common}|{lemma[common:]}"


def lookup(passages: Iterable[Passage], share: float = 0.9) -> dict[str, str]:
    """"UPOS form" → lemma, for every lower-case form that the treebanks give nearly always the same one (proper nouns apart).

    What has been seen need not be guessed; the network's scripts serve the forms that have not, but for the `RARE` ones.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for p in passages:
        for word, tag, lemma in zip(p.words, p.upos, p.lemmas, strict=True):
            if tag not in ("PROPN", "X", "PUNCT", "SYM", "NUM") and word.isalpha():
                counts[f"{tag} {word.lower()}"][lemma] += 1
    best = {key: c.most_common(1)[0] for key, c in counts.items()}
    rare = {f"{tag} {form}": lemma for tag, forms in RARE.items() for lemma, all_ in forms.items() for form in all_.split()}
    known = {key: lemma for key, (lemma, n) in best.items() if n >= share * counts[key].total()}
    return dict(sorted({**{key: lemma for key, lemma in rare.items() if key not in counts}, **known}.items()))
