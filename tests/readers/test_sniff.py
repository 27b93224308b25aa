from __future__ import annotations

import io
import zipfile

import pytest

from dragoman.errors import UnreadableError
from dragoman.readers import READERS
from dragoman.readers.draft import Source
from dragoman.readers.sniff import DOCX, HTML, JSONL, MARKDOWN, PDF, TEXT, media_type_of
from tests.readers.support import ARTICLE, refusal

TYPES = "[Content_Types].xml"


def kind(data: bytes | str, declared: str | None = None) -> str:
    return media_type_of(Source(data.encode() if isinstance(data, str) else data, "input"), declared)


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(("data", "expected"), [
    (ARTICLE, TEXT),
    (ARTICLE.encode("utf-16"), TEXT),
    ("QUESTION: Was it #1 or 2 * 3? [laughs] See http://example.org.", TEXT),
    ("1. At the invitation of the President, the Prime Minister came.\n2. He left.\n- on Friday", TEXT),
    ("[Embargoed until noon] The two sides met.", TEXT),
    ("<b>Bold</b> words in the text of a letter", TEXT),
    ("MZ is how a Windows program begins, BM a picture", TEXT),
    ("# Heading\n\nText", MARKDOWN),
    ("Text with [a link](https://example.org) and **bold** words", MARKDOWN),
    ("---\ntitle: x\n---\nText", MARKDOWN),
    ("Title\n=====\n\nText\n\n> quoted", MARKDOWN),
    ("<!DOCTYPE html><html><body>x", HTML),
    ("\ufeff <!-- a --> <HTML lang=en>", HTML),
    ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html/>', HTML),
    ("<p>One paragraph.</p><p>Two.</p>", HTML),
    ("<html>".encode("utf-16"), HTML),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", PDF),
    (b"\r\n\xef\xbb\xbf%PDF-1.4", PDF),
    (b"junk before\n%PDF-1.4\nstartxref\n0\n%%EOF", PDF),
    ('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', JSONL),
    ('\ufeff{"text": "x"}', JSONL),
    ('{"id": "a", "body": "x"}\n{"id": "b", "body": "y"}\n', JSONL),
    (archive(TYPES, "word/document.xml"), DOCX),
    (archive(TYPES, "word/document2.xml"), DOCX),
])
def test_content_tells_the_kind(data: bytes | str, expected: str) -> None:
    assert kind(data) == expected


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == {TEXT, MARKDOWN, HTML, PDF, DOCX, JSONL}


@pytest.mark.parametrize(("data", "declared", "expected"), [
    (ARTICLE, "text/markdown", MARKDOWN), ("# Heading", "text/plain", TEXT), (ARTICLE, "text/html", TEXT),
    ("A <b>bold</b> word", "text/html", HTML), ("not json", "application/x-ndjson", JSONL), (ARTICLE, "application/pdf", TEXT),
    (ARTICLE, "image/png", TEXT), ("<html>", "text/plain", HTML), (b"%PDF-1.4", "text/plain", PDF), ('{"text": "x"}', "text/plain", JSONL),
])
def test_a_declared_type_decides_only_where_the_content_leaves_it_open(data: bytes | str, declared: str, expected: str) -> None:
    assert kind(data, declared) == expected


@pytest.mark.parametrize(("data", "what"), [
    (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"), (b"\x7fELF\x02\x01\x01" + bytes(100), "ELF"),
    (b"MZ\x90\0\x03\0" + bytes(9), "Windows program"),
    (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"), (b"GIF89a\x01\0\x01\0", "GIF"), (b"\x1f\x8b\x08\0" + bytes(10), "gzip"),
    (b"BM\x1a\0\0\0", "BMP"), (b"SQLite format 3\0", "SQLite"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office"),
    (rb"{\rtf1 text}", "RTF"), (archive(TYPES, "xl/workbook.xml"), "XLSX"), (archive(TYPES, "ppt/presentation.xml"), "PPTX"),
    (archive("word/a.txt"), "zip archive"), (archive("mimetype", "content.xml"), "OpenDocument"),
    (b"PK\x03\x04" + bytes(99), "zip"), (bytes(range(256)) * 40, "binary"),
    (b"\0\x01\x02 a few words\0", "binary"), (b"\0\0\0\x20ftypisom" + bytes(8), "film"), (b"WARC/1.0\r\n", "WARC"),
    (b'<?xml version="1.0"?><rss version="2.0"/>', "XML"), (b"<feed xmlns='x'/>", "XML"),
])
def test_what_cannot_be_read_is_named(data: bytes, what: str) -> None:
    error = refusal(data, "text/plain")
    assert isinstance(error, UnreadableError)
    assert what in error.reason
    assert error.mend
