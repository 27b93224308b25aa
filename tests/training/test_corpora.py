"""Corpora become passages whose labels stand on the right words."""
from __future__ import annotations

from training.corpora import attributions, polnear, sentences, silver_names, treebank

CONLLU = """# newdoc id = a
# text = He didn't go.
1\tHe\the\tPRON\tPRP\tNumber=Sing|Person=3\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Yes.
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

"""


def test_sentences_keep_gaps_heads_and_features(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (opens, first), (again, _) = sentences(path)
    assert (opens, again) == (True, False)
    assert first.gaps == [1, 1, 0, 1, 0]
    assert first.features[:2] == ["Number=Sing", "Tense=Past"]


def test_packed_sentences_hang_on_their_own_roots(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU * 6, encoding="utf-8")
    for passage in treebank([path], seed=3):
        begins = [i for i, s in enumerate(passage.starts) if s]
        for first, stop in zip(begins, [*begins[1:], len(passage.words)], strict=True):
            heads = passage.heads[first:stop]
            assert heads.count(0) == 1
            assert all(h == 0 or first < h <= stop for h in heads)


def test_roles_links_and_silver_names_stand_on_the_words_they_cover(tmp_path):
    text = "Kim Jae-in said “we agree.”"
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8")
    cue, content = text.index("said"), text.index("“")
    (tmp_path / "attributions" / "a_1.ann").write_text(
        f"T1\tSource 0 10\tx\nT2\tCue {cue} {cue + 4}\tsaid\nT3\tContent {content} {len(text)}\tx\nT4\tAttribution {cue} {cue + 4}\tsaid\n"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n", encoding="utf-8")
    silver = tmp_path / "silver.tsv"
    silver.write_text("# document a\nKim\t0\t3\tNNP\tKim\tPERSON\nJae-in\t4\t10\tNNP\tJae-in\tPERSON\n", encoding="utf-8")
    [passage] = polnear(tmp_path, silver_names(silver))
    assert passage.words[:5] == ["Kim", "Jae", "-", "in", "said"]
    assert passage.names[:5] == ["B-PER", "I-PER", "I-PER", "I-PER", "O"]
    assert passage.roles[:6] == ["B-source", "I-source", "I-source", "I-source", "B-cue", "B-content"]
    assert passage.links[:6] == [5, 5, 5, 5, 0, 5]


def test_a_discontinuous_span_is_several_ranges(tmp_path):
    path = tmp_path / "a.ann"
    path.write_text("T1\tContent 0 4;9 12\tx\nT2\tCue 5 8\tx\nE1\tAttribution:T2 Content:T1 Cue:T2\n", encoding="utf-8")
    assert attributions(path) == [{"content": [(0, 4), (9, 12)], "cue": [(5, 8)]}]
