"""Forms → lemmas: what the treebanks leave no doubt about, the spelling of regular verbs, and the network's scripts for the rest."""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Stems that no English verb ends in: its "e" went with the ending ("reiterat-ed", "impos-ing", "settl-ed"), or its last consonant was
# doubled before it ("expell-ed"). The rules are those of English spelling; verbs that break them ("add", "sell") are in the treebanks.
_LOST_E = re.compile(
    r"(?:[^aeo]at|[^tz]z|v|[^cis]c|(?<!foc)(?<!cauc)us|[aeio]s|[nr]s|[lrd]g|[bcdfgkpstz]l|[pqsu]ir|[gjst]ur|plor|vok|fam|phon|[nr]ven)$")
_DOUBLED = re.compile(r"(?:(?<=..)([bdgmnprt])\1|(?:xpel|mpel|ropel|ncel|avel|abel|odel|ntrol|nrol)l)$")
_ENDINGS = (("ied", "y"), ("ying", "y"), ("ies", "y"), ("ed", ""), ("ing", ""), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"),
            ("xes", "x"), ("s", ""))  # longest first: (what is cut, what is put there)
_PREFIX = re.compile(r"(?:re|un|over|under|de|dis|mis|out|pre|sub|co|fore|counter|inter|up|with)-?(?=...)")
_UNINFLECTED = re.compile(r"(?:ss|us|is|^[^aeiouy]*(?:ed|ing|s))$")  # "process", "focus", "bring"
_INITIALS = re.compile(r"[A-Z][A-Za-z]*[A-Z]s")  # "MoUs", "FTAs": what the network takes for words of their own
_REMEMBERED, _REMEMBERED_FORM = 50_000, 40  # lemmas, and the characters of the longest form whose lemma is remembered


class Lemmas:
    """Lemmas by form and part of speech. `known`: "UPOS form" → lemma, forms in lower case."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._remembered = lru_cache(_REMEMBERED)(self._of)
        self._verbs = {lemma for entry, lemma in known.items() if entry.startswith("VERB ")}

    def of(self, form: str, upos: str, script: str) -> str:
        """The lemma of a form, for which the network chose this script."""
        return (self._remembered if len(form) <= _REMEMBERED_FORM else self._of)(form, upos, script)

    def _of(self, form: str, upos: str, script: str) -> str:
        lower = form.lower()
        known = self._known.get(f"{upos} {lower}")
        if known:
            return known
        guessed = apply(form, script)
        if upos == "NOUN" and _INITIALS.fullmatch(form):
            return guessed.removesuffix("s")
        return self._verb(lower, guessed) if upos == "VERB" and lower.isalpha() else guessed

    def _verb(self, form: str, guessed: str) -> str:
        """The lemma of a verb form that the treebanks lack: a known verb or its compound, if one is spelt so, else as spelling has it."""
        prefix = _PREFIX.match(form)
        if prefix and (base := self._known.get(f"VERB {form[prefix.end():]}")):
            return prefix[0] + base
        for ending, instead in _ENDINGS:
            if form.endswith(ending) and not _UNINFLECTED.search(form):
                stem = form[:-len(ending)] + instead
                whole = whole_verb(stem) if ending in ("ed", "ing") else stem
                return next((c for c in (whole, stem, f"{stem}e", stem[:-1]) if c in self._verbs), whole)
        return guessed if guessed in self._verbs else form


def apply(form: str, script: str) -> str:
    """Apply a lemma script: "L4|" lower-cases and cuts four characters, "K0|" keeps the form; what stands after "|" is added."""
    cut, _, added = script[1:].partition("|")
    base = form if script[0] == "K" else form.lower()
    count = int(cut)
    return base[:len(base) - count] + added if count <= len(base) else base


def whole_verb(stem: str) -> str:
    """The verb that a stem is left of, where the spelling shows that something was cut off or doubled; any other stem as it is."""
    if _DOUBLED.search(stem):
        return stem[:-1]
    return f"{stem}e" if _LOST_E.search(stem) else stem
