from __future__ import annotations

import html

import pytest

from dragoman.errors import EmptyError, UnreadableError
from tests.readers.support import PARAGRAPHS, read_one, refusal

HEAD = """<title>Presidents meet | Baltic Signal</title><meta property="og:title" content="Presidents meet">
<meta property="og:site_name" content="Baltic Signal"><meta name="author" content="Kersti Tamm">
<meta property="article:published_time" content="2031-05-05T23:30:00+03:00"><link rel="canonical" href="https://example.org/news/1">"""
BODY = "".join(f"<p>{html.escape(p)}</p>" for p in PARAGRAPHS)


def page(body: str = BODY, head: str = HEAD, charset: str = '<meta charset="utf-8">') -> str:
    return (f'<!doctype html><html lang="en"><head>{charset}{head}</head><body><nav><a href="/">Home</a><a href="/about">About us</a></nav>'
            f'<article><h1>Presidents meet</h1>{body}</article><script>var spy = "The minister met the press."</script>'
            '<footer>© 2031 Example. All rights reserved.</footer></body></html>')


def test_the_article_is_found_and_the_rest_of_the_page_is_not() -> None:
    assert read_one(page()).text.split("\n\n") == ["Presidents meet", *PARAGRAPHS]


def test_the_page_s_metadata_become_the_document_s() -> None:
    document = read_one(page())
    assert (document.title, document.published, document.source) == ("Presidents meet", "2031-05-05", "Baltic Signal")
    assert document.url == "https://example.org/news/1"
    assert [credit.name for credit in document.credits] == ["Kersti Tamm", "Riina Saluveer", "Aino Ketola"]


def test_without_metadata_the_dateline_gives_the_date() -> None:
    assert read_one(page(head="<title>x</title>")).published == "2031-05-04"


def test_list_items_and_table_cells_are_paragraphs_without_marks() -> None:
    items = "<ul><li>A second ferry line.</li><li>A railway tunnel.</li></ul><table><tr><td>Port</td><td>5 million euros</td></tr></table>"
    assert read_one(page(BODY + items)).text.split("\n\n")[-4:] == ["A second ferry line.", "A railway tunnel.", "Port", "5 million euros"]


def test_one_sentence_is_an_article() -> None:
    sentence = "On Sunday the President of Estonia received the Foreign Minister of Finland in Tallinn."
    assert sentence in read_one(page(f"<p>{sentence}</p>")).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_the_encoding_is_found_or_declared_by_the_page(encoding: str) -> None:
    charset = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">' if encoding == "cp1252" else ""
    assert PARAGRAPHS[1] in read_one(page(charset=charset).encode(encoding)).text


def test_an_xhtml_page_with_an_xml_declaration_is_read() -> None:
    assert PARAGRAPHS[1] in read_one(f'<?xml version="1.0" encoding="utf-8"?>\n{page()}').text


def test_bytes_broken_outside_the_article_do_not_matter() -> None:
    data = page().encode().replace(b"About us", b"About \xff us")
    assert read_one(data).text.split("\n\n")[1:] == list(PARAGRAPHS)


def test_bytes_broken_inside_the_article_do() -> None:
    assert isinstance(refusal(page().encode().replace(b"state visit", b"state \xff visit")), UnreadableError)


@pytest.mark.parametrize("body", [
    "", "<nav><a href='/'>Home</a><a href='/news'>News</a></nav>", "<form><input name=q><button>Search</button></form>",
    "<script>document.write('The minister met the press in the town hall.')</script>",
    "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
    "<p>We use cookies to improve your experience on our site and for statistics.</p>",
])
def test_a_page_without_an_article_is_called_empty(body: str) -> None:
    assert isinstance(refusal(f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>"), EmptyError)
