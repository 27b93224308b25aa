"""Two documents side by side: what both say, what only one says, and where numbers or wording differ."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from dragoman.errors import QuestionError
from dragoman.questions.answer import Answer, Citations, Column, Marked, Row, Run
from dragoman.questions.citing import Citing
from dragoman.questions.describing import describe
from dragoman.questions.wording import flat, when

if TYPE_CHECKING:
    from dragoman.facts import Fact, Report
    from dragoman.register import View

Verdict = Literal["differ", "both", "only the first", "only the second"]
_ORDER: tuple[Verdict, ...] = ("differ", "both", "only the first", "only the second")
_WORD = re.compile(r"\s*(?:\w+(?:[.,]\d+)*|[^\w\s])|\s+")
_MOST = 2_000  # words of a quote that are compared with another's
_ALIKE, _UNLIKE = 0.6, 0.4  # share of words that two texts have in common, from which on they are much, or a little alike
# Lists whose order means nothing.
_SETS = ("parties", "between", "actor", "toward", "people", "source", "target")
# Fields that hold words of the text, in which the quotes show what differs.
_WORDING = ("subject", "action", "content", "name", "about", "place", "speaker", "activity", "deadline", "context")


@dataclass(frozen=True)
class Difference:
    """A field that both documents give with different values, or that one of them gives alone (the other value is None).

    `contrary`: both cannot be so; where one only says more than the other (a fuller list, a more exact date), it is not.
    """

    field: str
    first: str | None
    second: str | None
    contrary: bool


@dataclass(frozen=True, kw_only=True)
class CompareRow(Row):
    """A fact that one document tells or both. `verdict` is "differ" where values of both are contrary.

    `first` and `second` are the quotes; where both tell it, the words that only one of them has are marked. `citations` is the evidence
    in the first document, `other` that in the second.
    """

    verdict: Verdict
    type: str
    what: str
    differences: tuple[Difference, ...]
    first: Marked
    second: Marked
    facts: tuple[str, ...]
    citations: Citations
    other: Citations

    columns = (
        Column("said by", lambda row: row.verdict),
        Column("type", lambda row: row.type),
        Column("what", lambda row: row.what),
        Column("differences", lambda row: "\n".join(
            f"{one.field}: {one.first or 'not told'} / {one.second or 'not told'}" for one in row.differences)),
        Column("first", lambda row: row.first),
        Column("source", lambda row: row.citations),
        Column("second", lambda row: row.second),
        Column("source", lambda row: row.other),
    )


def compare(view: View, first: str, second: str) -> Answer[CompareRow]:
    """The facts of two documents (their ids), those on which they differ first.

    An UnknownError where there is no document of such an id, a QuestionError where both are one.
    """
    if first == second:
        raise QuestionError(f"{first} with itself: name two different documents")
    documents = view.reading(first), view.reading(second)
    told = [{fact.id: fact for fact in view.facts_of(id_)} for id_ in (first, second)]
    facts = {**told[0], **told[1]}
    citing = Citing(view, facts.values())
    rivals = [(link.of, link.by) for link in view.links(list(facts.values())) if link.kind == "conflict"]
    quarrels = [pair for one, other in rivals for pair in ((one, other), (other, one))
                if pair[0] in told[0] and pair[1] in told[1] and not {*pair} & told[0].keys() & told[1].keys()]
    opposed = {id_ for pair in quarrels for id_ in pair}
    rows = [_row(citing, _reports(facts[one], first), _reports(facts[other], second), (facts[one], facts[other]))
            for one, other in quarrels]
    rows += [_row(citing, _reports(fact, first), _reports(fact, second), (fact,)) for id_, fact in facts.items() if id_ not in opposed]
    rows.sort(key=lambda row: _ORDER.index(row.verdict))
    heads = tuple(f"The {which}: {_head(one.title, one.source, one.published, one.id)}."
                  for which, one in zip(("first", "second"), documents, strict=True))
    return Answer("compare", f"{first} and {second} compared", CompareRow, tuple(rows), (*heads, _summary(rows)))


def _reports(fact: Fact, document: str) -> list[Report]:
    return [report for report in fact.reports if report.document == document]


def _row(citing: Citing, first: Sequence[Report], second: Sequence[Report], facts: Sequence[Fact]) -> CompareRow:
    quotes = " … ".join(flat(report.quote) for report in first), " … ".join(flat(report.quote) for report in second)
    differences = _differences(first[0].data, second[0].data) if first and second else ()
    if first and second:
        verdict: Verdict = "differ" if any(one.contrary for one in differences) else "both"
    else:
        verdict = "only the first" if first else "only the second"
    marked = mark(*quotes) if first and second else (_run(quotes[0], marked=False), _run(quotes[1], marked=False))
    return CompareRow(
        verdict=verdict, type=facts[0].type, what=describe(facts[0]), differences=differences, first=marked[0], second=marked[1],
        facts=tuple(fact.id for fact in facts), citations=citing.reports(first), other=citing.reports(second))


def _differences(first: Any, second: Any) -> tuple[Difference, ...]:
    """The fields that differ, without those that hold words of the text: the quotes show these."""
    names = [name for name in (*first, *second) if name not in ("type", "evidence", "confidence", *_WORDING)]
    values = [(name, first.get(name), second.get(name)) for name in dict.fromkeys(names)]
    return tuple(Difference(name, _value(name, a), _value(name, b), _contrary(a, b)) for name, a, b in values
                 if _value(name, a) != _value(name, b))


def _contrary(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return False
    if isinstance(a, list) and isinstance(b, list):
        return not (set(a) <= set(b) or set(b) <= set(a))
    if isinstance(a, str) and isinstance(b, str):
        return not (a.startswith(b) or b.startswith(a))
    return bool(a != b)


def _value(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ", ".join(sorted(value) if name in _SETS else value)
    if isinstance(value, str):
        return when(value) if name in ("date", "period") else value.replace("_", " ")
    return f"{value:,}"


def mark(first: str, second: str) -> tuple[Marked, Marked]:
    """Two texts, in each of which the words that the other has not are marked. Case counts, white space does not.

    Of texts that are rather unlike, single words that both happen to have are marked too; of those that have little in common, and very
    long ones, nothing is.
    """
    words = [_WORD.findall(text) for text in (first, second)]
    if max(map(len, words)) > _MOST:
        return _run(first, marked=False), _run(second, marked=False)
    matcher = SequenceMatcher(None, [word.strip() for word in words[0]], [word.strip() for word in words[1]], autojunk=False)
    likeness = matcher.ratio()
    least = 1 if likeness >= _ALIKE else 2
    shared = [block for block in matcher.get_matching_blocks() if block.size >= least and likeness >= _UNLIKE]
    if not shared:
        return _run(first, marked=False), _run(second, marked=False)
    return _marked(words[0], [(block.a, block.size) for block in shared]), _marked(words[1], [(block.b, block.size) for block in shared])


def _marked(words: Sequence[str], shared: Sequence[tuple[int, int]]) -> Marked:
    """The words, all marked but those of the shared stretches (first, number)."""
    found: list[Run] = []
    at = 0
    for first, size in (*shared, (len(words), 0)):
        found += _run("".join(words[at:first]), marked=True)
        found += _run("".join(words[first:first + size]), marked=False)
        at = first + size
    return tuple(found)


def _run(text: str, *, marked: bool) -> Marked:
    """A text as one run; the space before a marked one is not marked."""
    bare = text.lstrip() if marked else text
    space = text[:len(text) - len(bare)]
    return tuple(run for run in (Run(space, marked=False), Run(bare, marked=marked)) if run.text)


def _head(title: str | None, source: str | None, published: str | None, id_: str) -> str:
    parts = (flat(title or id_), source, when(published) if published else None, id_ if title else None)
    return ", ".join(part for part in parts if part)


def _summary(rows: Sequence[CompareRow]) -> str:
    counts = [sum(row.verdict == verdict for row in rows) for verdict in _ORDER]
    if not rows:
        return "No record was read in either of them."
    if not counts[0] + counts[1]:
        return f"They share no fact: {counts[2]} only in the first, {counts[3]} only in the second."
    return f"They differ on {counts[0]}, agree on {counts[1]}; {counts[2]} only in the first, {counts[3]} only in the second."
