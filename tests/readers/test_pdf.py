from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from dragoman.document import normalise
from dragoman.errors import EmptyError, TooLargeError, UnreadableError
from dragoman.readers import Limits
from tests.readers.support import PARAGRAPHS, read_one, refusal

LONG = PARAGRAPHS[:3] * 8


def drawn(draw: Callable[[Canvas], object], **options: object) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def typeset(paragraphs: Sequence[str], columns: int = 1, **style: object) -> bytes:
    """Paragraphs set in columns, with a head and a page number on each page."""
    def furnish(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.drawString(72, A4[1] - 40, "Baltic Signal bulletin")
        canvas.drawCentredString(A4[0] / 2, 30, f"Page {template.page}")

    width = (A4[0] - 144 - (columns - 1) * 20) / columns
    frames = [Frame(72 + i * (width + 20), 72, width, A4[1] - 144, leftPadding=0, rightPadding=0) for i in range(columns)]
    file = io.BytesIO()
    template = BaseDocTemplate(file, pagesize=A4, title="Presidents meet", author="Kersti Tamm")
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    body = ParagraphStyle("body", fontSize=10, leading=12, **{"spaceAfter": 6, **style})
    template.build([Paragraph(text, body) for text in paragraphs])
    return file.getvalue()


def two_columns(canvas: Canvas, *, by_rows: bool) -> None:
    left = [f"left line number {i} of the first column" for i in range(6)]
    right = [f"right line number {i} of the second one" for i in range(6)]
    canvas.drawString(72, 780, "A Headline That Goes Over the Whole Width of the Page and of Both Columns.")
    marks = [(72, 740 - 14 * i, text) for i, text in enumerate(left)] + [(320, 740 - 14 * i, text) for i, text in enumerate(right)]
    for x, y, text in sorted(marks, key=lambda mark: -mark[1]) if by_rows else marks:
        canvas.drawString(x, y, text)


@pytest.mark.parametrize("style", [{}, {"alignment": TA_JUSTIFY}, {"alignment": TA_JUSTIFY, "firstLineIndent": 12, "spaceAfter": 0}],
                         ids=["ragged", "justified", "indented"])
@pytest.mark.parametrize("columns", [1, 2])
def test_lines_are_joined_to_the_paragraphs_they_were(columns: int, style: dict[str, object]) -> None:
    document = read_one(typeset(PARAGRAPHS, columns, **style))
    assert document.text.split("\n\n") == ["Baltic Signal bulletin", *PARAGRAPHS]


def test_a_paragraph_goes_on_over_the_page_s_end_without_head_and_number_in_it() -> None:
    document = read_one(typeset(LONG * 3))
    assert document.text.split("\n\n") == ["Baltic Signal bulletin", *LONG * 3]


def test_pages_are_offsets_at_which_each_page_begins() -> None:
    document = read_one(typeset(LONG * 2))
    assert len(document.pages) == 3
    assert document.pages[0] == 0 < document.pages[1] < len(document.text)
    assert list(document.pages) == sorted(document.pages)
    assert document.page_of(0) == 1
    assert document.page_of(len(document.text) - 1) == 3
    assert normalise(document.text) == document.text


def test_a_page_without_text_moves_no_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.showPage()
        canvas.drawString(72, 700, "The two sides met and agreed on the memorandum of the port.")
        canvas.showPage()
        canvas.showPage()
        canvas.drawString(72, 700, "They will meet again in the autumn of the year.")
        canvas.showPage()
        canvas.showPage()

    document = read_one(drawn(draw))
    assert len(document.pages) == 5
    assert [document.page_of(document.text.index(word)) for word in ("The two", "They will")] == [2, 4]
    assert document.pages[-1] == len(document.text)


@pytest.mark.parametrize("by_rows", [True, False])
def test_columns_are_read_one_after_the_other_however_they_were_drawn(by_rows: bool) -> None:
    text = read_one(drawn(lambda canvas: two_columns(canvas, by_rows=by_rows))).text
    assert text.index("Headline") < text.index("left line number 0") < text.index("left line number 5") < text.index("right line number 0")


def test_lines_drawn_from_the_foot_upwards_are_read_from_the_head_down() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in reversed(list(enumerate(["The ministers met.", "They signed the memorandum of the port.", "They left again."]))):
            canvas.drawString(72, 700 - 40 * i, text)

    assert read_one(drawn(draw)).text == "The ministers met.\n\nThey signed the memorandum of the port.\n\nThey left again."


def test_a_page_shown_sideways_is_read_as_it_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        for i, text in enumerate(["The ministers of the two states met.", "They signed the memorandum of the port."]):
            canvas.drawString(100, -100 - 40 * i, text)

    assert read_one(drawn(draw)).text == "The ministers of the two states met.\n\nThey signed the memorandum of the port."


def test_words_broken_at_a_line_s_end_are_whole_again() -> None:
    def draw(canvas: Canvas) -> None:
        lines = ["The ministers of the two states agreed to widen their cooper-",
                 "ation over the coming years, and to review the Estonian-",
                 "Finnish port, a project in which they have taken a long-", "term interest."]
        for i, text in enumerate(lines):
            canvas.drawString(72, 700 - 14 * i, text)

    assert read_one(drawn(draw)).text == (
        "The ministers of the two states agreed to widen their cooperation over the coming years, and to review the Estonian-Finnish port, "
        "a project in which they have taken a long-term interest.")


def test_properties_give_title_and_author() -> None:
    document = read_one(typeset(PARAGRAPHS))
    assert document.title == "Presidents meet"
    assert document.credits[0].name == "Kersti Tamm"


def test_a_pdf_without_text_asks_for_ocr() -> None:
    error = refusal(drawn(lambda canvas: canvas.rect(100, 100, 200, 200)))
    assert isinstance(error, EmptyError)
    assert "OCR" in error.mend


def test_an_encrypted_pdf_asks_for_its_password_to_be_taken_off() -> None:
    error = refusal(drawn(lambda canvas: canvas.drawString(72, 700, "Secret."), encrypt="open sesame"))
    assert isinstance(error, UnreadableError)
    assert "encrypted" in error.reason


@pytest.mark.parametrize("length", [9, 500])
def test_a_truncated_pdf_is_refused(length: int) -> None:
    assert isinstance(refusal(typeset(PARAGRAPHS)[:length]), UnreadableError)


def test_too_many_pages_are_refused() -> None:
    assert isinstance(refusal(typeset(LONG * 3), limits=Limits(pages=1)), TooLargeError)
