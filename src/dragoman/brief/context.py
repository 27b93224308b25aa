"""The passage of a document in which a piece of evidence stands."""
from __future__ import annotations

REACH = 300  # characters of the paragraph that are shown on each side of a quote at most


def passage(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]` in its paragraph, or in the paragraphs that it begins and ends in.

    Of a long paragraph at most `REACH` characters on each side, cut between words, with an ellipsis where something is left out.
    """
    before = text[text.rfind("\n", 0, start) + 1:start]
    after = text[end:].partition("\n")[0]
    if len(before) > REACH:
        cut = before[-REACH:]
        before = "…" + (cut.partition(" ")[2] or cut)
    if len(after) > REACH:
        cut = after[:REACH]
        after = (cut.rpartition(" ")[0] or cut) + "…"
    return before, after
