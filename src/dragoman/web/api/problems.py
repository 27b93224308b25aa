"""What is said where something cannot be answered: one form for every error (RFC 9457), with its status and how to mend it."""
from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Problem(BaseModel):
    """What went wrong (RFC 9457): `title` names the status, `detail` says in words what is wrong and what would be right."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": "d-1: no such document in the register; it is empty"}]})
    type: str
    title: str
    status: int
    detail: str


_WORDS = {
    400: "It cannot be asked so: a value is none, or is missing.",
    401: "Whoever asks has to show a token, and this one is not taken: there is none such, it has expired or was revoked.",
    403: "The token's scope, or the role of its owner, does not go so far.",
    404: "There is no such thing.",
    408: "What was sent did not arrive in time.",
    409: "It does not fit what the register holds: it is there already, or somebody else has changed it meanwhile.",
    413: "More was sent at once than is taken.",
    414: "The address is too long.",
    415: "What was sent is of another kind than what is taken.",
    429: "Somebody asks too often; `Retry-After` says for how many seconds to wait.",
    503: "Somebody else is writing to the register, or too much waits; `Retry-After` says for how many seconds to wait.",
}
_ALWAYS = (400, 401, 403, 404, 414, 429, 503)


def problems(*others: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, as the description of the API names them: those of every route, and others."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _WORDS[status], "content": content} for status in sorted({*_ALWAYS, *others})}


PROBLEMS = problems()
CHANGING = problems(408, 409, 413, 415)  # of routes that take a body
