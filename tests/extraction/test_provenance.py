"""Where the fields of records come from."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction import records_of
from dragoman.extraction.context import Context
from dragoman.extraction.provenance import Provenance, Source
from dragoman.records import Evidence, Record, load_records

TEXT = ("Estonia's president Kersti Tamm met Finland's prime minister in Tallinn on 4 May 2031. The two sides signed a memorandum on port "
        "security. Tamm thanked Finland for its help after the storm. Finnish firms have invested more than €2.5 billion in Estonia.")


def sources(text: str, kind: str, **known: str) -> dict[tuple[str, str], Source]:
    """By field and value, the sources of the one record of a type that the text holds."""
    c = Context(analyse(Document(id="x", text=text, **known)))
    (record,) = [r for r in records_of(c) if r.type == kind]
    return {(s.field, str(s.value)): s for s in Provenance(c).sources(record)}


def words(text: str, source: Source) -> list[str]:
    return [text[span.start:span.end] for span in source.spans]


def check(text: str, kind: str, field: str, value: str, expected: tuple[str, list[str]], **known: str) -> None:
    source = sources(text, kind, **known)[field, value]
    assert (source.how, words(text, source)) == expected


@pytest.mark.parametrize(("kind", "field", "value", "expected"), [
    ("meeting", "parties", "EST", ("stated", ["Estonia"])),
    ("meeting", "people", "Kersti Tamm", ("stated", ["Kersti Tamm"])),
    ("meeting", "place", "Tallinn", ("stated", ["Tallinn"])),
    ("meeting", "date", "2031-05-04", ("stated", ["4 May 2031"])),
    ("meeting", "kind", "talks", ("stated", ["met"])),
    ("agreement", "parties", "FIN", ("resolved", ["two sides"])),
    ("agreement", "subject", "port security", ("stated", ["port security"])),
    ("agreement", "kind", "memorandum", ("stated", ["memorandum"])),
    ("agreement", "status", "signed", ("stated", ["signed"])),
    ("gesture", "from", "EST", ("resolved", ["Tamm"])),
    ("gesture", "to", "FIN", ("stated", ["Finland"])),
    ("figure", "value", "2500000000", ("stated", ["more than €2.5 billion"])),
    ("figure", "from", "FIN", ("stated", ["Finnish"])),
])
def test_each_field_is_traced_to_the_words_that_say_it(kind: str, field: str, value: str, expected: tuple[str, list[str]]) -> None:
    check(TEXT, kind, field, value, expected)


def test_a_date_without_its_year_is_resolved() -> None:
    check("The presidents of Estonia and Finland met on Sunday.", "meeting", "date", "2031-05-04", ("resolved", ["Sunday"]),
          published="2031-05-06")


def test_a_capital_that_acts_is_resolved() -> None:
    check("Tallinn thanked Finland for its help after the storm.", "gesture", "from", "EST", ("resolved", ["Tallinn"]))


def test_whom_the_words_said_name_is_not_who_says_them() -> None:
    text = "“Finland has helped us, and we thank Finland for it,” said Finland's prime minister."
    source = sources(text, "statement")["affiliation", "FIN"]
    assert source.spans[0].start > text.index("said")


def test_what_another_sentence_says_is_inherited_from_there() -> None:
    text = "Estonia and Finland have long been neighbours. The border was opened in 2020."
    a = analyse(Document(id="x", text=text))
    evidence = [piece(a.document, "The border was opened")]
    data = {"type": "event", "event_type": "COOPERATE", "source": ["EST"], "date": "2020", "evidence": evidence}
    found = {s.field: s for s in Provenance(Context(a)).sources(load_records([data], text)[0])}
    assert (found["source"].how, words(text, found["source"])) == ("inherited", ["Estonia"])
    assert (found["date"].how, words(text, found["date"])) == ("stated", ["2020"])  # in the sentence of the evidence


def test_what_no_word_says_has_no_span() -> None:
    text = "The border was opened."
    a = analyse(Document(id="x", text=text, published="2031-05-04"))
    data = {"type": "event", "event_type": "COOPERATE", "source": ["EST"], "date": "2031-05-04", "evidence": [piece(a.document, "border")]}
    found = Provenance(Context(a)).sources(load_records([data], text)[0])
    assert {(s.how, s.spans) for s in found} == {("inherited", ())}


def piece(document: Document, quote: str) -> dict[str, object]:
    start = document.text.index(quote)
    return Evidence.cut(document, start, start + len(quote)).model_dump()


def test_every_value_of_every_field_has_one_source_within_the_text() -> None:
    c = Context(analyse(Document(id="x", text=TEXT)))
    for record in records_of(c):
        found = Provenance(c).sources(record)
        assert [(s.field, s.value) for s in found] == list(values(record))
        assert all(0 <= span.start < span.end <= len(TEXT) for s in found for span in s.spans)


def values(record: Record) -> list[tuple[str, object]]:
    fields = {name: value for name, value in record.to_dict().items() if name not in ("type", "evidence", "confidence")}
    return [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
