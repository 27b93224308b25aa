"""Texts with evidence, cut for showing: nothing is lost, and every piece knows what rests on it."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.marking import MOST, PART, Evidence, Piece, paragraphs, part_of, parts

TEXTS = st.text(alphabet="ab \n\u202e\u200b", max_size=80)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Evidence]]:
    """A text, and evidence anywhere in it."""
    text = draw(TEXTS)
    if not text:
        return text, []
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    return text, sorted(Evidence(start, end, n) for n, (start, end) in enumerate(draw(st.lists(ends, max_size=8))))


def _text(piece: Piece) -> str:
    return "".join(run if isinstance(run, str) else chr(run) for run in piece.runs)


@given(marked(), st.integers(0, 80))
def test_pieces_are_the_text_and_name_what_rests_on_them(found: tuple[str, list[Evidence]], at: int) -> None:
    text, evidence = found
    shown = paragraphs(text, (0, len(text)), evidence, (), at if at < len(text) else None)
    assert ["".join(map(_text, pieces)) for pieces in shown] == [line for line in text.split("\n") if line]
    for piece in (piece for pieces in shown for piece in pieces):
        stop = piece.start + len(_text(piece))
        assert text[piece.start:stop] == _text(piece)
        assert set(piece.records) == {one.record for one in evidence if one.start <= piece.start and stop <= one.end}
        assert set(piece.begins) == {one.record for one in evidence if one.start == piece.start}
        assert not [one for one in evidence if piece.start < one.start < stop or piece.start < one.end < stop]


@given(st.lists(st.integers(0, 4 * PART), max_size=5), st.integers(0, 4 * PART), st.sampled_from(["x", "x ", "word and\n", "\n"]))
def test_parts_cover_a_text_and_are_small(starts: list[int], length: int, unit: str) -> None:
    text = (unit * (length // len(unit) + 1))[:length]
    found = parts(text, [Evidence(start, start + 1, n) for n, start in enumerate(starts)])
    assert [begin for begin, _ in found] == [0, *(end for _, end in found[:-1])]
    assert found[-1][1] == length
    assert all(end - begin <= PART for begin, end in found)
    assert all(end > begin for begin, end in found) or not text
    for at in (0, length // 2, max(length - 1, 0)):
        begin, end = found[part_of(found, at)]
        assert begin <= at < end or not text


def test_a_part_holds_a_limited_number_of_records() -> None:
    text = "word " * 2_000
    found = parts(text, [Evidence(5 * n, 5 * n + 4, n) for n in range(2_000)])
    assert all((end - begin) / 5 <= MOST + 1 for begin, end in found)


def test_many_records_on_one_place_do_not_stop_the_cutting() -> None:
    text = "one place only"
    assert parts(text, [Evidence(0, 3, n) for n in range(500)])[-1][1] == len(text)
    (pieces,) = paragraphs(text, (0, len(text)), [Evidence(0, 3, n) for n in range(500)])
    assert max(len(piece.records) for piece in pieces) <= 12


def test_a_page_begins_where_it_does() -> None:
    shown = paragraphs("one two\nthree", (0, 13), [], (0, 4, 8))
    assert [(piece.start, piece.page) for pieces in shown for piece in pieces] == [(0, 1), (4, 2), (8, 3)]


def test_a_page_that_begins_with_an_empty_line_is_named_at_the_next_text() -> None:
    shown = paragraphs("one\n\nthree", (0, 10), [], (0, 4))
    assert [(piece.start, piece.page) for pieces in shown for piece in pieces] == [(0, 1), (5, 2)]
