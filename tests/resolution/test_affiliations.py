"""For whom somebody speaks: a state, a firm, or nobody in particular."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction import extract_records


def affiliations(text: str, *, published: str = "2024-05-01", title: str | None = None, source: str | None = None,
                 dateline: str | None = None) -> list[str | None]:
    document = Document(id="x", text=text, published=published, title=title, source=source, dateline=dateline)
    return [r.affiliation for r in extract_records(analyse(document)) if r.type == "statement"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Latvia will send a ship to Kenya next year, Defence Minister Anna Berg said in Nairobi on Friday.", "LVA"),
    ("Kenya and Latvia signed a pact. Trade Minister Anna Berg, who flies to Nairobi on Friday, said it was good.", "LVA"),
    ("Riga has not replied to Kenya. But its foreign minister, Anna Berg, said that the talks would go on.", "LVA"),
])
def test_what_office_holders_do_tells_for_whom_they_speak(text: str, expected: str) -> None:
    assert affiliations(text, dateline="NAIROBI, May 1")[-1] == expected


def test_whoever_asks_a_state_speaks_for_the_other() -> None:
    text = "Kenya owes Latvia 40 million euros. Finance Minister Anna Berg said the debt was old. She asked Kenya to pay."
    assert set(affiliations(text)) == {"LVA"}


def test_presidents_named_together_speak_for_one_state_each() -> None:
    text = "Presidents Anna Berg and Daniel Otieno met. Otieno said that trade had grown."
    assert affiliations(text, source="Ministry of Foreign Affairs of Latvia", title="Meeting with Kenya") == ["KEN"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Palmetta Motors chairman Anna Berg said that trade had grown.", "Palmetta Motors"),
    ("Anna Berg of the Baltic Institute for Trade said that trade had grown.", "Baltic Institute for Trade"),
    ("A spokesman for Palmetta Motors said the pact was signed. Anna Berg said that it was good.", "Palmetta Motors"),
    ("Xinhua said that trade had grown.", "CHN"),
    ("A Western diplomat said that Kenya and Latvia had agreed.", None),
    ("Officials on both sides said that Kenya and Latvia had agreed.", None),
    ("The Kenya Security Council said that the border was quiet.", "KEN"),
    ("Anna Berg (Kenya) said that trade had grown.", "KEN"),
    ("Anna Berg, who heads the Kenyan team, said that trade had grown.", "KEN"),
])
def test_firms_agencies_and_people_without_a_state(text: str, expected: str | None) -> None:
    assert affiliations(text)[-1] == expected


def test_an_undersecretary_is_an_american_where_the_text_is_about_the_united_states() -> None:
    assert affiliations("Canada and the United States signed a pact. Undersecretary Anna Berg said that it was good.") == ["USA"]


def test_a_transcript_tells_once_for_whom_each_speaks() -> None:
    text = ("QUESTION: Is it true?\n\nBERG (Kenyan foreign ministry): It is true. We have said so.\n\nQUESTION: And the money?\n\n"
            "HOLM (ministry of finance): The money has been paid.\n\nBERG: That is all. Thank you.")
    assert affiliations(text) == ["KEN", "KEN", "KEN"]


def test_the_headline_tells_for_whom_a_spokesperson_speaks() -> None:
    text = "SPOKESPERSON ANNA BERG: Good afternoon. The talks went well.\n\nQUESTION: And the money?\n\nSPOKESPERSON: It has been paid."
    assert set(affiliations(text, title="Briefing by the Spokesperson of the Kenyan Ministry of Foreign Affairs")) == {"KEN"}
