"""The place and date that an agency puts before its story: "SEOUL, Nov. 17 —", "ASTANA. June 13. DALA PRESS."

It is read out of the text, never cut from it. Its date is the document's date where it is a full one; so is a date that is a line of its
own, with or without a place, at either end of the text, as communiqués have it.
"""
from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_HEAD = 3  # lines in which a dateline may stand: a headline or a byline may come before it
_FOOT = 2  # lines at the end that may be a date
_LONGEST = 100  # characters before the dash
_SHORTEST_LEAD = 80  # characters of a line that begins with a place in capitals; what is shorter is a heading or a speaker

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
          r"Nov(?:ember)?|Dec(?:ember)?)\b\.?")
_DAY, _YEAR = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)\b"
_DATES = tuple(re.compile(form, re.I) for form in (
    rf"\b{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR})?", rf"\b{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?", rf"\b{_DAY}\.(?P<month>[01]?\d)\.{_YEAR}",
    rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"))

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PLACE_WORD = rf"{_CAPITAL}[^\W\d_]*(?:\.{_CAPITAL}[^\W\d_]*)*"
_PLACE = re.compile(
    rf"{_PLACE_WORD}(?:(?:\.?[ /'’-]|\.?,\s){{1,2}}(?:{_PLACE_WORD}|al|am|an|da|de|del|des|do|la|of|on|sur|the|upon)){{0,6}}\.?")
_HIJRI = re.compile(r",\s[^\d,]{3,20}\d{1,2},\s\d{4}\sH$")
_AGENCY = r"(?:\s*\([^()\n]{2,30}\)|[,.]\s+/?[^\W\d_a-z][\w&’' -]{1,30}/?)"
# After the date: perhaps the agency, then a dash, a full stop or a colon, or nothing more in the line.
_AFTER_DATE = re.compile(rf"\)?(?:{_AGENCY}?\s*(?:[–—]|--?(?=\s)|[.:](?=\s|$)|$)|(?P<agency>\s*\([^()\n]{{2,30}}\)\s))")
_UNDATED = re.compile(r"(?P<place>[^a-z\d\n:]{3,40}?(?P<region>,\s[A-Z][\w ]{2,20})?)(?P<agency>\s\([^()\n]{2,30}\))?\s?"
                      r"(?P<mark>[–—](?=\s)|--?(?=\s)|:(?=\s)|\.(?=\s[A-Z]))")
_NO_PLACE = frozenset((
    "after ahead analysis at by communique date dear during embargoed ends exclusive factbox for friday from further in joint last "
    "media moderator monday no note on opinion photo posted president press published question questions release remarks saturday "
    "since speech statement summary sunday text this thursday today transcript tuesday until update updated video watch wednesday "
).split())
_SPEAKER = re.compile(r"[^a-z\n:]{3,60}(?:\([^()\n]+\))?:\s")


class Dateline(NamedTuple):
    """`text`: the dateline without its dash, a piece of the document's text; `published`: its date in ISO 8601 where it is a full one."""

    text: str | None
    published: str | None


def read_dateline(text: str) -> Dateline:
    """The dateline of a normalised text; both fields None where there is none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines[:_HEAD], start=1):
        found = _dated(line) or _undated(line, lines)
        if found and not (number == len(lines) > 1 and line.rstrip(".") == found.text):
            return found if found.published else Dateline(found.text, _own_line_date(lines))
    return Dateline(None, _own_line_date(lines))


def iso_date(text: str) -> str | None:
    """A date as metadata write it, in ISO 8601: "2024-06-13T10:00Z", "2024-06", "13 June 2024"; None where it is no date."""
    text = text.strip()
    partial = re.fullmatch(r"(\d{4})(?:-(\d\d))?", text)
    if partial and partial[1] != "0000" and (partial[2] is None or "01" <= partial[2] <= "12"):
        return text
    for form in _DATES:
        match = form.match(text)
        if match and (iso := _iso(match)):
            return iso
    return None


def _dated(line: str) -> Dateline | None:
    head = line[:_LONGEST]
    matches = [match for form in _DATES if (match := form.search(head))]
    for date in sorted(matches, key=re.Match.start):
        before = head[:date.start()].rstrip()
        after = _AFTER_DATE.match(head, date.end() - date[0].endswith("."))
        if after and before[-1:] in tuple(",.(") and _is_place(_HIJRI.sub("", before.rstrip(" ,.("))):
            return Dateline(head[:after.end()].rstrip(" –—-.:"), _iso(date))
    return None


def _undated(line: str, lines: list[str]) -> Dateline | None:
    """A place in capitals with a dash, or a colon where the text is no transcript, in which speakers are written so."""
    match = _UNDATED.match(line) if len(line) >= _SHORTEST_LEAD else None
    if not match or not _is_place(match["place"]) or not match["place"].split(",")[0].isupper():
        return None
    if match["mark"] == "." and not match["region"]:
        return None
    transcript = sum(bool(_SPEAKER.match(other)) for other in lines) > 1
    if match["mark"] == ":" and (match["agency"] or match["place"].count(" ") > 1 or transcript):
        return None
    return Dateline(line[:match.start("mark")].rstrip(), None)


def _is_place(text: str) -> bool:
    """Whether a line's first words can be the name of a place, or of two ("TBILISI/ISTANBUL")."""
    return bool(_PLACE.fullmatch(text)) and len(text) <= 60 and not {word.strip(".,").lower() for word in text.split()[:1]} & _NO_PLACE


def _own_line_date(lines: list[str]) -> str | None:
    """The full date of a line that holds nothing else but perhaps a place."""
    for line in (*lines[:_HEAD], *lines[-_FOOT:]):
        if len(line) > _LONGEST:
            continue
        for form in _DATES:
            match = form.search(line)
            if match and not line[match.end():].strip(" .)"):
                place = line[:match.start()].strip(" ,(")
                if (not place or _is_place(place)) and (iso := _iso(match)):
                    return iso
    return None


def _iso(match: re.Match[str]) -> str | None:
    """The full date of a match; None where it has no year or is no day of the calendar."""
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return datetime.date(int(match["year"] or 0), number, int(match["day"])).isoformat()
    except ValueError:
        return None
