"""An analysis as a spaCy Doc."""
from __future__ import annotations

import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import Analysis
from dragoman.errors import DragomanError
from tests.exports.analysis.support import analyses, analysis_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of packages that spaCy needs
    try:
        import spacy
    except ImportError:
        spacy = None

needs_spacy = pytest.mark.skipif(spacy is None, reason="needs spaCy (the extra `spacy`)")


@pytest.fixture(scope="module")
def nlp() -> object:
    return spacy.blank("en")


@needs_spacy
@given(analysis=analyses(), before=st.sampled_from(["", " ", "\n", "  "]), after=st.sampled_from(["", " ", "\n \n"]))
def test_text_is_the_documents_and_every_token_stands_where_it_stood(nlp: object, analysis: Analysis, before: str, after: str) -> None:
    moved = analysis_of(before + analysis.document.text + after)
    doc = moved.to_spacy(nlp)
    assert doc.text == moved.document.text
    words = [token for token in doc if not token.is_space or token.pos_ != "SPACE"]
    assert [(t.idx, t.idx + len(t), t.text) for t in words] == list(zip(moved.start, moved.end, moved.word, strict=True))


@needs_spacy
@given(analysis=analyses())
def test_sentences_trees_and_labels_are_those_of_the_analysis(nlp: object, analysis: Analysis) -> None:
    doc = analysis.to_spacy(nlp)
    words = [token for token in doc if token.pos_ != "SPACE"]
    place = {token.i: t for t, token in enumerate(words)}
    assert [place[token.head.i] for token in words] == [t if h < 0 else h for t, h in enumerate(analysis.head)]
    assert [token.dep_ for token in words] == ["ROOT" if d == "root" else d for d in analysis.deprel]
    assert [token.pos_ for token in words] == analysis.upos
    assert [token.lemma_ for token in words] == analysis.lemma
    assert [str(token.morph) or "_" for token in words] == analysis.feats
    sentences = [[place[t.i] for t in sentence if t.i in place] for sentence in doc.sents]
    assert [sentence for sentence in sentences if sentence] == [list(s) for s in analysis.sentences]


@needs_spacy
@given(analysis=analyses())
def test_names_and_attributions_are_spans_of_the_same_text(nlp: object, analysis: Analysis) -> None:
    doc = analysis.to_spacy(nlp)
    assert [(e.label_, e.start_char, e.end_char) for e in doc.ents] == [
        (name.label, *analysis.span(name.first, name.last)) for name in analysis.names]
    assert [(s.id_, s.label_, s.start_char, s.end_char) for s in doc.spans["attribution"]] == [
        (str(n), chunk.label, *analysis.span(chunk.first, chunk.last))
        for n, a in enumerate(analysis.attributions, 1) for chunk in (a.cue, *a.sources, *a.contents)]


@needs_spacy
def test_white_space_is_split_as_spacy_itself_does(nlp: object) -> None:
    text = " We  met \n\nin Seoul\n today "
    assert [(t.text, t.whitespace_) for t in analysis_of(text).to_spacy(nlp)] == [(t.text, t.whitespace_) for t in nlp(text)]


@needs_spacy
def test_vocabulary_is_that_of_the_pipeline(nlp: object) -> None:
    assert analysis_of("They met").to_spacy(nlp).vocab is nlp.vocab
    assert analysis_of("They met").to_spacy()[0].is_alpha


def test_without_spacy_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(DragomanError, match="pip install spacy"):
        analysis_of("They met").to_spacy()
