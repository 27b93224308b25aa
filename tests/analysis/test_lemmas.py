"""Forms → lemmas."""
from __future__ import annotations

import pytest

from dragoman.analysis.lemmas import Lemmas, apply, whole_verb

LEMMAS = Lemmas({"VERB stated": "state", "VERB condemn": "condemn", "VERB held": "hold", "VERB sever": "sever", "NOUN talks": "talk"})


@pytest.mark.parametrize(("form", "script", "expected"), [
    ("running", "L4|", "run"), ("Was", "L3|be", "be"), ("Korea", "K0|", "Korea"), ("cities", "L3|y", "city"), ("ad", "L5|", "ad"),
])
def test_a_script_edits_the_end_of_a_form(form: str, script: str, expected: str) -> None:
    assert apply(form, script) == expected


@pytest.mark.parametrize(("stem", "verb"), [
    ("reiterat", "reiterate"), ("impos", "impose"), ("accus", "accuse"), ("expell", "expel"), ("permitt", "permit"), ("settl", "settle"),
    ("announc", "announce"), ("defeat", "defeat"), ("express", "express"), ("focus", "focus"), ("sign", "sign"), ("call", "call"),
    ("telephon", "telephone"), ("conven", "convene"), ("discuss", "discuss"), ("deplor", "deplore"), ("evok", "evoke"),
])
def test_what_an_ending_took_from_a_verb_is_given_back(stem: str, verb: str) -> None:
    assert whole_verb(stem) == verb


@pytest.mark.parametrize(("form", "lemma"), [
    ("Condemned", "condemn"), ("condemns", "condemn"), ("severed", "sever"),  # known in another form
    ("restated", "restate"), ("upheld", "uphold"),  # made of what is known and a prefix
    ("ratified", "ratify"), ("ratifying", "ratify"), ("deferred", "defer"), ("halting", "halt"), ("annexes", "annex"), ("levies", "levy"),
    ("buttress", "buttress"), ("cultivate", "cultivate"), ("bring", "bring"),
])
def test_a_verb_form_that_the_treebanks_lack_follows_the_spelling(form: str, lemma: str) -> None:
    assert LEMMAS.of(form, "VERB", "L3|y") == lemma


def test_what_the_treebanks_know_goes_before_the_script() -> None:
    assert LEMMAS.of("Talks", "NOUN", "L0|") == "talk"


def test_other_words_go_by_the_script() -> None:
    assert LEMMAS.of("envoys", "NOUN", "L1|") == "envoy"


def test_initials_lose_the_plural_that_the_script_has_left_them() -> None:
    assert (LEMMAS.of("MoUs", "NOUN", "L0|"), LEMMAS.of("NGOs", "NOUN", "L1|"), LEMMAS.of("news", "NOUN", "L0|")) == ("mou", "ngo", "news")
