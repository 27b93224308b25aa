"""Decisions, the ledger and the queue over HTTP."""
from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from dragoman.register import Filter, Register
from dragoman.web import make_app
from tests.web.reviewing import fill
from tests.web.support import TODAY

API = "/api/v1"


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


def decide(client: TestClient, status: int = 201, **said: Any) -> Any:
    answer = client.post(f"{API}/decisions", content=json.dumps(said), headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == ("application/json" if status == 201 else "application/problem+json")
    return answer.json()["items"] if status == 201 else answer.json()["detail"]


def test_everything_is_decided_over_http(client: TestClient, small: Register) -> None:
    waiting = client.get(f"{API}/review", params={"type": "agreement"}).json()
    first, second, third = (item["sides"][0]["records"][0] for item in waiting["items"])
    assert (waiting["next"], waiting["seen"], len(waiting["items"])) == (None, 0, 3)
    accepted, rejected = decide(client, action="accept", target=[first, second], seen=0, why="as told")
    assert (accepted["record"], accepted["why"], rejected["number"]) == (first, "as told", 2)
    (corrected,) = decide(client, action="correct", target=third, values={"subject": "ports"}, was={"subject": "port security"})
    assert (corrected["old"], corrected["new"]) == ("port security", "ports")
    clash = client.get(f"{API}/review", params={"list": "conflicts"}).json()["items"][0]
    fact = clash["sides"][0]["fact"]
    assert [side["value"] for side in clash["sides"]] == ["state", "official"]
    (chosen,) = decide(client, action="choose", target=fact, field=clash["field"], value="official")
    decide(client, action="undo", numbers=[chosen["number"]])
    (split,) = decide(client, action="split", target=fact, away=clash["sides"][1]["records"])
    decide(client, action="merge", target=fact, other=small.view().fact(split["new"][0]).id)
    (added,) = decide(client, action="add", document="d1", record={
        "type": "meeting", "kind": "talks", "parties": ["EST", "LVA"], "evidence": ["both hobnobbed with Latvia's premier"]})
    decide(client, action="unverifiable", target=[added["record"]])
    decide(client, action="reject", target=[added["record"]])
    pairs = client.get(f"{API}/review", params={"list": "merges"}).json()["items"]
    assert [item["type"] for item in pairs] == ["agreement"] * len(pairs)
    entries = client.get(f"{API}/decisions").json()["items"]
    assert [entry["action"] for entry in entries] == ["reject", "unverifiable", "add", "merge", "split", "undo", "correct", "correct",
                                                      "accept", "accept"]
    assert [entry["number"] for entry in entries if entry["undone"]] == [chosen["number"]]


def test_pairs_are_kept_apart_over_http(client: TestClient) -> None:
    item = client.get(f"{API}/review", params={"list": "merges"}).json()["items"][0]
    one, other = (side["fact"] for side in item["sides"])
    decide(client, action="part", target=one, other=other)
    assert item not in client.get(f"{API}/review", params={"list": "merges"}).json()["items"]


def test_lists_come_in_parts(client: TestClient, small: Register) -> None:
    found, cursor = [], None
    while True:
        part = client.get(f"{API}/review", params={"limit": 4} | ({"cursor": cursor} if cursor else {})).json()
        found += [item["sides"][0]["records"][0] for item in part["items"]]
        if not (cursor := part["next"]):
            break
    assert found == [one.id for one in small.queue().uncertain(Filter(), 50)[0]]
    decide(client, action="accept", target=found)
    first = client.get(f"{API}/decisions", params={"limit": 4}).json()
    rest = client.get(f"{API}/decisions", params={"limit": 4, "cursor": first["next"]}).json()
    assert [entry["number"] for entry in first["items"] + rest["items"]] == [6, 5, 4, 3, 2, 1]
    assert rest["next"] is None
    assert [entry["number"] for entry in client.get(f"{API}/decisions", params={"record": found[2]}).json()["items"]] == [3]
    assert client.get(f"{API}/decisions", params={"who": "nobody"}).json()["items"] == []


def test_conflicts_are_409_and_tell_who(client: TestClient, small: Register) -> None:
    record = small.queue().uncertain(Filter("gesture"), 1)[0][0].id
    small.ledger("Mari").correct(record, "about", "the boats")
    for said in ({"action": "accept", "target": [record], "seen": 0},
                 {"action": "correct", "target": record, "values": {"about": "x"}, "was": {"about": "its help"}}):
        assert "Mari" in decide(client, 409, **said)
    decide(client, action="undo", numbers=[1])
    assert "undone already" in decide(client, 409, action="undo", numbers=[1])


@pytest.mark.parametrize(("said", "status"), [
    ({"action": "accept", "target": ["r-none"]}, 404), ({"action": "accept", "target": []}, 400), ({"action": "accept"}, 400),
    ({"action": "praise", "target": ["r-none"]}, 400), ({}, 400), ({"action": "undo", "numbers": [99]}, 404),
    ({"action": "undo", "numbers": [2**70]}, 400), ({"action": "merge", "target": "f-a", "other": "f-a"}, 400),
    ({"action": "add", "document": "none", "record": {"type": "meeting"}}, 404),
    ({"action": "add", "document": "d1", "record": {"type": "rumour", "evidence": ["Estonia"]}}, 400),
    ({"action": "add", "document": "d1", "record": {"type": "meeting", "evidence": ["Lithuania"]}}, 400),
    ({"action": "add", "document": "d1", "record": {"type": "meeting", "evidence": 5}}, 400),
    ({"action": "accept", "target": ["r-\0"]}, 400), ({"action": "accept", "target": ["r-\ud800"]}, 400),
    ({"action": "add", "document": "d1", "record": {"type": "figure", "measure": "trade", "unit": "USD", "value": 10**400,
                                                    "evidence": ["Estonia"]}}, 400),
    ({"action": "add", "document": "d1", "record": {"type": "figure", "measure": "trade", "unit": "USD", "value": float("nan"),
                                                    "evidence": ["Estonia"]}}, 400),
    ({"action": "correct", "target": "RECORD", "values": {"type": "figure"}}, 400),
    ({"action": "correct", "target": "RECORD", "values": {"place": {"a": 1}}}, 400),
    ({"action": "accept", "target": ["r-none"], "sen": 3}, 400)])
def test_what_cannot_be_decided_is_a_problem_in_words(client: TestClient, small: Register, said: dict[str, Any], status: int) -> None:
    if said.get("target") == "RECORD":
        said = {**said, "target": small.view().record_ids("d1")[0]}
    assert len(decide(client, status, **said)) > 10
    assert small.queue().last() == 0


def test_answers_fit_their_description(client: TestClient, small: Register) -> None:
    described = client.get(f"{API}/openapi.json").json()
    small.ledger("Mari").merge(*(pair.id for pair in small.queue().pairs(Filter(), 1)[0][0][:2]))
    for path, params in (("/review", {}), ("/review", {"list": "conflicts"}), ("/review", {"list": "merges"}), ("/decisions", {})):
        schema = described["paths"][f"{API}{path}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(client.get(f"{API}{path}", params=params).json(), {**schema, "components": described["components"]})
