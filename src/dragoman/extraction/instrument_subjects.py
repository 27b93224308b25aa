"""What an instrument is about, at its shortest: "memorandum of cooperation in the field of [water resources management]".

The words are followed from the noun on, rather than by the tree alone: what a prepositional phrase hangs on is what parsers err in most.
"""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import conjuncts, dependents, marker, trim
from dragoman.codebook.agreements import instrument_kind, is_one_of, status_of_verb
from dragoman.extraction.context import Context
from dragoman.extraction.participants import before_noun
from dragoman.extraction.when import in_date

_ABOUT = frozenset("on for about concerning regarding governing over covering against in of".split())
_PARTIES = frozenset(("between", "with", "among", "by", "from"))
_FAR = 30  # tokens from the noun to what it is about
_WALKED = frozenset(("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "NUM", "PART", "PRON", "ADV"))
_OVER_PARTIES = frozenset((",", "-", "–", "(", ")"))
_NO_PART = frozenset(("between", "with", "by", "from", "until", "since", "under", "through", "after", "before", "during", "as", "within"))
_LEFT_OUT = frozenset(("conj", "cc", "appos", "parataxis", "punct", "case"))  # of the head of a subject
_GLUE = frozenset(("-", "–", "’", "'", "’s", "'s", ","))
_TIMES = frozenset("year month week day decade force effect principle part".split())
_OCCASIONS = frozenset("basis behalf condition eve hand margin occasion sideline sidelines".split())
_PART_OF_NAME = frozenset(("understanding", "intent", "intention", "note", "letter"))  # "memorandum of understanding", "exchange of notes"
_MONEY = frozenset(("loan", "credit", "grant", "financing"))  # what it is for says more: "a loan agreement for the railway"
_RELATIVE = frozenset(("which", "that", "who"))
_COVERING = frozenset(("cover", "concern", "govern", "regulate", "include"))
_AIMING = frozenset(("aim", "design", "intend"))
_OWN_SUBJECT = frozenset(("ceasefire", "cease-fire", "truce", "armistice"))


def subjects(c: Context, noun: int) -> list[str]:
    """The subjects of an instrument, one for each where a plural noun names several; [] where none is said."""
    return [s for s in _said(c, noun) if any(letter.isalpha() for letter in s)]


def _said(c: Context, noun: int) -> list[str]:
    a = c.a
    lemma = a.lemma[noun].lower()
    if lemma in _OWN_SUBJECT:
        return [lemma]
    before = _before(c, noun)
    preposition, heads = _after(c, noun)
    if heads and not (before and before.lower() not in _MONEY and preposition in ("for", "in", "of")):
        parts = [_range(c, h) for h in heads]
        if is_plural(c, noun):
            return [c.text(*p) for p in (*parts, *_further(c, preposition, parts[-1][1]))]
        last = parts[-1][1]
        return [c.text(parts[0][0], _to_end_of_title(c, last) if a.word[noun][0].isupper() else _before_more(c, heads[0], last))]
    return [before] if before else _purpose(c, noun)


def _before_more(c: Context, head: int, last: int) -> int:
    """The last token of a subject before what it is about "as well"."""
    stop = next((t for t in range(head + 1, last) if c.a.word[t].lower() == "as" and c.a.word[t + 1].lower() == "well"), last + 1)
    return trim(c.a, head, stop - 1)[1]


def is_plural(c: Context, noun: int) -> bool:
    """Whether the noun means several instruments."""
    word = c.a.word[noun]
    return "Number=Plur" in c.a.feats[noun] or word.lower() in ("memoranda", f"{c.a.lemma[noun].lower()}s")  # "MoUs"


# -- after the noun


def _after(c: Context, noun: int) -> tuple[str, list[int]]:
    """The preposition and the heads of the phrase after the noun that says what it is about; no heads where none does."""
    a, parties = c.a, False
    for t in range(noun + 1, min(noun + _FAR, len(a))):
        word = a.word[t].lower()
        if a.sentence[t] != a.sentence[noun] or not (_is_walked(c, t) or (parties and word in _OVER_PARTIES)):
            break
        parties = parties or (word in _PARTIES and a.deprel[t] == "case")
        head = a.head[t]
        bare = [x for x in dependents(a, noun, "nmod") if x > t and not marker(a, x)] if word in _ABOUT and a.upos[t] == "VERB" else []
        if bare:  # "an agreement concerning fish", where the tree makes a verb of it
            return _unwrapped(c, word, bare[0])
        if word not in _ABOUT or a.deprel[t] not in ("case", "mark") or head <= t or (word == "of" and (parties or t > noun + 1)):
            continue
        if parties and word in ("for", "against") and a.head[head] != noun and a.upos[a.head[head]] != "VERB":
            continue  # "between the Authority for Veterinary Services and …"
        if a.upos[head] == "VERB":
            return word, [head] if word in ("on", "for") else []
        if _is_aside(c, word, head) or (word == "in" and not _is_wrapper(c, head) and not _is_wrapper(c, noun)):
            if word == "in" and not in_date(c, head) and head not in c.cast.place_at:
                break
            continue
        return _unwrapped(c, word, head)
    return "", []


def _unwrapped(c: Context, preposition: str, head: int) -> tuple[str, list[int]]:
    """The heads of a phrase, or of the phrase inside its wrapper: "cooperation in the field of [health]"."""
    lemma = c.a.lemma[head].lower()
    if _is_wrapper(c, head) or lemma in _PART_OF_NAME:
        inner = _after(c, head)
        if inner[1]:
            return inner[0] if lemma in _PART_OF_NAME else preposition, inner[1]
        if lemma in (*_PART_OF_NAME, "field", "area") or before_noun(c, head).start == head:
            return "", []
    return preposition, [h for h in conjuncts(c.a, head) if h == head or not _is_another(c, h)]


def _is_wrapper(c: Context, noun: int) -> bool:
    return is_one_of(c.a.lemma[noun].lower(), "wrappers")


def _is_walked(c: Context, t: int) -> bool:
    """Whether the words go on over this token: nominal ones, and "was signed" between an instrument and its subject."""
    a = c.a
    signing = a.upos[t] == "VERB" and status_of_verb(a.lemma[t].lower()) == "signed"
    named = a.word[t].lower() in _ABOUT or a.word[t] in ("(", ")")
    return signing or named or a.upos[t] in _WALKED or a.upos[t] == "AUX"


def _is_aside(c: Context, preposition: str, head: int) -> bool:
    """Whether the phrase says when, where or of whom, not about what."""
    a = c.a
    if in_date(c, head) or head in c.cast.person_at or a.lemma[head].lower() in _TIMES | _OCCASIONS:
        return True
    if preposition in ("in", "of", "for") and head in c.cast.place_at:
        return True
    return preposition == "of" and (head in c.cast.office_at or a.upos[head] == "NUM" or bool(dependents(a, head, "nummod")))


def _is_another(c: Context, head: int) -> bool:
    """Whether what is coordinated is not a second subject but a second instrument, or the next clause's."""
    a = c.a
    indefinite = any(a.lemma[d] == "a" for d in dependents(a, head, "det"))
    inside = (head, *dependents(a, head, "nmod"))  # "and a number of pacts"
    return indefinite or a.upos[head] in ("VERB", "AUX") or any(instrument_kind(a.lemma[t].lower()) for t in inside)


def _further(c: Context, preposition: str, last: int) -> Iterator[tuple[int, int]]:
    """More subjects behind the same preposition: "on water, on roads and on schools"."""
    a, t = c.a, last + 1
    while t < len(a) and a.sentence[t] == a.sentence[last] and (a.word[t] in (",", "and") or a.word[t].lower() == preposition):
        if a.word[t].lower() == preposition and a.head[t] > t:
            piece = _range(c, a.head[t])
            yield piece
            t = piece[1]
        t += 1


def _range(c: Context, head: int) -> tuple[int, int]:
    """First and last token of a subject: the noun with what narrows it, without parties, dates and asides."""
    a, inside, queue = c.a, {head}, [head]
    while queue:
        for d in a.children[queue.pop()]:
            if not _is_cut_off(c, d, head, len(inside)):
                inside.add(d)
                queue.append(d)
    first = last = head
    while first - 1 in inside or (first - 2 in inside and a.upos[first - 1] in ("PUNCT", "DET")):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and (a.word[last + 1] in _GLUE or a.upos[last + 1] == "DET")):
        last += 1
    while first < last and a.upos[first] in ("DET", "ADP", "PART", "SCONJ"):
        first += 1
    return trim(a, first, last)


def _is_cut_off(c: Context, t: int, head: int, size: int) -> bool:
    """Whether a dependent, with all that hangs on it, stays out of a subject that has `size` words already."""
    a = c.a
    relation = a.deprel[t].split(":")[0]
    if a.head[t] == head and (relation in _LEFT_OUT or (relation == "det" and t < head)):
        return True
    if a.deprel[t] == "acl:relcl" or (a.deprel[t] == "acl" and "Tense=Past" in a.feats[t]):
        return True
    if marker(a, t) in _NO_PART or in_date(c, t) or (marker(a, t) == "on" and a.lemma[t].lower() in _OCCASIONS):
        return True
    if relation not in ("nmod", "obl") or t not in c.cast.place_at:
        return False
    return marker(a, t) == "to" or (marker(a, t) in ("of", "in") and size > 3)


def _to_end_of_title(c: Context, last: int) -> int:
    """The last word of a subject in capitals: "Friendship, Cooperation and Mutual Assistance"."""
    a, t = c.a, last + 1
    while t < len(a) and a.sentence[t] == a.sentence[last]:
        after = a.word[t + 1] if t + 1 < len(a) else ""
        joins = a.word[t] in (",", "and", "of", "the") and (after[:1].isupper() or after in ("and", "the"))
        if a.word[t][:1].isupper() and t not in c.cast.place_at and a.upos[t] != "ADP":
            last = t
        elif not joins or t + 1 in c.cast.place_at:
            break
        t += 1
    return last


# -- before the noun


def _before(c: Context, noun: int) -> str | None:
    """The words before the noun that say what it is about: "free trade [agreement]"."""
    a = c.a
    tokens = _title_before(c, noun) if a.word[noun][0].isupper() else list(before_noun(c, noun))
    cut = max((i for i, t in enumerate(tokens) if _ends_another(c, t)), default=-1)
    tokens = tokens[cut + 1:]
    while tokens and _says_nothing(c, tokens[0]):
        if a.lemma[tokens[0]] == "joint" and len(tokens) > 1 and not _says_nothing(c, tokens[1]):
            break  # "joint venture agreement"
        tokens.pop(0)
    if not tokens or is_named_after_place(c, tokens, noun) or not any(a.word[t].isalpha() for t in tokens):
        return None
    return c.text(tokens[0], noun - 1)


def is_named_after_place(c: Context, tokens: list[int], noun: int) -> bool:
    """"The Louvre accord", "the Minsk Agreements"."""
    a = c.a
    t = tokens[0] if tokens else -1
    if len(tokens) != 1 or not a.word[t][0].isupper():
        return False
    named = a.upos[t] == "PROPN" and any(chunk.first <= t <= chunk.last for chunk in a.names)  # whatever the model takes the Louvre for
    return a.word[noun][0].islower() or named


def _title_before(c: Context, noun: int) -> list[int]:
    """The capitalised words before a capitalised instrument, over "and" and commas: "Political, Free Trade and Strategic Partnership"."""
    a, first = c.a, noun
    while first > 0 and a.sentence[first - 1] == a.sentence[noun]:
        joins = a.word[first - 1] in (",", "and", "-", "–", "of") and 1 < first < noun and a.word[first - 2][:1].isupper()
        if not (a.word[first - 1][:1].isupper() or a.word[first - 1] in ("'s", "’s") or joins):
            break
        first -= 1
    return list(range(first, noun))


def _ends_another(c: Context, t: int) -> bool:
    """Whether the words up to this one belong to something else: parties, numbers, dates, owners."""
    a = c.a
    return (a.upos[t] in ("PRON", "DET", "NUM") or a.word[t] in ("'s", "’s") or a.lemma[t].lower() in _TIMES or in_date(c, t)
            or t in c.cast.place_at)


def _says_nothing(c: Context, t: int) -> bool:
    a, cast = c.a, c.cast
    if t in cast.person_at or t in cast.office_at or a.upos[t] in ("PUNCT", "PART"):
        return True
    return any(is_one_of(w, "plain_modifiers") for w in (a.lemma[t].lower(), a.word[t].lower()))


# -- verbs after the noun


def _purpose(c: Context, noun: int) -> list[str]:
    """What a verb after the noun says it is for.

    "An agreement to stabilise currency markets": the verb with its object; "a protocol extending the facility", "agreements aimed at
    boosting trade and tourism", "documents which cover mining and fisheries": the object, or each of them.
    """
    a = c.a
    for v in dependents(a, noun, "acl:relcl"):
        if a.lemma[v] in _COVERING and dependents(a, v, "obj"):
            return _objects(c, noun, dependents(a, v, "obj")[0])
    for v in range(noun + 1, min(noun + _FAR, len(a))):
        if a.sentence[v] != a.sentence[noun] or a.upos[v] == "PUNCT" or a.word[v].lower() in _RELATIVE:
            break
        if a.upos[v] == "VERB" and noun < a.head[v] < v and a.upos[a.head[v]] == "NOUN" and a.deprel[a.head[v]] == "conj":
            break  # "the accord and the need to keep pace"
        objects = dependents(a, v, "obj") if a.upos[v] == "VERB" else []
        if objects and any(a.word[m].lower() == "to" for m in dependents(a, v, "mark")):
            return [c.text(v, max(_range(c, objects[0])[1], v))]
        if objects and a.word[v].endswith("ing"):
            return _objects(c, noun, objects[0])
        if a.upos[v] == "VERB" and a.lemma[v] not in _AIMING and status_of_verb(a.lemma[v].lower()) != "signed":
            break
    return []


def _objects(c: Context, noun: int, head: int) -> list[str]:
    return [c.text(*_range(c, h)) for h in (conjuncts(c.a, head) if is_plural(c, noun) else [head])]
