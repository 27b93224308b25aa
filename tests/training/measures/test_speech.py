"""Attributed speech: every number below is counted by hand."""
from __future__ import annotations

import pytest

from training.measures.articles import Article, Attribution
from training.measures.speech import Speech, all_overlap, jaccard, paired

TEXT = "Kim said: “We agree.” He added that trade grew.\nIt was “fine,” Lee claimed."
ARTICLE = Article(TEXT)
NONE = frozenset[tuple[int, int]]()


def attribution(source, cue, content, after=""):
    """An attribution by its words in the text, each looked for after `after`; "" for no source, "|" between pieces of a content."""
    start = TEXT.index(after)

    def ranges(words):
        return [(TEXT.index(w, start), TEXT.index(w, start) + len(w)) for w in words.split("|") if w]

    return ARTICLE.attribution({"source": ranges(source), "cue": ranges(cue), "content": ranges(content)})


KIM = attribution("Kim", "said", "“We agree.”")
HE = attribution("He", "added", "trade grew", after="He added")
LEE = attribution("Lee", "claimed", "It was “fine,”", after="It was")
GOLD = [KIM, HE, LEE]


def figures(gold, predicted):
    speech = Speech()
    speech.add(ARTICLE, gold, predicted)
    return speech.figures()


def test_characters_become_whole_tokens_and_lines_divide_a_span():
    assert ARTICLE.runs([(0, 2)]) == {(0, 1)}
    crossing = ARTICLE.runs([(TEXT.index("grew"), TEXT.index("was") + 3)])
    words = [[TEXT[slice(*ARTICLE.tokens[i])] for i in range(*run)] for run in sorted(crossing)]
    assert words == [["grew", "."], ["It", "was"]]
    assert ARTICLE.runs([(3, 4)]) == NONE  # a space


def test_equal_annotations_agree_in_everything():
    rows = figures(GOLD, GOLD)
    assert {v for row, values in rows.items() for name, v in values.items() if name != "share" and row != "no source"} == {100}
    shares = {kind: rows[kind]["share"] for kind in ("named", "pronoun", "no source")}
    assert shares == {"named": pytest.approx(200 / 3), "pronoun": pytest.approx(100 / 3), "no source": 0}


def test_marks_at_the_edges_count_only_where_spans_are_not_trimmed():
    rows = figures([KIM], [attribution("Kim", "said", "We agree")])
    assert (rows["exact"]["content"], rows["exact untrimmed"]["content"]) == (100, 0)
    assert (rows["linked"]["exact"], rows["linked"]["exact untrimmed"]) == (100, 0)
    assert rows["begin"]["content"] == 0
    assert rows["Jaccard"]["content"] == pytest.approx(100 * 2 / 5)  # “ We agree . ”


def test_a_span_too_long_agrees_in_its_beginning_and_in_part():
    """Content "trade grew" against "trade grew.": 2 of 3 tokens; the others of its role are missed or none."""
    rows = figures([HE, LEE], [attribution("He", "added", "trade grew.", after="He added")])
    assert rows["exact untrimmed"] == {"source": pytest.approx(200 / 3), "cue": pytest.approx(200 / 3), "content": 0}
    assert rows["begin"]["content"] == pytest.approx(200 / 3)
    assert rows["Jaccard"]["content"] == pytest.approx(100 * (2 / 3 + 0) / 2)
    assert rows["tokens"]["content"] == pytest.approx(200 * 2 / (3 + 8))  # It was “ fine , ” and two


def test_jaccard_is_the_mean_over_gold_spans_and_predictions_that_touch_none():
    gold, predicted = frozenset(((0, 4), (6, 8))), frozenset(((0, 2), (2, 5), (20, 22)))
    # (0, 4) is half of (0, 2) and 2 / 5 of (2, 5): the better counts; (6, 8) has none; (20, 22) touches none; (2, 5) is free of charge
    assert sorted(jaccard(gold, predicted)) == [0, 0, 0.5]


def test_roles_are_right_though_linked_to_the_wrong_cue():
    """Kim and Lee swapped: all spans of source are there, and no attribution but that of "He" is."""
    swapped = [KIM._replace(source=LEE.source), HE, LEE._replace(source=KIM.source)]
    rows = figures(GOLD, swapped)
    assert rows["exact"]["source"] == 100
    assert rows["linked"] == {"exact": pytest.approx(100 / 3), "exact untrimmed": pytest.approx(100 / 3), "overlap": pytest.approx(100 / 3),
                              "source": pytest.approx(100 / 3), "content": 100, "content characters": 100}


def test_a_source_that_only_one_side_has_is_no_overlap():
    bare = KIM._replace(source=NONE)
    assert not all_overlap(KIM, bare)
    assert not all_overlap(bare, KIM)
    assert all_overlap(bare, bare)


def test_attributions_are_paired_one_to_one():
    whole = Attribution(frozenset(((0, 1),)), frozenset(((1, 3),)), frozenset(((3, 9),)))
    halves = [whole._replace(cue=frozenset(((1, 2),))), whole._replace(cue=frozenset(((2, 3),)))]
    assert paired([whole], halves, all_overlap) == [(0, 0)]
    assert paired(halves, [whole], all_overlap) == [(0, 0)]


def test_a_cue_without_content_is_no_attribution_but_a_cue():
    rows = figures([KIM], [KIM, HE._replace(content=NONE)])
    assert (rows["linked"]["exact"], rows["exact"]["cue"]) == (100, pytest.approx(200 / 3))


def test_content_characters_are_counted_once():
    rows = figures([KIM, HE._replace(content=KIM.content)], [attribution("Kim", "said", "“We")])
    wanted = len("“We agree.”")
    assert rows["linked"]["content characters"] == pytest.approx(200 * 3 / (wanted + 3))


def test_kinds_of_quotation_and_source():
    assert [ARTICLE.quotation(a) for a in GOLD] == ["direct", "indirect", "mixed"]
    assert [ARTICLE.source(a) for a in (*GOLD, KIM._replace(source=NONE))] == ["named", "pronoun", "named", "no source"]


@pytest.mark.parametrize("text", ["He said \"we agree\".", "He said “we agree", "He said ''we agree,'' and left."])
def test_marks_of_any_kind_enclose_direct_speech(text):
    article, start = Article(text), text.index("we")
    assert article.quotation(article.attribution({"content": [(start, start + len("we agree"))], "cue": [(3, 7)]})) == "direct"


def test_a_kind_has_the_recall_of_gold_and_the_precision_of_predicted_attributions():
    """Gold: direct. Predicted: the same, read as mixed; and an indirect one too many."""
    longer = attribution("Kim", "said", "said: “We agree.”")
    rows = figures([KIM], [longer, HE])
    assert rows["direct"] == {"linked exact": 0, "linked overlap": 0, "share": 100}
    assert rows["linked"]["overlap"] == pytest.approx(200 / 3)
