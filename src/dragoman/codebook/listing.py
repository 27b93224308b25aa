"""What the codebook says of a type of record, in lines for people: `dragoman codebook show`."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.codebook.contents import OF_TYPE, TABLES
from dragoman.codebook.layers import Codebook, in_use
from dragoman.codebook.loading import read_yaml, shipped_text

_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)


class Section(NamedTuple):
    """One section of a file: what its comment says of it, and what stands in it, as in the file."""

    file: str
    name: str
    says: str
    holds: Any

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"file": self.file, "section": self.name, "says": self.says, "holds": self.holds}


def sections(type_: str, codebook: Codebook) -> list[Section]:
    """The sections of the files that say what this type of record looks like in a text. `type_` is a key of `contents.OF_TYPE`."""
    found: list[Section] = []
    with in_use(codebook):
        for file in OF_TYPE[type_]:
            remarks = _remarks(shipped_text(file))
            data = read_yaml(file, TABLES[file])
            found += (Section(file, name, remarks.get(name, ""), data[name]) for name in data)
    return found


def introduction(file: str) -> str:
    """What the shipped file says of itself at its head."""
    return "\n".join(_comment(line) for line in _run(shipped_text(file).splitlines()))


def lines(holds: Any) -> Iterator[str]:
    """One line for each pattern of a section: the words → what they mean · where each role stands."""
    if isinstance(holds, dict):
        for kind, value in holds.items():
            yield f"{kind}: {_inline(value)}"
    elif isinstance(holds, list) and any(isinstance(entry, dict) for entry in holds):
        yield from map(_pattern, holds)
    else:
        yield _inline(holds)


def _pattern(entry: dict[str, Any]) -> str:
    words = _inline(entry.get("words", entry.get("when", {}))) or "else"
    rest = [(key, value) for key, value in entry.items() if key not in ("words", "when")]
    means = [_inline(value) if value is not None else "nothing" for _, value in rest[:1]]
    return " · ".join([" → ".join([words, *means]), *(f"{key}: {_inline(value)}" for key, value in rest[1:])])


def _inline(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_inline(part)}" for key, part in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _remarks(text: str) -> dict[str, str]:
    """Section → the comment right above it."""
    found: dict[str, str] = {}
    for match in _KEY.finditer(text):
        above = _run(reversed(text[:match.start()].splitlines()))
        found[match[1]] = " ".join(_comment(line) for line in reversed(above))
    return found


def _run(some: Any) -> list[str]:
    """The comments that the lines begin with."""
    found: list[str] = []
    for line in some:
        if not line.startswith("#"):
            break
        found.append(line)
    return found


def _comment(line: str) -> str:
    return line.removeprefix("#").removeprefix(" ")
