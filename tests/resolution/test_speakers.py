"""Who speaks, verb by verb."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction import extract_records


def speakers(text: str) -> list[str]:
    return [r.speaker for r in extract_records(analyse(Document(id="x", text=text, published="2024-05-01"))) if r.type == "statement"]


def test_whoever_the_lead_leaves_unnamed_is_named_by_the_next_speaker():
    found = speakers("A senior Japanese official said on Monday that the talks had failed.\n\n"
                     "Foreign Minister Ken Sato of Japan said that they would go on in June.")
    assert found == ["Ken Sato", "Ken Sato"]


@pytest.mark.parametrize("text", [
    "“The Foreign Ministry of Japan” said that the talks had failed. Korea said that they would go on.",
    "“The talks failed”, “Minister Sato” said, and Korea said that they would go on.",
])
def test_a_speaker_whose_name_stands_in_quotation_marks_speaks(text: str):
    assert len(speakers(text)) == 2
