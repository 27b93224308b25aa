"""Laying a user's file over the shipped one of the same name: it adds, and what it says of a word replaces what the shipped file says."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, RootModel

from dragoman.codebook.shapes import LISTS, Rows, Rule, listed


def merged(shipped: dict[str, Any], own: dict[str, Any], table: type[BaseModel]) -> dict[str, Any]:
    """The data of a YAML file with that of the user's laid over it; neither is changed."""
    if issubclass(table, RootModel):
        return dict(_laid_over(shipped, own, _rules(table, "root")))
    result = dict(shipped)
    for section, value in own.items():
        result[section] = _laid_over(shipped[section], value, _rules(table, section)) if section in shipped else value
    return result


def _rules(table: type[BaseModel], section: str) -> list[Any]:
    return table.model_fields[section].metadata if section in table.model_fields else []


def _laid_over(old: Any, new: Any, rules: list[Any]) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        if Rule.by_word in rules:
            return {**old, **new}
        if Rule.one_meaning in rules:
            old = {kind: _without(words, _said(new)) for kind, words in old.items()}
        return {**old, **{key: _laid_over(old[key], value, []) if key in old else value for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        if not any(isinstance(entry, dict) for entry in (*old, *new)):
            return list(dict.fromkeys((*old, *new)))
        if not all("words" in entry for entry in (*old, *new)):
            return [*new, *old]  # rules of which the first that fits counts
        said = {word for entry in new for word in entry["words"]}
        return [*(kept for entry in old if (kept := {**entry, "words": _without(entry["words"], said)})["words"]), *new]
    return new


def _said(kinds: dict[str, Any]) -> set[str]:
    """All words that stand under any kind; a kind may be a table of several lists."""
    lists = [part for value in kinds.values() for part in (value.values() if isinstance(value, dict) else [value])]
    return {word for words in lists if isinstance(words, list) for word in words}


def _without(value: Any, said: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, said) for key, part in value.items()}
    return [word for word in value if word not in said] if isinstance(value, list) else value


def merged_rows(shipped: Iterable[dict[str, str]], own: Iterable[dict[str, str]], rows: Rows) -> list[dict[str, str]]:
    """The rows of a CSV file with the user's laid over them: a key that is there gets more in its lists, and its other cells replaced."""
    result = {_key(row, rows): dict(row) for row in shipped}
    for new in own:
        for column, kind in rows.columns.items():
            if kind == "names":
                _take_away(result.values(), column, frozenset(listed(new.get(column, ""))))
        old = result.setdefault(_key(new, rows), dict.fromkeys(rows.columns, ""))
        for column, cell in new.items():
            if rows.columns[column] in LISTS:
                old[column] = "; ".join(dict.fromkeys((*listed(old[column]), *listed(cell))))
            elif cell:
                old[column] = cell
    return list(result.values())


def _key(row: dict[str, str], rows: Rows) -> tuple[str, ...]:
    return tuple(row[column] for column in rows.key)


def _take_away(rows: Iterable[dict[str, str]], column: str, names: frozenset[str]) -> None:
    for row in rows:
        held = listed(row[column]) if names else ()
        if not names.isdisjoint(held):
            row[column] = "; ".join(name for name in held if name not in names)
