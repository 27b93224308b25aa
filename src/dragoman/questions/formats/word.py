"""Pieces of Word documents: the document itself, links to bookmarks, sources, page numbers."""
from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.questions.answer import Passage, Source
from dragoman.questions.formats.cells import ascription, span_words, spans
from dragoman.questions.wording import flat

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new_document(title: str, notes: Iterable[str]) -> Any:
    """A document in A4 with title, notes and page numbers, in the styles of Word's own template, so that anybody can change them."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = clean(title), "Dragoman"
    document.core_properties.language = "en-GB"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.add_heading(clean(title), 0)
    for note in notes:
        document.add_paragraph(clean(note))
    _number_pages(section.footer.paragraphs[0])
    return document


def as_bytes(document: Any) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_sources(document: Any, sources: Sequence[Source], fill: Callable[[Any, Source, Passage], None]) -> None:
    """The documents that are cited, each with its numbered quotes; `fill` writes a quote into its paragraph."""
    if sources:
        document.add_heading("Sources", 1)
    for source in sources:
        document.add_heading(clean(flat(source.title or source.document)), 2)
        about = document.add_paragraph(clean(" · ".join(filter(None, (ascription(source), source.url)))))
        about.paragraph_format.keep_with_next = True
        for passage in source.passages:
            paragraph = document.add_paragraph(style="List")
            _add_bookmark(paragraph, f"[{passage.number}]", _bookmark(passage.number), passage.number)
            fill(paragraph, source, passage)
            paragraph.add_run(f" (page {passage.page})" if passage.page else "")


def add_numbers(paragraph: Any, numbers: Sequence[int]) -> None:
    """The numbers of quotes, each a link to its quote among the sources."""
    for n, span in enumerate(spans(numbers)):
        paragraph.add_run(", " if n else "")
        _add_link(paragraph, span_words(span), _bookmark(span[0]))


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _bookmark(number: int) -> str:
    return f"source{number}"


def _add_link(paragraph: Any, words: str, bookmark: str) -> None:
    """Words that lead to a bookmark of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def _add_bookmark(paragraph: Any, words: str, name: str, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph.add_run(words).bold = True
    paragraph._p.append(end)


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)
