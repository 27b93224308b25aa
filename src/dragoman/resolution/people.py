"""Who is named in a document: names gathered into people, each with an office and the actor spoken for."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.analysis import Analysis
from dragoman.codebook.holders import holder_of
from dragoman.codebook.meetings import noun_kind
from dragoman.codebook.offices import institution_class, is_firm, is_heading
from dragoman.resolution.countries import at
from dragoman.resolution.gazetteer import Place
from dragoman.resolution.in_turn import in_turn

# Words that stand before a name without being part of it, beside the offices of the codebook.
_HONORIFICS = frozenset(
    "mr mrs ms miss shri smt shrimati dr eng sir lord lady dame mme messrs madam professor prof hon excellency comrade h.e".split())
_INNER = frozenset(("-", "'", "’", ".", "–"))
_WALK = frozenset(("ADJ", "NOUN", "PROPN", "ADP", "DET", "PART", "CCONJ", "NUM", "PUNCT"))
_WALK_PREPOSITIONS = frozenset(("of", "for", "to", "on", "in", "and"))
_HEADED = frozenset(("of", "to", "for"))  # between two offices of one title
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
ONE_EACH = frozenset(("head_of_state", "head_of_government", "foreign_minister", "monarch", "vice_head"))  # of which a state has one
_MOST_SHORT = 3  # words of a short form
_MOST_TITLE = 24  # tokens that a title may hold: some list three fields of work


@dataclass
class Person:
    """A person of the document. `name` is the fullest form the text gives, `code` the actor spoken for, `offices` classes of the codebook.

    `assumed`: the text does not say for whom the person speaks; `code` is only that of whoever publishes it. `peers` hold the same office,
    each for another actor: "Presidents X and Y".
    """

    name: str
    code: str | None = None
    offices: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int]] = field(default_factory=list)  # token ranges, inclusive
    assumed: bool = False
    peers: list[Person] = field(default_factory=list, compare=False, repr=False)

    @property
    def parts(self) -> set[str]:
        """The name's words, lower case."""
        return {w.lower() for w in self.name.replace("-", " ").split()}


@dataclass(frozen=True)
class Title:
    """What stands around one naming of a person: classes of office and the first place in it that is not where somebody is posted."""

    offices: frozenset[str]
    code: str | None


class Naming:
    """The names of one document. `places` are (first token, last token, place), `offices` token → class."""

    def __init__(self, a: Analysis, places: Sequence[tuple[int, int, Place]], offices: dict[int, str]) -> None:
        self.a, self.offices = a, offices
        self.starts = {first: (last, p) for first, last, p in places}
        self.ends = {last: (first, p) for first, last, p in places}
        self.families = families = {a.word[c.last] for c in a.names if c.label == "PER" and c.last > c.first}
        self.firms = {a.word[c.first] for c in a.names if c.first == c.last and (c.label == "ORG" or self._is_firm(c.first))} - families
        self.fuller = _fuller_names(a)
        self.tagged = {t for c in a.names if c.label == "PER" for t in range(c.first, c.last + 1)}

    def people(self) -> list[Person]:
        """The people in order of appearance."""
        people: list[Person] = []
        before: tuple[int, Person] | None = None  # the last token of the name before, and whose it is
        ranges = self._ranges()
        paired = in_turn(self.a, ranges, self.ends, self.offices)
        for first, last in ranges:
            name = " ".join(self.a.text(first, last).split())
            title = self._title(first, last)
            if first in paired:
                code, office = paired[first]
                title = Title(title.offices | {office}, code)
            person = _known([p for p in people if not self._is_namesake(p, name, title)], name, title)
            if person is None:
                person = Person(name)
                people.append(person)
            elif len(name) > len(person.name) and person.parts <= {w.lower() for w in name.replace("-", " ").split()}:
                person.name = name
            person.mentions.append((first, last))
            person.offices |= title.offices
            person.code = person.code or title.code
            if before and self._share_an_office(before[1], first) and first - before[0] == 2:
                person.offices |= before[1].offices
                person.peers.append(before[1])
                before[1].peers.append(person)
            before = last, person
        return people

    def _is_namesake(self, person: Person, name: str, title: Title) -> bool:
        """Whether a known office-holder's family name is only shared: "President [Reagan]" where the text has spoken of Nancy Reagan."""
        date = self.a.document.published
        return bool(title.offices & ONE_EACH) and " " in person.name and " " not in name and (
            holder_of(name, date) is not None and holder_of(person.name, date) is None)

    def _share_an_office(self, person: Person, first: int) -> bool:
        """Whether a name behind somebody's stands under the same office in the plural: "Presidents X and Y"."""
        office = person.mentions[-1][0] - 1
        return self.a.word[first - 1].lower() == "and" and "Number=Plur" in self.a.feats[office] and (
            self.offices.get(office) in ONE_EACH or self.a.lemma[office] == "counterpart")

    # -- which tokens are a name

    def _ranges(self) -> list[tuple[int, int]]:
        """Token ranges of names: what the network tags PER, and capitalised words right after an office that are no place."""
        a = self.a
        persons = [(c.first, c.last) for c in a.names if c.label == "PER"]
        parts = {a.word[t] for first, last in persons if last > first for t in range(first, last + 1)}
        taken = [(first, last) for first, last in persons if self.starts.get(first, (-1, None))[0] < last or a.word[first] in parts]
        inside = {t for first, last in taken for t in range(first, last + 1)}
        taken += [(i, self._run(i)) for i in range(1, len(a)) if i not in inside and self._follows_office(i)]
        taken += self._named_again(taken)
        ranges: list[tuple[int, int]] = []
        for tagged, end in sorted(taken):
            joined = (ranges[-1][0], max(end, ranges.pop()[1])) if ranges and self._touches(ranges[-1][1], tagged) else (tagged, end)
            first, last = self._widen(self._without_place(*joined), joined[1])
            if first <= last and any(c.isalpha() for c in a.word[first]) and not self._is_institution(first, last):
                ranges.append((first, last))
        return ranges

    def _named_again(self, known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Family names alone, or behind an initial, of people named in full before, where the tags have taken them for something else."""
        a = self.a
        inside = {t for first, last in known for t in range(first, last + 1)}
        since: dict[str, int] = {}  # family name → the first token behind its full form
        for first, last in sorted(known):
            if last > first:
                since.setdefault(a.word[last].casefold(), last + 1)
        found = []
        for t in range(len(a)):
            if since.get(a.word[t].casefold(), len(a)) <= t and t not in inside and self._is_capitalised(t) and self._stands_alone(t):
                initial = t > 0 and len(a.word[t - 1].rstrip(".")) == 1 and a.word[t - 1].isupper() and t - 1 not in inside
                found.append((t - int(initial), t))
        return found

    def _stands_alone(self, t: int) -> bool:
        """Whether no other capitalised word belongs to the same name: "Honda said", but not "Honda Motor said"."""
        a = self.a
        return not any(k in range(len(a)) and a.upos[k] == "PROPN" and len(a.word[k].rstrip(".")) > 1 and a.sentence[k] == a.sentence[t]
                       and k not in self.offices and a.word[k].lower().rstrip(".") not in _HONORIFICS for k in (t - 1, t + 1))

    def _is_firm(self, t: int) -> bool:
        """Whether a name is called a firm, or has a manager: "the carmaker Volta", "Volta's chairman"."""
        a = self.a
        behind = t + 2 if a.word[t + 1:t + 2] and a.word[t + 1] in _POSSESSIVE else t + 1
        return self.offices.get(behind) == "company" or (t > 0 and a.upos[t - 1] == "NOUN" and is_firm(a.lemma[t - 1]))

    def _is_institution(self, first: int, last: int) -> bool:
        """Whether the tags have taken an institution, an office or a firm for a person: "the Chancellery", "[Volta]'s chairman"."""
        if first == last and first - 1 not in self.offices and (self.a.word[first] in self.firms or self._is_firm(first)):
            return True
        family = first == last and self.a.word[first] in self.families
        if not family and first - 1 not in self.offices and tuple(w.casefold() for w in self.a.word[first:last + 1]) in self.fuller:
            return True
        return all(institution_class(self.a.lemma[t]) or t in self.offices for t in range(first, last + 1)) or (
            first > 0 and self.a.word[first - 1].lower() == "the" and institution_class(self.a.lemma[last]) is not None)

    def _without_place(self, first: int, last: int) -> int:
        """Where the name begins when a tag has taken in the place before it ("of [Ukraine Volodymyr Zelenskyy]")."""
        end, _ = self.starts.get(first, (last, None))
        preceded = first > 0 and self.a.word[first - 1].lower() in ("of", "the")
        return end + 1 if end < last and preceded else first

    def _is_capitalised(self, i: int) -> bool:
        a = self.a
        return a.upos[i] == "PROPN" and a.word[i][:1].isupper() and i not in self.starts and not noun_kind(a.lemma[i].lower())

    def _follows_office(self, i: int) -> bool:
        """Whether a capitalised word stands right after an office, or after whose it is: "President X", "President of Ukraine X"."""
        before, titled = i - 1, True
        while titled and before in self.ends:  # "Ambassador of Canada to Ukraine X"
            before = self.ends[before][0] - 1
            before -= int(before > 0 and self.a.word[before].lower() == "the")
            titled = before > 0 and self.a.word[before].lower() in ("of", "to")
            before -= 1
        return (titled and before >= 0 and self._is_capitalised(i) and i not in self.offices and before in self.offices
                and (self.a.word[before][:1].isupper() or self._run(i) > i) and self.a.sentence[before] == self.a.sentence[i])

    def _run(self, i: int) -> int:
        last = i
        while last + 1 < len(self.a) and self._is_capitalised(last + 1) and self.a.sentence[last + 1] == self.a.sentence[i]:
            last += 1
        return last

    def _touches(self, last: int, first: int) -> bool:
        """Whether two tagged ranges are one name that a tag, a hyphen or an apostrophe has cut."""
        between = self.a.word[last + 1:first]
        return first <= last or (not between and self.a.end[last] == self.a.start[first]) or (
            len(between) == 1 and between[0] in _INNER and self._glued(last) and self._glued(last + 1))

    def _widen(self, first: int, last: int) -> tuple[int, int]:
        """Without titles at its head, with the parts at its end that a hyphen cut off or the tag left out."""
        a = self.a
        while first <= last and (first in self.offices or a.word[first].lower().rstrip(".") in _HONORIFICS
                                 or not a.word[first][:1].isalpha()):
            first += 1
        while (last + 2 < len(a) and a.word[last + 1] in _INNER and a.word[last + 1] != "." and self._glued(last) and self._glued(last + 1)
               and a.word[last + 2][:1].isalpha()):
            last += 2
        while last + 1 < len(a) and a.deprel[last + 1] == "flat" and first <= a.head[last + 1] <= last and self._is_capitalised(last + 1):
            last += 1
        while last > first and (not any(c.isalpha() for c in a.word[last]) or (a.upos[last] in ("VERB", "AUX") and a.word[last].islower())):
            last -= 1
        if last > first and a.word[last].lower() in ("'s", "’s"):
            last -= 1
        return first, last

    def _glued(self, i: int) -> bool:
        return i + 1 < len(self.a) and self.a.end[i] == self.a.start[i + 1]

    # -- what a name's surroundings say of its bearer

    def _title(self, first: int, last: int) -> Title:
        """Offices and affiliation from the words before the name, else from an "of" phrase or an apposition after it."""
        offices, code = self._before(first, last)
        after_offices, after_code = self._after(last, titled=bool(offices))
        return Title(frozenset(offices or after_offices), code or after_code)

    def _before(self, first: int, last: int) -> tuple[set[str], str | None]:
        """Offices and place of the words that lead up to a name, read from the name backwards."""
        a, offices, code = self.a, list[int](), None  # offices: the token of each
        i, commas = first - 1, 0
        while i >= 0 and a.sentence[i] == a.sentence[first] and first - i <= _MOST_TITLE:
            if i in self.ends:
                start, place = self.ends[i]
                if not self._is_posting(start):
                    code = code or place.code  # the nearest: what stands farther off belongs to somebody else's title
                i = start - 1
                continue
            if self._is_no_title(i) or (i in self.offices and self._is_anothers(i, offices)):
                break
            if a.word[i] == ",":
                commas += 1
                whole = code or (i - 1 not in self.ends and i - 1 not in self.offices) if offices else (
                    commas > 1 or not self._is_apposition(first, last))
                if whole:  # or there is no title: what stands before the comma is something else
                    break
            if i in self.offices:
                offices = self._with_office(i, offices)
            i -= 1
        if code is None and self._is_european(i, first, offices):
            code = at("IGO:EU", a.document.published)
        if offices or (code and first - 1 in self.ends) or self._is_possessed(first):
            return {self.offices[t] for t in offices}, code
        return set(), None

    def _is_no_title(self, i: int) -> bool:
        """Whether a word can be no part of a title."""
        a, word = self.a, self.a.word[i].lower()
        if (i in self.tagged and i not in self.offices and word.rstrip(".") not in _HONORIFICS) or a.upos[i] not in _WALK:
            return True
        if a.upos[i] == "ADP":
            return word not in _WALK_PREPOSITIONS
        return a.upos[i] == "PUNCT" and word != "," and word not in _INNER

    def _between(self, i: int, offices: list[int]) -> set[str]:
        return {self.a.word[k].lower() for k in range(i + 1, offices[-1])} if offices else set()

    def _is_anothers(self, i: int, offices: list[int]) -> bool:
        """Whether an office belongs to somebody named before: "[the Vice President] and the First Lady X"."""
        return {"and", "the"} <= self._between(i, offices)

    def _with_office(self, i: int, offices: list[int]) -> list[int]:
        """The offices of a title with one more before them.

        Of "the Prime Minister's Press Secretary" the second counts, of "Head of the Office of the President" the first; a "Deputy Head"
        is no member of parliament.
        """
        between = self._between(i, offices)
        if between & _POSSESSIVE or (self.a.lemma[i].lower() == "deputy" and i + 1 in self.offices):
            return offices
        return [i] if between & _HEADED else [*offices, i]

    def _is_european(self, i: int, first: int, offices: list[int]) -> bool:
        """Whether a title is that of a member of the European Commission: "European Trade Commissioner X"."""
        words = self.a.word[max(i, 0):first]
        return "European" in words and any(self.a.lemma[t].lower() == "commissioner" for t in offices)

    def _is_apposition(self, first: int, last: int) -> bool:
        """Whether the name explains what stands before it ("Norway's ambassador to Japan, Anna Berg"): the tree or commas tell."""
        a = self.a
        return any(a.deprel[t] == "appos" for t in range(first, min(first + 3, len(a)))) or (
            a.word[first - 1] == "," and a.word[last + 1:last + 2] == [","])

    def _is_posting(self, start: int) -> bool:
        """Whether a place in a title is only where its bearer is sent ("ambassador to the U.S.")."""
        return any(k >= 0 and self.a.word[k].lower() in ("to", "in") for k in (start - 1, start - 2))

    def _is_possessed(self, first: int) -> bool:
        return first >= 2 and self.a.word[first - 1] in ("'s", "’s") and first - 2 in self.ends

    def _after(self, last: int, *, titled: bool) -> tuple[set[str], str | None]:
        a, n, i = self.a, len(self.a), last + 1
        if i < n and a.word[i].lower() == "of":
            i += 2 if i + 1 < n and a.word[i + 1].lower() == "the" and i + 1 not in self.starts else 1
            return set(), self.starts[i][1].code if i in self.starts else None
        if i < n and a.word[i] == "(":
            return set(), self._in_brackets(i)
        if i + 1 >= n or a.word[i] != "," or titled or a.word[i + 1].lower() == "and" or (
                a.upos[i + 1] == "ADP" and a.word[i + 1].lower() != "of"):
            return set(), None
        offices: set[str] = set()
        code = None
        heads = a.word[i + 1].lower() == "who" and is_heading(a.lemma[min(i + 2, n - 1)])
        if heads:
            offices, i = {"official"}, i + 2
        for k in range(i + 1, min(i + _MOST_TITLE, n)):
            if heads and (a.word[k] == "," or a.upos[k] == "VERB"):
                break
            if a.sentence[k] != a.sentence[last] or a.upos[k] in ("VERB", "AUX", "PRON") or (a.word[k] == "," and offices):
                if a.word[i + 1].lower() == "the" and a.upos[k] in ("VERB", "AUX") and a.sentence[k] == a.sentence[last]:
                    return set(), None  # "At the request of X, the President of Russia spoke …": somebody else
                break
            if k in self.starts and code is None and not (heads and self.starts[k][1].kind == "city") and a.word[k - 1].lower() != "to":
                code = self.starts[k][1].code
            if k in self.offices:
                offices.add(self.offices[k])
        return (offices, code) if offices else (set(), None)


    def _in_brackets(self, i: int) -> str | None:
        """The place between the brackets that open at a token: "BERG (Norwegian foreign ministry)"."""
        for k in range(i + 1, min(i + _MOST_TITLE, len(self.a))):
            if self.a.word[k] == ")":
                break
            if k in self.starts:
                return self.starts[k][1].code
        return None


def _fuller_names(a: Analysis) -> dict[tuple[str, ...], tuple[int, int]]:
    """The words, without letter case, of short forms of organisations → the token range of the full name: its first words, its acronym."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for name in a.names:
        if name.label != "ORG" or name.first == name.last:
            continue
        words = tuple(w.casefold() for w in a.word[name.first:name.last + 1])
        for count in range(1, min(len(words), _MOST_SHORT + 1)):
            found.setdefault(words[:count], (name.first, name.last))
        acronym = a.word[name.last + 2:name.last + 3]
        if a.word[name.last + 1:name.last + 2] in (["("], [","]) and acronym and acronym[0].isupper():
            found.setdefault((acronym[0].casefold(),), (name.first, name.last))
    return found


def _known(people: Sequence[Person], name: str, title: Title) -> Person | None:
    """The person already met whom this name can mean: the latest whose name shares its last word, or holds all its words.

    Of a surname that several have, one who holds the office named with it comes first.
    """
    words = [w.lower() for w in name.replace("-", " ").split()]
    fit: list[Person] = []
    for person in reversed(people):
        theirs = [w.lower() for w in person.name.replace("-", " ").split()]
        same = theirs[-1] == words[-1] if len(words) > 1 and len(theirs) > 1 else set(words) <= set(theirs) or set(theirs) <= set(words)
        if same and len(words) > 1 and len(theirs) > 1:
            same = theirs[0][0] == words[0][0] or set(words) <= set(theirs) or set(theirs) <= set(words)
        if same and not (title.code and person.code and title.code != person.code and len(words) > 1):
            fit.append(person)
    return next((p for p in fit if p.offices & title.offices), fit[0] if fit else None)
