"""By what a search can be narrowed, that the numbers are those that narrowing gives; and what else is counted, on either database."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dragoman.document import Document
from dragoman.errors import RegisterError
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Asked, Register, View, faceting, searching
from dragoman.register.relating import Chosen, Relation

_TEXTS = (("2021-02", "Paper A", "meeting", ["EST", "FIN"]), ("2021-05-04", "Paper A", "agreement", ["EST", "LVA"]),
          ("2023-03-01", "Paper B", "meeting", ["FIN", "LVA"]), (None, None, "meeting", ["EST", "FIN"]))
_FIELDS = {"meeting": {"kind": "talks"}, "agreement": {"kind": "agreement", "status": "signed"}}


@pytest.fixture
def view(location: str) -> Iterator[View]:
    with Register.open(location) as made:
        for n, (published, source, type_, parties) in enumerate(_TEXTS):
            document = Document(id=f"d{n}", text=f"They spoke of ferries, number {n}.", published=published, source=source)
            evidence = [Evidence.cut(document, 0, 10).model_dump()]
            record = {"type": type_, "parties": parties, **_FIELDS[type_], "evidence": evidence}
            made.add(Reading.of(document, load_records([record], document.text)))
        yield made.view()


def test_every_value_is_counted_as_often_as_narrowing_by_it_finds(view: View) -> None:
    asked = Asked("ferries")
    found = view.facets(asked)
    assert (found.documents, found.whole) == (4, True)
    assert found.types == {"meeting": 3, "agreement": 1}
    assert found.sources == {"Paper A": 2, "Paper B": 1}
    assert found.years == {"2023": 1, "2021": 2}
    assert list(found.years) == ["2023", "2021"]
    for values, name in ((found.types, "type"), (found.actors, "actor"), (found.sources, "source")):
        assert values
        for value, number in values.items():
            assert len(view.search(replace(asked, **{name: value}))) == number
    for year, number in found.years.items():
        assert len(view.search(replace(asked, since=year, until=year))) == number


def test_facets_are_those_of_what_is_asked_for(view: View) -> None:
    assert view.facets(Asked("ferries", type="agreement")).actors == {"EST": 1, "LVA": 1}
    assert view.facets(Asked("ferries", actor="FIN", since="2023")).years == {"2023": 1}
    assert view.facets(Asked("trains")).documents == 0
    with pytest.raises(RegisterError, match="no word"):
        view.facets(Asked("-ferries"))


def test_of_many_documents_the_newest_are_counted(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "NEWEST", 2)
    monkeypatch.setattr(faceting, "NEWEST", 2)
    found = view.facets(Asked("ferries"))
    assert (found.documents, found.whole) == (2, False)
    assert found.years == {"2023": 1}


def test_relations_are_counted_by_type_and_year(view: View) -> None:
    known = view.relations()
    assert known.strongest(Chosen(), 1, 9) == ([
        Relation("EST", "FIN", 2, {2021: 1}), Relation("EST", "LVA", 1, {2021: 1}), Relation("FIN", "LVA", 1, {2023: 1})], 3)
    assert known.strongest(Chosen(type="meeting", since=2022), 1, 9) == ([Relation("FIN", "LVA", 1, {2023: 1})], 1)
    assert known.by_year(Chosen(actor="EST")) == {2021: 2}


def test_the_latest_of_each_type_are_looked_up(view: View) -> None:
    every = view.facts()
    assert len(every) == 4
    for asked in ({}, {"actor": "FIN"}, {"pair": ("FIN", "EST")}, {"status": "signed"}, {"since": "2021-03", "until": "2023"}):
        assert view.facts(**asked, limit=2) == view.facts(**asked)[-2:]  # type: ignore[arg-type] # each is one of them
