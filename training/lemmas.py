"""Lemma scripts: the edit that turns a word form into its lemma, as a class that a network can choose."""
from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """"L" or "K" (lower-case the form, keep it), how many characters to cut at the end, what to add: `running` → `run` is "L4|"."""
    case = "K" if form != form.lower() and lemma and lemma[0] == form[0] and form[0] != form[0].lower() else "L"
    base = form if case == "K" else form.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}{len(base) - common}|{lemma[common:]}"
