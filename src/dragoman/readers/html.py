"""Web pages: the article, and what the page says about it (trafilatura)."""
from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.document import normalise
from dragoman.errors import EmptyError, UnreadableError
from dragoman.readers.credits import person_credits
from dragoman.readers.draft import Draft, Source
from dragoman.readers.encoding import decode, marked_encoding
from dragoman.readers.paragraphs import ends_sentence, unwrap

# A page may name its encoding within its first 1,024 bytes (HTML Standard, "prescan a byte stream"); authors are often late.
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BOILERPLATE = re.compile(r"copyright|©|all rights reserved|\bcookies\b|javascript|your browser", re.I)
_FEWEST_WORDS = 8  # of prose in an article; readouts of one sentence exist
# The clock must not decide what a page says, so the window of dates is fixed; guessing from the text is left to the dateline.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2100-01-01"}


def read(source: Source) -> Iterator[Draft]:
    """One draft: main text (headings, list items and table cells as paragraphs), title, date, authors, site and address."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    page = _decode(source)
    found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    text = _paragraphs(normalise(found.text or "")) if isinstance(found, Page) else ""
    if not isinstance(found, Page) or not _is_article(text):
        raise EmptyError(source.name, "a web page without an article in it", "give it the page of the article itself, or its text")
    if "\ufffd" in text and "\ufffd" not in source.data.decode("utf-8", errors="ignore"):
        raise UnreadableError(source.name, "the article holds bytes that are not valid in the page's encoding",
                              "save the page again from a browser, as UTF-8")
    yield Draft(text, source.name, title=found.title, published=found.date, source=found.sitename or found.hostname, url=found.url,
                language=found.language, credits=person_credits(found.author))


def _decode(source: Source) -> str:
    """The page as text. Bytes that do not fit the declared encoding do not matter outside the article, so they are marked, not refused."""
    data = source.data
    declared = source.charset or _declared_charset(data)
    try:
        page = decode(data, source.name, declared)
    except UnreadableError:
        try:
            page = data.decode(marked_encoding(data) or declared or "utf-8", errors="replace")
        except LookupError:
            page = data.decode("utf-8", errors="replace")
    return _XML_DECLARATION.sub("", page)


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", errors="ignore") if match else None


def _paragraphs(text: str) -> str:
    """The extractor's lines as paragraphs, without its marks for list items and table rows."""
    blocks = []
    for line in unwrap(text).split("\n"):
        bare = line.strip()
        if bare.startswith("|"):
            blocks += [cell.strip() for cell in bare.split("|") if cell.strip(" -")]
        elif bare:
            blocks.append(bare.removeprefix("- "))
    return "\n\n".join(blocks)


def _is_article(text: str) -> bool:
    """Whether there is prose in it, and not only menus and notices."""
    lines = [line for line in text.split("\n") if ends_sentence(line) and not _BOILERPLATE.search(line)]
    return sum(len(line.split()) for line in lines) >= _FEWEST_WORDS
