"""What is wrong with a YAML file of the codebook, as findings with the line of each."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from dragoman.codebook.findings import ADD_CODE, Finding, choice
from dragoman.codebook.loading import YAML_LOADER
from dragoman.codebook.shapes import Rule

Seen = dict[tuple[str, ...], tuple[str, int]]  # what was met → under what, and on which line


def yaml_findings(name: str, text: str, table: type[BaseModel], codes: frozenset[str]) -> Iterator[Finding]:
    """The mistakes of one file, which may leave out sections."""
    try:
        alias = next((event for event in yaml.parse(text, YAML_LOADER) if isinstance(event, yaml.AliasEvent)), None)
        if alias:  # a few lines of them can stand for more words than a machine holds
            yield Finding(name, line_of(alias), f"this repeats what stands elsewhere (*{alias.anchor})", "write the words out")
            return
        loader = YAML_LOADER(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line + 1, text.count("\n", 0, len(text.rstrip())) + 1) if error.problem_mark else 1
        yield Finding(name, line, f"this is no YAML ({error.problem})", "look for a bracket, colon or quotation mark there or just before")
        return
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield Finding(name, 1, f"this is no YAML ({str(error).splitlines()[0]})", "write sections as the shipped file has them")
        return
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        yield Finding(name, line_of(node), "a codebook file must be sections with a name each", "write the name, a colon, then the words")
        return
    yield from _repeated_keys(name, node)
    yield from _broken_rules(name, node, data, table)
    yield from _conflicts(name, node, table)
    yield from _capitals(name, node, table)
    for key, value in node.value:
        if Rule.codes in rules_of(table, key.value):
            yield from (Finding(name, line_of(word), f"no country or organisation has the code {word.value}", ADD_CODE)
                        for word in _words(value) if word.value not in codes)


def merge_findings(name: str, text: str, merged: Mapping[str, Any], table: type[BaseModel]) -> Iterator[Finding]:
    """What is wrong only with the file laid over the shipped one, such as an entry that names a list which neither has."""
    try:
        table.model_validate(merged)
    except ValidationError as error:
        words = set(re.findall(r"[\w-]+", " ".join(problem["msg"] for problem in error.errors()).partition("called")[2]))
        node = yaml.compose(text, YAML_LOADER)
        line = min((line_of(word) for word in (_scalars(node) if node else ()) if word.value in words), default=1)
        yield Finding(name, line, error.errors()[0]["msg"].removeprefix("Value error, "), "name one that is there, or add it")


def line_of(node: yaml.Node | yaml.Event) -> int:
    """The line that a node begins on, from 1."""
    return node.start_mark.line + 1 if node.start_mark else 1


def rules_of(table: type[BaseModel], section: str) -> list[Any]:
    """The rules of a section; of a table that is one mapping, its own."""
    name = "root" if issubclass(table, RootModel) else section
    return table.model_fields[name].metadata if name in table.model_fields else []


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, part in node.value:
            yield from _scalars(part)
    else:
        for part in node.value:
            yield from _scalars(part)


def _repeated_keys(name: str, node: yaml.Node) -> Iterator[Finding]:
    """YAML keeps the last of two equal keys and drops the other without a word."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if key.value in seen:
                wrong = f"{key.value!r} stands here a second time (first on line {seen[key.value]})"
                yield Finding(name, line_of(key), wrong, "make one of the two")
            seen.setdefault(key.value, line_of(key))
            yield from _repeated_keys(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _repeated_keys(name, part)


# -- types

def _broken_rules(name: str, node: yaml.Node, data: Any, table: type[BaseModel]) -> Iterator[Finding]:
    try:
        table.model_validate(data)
    except ValidationError as error:
        for problem in error.errors():
            if problem["type"] == "missing" and len(problem["loc"]) == 1:
                continue  # a section that is left out adds nothing
            if problem["type"] == "value_error" and not problem["loc"]:
                continue  # depends on what the shipped file has: see merge_findings
            wrong, mend = _worded(problem, table)
            yield Finding(name, _line_at(node, problem["loc"]), wrong, mend)


def _worded(problem: ErrorDetails, table: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and the mend, in words that need no knowledge of types."""
    loc = problem["loc"][:-1] if problem["loc"][-1] == "[key]" else problem["loc"]
    kind, found, last = problem["type"], problem["input"], "an entry" if isinstance(loc[-1], int) else loc[-1]
    sections = [step for step in loc[:-1] if isinstance(step, str)]
    where = f" in {', '.join(sections)}" if sections else ""
    if kind == "extra_forbidden":
        return f"unknown key {last!r}{where}", choice(last, _keys_at(table, loc[:-1]))
    if kind == "literal_error":
        values = [value.strip(" '") for value in re.split(r", | or ", problem["ctx"]["expected"])]
        return f"{found!r} is no value{where}", choice(str(found), values)
    if kind == "missing":
        return f"{last!r} is missing{where}", "add it"
    if kind == "string_type" and isinstance(found, bool | int | float):
        shown = {True: "on, yes or true", False: "off, no or false"}.get(found, str(found)) if isinstance(found, bool) else str(found)
        return f"{shown} is no word to YAML{where}", "put it in quotation marks"
    if kind in ("tuple_type", "frozen_set_type", "list_type"):
        return f"{last} must be a list{where}", "write it in brackets: [word, word]"
    if kind in ("dict_type", "model_type"):
        return f"{last} must hold parts with a name each{where}", "write it as the shipped file has it"
    return f"{found!r}{where}: {problem['msg'].lower()}", "write it as the shipped file has it"


def _line_at(node: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """The line of the innermost node on the way."""
    line = line_of(node)
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                break
            line, node = line_of(pair[0]), pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = line_of(node)
    return line


def _keys_at(table: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at this place of a file."""
    here: Any = table
    for step in loc:
        if _is_model(here) and issubclass(here, RootModel):
            here = here.model_fields["root"].annotation
        if _is_model(here):
            here = next((f.annotation for name, f in here.model_fields.items() if step in (name, f.alias)), None)
        elif get_origin(here) in (dict, list, tuple):
            here = get_args(here)[1 if get_origin(here) is dict else 0]
    return [f.alias or name for name, f in here.model_fields.items()] if _is_model(here) else []


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


# -- conflicts

def _conflicts(name: str, node: yaml.MappingNode, table: type[BaseModel]) -> Iterator[Finding]:
    """Words that stand twice where once is all that counts."""
    if issubclass(table, RootModel):
        yield from _in_kinds(name, node)
        return
    for key, value in node.value:
        one_meaning = Rule.one_meaning in rules_of(table, key.value)
        if one_meaning and isinstance(value, yaml.MappingNode):
            yield from _in_kinds(name, value)
        elif isinstance(value, yaml.SequenceNode) and any(isinstance(entry, yaml.MappingNode) for entry in value.value):
            yield from _in_entries(name, value, one_meaning=one_meaning)
        else:
            yield from _in_lists(name, value)


def _in_kinds(name: str, node: yaml.MappingNode) -> Iterator[Finding]:
    seen: Seen = {}
    for kind, value in node.value:
        lists = [("", value)] if isinstance(value, yaml.SequenceNode) else [(k.value, v) for k, v in _pairs(value)]
        for part, words in lists:
            for word in _words(words):
                yield from _met(name, seen, (part, word.value), kind.value, word)


def _in_entries(name: str, node: yaml.SequenceNode, *, one_meaning: bool) -> Iterator[Finding]:
    """In a section of entries where words may have several meanings, two entries must differ in more than their words."""
    seen: Seen = {}
    for entry in node.value:
        rest = "" if one_meaning else repr([(k.value, _plain(v)) for k, v in _pairs(entry) if k.value != "words"])
        for key, value in _pairs(entry):
            if key.value == "words":
                for word in _words(value):
                    yield from _met(name, seen, (rest, word.value), "another entry", word)
            else:
                yield from _in_lists(name, value)


def _in_lists(name: str, node: yaml.Node) -> Iterator[Finding]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _in_lists(name, value)
    seen: Seen = {}
    for word in _words(node):
        yield from _met(name, seen, (word.value,), "this list", word)


def _capitals(name: str, node: yaml.MappingNode, table: type[BaseModel]) -> Iterator[Finding]:
    """Lemmas are compared in lower case, so that a word with a capital is never found; only units of measure and codes have some."""
    sections = [value for key, value in node.value if not {Rule.codes} & set(rules_of(table, key.value))]
    for word in (word for value in sections for word in _lemmas(value)) if not issubclass(table, RootModel) else ():
        if word.value[:1].isupper() and not word.value.isupper():
            wrong = f"{word.value!r} is never found: words are compared in lower case"
            yield Finding(name, line_of(word), wrong, f"write {word.value.lower()}")


def _lemmas(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The words of a section: of entries only those that they are found by."""
    yield from _words(node)
    for part in node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in _pairs(node)]:
        yield from _lemmas({key.value: value for key, value in _pairs(part)}.get("words", part))


def _met(name: str, seen: Seen, what: tuple[str, ...], where: str, word: yaml.Node) -> Iterator[Finding]:
    if what in seen:
        before, line = seen[what]
        yield Finding(name, line_of(word), f"{word.value!r} stands here and in {before} (line {line})", "keep one of the two")
    seen.setdefault(what, (where, line_of(word)))


def _plain(node: yaml.Node) -> Any:
    """What a node says, wherever it stands."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    return [_plain(part) for part in node.value] if isinstance(node, yaml.SequenceNode) else [(_plain(k), _plain(v)) for k, v in node.value]


def _pairs(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _words(node: yaml.Node) -> list[yaml.ScalarNode]:
    return [word for word in node.value if isinstance(word, yaml.ScalarNode)] if isinstance(node, yaml.SequenceNode) else []
