"""The places of a text that tell of an instrument between parties: who made it, about what, and how far it has got."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.analysis.clauses import agent, clause, dependents, is_infinitive, marker, tense
from dragoman.codebook.agreements import AgreementKind, AgreementStatus, instrument_kind, is_one_of, needed_beside
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import dated_ahead
from dragoman.extraction.instrument_parties import parties
from dragoman.extraction.instrument_stages import Told, stages
from dragoman.extraction.instrument_subjects import is_named_after_place, is_plural, subjects
from dragoman.extraction.participants import before_noun, phrases
from dragoman.extraction.sectors import sector_of
from dragoman.extraction.when import city_before, date_of, in_date, place_name, place_of
from dragoman.resolution.numbers import find_numbers

_DEFINITE = frozenset(("the", "this", "these", "that", "those", "such", "its", "their", "our", "his", "her", "both"))
_CONSENT = frozenset(("mutual", "great", "good", "common", "general"))  # "by mutual agreement", "a great deal"
_NEWS = frozenset(("today", "yesterday"))  # "today's agreement" is the one that the text is about
_JOINT = frozenset(("bilateral", "trilateral", "tripartite", "joint"))
_COMING = frozenset(("planned", "negotiating", "proposed"))
_MAKING = frozenset(("sign", "conclude", "adopt", "exchange"))
_SHOWING = frozenset(("announce", "unveil", "launch", "endorse", "approve"))  # by two it makes a plan joint
_LONGEST = 60  # tokens of evidence
_MOST_COUNTED = 200


@dataclass
class Instrument:
    """One telling of an instrument at one stage. `subject`: None where none is said.

    `definite`: spoken of as known ("the accord"); `stated`: the text says its status in so many words ("was signed");
    `joint`: it is called a bilateral or joint one, or what it is about is said as if it were new;
    `named`: after a place, so that only one can be meant ("the Minsk accords");
    `again`: it may be one spoken of before, of which the signing is told now ("the agreement, signed last May").
    """

    kind: AgreementKind
    token: int
    subject: str | None
    codes: dict[str, None]
    status: AgreementStatus
    definite: bool
    stated: bool
    joint: bool = False
    again: bool = False
    named: bool = False
    count: int | None = None
    date: str | None = None
    place: str | None = None
    evidence: list[tuple[int, int]] = field(default_factory=list)


def tellings(c: Context) -> Iterator[Instrument]:
    """Every telling of an instrument, in order; one that names several subjects or stages is several."""
    for t in range(len(c.a)):
        if c.a.upos[t] in ("NOUN", "PROPN") and instrument_kind(c.a.lemma[t].lower()):
            yield from _Noun(c, t).instruments()


class _Noun:
    def __init__(self, c: Context, noun: int) -> None:
        self.c, self.a, self.noun = c, c.a, noun
        self.lemma = c.a.lemma[noun].lower()
        self.before = [c.a.lemma[t].lower() for t in before_noun(c, noun)]
        self.definite = any(c.a.word[d].lower() in _DEFINITE or c.a.word[d].lower() in _NEWS for d in dependents(c.a, noun, "det", "nmod"))

    def instruments(self) -> Iterator[Instrument]:
        about = subjects(self.c, self.noun)
        count = self._count()
        kind = self._kind(about, count)
        if kind is None or self._is_none():
            return
        for stage in stages(self.c, self.noun, definite=self.definite):
            undated = stage.stated or stage.status != "in_force" or kind == "treaty" or not self._is_dated()
            new = not stage.stated and not self.definite and self._is_explained(about)  # "an agreement on fishing": it has been made
            told = stage if undated and not new else Told("signed", None, stated=False)
            if not self._is_instrument(told):
                continue
            heads = [self.noun, *([told.verb] if told.verb is not None else [])]
            date = _point(date_of(self.c, heads, planned=self._is_to_come(told)), told)
            date = None if told.status == "signed" and dated_ahead(self.c, date) else date  # that of what is told beside it
            place = place_name(self.c, place_of(self.c, heads, "in", "at")) or city_before(self.c, self.noun)
            known = self._is_known(told, count)
            again = self.definite and not known and told.status == "signed" and not count and not about
            joint = bool(_JOINT & set(self.before)) or self._is_explained(about)
            yield from self._each(about, Instrument(
                kind=kind, token=self.noun, subject=None, codes=parties(self.c, self.noun, told.verb, kind), status=told.status,
                definite=known, stated=told.stated, joint=joint, again=again, named=self._is_named(), count=count, date=date, place=place,
                evidence=self._evidence(told.verb)))

    def _each(self, about: list[str], i: Instrument) -> Iterator[Instrument]:
        """The instrument once for each of its subjects, or of its days; a number of them that is told beside several subjects too."""
        counted = i.count is not None and len(about) != 1
        days = self._days() if not about else []
        for day in days:
            yield replace(_copied(i), status="signed", definite=False, stated=True, again=False, date=day)
        for one in about:
            yield replace(_copied(i), subject=one, count=None if counted else i.count)
        if (counted or not about) and not days:
            yield i

    def _days(self) -> list[str]:
        """The days of several, where they are listed: "the agreements of May 9, June 11 and July 2"; [] where they are not."""
        a, days = self.a, dict[str, None]()
        for t in range(self.noun + 1, min(self.noun + _LONGEST, len(a))) if is_plural(self.c, self.noun) else ():
            day = self.c.date_tokens.get(t)
            ended = a.upos[t] in ("VERB", "AUX") or (days and not day and a.upos[t] in ("NOUN", "PROPN"))
            if a.sentence[t] != a.sentence[self.noun] or ended:
                break
            if day and day.value:
                days[day.value] = None
        return list(days) if len(days) > 1 else []

    def _is_explained(self, about: list[str]) -> bool:
        """"An agreement on fishing rights", not "a fishing deal" or "such a pact": said to be about something as if it were new."""
        before = self.c.text(before_noun(self.c, self.noun).start, self.noun - 1) if self.before else ""
        return bool(about) and not before.endswith(about[0]) and "such" not in self.before

    def _is_dated(self) -> bool:
        """"The agreement of 1996", "last week's accord": the date is that of signing."""
        below = dependents(self.a, self.noun, "nmod", "nummod", "compound")
        return any(in_date(self.c, d) and marker(self.a, d) not in ("for", "until", "since") for d in below)

    def _kind(self, about: list[str], count: int | None) -> AgreementKind | None:
        if {self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "of")} & {"intent", "intention"}:
            return "letter_of_intent"
        if self.lemma == "deal" and about and sector_of(about[0]) == "defence" and "cooperation" not in about[0]:
            return "contract"
        kind = instrument_kind(self.lemma)
        return "document" if count and kind == "agreement" else kind

    def _is_known(self, told: Told, count: int | None) -> bool:
        """Whether "the accord" is one spoken of before; "the accord signed in Rome" and "the 17 documents" may be new."""
        own = told.verb is not None and self.noun in (self.a.head[told.verb], told.verb - 1) and told.status == "signed"
        return self.definite and count is None and not own and not self._is_named()

    def _is_to_come(self, told: Told) -> bool:
        """Whether a day that is told with a stage still lies ahead: of talks that were held it does not."""
        begun = told.status == "negotiating" and told.verb is not None and tense(self.c.a, told.verb) == "past"
        return told.status in _COMING and not begun

    def _is_named(self) -> bool:
        """Whether it goes by the name of a place, so that the text need not have spoken of it before."""
        return is_named_after_place(self.c, list(before_noun(self.c, self.noun)), self.noun)

    def _is_none(self) -> bool:
        """Whether it is no instrument between states: a name, mere consent, part of another's name, a domestic one, one that is denied."""
        a, before = self.a, self.a.word[self.noun - 1].lower() if self.noun else ""
        if any(p.kind == "organisation" for p in self.c.cast.place_at.get(self.noun, ())):
            return True
        if any(a.lemma[d] in ("no", "any", "every") for d in dependents(a, self.noun, "det")) or marker(a, self.noun) == "without":
            return True
        over = a.lemma[a.head[self.noun]].lower() if a.head[self.noun] >= 0 else ""
        if (a.deprel[self.noun] == "compound" and instrument_kind(over)) or (over == "exchange" and marker(a, self.noun) == "of"):
            return True
        if any(is_one_of(w, "domestic") for w in self.before):
            return True
        if (self.lemma == "mou" and before == "(") or (self.lemma == "accord" and before in ("in", "own")):
            return True
        return self.lemma in ("agreement", "deal", "accord") and (bool(_CONSENT & set(self.before[-1:])) or self._is_reached_to_act())

    def _is_reached_to_act(self) -> bool:
        """"An agreement was reached to open …": they agreed, and that is a commitment; nothing was signed."""
        a, verb = self.a, self.a.head[self.noun]
        acts = (*dependents(a, self.noun, "acl"), *(dependents(a, verb, "xcomp", "ccomp", "advcl") if verb >= 0 else ()))
        reached = verb >= 0 and a.lemma[verb] in ("reach", "achieve")
        return reached and self.lemma == "agreement" and any(t > self.noun and is_infinitive(a, t) for t in acts)

    def _is_instrument(self, told: Told) -> bool:
        """Whether the noun means an instrument here: "joint statement", not any statement."""
        needed = needed_beside(self.lemma)
        if not needed:
            return self.lemma not in ("document", "instrument") or told.stated
        if needed & {*self.before, *(self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "of", "on"))}:
            return True
        if "on" in needed and (self._is_named() or phrases(self.c, [self.noun], "on")) and self.a.word[self.noun][0].isupper():
            return True  # "the Rome Declaration on Migration"
        verb = self.a.lemma[told.verb].lower() if told.verb is not None else ""
        made = verb in _MAKING or (verb in _SHOWING and told.verb is not None and len(self.c.cast.codes(_doer(self.c, told.verb))) > 1)
        return made and is_one_of(self.lemma, "signed_anyway")

    def _count(self) -> int | None:
        """How many, where the text gives a number of instruments."""
        a = self.a
        for d in dependents(a, self.noun, "nummod") if "Number=Plur" in a.feats[self.noun] else ():
            for number in find_numbers(a.text(d, d)):
                if 1 < number.value <= _MOST_COUNTED and number.value == int(number.value):
                    return int(number.value)
        return None

    def _evidence(self, verb: int | None) -> list[tuple[int, int]]:
        """The clause that tells the stage; of an item of a list, what introduces it and the item."""
        item = _without_preposition(self.c, clause(self.a, self.noun))
        if verb is None:
            return [item]
        first, last = clause(self.a, verb)
        if self.a.sentence[verb] != self.a.sentence[self.noun]:
            return [(first, last), item]
        return [(first, last)] if first <= self.noun <= last and last - first < _LONGEST else [item]


def _doer(c: Context, verb: int) -> int:
    """Who does it, as a token; the verb itself, which stands for nobody, where the text does not say."""
    doer = agent(c.a, verb)
    return verb if doer is None else doer


def _copied(i: Instrument) -> Instrument:
    return replace(i, codes=dict(i.codes), evidence=list(i.evidence))


def _point(date: str | None, told: Told) -> str | None:
    """The day, month or year of a stage: "in force since 1993" began in 1993; "a plan for 2019–2021" says not when it was made."""
    first, _, last = (date or "").partition("/")
    if told.status == "in_force":
        return first or None
    return None if last and len(first) == len("2019") else date


def _without_preposition(c: Context, piece: tuple[int, int]) -> tuple[int, int]:
    first, last = piece
    while first < last and c.a.upos[first] == "ADP":
        first += 1
    return first, last
