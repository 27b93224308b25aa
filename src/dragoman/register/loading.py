"""Facts out of the tables, whole: with all their reports."""
from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, select

from dragoman.facts import Fact, Report
from dragoman.register.rows import FACT, REPORT, fact_of, report_of
from dragoman.register.schema import documents, facts, records


def load_facts(connection: Connection, keys: Select[Any]) -> dict[int, Fact]:
    """The facts whose keys a query selects, by key, in order of time and id."""
    reports: dict[int, list[Report]] = defaultdict(list)
    query = select(*REPORT).join(documents, documents.c.key == records.c.document).where(records.c.fact.in_(keys))
    for row in connection.execute(query).all():
        reports[row.fact].append(report_of(row))
    rows = connection.execute(select(*FACT).where(facts.c.key.in_(keys)).order_by(facts.c.begins, facts.c.ends, facts.c.id))
    return {row.key: fact_of(row, reports[row.key]) for row in rows}
