"""Fields of records as people fill them in: words, a number, one of several values, or a list with semicolons between its parts."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from dragoman.facts.model import ACTOR_FIELDS
from dragoman.records import RECORD_TYPES
from dragoman.resolution.countries import code_of

PREFIX = "field-"  # of the names of inputs


@dataclass(frozen=True)
class FieldSpec:
    """A field of a type of record. `choices`: the values that it may have, where these are few; `many`: whether it holds a list."""

    name: str
    choices: tuple[str, ...]
    many: bool
    number: bool
    required: bool

    def shown(self, value: Any) -> str:
        """The value as an input shows it; "" for none."""
        if value is None:
            return ""
        return "; ".join(map(str, value)) if self.many and isinstance(value, list | tuple) else str(value)

    def read(self, typed: str) -> Any:
        """The value that a person typed, None for none. Names of states become their codes; what is no number stays as it is."""
        typed = " ".join(typed.split())
        if self.many:
            parts = [part.strip() for part in typed.split(";")]
            return [self._actor(part) for part in parts if part] or None
        if self.number and typed:
            try:
                number = float(typed.replace(",", ""))
            except ValueError:
                return typed
            return int(number) if number.is_integer() else number
        return self._actor(typed) if typed else None

    def _actor(self, value: str) -> str:
        return code_of(value) or value if self.name in ACTOR_FIELDS else value


@cache
def fields_of(type_: str) -> tuple[FieldSpec, ...]:
    """The fields of a type of record, in the codebook's order."""
    kind = next(kind for kind in RECORD_TYPES if kind.model_fields["type"].default == type_)
    return tuple(_spec(name, kind.model_fields[attribute].annotation, kind.model_fields[attribute].is_required())
                 for attribute, name in kind.fields())


def changes(type_: str, data: Mapping[str, Any], form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a person has filled in otherwise than the form showed them, each with the value that was typed."""
    found = {}
    for spec in fields_of(type_):
        typed, was = form.get(PREFIX + spec.name), spec.shown(data.get(spec.name))
        if isinstance(typed, str) and " ".join(typed.split()) != " ".join(was.split()):
            value = spec.read(typed)
            if value != data.get(spec.name):
                found[spec.name] = value
    return found


def held(type_: str, data: Mapping[str, Any]) -> str:
    """What the fields of a record hold, as JSON for a form to bring back."""
    return json.dumps({spec.name: data[spec.name] for spec in fields_of(type_) if spec.name in data}, ensure_ascii=False)


def _spec(name: str, annotation: Any, required: bool) -> FieldSpec:  # noqa: FBT001 - internal
    kinds = list(_kinds(annotation))
    return FieldSpec(name, tuple(choice for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)),
                     any(get_origin(kind) is tuple for kind in kinds), any(kind in (int, float) for kind in kinds), required)


def _kinds(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without what is added to them."""
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for kind in get_args(annotation):
            yield from _kinds(kind)
    else:
        yield annotation
