"""Where a tree's words, arcs and labels stand."""
from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given

from dragoman.analysis import Analysis, Chunk
from dragoman.exports.analysis.drawing import SMALL_SIZE, draw, text_width
from tests.exports.analysis.support import analyses, analysis_of


@given(analyses())
def test_words_and_labels_on_one_height_do_not_overlap_and_all_is_inside(analysis: Analysis) -> None:
    for tokens in analysis.sentences:
        drawing = draw(analysis, tokens)
        assert [column.token for column in drawing.columns] == list(tokens)
        for a, b in pairwise(drawing.columns):
            assert b.x - a.x >= (text_width(a.upos, SMALL_SIZE) + text_width(b.upos, SMALL_SIZE)) / 2
        places = [(arc.y, arc.x - w / 2, arc.x + w / 2) for arc in drawing.arcs for w in [text_width(arc.label, SMALL_SIZE)]]
        assert all(a[0] != b[0] or a[2] <= b[1] + 1 or b[2] <= a[1] + 1 for a, b in combinations(places, 2))
        assert all(0 < y <= drawing.base and left >= 0 and right <= drawing.width for y, left, right in places)


def test_longer_arcs_run_over_shorter_ones() -> None:
    drawing = draw(analysis_of("a b c d", heads=[-1, 0, 1, 0]), range(4))
    root, ab, bc, ad = drawing.arcs
    assert root.y < ad.y < ab.y == bc.y


def test_no_two_arcs_end_at_the_same_place() -> None:
    drawing = draw(analysis_of("a b c d e", heads=[2, 2, -1, 2, 2]), range(5))
    ends = [arc.path.split("V")[0] for arc in drawing.arcs] + [arc.arrow for arc in drawing.arcs]
    assert len(set(ends)) == len(ends)


def test_bands_span_their_words_and_leave_room_for_what_is_written_to_them() -> None:
    analysis = analysis_of("I a he say so")
    drawing = draw(analysis, range(5), [[], [(Chunk(0, 0, "source"), "source 1"), (Chunk(1, 2, "cue"), "cue 12345678")]])
    one, two = drawing.bands
    assert one.x1 <= drawing.columns[0].x <= one.x2 < two.x1 <= drawing.columns[1].x < drawing.columns[2].x <= two.x2
    assert two.x1 - one.x1 > text_width("source 1", SMALL_SIZE)
    assert two.x2 - two.x1 > text_width("cue 12345678", SMALL_SIZE) - 1
    assert one.y == two.y


def test_very_long_word_is_shortened() -> None:
    drawing = draw(analysis_of("x" * 100_000), range(1))
    assert drawing.width < 600
    assert drawing.columns[0].form.endswith("…")
