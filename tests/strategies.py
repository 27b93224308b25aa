"""Arbitrary records and readings, for tests of what must hold for all of them."""
from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from dragoman.document import Credit, Document
from dragoman.records import RECORD_TYPES, SECTORS, Evidence, Reading, Record, load_records

CODES = ("KAZ", "KOR", "USA", "IGO:EU", "Geumgang Cell")
_DAY = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
_POINT = st.one_of(_DAY, _DAY.map(lambda day: day[:7]), _DAY.map(lambda day: day[:4]), st.just("2031-13-45"))
DATES = st.one_of(_POINT, _POINT.map(lambda day: day + "/"), st.tuples(_POINT, _POINT).map("/".join))
WORDS = st.one_of(st.sampled_from(["Seoul", "<b>&amp;", "a [b](c) *d* _e_", "\u202eleft", "#\n|"]), st.text(min_size=1, max_size=12))
NUMBERS = st.one_of(st.integers(-10**13, 10**13), st.floats(-1e12, 1e12, allow_nan=False))
_ACTOR = st.sampled_from(CODES)
_ACTORS = st.lists(_ACTOR, min_size=1, max_size=3, unique=True)
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "parties": _ACTORS, "between": _ACTORS, "actor": _ACTORS, "toward": _ACTORS, "source": _ACTORS, "target": _ACTORS,
    "from": _ACTOR, "to": _ACTOR, "home": _ACTOR, "host": _ACTOR, "affiliation": _ACTOR,
    "date": DATES, "period": DATES, "value": NUMBERS, "count": st.integers(2, 10**7), "sector": st.sampled_from(SECTORS),
    "unit": st.sampled_from(["USD", "EUR", "percent", "count", "tonne", "MW", "kg <b>"]),
    "confidence": st.integers(0, 100).map(lambda n: n / 100),
    "people": st.lists(WORDS, max_size=3), "context": st.lists(WORDS, max_size=2),
}


def _values(name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    for kind in (field.annotation, *get_args(field.annotation)):
        if get_origin(kind) is Literal:
            return st.sampled_from(get_args(kind))
    return _BY_NAME.get(name, WORDS)


def record_data() -> st.SearchStrategy[dict[str, Any]]:
    """The JSON shape of a record of any type, without its evidence."""
    shapes = []
    for kind in RECORD_TYPES:
        fields = {field.alias or name: field for name, field in kind.model_fields.items() if name != "evidence"}
        needed = {name: _values(name, field) for name, field in fields.items() if field.is_required()}
        needed["type"] = st.just(kind.model_fields["type"].default)
        shapes.append(st.fixed_dictionaries(needed, optional={n: _values(n, f) for n, f in fields.items() if n not in needed}))
    return st.one_of(shapes)


@st.composite
def _pieces(draw: st.DrawFn, document: Document) -> list[dict[str, Any]]:
    starts = draw(st.lists(st.integers(0, len(document.text) - 1), min_size=1, max_size=3, unique=True))
    return [Evidence.cut(document, start, draw(st.integers(start + 1, len(document.text)))).model_dump() for start in starts]


@st.composite
def records_of(draw: st.DrawFn, document: Document, max_size: int = 6) -> tuple[Record, ...]:
    """Records of any type whose evidence is cut at random out of the document's text."""
    data = draw(st.lists(record_data(), max_size=max_size))
    return load_records([{**one, "evidence": draw(_pieces(document))} for one in data], document.text)


@st.composite
def readings(draw: st.DrawFn, document_id: str | None = None) -> Reading:
    """A document with any text and metadata, and any records."""
    document = Document(
        id=document_id or draw(WORDS), text=draw(st.text(min_size=1, max_size=80)), title=draw(st.none() | WORDS),
        published=draw(st.none() | _POINT), source=draw(st.none() | WORDS), url=draw(st.none() | WORDS),
        language=draw(st.none() | st.just("en")), dateline=draw(st.none() | WORDS),
        credits=draw(st.lists(st.builds(Credit, role=st.just("editor"), name=WORDS), max_size=1)),
        pages=draw(st.sampled_from([(), (0,), (0, 3)])))
    return Reading.of(document, draw(records_of(document)))
