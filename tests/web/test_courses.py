"""How things went, as the pages of facts tell it: stages of agreements, and what became of promises."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from dragoman.document import Document
from dragoman.facts import Fact, Link
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register, View
from dragoman.web.courses import course, outcome, ratifications
from tests.web.support import TODAY, page_of, path_of

_STAGES = (("signed", "2021-08-17", "Estonia and Finland signed an agreement on ferries on 17 August 2021 in Turku."),
           ("ratified", "2022-03-01", "Estonia ratified the agreement on ferries on 1 March 2022."))


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fact]:
    """An agreement that was signed, and ratified by one of its two parties."""
    with Register.open(tmp_path_factory.mktemp("courses") / "register.db") as made:
        for n, (status, date, text) in enumerate(_STAGES):
            document = Document(id=f"d{n}", text=text, published=date, source=f"Paper {n}")
            record = {"type": "agreement", "kind": "agreement", "subject": "ferries", "parties": ["EST", "FIN"], "status": status,
                      "date": date, "evidence": [Evidence.cut(document, 0, len(text)).model_dump()]}
            made.add(Reading.of(document, load_records([record if n else {**record, "place": "Turku"}], text)))
        yield made.view().facts(type="agreement")[0]


def test_a_course_names_each_stage_with_its_date_its_place_and_who_says_so(ferries: Fact) -> None:
    steps = course(ferries)
    assert [(step.status, step.date, step.place, step.party, step.now) for step in steps] == [
        ("signed", "2021-08-17", "Turku", None, False), ("ratified", "2022-03-01", None, "EST", True)]
    assert [[report.source for report in step.told_by] for step in steps] == [["Paper 0"], ["Paper 1"]]


def test_who_has_ratified_and_of_whom_nobody_tells(ferries: Fact) -> None:
    assert ratifications(ferries) == {"EST": "2022-03-01", "FIN": None}


def test_the_page_of_an_agreement_shows_its_course_and_leads_to_the_words(client: TestClient, view: View) -> None:
    fact = max((fact for fact in view.facts(type="agreement")), key=lambda fact: len(fact.history))
    assert len(fact.history) > 1
    steps = page_of(client, f"/facts/{fact.id}").xpath("//ol[@class='course']/li")
    assert len(steps) == len(fact.history)
    assert [step for step in steps if step.get("aria-current") == "step"]
    for step, stage in zip(steps, fact.history, strict=True):
        told = {report.document for report in fact.reports if report.record in stage.records}
        assert {link.partition("?")[0] for link in step.xpath(".//p/a/@href")} <= {path_of(document) for document in told}


def test_a_promise_and_what_shows_that_it_was_kept_lead_to_each_other(client: TestClient, view: View) -> None:
    link = next(link for link in view.links(view.facts(type="commitment")) if link.kind == "kept" and link.of != link.by)
    promise = page_of(client, f"/facts/{link.of}").xpath("//section[@aria-labelledby='outcome']")[0]
    assert promise.xpath(".//strong/text()") == ["Kept"]
    assert promise.xpath(f".//a[@href='/facts/{link.by}']")
    assert promise.xpath(".//blockquote/a[starts-with(@href, '/documents/')]")
    assert page_of(client, f"/facts/{link.by}").xpath(f"//a[@href='/facts/{link.of}']")


def test_a_promise_says_where_it_stands_and_how_long_it_has(client: TestClient, view: View) -> None:
    due = next(fact for fact in view.due(TODAY, 8))
    section = page_of(client, f"/facts/{due.id}").xpath("//section[@aria-labelledby='outcome']")[0].text_content()
    assert "Open" in section
    assert "tells yet what became of it" in section


@pytest.mark.parametrize(("today", "state", "days"), [("2026-12-30", "open", 1), ("2026-12-31", "open", 0), ("2027-01-02", "overdue", -2)])
def test_days_are_counted_to_the_last_one(view: View, today: str, state: str, days: int) -> None:
    told = view.facts(type="commitment")[0]
    fact = Fact(told.id, told.type, told.fields, told.reports, due="2026-12-31")
    found = outcome(fact, [], {}, today)
    assert (found.state, found.days, found.proofs) == (state, days, ())
    assert outcome(Fact(told.id, told.type, told.fields, told.reports, due="2026-02-31"), [], {}, today).days is None


def test_what_shows_a_promise_kept_is_told_in_the_words_of_that_day(ferries: Fact, view: View) -> None:
    promise = view.facts(type="commitment")[0]
    link = Link("kept", promise.id, ferries.id, "this agreement was ratified, as told on 2022-03-01, after the promise of 2021-08-17")
    proof, = outcome(promise, [link], {ferries.id: ferries}, TODAY).proofs
    assert [report.document for report in proof.told_by] == ["d1"]
