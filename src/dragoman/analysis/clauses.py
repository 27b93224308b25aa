"""Questions that extraction asks of a dependency tree: who does it, to whom, is it denied, when. Pure functions of an Analysis.

`v` is the head of a clause: a verb, or the predicate of a copula; all tokens are indices. Relation names are Universal Dependencies'.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dragoman.analysis import Analysis

Tense = Literal["past", "present", "future"]

_CLAUSES = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_NEGATIONS = frozenset(("not", "never", "neither", "nor", "hardly"))
_MODALS = frozenset(("may", "might", "could", "can", "would", "should", "must"))


def dependents(a: Analysis, token: int, *relations: str) -> list[int]:
    """The children of a token by one of the relations; a plain name takes in its subtypes ("nsubj" → "nsubj:pass", "nsubj:outer")."""
    below = a.children[token]
    return [c for c in below if a.relation[c] in relations or a.deprel[c] in relations] if below else []


def conjuncts(a: Analysis, token: int) -> list[int]:
    """The token and what is coordinated with it: "A, B and C" from A."""
    found = [token]
    for c in dependents(a, token, "conj"):
        found += conjuncts(a, c)
    return found


def is_passive(a: Analysis, v: int) -> bool:
    """Whether the clause is in the passive ("was signed", "signed by", but not "has signed")."""
    return any(a.deprel[c] in ("aux:pass", "nsubj:pass") for c in a.children[v]) or (
        "Voice=Pass" in a.feats[v] and not dependents(a, v, "nsubj", "aux"))


def subject(a: Analysis, v: int, depth: int = 0) -> int | None:
    """The head of what the clause's verb is said of: its own subject, or the one it shares with the clause that it hangs on.

    Of a passive this is the thing done; see `agent`.
    """
    own = dependents(a, v, "nsubj", "csubj")
    head, relation = a.head[v], a.deprel[v]
    if own:
        if a.word[own[0]].lower() in _RELATIVE and relation.startswith("acl") and head >= 0:
            return head
        return own[0]
    if head < 0 or depth > 6:
        return None
    if relation == "conj" or (relation == "parataxis" and not own):
        return subject(a, head, depth + 1)
    if relation == "xcomp":
        objects = dependents(a, head, "obj", "iobj")
        return objects[0] if objects and a.upos[head] == "VERB" and _controls_object(a, head) else subject(a, head, depth + 1)
    if relation == "advcl":
        return subject(a, head, depth + 1)
    if relation == "acl" and "VerbForm=Part" in a.feats[v]:
        return head
    return None


# "ask X to come", but "promise X to come", "have money to spend"
_OBJECT_CONTROL = frozenset(
    "ask call urge invite request tell order allow enable help force press persuade expect want encourage let make permit instruct appeal "
    "compel cause get authorize authorise advise warn require challenge".split())


def _controls_object(a: Analysis, v: int) -> bool:
    return a.lemma[v] in _OBJECT_CONTROL


def agent(a: Analysis, v: int) -> int | None:
    """Who does it: the subject of an active clause, the "by" phrase of a passive one."""
    if not is_passive(a, v):
        return subject(a, v)
    for c in dependents(a, v, "obl"):
        if marker(a, c) == "by":
            return c
    return None


def patient(a: Analysis, v: int) -> int | None:
    """What it is done to: the object, or the subject of a passive; where there is none, the indirect object ("told Poland")."""
    if is_passive(a, v):
        return subject(a, v)
    found = dependents(a, v, "obj") or dependents(a, v, "iobj")
    return found[0] if found else None


def marker(a: Analysis, token: int) -> str:
    """The preposition before a phrase, lower case; "'s" for a possessive, "" for none. A compound one is joined: "because of"."""
    cases = [c for c in a.children[token] if a.deprel[c] == "case"]
    return " ".join(a.word[c].lower() for c in cases)


def is_negated(a: Analysis, v: int) -> bool:
    """Whether the clause itself is denied ("did not sign", "no agreement was signed")."""
    if any(a.lemma[c] in _NEGATIONS or a.word[c].lower() in ("n't", "n’t") for c in dependents(a, v, "advmod", "cc", "det")):
        return True
    return any(a.lemma[d] in ("no", "neither") for c in dependents(a, v, "nsubj", "obj") for d in dependents(a, c, "det"))


def auxiliaries(a: Analysis, v: int) -> list[str]:
    """Lemmas of the auxiliary verbs, as written where the lemma hides the form ("would", "could")."""
    return [a.word[c].lower() for c in dependents(a, v, "aux", "cop")]


def is_infinitive(a: Analysis, v: int) -> bool:
    """Whether the clause is an infinitive ("to sign", "are to be signed", not "will sign")."""
    if any(a.word[m].lower() == "to" for m in dependents(a, v, "mark")):
        return True
    return "VerbForm=Inf" in a.feats[v] and not any("VerbForm=Fin" in a.feats[c] for c in dependents(a, v, "aux"))


def tense(a: Analysis, v: int) -> Tense:
    """The tense of the clause; a plan counts as future ("will sign", "is to visit", "plans to sign")."""
    aux = auxiliaries(a, v)
    if any(w in ("will", "shall", "'ll", "’ll", "wo", "would") for w in aux):
        return "future"
    if is_infinitive(a, v):
        head = a.head[v]
        if head >= 0 and a.deprel[v] in ("xcomp", "ccomp", "advcl", "acl"):
            return "future"
        return "future" if any(a.word[c].lower() == "to" for c in a.children[v]) else "present"
    if any(w in ("was", "were", "had", "did", "has", "have", "been") for w in aux) or "Tense=Past" in a.feats[v]:
        return "past"
    return "present"


def is_hypothetical(a: Analysis, v: int) -> bool:
    """Whether the clause is a mere possibility: a modal other than will, or an "if", "whether" or "unless" before it."""
    if any(w in _MODALS for w in auxiliaries(a, v)):
        return True
    return any(a.lemma[c] in ("if", "whether", "unless") for c in dependents(a, v, "mark"))


def clause(a: Analysis, v: int) -> tuple[int, int]:
    """First and last token of the clause with all that hangs on it, without marks, conjunctions and punctuation at its edges."""
    inside = [t for t in a.subtree(v) if a.sentence[t] == a.sentence[v]]
    return trim(a, inside[0], inside[-1])


def trim(a: Analysis, first: int, last: int) -> tuple[int, int]:
    """The token range without punctuation, conjunctions and "that" at its edges; never empty."""
    while first < last and (
            a.upos[first] in ("PUNCT", "CCONJ") or (a.upos[first] == "SCONJ" and a.lemma[first] in ("that", "whether", "if"))):
        first += 1
    while last > first and a.upos[last] == "PUNCT" and a.word[last] not in ("%", "”", '"', ")"):
        last -= 1
    return first, last


# What hangs on a noun without being part of its shortest phrase.
_BEYOND = ("conj", "cc", "appos", "acl:relcl", "case", "punct", "parataxis")


def phrase(a: Analysis, token: int, without: Iterable[str] = _BEYOND) -> tuple[int, int]:
    """First and last token of the phrase that a noun heads, at its shortest: without determiner, preposition, apposition, relative clause.

    Only a contiguous range around the head is returned.
    """
    skip = set(without)
    inside = {token}
    for c in a.children[token]:
        if a.deprel[c] not in skip and not (a.deprel[c] == "det" and c < token):
            inside.update(t for t in a.subtree(c))
    first = last = token
    while first - 1 in inside or (first - 2 in inside and a.upos[first - 1] == "PUNCT"):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and a.word[last + 1] in ("-", "’", "'", ",")):
        last += 1
    return trim(a, first, last)


def enclosing_clauses(a: Analysis, token: int) -> list[int]:
    """The heads of the clauses around a token, innermost first."""
    found = []
    while token >= 0:
        if a.deprel[token] in _CLAUSES or a.head[token] < 0 or a.upos[token] in ("VERB", "AUX"):
            found.append(token)
        token = a.head[token]
    return found
