"""Briefs for tests: of a register that holds records written as dictionaries, or any records at all."""
from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dragoman.brief import Brief, make_brief
from dragoman.document import Document
from dragoman.errors import UnknownError
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register, View
from tests.strategies import readings

PAIR = ["KAZ", "KOR"]
KAZAKH, KOREAN = "Akorda Press Service", "Ministry of Foreign Affairs, Republic of Korea"


@contextmanager
def view_of(*found: Reading) -> Iterator[View]:
    """The view of a register that holds these readings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(_empty(), folder))
        with Register.open(path) as register:
            for reading in found:
                register.add(reading)
            yield register.view()


@cache
def _empty() -> Path:
    """An empty register, to be copied: to make one takes its time."""
    path = Path(tempfile.mkdtemp(prefix="dragoman-brief-")) / "empty.db"
    Register.open(path).close()
    return path


def brief_of(*found: Reading, **asked: Any) -> Brief:
    """A brief on Kazakhstan and South Korea, as of 1 January 2027 where no other day is given."""
    with view_of(*found) as view:
        return make_brief(view, "KAZ", "KOR", **{"today": "2027-01-01", **asked})


def told(published: str | None, *records: dict[str, Any], source: str | None = None, **head: Any) -> Reading:
    """A document of a date; each record's evidence is its `quote` (default: a sentence of its own), which is taken out of the record."""
    id_ = f"doc {published} {source}"
    quotes = [record.get("quote", f"Sentence {n} of {id_} tells of it.") for n, record in enumerate(records)]
    document = Document(**{"id": id_, "text": " ".join(quotes) or "Nothing.", "published": published, "source": source, **head})
    pieces = []
    for quote in quotes:
        start = document.text.index(quote)
        pieces.append(Evidence.cut(document, start, start + len(quote)).model_dump())
    bare = [{k: v for k, v in record.items() if k != "quote"} for record in records]
    data = [{**record, "evidence": [piece]} for record, piece in zip(bare, pieces, strict=True)]
    return Reading.of(document, load_records(data, document.text))


def section(brief: Brief, title: str) -> dict[str | None, list[str]]:
    """The lines of a section under their headings, as people read them."""
    return {group.heading: [line.text for line in group.lines] for one in brief.sections if one.title == title for group in one.groups}


def briefs() -> st.SearchStrategy[Brief]:
    """Briefs of any records whatever."""
    found = st.lists(readings(), min_size=1, max_size=3, unique_by=lambda reading: reading.id)
    return found.map(_brief_if_any).filter(lambda brief: brief is not None)


def _brief_if_any(found: list[Reading]) -> Any:
    try:
        return brief_of(*found)
    except UnknownError:
        return None
