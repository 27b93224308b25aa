"""Lemma scripts say again what they were made from."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.lemmas import apply
from training.corpora import Passage
from training.lemmas import lookup, script

WORDS = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=1, max_size=12)


@given(WORDS.filter(lambda w: len(w.lower()) == len(w)), WORDS)
def test_a_script_turns_the_form_into_its_lemma(form, wanted):
    assert apply(form, script(form, wanted)) == wanted


def test_doubtful_forms_are_left_to_the_network():
    passages = [Passage(words=["Saw", "saw", "left"], upos=["VERB", "VERB", "VERB"], lemmas=["see", "saw", "leave"])]
    found = lookup(passages)
    assert found["VERB left"] == "leave"
    assert "VERB saw" not in found


def test_rare_forms_are_known_unless_the_treebanks_say_otherwise():
    assert lookup([])["NOUN memoranda"] == "memorandum"
    doubtful = [Passage(words=["memoranda"] * 2, upos=["NOUN"] * 2, lemmas=["memoranda", "memorandum"])]
    assert "NOUN memoranda" not in lookup(doubtful)
