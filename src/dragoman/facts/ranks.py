"""Who is meant to visit, or did: the ranks of those whom the words of a fact name."""
from __future__ import annotations

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Fact
from dragoman.facts.words import Phrases, tokens


def ranks_of(fact: Fact) -> frozenset[str]:
    """The names of the ranks in the codebook."""
    quotes = [tokens(report.quote) for report in fact.reports]
    return frozenset(rank for rank, phrases in _ranks().items() if any(phrases.first(words) for words in quotes))


@per_codebook
def _ranks() -> dict[str, Phrases]:
    return {rank: Phrases(map(tokens, words)) for rank, words in follow_up_words().ranks.items()}
