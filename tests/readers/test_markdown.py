from __future__ import annotations

from tests.readers.support import ARTICLE, PARAGRAPHS, read_one

PAGE = f"""# A *second* ferry

{PARAGRAPHS[0].replace(" met ", " **met** ")}

The two sides agreed:

- to open a [ferry line](https://example.org/ferry)
- to study
  a tunnel

1. This was the first point that they made.

> It was said with a smile &amp; a bow.

| Item | Sum |
|------|-----|
| Port | €5 million |

<div>Raw <b>block</b></div>

![a picture](ferry.png)

Translated by Riina Saluveer\\
Photo: Aino Ketola
"""


def test_markup_goes_and_text_stays() -> None:
    assert read_one(PAGE).text.split("\n") == [
        "A second ferry", "", PARAGRAPHS[0], "", "The two sides agreed:", "", "to open a ferry line", "", "to study a tunnel", "",
        "This was the first point that they made.", "", "It was said with a smile & a bow.", "", "Item", "", "Sum", "", "Port", "",
        "€5 million", "", "Raw block", "", "Translated by Riina Saluveer", "Photo: Aino Ketola"]


def test_the_title_is_the_first_heading() -> None:
    assert read_one(PAGE).title == "A second ferry"


def test_front_matter_gives_metadata_and_is_no_text() -> None:
    fields = "title: Presidents meet\ndate: 2031-05-05\nauthor: [Riina Saluveer, admin]\nurl: https://example.org/1\nsource: Baltic Signal"
    document = read_one(f"---\n{fields}\n---\n{ARTICLE}")
    assert (document.text, document.title, document.published) == (ARTICLE, "Presidents meet", "2031-05-05")
    assert (document.source, document.url) == ("Baltic Signal", "https://example.org/1")
    assert [credit.name for credit in document.credits] == ["Riina Saluveer", "Aino Ketola"]


def test_a_front_matter_that_is_none_stays_text() -> None:
    assert "[unclosed" in read_one(f"---\n[unclosed\n---\n{ARTICLE}", "text/markdown").text


def test_a_title_that_is_a_list_of_ten_thousand_aliases_does_no_harm() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(24))
    assert read_one(f"---\n{bomb}title: *y\n---\n{ARTICLE}").text == ARTICLE
