"""A brief on two countries or organisations: what the documents of a register say of them, every line with its sources."""
from __future__ import annotations

from dragoman.brief.compose import make_brief
from dragoman.brief.html import to_html
from dragoman.brief.markdown import to_markdown
from dragoman.brief.model import Brief, Citation, Group, Line, Part, Section, Source

__all__ = ["Brief", "Citation", "Group", "Line", "Part", "Section", "Source", "make_brief", "to_html", "to_markdown"]
