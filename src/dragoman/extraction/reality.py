"""Whether what a verb or a noun tells has happened, is to happen, or is neither: denied, wished for, only possible."""
from __future__ import annotations

from collections.abc import Callable

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import auxiliaries, dependents, is_infinitive, is_negated, tense
from dragoman.codebook.modality import Modality, Reality, modality_words

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
    if above == "unreal" or relation == "advcl" or lemma in modality_words().starting:
        return above
    return "planned" if planning(lemma) else "unreal"


def modality(a: Analysis, v: int) -> Modality:
    """What the words of a clause itself make of it: done, future, hypothetical, negated or, of "must" and "should", demanded."""
    words, beside = modality_words(), set(auxiliaries(a, v))
    if is_negated(a, v):
        return "negated"
    if beside & words.auxiliaries["demanded"]:
        return "demanded"
    if beside & words.auxiliaries["hypothetical"] or any(a.lemma[m] in words.conjunctions for m in dependents(a, v, "mark")):
        return "hypothetical"
    return "future" if beside & words.auxiliaries["future"] else "done"


def _is_only_possible(a: Analysis, v: int) -> bool:
    """Whether the clause is denied, asked, made to depend on an "if", or has "may", "could", "should" and the like."""
    asked = a.head[v] < 0 and a.word[a.sentences[a.sentence[v]][-1]] == "?"
    return asked or modality(a, v) not in ("done", "future")
