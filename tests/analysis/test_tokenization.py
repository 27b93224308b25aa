"""Tokens follow the treebanks' conventions and lose nothing."""
from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.tokenization import tokenize


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He didn't say.", "He did n't say ."),
    ("Kazakhstan’s Kazakh-made vaccine", "Kazakhstan ’s Kazakh - made vaccine"),
    ("more than US$6 billion", "more than US$ 6 billion"),
    ("the U.S. and Mr. Kim", "the U.S. and Mr. Kim"),
    ("9,6 billion, i.e. 4.2%", "9,6 billion , i.e. 4.2 %"),
    ("They cannot co-operate", "They can not co-operate"),
    ("“Yes,” he said...", "“ Yes , ” he said ..."),
    ("mail press@example.org or https://example.org/a?b=1.", "mail press@example.org or https://example.org/a?b=1 ."),
    ("on the 30th and/or 31st", "on the 30th and / or 31st"),
    ("since mid-1986, post-war and UN-led", "since mid-1986 , post-war and UN - led"),
    ("I dont know, Im gonna ask", "I do nt know , I m gon na ask"),
    ("its not its fault", "it s not its fault"),
    ("Kim met Im Jong.", "Kim met Im Jong ."),
    ("the workers' and Mama`s", "the workers ' and Mama `s"),
    ("get 'em in the '90s or the 1970's", "get 'em in the '90s or the 1970's"),
    ("on 08/16/2001, 11-20-2000 or 2001-08-16", "on 08/16/2001 , 11-20-2000 or 2001-08-16"),
    ("the 9/11 attacks, 2 1/2 years, 1986/87", "the 9/11 attacks , 2 1/2 years , 1986 / 87"),
    ("at 5pm and 7:30 a.m.", "at 5 pm and 7:30 a.m."),
    ("$1.2bn, €640m and a 20mm gun", "$ 1.2 bn , € 640 m and a 20 mm gun"),
    ("the 1980s, a 3D map, .5 per cent", "the 1980s , a 3D map , .5 per cent"),
    ("call 713-853-3989 or 345-9945 or +44 20", "call 713-853-3989 or 345-9945 or +44 20"),
    ("500-1000 people in 1999-2001", "500 - 1000 people in 1999 - 2001"),
    ("see example.com/news or kremlin.ru.", "see example.com/news or kremlin.ru ."),
    ("<<Annex 2_final.doc>>", "<< Annex 2_final.doc >>"),
    ("Ken Rice@OFFICE told @handle", "Ken Rice@OFFICE told @handle"),
    ("AT&T spends on R&D", "AT&T spends on R&D"),
    ("tea, milk, etc. The rest, etc. and so on", "tea , milk , etc . The rest , etc. and so on"),
    ("No. He lives at No. 5, see p. 7", "No . He lives at No. 5 , see p. 7"),
    ("the U.S government and U.S.-led talks", "the U.S government and U.S. - led talks"),
    ("George W. Bush and I. Then", "George W. Bush and I . Then"),
    ("====== really?! :) --> yes", "====== really ?! :) --> yes"),
    ("cafe\u0301s co\u00adoperate", "cafe\u0301s co\u00adoperate"),
])
def test_words_are_cut_as_in_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(st.text(max_size=300))
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    spans = list(tokenize(text))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = set(range(len(text))) - {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in outside)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_a_range_is_cut_without_looking_past_its_end(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    start, end = len(before), len(before) + len(inside)
    assert all(start <= a < b <= end for a, b in tokenize(text, start, end))


# What makes a pattern that looks far ahead or back take its time: long runs, and long chains of what could become an address or a number.
HOSTILE = [
    "a", "A", "1", " ", "_", ".", "@", "/", "-", "=", "<", "'", "’", "!", "&", "#", "\u0301", "\u00ad", "a.", "a-", "a@", "a_", "a/", "A&",
    "a'", "n't", "1.", "1/", "1-", "1a", "=-", "-=", "<-", ".?", "www.", "http://", "http://.", "co-", "etc. ", "No. ",
    "U.S.", "'9", "x.com/", "a\u0301", "A. ",
]


def seconds(text: str) -> float:
    started = process_time()
    assert sum(1 for _ in tokenize(text))
    return process_time() - started


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("end", ["", "@"])
def test_a_hostile_document_takes_time_in_proportion_to_its_length(unit: str, end: str) -> None:
    # Quadratic time would take minutes here; 20 microseconds a character are ten times what it needs.
    text = unit * (100_000 // len(unit)) + end
    assert seconds(text + "x") < 20e-6 * len(text)


@given(st.lists(st.sampled_from([*HOSTILE, ">", "+", "%", "?", ":", ")", "[", "“", "com", ".doc"]), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_no_mixture_of_hostile_parts_takes_longer_than_its_length(parts: list[str]) -> None:
    unit = "".join(parts)
    assert seconds(unit * (10_000 // len(unit)) + "x") < 0.5
