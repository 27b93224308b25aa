"""Brief → Markdown: a footnote for each citation reads well as plain text, and is a link wherever Markdown has footnotes."""
from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.brief.model import Brief, Citation, Line, Part, Source
from dragoman.brief.wording import flat, when

# What means something inside a line to CommonMark or to GitHub's Markdown. No text of a document ever begins a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<#~]|&(?=#?\w+;)")
_LINK = re.compile(r"https?://[^\s<>]+")


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown with footnotes. The texts of documents are escaped: none of them can become markup or HTML."""
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", flat(text))


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {escape(brief.title)}", "")
    for section in brief.sections:
        yield from (f"## {escape(section.title)}", "")
        for group in section.groups:
            if group.heading is not None:
                yield from (f"### {escape(group.heading)}", "")
            yield from (f"- {_line(line)}" for line in group.lines)
            yield ""
    yield from ("## Sources", "")
    yield from (f"- {_source(source)}" for source in brief.sources)
    yield ""
    for source in brief.sources:
        for citation in source.citations:
            yield from (_footnote(source, citation), "")


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line.parts)


def _part(part: Part) -> str:
    # `flat` would take the spaces that part this piece from its neighbours.
    text = _padded(part.text)
    if part.style == "lead" and text:
        text = f"**{text}**"
    elif part.style == "quote":
        text = f"“{text}”"
    return text + "".join(f"[^{number}]" for number in part.citations)


def _source(source: Source) -> str:
    about = [escape(source.title)] if source.title else []
    about += [escape(source.source)] if source.source else []
    about += [when(source.published)] if source.published else []
    about += [_link(source.url)] if source.url else []
    return ": ".join((f"*{escape(source.id)}*", ", ".join(about)) if about else (f"*{escape(source.id)}*",))


def _link(url: str) -> str:
    return f"<{url}>" if _LINK.fullmatch(url) else escape(url)


def _footnote(source: Source, citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    before, after = _padded(citation.before).lstrip(), _padded(citation.after).rstrip()
    return f"[^{citation.number}]: *{escape(source.id)}*{page}: {before}**{escape(citation.quote)}**{after}"


def _padded(text: str) -> str:
    """The escaped text with one space at each end that had any."""
    words = escape(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " " * bool(text)
