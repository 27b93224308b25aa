"""The register as JSON."""
from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.document import Document
from dragoman.errors import QuestionError
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register, View
from dragoman.web import make_app
from dragoman.web.api.cursors import cursor_at, place_of
from tests.web.serving import copied
from tests.web.support import HOSTILE_ID, path_of

API = "/api/v1"
ASKED = [f"{API}{path}" for path in (
    "/documents", "/documents?limit=2", "/documents/dispatch-1-01", path_of(HOSTILE_ID), "/facts",
    "/facts?a=KAZ&b=KOR&type=agreement&status=signed", "/pairs/KAZ/KOR", "/pairs/KAZ/KOR?since=2026", "/search?q=agreement",
    "/compare?first=dispatch-1-01&second=dispatch-1-11", "/stats")]
REFUSED = {"/nothing": 404, "/documents/none": 404, "/facts/f-none": 404, "/pairs/KAZ/PER": 404, "/pairs/KAZ/KAZ": 400,
           "/facts?limit=0": 400,
           "/facts?limit=201": 400, "/facts?limit=many": 400, "/facts?since=abc": 400, "/facts?a=Narnia": 404, "/facts?cursor=x": 400,
           "/search": 400, "/search?q=%20": 400, "/search?q=-x": 400, "/compare?first=long": 400, "/search?q=x&offset=-1": 400,
           "/facts?cursor=WyJ4Il0": 400, "/documents?cursor=abc": 400}


@pytest.mark.parametrize("path", ASKED)
def test_what_is_asked_for_is_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()


@pytest.mark.parametrize(("path", "status"), REFUSED.items())
def test_what_cannot_be_answered_is_a_problem_in_words(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"{API}{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert len(problem["detail"]) > 10
    assert set(problem) == {"type", "title", "status", "detail"}


def _walk(client: TestClient, path: str, **asked: str) -> list[dict[str, Any]]:
    """All items of a list, part by part."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        part = client.get(path, params={**asked, "limit": "7", **({"cursor": cursor} if cursor else {})}).json()
        assert len(part["items"]) <= 7
        found += part["items"]
        cursor = part["next"]
    return found


def test_the_parts_of_a_list_are_the_whole(client: TestClient, view: View) -> None:
    documents = [one["id"] for one in _walk(client, f"{API}/documents")]
    assert len(documents) == len(set(documents))
    assert set(documents) == {row.id for row in view.documents()}
    agreements = [one["id"] for one in _walk(client, f"{API}/facts", type="agreement")]
    assert agreements == [fact.id for fact in reversed(view.facts(type="agreement"))]
    told = [one["id"] for one in _walk(client, f"{API}/facts", document="long")]
    assert told == [fact.id for fact in reversed(view.facts_of("long"))]
    due = [one["id"] for one in _walk(client, f"{API}/due", since="2020")]
    assert due == [fact.id for fact in view.due("2020", 1000)]
    assert len(due) > 7
    outline = [one["id"] for one in _walk(client, f"{API}/pairs/EST/FIN/outline")]
    assert outline == [one.id for one in view.outline("EST", "FIN")]


def test_the_parts_of_the_network_are_the_whole(client: TestClient) -> None:
    whole = client.get(f"{API}/network", params={"limit": "200"}).json()
    found, cursor = list[Any](), ""
    while cursor is not None:
        part = client.get(f"{API}/network", params={"limit": "7", **({"cursor": cursor} if cursor else {})}).json()
        found, cursor = found + part["relations"], part["next"]
    assert found == whole["relations"]
    assert len(found) == whole["total"] > 14


def test_a_document_has_its_text_and_its_records_quote_it(client: TestClient) -> None:
    for path in ("/documents/dispatch-1-01", path_of(HOSTILE_ID)):
        document = client.get(f"{API}{path}").json()
        assert document["records"]
        for record in document["records"]:
            assert record["fact"].startswith("f-")
            assert all(document["text"][piece["start"]:piece["end"]] == piece["quote"] for piece in record["evidence"])


def test_a_fact_tells_all_that_is_known_of_it(client: TestClient, view: View) -> None:
    link = next(link for link in view.links(view.facts()) if link.kind == "kept")
    fact, known = client.get(f"{API}/facts/{link.of}").json(), view.fact(link.of)
    assert {"kind": link.kind, "of": link.of, "by": link.by, "why": link.why} in fact["links"]
    assert [one["record"] for one in fact["told"]] == [report.record for report in known.reports]
    assert (fact["fields"], fact["due"], fact["reports"]) == (known.fields, known.due, known.n_reports)


def test_what_is_added_meanwhile_moves_no_cursor(register: Register, tmp_path: Path) -> None:
    with copied(register, tmp_path) as copy, TestClient(make_app(copy), base_url="http://localhost") as client:
        for path, asked in (("documents", {}), ("facts", {"a": "KAZ"}), ("agreements", {"a": "KAZ", "b": "KOR"}),
                            ("pairs/KAZ/KOR/outline", {})):
            whole = client.get(f"{API}/{path}", params={**asked, "limit": "200"}).json()
            first = client.get(f"{API}/{path}", params={**asked, "limit": "4"}).json()
            copy.add(_meeting(path))
            copy.settle()
            then = client.get(f"{API}/{path}", params={**asked, "limit": "4", "cursor": first["next"]}).json()
            rows = "rows" if "rows" in whole else "items"
            known = [_id(one) for one in whole[rows]]
            added = [_id(one) for one in then[rows] if _id(one) not in known]
            assert [_id(one) for one in (*first[rows], *then[rows]) if _id(one) not in added] == known[:8 - len(added)]


def _meeting(name: str) -> Reading:
    """A document that tells of a meeting and an agreement of Kazakhstan and South Korea, later than all others."""
    document = Document(id=name, text=f"{name}: Kazakhstan and South Korea met and signed a treaty.", published="2031-05-04")
    both = {"parties": ["KAZ", "KOR"], "date": "2031-05-04", "evidence": [Evidence.cut(document, 0, len(document.text)).model_dump()]}
    records = [{"type": "meeting", "kind": "talks", **both}, {"type": "agreement", "kind": "treaty", "status": "in_force", **both}]
    return Reading.of(document, load_records(records, document.text))


def _id(one: dict[str, Any]) -> str:
    return str(one.get("id") or one.get("fact"))


@pytest.mark.parametrize(("path", "asked"), [
    ("timeline", {"a": "KAZ", "b": "KOR"}), ("agreements", {"a": "KAZ"}), ("visits", {}), ("figures", {"a": "KAZ", "b": "KOR"}),
    ("commitments", {"as_of": "2027-01-01"}), ("statements", {"by": "KAZ"}), ("search", {"q": "the"}),
    ("compare", {"first": "dispatch-1-01", "second": "dispatch-1-11"})])
def test_the_parts_of_an_answer_are_the_whole_and_cite_what_they_show(client: TestClient, path: str, asked: dict[str, str]) -> None:
    whole, rows, cursor = client.get(f"{API}/{path}", params={**asked, "limit": "40"}).json(), list[Any](), ""
    while cursor is not None and len(rows) < len(whole["rows"]):
        part = client.get(f"{API}/{path}", params={**asked, "limit": "3", **({"cursor": cursor} if cursor else {})}).json()
        assert {source["document"] for source in part["sources"]} == {
            cited["document"] for row in part["rows"] for name in ("citations", "proof", "other") for cited in row.get(name, ())}
        rows, cursor = rows + part["rows"], part["next"]
    assert rows[:len(whole["rows"])] == whole["rows"] != []


@given(st.lists(st.text() | st.integers(), max_size=4))
def test_a_cursor_gives_back_its_place(place: list[str | int]) -> None:
    assert place_of(cursor_at(*place), *map(type, place)) == tuple(place)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: base64.urlsafe_b64encode(data).decode()))
def test_what_was_not_given_is_no_cursor(cursor: str) -> None:
    with pytest.raises(QuestionError, match="not a cursor of this list"):
        place_of(cursor, str, str)


def test_what_cannot_be_done_is_a_problem_too(client: TestClient) -> None:
    for method, path, said, status in (
            ("GET", f"{API}/facts/x/y", {}, 404), ("GET", "/api/v2/facts", {}, 404), ("POST", f"{API}/facts", {}, 405),
            ("DELETE", f"{API}/documents/long", {}, 405), ("PATCH", f"{API}/facts", {}, 405),
            ("GET", f"{API}/facts?c={'x' * 5000}", {}, 414),
            ("GET", f"{API}/facts", {"headers": {"Host": "elsewhere.example"}}, 421),
            ("POST", f"{API}/documents", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415),
            ("POST", f"{API}/documents", {"content": "{", "headers": {"Content-Type": "application/json"}}, 400),
            ("POST", f"{API}/documents", {"json": {"documents": [{"id": "a", "text": "b", "records": [{"type": "rumour"}]}]}}, 400),
            ("POST", f"{API}/documents", {"headers": {"Content-Length": "99999999"}, "content": b"{}"}, 413)):
        answer = client.request(method, path, **said)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), (method, path)
        assert answer.json()["status"] == status
        assert len(answer.json()["detail"]) > 10


@pytest.mark.parametrize(("record", "words"), [
    ({"type": "figure", "measure": "trade", "unit": "USD", "value": 1e308}, "it is a number of at most"),
    ({"type": "statement", "speaker": "a\0", "mode": "direct", "content": "b"}, "U+0000"),
    ({"type": "meeting", "kind": "talks", "parties": ["EST"], "evidence": [{"quote": "z", "start": 0, "end": 1}]}, "'z' is not what"),
    ({"type": "meeting", "kind": "feast", "parties": ["EST"]}, "0.meeting.kind")])
def test_a_document_with_a_record_that_is_none_is_refused(client: TestClient, record: dict[str, Any], words: str) -> None:
    given = {"id": "given", "text": "a", "records": [{"evidence": [{"quote": "a", "start": 0, "end": 1}], **record}]}
    answer = client.post(f"{API}/documents", json={"documents": [given]})
    assert answer.status_code == 400
    assert words in answer.json()["detail"]
    assert client.get(f"{API}/documents/given").status_code == 404


def test_nothing_that_is_asked_is_left_out_silently(client: TestClient) -> None:
    for path, words in (("/facts?typ=meeting", "typ: there is no such parameter here; there is a, b"), ("/stats?x=1", "there is none"),
                        ("/facts?a=KAZ&a=KOR", "a: is given 2 times"), ("/facts?id=f-1&type=meeting", "type: is not asked for beside id"),
                        ("/search?q=%00", "U+0000"), ("/documents?id=long&cursor=abc", "beside ids")):
        answer = client.get(f"{API}{path}")
        assert answer.status_code == 400
        assert words in answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in ASKED:
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_index_names_what_there_is(client: TestClient) -> None:
    index = client.get(f"{API}/").json()
    described = client.get(index["description"]).json()
    assert set(index["addresses"].values()) <= set(described["paths"])
    assert index["you"]["role"] == "admin"


def test_the_brief_is_to_be_had_in_the_formats_of_the_page(client: TestClient) -> None:
    for format_, first in (("markdown", b"# Kazakhstan"), ("csv", b"section,"), ("docx", b"PK"), ("json", b"{")):
        answer = client.get(f"{API}/pairs/KAZ/KOR", params={"format": format_})
        assert answer.status_code == 200
        assert answer.content.lower().startswith(first.lower()), answer.content[:40]


def test_the_description_is_whole_and_its_examples_fit(client: TestClient) -> None:
    described = client.get(f"{API}/openapi.json").json()
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) > 25
    assert {tag for operation in operations for tag in operation["tags"]} == {tag["name"] for tag in described["tags"]}
    for operation in operations:
        assert operation["summary"]
        assert all(parameter["description"] for parameter in operation.get("parameters", ())), operation["operationId"]
        assert "422" not in operation["responses"]
        assert {"400", "401", "403", "404", "414", "429", "503"} <= set(operation["responses"]), operation["operationId"]
    shapes = described["components"]["schemas"]
    checked = 0
    for shape in shapes.values():
        for example in shape.get("examples", ()):
            jsonschema.validate(example, {**shape, "components": {"schemas": shapes}})
            checked += 1
    assert checked >= 15


ANSWERED = {
    "/": ["/"], "/stats": ["/stats"], "/documents": ["/documents?limit=3", "/documents?id=long&id=none"], "/texts": ["/texts?id=long"],
    "/documents/{id_}": ["/documents/dispatch-1-01", path_of(HOSTILE_ID), "/documents/empty"], "/records/{id_}": ["/records/RECORD"],
    "/facts": ["/facts?a=KAZ&limit=200", "/facts?whole=true&limit=200", "/facts?document=long&limit=3"], "/facts/{id_}": ["/facts/FACT"],
    "/links": ["/links?fact=FACT"], "/due": ["/due?since=2024&limit=2", "/due?whole=true"], "/disputed": ["/disputed?whole=true"],
    "/pairs": ["/pairs"], "/pairs/{a}/{b}": ["/pairs/KAZ/KOR", "/pairs/EST/FIN?since=2025", "/pairs/KAZ/KOR?for=next&as_of=2024-06-01"],
    "/pairs/{a}/{b}/outline": ["/pairs/KAZ/KOR/outline", "/pairs/KAZ/KOR/outline?type=meeting&type=figure&contradicted=true&latest=2"],
    "/pairs/{a}/{b}/tally": ["/pairs/KAZ/KOR/tally"], "/pairs/{a}/{b}/publishers": ["/pairs/KAZ/KOR/publishers"],
    "/countries/{name}": ["/countries/korea", "/countries/Qazaq%20Wagon%20JSC"],
    "/network": ["/network", "/network?actor=KAZ&since=2024&type=meeting"],
    "/timeline": ["/timeline?a=KAZ&b=KOR", "/timeline?a=KAZ&b=KOR&type=gesture&type=meeting"],
    "/agreements": ["/agreements?a=KAZ"], "/visits": ["/visits"], "/figures": ["/figures?limit=200"], "/commitments": ["/commitments"],
    "/statements": ["/statements?about=gas"], "/compare": ["/compare?first=dispatch-1-01&second=dispatch-1-11"],
    "/search": ["/search?q=agreement", "/search?q=nowheretobefound"], "/search/texts": ["/search/texts?q=agreement&limit=2"],
    "/search/facets": ["/search/facets?q=agreement"],
}


@pytest.mark.parametrize("described_as", ANSWERED)
def test_answers_fit_their_description(client: TestClient, view: View, described_as: str) -> None:
    described = client.get(f"{API}/openapi.json").json()
    schema = described["paths"][f"{API}{described_as}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    rival = next(link for link in view.links(view.facts()) if link.kind == "conflict")
    for path in ANSWERED[described_as]:
        answer = client.get(f"{API}{path}".replace("FACT", rival.of).replace("RECORD", view.record_ids("long")[0]))
        assert answer.status_code == 200, answer.text
        jsonschema.validate(answer.json(), {**schema, "components": described["components"]})
