"""Trees are scored as the CoNLL 2018 shared task does; every number below is counted by hand."""
from __future__ import annotations

import pytest

from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE
from training.corpora import Passage
from training.measures.tally import Tally
from training.measures.treebank import MEASURES, Word, compare, laid_out

NOTHING = frozenset(("_",))


def tree(text, *rows):
    """A sentence of `text`: (form, UPOS, lemma, head counted from 1, relation) of each word."""
    spans, at = [], 0
    for form, *_ in rows:
        at = text.index(form, at)
        spans.append((at, at + len(form)))
        at += len(form)
    return [Word(spans[i], upos, NOTHING, lemma, spans[head - 1] if head else None, relation)
            for i, (_, upos, lemma, head, relation) in enumerate(rows)]


def f1(gold, predicted):
    tally = Tally()
    compare(gold, predicted, tally)
    return tally.f1(MEASURES)


TEXT = "He did not go home. Yes."
FIRST = tree(TEXT, ("He", "PRON", "he", 4, "nsubj"), ("did", "AUX", "do", 4, "aux"), ("not", "PART", "not", 4, "advmod"),
             ("go", "VERB", "go", 0, "root"), ("home", "ADV", "home", 4, "advmod:lmod"), (".", "PUNCT", ".", 4, "punct"))
SECOND = tree(TEXT[:19] + "#Yes.", ("Yes", "INTJ", "yes", 0, "root"), (".", "PUNCT", ".", 1, "punct"))


def test_a_perfect_analysis_has_all():
    assert set(f1([FIRST, SECOND], [FIRST, SECOND]).values()) == {100.0}


def test_two_sentences_taken_for_one():
    """One sentence of one, none right of two; "Yes" hangs elsewhere, so that 7 of 8 heads are right, and 4 of 5 of content words."""
    joined = [*FIRST, SECOND[0]._replace(head=FIRST[3].span, relation="parataxis"), SECOND[1]]
    scores = f1([FIRST, SECOND], [joined])
    assert scores["sentences"] == 0
    assert scores["sentence starts"] == pytest.approx(200 * 1 / 3)
    assert scores["UAS"] == scores["LAS"] == pytest.approx(100 * 7 / 8)
    assert scores["CLAS"] == pytest.approx(100 * 4 / 5)


def test_the_subtype_of_a_relation_counts_only_with_subtypes():
    found = [w._replace(relation="advmod") for w in FIRST[4:5]]
    scores = f1([FIRST], [[*FIRST[:4], *found, FIRST[5]]])
    assert (scores["LAS"], scores["CLAS"], scores["LAS with subtypes"]) == (100, 100, pytest.approx(100 * 5 / 6))


def test_a_function_word_and_a_mark_are_no_content_words():
    wrong = [FIRST[0], FIRST[1]._replace(head=FIRST[0].span), *FIRST[2:5], FIRST[5]._replace(head=FIRST[0].span)]
    scores = f1([FIRST], [wrong])
    assert (scores["UAS"], scores["CLAS"]) == (pytest.approx(100 * 4 / 6), 100)


def test_a_relation_that_only_one_side_takes_for_content_makes_the_other_sides_count_smaller():
    """Gold: 4 content words; predicted: "did" as a fifth. 4 are right, so F1 is 2·4 / (4 + 5)."""
    scores = f1([FIRST], [[FIRST[0], FIRST[1]._replace(relation="advcl"), *FIRST[2:]]])
    assert scores["CLAS"] == pytest.approx(800 / 9)


def test_words_cut_otherwise_are_wrong_in_every_measure_and_so_is_what_hangs_on_them():
    """Gold: "can", "not", "go"; predicted: "cannot", "go". One word of three and two is the same: F1 2·1 / 5."""
    text = "cannot go"
    gold = tree(text, ("can", "AUX", "can", 3, "aux"), ("not", "PART", "not", 3, "advmod"), ("go", "VERB", "go", 0, "root"))
    found = tree(text, ("cannot", "AUX", "can", 2, "aux"), ("go", "VERB", "go", 0, "root"))
    assert f1([gold], [found]) == dict.fromkeys(MEASURES, pytest.approx(40)) | {
        "sentences": 100, "sentence starts": 100, "CLAS": pytest.approx(200 / 3)}
    hanging = [*gold[:2], gold[2]._replace(head=gold[0].span)]
    assert f1([hanging], [found])["UAS"] == 0


def test_a_head_that_is_cut_otherwise_is_wrong_though_the_word_is_there():
    text = "cannot go"
    gold = tree(text, ("can", "AUX", "can", 0, "root"), ("not", "PART", "not", 1, "advmod"), ("go", "VERB", "go", 1, "xcomp"))
    found = tree(text, ("cannot", "AUX", "can", 0, "root"), ("go", "VERB", "go", 1, "xcomp"))
    scores = f1([gold], [found])
    assert (scores["words"], scores["UAS"]) == (pytest.approx(40), 0)


def test_tags_features_and_lemmas():
    gold = [FIRST[0]._replace(feats=frozenset(("Number=Sing", "Tense=Past"))), FIRST[1]._replace(lemma="_"), *FIRST[2:]]
    found = [FIRST[0]._replace(lemma="him", upos="NOUN"), *FIRST[1:]]
    scores = f1([gold], [found])
    assert scores["UPOS"] == scores["UFeats"] == scores["lemma"] == pytest.approx(100 * 5 / 6)


def test_documents_are_added_up_before_the_f1_is_taken():
    tally = Tally()
    compare([FIRST], [FIRST], tally)
    compare([SECOND], [[SECOND[0]._replace(upos="NOUN"), SECOND[1]._replace(upos="SYM")]], tally)
    assert tally["UPOS"].f1 == pytest.approx(100 * 6 / 8)


def test_text_is_laid_out_with_the_gaps_of_the_treebank():
    passages = [
        Passage(words=["Do", "n't", "go"], gaps=[GAP_BREAK, GAP_NONE, GAP_SPACE], upos=["AUX", "PART", "VERB"], lemmas=["do", "not", "go"],
                features=["_", "_", "Number=Sing|Tense=Past"], heads=[3, 3, 0], labels=["aux", "advmod", "root"]),
        Passage(words=["No"], gaps=[GAP_BREAK], upos=["INTJ"], lemmas=["no"], features=["_"], heads=[0], labels=["root"])]
    text, (first, second) = laid_out(passages)
    assert text == "Don't go\nNo"
    assert [text[slice(*w.span)] for w in (*first, *second)] == ["Do", "n't", "go", "No"]
    assert [w.head for w in (*first, *second)] == [(6, 8), (6, 8), None, None]
    assert first[2].feats == {"Number=Sing", "Tense=Past"}
