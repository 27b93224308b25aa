"""PDF: text in reading order, lines joined to paragraphs, and where each page begins (PDFium)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.document import normalise
from dragoman.errors import EmptyError, TooLargeError, UnreadableError
from dragoman.readers.credits import person_credits
from dragoman.readers.draft import Draft, Source
from dragoman.readers.layout import Line, Paragraph, page_paragraphs, without_furniture
from dragoman.readers.paragraphs import join

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_HYPHEN = "\x02"  # what PDFium writes for a hyphen that ends a line; it leaves out the line break
_COLUMN_GAP = 1.3  # of the line's height: a wider gap within a row parts columns or cells
_UNKNOWN = 0.3  # share of letters that a font does not name from which on the text is worthless
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)([01]\d)([0-3]\d)")
_NO_TITLE = re.compile(r"untitled|microsoft word\b.*|.*\.(?:docx?|pdf|rtf|odt|indd|tex|dvi)", re.I)


def read(source: Source) -> Iterator[Draft]:
    """One draft; its `pages` are offsets of its text."""
    pdf = _open(source)
    try:
        if len(pdf) > source.limits.pages:
            reason = f"has {len(pdf):,} pages, more than {source.limits.pages:,}"
            raise TooLargeError(source.name, reason, "split it, or raise the limit on pages")
        pages = without_furniture([_lines(pdf, number, source.name) for number in range(len(pdf))])
        meta = pdf.get_metadata_dict()
    finally:
        pdf.close()
    text, starts = _assemble([page_paragraphs(page) for page in pages])
    if not any(c.isalnum() for c in text):
        raise EmptyError(source.name, "a PDF without text, probably scanned", "run OCR first (ocrmypdf)")
    if text.count("\ufffd") > _UNKNOWN * len(text):
        raise UnreadableError(source.name, "a PDF whose fonts do not say which letters they show", "run OCR first (ocrmypdf --force-ocr)")
    title = normalise(meta.get("Title", "")).strip()
    made = _DATE.match(meta.get("CreationDate", ""))
    yield Draft(text, source.name, title=None if _NO_TITLE.fullmatch(title) else title or None, credits=person_credits(meta.get("Author")),
                file_date="-".join(made.groups()) if made else None, pages=starts)


def _open(source: Source) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(source.data)
        if len(pdf) == 0:
            pdf.close()
            raise EmptyError(source.name, "a PDF without pages", "export it again from the program that made it")
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableError(source.name, "an encrypted PDF", "open it with its password and save it without one") from None
        raise UnreadableError(source.name, "a damaged PDF", "open it in a PDF viewer and print it to a new file") from None
    return pdf


def _lines(pdf: PdfDocument, number: int, name: str) -> list[Line]:
    """The lines of one page, in the order in which they were drawn."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number]
        runs = list(_runs(page))
    except PdfiumError:
        raise UnreadableError(name, f"page {number + 1} is damaged", "open it in a PDF viewer and print it to a new file") from None
    return [line for run in runs if (line := _line(run)) is not None]


Char = tuple[str, float, float, float, float]  # the character, left, bottom, right, top


def _runs(page: PdfPage) -> Iterator[list[Char]]:
    """Characters that stand in one row without a wide gap between them."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    turn = page.get_rotation()
    run: list[Char] = []
    last: Char | None = None
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        char = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
        if char.isspace():
            run.append((" ", 0, 0, 0, 0))
            continue
        placed = (char, *_turned(textpage.get_charbox(i, loose=True), turn))
        if last is not None and _breaks(last, placed):
            yield run
            run = []
        run.append(placed)
        last = placed
    yield run


def _turned(box: Sequence[float], degrees: int) -> tuple[float, float, float, float]:
    """A box as the reader sees it on a page that is shown turned clockwise by so many degrees."""
    (x0, y0, x1, y1) = box
    corners = {90: (y0, -x1, y1, -x0), 180: (-x1, -y1, -x0, -y0), 270: (-y1, x0, -y0, x1)}
    return corners.get(degrees, (x0, y0, x1, y1))


def _breaks(last: Char, char: Char) -> bool:
    """Whether a character begins a new line: after a hyphen that ends one, on another height, after a wide gap, or back at the left."""
    _, left, bottom, right, top = last
    height = max(top - bottom, char[4] - char[2], 1.0)
    middle = (char[2] + char[4]) / 2
    return last[0] == _HYPHEN or not bottom - 0.2 * height <= middle <= top + 0.2 * height \
        or char[1] - right > _COLUMN_GAP * height or char[1] < left - 2 * height


def _line(run: Sequence[Char]) -> Line | None:
    text = " ".join("".join(char[0] for char in run).replace(_HYPHEN, "-").translate(_LIGATURES).split())
    text = normalise(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")).strip()
    boxes = [char[1:] for char in run if char[0] != " "]
    if not text or not boxes:
        return None
    start = next(i for i, char in enumerate(run) if char[0] != " ")
    end = next((i for i in range(start, len(run)) if run[i][0] == " "), len(run))
    return Line(text, min(b[0] for b in boxes), max(b[2] for b in boxes), min(b[1] for b in boxes), max(b[3] for b in boxes),
                run[end - 1][3] - run[start][1])


def _assemble(pages: Sequence[Sequence[Paragraph]]) -> tuple[str, tuple[int, ...]]:
    """One text of all pages' paragraphs, and the offset at which each page begins in it; a paragraph may run over the page's end.

    The first page begins at 0; a page without text begins where the next one does, or at the text's end.
    """
    pieces: list[str] = []
    length, starts = 0, []
    last: Paragraph | None = None
    for paragraphs in pages:
        for position, paragraph in enumerate(paragraphs):
            if last and position == 0 and last.runs_on(paragraph):
                joined = join([pieces[-1], paragraph.text], keep_hyphens=False)
                length += len(joined) - len(pieces[-1])
                pieces[-1] = joined
            else:
                length += len(paragraph.text) + (2 if pieces else 0)
                pieces.append(paragraph.text)
            if position == 0:
                starts.append(length - len(paragraph.text))
            last = paragraph
        if not paragraphs:
            starts.append(length)
    return "\n\n".join(pieces), _forward(starts, pages)


def _forward(starts: Sequence[int], pages: Sequence[Sequence[Any]]) -> tuple[int, ...]:
    """Pages without text given the start of the next page that has some."""
    result = list(starts)
    for number in range(len(result) - 2, -1, -1):
        if not pages[number]:
            result[number] = result[number + 1]
    if result:
        result[0] = 0
    return tuple(result)
