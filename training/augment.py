"""Ways in which wires and web pages differ from the corpora: capitals, lower case, straight or curly quotation marks.

The vocabulary is lower case already, so a change of case shows in the words' shapes alone.
"""
from __future__ import annotations

import random
from dataclasses import replace

from training.corpora import Passage

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SHARES = {"upper": 0.03, "lower": 0.02, "straight": 0.3}


def augment(passage: Passage, rng: random.Random) -> Passage:
    """The passage, or now and then a copy in another dress. Labels stay as they are."""
    words = passage.words
    chance = rng.random()
    if chance < SHARES["upper"]:
        words = [w.upper() for w in words]
    elif chance < SHARES["upper"] + SHARES["lower"]:
        words = [w.lower() for w in words]
    if rng.random() < SHARES["straight"]:
        words = [w.translate(_STRAIGHT) for w in words]
    return passage if words is passage.words else replace(passage, words=words)
