"""An analysis follows from its document alone, loses nothing, and gives trees."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.document import Document

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


@given(st.text(max_size=120))
@settings(max_examples=40)
def test_every_token_gives_its_text_back_and_hangs_in_one_tree(text):
    a = analyse(document(text))
    for i in range(len(a)):
        assert a.document.text[a.start[i]:a.end[i]] == a.word[i]
    for sentence in a.sentences:
        roots = [t for t in sentence if a.head[t] < 0]
        assert len(roots) == 1
        assert sorted(a.subtree(roots[0])) == list(sentence)


def test_what_else_is_analysed_changes_nothing():
    alone = analyse(document(TEXT))
    analyse(document("Quite another text, 12 times. " * 12))
    again = analyse(document(TEXT))
    assert (alone.head, alone.upos, alone.lemma, alone.names, alone.attributions) == (
        again.head, again.upos, again.lemma, again.names, again.attributions)


def test_a_token_of_a_hundred_thousand_characters_is_read():
    a = analyse(document("x" * 100_000 + " said Mr. Kim."))
    assert a.word[0] == "x" * 100_000
    assert a.word[-1] == "."
