"""Whether what a verb or a noun tells has happened, is to happen, or is neither: denied, wished for, only possible."""
from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import auxiliaries, dependents, is_infinitive, is_negated, tense

Reality = Literal["done", "planned", "unreal"]
_POSSIBLE = frozenset(("may", "might", "could", "can", "should", "must", "ca"))
_STARTING = frozenset(("begin", "start", "continue", "resume", "manage", "proceed"))
_SUBORDINATE = frozenset(("xcomp", "ccomp", "advcl", "acl"))
_DEEPEST = 4  # clauses within clauses


def reality(a: Analysis, v: int, planning: Callable[[str], bool], unreal: Callable[[str], bool], depth: int = 0) -> Reality:
    """How real the clause of `v` is. `planning` and `unreal` say of a verb's lemma what it makes of an infinitive or clause under it."""
    if _is_only_possible(a, v):
        return "unreal"
    head, relation = a.head[v], a.deprel[v].split(":")[0]
    if relation == "conj" and head >= 0 and depth < _DEEPEST and "VerbForm=Inf" in a.feats[v]:
        return reality(a, head, planning, unreal, depth + 1)
    future: Reality = "planned" if tense(a, v) == "future" else "done"
    if head < 0 or relation not in _SUBORDINATE or depth > _DEEPEST:
        return future
    lemma = a.lemma[head].lower()
    infinitive = is_infinitive(a, v) or relation == "xcomp"
    if unreal(lemma) and relation != "advcl" and (infinitive or relation == "ccomp"):
        return "unreal"
    if not infinitive:
        return future
    verbal = relation == "advcl" or a.upos[head] in ("VERB", "AUX", "ADJ")
    above = reality(a, head, planning, unreal, depth + 1) if verbal else "done"
    if above == "unreal" or relation == "advcl" or lemma in _STARTING:
        return above
    return "planned" if planning(lemma) else "unreal"


def _is_only_possible(a: Analysis, v: int) -> bool:
    """Whether the clause is denied, asked, made to depend on an "if", or has "may", "could" and the like."""
    if is_negated(a, v) or any(w in _POSSIBLE for w in auxiliaries(a, v)):
        return True
    asked = a.head[v] < 0 and a.word[a.sentences[a.sentence[v]][-1]] == "?"
    return asked or any(a.lemma[m] in ("if", "whether", "unless") for m in dependents(a, v, "mark"))
