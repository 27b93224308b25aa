"""Organisations of one side that work in the other → `presence` records (`codebook/presences.yaml`)."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.clauses import clause, conjuncts, dependents, enclosing_clauses, is_hypothetical, is_negated, marker, tense
from dragoman.codebook.bodies import body_kind
from dragoman.codebook.presences import presence_words
from dragoman.extraction.context import Context
from dragoman.extraction.roles import named, other_side
from dragoman.records import Presence

_INNER = frozenset("d de del della di da do dos du des la le les el al of for & zonder van von".split())  # small words inside a name
_ADDRESS = frozenset("mr mrs ms miss dr sir lord prof king queen".split())
_LINKS = frozenset((",", "and", "or", "as", "well", "the"))  # between the names of a list
_OF = frozenset(("", "of", "'s", "’s"))
_ORIGIN = _OF | {"from", "with"}
_OPERATING = frozenset(("operate", "work", "active", "base", "station"))
_MOST_NAME = 7  # tokens
_MOST_ACTIVITY = 8
_OWNING = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat")


@dataclass(frozen=True)
class _Found:
    """A name, where its organisation comes from and works, what it does there, and the clause that says so. Token ranges are inclusive."""

    name: tuple[int, int]
    home: str | None
    host: str | None
    activity: tuple[int, int] | None
    whole: tuple[int, int]


def presences(c: Context) -> Iterator[Presence]:
    """One presence for each organisation."""
    groups: dict[tuple[str, str], list[_Found]] = {}
    for found in (*_listed(c), *_at_work(c), *_unnamed(c), *_missions(c)):
        if found.home and found.host and found.home != found.host and not found.host.startswith("IGO:"):  # which is no place
            name = c.text(*found.name)
            known = next((k for k in groups if k[1] == found.host and (k[0] in name or name in k[0])), (name, found.host))
            groups.setdefault(known, []).append(found)
    for (name, host), group in groups.items():
        activity = next((x.activity for x in group if x.activity), None)
        yield Presence(name=name, home=group[0].home, host=host, activity=c.text(*activity) if activity else None,
                       evidence=tuple(dict.fromkeys(c.evidence(*x.whole) for x in group)))


# -- names

def _name_at(c: Context, first: int) -> int | None:
    """Where the capitalised name that begins at a token ends; None where none begins that may be an organisation's."""
    a = c.a
    if not _capital(c, first) or first in c.cast.office_at:
        return None
    last = first
    for t in range(first + 1, min(first + _MOST_NAME, len(a))):
        if a.sentence[t] != a.sentence[first]:
            break
        if _capital(c, t):
            last = t
        elif a.word[t].lower() not in _INNER and a.word[t] not in ("-", "'", "’", "&"):
            break
    inside = range(first, last + 1)
    people = [c.cast.person_at[t] for t in inside if t in c.cast.person_at]
    body = body_kind([a.lemma[t].lower() for t in inside])
    is_part = (body is not None and body[0] == "working_group") or a.lemma[last].lower() in presence_words("not_names")
    is_part = is_part or all(t in c.cast.place_at for t in inside)
    is_person = any(p.offices or p.code for p in people) or a.word[first].lower().rstrip(".") in _ADDRESS
    wrong = is_part or is_person or all(a.upos[t] != "PROPN" for t in inside)
    return None if wrong or c.dates_in(first, last) else last


def _capital(c: Context, t: int) -> bool:
    return c.a.word[t][:1].isupper() and c.a.upos[t] in ("PROPN", "NOUN", "ADJ", "X")


# -- "companies such as A, B and C"

def _listed(c: Context) -> Iterator[_Found]:
    a = c.a
    for sentence in a.sentences:
        for p in sentence:
            if a.lemma[p].lower() not in presence_words("organisations") or "Number=Plur" not in a.feats[p]:
                continue
            start = _list_start(c, p, sentence.stop)
            home, host = _home_and_host(c, p, p, None)
            if start is None or home is None or host is None:
                continue
            for first, last in _list_names(c, start, sentence.stop):
                yield _Found((first, last), home, host, None, (min(p, first), last))


def _list_start(c: Context, plural: int, stop: int) -> int | None:
    """The token behind "such as", "including" or "among them", where one of them follows the plural within the sentence."""
    words = [c.a.word[t].lower() for t in range(plural + 1, stop)]
    for i, word in enumerate(words):
        for length, phrase in ((2, " ".join(words[i:i + 2])), (1, word)):
            if phrase in presence_words("listing") and (phrase != "as" or "such" in words[:i]):
                return plural + 1 + i + length
    return None


def _list_names(c: Context, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The names from a token on, until something else than a comma, an "and" or a noun before a name follows."""
    t = next((t for t in range(start, min(start + 8, stop)) if _name_at(c, t) is not None), stop)
    while t < stop:
        last = _name_at(c, t)
        if last is not None:
            yield t, last
            t = last + 1
        elif c.a.word[t].lower() in _LINKS or c.a.upos[t] in ("NOUN", "ADJ", "DET") or c.a.word[t] == "-":
            t += 1
        else:
            return


# -- "the Iranian company A is building …", "A runs 94 supermarkets in …", "the plant that A built there"

def _at_work(c: Context) -> Iterator[_Found]:
    a = c.a
    t = 0
    while t < len(a):
        last = _name_at(c, t)
        if last is None:
            t += 1
            continue
        head = next((x for x in range(t, last + 1) if not t <= a.head[x] <= last), last)
        title = _title(c, t, last, head)
        deed = _deed(c, head, title) if title is not None or last > t else None
        if deed is not None and not is_negated(a, deed) and not is_hypothetical(a, deed) and not _is_to_come(c, deed):
            home, host = _home_and_host(c, title if title is not None else head, deed, (t, last))
            activity = clause(a, deed) if a.upos[deed] == "VERB" else None
            if activity and not (activity[1] - activity[0] < _MOST_ACTIVITY and activity[0] > last):
                activity = None
            v = next(iter(enclosing_clauses(a, deed)), deed)
            whole = clause(a, v)
            yield _Found((t, last), home, host, activity, (min(whole[0], t), max(whole[1], last)))
        t = last + 1


def _is_to_come(c: Context, deed: int) -> bool:
    return c.a.upos[deed] == "VERB" and tense(c.a, deed) == "future"


def _title(c: Context, first: int, last: int, head: int) -> int | None:
    """The noun that says what the name is: right before it, or after a comma behind it."""
    a = c.a
    above = [a.head[head]] if a.deprel[head] in ("appos", "compound", "flat", "nmod:desc") else []
    near = [*above, first - 1, *(t for t in a.children[head] if a.deprel[t] in ("appos", "compound", "nmod:desc"))]
    if last + 1 < len(a) and a.word[last + 1] == ",":
        near += range(last + 2, min(last + 8, len(a)))
    return next((t for t in near if t >= 0 and a.lemma[t].lower() in presence_words("organisations") and a.upos[t] == "NOUN"
                 and a.sentence[t] == a.sentence[head] and (t < first or t > last) and abs(t - head) < 9), None)


def _deed(c: Context, head: int, title: int | None) -> int | None:
    """What ties the name to a place: a verb of which it is the subject, or a site that is its own."""
    a = c.a
    verbs = presence_words("running") if title is None else presence_words("running") | presence_words("doing")
    above = [a.head[head]] if a.deprel[head] == "appos" and a.deprel[a.head[head]].startswith("nsubj") else []  # "one of them, A, runs"
    for token in (head, *above) if title is None else (head, title):
        up, relation, preposition = a.head[token], a.deprel[token], marker(a, token)
        does = relation.startswith("nsubj") or preposition == "by"
        if up >= 0 and relation.startswith("nsubj"):  # "A bought a lender and has 190 branches"
            up = next((v for v in conjuncts(a, up) if a.lemma[v].lower() in verbs or _has_site(c, v)), up)
        if up >= 0 and does and (a.lemma[up].lower() in verbs or _has_site(c, up) or (a.deprel[up] == "acl:relcl" and _is_its_site(c, up))):
            return up
        owns = relation in ("nmod:poss", "nmod", "compound") and preposition in _OF
        site = up >= 0 and owns and a.lemma[up].lower() in presence_words("sites")
        if site and (title is not None or (_is_organisation(c, head) and any(t in c.cast.place_at for t in a.children[up]))):
            return up
        for child in a.children[token]:
            if a.deprel[child] in ("acl:relcl", "acl", "amod", "appos", "conj") and _is_deed(c, child, verbs, title):
                return child
    return None


def _has_site(c: Context, verb: int) -> bool:
    """Whether a verb of working has a site for its object: "opened an office", "has 20 branches"."""
    a = c.a
    works = a.lemma[verb].lower() in presence_words("doing") | {"have"}
    return works and any(a.lemma[t].lower() in presence_words("sites") for t in dependents(a, verb, "obj"))


def _is_organisation(c: Context, head: int) -> bool:
    """Whether the model tags the name as an organisation's."""
    return any(chunk.first <= head <= chunk.last and chunk.label == "ORG" for chunk in c.a.names)


def _is_deed(c: Context, token: int, verbs: frozenset[str], title: int | None) -> bool:
    """Whether a clause behind a name tells its work: by its verb, or by a site in it ("whose factory in Thika …")."""
    a = c.a
    has_site = any(a.lemma[t].lower() in presence_words("sites") for t in a.children[token])
    return a.lemma[token].lower() in verbs or (title is not None and has_site)


def _is_its_site(c: Context, verb: int) -> bool:
    """Whether a relative clause tells of somebody's site: "the plant that A built there"."""
    a = c.a
    return a.lemma[verb].lower() in presence_words("doing") and a.lemma[a.head[verb]].lower() in presence_words("sites")


def _home_and_host(c: Context, noun: int, deed: int, name: tuple[int, int] | None) -> tuple[str | None, str | None]:
    """Where an organisation comes from, and where it works.

    Home is told by the adjective of the noun, or the place it is "of" or "from"; the host by the place of the clause. One that is not said
    is the other side of the document.
    """
    a = c.a
    own = set(range(name[0], name[1] + 1)) if name else set()
    around = [m for t in {noun, *own} for m in a.children[t] if m not in own and a.deprel[m] in _OWNING and marker(a, m) in _ORIGIN]
    theirs = [x for m in around for x in a.subtree(m) if x not in own]
    home = next(iter(named(c, theirs)), None)
    v = next((t for t in enclosing_clauses(a, deed) if a.upos[t] in ("VERB", "ADJ") or a.head[t] < 0), deed)
    places = named(c, [t for t in a.subtree(v) if t not in theirs and t not in own])
    host = next((code for code in places if code != home), None)
    sited = any(t in c.cast.place_at and marker(a, t) in ("in", "at") for t in a.subtree(v))
    if home is None and host is not None:
        home = next(iter(other_side(c, (host,))), None)
    elif host is None and home is not None and not (sited and places):
        host = next(iter(other_side(c, (home,))), None)
    elif home is None and len(c.cast.sides) == 2 and name is not None:  # a foreign firm, where the text is written
        host = c.cast.home if c.cast.home in c.cast.sides else c.cast.sides[1]
        home = next(iter(other_side(c, (host,))), None)
    return home, host


# -- "Japanese firms operating in Peru", "the Peru office of the Japanese Rice Board"

def _unnamed(c: Context) -> Iterator[_Found]:
    """Those that go by no name of their own but by where they are from or work."""
    a = c.a
    for head in range(len(a)):
        lemma = a.lemma[head].lower()
        of_firm = lemma in presence_words("organisations")
        if a.upos[head] not in ("NOUN", "PROPN") or not (of_firm or lemma in ("office", "branch", "bureau")):
            continue
        first = min((t for t in dependents(a, head, "amod", "compound") if t < head), default=head)
        codes = named(c, range(first, head))
        if len(codes) != 1:
            continue
        if of_firm:
            for v in dependents(a, head, "acl", "acl:relcl"):
                hosts = named(c, [x for t in dependents(a, v, "obl") if marker(a, t) == "in" for x in a.subtree(t)])
                if a.lemma[v].lower() in _OPERATING and hosts:
                    yield _Found((first, head), codes[0], hosts[0], None, (first, max(a.subtree(v))))
            continue
        for owner in dependents(a, head, "nmod"):
            if owner > head and marker(a, owner) == "of" and a.word[owner][0].isupper():
                last = max(a.subtree(owner))
                home = next(iter(named(c, a.subtree(owner))), None)
                yield _Found((first, last), home, codes[0], None, (first, last))


# -- missions, troops and bases

def _missions(c: Context) -> Iterator[_Found]:
    a = c.a
    for head in range(len(a)):
        if a.upos[head] not in ("NOUN", "PROPN"):
            continue
        lemma = a.lemma[head].lower()
        plain = lemma in presence_words("missions")
        if not (plain or lemma in presence_words("qualified")):
            continue
        before = [t for m in a.children[head] if m < head and a.deprel[m] in _OWNING and a.upos[m] != "DET" for t in a.subtree(m)]
        owners = named(c, before)
        seats = [t for t in a.children[head] if t > head and marker(a, t) in ("in", "at", "near", "outside")]
        hosts = named(c, [x for t in seats for x in a.subtree(t)])
        of_many = bool(owners) and owners[0].startswith("IGO:")  # an organisation's mission names its host in its own name
        if of_many and not hosts:
            hosts = other_side(c, owners) or tuple(x for x in (c.cast.home,) if x)
        if lemma != "force" and not plain:
            owners = owners or other_side(c, hosts)  # "the training mission in Japan", of whoever else the text is about
        if not owners or any(marker(a, t) == "to" for t in a.children[head]):  # "a mission to Japan" is a visit
            continue
        task = any(a.lemma[t].lower() in presence_words("task") for t in before) or (of_many and lemma == "mission")
        if hosts and (plain or task):
            last = seats[-1] if seats and of_many and lemma == "mission" else head
            first = next(t for t in range(min((head, *before)), head + 1) if a.upos[t] not in ("ADP", "DET"))
            yield _Found((first, last), owners[0], hosts[0], None, (first, max(a.subtree(head))))
