"""Relations between actors: counted, drawn, shown, narrowed."""
from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.facts import pairs_of
from dragoman.facts.model import is_code
from dragoman.register import View
from dragoman.register.relating import Chosen, Relation
from dragoman.web.bars import BASE, WIDTH, draw_bars, spark
from dragoman.web.ring import SIZE, draw_ring
from tests.web.support import page_of

CODES = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "IGO:UN"]
RELATIONS = st.lists(st.sampled_from(list(combinations(CODES, 2))), unique=True, max_size=21).flatmap(
    lambda pairs: st.tuples(*(st.integers(1, 10**6).map(lambda n, pair=pair: Relation(*pair, n, {})) for pair in pairs)))


def counted(view: View, chosen: Chosen) -> Counter[tuple[str, str]]:
    """What a register should count, fact by fact."""
    found: Counter[tuple[str, str]] = Counter()
    for fact in view.facts(type=chosen.type):
        year = int(fact.when[:4])
        if year != 9999 and not (chosen.since or 0) <= year <= (chosen.until or 9998):
            continue
        if year == 9999 and (chosen.since or chosen.until):
            continue
        found.update(pair for pair in pairs_of(fact) if all(map(is_code, pair)) and (chosen.actor is None or chosen.actor in pair))
    return found


@pytest.mark.parametrize("chosen", [
    Chosen(), Chosen(type="meeting"), Chosen(type="nothing"), Chosen(actor="KAZ"), Chosen(since=2024, until=2026), Chosen(until=2010),
    Chosen("agreement", "KAZ", 2026), Chosen(since=3000)])
def test_relations_are_counted_as_facts_tell_them(view: View, chosen: Chosen) -> None:
    expected, known = counted(view, chosen), view.relations()
    found, total = known.strongest(chosen, 1, 1000)
    assert {(one.a, one.b): one.number for one in found} == expected
    assert total == len(expected)
    assert [one.number for one in found] == sorted(expected.values(), reverse=True)
    assert sum(known.by_year(chosen).values()) == sum(sum(one.by_year.values()) for one in found)
    few, total = known.strongest(chosen, 5, 3)
    assert few == [one for one in found if one.number >= 5][:3]
    assert total == sum(number >= 5 for number in expected.values())


@given(RELATIONS, st.sampled_from([None, *CODES]))
def test_a_ring_holds_every_actor_once_and_every_line_leads_between_two(relations: tuple[Relation, ...], middle: str | None) -> None:
    if middle:
        relations = tuple(one for one in relations if middle in (one.a, one.b))
    ring = draw_ring(relations, middle)
    assert ring == draw_ring(relations, middle)
    assert {node.code for node in ring.nodes} == {code for one in relations for code in (one.a, one.b)}
    assert len({(node.x, node.y) for node in ring.nodes}) == len(ring.nodes)
    assert {(line.relation.a, line.relation.b) for line in ring.lines} == {(one.a, one.b) for one in relations}
    assert all(0 < place < SIZE for node in ring.nodes for place in (node.x, node.y, node.label_x, node.label_y))
    assert all(abs(node.turn) <= 90 for node in ring.nodes)
    if middle and relations:
        assert [(node.x, node.y) for node in ring.nodes if node.code == middle] == [(SIZE / 2, SIZE / 2)]


def test_those_for_whom_a_ring_has_no_room_are_counted() -> None:
    relations = [Relation(f"{a:03}", f"{b:03}", 1, {}) for a, b in combinations(range(60), 2)]
    ring = draw_ring(relations)
    assert len(ring.nodes) < 60
    assert len(ring.lines) + ring.left_out == len(relations)


@given(st.dictionaries(st.integers(1, 9998), st.integers(1, 10**6)), st.integers(1700, 2300), st.integers(0, 50))
def test_bars_show_every_year_that_can_be_shown(by_year: dict[int, int], first: int, years: int) -> None:
    bars = draw_bars(by_year, range(first, first + years))
    shown = {year: number for year, number in by_year.items() if 1800 <= year <= 2200}
    if bars is None:
        assert len(shown) < 2
        return
    assert sum(bar.number for bar in bars.bars) == sum(shown.values())
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and 0 <= bar.y <= BASE for bar in bars.bars)
    assert all(math.isclose(bar.y + bar.height, BASE, abs_tol=0.11) for bar in bars.bars)
    assert bars.bars[0].since == min(shown)
    assert bars.bars[-1].until == max(shown)


def test_a_small_line_has_a_point_for_every_year() -> None:
    assert spark({2020: 4, 2022: 2}, range(2020, 2023)) == "M0 1L48 21L96 11"
    assert spark({2020: 4}, range(2020, 2021)) == ""


def test_the_picture_and_the_table_tell_the_same(client: TestClient) -> None:
    page = page_of(client, "/network")
    rows = page.xpath("//tbody//td[1]/a/@href")
    assert sorted(page.xpath("//figure[@class='ring']//a[path]/@href")) == sorted(rows)
    assert "/pairs/KAZ/KOR" in rows
    assert page.xpath("//figure[@class='ring']//a[circle]/@href[contains(., 'actor=KAZ')]")


def test_a_network_can_be_narrowed_and_its_links_keep_what_was_asked(client: TestClient) -> None:
    page = page_of(client, "/network?actor=Kazakhstan&type=agreement&since=2024&until=2027")
    rows = page.xpath("//tbody//td[1]/a")
    assert rows
    assert all("Kazakhstan" in row.text_content() for row in rows)
    assert all("type=agreement" in row.get("href") and "since=2024" in row.get("href") for row in rows)
    numbers = [int(cell.text_content()) for cell in page_of(client, "/network?least=20").xpath("//tbody//td[2]") if "," not in cell.text]
    assert numbers
    assert min(numbers) >= 20
    none = page_of(client, "/network?least=9999999")
    assert "ask for less" in none.xpath("//div[@class='empty']")[0].text_content()
