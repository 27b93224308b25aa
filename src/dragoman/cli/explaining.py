"""Explanations → what `dragoman explain` prints."""
from __future__ import annotations

import json
import re
from itertools import pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.printing import describe, flat, safe, stdout
from dragoman.document import Span
from dragoman.extraction.confidence import weights
from dragoman.extraction.explanation import Explanation, Pattern
from dragoman.records import record_id

_MOST_ENTRY = 120  # characters of a codebook entry
_MOST_FACTORS = 6  # that raise or lower confidence, each
_SPACE = re.compile(r"\s+")
_HOW = {"stated": "green", "resolved": "yellow", "inherited": "red"}


def as_json(explanation: Explanation) -> str:
    """The explanation as one JSON object."""
    return json.dumps(explanation.to_dict(), ensure_ascii=False, indent=1)


def print_explanation(e: Explanation) -> None:
    """The record, its sentences with the evidence in brackets and the telling words underlined, then patterns, fields and confidence."""
    console = stdout()
    console.print(Text.assemble((e.record.type, "bold"), " ", (record_id(e.document, e.record), "dim"), " ", describe(e.record)))
    if not e.found:
        console.print(Text("This program, with this codebook, does not find the record in the text: others read it.", "red"))
    console.print()
    for sentence in e.sentences:
        console.print(_marked(e, sentence))
    console.print()
    for pattern in e.patterns:
        console.print(_pattern(e, pattern))
    console.print()
    console.print(_fields(e))
    console.print()
    _print_confidence(console, e)


def _marked(e: Explanation, sentence: Span) -> Text:
    """A sentence: evidence in ⟦brackets⟧, the words that told underlined."""
    pieces = [(piece.start, piece.end) for piece in e.record.evidence]
    cues = {(p.span.start, p.span.end) for p in e.patterns}
    edges = {edge for span in (*pieces, *cues) for edge in span if sentence.start < edge < sentence.end}
    result = Text(f"{sentence.start}:{sentence.end} ", "dim")
    for start, end in pairwise(sorted({*edges, *sentence})):
        result.append("⟦" if any(start == max(first, sentence.start) for first, _ in pieces) else "", "bold")
        style = "bold underline" if (start, end) in cues else "bold" if any(a <= start and end <= b for a, b in pieces) else "dim"
        result.append(_SPACE.sub(" ", safe(e.document.text[start:end])), style)
        result.append("⟧" if any(end == min(last, sentence.end) for _, last in pieces) else "", "bold")
    return result


def _pattern(e: Explanation, pattern: Pattern) -> Text:
    entry = pattern.entry
    words = flat(e.document.text[pattern.span.start:pattern.span.end])
    if entry is None:
        return Text.assemble(("found by ", "dim"), f"“{words}”", ("  no word of the codebook: how the sentence is built", "dim"))
    whose = "your " if entry.own else ""
    text = entry.text if len(entry.text) <= _MOST_ENTRY else f"{entry.text[:_MOST_ENTRY]}…"
    return Text.assemble(("found by ", "dim"), f"“{words}”", (f"  {whose}{entry.file}, line {entry.line}, {entry.section}: ", "dim"), text)


def _fields(e: Explanation) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("field", "value", "how", "read from"):
        table.add_column(column, header_style="dim", no_wrap=column == "field", overflow="fold")
    for source in e.sources:
        places = [f"{span.start}:{span.end} “{flat(e.document.text[span.start:span.end])}”" for span in source.spans]
        table.add_row(source.field, Text(flat(str(source.value))), Text(source.how, _HOW[source.how]),
                      Text(" … ".join(places) or "what is known of the document"))
    return table


def _print_confidence(console: Console, e: Explanation) -> None:
    console.print(Text.assemble(("confidence ", "dim"), (f"{e.confidence:.2f}", "bold")))
    known, ordered = weights(), sorted(e.factors, key=lambda f: -abs(f.weight))
    for name, factors in (("raised by", [f for f in ordered if f.weight > 0]), ("lowered by", [f for f in ordered if f.weight < 0])):
        for factor in factors[:_MOST_FACTORS]:
            seen = known[factor.sign]
            console.print(Text.assemble((f"{name:<11}", "dim"), f"{factor.sign}  {factor.weight:+.2f}",
                                        (f"  ({seen.right} of {seen.records} such records were right)", "dim")))
