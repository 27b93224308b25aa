"""The JSON Schema made from the types says what the codebook's own schema says."""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dragoman.records import RECORD_TYPES, Reading
from dragoman.schema import json_schema
from tests.strategies import readings, record_data

OURS = Draft202012Validator(json_schema())


@pytest.fixture(scope="session")
def codebook(shared: Path) -> Mapping[str, Any]:
    """The schema that the codebook's authors wrote by hand."""
    return json.loads((shared / "bench" / "records.schema.json").read_text(encoding="utf-8"))


def normal(schema: Any, defs: Mapping[str, Any]) -> Any:
    """One form for schemas that mean the same: references followed, notes dropped, order of words and the type beside them ignored."""
    if isinstance(schema, list):
        return [normal(part, defs) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return normal(defs[schema["$ref"].removeprefix("#/$defs/")], defs)
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return {"anyOf": [{"type": kind} for kind in kinds]}
    out = {}
    for key, part in schema.items():
        if key in {"$defs", "description"} or (key == "type" and {"const", "enum"} & schema.keys()):
            continue
        if key == "properties":
            out[key] = {name: normal(field, defs) for name, field in part.items()}
        else:
            out[key] = sorted(part) if key in {"required", "enum"} else normal(part, defs)
    return out


def test_it_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_it_equals_the_codebooks_schema(codebook: Mapping[str, Any]) -> None:
    ours = normal(json_schema(), json_schema()["$defs"])
    for kind in ours["properties"]["records"]["items"]["oneOf"]:
        whole = kind["properties"]["evidence"]["items"]["anyOf"][1]
        assert whole["properties"].pop("page") == {"type": "integer"}  # these two the codebook's schema leaves open
        assert kind["properties"].pop("confidence") == {"type": "number", "minimum": 0, "maximum": 1}
    assert ours == normal(codebook, {})


def test_every_record_type_is_in_it() -> None:
    named = [kind["$ref"] for kind in json_schema()["properties"]["records"]["items"]["oneOf"]]
    assert named == [f"#/$defs/{kind.__name__}" for kind in RECORD_TYPES]


def test_both_schemas_accept_every_annotated_document(codebook: Mapping[str, Any], shared: Path) -> None:
    theirs = Draft202012Validator(codebook)
    documents = [json.loads(line) for path in sorted((shared / "corpus").glob("*.gold.jsonl"))
                 for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(documents) > 100
    for document in documents:
        assert theirs.is_valid(document), document["id"]
        assert OURS.is_valid(document), document["id"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_both_schemas_agree_on_spoilt_records(codebook: Mapping[str, Any], data: st.DataObject) -> None:
    record = {**data.draw(record_data()), "evidence": ["quote"]}
    record.pop("confidence", None)  # of which the codebook's schema says nothing
    field = data.draw(st.sampled_from([*record, "date", "value", "rank"]))
    spoilt = st.sampled_from([None, "", "x", 1, 1.5, True, -1, [], ["KAZ", "KAZ"], ["K"], [""], "2031-1", "2031-01/x", {}, [{"quote": "q"}],
                              [{"quote": "q", "start": -1, "end": 1}], [{"quote": "q", "start": 0, "end": 1}], "meeting", "held"])
    document = {"id": "d", "records": [{**record, field: data.draw(spoilt)}]}
    assert OURS.is_valid(document) == Draft202012Validator(codebook).is_valid(document)
    del document["records"][0][field]  # type: ignore[attr-defined]
    assert OURS.is_valid(document) == Draft202012Validator(codebook).is_valid(document)


@given(readings())
def test_what_is_written_follows_the_schema(reading: Reading) -> None:
    assert not list(OURS.iter_errors(json.loads(json.dumps(reading.to_dict()))))
