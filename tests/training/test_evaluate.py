"""The evaluation puts each corpus to the model in its own way."""
from __future__ import annotations

import pytest

from dragoman.analysis import shipped
from training.evaluate import agreement, evaluate, figures, table

SENTENCE = """# sent_id = {id}
1\tMary\tMary\tPROPN\t_\tNumber=Sing\t3\tnsubj\t_\t_
2\tSmith\tSmith\tPROPN\t_\tNumber=Sing\t1\tflat\t_\t_
3\tvisited\tvisit\t{upos}\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_
4\tParis\tParis\tPROPN\t_\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

"""
OTHER = """# sent_id = {id}
1\tThey\tthey\tPRON\t_\tNumber=Plur\t2\tnsubj\t_\t_
2\tagreed\tagree\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
NAMED = "1\tMary\tB-PER\t-\tx\n2\tSmith\tI-PER\t-\tx\n3\tvisited\tO\t-\t-\n4\tParis\tB-LOC\t-\tx\n5\t.\tO\t-\t-\n\n"
ARTICLE = "Mary Smith said that the talks went well."


@pytest.fixture
def data(tmp_path):
    """A folder of corpora, each of a sentence or two; the names are in another order than the trees, as those of Universal NER are."""
    files = {
        "treebank/en_ewt-ud-dev.conllu": "# newdoc id = a\n" + OTHER.format(id="a-1")
                                         + "# newdoc id = b\n" + SENTENCE.format(id="b-1", upos="VERB"),
        "treebank/gum/dev/GUM_news_a.conllu": "# newdoc id = n\n" + SENTENCE.format(id="n-1", upos="VERB") + OTHER.format(id="n-2"),
        "treebank/gum/dev/GUM_essay_a.conllu": "# newdoc id = e\n" + SENTENCE.format(id="e-1", upos="X"),
        "ner/en_ewt-ud-dev.iob2": f"# sent_id = b-1\n{NAMED}# sent_id = a-1\n1\tThey\tO\t-\t-\n2\tagreed\tO\t-\t-\n3\t.\tO\t-\t-\n\n",
        "polnear/dev/text/p.txt": ARTICLE,
        "polnear/dev/attributions/p_1.ann": _annotation(0),
        "polnear/dev/attributions/p_2.ann": _annotation(5),
        "polnear/dev/text/q.txt": "Nobody has read this one.",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _annotation(source):
    """Who says what in `ARTICLE`; the source begins at character `source`."""
    return (f"T1\tSource {source} 10\tx\nT2\tCue 11 15\tsaid\nT3\tContent 16 {len(ARTICLE) - 1}\tx\nT4\tAttribution 11 15\tsaid\n"
            "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n")


def test_every_corpus_is_measured(data):
    rows = evaluate(data, shipped())
    assert rows["EWT gold"]["UPOS"] == rows["EWT raw"]["LAS"] == 100
    assert "sentences" not in rows["EWT gold"]  # they are given
    assert rows["names"] == {"PER": 100, "ORG": 0, "LOC": 100, "all": 100, "unlabelled": 100}
    assert rows["speech exact"] == {"source": 100, "cue": 100, "content": 100}
    assert rows["speech named"]["share"] == 100


def test_genres_that_training_may_not_use_count_for_gum_and_not_for_free_gum(data):
    rows = evaluate(data, shipped(), {"treebank"})
    assert rows["GUM free gold"]["UPOS"] == 100
    assert rows["GUM gold"]["UPOS"] == rows["GUM raw"]["UPOS"] == pytest.approx(100 * 12 / 13)


def test_a_part_alone_gives_the_rows_of_that_part(data):
    assert list(figures(data, shipped(), {"names"})) == ["names PER", "names ORG", "names LOC", "names all", "names unlabelled"]


def test_annotators_of_one_article_are_compared_with_each_other(data):
    rows = agreement(data / "polnear")
    assert rows["exact"] == {"source": 0, "cue": 100, "content": 100}
    assert rows["linked"]["overlap"] == 100


def test_the_table_shows_differences_where_the_other_run_has_the_figure():
    assert table({"a": {"x": 1.0, "y": 2.26}, "b": {"x": 3.0, "y": 4.0}, "c": {"z": 5.0}}, {"a": {"y": 2.0}, "c": {"z": 6.0}}) == (
        "| | x | y |\n|---|---:|---:|\n| a | 1.0 | 2.3 (+0.3) |\n| b | 3.0 | 4.0 |\n\n| | z |\n|---|---:|\n| c | 5.0 (-1.0) |\n")
