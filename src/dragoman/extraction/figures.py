"""Quantities → `figure` records: what a number measures, between whom, and whether it is a level, a change or a target.

A number that stands alone ("it came to …", "the target is …") carries on what the figure before it measures.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import auxiliaries, clause, dependents, enclosing_clauses, is_negated, tense
from dragoman.codebook.figures import words
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.flows import Flow, flow, flow_on
from dragoman.extraction.measures import Mention, Reading, find_mention, read_measure
from dragoman.extraction.merging import with_evidence_of
from dragoman.records import Evidence, Figure
from dragoman.resolution.dates import Date

# What a number that carries on is said of, or is a part of.
_ALONE = frozenset(
    "it they them whom this that these those which latter former figure sum total number amount value target goal payment".split())
_MONEY = frozenset(("investment", "trade", "export", "import", "loan", "grant", "contract", "other", "projects"))
_NEVER_AIMED = frozenset(("loan", "grant", "investment", "contract", "share", "companies", "other"))  # a promised grant is a level
_LISTED = frozenset(("by", "and"))
_COMMON = 100  # numbers below this may come twice without being the same
_GAP = 20  # characters between a sum and its conversion
_BEHIND = 8  # characters by which a date before a number counts as farther than one behind it
_COMPARING = frozenset(("compared", "against", "than", "over", "versus"))


@dataclass(frozen=True)
class _Before:
    """The figure before, for numbers that carry it on."""

    mention: Mention
    reading: Reading
    passes: Flow


def figures(c: Context) -> Iterator[Figure]:
    """One figure for each number that measures what passes between two actors."""
    found: dict[tuple[str, float, str, Flow | None], Figure] = {}
    before: _Before | None = None
    earlier: dict[str, Flow] = {}
    for quantity in c.quantities:
        m = find_mention(c.a, quantity)
        if _unreal(c.a, m) or _is_conversion(c, m, before):
            continue
        reading = read_measure(c, m)
        if reading is not None:
            passes = flow(c, reading.measure, reading.cue, m, earlier)
        elif before is not None and (carried := _carried_on(c.a, m, before)):
            reading, passes = carried, flow_on(c, m, before.passes)
        else:
            continue
        if passes is None:
            continue
        if passes.source and passes.target:
            earlier[reading.measure] = earlier[""] = passes
        if reading.nature == "level" and _is_aimed_at(c.a, m, reading):
            reading = replace(reading, nature="target")
        before = _Before(m, reading, passes)
        figure = _figure(c, m, reading, passes)
        common = figure.unit in ("percent", "count") and abs(figure.value) < _COMMON
        key = (figure.measure, figure.value, figure.unit, passes if common else None)
        known = found.get(key)
        found[key] = figure if known is None else with_evidence_of(known, figure)
    yield from found.values()


def _is_conversion(c: Context, m: Mention, before: _Before | None) -> bool:
    """Whether a sum only says in another currency, in brackets, what stands before it: "18 billion crowns ($1.9 billion)"."""
    if before is None or not (m.is_money and before.mention.is_money):
        return False
    between = c.document.text[before.mention.quantity.end:m.quantity.start]
    return len(between) < _GAP and "(" in between and ")" not in between


def _unreal(a: Analysis, m: Mention) -> bool:
    """Whether the number is denied, or one of what would have been."""
    v = next((t for t in enclosing_clauses(a, m.top) if a.upos[t] == "VERB"), None)
    return v is not None and (is_negated(a, v) or {"would", "have"} <= set(auxiliaries(a, v)))


def _is_aimed_at(a: Analysis, m: Mention, r: Reading) -> bool:
    """Whether a number is not reached yet: the clause speaks of the future, of a target, of what somebody wants."""
    if any(a.lemma[t].lower() in ("target", "goal") for t in (m.top, a.head[m.top], *dependents(a, m.top, "nsubj")) if t >= 0):
        return True
    if a.head[m.top] >= 0 and any(a.lemma[t].lower() in words("targets") for t in dependents(a, a.head[m.top], "amod")):
        return True  # "the planned purchase of …"
    v = next((t for t in enclosing_clauses(a, m.top) if a.upos[t] in ("VERB", "AUX")), None)
    if v is None or r.measure in _NEVER_AIMED or _is_there(a, m) or _has_come(a, v):
        return False
    if "should" in auxiliaries(a, v):
        return True
    return tense(a, v) == "future" or any(a.lemma[t] in words("targets") for t in (v, a.head[v]) if t >= 0)


def _has_come(a: Analysis, v: int) -> bool:
    """Whether an infinitive tells how far something has come: "grew by a tenth to reach €18 million"."""
    head = a.head[v]
    changed = head >= 0 and a.deprel[v] == "advcl" and a.lemma[head].lower() in words("rising") | words("falling")
    return changed and "VerbForm=Inf" in a.feats[v] and tense(a, head) == "past"


def _is_there(a: Analysis, m: Mention) -> bool:
    """Whether what is counted only belongs to what is aimed at: "attention to the 3,400 Koreans", "a team of 24 officers will …"."""
    return m.noun is not None and a.relation[m.noun] == "nmod"


def _carried_on(a: Analysis, m: Mention, before: _Before) -> Reading | None:
    """What a number without a telling word of its own measures, where it goes on with the figure before it in the same paragraph."""
    apart = a.sentence[m.top] - a.sentence[before.mention.top]
    if a.paragraph[m.top] != a.paragraph[before.mention.top] or not 0 <= apart <= 1:
        return None
    unit, unit_before = m.quantity.unit, before.mention.quantity.unit
    after = [a.word[t].lower() for t in range(m.last + 1, min(m.last + 3, len(a)))]
    if unit == "percent":  # "… 4 billion dollars, of which 40 percent …", "… a third of it …"
        grows = apart == 0 and unit_before == unit and before.reading.nature == "change" and a.word[m.first - 1].lower() in _LISTED
        if grows:
            return replace(before.reading, cue=m.top)  # "by 45 percent last year and by 70 percent this year"
        is_part = apart == 0 and (after[:1] == ["of"] or a.word[m.first - 1].lower() in ("which", "whom"))
        return Reading("share", m.top) if is_part else None
    if m.is_money:
        if not before.mention.is_money or before.reading.measure not in _MONEY:
            return None
    elif unit != "count" or m.noun is not None or unit_before != "count":
        return None
    v = next(iter(enclosing_clauses(a, m.top)), m.top)
    alone = any({a.lemma[s].lower(), a.word[s].lower()} & _ALONE for s in dependents(a, v, "nsubj", "obj"))
    listed = m.is_money and apart == 0
    followed = a.upos[min(m.last + 1, len(a) - 1)] in ("AUX", "VERB") or bool(set(after[1:]) & _ALONE)
    running = not m.is_money and followed  # "52 are at work", "twenty-one of them"
    return replace(before.reading, cue=m.top, nature="level", sign=1) if alone or listed or running else None


# -- the record

def _figure(c: Context, m: Mention, r: Reading, passes: Flow) -> Figure:
    q = m.quantity
    return Figure.model_validate({
        "measure": r.measure, "value": r.sign * q.value, "unit": q.unit, "bound": q.bound, "nature": r.nature, "period": _period(c, m, r),
        "from": passes.source, "to": passes.target, "between": passes.between, "evidence": (_evidence(c, m, r),)})


def _evidence(c: Context, m: Mention, r: Reading) -> Evidence:
    """The innermost clause that holds both the number and the word that tells what it is."""
    for v in enclosing_clauses(c.a, m.top):
        first, last = clause(c.a, v)
        if first <= min(m.first, r.cue) and max(m.last, r.cue) <= last:
            return c.evidence(first, last, cue=r.cue)
    return c.sentence_evidence(m.top)


def _period(c: Context, m: Mention, r: Reading) -> str | None:
    """The date nearest to the number in its sentence, of two equally near ones that behind it.

    No date of the telling ("said on Sunday that …"), and none that the number is only compared with.
    """
    a, q = c.a, m.quantity
    inside = a.sentences[a.sentence[m.top]]

    def distance(d: Date) -> int:
        return d.start - q.end if d.start >= q.end else q.start - d.end + _BEHIND
    near = sorted((d for d in c.dates_in(inside[0], inside[-1]) if not _dates_another(c, m, d)), key=distance)
    return near[0].reading(future=r.nature == "target") if near else None


def _dates_another(c: Context, m: Mention, d: Date) -> bool:
    """Whether a date is that of a saying around the number, or stands behind it as that of the level before: "compared with 1985"."""
    a = c.a
    first = max(bisect_right(a.start, d.start) - 1, 0)
    before = {a.word[t].lower() for t in range(max(first - 2, 0), first)}
    if before & _COMPARING:
        return True
    verb = next(iter(enclosing_clauses(a, first)), None)
    return verb is not None and is_saying(a.lemma[verb]) and verb not in enclosing_clauses(a, m.top)[:1]
