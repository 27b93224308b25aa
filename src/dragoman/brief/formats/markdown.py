"""Brief → Markdown: a footnote for each citation reads well as plain text, and is a link wherever Markdown has footnotes."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.brief.model import Brief, Line, Part
from dragoman.questions.answer import Passage, Source
from dragoman.questions.formats.markdown import escape, source_line


def write(brief: Brief) -> str:
    """The brief as Markdown with footnotes. The texts of documents are escaped: none of them can become markup or HTML."""
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {escape(brief.title)}", "", escape(brief.about), "")
    for section in brief.sections:
        yield from (f"## {escape(section.title)}", "")
        for group in section.groups:
            if group.heading is not None:
                yield from (f"### {escape(group.heading)}", "")
            yield from (f"- {_line(brief, line)}" for line in group.lines)
            yield ""
        if section.more:
            yield from (f"*{escape(section.more)}*", "")
    yield from ("## Sources", "")
    yield from (f"- {source_line(source)}" for source in brief.sources)
    yield ""
    for source in brief.sources:
        for passage in source.passages:
            yield from (_footnote(brief, source, passage), "")


def _line(brief: Brief, line: Line) -> str:
    return "".join(_part(brief, part) for part in line.parts)


def _part(brief: Brief, part: Part) -> str:
    text = _padded(part.text)  # `escape` would take the spaces that part this piece from its neighbours
    if part.style == "lead" and text:
        text = f"**{text}**"
    elif part.style == "quote":
        text = f"“{text}”"
    return text + "".join(f"[^{number}]" for number in brief.numbers(part.citations))


def _footnote(brief: Brief, source: Source, passage: Passage) -> str:
    page = f", page {passage.page}" if passage.page else ""
    before, after = (_padded(text) for text in brief.around[source.document, passage.start, passage.end])
    return f"[^{passage.number}]: *{escape(source.document)}*{page}: {before.lstrip()}**{escape(passage.quote)}**{after.rstrip()}"


def _padded(text: str) -> str:
    """The escaped text with one space at each end that had any."""
    words = escape(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " " * bool(text)
