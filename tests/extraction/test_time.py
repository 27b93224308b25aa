"""Hostile texts cost time in proportion to their length: no pattern walks the document anew for each of its words."""
from __future__ import annotations

import time
from itertools import pairwise

import pytest

from dragoman.analysis import analyse
from dragoman.codebook.places import countries
from dragoman.document import Document
from dragoman.extraction import extract_records

COPIES, LIMIT = 150, 5.0  # seconds of processor time: a hundred times what any of these needs
NAMES = [country.name for country in countries()]
SHAPES = {
    "countries in a list": f"The ministers of {', '.join(NAMES * 2)} met in Geneva and signed an agreement on trade.",
    "countries that thank each other": " ".join(f"{a} thanked {b} for its help." for a, b in pairwise(NAMES)),
    "quotation marks that never close": "“We will support Japan. " * COPIES,
    "one endless sentence": "Japan and Korea agreed to build a road and " * COPIES,
    "many people": " ".join(f"President Ahn Kim{i} of Korea met Minister Bo Lee{i} of Japan." for i in range(COPIES)),
    "pronouns that lead to pronouns": "He said they would help. " * COPIES,
    "they and it": "They agreed that it would help them with its plan, which they signed. " * COPIES,
    "counterparts": "The minister met his counterpart and thanked him. " * COPIES,
    "sayings in sayings": "The spokesman said that the minister had said that the president said that Japan said " * COPIES,
    "numbers": "$5 mln, 6 percent, 7 tonnes of oil from Iran to Japan, " * COPIES,
    "appositions": "Ahn Kim, president of Korea, minister of Japan, head of the council, " * COPIES,
    "signed documents": "The following documents were signed:\n\n" + "\n".join(f"- Memorandum on water {i};" for i in range(COPIES)),
    "dates": "On 5 May 2024, Monday, last week, two years ago, by the end of 2027, " * COPIES,
    "accusations within accusations": "Iran accused Japan of threatening to condemn Korea for sanctions against " * COPIES,
    "questions and answers": "QUESTION: Will you help?\n\nMR. KIM: We will help Japan.\n\n" * COPIES,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_text_is_read_in_little_time(shape: str) -> None:
    analysis = analyse(Document(id="x", text=SHAPES[shape], published="2024-05-01"))
    began = time.process_time()
    extract_records(analysis)
    assert time.process_time() - began < LIMIT
