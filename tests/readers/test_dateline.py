from __future__ import annotations

import pytest

from dragoman.readers.dateline import iso_date, read_dateline

LEAD = "The two sides met on Sunday and signed a memorandum on the security of ports, said the ministry."


@pytest.mark.parametrize(("head", "dateline", "published"), [
    ("SEOUL, Nov. 17 — ", "SEOUL, Nov. 17", None),
    ("TOKYO, March 31 - ", "TOKYO, March 31", None),
    ("ASTANA. June 13. DALA PRESS. ", "ASTANA. June 13. DALA PRESS", None),
    ("WARSAW. May 11, 2022. ", "WARSAW. May 11, 2022", "2022-05-11"),
    ("DHAKA, Dec 7, 2022 (BBS) - ", "DHAKA, Dec 7, 2022 (BBS)", "2022-12-07"),
    ("Bern, 12.06.2008 – ", "Bern, 12.06.2008", "2008-06-12"),
    ("The Hague/Can Tho, 10 April 2019\n\n", "The Hague/Can Tho, 10 April 2019", "2019-04-10"),
    ("KUALA LUMPUR (Jan 20): ", "KUALA LUMPUR (Jan 20)", None),
    ("WINSTON-SALEM, N.C., March 6 - ", "WINSTON-SALEM, N.C., March 6", None),
    ("Jeddah, Dhu al-Qi'dah 21, 1445 H, May 29, 2024, RRP -- ", "Jeddah, Dhu al-Qi'dah 21, 1445 H, May 29, 2024, RRP", "2024-05-29"),
    ("BATKEN, 13 March. /Dushanbe Novosti/. ", "BATKEN, 13 March. /Dushanbe Novosti/", None),
    ("Algiers, Sep 18 (PC) ", "Algiers, Sep 18 (PC)", None),
    ("TBILISI/ISTANBUL — ", "TBILISI/ISTANBUL", None),
    ("WARSAW (VW) - ", "WARSAW (VW)", None),
    ("PARIS: ", "PARIS", None),
    ("PIURA, Peru. ", "PIURA, Peru", None),
    ("By Aino Ketola\n\nHELSINKI, May 4, 2031 – ", "HELSINKI, May 4, 2031", "2031-05-04"),
    ("On September 17, ", None, None),
    ("Today (16 April 2025), ", None, None),
    ("In Seoul, Nov. 17, ", None, None),
    ("QUESTION: ", None, None),
    ("Pay March 31\n\n", None, None),
    ("JOINT STATEMENT\n\n", None, None),
    ("SEOUL, Feb. 31, 2024 — ", "SEOUL, Feb. 31, 2024", None),
])
def test_the_head_of_a_text_is_read_as_a_dateline(head: str, dateline: str | None, published: str | None) -> None:
    text = head + LEAD
    assert read_dateline(text) == (dateline, published)
    assert dateline is None or dateline in text


@pytest.mark.parametrize("last", ["Tallinn, 4 May 2031", "4 May 2031", "Tallinn, May 4, 2031."])
def test_a_date_that_is_a_line_of_its_own_dates_the_text(last: str) -> None:
    assert read_dateline(f"{LEAD}\n\n{last}") == (None, "2031-05-04")


def test_speakers_of_a_transcript_are_no_places() -> None:
    assert read_dateline(f"LEHNERT: {LEAD}\n\nAHRENS: {LEAD}") == (None, None)


@pytest.mark.parametrize(("text", "date"), [
    ("2024-06-13", "2024-06-13"), ("2024-06-13T10:00:00+05:00", "2024-06-13"), ("2024-06", "2024-06"), ("2024", "2024"),
    ("13 June 2024", "2024-06-13"), ("June 13, 2024", "2024-06-13"), ("13.6.2024", "2024-06-13"), ("2024-13-01", None),
    ("2024-02-30", None), ("13 June", None), ("soon", None), ("", None)])
def test_dates_of_metadata_become_iso_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date
