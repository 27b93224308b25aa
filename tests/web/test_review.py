"""Review without scripts: every action is a form that comes back to where one was, with a notice that offers to undo it."""
from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.register import Filter, Register
from dragoman.web import make_app
from tests.web.reviewing import fill, followed, press, readings
from tests.web.support import ATTACK, HOSTILE_ID, TODAY, Team, page_of, send

QUEUE = ["/review", "/review?list=conflicts", "/review?list=merges"]


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "register.db"
    fill(path).close()
    return path


@pytest.fixture
def small(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register to decide on."""
    with Register.open(shutil.copy(small_file, tmp_path / "register.db")) as copied:
        yield copied


@pytest.fixture
def client(small: Register) -> TestClient:
    return TestClient(make_app(small, today=lambda: TODAY), base_url="http://localhost", follow_redirects=False)


def items(page: html.HtmlElement) -> list[str]:
    return [str(id_).removeprefix("i-") for id_ in page.xpath("//ol[@class='queue']/li/@id")]


def notice(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("string(//div[@class='notice'])").split())


def test_the_queue_shows_what_is_asked_with_its_words(client: TestClient) -> None:
    page = page_of(client, "/review")
    first = page.xpath("//ol[@class='queue']/li")[0]
    text = " ".join(first.text_content().split())
    assert "Memorandum on ferries (signed)" in text
    assert "The program is sure of it to 30%" in text
    assert first.xpath("string(.//mark)") == "a memorandum on ferries"
    assert "signed a memorandum on port security and a memorandum on ferries. Estonia" in first.xpath("string(.//blockquote)")
    assert first.xpath(".//a[starts-with(@href, '/documents/d1?at=')]")
    assert "0 records of 6 decided on" in page.text_content()


def test_the_queue_is_narrowed_and_says_when_nothing_is_left(client: TestClient) -> None:
    assert len(items(page_of(client, "/review?type=gesture"))) == 1
    assert len(items(page_of(client, "/review?actor=Estonia&type=agreement"))) == 3
    for path in ("/review?actor=LVA", "/review?list=conflicts&type=body", "/review?list=merges&actor=Latvia"):
        assert page_of(client, path).xpath("//div[@class='empty']")
    assert page_of(client, "/review?type=rumour", 400).xpath("//p[@class='detail']")
    assert page_of(client, "/review?actor=Narnia", 404).xpath("//p[@class='detail']")
    assert page_of(client, "/review?after=x", 400).xpath("//p[@class='detail']")


@pytest.mark.parametrize(("action", "said"), [("accept", "Accepted"), ("reject", "Rejected"), ("unverifiable", "Cannot be verified")])
def test_what_is_decided_leaves_the_queue_and_can_be_undone(client: TestClient, action: str, said: str) -> None:
    before = items(page_of(client, "/review"))
    answer = press(client, "/review?type=agreement", action, before[0])
    assert answer.headers["location"].startswith("/review?list=records&type=agreement&done=1#i-")
    page = followed(client, answer)
    assert notice(page).startswith(f"{said} · {before[0]}.")
    assert items(page_of(client, "/review")) == before[1:]
    assert "1 record of 6 decided on" in page_of(client, "/review").text_content()
    page = followed(client, press(client, answer.headers["location"].partition("#")[0], "undo"))
    assert notice(page).startswith("Undone: entry 1")
    assert items(page_of(client, "/review")) == before


def test_a_field_is_corrected_where_the_record_stands(client: TestClient, small: Register) -> None:
    record = items(page_of(client, "/review?type=agreement"))[0]
    path = page_of(client, "/review?type=agreement").xpath("//li[1]//a[@data-key='c']/@href")[0]
    answer = press(client, path, "correct", **{"field-parties": "Estonia; Latvia; Old Harbour Ltd", "field-subject": "ferries and ports",
                                              "field-place": " ", "why": "the port says so"})
    assert answer.headers["location"].startswith("/review?list=records&type=agreement&done=1-2#i-")
    assert "Corrected (2 entries)" in notice(followed(client, answer))
    found = small.view().record(record)[1].to_dict()
    assert (found["parties"], found["subject"], found["status"]) == (["EST", "LVA", "Old Harbour Ltd"], "ferries and ports", "signed")
    history = page_of(client, f"/records/{record}").xpath("string(//ol[@class='entries'])")
    assert "ferries → ferries and ports" in " ".join(history.split())
    assert "the port says so" in history


def test_a_value_that_cannot_be_is_told_beside_what_was_typed(client: TestClient, small: Register) -> None:
    record = items(page_of(client, "/review?type=agreement"))[0]
    answer = press(client, f"/records/{record}", "correct", **{"field-date": "in May", "field-subject": "<b>ships"})
    page = html.document_fromstring(answer.text)
    assert answer.status_code == 400
    assert 'date cannot be "in May"' in page.xpath("string(//p[@class='fault'])")
    assert (page.get_element_by_id("e-date").value, page.get_element_by_id("e-subject").text.strip()) == ("in May", "<b>ships")
    assert small.queue().last() == 0
    answer = press(client, f"/records/{record}", "correct")
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text


def test_a_conflict_is_decided_for_one_value(client: TestClient, small: Register) -> None:
    page = page_of(client, "/review?list=conflicts")
    assert "Which rank is right?" in page.text_content()
    assert [title.text_content() for title in page.xpath("//h3")] == ["state", "official"]
    fact = page.xpath("//button[@name='choose']/@value")[0].split()[0]
    page = followed(client, press(client, "/review?list=conflicts", "choose", f"{fact} rank \"official\""))
    assert "Corrected rank: state → official" in notice(page)
    assert items(page) == []
    assert small.view().fact(fact).fields["rank"] == "official"


def test_a_conflict_can_be_left_open(client: TestClient, small: Register) -> None:
    page = followed(client, press(client, "/review?list=conflicts", "accept"))
    assert "Accepted (2 entries)" in notice(page)
    assert items(page) == []
    page = followed(client, press(client, "/review?list=conflicts&done=1-2", "undo"))
    assert len(items(page)) == 1


def test_two_facts_are_made_one_or_kept_apart(client: TestClient, small: Register) -> None:
    assert len(items(page_of(client, "/review?list=merges"))) == 2
    page = followed(client, press(client, "/review?list=merges", "merge"))
    assert "Merged" in notice(page)
    assert len(small.view().facts(type="agreement")) == 2
    followed(client, press(client, "/review?list=merges&done=1", "undo"))
    page = followed(client, press(client, "/review?list=merges", "part"))
    assert "Kept apart" in notice(page)
    assert small.queue().history(1)[0][0].decision.action == "split"


def test_a_document_is_decided_on_record_by_record(client: TestClient) -> None:
    page = page_of(client, "/documents/d1")
    record = page.xpath("//li[@data-record]/@data-record")[0]
    answer = press(client, "/documents/d1", "reject", record)
    assert answer.headers["location"].startswith("/documents/d1?done=1#k")
    page = followed(client, answer)
    assert record not in page.xpath("//li/@data-record")
    other = page.xpath("//li[@data-record]/@data-record")[0]
    page = followed(client, press(client, "/documents/d1", "unverifiable", other))
    told = page.xpath(f"//li[@data-record='{other}']//a[starts-with(@href, '/records/{other}') and not(@data-key)]")
    assert [one.text for one in told] == ["cannot be verified"]
    assert record in followed(client, press(client, "/documents/d1?done=1", "undo")).xpath("//li/@data-record")


def test_a_record_is_added_with_its_words(client: TestClient, small: Register) -> None:
    page = page_of(client, "/records/new?document=d1&words=Afterwards+both%0A+hobnobbed")
    assert page.xpath("string(//mark)") == "Afterwards both hobnobbed"
    assert not page.xpath("//button[@name='add']")  # its type is asked for first
    path = "/records/new?document=d1&words=both+hobnobbed+with+Latvia's+premier&type=meeting&back=/documents/d1"
    answer = press(client, path, "add", **{"field-kind": "talks", "field-parties": "Estonia; Finland; LVA", "field-date": "2031-05-04"})
    page = followed(client, answer)
    assert "Added by hand" in notice(page)
    added = next(report for fact in small.view().facts() for report in fact.reports if report.standing == "added")
    assert (added.data["parties"], added.quote) == (["EST", "FIN", "LVA"], "both hobnobbed with Latvia's premier")
    again = press(client, path, "add", **{"field-kind": "talks", "field-parties": "Estonia; Finland; LVA", "field-date": "2031-05-04"})
    assert again.status_code == 409
    assert "is there already" in again.text
    page = followed(client, press(client, answer.headers["location"], "undo"))
    assert len(page.xpath("//li/@data-record")) == 4


def test_words_that_a_text_has_not_are_no_evidence(client: TestClient) -> None:
    page = page_of(client, "/records/new?document=d1&words=hobnobbed+with+Lithuania&type=meeting")
    assert "give its words as they stand there" in page.xpath("string(//p[@class='fault'])")
    assert not page.xpath("//button[@name='add']")
    page_of(client, "/records/new?document=none&words=x", 404)


def test_of_words_that_stand_twice_the_nearer_ones_are_taken(client: TestClient, small: Register) -> None:
    text = small.view().reading("d1").text
    for near in (0, 150):
        page = page_of(client, f"/records/new?document=d1&words=Estonia&type=body&near={near}")
        evidence = json.loads(page.xpath("//input[@name='evidence']/@value")[0])
        assert evidence["start"] == (text.index("Estonia") if not near else text.rindex("Estonia"))


def test_a_fact_is_decided_on_as_a_whole(client: TestClient, small: Register) -> None:
    fact = small.view().facts(type="meeting")[0].id
    page = followed(client, press(client, f"/facts/{fact}", "accept", fact))
    assert "Accepted (2 entries)" in notice(page)
    assert len(page.xpath("//ol[@class='entries']/li")) == 2
    answer = press(client, f"/facts/{fact}", "reject", fact)
    assert answer.headers["location"] == "/decisions?done=3-4#fact"  # the fact is gone
    followed(client, press(client, "/decisions?done=3-4", "undo", "3-4"))
    assert small.view().fact(fact).n_reports == 2


def test_facts_are_split_and_merged_on_their_page(client: TestClient, small: Register) -> None:
    fact = small.view().facts(type="meeting")[0]
    away = fact.reports[1].record
    answer = press(client, f"/facts/{fact.id}", "split", away=away)
    assert "Kept apart" in notice(followed(client, answer))
    other = small.view().fact(away).id
    assert other != fact.id
    answer = press(client, f"/facts/{fact.id}", "merge", other=f" http://localhost/facts/{other} ")
    assert "Merged" in notice(followed(client, answer))
    assert small.view().fact(away).id == fact.id
    for sent, status in (("", 400), (fact.id, 400), ("f-none", 404), (small.view().facts(type="gesture")[0].id, 400)):
        assert press(client, f"/facts/{fact.id}", "merge", other=sent).status_code == status
    assert press(client, f"/facts/{fact.id}", "split", away="r-of-another").status_code == 404


def test_the_ledger_is_read_by_person_and_record_and_undone(client: TestClient, small: Register) -> None:
    record = items(page_of(client, "/review"))[0]
    small.ledger("Mari").accept(record)
    small.ledger("<b>Juhan").correct(record, "place", "Narva", "the <i>venue</i>")
    page = page_of(client, "/decisions")
    assert len(page.xpath("//ol[@class='entries']/li")) == 2
    assert not page.xpath("//li//b | //li//i")
    assert len(page_of(client, "/decisions?who=Mari").xpath("//ol[@class='entries']/li")) == 1
    assert len(page_of(client, f"/decisions?record={record}").xpath("//ol[@class='entries']/li")) == 2
    assert page_of(client, "/decisions?who=nobody").xpath("//div[@class='empty']")
    page = followed(client, press(client, "/decisions?who=Mari", "undo", "1"))
    assert page.xpath("//li[@class='undone']")


def test_a_form_that_is_sent_again_decides_once(client: TestClient, small: Register) -> None:
    page = page_of(client, "/review")
    form = {**dict(page.get_element_by_id("deciding").form_values()), "accept": f"{items(page)[0]}#"}
    origin = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert client.post("/decisions", data=form, headers=origin).status_code == 303
    again = client.post("/decisions", data=form, headers=origin)
    assert again.status_code == 409
    assert "decided on it meanwhile" in again.text
    assert small.queue().last() == 1


def test_of_two_reviewers_the_second_is_told(team: Team) -> None:
    team.register.add_all(readings())
    team.register.settle()
    record = team.register.queue().uncertain(Filter("gesture"), 1)[0][0].id
    first, second = team.browser("Rex"), team.browser("Ada")
    stale = page_of(second, f"/records/{record}")
    assert press(first, f"/records/{record}", "correct", **{"field-about": "the boats"}).status_code == 303
    headers = {"origin": str(second.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    form = dict(stale.get_element_by_id("edit").form_values())
    answer = second.post("/decisions", data={**form, "correct": record, "field-about": "the ships"}, headers=headers)
    assert answer.status_code == 409
    page = html.document_fromstring(answer.text)
    assert 'about is now "the boats" (by Rex' in page.xpath("string(//p[@class='fault'])")
    assert page.get_element_by_id("e-about").text.strip() == "the ships"  # what the second one typed is not lost
    answer = second.post("/decisions", data={**form, "correct": record, "field-to": "Latvia"}, headers=headers)
    page = html.document_fromstring(answer.text)
    assert answer.status_code == 409
    assert page.get_element_by_id("e-about").text.strip() == "the boats"  # what the first one typed is not lost either
    assert page.get_element_by_id("e-to").value == "Latvia"
    form = dict(stale.get_element_by_id("deciding").form_values())
    answer = second.post("/decisions", data={**form, "reject": f"{record}#"}, headers=headers)
    assert answer.status_code == 409
    assert "Rex has decided on it meanwhile" in answer.text
    assert press(second, f"/records/{record}", "accept").status_code == 303  # after another look
    assert [entry.decision.who for entry in team.register.queue().history(9)[0]] == ["Ada", "Rex"]


def test_a_hostile_document_stays_inert_in_review(team: Team) -> None:
    browser = team.browser("Rex")
    records = team.register.view().record_ids(HOSTILE_ID)
    team.register.ledger(ATTACK).accept(records[0], ATTACK)
    paths = ["/review", "/decisions", f"/decisions?who={quote(ATTACK)}",
             f"/records/new?document={quote(HOSTILE_ID)}&words={quote(ATTACK)}&type=body"]
    for path in (*paths, *(f"/records/{record}?back={quote(ATTACK)}" for record in records)):
        page = page_of(browser, path)
        assert page.xpath("count(//img | //script[not(@src)] | //a[starts-with(@href, 'javascript:')])") == 0
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_readers_see_what_was_decided_and_decide_nothing(team: Team) -> None:
    team.register.add_all(readings())
    team.register.settle()
    reader = team.browser("Rita")
    record = team.register.queue().uncertain(Filter(), 1)[0][0]
    for path in (*QUEUE, "/decisions", f"/records/{record.id}", f"/facts/{record.fact}", "/documents/d1"):
        page = page_of(reader, path)
        assert not page.xpath("//main//form[@method='post'] | //main//button[@form]")
    page_of(reader, "/records/new?document=d1", 403)
    assert send(reader, "/decisions", accept=f"{record.id}#").status_code == 403
    assert team.register.queue().last() == 0


ELSEWHERE = ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "review",
             "/review\r\nX: y", "", "/" + "x" * 5000]
REFUSED: list[dict[str, str]] = [
    {}, {"accept": ""}, {"accept": "#"}, {"accept": "r-none#"}, {"undo": "x#"}, {"undo": "9" * 30}, {"undo": "5#"}, {"undo": "1-x#"},
    {"correct": "r-none#", "type": "meeting", "was": "{}"}, {"correct": "r-none#", "was": "[" * 5000}, {"choose": "f-none rank null#"},
    {"choose": "f-none#"}, {"choose": "f-none rank {#"}, {"add": "d1#", "type": "rumour"}, {"add": "none#", "type": "meeting"},
    {"add": "d1#", "type": "meeting", "evidence": "[]", "words": "x"}, {"add": "d1#", "type": "meeting", "evidence": '{"quote": 1}'},
    {"merge": "f-none#"}, {"merge": "f-none f-none#"}, {"part": "f-a f-b#"}, {"split": "f-none#", "away": "r-1"}, {"accept": "\x00"},
    {"correct": "r-none#", "type": "meeting", "was": '{"place": 1}', "field-place": "x" * 10_000}]


def test_no_form_leads_elsewhere(client: TestClient) -> None:
    record = items(page_of(client, "/review"))[0]
    for n, back in enumerate(ELSEWHERE, 1):
        assert press(client, f"/records/{record}", "accept", back=back).headers["location"].startswith(f"/review?done={n}")


def test_what_no_page_sends_is_refused_in_words(client: TestClient, small: Register) -> None:
    token = page_of(client, "/review").xpath("//input[@name='form_token']/@value")[0]
    for sent in REFUSED:
        answer = client.post("/decisions", data={**sent, "form_token": token}, headers={"origin": "http://localhost"})
        assert answer.status_code in (400, 404), sent
        assert html.document_fromstring(answer.text).xpath("//p[@class='fault' or @class='detail']"), sent
    assert small.queue().last() == 0


def test_two_at_one_time_decide_one_after_the_other(small: Register) -> None:
    record, answers = small.queue().uncertain(Filter(), 1)[0][0].id, list[str]()

    def decide(who: str) -> None:
        try:
            small.ledger(who).accept(record, seen=0)
            answers.append("done")
        except Exception as error:  # noqa: BLE001 - which one is what the test looks at
            answers.append(type(error).__name__)

    threads = [threading.Thread(target=decide, args=(who,)) for who in ("Mari", "Juhan", "Kai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["ConflictError", "ConflictError", "done"]
