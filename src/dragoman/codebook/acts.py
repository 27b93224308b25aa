"""Words of PLOVER events in a sentence, from `acts.yaml`."""
from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.modality import modality_words
from dragoman.codebook.shapes import Shape
from dragoman.records import EventType


class Act(BaseModel):
    """Words that tell of an act. `what`: lists of things, one of which the object must name; `noun`: the words are nouns."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...]
    type: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    noun: bool = False
    carried: bool = False
    described: frozenset[str] = frozenset()


class Table(Shape):
    """What `acts.yaml` holds."""

    acts: tuple[Act, ...]
    reporting: frozenset[str]
    things: dict[str, frozenset[str]]

    @model_validator(mode="after")
    def _lists_exist(self) -> Self:
        missing = {name for act in self.acts for name in act.what} - set(self.things)
        if missing:
            raise ValueError(f"no list of things is called {', '.join(sorted(missing))}")
        return self


@per_codebook
def act_words() -> Table:
    """The whole table."""
    return read_table("acts.yaml", Table)


@per_codebook
def _by_word(*, noun: bool) -> dict[str, tuple[tuple[int, Act], ...]]:
    found: dict[str, tuple[tuple[int, Act], ...]] = {}
    for n, act in enumerate(act_words().acts):
        if act.noun == noun:
            for word in act.words:
                found[word] = (*found.get(word, ()), (n, act))
    return found


def acts(keys: tuple[str, ...], *, noun: bool = False) -> list[Act]:
    """What a verb or a noun may tell of, by its lemma, alone and with its particle or preposition; in the order of the file."""
    table = _by_word(noun=noun)
    return [act for _, act in sorted({n: act for key in keys for n, act in table.get(key, ())}.items())]


def things(names: tuple[str, ...]) -> frozenset[str]:
    """The words of some lists of things together."""
    return frozenset().union(*(act_words().things[name] for name in names))


@per_codebook
def _known() -> frozenset[str]:
    over = {word for words in modality_words().frames.values() for word in words}
    phrases = over | {word for act in act_words().acts for word in act.words}
    return frozenset(phrase.split()[0] for phrase in phrases) | act_words().reporting


def is_known(lemma: str) -> bool:
    """Whether a lemma is that of any act, or of a word that stands over acts."""
    return lemma in _known()
