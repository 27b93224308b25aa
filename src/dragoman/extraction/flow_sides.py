"""Who is named where around a number: whose it is called, who gives, who gets, who does it.

These are the parts from which `flows` tells the direction of a figure.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import dependents, enclosing_clauses, is_passive, marker, subject
from dragoman.codebook.figures import words
from dragoman.codebook.offices import institution_class
from dragoman.extraction.context import Context
from dragoman.extraction.measures import Mention
from dragoman.extraction.roles import named
from dragoman.resolution.organisations import organisation

_OWNERS = ("amod", "compound", "nmod:poss", "nmod:desc", "det:poss", "nmod:unmarked", "flat")
_APART = ("acl:relcl", "parataxis")
_APART_FROM_NAMES = (*_APART, "conj", "acl", "nmod:poss")
_FROM = frozenset(("from", "by"))
_OF = frozenset(("of", "by", "from"))
_TO = frozenset(("to", "in", "into", "for", "towards", "toward", "on", "at", "among", "on behalf of"))


@dataclass
class Sides:
    """The actors around a number, by the part they are named in."""

    owner: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    doer: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # of firms, by the state whose they are
    holds: bool = False  # whether it is a share of a firm: "bought 51 percent of a bank"
    gives: bool = False  # whether the verb is one of giving, and only a noun one of taking: "lends a million for the purchase of trains"
    moves: bool = False  # whether what is counted does itself what the verb says: "the 300 Latvians who work there"


def verb_of(a: Analysis, m: Mention) -> int | None:
    """The verb of the innermost clause around a number; no word of the number is one ("1.2 trillion won")."""
    return next((t for t in enclosing_clauses(a, m.top) if a.upos[t] == "VERB" and not m.first <= t <= m.last), None)


def find_sides(c: Context, nouns: Iterable[int], verb: int | None, m: Mention) -> Sides:
    """Who is named where around some nouns and the verb of their clause."""
    a, found, own = c.a, Sides(), list(nouns)
    for noun in own:
        found.owner += [p.code for p in c.cast.place_at.get(noun, ())] + _codes(c, dependents(a, noun, *_OWNERS))
        for t in (noun, *dependents(a, noun, "acl")):  # "the help provided by Japan"
            _behind(c, t, found)
        if not found.owner:
            owners = _codes(c, [t for t in a.children[noun] if marker(a, t) in ("of", "with")])
            (found.target if _is_for_somebody(a, noun) else found.owner).extend(owners)
    if verb is not None:
        _in_clause(c, own, verb, found)
    found.target += _helped(c, [m.top, *own, *(() if verb is None else (verb,))])
    found.holds = any(a.lemma[t].lower() in words("stakes") for t in dependents(a, m.top, "nmod"))
    if giver := taken_up(c, m):
        found.owner, found.source, found.doer = [], [], giver
    given = _given_to(c, m)
    if given:
        found.owner = [code for code in found.owner if code not in given]
        found.doer = [code for code in found.doer if code not in given]
        found.target = [*given, *found.target]
    return found


def _is_for_somebody(a: Analysis, noun: int) -> bool:
    """"In support of Moldova": what stands behind it gets, and has not."""
    return marker(a, noun) == "in" and a.lemma[noun].lower() in words("helping")


def _in_clause(c: Context, nouns: list[int], verb: int, found: Sides) -> None:
    """Adds who does what the verb says, to whom, and the actors of the phrases behind it."""
    a, doer = c.a, subject(c.a, verb)
    _behind(c, verb, found)
    found.target += _codes(c, dependents(a, verb, "iobj"))
    found.gives = a.lemma[verb].lower() in words("giving")
    found.moves = doer in nouns and not is_passive(a, verb)
    if any(a.lemma[t] == "for" for t in dependents(a, verb, "mark")) and (thanked := thanked_by(c, a.head[verb])):
        found.doer += thanked  # "thanked Japan for hosting …"
    elif doer is not None and not is_passive(a, verb) and doer not in nouns and a.lemma[verb].lower() not in words("concluding"):
        found.doer += _doers(c, doer)  # "signed an agreement on a loan" does not tell who lends
    if doer is None and a.relation[verb] == "acl":  # "the commitment of Japan to provide …"
        promise = a.head[verb]
        found.doer += _codes(c, [*dependents(a, promise, "nmod:poss"), *(t for t in dependents(a, promise, "nmod") if marker(a, t) in _OF)])


def _helped(c: Context, heads: Iterable[int]) -> list[str]:
    """Whoever something is given to help: "will provide a million to support Japan's efforts"."""
    a = c.a
    helping = [x for t in dict.fromkeys(heads) for x in dependents(a, t, "acl", "advcl") if a.lemma[x].lower() in words("helping")]
    return _codes(c, [t for x in helping for t in dependents(a, x, "obj")])


def thanked_by(c: Context, verb: int) -> list[str]:
    """Whoever is thanked or praised: "thanked Japan", "expressed its gratitude to Japan"."""
    a, objects = c.a, dependents(c.a, verb, "obj")
    thanks = [t for t in (verb, *objects) if a.lemma[t].lower() in words("thanking")]
    phrases = [t for head in {verb, *thanks} for t in dependents(a, head, "obl", "nmod") if marker(a, t) == "to"]
    return _codes(c, phrases or [t for t in objects if t not in thanks]) if thanks else []


def _doers(c: Context, doer: int) -> Iterable[str]:
    """Who does what a verb says; nobody where both sides do it: "the two governments set up a fund"."""
    codes = c.cast.codes(doer)
    return () if len(codes) > 1 and set(codes) == set(c.cast.sides) else codes or _of_organ(c, doer) or firm(c, doer)


def _of_organ(c: Context, t: int) -> list[str]:
    """The organisation whose organ a short name stands for: "the Council", where the text has named "the Council of the Arab League"."""
    tagged = c.cast.organisation_at.get(t)
    words = c.a.word[tagged.first:tagged.last + 1] if tagged else [c.a.word[t]]
    first, last = c.cast.fuller.get(tuple(w.casefold() for w in words), (0, -1))
    return list(dict.fromkeys(p.code for x in range(first, last + 1) for p in c.cast.place_at.get(x, ()) if p.code.startswith("IGO:")))


def _given_to(c: Context, m: Mention) -> list[str]:
    """Who stands between the verb and the number, in the place of the one who gets: "has lent Pakistan 220 million"."""
    a, last = c.a, m.first - 1
    if last < 1 or last not in c.cast.place_at or a.sentence[last] != a.sentence[m.first]:
        return []
    first = last
    while (first > 0 and first - 1 in c.cast.place_at) or a.upos[first - 1] == "DET":
        first -= 1
    return [p.code for p in c.cast.place_at[last]] if first > 0 and a.upos[first - 1] == "VERB" else []


def taken_up(c: Context, m: Mention) -> list[str]:
    """Who takes up, right before a number, the verb of the one before it."""
    return _taken_up(c, m.first - 1)


def _taken_up(c: Context, t: int) -> list[str]:
    """The actor whose name ends at a token behind a comma or "and", before a number, where the verb of the one before is left out:
    "Japan gave 5 million, [Peru] 2 million and [Mali] 1 million"."""
    a = c.a
    t -= t >= 0 and t not in c.cast.place_at and a.word[t].isupper() and a.upos[min(t + 1, len(a) - 1)] == "NUM"  # "Peru [CAD] 2 million"
    last = t
    while t >= 0 and (t in c.cast.place_at or a.upos[t] == "DET"):
        t -= 1
    number = min(last + 1, len(a) - 1)
    counted = a.upos[number] in ("NUM", "SYM") or (a.upos[min(number + 1, len(a) - 1)] == "NUM" and a.word[number].isupper())
    if t < 0 or t == last or last not in c.cast.place_at or not counted or not (a.word[t] == "," or a.upos[t] == "CCONJ"):
        return []
    sentence = a.sentences[a.sentence[last]]
    started = any(a.upos[x] == "VERB" for x in range(sentence.start, t)) and any(a.upos[x] == "NUM" for x in range(sentence.start, t))
    return [p.code for p in c.cast.place_at[last]] if started else []


def _end_of_place(c: Context, t: int) -> int:
    while t + 1 in c.cast.place_at and c.cast.place_at[t + 1] == c.cast.place_at[t]:
        t += 1
    return t


def alike(c: Context, m: Mention) -> set[str]:
    """Who does in the sentence of a number what is done there: none of them is who it is done to."""
    a, sentence = c.a, c.a.sentences[c.a.sentence[m.top]]
    found = {code for t in sentence if t in c.cast.place_at for code in _taken_up(c, t)}
    root = next((t for t in sentence if a.head[t] < 0), None)
    return found | set(c.cast.codes(subject(a, root))) if found and root is not None else found


def _behind(c: Context, head: int, found: Sides) -> None:
    """Adds the actors of the phrases that hang on a word."""
    for t in dependents(c.a, head, "nmod", "obl"):
        preposition = marker(c.a, t)
        if preposition in _FROM:
            codes = _codes(c, [t])
            named_after = any(x in c.cast.place_at for x in _phrase(c.a, t) if x >= t)  # "the Development Bank of Iran"
            seller = firm(c, t) if preposition == "from" and t not in c.date_tokens and not named_after else []
            found.source += codes or seller
            found.names.update(zip(codes[:1], seller, strict=False))  # "from Japan's Han Motors"
        elif preposition in _TO:
            found.target += _codes(c, [t])


def _codes(c: Context, tokens: Iterable[int]) -> list[str]:
    return [code for t in tokens for code in _codes_of(c, t)]


def _codes_of(c: Context, top: int) -> Iterable[str]:
    """The actors of a phrase, without those whose names the tree hangs on it, but who take up its verb: "5 million to Mali, [Peru] 2"."""
    if c.a.upos[top] == "PRON":
        return c.cast.codes(top)
    phrase = _phrase(c.a, top)
    own = [t for t in phrase if t not in c.cast.place_at or not _taken_up(c, _end_of_place(c, t))]
    return named(c, own) or (c.cast.codes(top) if len(own) == len(phrase) else ())


def _phrase(a: Analysis, top: int, without: Collection[str] = _APART) -> list[int]:
    """The tokens of a phrase without relative clauses and what else hangs on it by one of some relations, in order."""
    found = [top]
    for t in found:
        found += [x for x in a.children[t] if a.deprel[x] not in without]
    return sorted(found)


def firm(c: Context, t: int) -> list[str]:
    """The name of the firm or organisation that a phrase means or names first, as an actor that has no code; [] for people and places."""
    a = c.a
    if t in c.cast.person_at or t in c.cast.office_at:
        return []
    inside = _phrase(a, t, _APART_FROM_NAMES)
    name = next((name for x in inside if x not in c.cast.place_at and (name := organisation(a, c.cast, x))), None)
    if name or a.upos[t] != "PROPN" or t in c.cast.place_at or institution_class(a.lemma[t].lower()):
        return [name] if name and len(name) > 1 else []
    first = last = t
    while first > 0 and a.head[first - 1] == t and a.upos[first - 1] in ("PROPN", "ADJ") and a.word[first - 1][:1].isupper():
        first -= 1
    while last + 1 < len(a) and a.head[last + 1] == t and a.deprel[last + 1] == "flat":
        last += 1
    return [name] if len(name := c.text(first, last)) > 1 else []
