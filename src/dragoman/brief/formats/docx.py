"""Brief → a Word document that can be edited and sent on: headings, bullets, and numbers that lead to the quotes."""
from __future__ import annotations

from typing import Any

from dragoman.brief.model import Brief, Line
from dragoman.questions.answer import Passage, Source
from dragoman.questions.formats.word import add_numbers, add_sources, as_bytes, clean, new_document
from dragoman.questions.wording import flat


def write(brief: Brief) -> bytes:
    """The document in A4, with the styles of Word's own template."""
    document = new_document(brief.title, [brief.about])
    for section in brief.sections:
        document.add_heading(clean(section.title), 1)
        for group in section.groups:
            if group.heading is not None:
                document.add_heading(clean(group.heading), 2)
            for line in group.lines:
                _fill(document.add_paragraph(style="List Bullet"), brief, line)
        if section.more:
            document.add_paragraph(clean(section.more)).runs[0].italic = True

    def fill(paragraph: Any, source: Source, passage: Passage) -> None:
        before, after = brief.around[source.document, passage.start, passage.end]
        paragraph.add_run(f" {clean(_padded(before))}")
        paragraph.add_run(clean(flat(passage.quote))).bold = True
        paragraph.add_run(clean(_padded(after)))

    add_sources(document, brief.sources, fill)
    return as_bytes(document)


def _fill(paragraph: Any, brief: Brief, line: Line) -> None:
    for part in line.parts:
        run = paragraph.add_run(clean(f"“{part.text}”" if part.style == "quote" else part.text))
        run.bold = part.style == "lead"
        if part.citations:
            paragraph.add_run(" [")
            add_numbers(paragraph, brief.numbers(part.citations))
            paragraph.add_run("]")


def _padded(text: str) -> str:
    """The text on one line, with one space at each end that had any."""
    return f"{' ' * text[:1].isspace()}{flat(text)}{' ' * text[-1:].isspace()}" if text.strip() else " " * bool(text)
