"""How often somebody may ask."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from dragoman.web import doorkeeping, limiting
from dragoman.web.assets import assets
from dragoman.web.limiting import Attempts, Limit, asker
from tests.web.support import Team


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_and_then_evenly_over_time() -> None:
    clock = Clock()
    limit = Limit(6, 60, clock)
    assert [limit.wait("a") for _ in range(7)] == [0] * 6 + [10]
    assert limit.wait("b") == 0
    clock.now += 9
    assert limit.wait("a") == 1
    clock.now += 1
    assert [limit.wait("a"), limit.wait("a")] == [0, 10]
    clock.now += 3600
    assert [limit.wait("a") for _ in range(7)] == [0] * 6 + [10]


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(1, 10), st.integers(1, 50))
def test_nobody_gets_more_than_twice_the_limit_in_its_time(pauses: list[float], times: int, seconds: int) -> None:
    clock, granted = Clock(), []
    limit = Limit(times, seconds, clock)
    for pause in pauses:
        clock.now += pause
        wait = limit.wait("a")
        if wait:
            clock.now += wait
            assert limit.wait("a") == 0  # what is told holds
        granted.append(clock.now)
    for first in granted:
        assert sum(first <= one < first + seconds for one in granted) <= 2 * times


def test_whoever_has_not_asked_for_longest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "_REMEMBERED", 3)
    limit = Limit(1, 60, Clock())
    assert [limit.wait(one) for one in "abcad"] == [0, 0, 0, 60, 0]
    assert len(limit._spent) == 3


def test_failures_are_forgotten_with_a_sign_in() -> None:
    attempts = Attempts(Clock())
    for _ in range(5):
        attempts.count("ada", "10.0.0.1")
    attempts.succeeded("ada", "10.0.0.1")
    for _ in range(6):
        attempts.count("ada", "10.0.0.1")
    with pytest.raises(HTTPException, match="wait 3 minutes"):
        attempts.count("ada", "10.0.0.1")


def test_one_account_is_not_tried_from_a_thousand_places() -> None:
    attempts = Attempts(Clock())
    for number in range(100):
        attempts.count("ada", f"10.0.0.{number}")
    with pytest.raises(HTTPException):
        attempts.count("ada", "10.1.0.1")


@pytest.mark.parametrize(("address", "who"), [
    ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::1:2:3:4", "2001:db8::/64"), ("fe80::1%eth0", "fe80::/64"),
    ("testclient", "testclient"), ("", ""), ("x" * 500, "x" * 80)])
def test_an_address_stands_for_whoever_has_it(address: str, who: str) -> None:
    assert asker(address) == who


def test_whoever_asks_too_often_is_told_when_to_come_again(team: Team) -> None:
    client = team.browser(address="192.0.2.5")
    statuses = [client.get("/about").status_code for _ in range(140)]
    assert set(statuses[:120]) == {303}
    answer = client.get("/api/v1/stats")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["title"]) == (429, "1", "Too Many Requests")
    assert team.browser("Rita", address="192.0.2.5").get("/about").status_code == 200


def test_a_person_has_one_limit_wherever_they_ask_from(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeping, "_SIGNED_IN", (3, 60))
    limited = Team(team.register)
    browsers = [limited.browser("Rita", address=f"192.0.2.{number}") for number in range(4)]
    assert [browser.get("/about").status_code for browser in browsers] == [200, 200, 200, 429]
    assert limited.browser("Rex").get("/about").status_code == 200
    assert browsers[3].get(assets()["dragoman.css"].path).status_code == 200  # what a page needs is not counted
