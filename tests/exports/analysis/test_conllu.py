"""Analyses as CoNLL-U."""
from __future__ import annotations

from hypothesis import given, reject

from dragoman.analysis import Analysis, Attribution, Chunk
from dragoman.errors import LanguageError
from dragoman.exports.analysis.conllu import to_conllu
from dragoman.readers.conllu import Tokenised, read_conllu
from dragoman.readers.draft import Source
from tests.exports.analysis.support import analyses, analysis_of


def rows(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.split("\n") if line and not line.startswith("# ")]


def words(conllu: str) -> list[list[str]]:
    return [row for row in rows(conllu) if row[0].isdigit()]


def read_back(written: str) -> Tokenised:
    try:
        (back,) = read_conllu(Source(written.encode(), "x"))
    except LanguageError:  # random letters may look like Somali
        reject()
    return back


@given(analyses())
def test_what_is_written_is_read_again_with_the_same_tokens_and_sentences(analysis: Analysis) -> None:
    if not len(analysis):
        assert to_conllu(analysis) == ""
        return
    back = read_back(to_conllu(analysis))
    assert back.document.id == "doc"
    assert [form for s in back.sentences for form in s.forms] == analysis.word
    assert [len(s.forms) for s in back.sentences] == [len(s) for s in analysis.sentences]
    assert [joined for s in back.sentences for joined in s.joined] == [
        t + 1 < len(analysis) and analysis.end[t] == analysis.start[t + 1] for t in range(len(analysis))]
    paragraphs = [any(c.startswith("# newpar") for c in s.comments) for s in back.sentences]
    assert paragraphs == [n == 0 or analysis.paragraph[s[0]] != analysis.paragraph[s[0] - 1] for n, s in enumerate(analysis.sentences)]


@given(analyses())
def test_text_of_a_sentence_is_the_documents(analysis: Analysis) -> None:
    texts = [line.removeprefix("# text = ") for line in to_conllu(analysis).split("\n") if line.startswith("# text = ")]
    assert texts == [" ".join(analysis.text(s[0], s[-1]).split()) for s in analysis.sentences]


@given(analyses())
def test_columns_are_ten_and_each_sentence_is_a_tree(analysis: Analysis) -> None:
    written = to_conllu(analysis)
    assert {len(row) for row in rows(written)} <= {10}
    assert all(cell and not cell.isspace() for row in rows(written) for cell in row)
    for block in written.split("\n\n")[:-1]:
        heads = [int(row[6]) for row in words(block)]
        assert heads.count(0) == 1
        assert all(0 <= head <= len(heads) for head in heads)


@given(analyses())
def test_written_again_with_what_was_given_the_rest_is_the_same(analysis: Analysis) -> None:
    written = to_conllu(analysis)
    if written:
        again = to_conllu(analysis, read_back(written).sentences)
        assert [row[:9] for row in rows(again)] == [row[:9] for row in rows(written)]
        assert "StartChar" not in again


def test_clitics_are_words_of_one_token() -> None:
    written = to_conllu(analysis_of("We didn't see the ministry's men, and can't wouldn't've cannot 'll"))
    assert [(row[0], row[1]) for row in rows(written) if "-" in row[0]] == [
        ("2-3", "didn't"), ("6-7", "ministry's"), ("11-12", "can't"), ("13-15", "wouldn't've"), ("16-17", "cannot")]


def test_space_after_a_token_of_several_words_is_said_once() -> None:
    by_id = {row[0]: row[9].split("|") for row in rows(to_conllu(analysis_of("It's, well, it")))}
    assert "SpaceAfter=No" in by_id["1-2"]
    assert "SpaceAfter=No" not in by_id["2"]
    assert "SpaceAfter=No" not in by_id["3"]
    assert "SpaceAfter=No" in by_id["4"]


def test_apostrophe_is_a_word_of_the_token_only_where_it_is_a_possessive() -> None:
    text = "the workers' rights"
    for upos, expected in (("PART", ["2-3"]), ("PUNCT", [])):
        written = to_conllu(analysis_of(text, upos=["DET", "NOUN", upos, "NOUN"]))
        assert [row[0] for row in rows(written) if "-" in row[0]] == expected


def test_names_roles_and_offsets_stand_in_misc() -> None:
    said = Attribution(Chunk(2, 2, "cue"), (Chunk(0, 1, "source"),), ())
    written = to_conllu(analysis_of("Mart Saare said so", names=(Chunk(0, 1, "PER"),), attributions=(said,)))
    assert [row[9] for row in words(written)] == [
        "StartChar=0|EndChar=4|NE=B-PER|Attribution=B-source:1", "StartChar=5|EndChar=10|NE=I-PER|Attribution=I-source:1",
        "StartChar=11|EndChar=15|Attribution=B-cue:1", "StartChar=16|EndChar=18"]


def test_given_sentence_read_in_two_pieces_is_one_tree() -> None:
    (read,) = read_conllu(Source("".join(f"{n}\tw\t_\t_\t_\t_\t_\t_\t_\t_\n" for n in (1, 2, 3, 4)).encode(), "x"))
    analysis = analysis_of("w w w w", heads=[-1, 0, -1, 2], sentence=[0, 0, 1, 1], deprel=["root", "dep", "root", "dep"])
    assert [(row[6], row[7]) for row in words(to_conllu(analysis, read.sentences))] == [
        ("0", "root"), ("1", "dep"), ("1", "parataxis"), ("3", "dep")]
