"""View → brief: numbers the evidence, fills the sections, and says first what there is."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.brief.context import passage
from dragoman.brief.model import Brief, Citation, Group, Line, Part, Section, Source
from dragoman.brief.scope import Place, Scope
from dragoman.brief.sections import SECTIONS
from dragoman.brief.sections.figures import disputed
from dragoman.brief.wording import name, when
from dragoman.document import Document
from dragoman.errors import UnknownError
from dragoman.records import Evidence
from dragoman.register import Entry, View
from dragoman.resolution.countries import name_of

_MANY = 6  # groups of a section: no more are counted one by one


def make_brief(view: View, a: str, b: str) -> Brief:
    """What the register holds on two actors, as a brief; the same register gives the same brief. An UnknownError where it holds nothing.

    `a` and `b` are actors' codes. Each line says what its documents say; nothing is compared with today's date.
    """
    entries = view.between(a, b)
    if not entries:
        raise UnknownError(f"{name(a)} and {name(b)}: no document of the register speaks of both; read some that do")
    sources = _sources(entries)
    numbers = {(source.id, one.start, one.end): one.number for source in sources for one in source.citations}
    scope = Scope(a, b, entries, numbers)
    sections = [Section(title, tuple(groups)) for title, make in SECTIONS if (groups := make(scope))]
    glance = Section("At a glance", (Group(None, _glance(scope, sources, sections)),))
    return Brief(f"{name_of(a)} and {name_of(b)}", (glance, *sections), sources)


def _sources(entries: Sequence[Entry]) -> tuple[Source, ...]:
    """The documents by date (undated ones last), their evidence in the order of the text, numbered from 1 through all of them."""
    documents: dict[str, Document] = {}
    records: dict[Place, list[str]] = defaultdict(list)
    pieces: dict[str, dict[Place, Evidence]] = defaultdict(dict)
    for entry in entries:
        documents[entry.document.id] = entry.document
        for piece in entry.record.evidence:
            place = (entry.document.id, piece.start, piece.end)
            pieces[entry.document.id][place] = piece
            records[place].append(entry.id)
    sources, number = [], 0
    for document in sorted(documents.values(), key=lambda one: (one.published or "9999", one.id)):
        citations = []
        for place, piece in sorted(pieces[document.id].items()):
            number += 1
            before, after = passage(document.text, piece.start, piece.end)
            ids = tuple(dict.fromkeys(records[place]))
            citations.append(Citation(number, before, piece.quote, after, piece.start, piece.end, piece.page, ids))
        sources.append(Source(document.id, document.title, document.source, document.published, document.url, tuple(citations)))
    return tuple(sources)


def _glance(scope: Scope, sources: Sequence[Source], sections: Sequence[Section]) -> tuple[Line, ...]:
    """How many documents there are and of when, how much of each kind, and which figures disagree."""
    dates = sorted(source.published for source in sources if source.published)
    period = f": {when(f'{dates[0]}/{dates[-1]}')}" if dates else ""
    ends = sorted({sources[0].citations[0].number, sources[-1].citations[-1].number})
    lines = [Line((Part("Documents", "lead"), Part(f" ({len(sources)}){period}", "plain", tuple(ends))))]
    lines += [_count(section) for section in sections]
    quarrels = [Part(f"{'; ' if n else ': '}{what}", "plain", citations) for n, (what, citations) in enumerate(disputed(scope))]
    if quarrels:
        lines.append(Line((Part("Figures that differ", "lead"), *quarrels)))
    return tuple(lines)


def _count(section: Section) -> Line:
    """How many lines a section has, by group, with the evidence of the last line of each; without groups, that line itself."""
    total = sum(len(group.lines) for group in section.groups)
    last = section.groups[-1].lines[-1]
    title = Part(section.title, "lead")
    if section.groups[0].heading is None:
        return Line((title, Part(f" ({total}), the latest in time: " if total > 1 else ": "), *last.parts))
    if len(section.groups) > _MANY:
        return Line((title, Part(f" ({total})", "plain", _newest(last))))
    parts = [title, Part(f" ({total})")]
    for n, group in enumerate(section.groups):
        parts.append(Part(f"{', ' if n else ': '}{group.heading} {len(group.lines)}", "plain", _newest(group.lines[-1])))
    return Line(tuple(parts))


def _newest(line: Line) -> tuple[int, ...]:
    return next(part.citations for part in reversed(line.parts) if part.citations)
