"""At which level two sides met: the highest office that the reports name."""
from __future__ import annotations

import re

from dragoman.codebook.offices import office_class
from dragoman.facts import Fact

# Classes of `offices.yaml`, the highest first, as people call them.
_LEVELS = {
    "head_of_state": "head of state", "monarch": "head of state", "head_of_government": "head of government",
    "vice_head": "deputy head of state or government", "foreign_minister": "foreign minister", "minister": "minister",
    "organisation_head": "head of an organisation", "legislator": "member of parliament", "ambassador": "ambassador",
    "military": "officer", "official": "official"}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST = 5  # words of a title


def level(fact: Fact) -> str | None:
    """The highest office that the evidence of a meeting names ("foreign minister"); None where it names none."""
    named = {found for report in fact.reports for found in _offices(report.quote)}
    return next((words for name, words in _LEVELS.items() if name in named), None)


def _offices(text: str) -> set[str]:
    """The classes of the offices in a text; of titles that begin with the same word the longest counts."""
    words, found, at = _WORD.findall(text.lower()), set(), 0
    while at < len(words):
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            title = " ".join(words[at:end])
            if name := office_class(title) or office_class(title.removesuffix("s")):
                found.add(name)
                at = end - 1
                break
        at += 1
    return found
