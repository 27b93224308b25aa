"""How exported events are counted against sentences coded by hand."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.plover import dyads, measure, read, table, types

GOLD = [{"id": "a", "text": "Peru attacked Chile.", "events": [{"plover": "ASSAULT", "source": ["PERMIL"], "target": ["CHL"]}]}]


def scored(*exported: dict[str, Any], what: Any = types) -> dict[str, Any]:
    return measure(GOLD, {"a": list(exported)}, what)


def test_other_types_of_a_sentence_are_wrong() -> None:
    found = scored({"event_type": "ASSAULT"}, {"event_type": "AID"}, {"event_type": "AID"})
    assert (found["precision"], found["recall"], found["macro f1"]) == (0.5, 1.0, 1.0)


def test_sentence_without_an_event_is_a_miss() -> None:
    assert scored()["recall"] == 0


def test_concessions_and_retreats_are_one_type() -> None:
    gold = {"plover": None, "plover_any": ["CONCEDE", "RETREAT"]}
    assert types([gold]) == types([{"event_type": "RETREAT"}]) == types([{"event_type": "CONCEDE"}])


def test_dyads_have_a_direction_and_states_without_sectors() -> None:
    assert scored({"event_type": "ASSAULT", "source": ["PER"], "target": ["CHL"]}, what=dyads)["f1"] == 1
    assert scored({"event_type": "ASSAULT", "source": ["CHL"], "target": ["PER"]}, what=dyads)["f1"] == 0


def test_organisations_and_names_are_no_states() -> None:
    assert dyads([{"event_type": "AID", "source": ["IGO:EU"], "target": ["CHL"]}]) == {("AID", "", "CHL")}
    assert dyads([{"event_type": "AID", "source": ["rebels"], "target": []}]) == set()


def test_sentences_are_read_and_the_table_has_a_row_for_each_measure() -> None:
    found = measure(GOLD, read(GOLD), dyads)
    assert found["f1"] == 1
    assert table({"x": found}).splitlines()[2] == "| x | 1 | 1.0 | 1.0 | 1.0 | 1.0 |"


def test_sets_hold_what_the_measure_needs(shared: Path) -> None:
    assert {path.name for path in (shared / "data" / "events").glob("*.jsonl")} >= {"plv_train.jsonl", "gsr_dev.jsonl"}
