"""Words → the entries of the codebook that list them."""
from __future__ import annotations

from dragoman.codebook.entries import entry_of
from dragoman.codebook.layers import Codebook, in_use
from dragoman.codebook.loading import shipped_text


def test_an_entry_is_found_at_its_own_line() -> None:
    entry = entry_of("gestures.yaml", "thank", part="verbs")
    assert entry is not None
    assert (entry.file, entry.own, entry.section) == ("gestures.yaml", False, "verbs")
    assert entry.text in shipped_text("gestures.yaml").splitlines()[entry.line - 1]
    assert "thanks" in entry.text


def test_of_several_entries_the_one_with_the_meaning_counts() -> None:
    request, interest = (entry_of("commitments.yaml", "wish", part="verbs", meaning=m) for m in ("request", "interest"))
    assert request is not None
    assert interest is not None
    assert "stance: request" in request.text
    assert "stance: interest" in interest.text


def test_a_phrase_counts_for_its_last_word() -> None:
    entry = entry_of("agreements.yaml", "map")
    assert entry is not None
    assert "road map" in entry.text


def test_a_word_that_no_list_holds_has_no_entry() -> None:
    assert entry_of("gestures.yaml", "yawn") is None


def test_an_entry_of_ones_own_comes_first() -> None:
    with in_use(Codebook.of({"gestures.yaml": "verbs:\n  - {words: [thank], kind: thanks, to: [object], about: [for]}\n"})):
        entry = entry_of("gestures.yaml", "thank", part="verbs", meaning="thanks")
    assert entry is not None
    assert (entry.own, entry.line) == (True, 2)
