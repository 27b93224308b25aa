"""Who is meant to visit, or did: the ranks of those whom the words of a fact name."""
from __future__ import annotations

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Fact
from dragoman.facts.words import Kinds, tokens


def ranks_of(fact: Fact) -> frozenset[str]:
    """The names of the ranks in the codebook."""
    quotes = [tokens(report.quote) for report in fact.reports]
    return frozenset().union(*map(_ranks().of, quotes))


@per_codebook
def _ranks() -> Kinds[str]:
    return Kinds({rank: map(tokens, words) for rank, words in follow_up_words().ranks.items()})
