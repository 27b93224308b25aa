"""Who made an article, as its own lines say: "Translation by …", "(Reporting by …; editing by …)", "Photo: …", "Contact: …".

Credits are read out of the text, never cut from it. They stand in the first or the last lines, or in brackets or after a dash at the end of
a paragraph; a bare byline or signature is a line of its own. Only names of two words and more count: "Reuters" or "staff" is nobody.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.document import Credit, CreditRole
from dragoman.readers.paragraphs import ends_sentence

_FIRST, _LAST = 4, 8  # lines that are looked at, from either end
_SHORT = 160  # characters; a longer line is a paragraph, in which only credits in brackets or after a dash count
_TAIL = 600  # characters at the end of a paragraph

_LABELS: dict[CreditRole, str] = {
    "author": r"(?:additional\s+|with\s+)?(?:reporting|reported|writing|written|story|text|compiled)\s+by|authors?(?=\s*:)",
    "translator": r"translat(?:ion|ed)(?:\s+from(?:\s+the)?\s+\w+)?(?:\s+by|(?=\s*:))|translators?(?=\s*:)",
    "editor": r"(?:additional\s+)?edit(?:ing|ed)\s+by|(?:(?:responsible|managing|chief|copy|issue)\s+)?editors?(?=\s*:)",
    "photographer": r"(?:photo(?:s|graphs?|graphy)?|pictures?|images?)(?:\s+(?:credit\s+)?by|(?:\s+credits?)?(?=\s*:))"
                    r"|photographers?(?=\s*:)",
    "spokesperson": r"(?:(?:media|press)\s+)?(?:contacts?|enquiries)(?:\s+person)?(?=\s*:)"
                    r"|for\s+(?:more|further)\s+information,?\s+(?:please\s+)?contact(?=\W)",
}
_LABEL = re.compile(
    r"(?P<edge>^|[.;|]\s+|[(\[]\s*|\s[–—-]{1,2}\s+|\b(?=for\s))(?:"
    + "|".join(f"(?P<{role}>{label})" for role, label in _LABELS.items()) + r")\s*[:,]?\s+", re.I)

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:(?:{_CAPITAL}\.)+|(?:d['’])?{_CAPITAL}[^\W\d_]*(?:[-'’.][^\W\d_]+)*)"
_PARTICLE = r"(?:(?:al|bin|bint|da|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|van|von|y|zu)\s+)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_PARTICLE}{{0,2}}{_NAME_WORD}){{1,4}}")
_IN_PLACE = re.compile(rf"\s+in\s+{_NAME_WORD}(?:\s{_NAME_WORD})*")
_AND = re.compile(r",?\s+and\s+|\s*[,&/]\s*")
_OFFICE_COLON = re.compile(r"[^:()\d]{2,60}:\s*")  # "contact the Press Office: …"
_NEXT_CONTACT = re.compile(rf"\d{{3,4}}[.,;]?\s+(?P<name>{_NAME.pattern})(?=\s*[,(])")
_BYLINE = re.compile(r"(?:By|BY|by)\s+(?=\S)")
_TRANSCRIPT = re.compile(rf"(?i:spokesperson|spokesman|spokeswoman)\s+(?P<name>{_NAME.pattern})\s*:")
_SPOKESPERSON = re.compile(r"(?:[\w’'&,-]+\s+){0,6}spokes(?:person|man|woman)(?:\s+(?:for|of)\s.{1,60})?[.,]?", re.I)
_OFFICE = re.compile(  # what makes a run of capitals an office, an organisation or a heading
    r"\b(?:Acting|Affairs|Agency|Ambassador|Annex|Article|Bank|Board|Branch|Bureau|Centre|Center|Chief|Commission|Committee|Communications?|"
    r"Company|Consulate|Corp|Council|Department|Deputy|Desk|Director|Division|Embassy|Foundation|Government|Group|Head|House|Inc|Information|Institute|"
    r"Joint|Ltd|Manager|Media|Minister|Ministry|News|Office|Officer|Parliament|Party|Plc|President|Press|Prime|Public|Relations|Release|Republic|"
    r"Secretary|Section|Senior|Service|Spokes\w+|Staff|State|Statement|States|Summit|Team|The|Thank|Union|Unit|United|University)\b", re.I)


def read_credits(text: str) -> tuple[Credit, ...]:
    """The credits of a normalised text, in its order, each once."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ends = sorted({*range(min(_FIRST, len(lines))), *range(max(0, len(lines) - _LAST), len(lines))})
    found = [credit for i in ends for credit in (*_byline(lines[i]), *_labelled(lines[i]))]
    return tuple(dict.fromkeys((*_transcript(lines), *found, *_signature(lines))))


def person_credits(author: str | None) -> tuple[Credit, ...]:
    """The authors that a file's properties name, where they are names of people and not of a program or an account."""
    names = (name.strip() for name in (author or "").split(";"))
    return tuple(Credit(role="author", name=name) for name in names if _is_person(name))


def _is_person(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _OFFICE.search(name) and not _BYLINE.match(name)


def _credit(role: CreditRole, name: str) -> Credit:
    """A credit; a name in capitals throughout is given its usual letters."""
    return Credit(role=role, name=name.title() if name.isupper() and len(name.rsplit(maxsplit=1)[-1]) > 2 else name)


def _byline(line: str) -> Iterator[Credit]:
    """ "By …" as a line of its own, with nothing after the names but perhaps an office."""
    match = _BYLINE.match(line)
    if match and len(line) <= _SHORT:
        names, end = _names(line, match.end())
        if names and (end == len(line) or line[end] in ",|(-–—"):
            yield from (_credit("author", name) for name in names)


def _labelled(line: str) -> Iterator[Credit]:
    """Credits that begin with a label; in a long line only after a bracket or a dash, or next to others."""
    start = max(0, len(line) - _TAIL)
    chained = -1
    for label in _LABEL.finditer(line, start):
        opened = label["edge"].strip()[:1] in tuple("([–—-")
        if len(line) > _SHORT and not opened and label.start() != chained and not label["spokesperson"]:
            continue
        role: CreditRole = next(role for role in _LABELS if label[role] is not None)
        names, chained = _contacts(line, label.end()) if role == "spokesperson" else _names(line, label.end())
        yield from (_credit(role, name) for name in names)


def _names(line: str, position: int, most: int = 10) -> tuple[list[str], int]:
    """At most so many names from `position` on, joined by "and" or commas, each with or without "in Place"; and where they end."""
    names: list[str] = []
    end = position
    while match := _NAME.match(line, position):
        if _OFFICE.search(match[0]):
            break
        names.append(match[0])
        place = _IN_PLACE.match(line, match.end())
        end = place.end() if place else match.end()
        glue = _AND.match(line, end)
        if not glue or len(names) == most:
            break
        position = glue.end()
    return names, end


def _contacts(line: str, position: int) -> tuple[list[str], int]:
    """The people to call, each followed by a number; an office before the first is passed over."""
    first = _NAME.match(line, position)
    if not first or _OFFICE.search(first[0]):
        office = _OFFICE_COLON.match(line, position)
        position = office.end() if office else position
    names, end = _names(line, position, most=1)
    if names:
        names += [match["name"] for match in _NEXT_CONTACT.finditer(line, end) if not _OFFICE.search(match["name"])]
    return names, end


def _transcript(lines: list[str]) -> Iterator[Credit]:
    """The spokesperson whose briefing this is, named with the office where the transcript opens."""
    for line in lines[:_FIRST]:
        if match := _TRANSCRIPT.match(line):
            yield _credit("spokesperson", match["name"])


def _signature(lines: list[str]) -> Iterator[Credit]:
    """A name alone in the last line, or in the last but one with the office of spokesperson under it."""
    if len(lines) < 3:
        return
    if _is_person(lines[-1]) and ends_sentence(lines[-2]):
        yield _credit("author", lines[-1])
    if _is_person(lines[-2].rstrip(",")) and _SPOKESPERSON.fullmatch(lines[-1]):
        yield _credit("spokesperson", lines[-2].rstrip(","))
