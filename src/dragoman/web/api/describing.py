"""The description of the API (OpenAPI): what FastAPI makes of the routes, and what it cannot know."""
from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from dragoman.web.api.problems import Problem

_DESCRIPTION = """A register of relations between states: documents, the facts they tell, and the words that bear each fact out.

Lists come in parts: `next` of one is the `cursor` of the part that follows, and null at the end. A cursor goes on where its part ended,
whatever was added before that meanwhile.

Every answer has an `ETag`; sent back in `If-None-Match`, it makes the answer 304 without a body as long as nothing has changed. What goes
wrong is told as `application/problem+json` (RFC 9457), with a `detail` that says what would be right. Dates are ISO 8601 and may be partial
(2024, 2024-05); countries are named or given by their ISO 3166 codes, organisations by `IGO:` and a code.

A server with accounts wants a token in each request (`Authorization: Bearer dragoman_…`). One is made on the page of an account, or by
`dragoman account token`, with a scope: `read`, `review` (decide, and have documents read) or `admin` (accounts and the audit)."""
_TAGS = {
    "about": "The server, and how much the register holds.",
    "documents": "Documents, their texts and their records.",
    "facts": "What is held to be known, with every report that tells it.",
    "pairs": "The brief on two actors, and what it is made of.",
    "actors": "Who has to do with whom.",
    "questions": "Answers in rows, each with its numbered sources.",
    "decisions": "What people decide on records and facts, and the queue of what calls for it.",
    "reading": "Texts, files and addresses that the server is given to read.",
    "accounts": "Who may do what, with which tokens, and who did what.",
}


def describe(app: FastAPI) -> None:
    """Let an app describe itself so, once it is asked to."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            made = get_openapi(title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes,
                               tags=[{"name": name, "description": words} for name, words in _TAGS.items()])
            _mend(made)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # as FastAPI's documentation has it


def _mend(made: dict[str, Any]) -> None:
    """Errors are problems, and a bad value is 400; fields have the names that they have in the JSON; a token may be needed."""
    shapes = made["components"]["schemas"]
    shapes["Problem"] = Problem.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        shapes.pop(name, None)
    examples = _examples()
    for name, shape in shapes.items():
        if name in examples:
            shape["examples"] = examples[name]
        if "properties" in shape:
            shape["properties"] = {own.rstrip("_"): field for own, field in shape["properties"].items()}
            shape["required"] = [own.rstrip("_") for own in shape.get("required", ())]
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]


def _examples() -> dict[str, Any]:
    """The examples of the shapes, by their names, with the nulls that FastAPI leaves out."""
    found, kinds = {}, list[type[BaseModel]]([BaseModel])
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        extra = kind.model_config.get("json_schema_extra")
        if kind.__module__.startswith(__package__ or "") and isinstance(extra, dict) and "examples" in extra:
            found[kind.__name__] = extra["examples"]
    return found
