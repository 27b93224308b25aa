"""Entries of the ledger in words."""
from __future__ import annotations

import json
from typing import Any

from dragoman.register import Decision
from dragoman.register.decisions import Action

_WORDS: dict[Action, str] = {"accept": "Accepted", "correct": "Corrected", "reject": "Rejected", "unverifiable": "Cannot be verified",
                             "add": "Added by hand", "merge": "Merged", "split": "Kept apart", "undo": "Undone"}


def standing_words(standing: str) -> str:
    """What people have made of a record: "accepted", "cannot be verified"."""
    return {"read": "as it was read", "added": "added by hand", "unverifiable": "cannot be verified"}.get(standing, standing)


def action_words(entry: Decision) -> str:
    """What was done: "Accepted", "Corrected place", "Undone: entry 12"."""
    if entry.action == "undo":
        return f"{_WORDS['undo']}: entry {entry.undoes}"
    return _WORDS[entry.action] + (f" {entry.field}" if entry.action == "correct" and entry.field else "")


def change_of(entry: Decision) -> tuple[str, str] | None:
    """The values before and after, of what has such."""
    return (_words(entry.old), _words(entry.new)) if entry.field is not None else None


def ends_of(entry: Decision) -> tuple[list[str], list[str]] | None:
    """The records on either side of a merge or a split, or of what an undo took back of these."""
    return (entry.old, entry.new) if isinstance(entry.old, list) and isinstance(entry.new, list) and entry.record is None else None


def summary(entries: list[Decision]) -> str:
    """What one decision did, in a line: "Accepted", "Corrected place: Tallinn → Narva", "Rejected 3 records"."""
    first = entries[0]
    words = action_words(first)
    if len(entries) > 1:
        same = {(entry.action, entry.field) for entry in entries}
        return f"{_WORDS[first.action] if len(same) > 1 else words} ({len(entries)} entries)"
    change = change_of(first)
    return f"{words}: {change[0]} → {change[1]}" if change else words


def _words(value: Any) -> str:
    if value is None:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else json.dumps(value)
