"""Briefs for tests: from records written as dictionaries, or from any records at all."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from hypothesis import strategies as st

from dragoman.brief import Brief, Line, make_brief
from dragoman.document import Document
from dragoman.records import Evidence, Reading, load_records, record_id
from dragoman.register import Entry, View
from tests.strategies import readings


class Entries:
    """A view that answers with what it was given."""

    def __init__(self, found: Sequence[Reading]) -> None:
        self._entries = [Entry(record_id(reading, record), reading, record) for reading in found for record in reading.records]

    def between(self, *pair: str) -> list[Entry]:
        """All entries, whatever the pair."""
        assert len(pair) == 2
        return self._entries


def brief_of(*found: Reading) -> Brief:
    """A brief on Kazakhstan and South Korea from all records of the readings."""
    return make_brief(cast(View, Entries(found)), "KAZ", "KOR")


def told(published: str | None, *records: dict[str, Any], source: str | None = None) -> Reading:
    """A document of a date; each record's evidence is its `quote` (default: a sentence of its own), which is taken out of the record."""
    quotes = [record.get("quote", f"Sentence {n} tells of it.") for n, record in enumerate(records)]
    document = Document(id=f"doc {published} {source}", text=" ".join(quotes) or "Nothing.", published=published, source=source)
    pieces = []
    for quote in quotes:
        start = document.text.index(quote)
        pieces.append(Evidence.cut(document, start, start + len(quote)).model_dump())
    bare = [{k: v for k, v in record.items() if k != "quote"} for record in records]
    data = [{**record, "evidence": [piece]} for record, piece in zip(bare, pieces, strict=True)]
    return Reading.of(document, load_records(data, document.text))


def plain(line: Line) -> str:
    """A line as people read it, without its citations."""
    return "".join(f"“{part.text}”" if part.style == "quote" else part.text for part in line.parts)


def section(brief: Brief, title: str) -> dict[str | None, list[str]]:
    """The lines of a section under their headings."""
    return {group.heading: [plain(line) for line in group.lines] for one in brief.sections if one.title == title for group in one.groups}


def briefs() -> st.SearchStrategy[Brief]:
    """Briefs of any records whatever."""
    found = st.lists(readings(), min_size=1, max_size=3, unique_by=lambda reading: reading.id)
    return found.filter(lambda some: any(reading.records for reading in some)).map(lambda some: brief_of(*some))
