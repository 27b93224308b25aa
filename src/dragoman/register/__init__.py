"""The register: documents, their records and the facts they tell, in one SQLite file or a PostgreSQL database."""
from __future__ import annotations

from dragoman.register.counting import Counts
from dragoman.register.decisions import Decision
from dragoman.register.ledger import Ledger
from dragoman.register.outlining import Outline, Publisher, Tally
from dragoman.register.queue import Entry, Filter, Queue
from dragoman.register.reconciling import Kept, Reconciled
from dragoman.register.searching import Asked, Hit
from dragoman.register.store import Register
from dragoman.register.verifying import Verdict
from dragoman.register.view import DocumentRow, Imprint, View

__all__ = ["Asked", "Counts", "Decision", "DocumentRow", "Entry", "Filter", "Hit", "Imprint", "Kept", "Ledger", "Outline", "Publisher",
           "Queue", "Reconciled", "Register", "Tally", "Verdict", "View"]
