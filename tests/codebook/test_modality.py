"""What modality makes of an act."""
from __future__ import annotations

from typing import get_args

import pytest

from dragoman.codebook.layers import Codebook, in_use
from dragoman.codebook.modality import Frame, Modality, as_record, auxiliary, becomes, frame, modality_words
from dragoman.records import EventType


def test_what_is_done_is_what_it_is() -> None:
    assert all(becomes(event, "done") == event for event in get_args(EventType))


@pytest.mark.parametrize(("event", "modality", "expected"), [
    ("RETREAT", "promised", "AGREE"), ("ASSAULT", "promised", "THREATEN"), ("RETREAT", "refused", "REJECT"), ("ASSAULT", "negated", None),
    (None, "demanded", "REQUEST"), (None, "future", None), ("AID", "hypothetical", None), ("AID", "wished", None)])
def test_type_of_an_act_follows_its_modality(event: EventType | None, modality: Modality, expected: EventType | None) -> None:
    assert becomes(event, modality) == expected


def test_frame_with_a_preposition_goes_before_the_bare_word() -> None:
    own = Codebook.of({"modality.yaml": "frames:\n  refused: [agree against]"})
    with in_use(own):
        assert frame(("agree", "agree against")) == "refused"
    assert frame(("agree", "agree against")) == "promised"


def test_every_frame_has_words_and_every_modality_but_done_an_auxiliary_mode() -> None:
    assert all(modality_words().frames[name] for name in get_args(Frame))
    assert {m for m in get_args(Modality) if auxiliary(m) is None} == {"done"}


def test_what_is_planned_is_a_meeting_but_no_event() -> None:
    assert (as_record("meeting", "planned"), as_record("event", "planned"), as_record("event", "done")) == ("planned", "unreal", "done")
