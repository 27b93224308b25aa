"""Links follow from the facts, however these came about, and only what may be linked is read for them."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from dragoman.document import Document
from dragoman.facts import Fact
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register, following


def reading(document: str, published: str | None, *records: tuple[str, dict[str, Any]]) -> Reading:
    """A document of sentences, each the evidence of a record."""
    text, found = "", []
    for quote, fields in records:
        found.append((len(text), len(text) + len(quote), fields))
        text += f"{quote}. "
    whole = Document(id=document, text=text or "Nothing.", published=published)
    told = [{**fields, "evidence": [Evidence.cut(whole, start, end).model_dump()]} for start, end, fields in found]
    return Reading.of(whole, load_records(told, whole.text))


def promise(action: str) -> tuple[str, dict[str, Any]]:
    return f"Finland will {action}", {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": action}


def event(quote: str) -> tuple[str, dict[str, Any]]:
    return quote, {"type": "event", "event_type": "AID", "source": ["FIN"], "target": ["EST"]}


def trade(value: float) -> tuple[str, dict[str, Any]]:
    return f"Trade came to {value} euros", {"type": "figure", "measure": "trade", "value": value, "unit": "EUR", "bound": "exact",
                                            "between": ["EST", "FIN"], "period": "2025"}


def found(register: Register) -> list[tuple[str, str, str]]:
    """The links of a sound register: their kinds, and the words of both facts."""
    register.settle()
    assert register.verify().faults == ()
    facts = {fact.id: fact for fact in register.view().facts()}
    return sorted((link.kind, facts[link.of].reports[0].quote, facts[link.by].reports[0].quote)
                  for link in register.view().links(list(facts.values())))


KEPT = ("kept", "Finland will open a school in Narva", "Finland opened the school in Narva")


@pytest.mark.parametrize("promised_first", [True, False])
def test_a_deed_and_its_promise_are_linked_whichever_is_read_first(register: Register, promised_first: bool) -> None:
    both = [reading("a", "2026-05-04", promise("open a school in Narva")), reading("b", "2027-05-04", event(KEPT[2]))]
    for one in both if promised_first else both[::-1]:
        register.add(one)
        register.settle()
    assert found(register) == [KEPT]


def test_only_facts_that_may_be_linked_are_read(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[int] = []

    def loaded(connection: Connection, keys: Collection[int]) -> dict[int, Fact]:
        wanted.append(len(keys))
        return original(connection, keys)

    original = following._loaded
    places = ("Pärnu", "Tartu", "Valga", "Viljandi", "Rakvere", "Haapsalu")
    register.add(reading("a", "2026-05-04", promise("open a school in Narva"), *(promise(f"send vessels to {place}") for place in places)))
    register.add(reading("b", "2026-06-04", *(event(f"Finland praised the music of {place}") for place in places)))
    register.settle()
    monkeypatch.setattr(following, "_loaded", loaded)
    register.add(reading("c", "2027-05-04", event(KEPT[2])))
    assert found(register)[-1] == KEPT
    assert wanted[0] == 2  # the second time is that of `verify`, which looks at all


RECORDS = (promise("open a school in Narva"), promise("deliver the ferry to Pärnu"), promise("visit Tallinn"), event(KEPT[2]),
           event("The ferry was delivered to Pärnu"), event("The school in Narva has not opened"), trade(4e6), trade(5e6), trade(7e6))
READ = st.tuples(st.sampled_from("abcd"), st.sampled_from((None, "2026-05-06", "2027-05-06", "2029")),
                 st.lists(st.sampled_from(RECORDS), max_size=4, unique_by=lambda record: record[0]), st.booleans())


@pytest.mark.parametrize(("few", "held"), [(300, 3_000), (1, 1)])
@settings(max_examples=15, deadline=None)
@given(read=st.lists(READ, min_size=2, max_size=9))
def test_links_are_those_of_all_facts_made_anew(
    tmp_path_factory: pytest.TempPathFactory, few: int, held: int,
    read: list[tuple[str, str | None, list[tuple[str, dict[str, Any]]], bool]],
) -> None:
    with pytest.MonkeyPatch.context() as patch, Register.open(tmp_path_factory.mktemp("links") / "register.db") as register:
        patch.setattr(following, "_FEW", few)
        patch.setattr(following, "_HELD", held)
        for document, published, records, settled in read:
            register.add(reading(document, published, *records))
            if settled:
                register.settle()
        links = found(register)
        register.rebuild()
        assert found(register) == links
