"""Dragoman reads diplomatic reporting and keeps a register of relations between states, every entry traced to the text that says so.

    import dragoman

    reading = dragoman.read("The foreign ministers of Estonia and Finland met in Tallinn on Sunday.")
    for record in reading.records:
        print(record.type, [piece.quote for piece in record.evidence])

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.analysis import Analysis, analyse
    from dragoman.brief import Brief, make_brief
    from dragoman.codebook.layers import Codebook
    from dragoman.codebook_folder import load_codebook
    from dragoman.document import Credit, Document, Span
    from dragoman.engines import File, read_files
    from dragoman.errors import (
        CodebookError,
        DragomanError,
        EmptyError,
        EvidenceError,
        InputError,
        LanguageError,
        ModelError,
        QuestionError,
        RegisterError,
        TooLargeError,
        UnknownError,
        UnreadableError,
    )
    from dragoman.exports.events import events
    from dragoman.extraction.explanation import Explanation
    from dragoman.pipeline import analyse_all, explain, extract, read, read_all
    from dragoman.questions import (
        Answer,
        agreements,
        commitments,
        compare,
        figures,
        search,
        statements,
        stats,
        timeline,
        visits,
    )
    from dragoman.records import (
        Agreement,
        Body,
        Commitment,
        Event,
        Evidence,
        Figure,
        Gesture,
        Meeting,
        Presence,
        Reading,
        Record,
        Statement,
    )
    from dragoman.register import Register

_HOMES = {
    "dragoman.analysis": ("Analysis", "analyse"),
    "dragoman.brief": ("Brief", "make_brief"),
    "dragoman.codebook.layers": ("Codebook",),
    "dragoman.codebook_folder": ("load_codebook",),
    "dragoman.document": ("Credit", "Document", "Span"),
    "dragoman.engines": ("File", "read_files"),
    "dragoman.errors": (
        "CodebookError", "DragomanError", "EmptyError", "EvidenceError", "InputError", "LanguageError", "ModelError", "QuestionError",
        "RegisterError", "TooLargeError", "UnknownError", "UnreadableError"),
    "dragoman.exports.events": ("events",),
    "dragoman.extraction.explanation": ("Explanation",),
    "dragoman.pipeline": ("analyse_all", "explain", "extract", "read", "read_all"),
    "dragoman.questions": (
        "Answer", "agreements", "commitments", "compare", "figures", "search", "statements", "stats", "timeline", "visits"),
    "dragoman.records": (
        "Agreement", "Body", "Commitment", "Event", "Evidence", "Figure", "Gesture", "Meeting", "Presence", "Reading", "Record",
        "Statement"),
    "dragoman.register": ("Register",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__version__: str
__all__ = [
    "Agreement", "Analysis", "Answer", "Body", "Brief", "Codebook", "CodebookError", "Commitment", "Credit", "Document",
    "DragomanError", "EmptyError", "Event", "Evidence", "EvidenceError", "Explanation", "Figure", "File", "Gesture", "InputError",
    "LanguageError", "Meeting", "ModelError", "Presence", "QuestionError", "Reading", "Record", "Register", "RegisterError", "Span",
    "Statement", "TooLargeError", "UnknownError", "UnreadableError", "__version__", "agreements", "analyse", "analyse_all",
    "commitments", "compare", "events", "explain", "extract", "figures", "load_codebook", "make_brief", "read", "read_all", "read_files",
    "search", "statements", "stats", "timeline", "visits"]


def __getattr__(name: str) -> Any:
    """The public name, from the module that defines it (PEP 562)."""
    if name == "__version__":
        return import_module("importlib.metadata").version("dragoman")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
