"""A promise of Finland to Estonia, and facts of the two that a later document tells."""
from __future__ import annotations

from typing import Any

from dragoman.facts import Fact
from dragoman.facts.due import due_date
from dragoman.facts.follow_up import follow_up
from tests.questions.support import fact, report

PLEDGED, LATER = "2026-11-17", "2027-07-09"


def promise(action: str, deadline: str | None = None, **more: Any) -> Fact:
    """Finland's pledge to Estonia."""
    data = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": action, "published": PLEDGED, **more}
    if deadline:
        data["deadline"] = deadline
    return fact(report("p", f"Finland will {action}", **data), due=due_date(deadline, PLEDGED))


def later(quote: str, type: str = "statement", **more: Any) -> Fact:  # noqa: A002 - the field's name
    """A fact of the two that a later document tells."""
    fields = {"statement": {"speaker": "Aino Laine", "affiliation": "FIN", "mode": "indirect", "content": quote},
              "event": {"event_type": "AID", "source": ["FIN"], "target": ["EST"]},
              "meeting": {"kind": "visit", "parties": ["EST", "FIN"], "status": "held"},
              "agreement": {"kind": "agreement", "parties": ["EST", "FIN"]}, "body": {"parties": ["EST", "FIN"]},
              "figure": {"measure": "grant", "unit": "EUR", "from_": "FIN", "to": "EST", "nature": "level"},
              "presence": {"home": "FIN", "host": "EST"}, "gesture": {"kind": "welcome", "from_": "EST", "to": "FIN"},
              "commitment": {"actor": ["FIN"], "toward": ["EST"], "stance": "pledge"}}[type]
    return fact(report("l", quote, **{"type": type, "published": LATER, **fields, **more}))


def kinds(asked: Fact, *others: Fact) -> list[str]:
    """The kinds of the links of a promise."""
    return [link.kind for link in follow_up([asked], [asked, *others])]
