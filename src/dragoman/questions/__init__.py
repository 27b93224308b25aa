"""Questions to the register, each answered with its sources.

Each takes a register's view first and gives an `Answer`: a sequence of typed rows that knows its sources and can be written in every
format of `dragoman.questions.formats`.
"""
from __future__ import annotations

from dragoman.questions.agreements import agreements
from dragoman.questions.answer import Answer, Citation, Row, Source
from dragoman.questions.commitments import commitments
from dragoman.questions.compare import compare
from dragoman.questions.figures import figures
from dragoman.questions.formats import save
from dragoman.questions.search import search
from dragoman.questions.statements import statements
from dragoman.questions.stats import stats
from dragoman.questions.timeline import timeline
from dragoman.questions.visits import visits

__all__ = ["Answer", "Citation", "Row", "Source", "agreements", "commitments", "compare", "figures", "save", "search", "statements",
           "stats", "timeline", "visits"]
