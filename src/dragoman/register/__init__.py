"""The register: documents, their records and the evidence, kept in one SQLite file or a PostgreSQL database."""
from __future__ import annotations

from dragoman.register.store import DocumentRow, Entry, Register, View

__all__ = ["DocumentRow", "Entry", "Register", "View"]
