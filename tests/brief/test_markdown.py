"""Briefs as Markdown."""
from __future__ import annotations

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

from dragoman.brief import Brief, to_markdown
from tests.brief.support import brief_of, briefs, told

MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
TALKS = {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "date": "2026-11-17", "place": "Seoul"}


def test_a_brief_in_markdown() -> None:
    brief = brief_of(told("2026-11-18", {**TALKS, "quote": "They met in Seoul."}, source="Ministry of South Korea", title="Talks in Seoul"))
    assert to_markdown(brief) == """\
# Kazakhstan and South Korea

As of 1 January 2027.

## At a glance

- **Documents** (1): 18 November 2026; 1 source; official ones: 1 of South Korea[^1]
- **Last meeting**: **17 November 2026**: talks between Kazakhstan and South Korea, Seoul; South Korea’s account[^1]

## Meetings and visits

- **17 November 2026**: talks between Kazakhstan and South Korea, Seoul; South Korea’s account[^1]

## Sources

- *Talks in Seoul*: Ministry of South Korea · 18 November 2026 · official · doc 2026-11-18 Ministry of South Korea

[^1]: *doc 2026-11-18 Ministry of South Korea*: **They met in Seoul.**
"""


@settings(max_examples=20)
@given(briefs())
def test_no_text_becomes_markup_and_every_line_has_its_numbers(brief: Brief) -> None:
    page = to_markdown(brief)
    kinds = {child.type for token in MARKDOWN.parse(page) for child in token.children or ()}
    assert not kinds & {"html_inline", "image", "link_open", "code_inline", "s_open", "softbreak"}
    body = page.partition("\n## Sources\n")[0]
    assert all(line.startswith(("# ", "##", "As of "))
               or re.fullmatch(r"- .*\[\^\d+\].*|\*[\d,]+ more: .*\*", line) for line in body.split("\n") if line)
    defined = re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", body)) == set(defined)


def test_only_a_web_address_becomes_a_link() -> None:
    for url, shown in (("https://a.example/b_c", "<https://a.example/b_c>"), ("javascript:alert(1)", "javascript:alert(1)"),
                       ("https://a.example/> <b>", "https://a.example/\\> \\<b\\>")):
        assert f" · {shown}\n" in to_markdown(brief_of(told("2026-11-18", TALKS, url=url)))


def test_what_is_left_out_is_said() -> None:
    many = [{**TALKS, "date": f"2025-01-{day:02}"} for day in range(1, 30)]
    assert "\n\n*5 more: dragoman timeline KAZ KOR --type meeting*\n\n" in to_markdown(brief_of(told("2026-11-18", *many)))
