"""What a quantity measures, told by what it counts or by the telling word that is nearest to it in the tree (`codebook/figures.yaml`)."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Literal

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import dependents, enclosing_clauses, marker, subject
from dragoman.codebook.figures import counted_class, sum_measure, words
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.roles import named
from dragoman.resolution.quantities import Quantity

Nature = Literal["level", "change", "target"]
Tells = Callable[[int], str | None]

_FAR = 6.0  # cost of the longest way through the tree on which a word still tells what a number is
_BESIDE = 2.7  # the same for a word of change: it stands right beside its number
_GIVEN = 4.5  # … and for what is done with things: the verb of the same clause
_CLAUSAL = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis"))
_PART = re.compile(r"%|per ?cent|pct|half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|every|one in|out of", re.IGNORECASE)
_FEW = 4  # "the two …", "these three …": numbers below this only point back where one of these words stands before them
_POINTING = frozenset("the these those both our their".split())
_HANDLING = (("goods", "trading"), ("grant", "giving"), ("built", "building"))
_SMALL_SUM = 1000
_SPANS = ("day", "week", "month", "year")
_EACH = frozenset(("per", "a", "an", "each", "/"))
_NAMED = 8  # tokens between people and the country they are called by


@dataclass(frozen=True)
class Mention:
    """A quantity in the tree: its token range, the token by which it hangs on the sentence, and the noun that it counts."""

    quantity: Quantity
    first: int
    last: int
    top: int
    noun: int | None

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money: its unit is an ISO 4217 code."""
        unit = self.quantity.unit
        return len(unit) == 3 and unit.isupper() and unit != "TEU"


@dataclass(frozen=True)
class Reading:
    """What a mention was found to be: the measure, the word that told it, and the nature of the number; −1 as sign for what fell."""

    measure: str
    cue: int
    nature: Nature = "level"
    sign: int = 1


def find_mention(a: Analysis, quantity: Quantity) -> Mention:
    """Where a quantity stands in the tree."""
    first = max(bisect_right(a.start, quantity.start) - 1, 0)
    last = max(bisect_right(a.start, quantity.end - 1) - 1, first)
    inside = range(first, last + 1)
    outward = [t for t in inside if a.head[t] not in inside]
    top = next((t for t in reversed(outward) if a.upos[t] in ("NOUN", "SYM", "PROPN")), outward[-1] if outward else last)
    return Mention(quantity, first, last, top, last if quantity.noun and quantity.unit == "count" else None)


def _counted(c: Context, m: Mention) -> Mention:
    """The mention with the noun that it really counts.

    That is the head of a compound ("fourteen police boats"), or a people's name that looks like no plural ("4,000 Senegalese").
    """
    a, noun = c.a, m.noun
    after = m.last + 1
    if noun is None and m.first > 1 and a.word[m.first - 1].lower() == "of" and a.lemma[a.head[m.top]].lower() in words("groups"):
        return replace(m, noun=a.head[m.top])  # "a medical team of 48"
    if noun is None and after < len(a) and a.word[after].lower() == "of":
        whole = a.head[after]  # "four thousand of our people"
        return replace(m, noun=whole, top=whole) if whole > after and "Number=Plur" in a.feats[whole] else m
    if noun is None:
        is_people = any(p.kind == "demonym" for p in c.cast.place_at.get(after, ()))
        is_noun = is_people and (a.upos[after] in ("NOUN", "PROPN") or a.deprel[after] not in ("amod", "compound"))
        is_head = is_noun and a.upos[min(after + 1, len(a) - 1)] not in ("NOUN", "ADJ", "PROPN", "CCONJ")
        return replace(m, noun=after, top=after) if is_head else m
    while a.deprel[noun] == "compound" and a.head[noun] > noun and _class_of(c, a.head[noun]):
        noun = a.head[noun]
    return replace(m, noun=noun, top=noun)


def read_measure(c: Context, m: Mention) -> Reading | None:
    """What a quantity measures; None where no word tells it, or one that tells of prices, budgets and the like."""
    if m.quantity.unit == "percent":
        return _percentage(c, m)
    if m.quantity.unit == "count":
        return _count(c, _counted(c, m))
    if m.is_money:
        return _sum(c.a, m)
    measure = _handled(c.a, m)
    return Reading(measure, m.top) if measure in ("goods", "grant") else None


# -- the nearest telling word

def _nearest(a: Analysis, m: Mention, start: int, tells: Tells, far: float = _FAR) -> tuple[int, str] | None:
    """The token nearest to `start` in the tree, outside the quantity, for which `tells` gives something, with what it gives.

    A step down costs a little more than a step up, so that of two equally near words the governing one counts.
    """
    queue: list[tuple[float, int]] = [(0.0, start)]
    seen: set[int] = set()
    while queue:
        cost, token = heappop(queue)
        if token in seen or cost > far:
            continue
        seen.add(token)
        told = None if m.first <= token <= m.last else tells(token)
        if told:
            return token, told
        if a.head[token] >= 0:
            heappush(queue, (cost + _step(a, token) + abs(a.head[token] - token) * 0.02, a.head[token]))
        for child in a.children[token]:
            heappush(queue, (cost + _step(a, child) + 0.2 + abs(child - token) * 0.02, child))
    return None


def _step(a: Analysis, token: int) -> float:
    """What it costs to pass between a token and its head."""
    relation = a.deprel[token]
    if relation == "ccomp" or (relation == "parataxis" and is_saying(a.lemma[a.head[token]])):
        return 4.0
    return 2.0 if relation in _CLAUSAL else 1.5 if relation == "conj" else 1.0


def _cue(a: Analysis, token: int) -> str | None:
    """What a word tells of a sum near it.

    Of a compound the first word tells where the last is a mere carrier: "loan package", "trade volume", but not "trade mission".
    """
    lemma, upos = a.lemma[token].lower(), a.upos[token]
    if upos in ("VERB", "AUX"):
        behind = {a.word[t].lower() for c in a.children[token] for t in (c, *(x for x in a.children[c] if a.deprel[x] == "case"))}
        return sum_measure(lemma, upos, behind)
    told = sum_measure(a.word[token].lower(), upos) or sum_measure(lemma, upos)  # "sales" are a firm's, a "sale" may be a deal
    if told and a.deprel[token] in ("compound", "amod") and a.head[token] > token:
        head = a.lemma[a.head[token]].lower()
        return told if head in words("carriers") or sum_measure(head, a.upos[a.head[token]]) else None
    if told in (None, "grant") and _is_private(a, token):
        return "investment"
    if lemma in words("carriers") and told in (None, "grant"):
        first = next((x for t in dependents(a, token, "compound", "amod") if (x := sum_measure(a.lemma[t].lower(), "NOUN"))), None)
        return first or told
    return told


def _is_private(a: Analysis, token: int) -> bool:
    """Whether a sum is put in by firms, whatever it is called: "private sector commitments", "private financing"."""
    return a.lemma[token].lower() in words("carriers") and any(
        a.lemma[x].lower() == "private" for t in (token, *dependents(a, token, "compound")) for x in dependents(a, t, "amod"))


# -- sums of money

def _sum(a: Analysis, m: Mention) -> Reading | None:
    if _is_price(a, m):
        return None
    found = _complement(a, m) or _subject(a, m) or _nearest(a, m, m.top, lambda t: _cue(a, t))
    if found is None or found[1] == "none":
        return None
    measure = found[1]
    if measure == "import" and any(a.lemma[t].lower() in words("stakes") for t in dependents(a, found[0], "obj")):
        measure = "investment"  # "bought the steelworks for 46 million euros"
    head = a.head[m.top]
    grows = head >= 0 and a.lemma[head].lower() in ("increase", "decrease", "reduction") and marker(a, m.top) in ("of", "by")
    return Reading(measure, found[0], "change" if grows else "level")


def _is_price(a: Analysis, m: Mention) -> bool:
    """Whether a sum is what one piece costs ("145 dollars per tonne") or a rate of exchange: too small to pass between states."""
    after = [a.lemma[t].lower() for t in range(m.last + 1, min(m.last + 3, len(a)))]
    priced = len(after) == 2 and after[0] in _EACH and after[1] in words("pieces")
    return priced or (0 < m.quantity.value < _SMALL_SUM)


def _complement(a: Analysis, m: Mention) -> tuple[int, str] | None:
    """The telling noun right behind a sum: "900 million in export credits", "300 million worth of Japanese exports"."""
    after = m.last + 1
    if after < len(a) and a.word[after].lower() == "worth":
        after += 1
    if after >= len(a) or a.word[after].lower() not in ("in", "of") or a.sentence[after] != a.sentence[m.last]:
        return None
    noun = a.head[after]
    told = _cue(a, noun) if noun > after and a.upos[noun] in ("NOUN", "PROPN") else None
    return (noun, told) if told else None


def _subject(a: Analysis, m: Mention) -> tuple[int, str] | None:
    """The telling noun that is the subject of the verb on which a sum hangs: "trade hit 13 billion dollars"."""
    v = a.head[m.top]
    if v < 0 or a.upos[v] != "VERB" or a.deprel[m.top] not in ("obj", "obl", "xcomp") or marker(a, m.top) not in ("", "to", "at"):
        return None
    own = dependents(a, v, "nsubj")
    told = _cue(a, own[0]) if own and not _cue(a, v) else None
    return (own[0], told) if told else None


# -- numbers of people and things

def _count(c: Context, m: Mention) -> Reading | None:
    a = c.a
    if m.noun is None and _is_frequency(a, m):
        flown = _nearest(a, m, m.top, lambda t: "flights" if a.lemma[t].lower() in words("flying") else None)
        return Reading("flights", flown[0]) if flown else None
    if m.noun is None or (m.quantity.value < _FEW and m.first > 0 and a.word[m.first - 1].lower() in _POINTING):
        return None
    kind = "people" if a.lemma[m.noun].lower() in words("groups") and m.noun < m.first else _class_of(c, m.noun)
    if kind == "people":
        return Reading("people", m.noun) if _crosses(c, m, m.noun) else None
    if kind == "scholarships":
        return Reading("grant", m.noun)
    if kind is None and (_is_traded(a, m.noun) or _is_ware(c, m.noun)):
        kind = "goods"
    if kind in ("goods", "works"):
        handled = _handled(a, m)
        measure = handled if handled != "built" else "projects" if kind == "works" else None
        return Reading(measure, m.noun) if measure else None
    return Reading(kind, m.noun) if kind else None


def _is_frequency(a: Analysis, m: Mention) -> bool:
    """Whether a number tells how often something is done: "24 times a week", "five a day"."""
    inside = [a.word[t].lower() for t in range(m.first, m.last + 1)]
    behind = [a.lemma[t].lower() for t in range(m.last + 1, min(m.last + 3, len(a)))]
    spanned = len(behind) > 1 and behind[0] in ("a", "per") and behind[1] in _SPANS
    return "times" in inside or spanned or behind[:1] in (["weekly"], ["daily"])


def _is_ware(c: Context, noun: int) -> bool:
    """Whether products are counted that are called by their nation."""
    a = c.a
    return a.lemma[noun].lower() in words("wares") and bool(named(c, dependents(a, noun, "amod", "compound")))


def _is_traded(a: Analysis, noun: int) -> bool:
    """Whether things of any name are the object of a verb that is done with goods alone: "bought 3,000 sewing machines"."""
    if a.deprel[noun] == "conj":
        noun = a.head[noun]
    return a.deprel[noun] in ("obj", "nsubj:pass") and a.upos[a.head[noun]] == "VERB" and a.lemma[a.head[noun]].lower() in words("dealing")


def _class_of(c: Context, noun: int) -> str | None:
    """What sort of things a noun means; the name of a nation's people is people."""
    kind = counted_class(c.a.lemma[noun].lower())
    if kind is None and any(p.kind == "demonym" for p in c.cast.place_at.get(noun, ())):
        return "people"
    return kind


def _crosses(c: Context, m: Mention, noun: int) -> bool:
    """Whether people are counted who have to do with another country: called by their nation, or by a verb of coming, going, staying."""
    a = c.a
    around = len(named(c, a.sentences[a.sentence[noun]]))
    if around and a.lemma[noun].lower() in words("abroad"):
        return True
    if named(c, [t for t in a.subtree(noun) if abs(t - noun) < _NAMED]) and around + len(c.cast.sides) > 1:
        return True
    if around < 2 and not c.cast.sides:
        return False
    moves = _nearest(a, m, noun, lambda t: "moves" if a.lemma[t].lower() in words("moving") and a.upos[t] == "VERB" else None, _BESIDE)
    harmed = _nearest(a, m, noun, lambda t: "harmed" if a.lemma[t].lower() in words("harming") else None, _BESIDE)
    return moves is not None or (harmed is not None and around > 1)


def _handled(a: Analysis, m: Mention) -> str | None:
    """"grant" for things that are given, "goods" for things that are traded, "built" for what is built; by the nearest word that tells."""
    def tells(t: int) -> str | None:
        lemma = a.lemma[t].lower()
        return next((kind for kind, part in _HANDLING if lemma in words(part)), None)
    found = _nearest(a, m, m.top, tells, _GIVEN)
    return found[1] if found else None


# -- percentages

def _percentage(c: Context, m: Mention) -> Reading | None:
    a = c.a
    is_part = bool(_PART.search(c.document.text[m.quantity.start:m.quantity.end]))

    def changes(t: int) -> str | None:
        lemma = a.lemma[t].lower()
        if a.relation[t] == "compound" and a.lemma[a.head[t]].lower() == "make":  # "made up 40 percent"
            return None
        return "up" if lemma in words("rising") else "down" if lemma in words("falling") else None
    follows = a.word[m.last + 1].lower() if m.last + 1 < len(a) else ""
    beside = changes(m.first - 1) if m.first > 0 else None  # "up 6 percent"
    change: tuple[int, str] | None = (m.top, "up")
    if is_part:
        change = None if follows == "of" else (m.first - 1, beside) if beside else _nearest(a, m, m.top, changes, _BESIDE)
    if change:
        found = _what_changes(c, m, change[0])
        if found is None or found[1] == "none":
            return None
        return Reading(found[1], found[0], "change", -1 if change[1] == "down" and m.quantity.value > 0 else 1)
    if not is_part:
        return None
    if follows == "of" and a.lemma[a.head[m.last + 1]].lower() in words("whole_economy"):
        return None
    share = _nearest(a, m, m.top, lambda t: "share" if a.lemma[t].lower() in words("shares") else None)
    cue = _nearest(a, m, m.top, lambda t: _cue(a, t))
    owned = share is not None and share[0] == a.head[m.top] and a.upos[share[0]] == "VERB"  # "bears 70 percent of the cost"
    return Reading("share", share[0]) if share and (owned or not (cue and cue[1] == "none")) else None


def _what_changes(c: Context, m: Mention, change: int) -> tuple[int, str] | None:
    """The measure that rises or falls: what the subject of the change tells, else the nearest word; people and goods too."""
    a = c.a

    def tells(t: int) -> str | None:
        kind = _class_of(c, t) if a.upos[t] in ("NOUN", "PROPN") else None
        return _cue(a, t) or (kind if kind in ("people", "companies", "projects", "flights", "goods") else None)
    v = next((t for t in enclosing_clauses(a, change) if a.upos[t] == "VERB"), None)
    doer = subject(a, v) if v is not None else None
    if doer is not None and not m.first <= doer <= m.last and (told := tells(doer)):
        return doer, told
    return _nearest(a, m, change, lambda t: _cue(a, t)) or _nearest(a, m, change, tells)
