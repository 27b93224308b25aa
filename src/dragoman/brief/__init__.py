"""A brief on two countries or organisations: what the documents of a register say of them, every line with its sources."""
from __future__ import annotations

from dragoman.brief.compose import make_brief
from dragoman.brief.formats import FORMATS, save_brief
from dragoman.brief.formats.html import write as to_html
from dragoman.brief.formats.markdown import write as to_markdown
from dragoman.brief.model import Brief, Group, Line, Part, Section
from dragoman.brief.rows import BriefRow, rows_of

__all__ = ["FORMATS", "Brief", "BriefRow", "Group", "Line", "Part", "Section", "make_brief", "rows_of", "save_brief", "to_html",
           "to_markdown"]
