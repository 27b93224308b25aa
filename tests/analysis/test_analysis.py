"""An analysis follows from its document alone, loses nothing, and gives trees."""
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis import Model, analyse
from dragoman.document import Document
from dragoman.errors import InputError

TEXT = ("Kazakhstan and South Korea plan to strengthen trade relations. "
        "“We will open a consulate in Busan,” President Aldan Serik said.\n\n"
        "The foreign ministry denied that talks had been held on Tuesday.")


def document(text: str) -> Document:
    return Document(id="x", text=text)


def test_sentences_names_and_speech_are_found():
    a = analyse(document(TEXT))
    assert [a.word[s.start] for s in a.sentences][:2] == ["Kazakhstan", "“"]
    assert "South Korea" in {a.text(c.first, c.last) for c in a.names if c.label == "LOC"}
    said = next(x for x in a.attributions if a.text(x.cue.first, x.cue.last) == "said")
    assert "Serik" in a.text(said.sources[0].first, said.sources[0].last)
    assert "consulate in Busan" in a.text(said.contents[0].first, said.contents[0].last)


def test_the_verb_heads_the_clause():
    a = analyse(document("The ministers signed an agreement."))
    verb = a.word.index("signed")
    assert (a.head[verb], a.deprel[verb], a.lemma[verb], a.upos[verb]) == (-1, "root", "sign", "VERB")
    assert a.head[a.word.index("ministers")] == verb
    assert a.deprel[a.word.index("agreement")] == "obj"


# What texts are made of that no treebank has: digits, emoji and their joiners, right-to-left text and marks, combining and zero-width
# characters, ideographs, private-use and control characters, odd spaces, among plain words and marks.
ODD = st.sampled_from((
    "0", "7", "\u0663", "\U0001f600", "\U0001f469\u200d\U0001f680", "\U0001f1f0\U0001f1f7", "\u200f", "\u202e", "\u05e9\u05dc\u05d5\u05dd",
    "\u0639\u0631\u0628", "\u0301", "e\u0301\u0323", "\u200b", "\u200d", "\ufeff", "\u4e2d\u570b", "\ud55c\uad6d", "\ue000", "\x85",
    "\u2028", "\xa0", "\u3000", "\ufb01", "\xdf", "\u0130"))
PLAIN = st.sampled_from(("said", "Mr.", "Kim", "The", "U.S.", "agreed", ".", ",", "“", "”", "…", " ", " ", "\n", "\n\n", "\t"))
TEXTS = st.lists(ODD | PLAIN | st.characters(), max_size=60).map("".join)


@pytest.fixture(scope="module")
def models() -> tuple[Model, Model]:
    """The shipped model on one thread, and on two."""
    return Model(threads=1), Model(threads=2)


@given(TEXTS)
@settings(max_examples=60)
def test_every_token_gives_its_text_back_and_hangs_in_one_tree(text):
    a = analyse(document(text))
    spans = list(zip(a.start, a.end, strict=True))
    assert [a.document.text[start:end] for start, end in spans] == a.word
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = set(range(len(a.document.text))) - {i for start, end in spans for i in range(start, end)}
    assert all(a.document.text[i].isspace() for i in outside)
    assert [t for s in a.sentences for t in s] == list(range(len(a)))
    for sentence in a.sentences:
        roots = [t for t in sentence if a.head[t] < 0]
        assert [a.deprel[t] for t in roots] == ["root"]
        assert sorted(a.subtree(roots[0])) == list(sentence)


@given(TEXTS)
@settings(max_examples=20)
def test_the_number_of_threads_changes_nothing(models, text):
    one, two = (analyse(document(text), model) for model in models)
    assert one == two
    assert one == analyse(document(text), models[0])


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\ufeff"])
def test_a_text_without_a_visible_character_has_no_tokens(text):
    a = analyse(document(text))
    assert (len(a), a.sentences, a.names, a.attributions) == (0, [], (), ())


@pytest.mark.parametrize("text", [
    "7" * 5000, "1 2 3 " * 800, "\U0001f600" * 3000, "\u0301" * 3000, "\u200b" * 3000, "\u202e\u200f" * 1500, "( " * 2000, "\u4e2d" * 3000,
    "a\n" * 2000, "x-" * 3000])
def test_texts_of_one_kind_of_character_are_read(text):
    a = analyse(document(text))
    assert "".join(a.word) == "".join(text.split())


def test_what_else_is_analysed_changes_nothing():
    alone = analyse(document(TEXT))
    analyse(document("Quite another text, 12 times. " * 12))
    assert analyse(document(TEXT)) == alone


def test_a_token_of_a_hundred_thousand_characters_is_read():
    a = analyse(document("x" * 100_000 + " said Mr. Kim."))
    assert a.word[0] == "x" * 100_000
    assert a.word[-1] == "."


def offsets(text: str, sentences: list[str]) -> list[list[tuple[int, int]]]:
    """Where the words of each sentence, written with spaces between them, stand in the text."""
    found, at = [], 0
    for sentence in sentences:
        found.append([])
        for word in sentence.split():
            at = text.index(word, at)
            found[-1].append((at, at + len(word)))
            at += len(word)
    return found


def test_given_tokens_and_sentences_are_kept():
    text = "Mr. Kim cannot sign. he says\nIt rains."
    known = offsets(text, ["Mr . Kim cannot", "sign .", "he says It rains ."])
    a = analyse(document(text), given=known)
    assert [list(zip(a.start[s.start:s.stop], a.end[s.start:s.stop], strict=True)) for s in a.sentences] == known
    for sentence in a.sentences:
        roots = [t for t in sentence if a.head[t] < 0]
        assert len(roots) == 1
        assert sorted(a.subtree(roots[0])) == list(sentence)
    assert a.paragraph == [0] * len(a)


def test_a_line_break_between_given_sentences_ends_a_paragraph():
    text = "It rains. It snows.\nIt pours."
    a = analyse(document(text), given=offsets(text, ["It rains .", "It snows .", "It pours ."]))
    assert a.paragraph == [0] * 6 + [1] * 3


def test_what_was_guessed_may_be_given():
    guessed = analyse(document(TEXT))
    known = [[(guessed.start[t], guessed.end[t]) for t in s] for s in guessed.sentences]
    assert analyse(document(TEXT), given=known) == guessed


def test_a_given_sentence_longer_than_a_window_is_cut():
    text = "agreement " * 600
    a = analyse(document(text), given=offsets(text, [text]))
    assert len(a) == 600
    assert len(a.sentences) > 1


@pytest.mark.parametrize("tokens", [[(0, 0)], [(3, 5), (0, 2)], [(0, 3), (2, 5)], [(0, 99)], [(-1, 2)]])
def test_given_tokens_that_are_none_are_refused(tokens):
    with pytest.raises(InputError, match="x: the given token"):
        analyse(document("It rains."), given=[tokens])


def test_nothing_given_is_nothing_found():
    assert len(analyse(document("It rains."), given=[[], []])) == 0
