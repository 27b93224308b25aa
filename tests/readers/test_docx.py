from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.readers import Limits
from tests.readers.support import PARAGRAPHS, read_one, refusal

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(change: Callable[[WordDocument], object] | None = None, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """A Word document of the article, changed before it is saved."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def test_paragraphs_and_table_cells_come_in_their_order() -> None:
    def add_table(document: WordDocument) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Port of Tallinn", "5 million euros"
        document.add_paragraph("They will meet again in the autumn.")

    last = ["Port of Tallinn", "5 million euros", "They will meet again in the autumn."]
    assert read_one(word(add_table)).text.split("\n\n") == [*PARAGRAPHS, *last]


def test_properties_give_title_and_author() -> None:
    def name(document: WordDocument) -> None:
        document.core_properties.title, document.core_properties.author = "Presidents meet", "Kersti Tamm"

    document = read_one(word(name))
    assert document.title == "Presidents meet"
    assert ("author", "Kersti Tamm") in [(credit.role, credit.name) for credit in document.credits]


def test_an_author_that_is_a_program_is_nobody() -> None:
    assert "python-docx" not in [credit.name for credit in read_one(word()).credits]


def test_the_day_the_file_was_made_counts_only_where_the_text_gives_none() -> None:
    def date(document: WordDocument) -> None:
        document.core_properties.created = datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC)

    assert read_one(word(date)).published == "2031-05-04"
    assert read_one(word(date, PARAGRAPHS[1:])).published == "2031-05-06"


def test_accepted_and_content_controlled_text_is_read_and_deleted_text_is_not() -> None:
    def track(document: WordDocument) -> None:
        document.element.body.insert(0, parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Tallinn, </w:t></w:r>"
            "<w:ins w:id='1' w:author='x'><w:r><w:t>Estonia</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>Narva</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>"))

    assert read_one(word(track)).text.split("\n\n")[0] == "Tallinn, Estonia"


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    def add_box(document: WordDocument) -> None:
        document.element.body.insert(0, parse_xml(
            f"<w:p {W} {mc}><w:r><w:t>Around it.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"))

    assert read_one(word(add_box)).text.split("\n\n")[:2] == ["Around it.", "In the box."]


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_parsed() -> None:
    bomb = with_part(word(), "word/media/image1.png", b"\0" * 300_000_000)
    assert len(bomb) < 1_000_000
    assert isinstance(refusal(bomb), TooLargeError)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(with_part(word(), "word/media/image1.png", b"\0" * 3_000_000))
    size = (3_000_000).to_bytes(4, "little")
    assert data.count(size) == 2  # local header and central directory
    small = bytes(data).replace(size, (10).to_bytes(4, "little"))
    assert isinstance(refusal(small, limits=Limits(unpacked_bytes=1_000_000)), UnreadableError | TooLargeError)


def test_entities_are_not_resolved() -> None:
    evil = ('<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa">]>'
            f"<w:document {W}><w:body><w:p><w:r><w:t>The two sides met and agreed on the memorandum of the port.&e;&a;</w:t></w:r></w:p>"
            "</w:body></w:document>").encode()
    text = read_one(with_part(word(), "word/document.xml", evil)).text
    assert text == "The two sides met and agreed on the memorandum of the port."


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_damaged_document_is_refused(part: str) -> None:
    assert isinstance(refusal(with_part(word(), part, b"<nonsense")), UnreadableError)


def test_a_truncated_document_is_refused() -> None:
    assert isinstance(refusal(word()[:2000]), UnreadableError)
