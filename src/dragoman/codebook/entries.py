"""Where a word stands in the codebook's own files: the entry by which a record was found, with file and line."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from dragoman.codebook.layers import added, per_codebook
from dragoman.codebook.loading import shipped_text


class Entry(NamedTuple):
    """One entry of a codebook file: its line (from 1), the section it stands in ("verbs", "nouns.visit"), and its words as written.

    `own`: it stands in a file laid over the shipped one, not in that.
    """

    file: str
    own: bool
    line: int
    section: str
    text: str


def entry_of(file: str, word: str, *, part: str = "", meaning: str = "") -> Entry | None:
    """The entry of `file` that lists `word` (a lemma), None where none does.

    Of several, one whose section names the part of speech ("verbs") and one that names the meaning ("thanks") come first. A phrase of
    several words counts for its last one.
    """
    found = _entries(file).get(word.lower(), [])
    return max(found, key=lambda e: (_names(meaning, e), part in e.section, e.own, -e.line), default=None)


def _names(meaning: str, entry: Entry) -> bool:
    return bool(meaning) and (meaning in entry.section.split(".") or f": {meaning}" in entry.text)


@per_codebook
def _entries(file: str) -> dict[str, list[Entry]]:
    """Every word of a file with its entries, those laid over the shipped file first."""
    found: dict[str, list[Entry]] = {}
    for text, own in ((added(file), True), (shipped_text(file), False)):
        lines = (text or "").splitlines()
        for word, line, section in _scalars(yaml.compose(text or "", Loader=yaml.SafeLoader), (), 0):
            entry = Entry(file, own, line + 1, ".".join(section), lines[line].strip().removeprefix("- "))
            for key in {word.lower(), word.lower().rpartition(" ")[2]}:
                found.setdefault(key, []).append(entry)
    return found


def _scalars(node: yaml.Node | None, section: tuple[str, ...], line: int) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Every word of a file with the line at which its entry begins, and the names of the sections around the entry."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value, line, section
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _scalars(part, section, part.start_mark.line if isinstance(part, yaml.MappingNode) else line)
    elif isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            begun = node.flow_style and section  # an entry in braces is one entry, whatever its parts are called
            yield from _scalars(part, section if begun else (*section, key.value), line if begun else key.start_mark.line)
