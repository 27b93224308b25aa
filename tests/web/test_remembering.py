"""What takes long to make is not made for every reader."""
from __future__ import annotations

import time
from itertools import count

import pytest

from dragoman.web.remembering import Remembered


def test_what_is_remembered_is_made_anew_beside_the_answers() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    remembered = Remembered(make)
    assert remembered.get() == 1
    remembered._until = float("inf")
    assert remembered.get() == 1
    remembered._until = 0.0
    assert remembered.get() == 1  # nobody waits for the new one
    deadline = time.monotonic() + 10
    while remembered.get() == 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert remembered.get() >= 2


def test_a_value_that_cannot_be_made_is_asked_for_again() -> None:
    remembered = Remembered(lambda: 1 // len(failed))
    failed: list[int] = []
    with pytest.raises(ZeroDivisionError):
        remembered.get()
    failed.append(1)
    assert remembered.get() == 1


def test_a_value_can_be_waited_for() -> None:
    remembered = Remembered(count(1).__next__)
    assert [remembered.get(), remembered.get_anew(), remembered.get_anew()] == [1, 2, 3]
