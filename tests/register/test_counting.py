"""What a register holds, counted on both databases."""
from __future__ import annotations

from dragoman.register import Register
from tests.questions.test_stats import reading


def test_everything_is_counted_and_what_there_is_most_of_comes_first(register: Register) -> None:
    for id_, published, source in (("a", "2024-05-03", "ERR"), ("b", "2023-01-02", None), ("c", "2022-01-02", "ERR")):
        register.add(reading(id_, published, source), read_with="model 1")
    register.settle()
    counts = register.view().counts()
    assert (counts.documents, counts.records, counts.first, counts.last) == (3, 6, "2022-01-02", "2024-05-03")
    assert list(counts.sources.items()) == [("ERR", 2), ("", 1)]
    assert counts.pairs == (("EST", "FIN", sum(counts.facts.values())),)
    assert counts.read_with == {"model 1": 3}
    assert counts.decisions == {}


def test_an_empty_register_is_counted(register: Register) -> None:
    counts = register.view().counts()
    assert (counts.documents, counts.records, counts.first, counts.facts) == (0, 0, None, {})
