"""The words of an act: where "open a direct flight between Shymkent and Busan" begins and ends, and by when it is to be done."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.analysis.clauses import dependents, marker, phrase, trim
from dragoman.codebook.commitments import commitment_words
from dragoman.extraction.context import Context

# What trails behind an act without being part of it.
_TRAILING = ("advcl:relcl", "parataxis", "discourse", "cc", "appos", "vocative")
_TRAILING_DEEP = ("acl:relcl", "parataxis")
# Phrases with these after an object tell how or when rather than what.
_CIRCUMSTANCES = frozenset("within by before without during through including under after amid despite following via".split())
_TIME_PREPOSITIONS = frozenset(("by", "before", "until", "till", "within", "in", "from", "on", "at", "over", "during", "after", "without",
                                "for", "through", "starting", "as of", "up to", "ahead of", "prior to", ""))
_MOST_TOKENS_OF_TIME = 9
_REACH = 60  # tokens between an act and the phrase that says by when
_OF_NOUNS = frozenset(("of", "in", "for", "to", "with", "between", "against"))
_UNTIL = frozenset(("until", "till", "once"))
_AHEAD = frozenset(("next", "coming", "near", "nearest", "soon", "by", "within"))
_WEIGHTY = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))
_LONG = 13  # words of an act, above which the last of its phrases are left out
_OPENING = frozenset(("case", "mark", "cc"))  # relations of the word with which a phrase begins
_QUOTES = frozenset("\"“”«»„")
_FEW = 4  # words of weight below which what an act is for belongs to it: "provide $5 million to rebuild the quay"


def times(c: Context, t: int) -> list[int]:
    """Phrases right of a token that say by when."""
    return [x for x in dependents(c.a, t, "obl", "advmod") if x > t and is_time(c, x)]


def is_time(c: Context, x: int) -> bool:
    """Whether a phrase or an adverb is one of time."""
    a = c.a
    tokens = a.subtree(x)
    if marker(a, x) not in _TIME_PREPOSITIONS or len(tokens) > _MOST_TOKENS_OF_TIME:
        return False
    dated = a.upos[x] in ("NUM", "PROPN", "NOUN") and bool(c.dates_in(tokens[0], tokens[-1]))
    return dated or (a.lemma[x].lower() in commitment_words().times and marker(a, x) != "on")  # "build on years of friendship"


def deadline(c: Context, at: int, act: int) -> str | None:
    """By when an act is to be done, in the words of the text."""
    a = c.a
    late = [*times(c, act), *(x for x in times(c, at) if x > act)]  # "pledged on Monday to …" is no deadline
    late += [x for x in dependents(a, act, "advmod") if x < act and a.lemma[x].lower() in commitment_words().times]  # "to soon open …"
    late += [x for x in dependents(a, act, "nmod") if x > act and is_time(c, x)] if a.upos[act] == "NOUN" else []
    late += [x for x in dependents(a, act, "advcl") if x > act and any(a.lemma[m].lower() in _UNTIL for m in dependents(a, x, "mark"))]
    late += [x for x in a.subtree(act) if abs(x - act) < _REACH and a.relation[x] in ("obl", "nmod", "advmod") and _is_ahead(c, x)]
    return _words_of_time(c, late[0]) if late else None


def _is_ahead(c: Context, x: int) -> bool:
    """Whether a phrase of time, wherever it hangs, plainly lies ahead: "over the next four years", "as soon as possible"."""
    return is_time(c, x) and any(c.a.word[t].lower() in _AHEAD for t in c.a.subtree(x))


def _words_of_time(c: Context, x: int) -> str:
    """The words of a phrase of time; of an occasion with a date only the date ("at the talks in Geneva tomorrow")."""
    tokens = c.a.subtree(x)
    dates = c.dates_in(tokens[0], tokens[-1])
    if dates and x not in c.date_tokens and c.a.lemma[x].lower() not in commitment_words().times:
        return " ".join(c.document.text[dates[-1].start:dates[-1].end].split())
    return c.text(*trim(c.a, tokens[0], tokens[-1]))


def action(c: Context, at: int, act: int, told: Iterable[int], *, with_subject: bool) -> tuple[int, int]:
    """First and last token of an act that hangs on the word at `at`, at its shortest.

    A noun gives its phrase; a verb what follows it, without deadline, relative clauses and the other acts of a list (`told`), and with its
    subject where that is not whoever is to act ("the border be opened").
    """
    a = c.a
    if a.upos[act] not in ("VERB", "AUX", "ADJ"):
        start, end = _noun_phrase(c, at, act)
        return start, _shortened(c, start, act, end)
    first = act
    own = dependents(a, act, "nsubj")
    if own and with_subject:
        first = min(act, *a.subtree(own[0]))
    elif a.upos[act] != "VERB":
        first = min((x for x in dependents(a, act, "cop", "advmod", "amod", "det", "case", "nummod") if x < act), default=act)
    first = min([first, *(x for x in dependents(a, act, "advmod") if a.lemma[x] in ("not", "never") and x < act)])
    start, end = trim(a, first, _end(c, at, act, set(told)))
    return start, _shortened(c, start, act, end)


def _shortened(c: Context, first: int, act: int, last: int) -> int:
    """Where a long act ends at its shortest: before the last phrase that it can do without, where that leaves its head with some words."""
    a = c.a
    if last - first < _LONG:
        return last
    inner = range(max(first + _FEW, act + 2), first + _LONG + 1)
    ends = [t - 1 for t in inner if a.word[t - 1] == "," or (a.deprel[t] in _OPENING and _is_whole(c, t))]
    return trim(a, first, ends[-1])[1] if ends else last


def _is_whole(c: Context, t: int) -> bool:
    """Whether what stands before a phrase can do without it: not "as soon | as possible", "a loss caused | by rain", "Peru | 's debt"."""
    return c.a.upos[t - 1] not in ("ADV", "VERB", "ADJ") and c.a.word[t - 1] not in _QUOTES and c.a.word[t] not in ("'s", "’s", "'", "’")


def _is_purpose(c: Context, x: int) -> bool:
    """Whether a clause says what for, right after what it belongs to: "to support the farmers"."""
    a = c.a
    first = min(a.subtree(x))
    return a.word[first].lower() == "to" and first > 0 and a.word[first - 1] != ","


def _is_short(c: Context, first: int, end: int) -> bool:
    """Whether few words of weight stand from one token to before another, so that the act needs what follows."""
    return sum(c.a.upos[t] in _WEIGHTY for t in range(first, min(c.a.subtree(end)))) < _FEW


def _is_needed(c: Context, act: int, relative: int) -> bool:
    """Whether an act says little without a relative clause: "remove barriers which impede trade", but "open a new road, which …"."""
    first = min(c.a.subtree(relative))
    return c.a.word[first] in ("that", "which") and c.a.word[first - 1] != "," and _is_short(c, act, relative)


def _noun_phrase(c: Context, at: int, act: int) -> tuple[int, int]:
    first, last = phrase(c.a, act, ("appos", "acl:relcl", "case", "punct", "parataxis", "conj", "cc"))
    cut = (x for x in dependents(c.a, act, "acl") if x > act and "VerbForm=Inf" not in c.a.feats[x] and not dependents(c.a, x, "mark"))
    participle = next(cut, None)  # "the deal signed in May", but all of "assistance in building a port"
    if participle and act < participle <= last:
        return first, participle - 1
    for x in dependents(c.a, at, "obl"):  # "announced $4 million in aid": hung on the verb
        tokens = c.a.subtree(x)
        if tokens[0] == last + 1 and marker(c.a, x) in _OF_NOUNS and not is_time(c, x):
            last = tokens[-1]
    return first, last


def _end(c: Context, at: int, act: int, told: set[int]) -> int:
    """The last token: all that hangs on the act or, to its right, on the word of commitment, up to what starts anew."""
    a = c.a
    dropped: set[int] = set()
    for t in {at, act}:
        late = times(c, t)
        objects = [x for x in dependents(a, t, "obj") if x > act]
        purposes = [x for x in dependents(a, t, "advcl") if x > act and _is_purpose(c, x) and _is_short(c, act, x)]
        for x in (x for x in a.children[t] if x > act):
            circumstance = a.deprel[x].startswith("obl") and marker(a, x) in _CIRCUMSTANCES and any(o < x for o in objects)
            timed = x in late and not any(y > x for y in (*objects, *purposes))  # "provide aid over four years to rebuild the quay"
            clause = a.deprel[x] == "advcl" and x not in purposes
            joined = a.deprel[x] == "conj" and (t == at != act or x in told or bool(dependents(a, x, "aux", "nsubj", "mark")))
            if a.deprel[x] in _TRAILING or circumstance or timed or clause or joined:
                dropped.update(a.subtree(x))
    below = {*a.subtree(at), *a.subtree(act)}
    for x in below:
        aside = a.deprel[x] == "acl" and a.word[min(a.subtree(x)) - 1] == ","  # "visit Spain, made at their first summit"
        deep = a.deprel[x] in _TRAILING_DEEP and not (a.deprel[x] == "acl:relcl" and _is_needed(c, act, x))
        if x > act and (x in told or aside or deep):
            dropped.update(a.subtree(x))
    stop = next((x for x in sorted(below) if x > act and a.word[x].lower() in commitment_words().tails), None)
    if stop is not None:
        dropped.add(stop)
    limit = next((q.last for q in c.cast.quotations if q.covers(act)), len(a) - 1)
    last = act
    while last + 1 in below and last + 1 not in dropped and last < limit and a.sentence[last + 1] == a.sentence[act]:
        last += 1
    return last
