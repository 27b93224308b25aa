"""Brief → one JSON object: the lines with their parts, and the numbered sources with what stands around each quote."""
from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from dragoman.brief.model import Brief, Line


def write(brief: Brief) -> str:
    """`title`, `about`, `sections` and `sources`, indented by one; `citations` are the numbers of passages."""
    sections = [{"title": section.title, "more": section.more,
                 "groups": [{"heading": group.heading, "lines": [_line(brief, line) for line in group.lines]} for group in section.groups]}
                for section in brief.sections]
    whole = {"title": brief.title, "about": brief.about, "sections": sections, "sources": _sources(brief)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _line(brief: Brief, line: Line) -> dict[str, Any]:
    parts = [{"text": part.text, "style": part.style, "citations": brief.numbers(part.citations)} for part in line.parts]
    return {"text": line.text, "facts": line.facts, "parts": parts}


def _sources(brief: Brief) -> list[dict[str, Any]]:
    sources = []
    for source in brief.sources:
        made = asdict(source)
        for passage in made["passages"]:
            passage["before"], passage["after"] = brief.around[source.document, passage["start"], passage["end"]]
        sources.append(made)
    return sources
