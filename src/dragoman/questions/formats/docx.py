"""Answer → a Word document: a table whose heading is repeated on every page, and the numbered quotes that its rows lead to."""
from __future__ import annotations

from typing import Any

from dragoman.questions.answer import Answer, Cell, Passage, Source
from dragoman.questions.formats.cells import is_cited, numbers, runs, span_words, spans
from dragoman.questions.formats.word import add_numbers, add_sources, as_bytes, clean, new_document
from dragoman.questions.wording import flat

_LANDSCAPE = 5  # columns; a table of more needs the long side of the page
_LEAST, _LONGEST = 8, 60  # characters that count for the width of a column


def write(answer: Answer[Any]) -> bytes:
    """The document: the table, and below it the sources. A table of many columns lies on the long side of the page."""
    from docx.enum.section import WD_ORIENT

    document = new_document(answer.title, answer.notes)
    section, (columns, rows) = document.sections[0], answer.table
    if len(columns) > _LANDSCAPE:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    if rows:
        _add_table(document, answer)
    add_sources(document, answer.sources, _fill_quote)
    return as_bytes(document)


def _add_table(document: Any, answer: Answer[Any]) -> None:
    columns, rows = answer.table
    table = document.add_table(rows=0, cols=len(columns), style="Light List Accent 1")
    table.autofit = False
    section = document.sections[0]
    widths = _widths(answer, section.page_width - section.left_margin - section.right_margin)
    for n, row in enumerate((tuple(column.header for column in columns), *rows)):
        made = table.add_row()
        _set(made, "w:cantSplit" if n else "w:tblHeader")
        for cell, column, value, width in zip(made.cells, columns, row, widths, strict=True):
            cell.width = width
            _fill(cell.paragraphs[0], answer, value, right=column.number)
            for run in cell.paragraphs[0].runs:
                run.bold = not n  # the style sets the first column in bold


def _widths(answer: Answer[Any], room: int) -> list[int]:
    """How wide each column is made, by its longest line."""
    columns, rows = answer.table
    needs = [max(_LEAST, len(column.header), *(min(_length(answer, row[n]), _LONGEST) for row in rows)) for n, column in enumerate(columns)]
    return [int(room * need / sum(needs)) for need in needs]


def _fill(paragraph: Any, answer: Answer[Any], cell: Cell, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX

    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_cited(cell):
        add_numbers(paragraph, numbers(answer, cell))
        return
    for run in runs(cell):
        made = paragraph.add_run(clean(run.text))
        if run.marked:
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _fill_quote(paragraph: Any, _: Source, passage: Passage) -> None:
    paragraph.add_run(f" “{clean(flat(passage.quote))}”")


def _set(row: Any, name: str) -> None:
    """Give a row of a table a property that is on or off."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _length(answer: Answer[Any], cell: Cell) -> int:
    """The longest line of a cell, in characters."""
    if is_cited(cell):
        return sum(len(span_words(span)) + 2 for span in spans(numbers(answer, cell)))
    return max((len(line) for line in "".join(run.text for run in runs(cell)).splitlines()), default=0)
