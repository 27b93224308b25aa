"""Facts in a line of plain words."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.questions.describing import describe
from tests.questions.support import fact, report
from tests.strategies import record_data

PAIR = {"parties": ["EST", "FIN"]}


@pytest.mark.parametrize(("data", "words"), [
    ({"type": "meeting", "kind": "visit", "rank": "state", "people": ["Alar Karis"], "place": "Helsinki", **PAIR},
     "State visit of Alar Karis to Helsinki"),
    ({"type": "meeting", "kind": "session", "status": "planned", **PAIR}, "Session of a joint body with Estonia and Finland (planned)"),
    ({"type": "agreement", "kind": "communique", "status": "signed", **PAIR}, "Communiqué (signed)"),
    ({"type": "agreement", "kind": "document", "count": 14, "status": "in_force", **PAIR}, "14 documents (in force)"),
    ({"type": "agreement", "kind": "contract", "subject": "two ferries", "status": "planned", **PAIR},
     "Contract for two ferries (planned)"),
    ({"type": "agreement", "kind": "agreement", "subject": "Paris Agreement", "status": "ratified", **PAIR}, "Paris Agreement (ratified)"),
    ({"type": "figure", "measure": "investment", "value": 2.5e9, "unit": "EUR", "bound": "more_than", "from_": "FIN", "to": "EST"},
     "Investment from Finland to Estonia: more than EUR 2.5 billion"),
    ({"type": "figure", "measure": "export", "value": -4, "unit": "percent", "nature": "change", "from_": "EST"},
     "Exports from Estonia: down 4%"),
    ({"type": "figure", "measure": "trade", "value": 3, "unit": "EUR", "nature": "target", "between": ["FIN", "EST"]},
     "Trade, target between Estonia and Finland: EUR 3"),
    ({"type": "body", "name": "Port Council", **PAIR}, "Port Council"),
    ({"type": "presence", "name": "Neste", "home": "FIN", "host": "EST", "activity": "sells fuel"},
     "Neste, of Finland in Estonia: sells fuel"),
    ({"type": "statement", "speaker": "Kersti Tamm", "mode": "direct", "content": "We agree"}, "Kersti Tamm: “We agree”"),
    ({"type": "commitment", "actor": ["EST"], "stance": "pledge", "action": "build a port"}, "Pledge, Estonia to act: build a port"),
    ({"type": "gesture", "kind": "thanks", "from_": "EST", "to": "FIN", "about": "help"}, "Thanks from Estonia to Finland: help"),
    ({"type": "event", "event_type": "AID", "mode": "material", "source": ["FIN"], "target": ["EST"], "place": "Narva"},
     "Aid (material) by Finland towards Estonia, Narva"),
])
def test_each_type_in_words(data: dict[str, Any], words: str) -> None:
    assert describe(fact(report("d", "quote", **data))) == words


@given(record_data(), st.integers(0, 9))
def test_any_record_can_be_told_in_one_line(data: dict[str, Any], position: int) -> None:
    words = describe(fact(report("d", "quote", position, **data)))
    assert "\n" not in words
    told = [value for value in data.values() if value is not None]
    assert "None" not in words or "None" in str(told)  # which a text may say
