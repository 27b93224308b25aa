from __future__ import annotations

import inspect
import re

import pytest

from dragoman import errors


def test_the_tree_of_the_docstring_is_that_of_the_classes() -> None:
    drawn: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ((?:[│ ]   )*)(?:[├└]── )?(\w+Error)\b", line)
        if match:
            depth = line.index(match[2]) // 4 - 1
            path[depth:] = [match[2]]
            drawn[match[2]] = path[depth - 1] if depth else "Exception"
    classes = inspect.getmembers(errors, lambda member: inspect.isclass(member) and member.__module__ == errors.__name__)
    defined = {name: cls.__base__.__name__ for name, cls in classes}
    assert drawn == defined


def test_an_input_error_names_the_input_the_fault_and_the_mend() -> None:
    error = errors.EmptyError("talks.txt", "is empty", "give it a document with text")
    assert (error.name, error.reason, error.mend) == ("talks.txt", "is empty", "give it a document with text")
    assert str(error) == "talks.txt: is empty; give it a document with text"


def test_one_root_catches_every_error() -> None:
    with pytest.raises(errors.DragomanError):
        raise errors.UnknownError("no such document")
