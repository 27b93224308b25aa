"""The written form of documents and records as a JSON Schema, made from the record types so that the two cannot drift apart."""
from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from dragoman.document import Credit
from dragoman.records import RECORD_TYPES, Date, Evidence, Text

_NOTES = {"title", "default", "additionalProperties"}  # what pydantic adds and a reader of the schema does not need


class _Head(BaseModel):
    """What a document says of itself, as `Reading.to_dict` writes it and as a JSONL of documents may bring it."""

    id: Text
    title: str | None = None
    published: Date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one document and its records, as every JSON output of Dragoman has them.

    Two things are wider than the types: further fields are allowed (a record has its `id`, a document may have its `text`), and a piece of
    evidence may be the quote alone, which is how people annotate by hand.
    """
    head = _tidy(_Head.model_json_schema())
    credit = _tidy(Credit.model_json_schema())
    credit["properties"]["name"]["minLength"] = 1
    kinds = {kind.__name__: _record_schema(kind) for kind in RECORD_TYPES}
    records = {"type": "array", "items": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in kinds]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One document and its records",
        "type": "object",
        "required": ["id", "records"],
        "properties": {**head["properties"], "credits": {"type": "array", "items": {"$ref": "#/$defs/Credit"}}, "records": records},
        "$defs": {"Credit": credit, "Evidence": _without_null(_tidy(Evidence.model_json_schema())), **kinds},
    }


def _record_schema(kind: type[BaseModel]) -> dict[str, Any]:
    schema = _without_null(_tidy(kind.model_json_schema(by_alias=True)))
    del schema["$defs"]
    schema["required"] = ["type", *schema["required"]]
    pieces = schema["properties"]["evidence"]
    pieces["items"] = {"anyOf": [{"type": "string", "minLength": 1}, pieces["items"]]}
    return schema


def _tidy(schema: Any) -> Any:
    """Without pydantic's notes; `anyOf` an integer or a number is a number."""
    if isinstance(schema, list):
        return [_tidy(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
        return {"type": "number"}
    # Below "properties" the keys are the codebook's field names, and one of those is a title.
    return {key: {name: _tidy(field) for name, field in part.items()} if key in {"properties", "$defs"} else _tidy(part)
            for key, part in schema.items() if key not in _NOTES}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A field that the text does not give is left out of the JSON, never null."""
    def bare(field: dict[str, Any]) -> dict[str, Any]:
        return field["anyOf"][0] if {"type": "null"} in field.get("anyOf", ()) else field

    return {**schema, "properties": {name: bare(field) for name, field in schema["properties"].items()}}

