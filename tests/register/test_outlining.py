"""The outline of what two actors have to do with each other, on both databases."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dragoman.errors import RegisterError
from dragoman.facts.follow_up import STATES, State
from dragoman.facts.periods import bounds
from dragoman.register import Imprint, Outline, Publisher, Register, Tally, View
from dragoman.register.urgency import by_urgency
from tests.register.support import agreement, meeting, reading_of, statement

TODAY = "2026-01-01"
TRADE = {"type": "figure", "measure": "trade", "unit": "EUR", "between": ["EST", "FIN"], "period": "2024"}
PROMISE = {"type": "commitment", "stance": "pledge", "actor": ["EST"], "toward": ["FIN"], "action": "open a consulate in Turku"}
CONSULATE = {"type": "body", "name": "consulate in Turku", "kind": "mission", "parties": ["EST", "FIN"], "status": "operating"}


def test_facts_are_outlined_as_they_are(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2024-05", status="held"), agreement("ports", date="2024-05-04"), statement("FIN"),
                            meeting("EST", "LVA"), published="2024-06-01"))
    view = register.view()
    found = {one.type: one for one in view.outline("FIN", "EST")}
    facts = {fact.type: fact for fact in view.facts(pair=("EST", "FIN"))}
    assert {type_: one.id for type_, one in found.items()} == {type_: fact.id for type_, fact in facts.items()}
    assert found["meeting"] == Outline(facts["meeting"].id, "meeting", "talks", "2024-05-01", "2024-05-31", True, "held", None, False,
                                       frozenset())
    assert (found["statement"].label, found["statement"].begins, found["statement"].dated) == ("FIN", "2024-06-01", False)
    assert found["agreement"].label == "agreement"


def test_what_follows_from_a_promise_is_in_its_outline(register: Register) -> None:
    register.add(reading_of({**PROMISE, "deadline": "by the end of 2025"}, {**PROMISE, "action": "mend a bridge"}, published="2024-06-01"))
    register.add(reading_of(CONSULATE, document_id="d2", published="2025-06-01"))
    promises = register.view().outline("EST", "FIN", types=["commitment"])
    assert sorted((one.label, one.due, one.state("2026-01-01")) for one in promises if one.due) == [("pledge", "2025-12-31", "kept")]
    assert [one.state("2026-01-01") for one in promises if not one.due] == ["open"]


def test_both_of_two_figures_that_disagree_are_marked(register: Register) -> None:
    register.add(reading_of({**TRADE, "value": 8e9}, published="2025-02-01"))
    register.add(reading_of({**TRADE, "value": 9.7e9}, document_id="d2", published="2025-03-01"))
    assert [one.links for one in register.view().outline("EST", "FIN")] == [frozenset({"conflict"})] * 2


def test_a_fact_whose_reports_differ_is_marked(register: Register) -> None:
    talks = {"people": ["Eero Lahti", "Kersti Tamm"], "place": "Tallinn", "date": "2024-05-03", "status": "held", "kind": "visit"}
    for n, rank in enumerate(("state", "working")):
        register.add(reading_of({**meeting("EST", "FIN"), **talks, "rank": rank}, document_id=f"d{n}", published="2024-05-04"))
    assert [one.disputed for one in register.view().outline("EST", "FIN")] == [True]


def test_a_period_limits_facts_and_publishers(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2024-05-03"), published="2024-05-04", source="Courier"))
    own = {"source": "Ministry of Estonia"}
    register.add(reading_of(meeting("EST", "FIN", date="2025-05-03"), document_id="d2", published="2025-05-04", url="https://vm.ee", **own))
    register.add(reading_of(meeting("EST", "FIN", date="2025-09-03"), document_id="d3", published="2025-09-04", **own))
    view = register.view()
    assert [one.begins for one in view.outline("EST", "FIN", since="2024-06", until="2025-06")] == ["2025-05-03"]
    assert view.publishers("EST", "FIN") == [Publisher("Courier", None, False, 1, "2024-05-04", "2024-05-04"),
                                             Publisher("Ministry of Estonia", "https://vm.ee", True, 2, "2025-05-04", "2025-09-04")]
    assert [one.documents for one in view.publishers("EST", "FIN", since="2025-06")] == [1]


def test_the_site_of_an_official_publisher_is_told_if_any_of_its_documents_has_one(register: Register) -> None:
    for n, url in enumerate((None, "https://vm.ee/1", "https://vm.ee/2")):
        register.add(reading_of(meeting("EST", "FIN"), document_id=f"d{n}", published=f"2025-05-0{n + 1}", source="Ministry", url=url))
    assert register.view().publishers("EST", "FIN") == [Publisher("Ministry", "https://vm.ee/1", True, 3, "2025-05-01", "2025-05-03")]


@pytest.fixture
def view(register: Register) -> View:
    """What there is of two actors: talks, a summit, three agreements, two figures that disagree, statements of each and of nobody known."""
    planned = {**meeting("EST", "FIN", date="2024-06", status="planned"), "kind": "summit"}
    nobody = {name: value for name, value in statement("EST").items() if name != "affiliation"}
    register.add(reading_of(
        meeting("EST", "FIN", date="2024-05-03", status="held"), planned, agreement("ports", date="2024-05-04"),
        agreement("fish", "in_force", date="2023"), agreement("visas", date="2022-01-09"), {**TRADE, "value": 8e9}, statement("EST"),
        statement("FIN"), nobody, published="2025-02-01"))
    register.add(reading_of({**TRADE, "value": 9.7e9}, document_id="d2", published="2025-03-01"))
    return register.view()


@pytest.mark.parametrize(("narrowed", "labels"), [
    ({"types": ["agreement", "meeting"]}, ["agreement"] * 3 + ["summit", "talks"]), ({"types": ["figure"], "latest": 1}, ["trade"]),
    ({"types": ["statement"], "labels": ["EST", "FIN"]}, ["EST", "FIN"]), ({"types": ["statement"], "but": ["EST", "FIN"]}, [""]),
    ({"but": ["agreement", "trade", "EST", "FIN"]}, ["", "summit", "talks"]), ({"contradicted": True}, ["trade"] * 2),
    ({"begun": "2024-05-03", "latest": 2, "but": ["trade"]}, ["agreement", "talks"]), ({"begun": "2022-01-08"}, []),
    ({"lasting": "2024-05-31", "types": ["agreement", "meeting", "figure"]}, ["summit", "trade", "trade"]),
    ({"lasting": "2024-05-04", "begun": "2024-05-04"}, ["agreement", "trade", "trade"]),
    ({"labels": ["talks"], "since": "2025"}, []),
    ({**dict.fromkeys(("types", "labels", "but", "ids"), ()), "begun": None, "lasting": None, "contradicted": False, "until": "2022"},
     ["agreement"])])
def test_an_outline_can_be_narrowed(view: View, narrowed: dict[str, Any], labels: list[str]) -> None:
    found = view.outline("EST", "FIN", **narrowed)
    assert sorted(one.label or "" for one in found) == labels
    everything = view.outline("EST", "FIN")
    assert found == [one for one in everything if one in found]
    assert view.outline("EST", "FIN", **{**narrowed, "latest": None})[-len(found):] == found


def test_facts_are_outlined_by_their_ids(view: View) -> None:
    some = view.outline("EST", "FIN")[::2]
    assert view.outline("EST", "FIN", ids=[*(one.id for one in some), "f-none"]) == some


def test_facts_are_counted_by_type_and_status(view: View) -> None:
    def number(type_: str, status: str | None, n: int) -> Tally:
        return Tally(type_, status, None, None, type_ == "figure", n)

    assert view.tally("FIN", "EST", today=TODAY) == [
        number("agreement", "in_force", 1), number("agreement", "signed", 2), number("figure", None, 2), number("meeting", "held", 1),
        number("meeting", "planned", 1), number("statement", None, 3)]
    assert view.tally("EST", "FIN", since="2023-05", until="2024-05-03", today=TODAY) == [
        number("agreement", "in_force", 1), number("figure", None, 2), number("meeting", "held", 1)]
    assert view.tally("EST", "LTU", today=TODAY) == []


@pytest.fixture
def promised(register: Register) -> View:
    """Seven commitments: one that is kept, one due in 2024, one in 2027, four without a term."""
    told = [{**PROMISE, **more} for more in (
        {"deadline": "by the end of 2025"}, {"action": "mend a bridge", "deadline": "by the end of 2024"}, {"action": "sell a ferry"},
        {"action": "send a choir", "deadline": "by the end of 2027"}, {"action": "plant a wood"},
        {"action": "lend a loom", "stance": "proposal"}, {"action": "teach a crew", "stance": "request"})]
    for n, one in enumerate(told):
        register.add(reading_of(one, document_id=f"p{n}", published=f"2024-06-0{n + 1}"))
    register.add(reading_of(CONSULATE, document_id="d2", published="2025-06-01"))
    return register.view()


@pytest.mark.parametrize(("today", "order"), [
    ("2026-01-01", ["2024-12-31 pledge overdue", "2027-12-31 pledge open", "None pledge open", "None pledge open", "None request open",
                    "None proposal open", "2025-12-31 pledge kept"]),
    ("2028-01-01", ["2024-12-31 pledge overdue", "2027-12-31 pledge overdue", "None pledge open", "None pledge open", "None request open",
                    "None proposal open", "2025-12-31 pledge kept"])])
def test_the_most_urgent_promises_come_first_as_of_a_day(promised: View, today: str, order: list[str]) -> None:
    found = promised.urgent("FIN", "EST", today=today, states=STATES, most=9)
    assert [f"{one.due} {one.label} {one.state(today)}" for one in found] == order
    assert found == by_urgency(promised.outline("EST", "FIN", types=["commitment"]), today)


@pytest.mark.parametrize("states", [["open"], ["overdue", "kept"], ["dropped"], STATES])
@pytest.mark.parametrize("most", [1, 2, 9])
def test_promises_are_asked_for_by_what_has_become_of_them(promised: View, states: list[State], most: int) -> None:
    every = by_urgency(promised.outline("EST", "FIN", types=["commitment"], since="2024-06-02"), TODAY)
    assert promised.urgent("EST", "FIN", since="2024-06-02", today=TODAY, states=states, most=most) == [
        one for one in every if one.state(TODAY) in states][:most]


def test_promises_are_counted_by_stance_and_state(promised: View) -> None:
    assert [(one.stance, one.state, one.number) for one in promised.tally("EST", "FIN", today=TODAY) if one.type == "commitment"] == [
        ("pledge", "kept", 1), ("pledge", "open", 3), ("pledge", "overdue", 1), ("proposal", "open", 1), ("request", "open", 1)]


def test_facts_are_counted_by_month(view: View) -> None:
    assert view.months("FIN", "EST", since="2024-05", until="2024-06") == {
        ("agreement", "2024-05"): 1, ("figure", "2024-01"): 2, ("meeting", "2024-05"): 1, ("meeting", "2024-06"): 1}


def merge(register: Register) -> None:
    ports, fish = (fact.id for fact in register.view().facts(type="agreement") if fact.fields["subject"] in ("ports", "fish"))
    register.ledger("Ann").merge(ports, fish)


def split(register: Register) -> None:
    both = next(fact for fact in register.view().facts(type="agreement") if len(fact.reports) > 1)
    register.ledger("Ann").split(both.id, [both.reports[1].record])


def correct(register: Register) -> None:
    register.ledger("Ann").amend(register.view().facts(type="meeting")[0].id, {"date": "2021-07", "parties": ["EST", "FIN", "LTU"]})


def reject(register: Register) -> None:
    register.ledger("Ann").reject(register.view().facts(type="figure")[0].id)


def undo(register: Register) -> None:
    register.ledger("Ann").undo(register.view().decisions()[-1].number)


def reread(register: Register) -> None:
    register.add(reading_of(meeting("EST", "LVA", date="2024-05-03"), statement("LVA"), document_id="d2", published="2025-03-01"))


def add(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2024-05-03"), {**TRADE, "value": 8e9}, PROMISE, document_id="d3",
                            published="2025-04-01", source="Courier"))


def rebuild(register: Register) -> None:
    register.rebuild()


@pytest.mark.parametrize("changes", [
    [add], [merge], [merge, split], [correct], [correct, undo], [reject], [reject, undo], [reread], [add, reread, rebuild],
    [merge, reread]])
@pytest.mark.usefixtures("view")
def test_what_is_counted_is_what_there_is_after_every_change(
    register: Register, changes: list[Callable[[Register], None]], tmp_path: Path,
) -> None:
    for change in changes:
        change(register)
        assert_exact(register.view())
    assert register.verify().faults == ()
    register.backup(tmp_path / "backup")
    with Register.open(tmp_path / "restored.db") as restored:
        restored.restore(tmp_path / "backup")
        assert_exact(restored.view())
        assert restored.view().outline("EST", "FIN") == register.view().outline("EST", "FIN")


def assert_exact(view: View) -> None:
    """What is told of each pair in outline is what its facts say, whole."""
    for a, b in combinations(("EST", "FIN", "LTU", "LVA"), 2):
        facts = view.facts(pair=(a, b))
        conflicts = {id_ for link in view.links(facts) if link.kind == "conflict" for id_ in (link.of, link.by)}
        found = view.outline(a, b)
        assert [(one.id, one.type, one.due, one.status, one.disputed, (one.begins, one.ends)) for one in found] == [
            (fact.id, fact.type, fact.due, fact.fields.get("status"), bool(fact.conflicts), bounds(fact.when)) for fact in facts]
        assert {one.id for one in view.outline(a, b, contradicted=True)} == {
            fact.id for fact in facts if fact.conflicts or fact.id in conflicts}
        counted = Counter((one.type, one.status, *((one.label, one.state(TODAY)) if one.type == "commitment" else (None, None)),
                           one.disputed or "conflict" in one.links) for one in found)
        assert view.tally(a, b, today=TODAY) == [
            Tally(*kind, number) for kind, number in sorted(counted.items(), key=lambda item: [str(part or "") for part in item[0]])]
        assert view.months(a, b) == Counter((one.type, one.begins[:7]) for one in found)
        told = {report.document for fact in facts for report in fact.reports}
        assert sum(one.documents for one in view.publishers(a, b)) == len(told)


def test_what_is_contradicted_is_found_by_an_index_of_it(register: Register) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(register.engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    register.view().outline("EST", "FIN", contradicted=True, latest=16)
    statement, values = next(one for one in asked if "conflict" in one[0])
    explain = "EXPLAIN QUERY PLAN" if register.engine.dialect.name == "sqlite" else "EXPLAIN"
    with register.engine.connect() as connection:
        if explain == "EXPLAIN":
            connection.exec_driver_sql("SET enable_seqscan = off")  # which is quicker where there is next to nothing
        plan = "\n".join(str(row) for row in connection.exec_driver_sql(f"{explain} {statement}", values))
    assert "ix_pairs_contradicted" in plan


def test_an_actor_with_itself_is_no_pair(register: Register) -> None:
    with pytest.raises(RegisterError, match="EST: a pair needs two different actors"):
        register.view().outline("EST", "EST")


def test_texts_are_given_for_the_documents_asked_for(register: Register) -> None:
    for n in range(3):
        register.add(reading_of(document_id=f"d{n}", text=f"Text {n}."))
    assert register.view().texts(["d0", "d2", "d9"]) == {"d0": "Text 0.", "d2": "Text 2."}


def test_the_imprints_of_documents_are_given_without_their_texts(register: Register) -> None:
    register.add(reading_of(document_id="d0", title="Talks", published="2024-05", source="Ministry of Estonia",
                            url="https://vm.ee/1"))
    register.add(reading_of(document_id="d1", text="Another text."))
    assert register.view().imprints(["d0", "d1", "d9"]) == {
        "d0": Imprint("d0", "Talks", "2024-05", "Ministry of Estonia", "https://vm.ee/1", True),
        "d1": Imprint("d1", None, None, None, None, False)}
