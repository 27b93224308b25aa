"""The whole API, as its description has it: no server error, and no answer that is not described."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from dragoman.register import Register
from dragoman.web import make_app
from tests.web.serving import copied
from tests.web.support import TODAY

schemathesis = pytest.importorskip("schemathesis", reason="needs the package schemathesis")
HOST = {"Host": "localhost"}
TRIES = settings(max_examples=3, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                 suppress_health_check=list(HealthCheck))
_TOO_LONG = 414  # refused before anybody looks at what is asked for


@pytest.fixture(scope="module")
def schema(register: Register, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The API over a copy of the register, which may be changed."""
    with copied(register, tmp_path_factory.mktemp("schema")) as copy:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(copy, today=lambda: TODAY), headers=HOST)


def _ask(operation: Any, mode: Any) -> int:
    """Ask for something in many ways, valid ones or others; in how many."""
    from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

    asked = []

    @TRIES
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        asked.append(case)
        answer = case.call(headers=HOST)
        if answer.status_code != _TOO_LONG:
            texts = [negative_data_rejection] if case.media_type == "multipart/form-data" else []  # in a form, a number is a text too
            case.validate_response(answer, excluded_checks=[positive_data_acceptance, *texts])

    ask()
    return len(asked)


def test_whatever_is_asked_is_answered_as_described(schema: Any) -> None:
    """What fits the description in form need not be a date or an actor, so it may be refused; what does not fit has to be."""
    valid, invalid = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        assert _ask(operation, valid), operation.label
        if operation.query or operation.body:
            assert _ask(operation, invalid), operation.label
