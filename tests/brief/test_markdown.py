"""Briefs as Markdown."""
from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.brief import Brief, Source, to_markdown
from dragoman.brief.markdown import escape
from dragoman.document import normalise
from tests.brief.support import brief_of, briefs, told

MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
TALKS = {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "date": "2026-11-17", "place": "Seoul"}


def test_a_brief_in_markdown() -> None:
    brief = brief_of(told("2026-11-18", {**TALKS, "quote": "They met in Seoul."}, source="Ministry"))
    assert to_markdown(brief) == """\
# Kazakhstan and South Korea

## At a glance

- **Documents** (1): 18 November 2026[^1]
- **Meetings and visits**: **17 November 2026**: talks between Kazakhstan and South Korea, Seoul[^1]

## Meetings and visits

- **17 November 2026**: talks between Kazakhstan and South Korea, Seoul[^1]

## Sources

- *doc 2026-11-18 Ministry*: Ministry, 18 November 2026

[^1]: *doc 2026-11-18 Ministry*: **They met in Seoul.**
"""


@given(st.text().map(normalise))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    tokens = MARKDOWN.parseInline(f"x {escape(text)} y")[0].children or ()
    assert "".join(token.content for token in tokens) == f"x {' '.join(text.split())} y"


@settings(max_examples=60)
@given(briefs())
def test_no_text_becomes_markup_and_every_line_has_its_numbers(brief: Brief) -> None:
    page = to_markdown(brief)
    kinds = {child.type for token in MARKDOWN.parse(page) for child in token.children or ()}
    assert not kinds & {"html_inline", "image", "link_open", "code_inline", "s_open", "softbreak"}
    body = page.partition("\n## Sources\n")[0]
    assert all(line.startswith("# ") or re.match("##", line) or re.fullmatch(r"- .*\[\^\d+\].*", line) for line in body.split("\n") if line)
    defined = re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", body)) == set(defined)


def test_only_a_web_address_becomes_a_link() -> None:
    brief = brief_of(told("2026-11-18", TALKS))
    source = brief.sources[0]
    for url, shown in (("https://a.example/b_c", "<https://a.example/b_c>"), ("javascript:alert(1)", "javascript:alert(1)"),
                       ("https://a.example/> <b>", "https://a.example/> \\<b>")):
        one = Source(source.id, None, None, None, url, source.citations)
        assert f": {shown}\n" in to_markdown(Brief(brief.title, brief.sections, (one,)))
