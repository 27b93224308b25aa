"""The register as JSON."""
from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from dragoman.register import View
from tests.web.support import HOSTILE_ID, path_of

API = "/api/v1"
ASKED = [f"{API}{path}" for path in (
    "/documents", "/documents?limit=2", "/documents/dispatch-1-01", path_of(HOSTILE_ID), "/facts",
    "/facts?a=KAZ&b=KOR&type=agreement&status=signed", "/pairs/KAZ/KOR", "/pairs/KAZ/KOR?since=2026", "/search?q=agreement",
    "/compare?first=dispatch-1-01&second=dispatch-1-11", "/stats")]
REFUSED = {"/nothing": 404, "/documents/none": 404, "/facts/f-none": 404, "/pairs/KAZ/PER": 404, "/pairs/KAZ/KAZ": 400,
           "/facts?limit=0": 400,
           "/facts?limit=201": 400, "/facts?limit=many": 400, "/facts?since=abc": 400, "/facts?a=Narnia": 404, "/facts?cursor=x": 400,
           "/search": 400, "/search?q=%20": 400, "/search?q=-x": 400, "/compare?first=long": 400, "/search?q=x&offset=-1": 400}


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


def test_the_description_is_whole_and_its_examples_fit(client: TestClient) -> None:
    described = client.get(f"{API}/openapi.json").json()
    assert set(described["paths"]) == {f"{API}{path}" for path in (
        "/documents", "/documents/{id_}", "/facts", "/facts/{id_}", "/pairs/{a}/{b}", "/search", "/compare", "/stats")}
    assert all(set(path) == {"get"} and path["get"]["summary"] for path in described["paths"].values())
    shapes = described["components"]["schemas"]
    checked = 0
    for shape in shapes.values():
        for example in shape.get("examples", ()):
            jsonschema.validate(example, {**shape, "components": {"schemas": shapes}})
            checked += 1
    assert checked >= 5


@pytest.mark.parametrize(("path", "described_as"), [
    ("/documents?limit=3", "/documents"), ("/documents/dispatch-1-01", "/documents/{id_}"), ("/facts?a=KAZ&limit=200", "/facts")])
def test_answers_fit_their_description(client: TestClient, path: str, described_as: str) -> None:
    described = client.get(f"{API}/openapi.json").json()
    schema = described["paths"][f"{API}{described_as}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(client.get(f"{API}{path}").json(), {**schema, "components": described["components"]})
