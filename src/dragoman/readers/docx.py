"""Word documents (DOCX): every paragraph in document order, table cells, content controls and accepted insertions among them."""
from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.readers.credits import person_credits
from dragoman.readers.draft import Draft, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats a text box for older programs
_CHUNK = 1 << 20
_MOST_PARTS = 10_000
_MEND = "open it in a word processor and save it again as .docx"


def read(source: Source) -> Iterator[Draft]:
    """One draft. Deleted text, comments, notes, headers and footers are left out."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    _check_size(source)
    try:
        document = docx.Document(io.BytesIO(source.data))
        properties = document.core_properties
        paragraphs = [text for text in map(_text, document.element.body.iter(f"{_W}p")) if text]
        title, author, created = properties.title, properties.author, properties.created
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, SyntaxError, PackageNotFoundError) as error:
        # SyntaxError is what lxml's errors of syntax are.
        raise UnreadableError(source.name, f"a damaged Word document ({type(error).__name__})", _MEND) from None
    yield Draft("\n\n".join(paragraphs), source.name, title=title.strip() or None, credits=person_credits(author), file_date=_date(created))


def _check_size(source: Source) -> None:
    """Refuse an archive that unpacks to more than the limit, by what it declares and by what really comes out."""
    limit, total = source.limits.unpacked_bytes, 0
    mend = "remove its pictures, or raise the limit on unpacked bytes"
    too_large = TooLargeError(source.name, f"unpacks to more than {limit:,} bytes", mend)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limit:
                raise too_large
            for part in parts:
                with archive.open(part) as stream:
                    while chunk := stream.read(_CHUNK):
                        total += len(chunk)
                        if total > limit:
                            raise too_large
    except RuntimeError:  # zipfile's word for a password
        raise UnreadableError(source.name, "an encrypted archive", "save the document without a password") from None
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
        raise UnreadableError(source.name, f"a damaged Word document ({error})", _MEND) from None


def _text(paragraph: Any) -> str:
    """The text of one paragraph without that of paragraphs inside it (a text box is anchored in a paragraph)."""
    if any(True for _ in paragraph.iterancestors(_FALLBACK)):
        return ""
    pieces = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p"), None) is not paragraph or node.getparent().tag == f"{_W}tabs":
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        else:
            pieces.append({f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(node.tag, "\n"))
    return "\n".join(filter(None, (line.strip() for line in "".join(pieces).split("\n"))))


def _date(created: datetime.datetime | None) -> str | None:
    return created.date().isoformat() if created else None
