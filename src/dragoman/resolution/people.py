"""Who is named in a document: names gathered into people, each with an office and the actor spoken for."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.analysis import Analysis
from dragoman.codebook.offices import institution_class
from dragoman.resolution.countries import at
from dragoman.resolution.gazetteer import Place

# Words that stand before a name without being part of it, beside the offices of the codebook.
_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady dame mme messrs madam professor prof hon excellency comrade".split())
_INNER = frozenset(("-", "'", "’", ".", "–"))
_WALK = frozenset(("ADJ", "NOUN", "PROPN", "ADP", "DET", "PART", "CCONJ", "NUM", "PUNCT"))
_WALK_PREPOSITIONS = frozenset(("of", "for", "to", "on", "in", "and"))
_HEADED = frozenset(("of", "to", "for"))  # between two offices of one title
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_MOST_TITLE = 24  # tokens that a title may hold: some list three fields of work


@dataclass
class Person:
    """A person of the document. `name` is the fullest form the text gives, `code` the actor spoken for, `offices` classes of the codebook.

    `assumed`: the text does not say for whom the person speaks; `code` is only that of whoever publishes it.
    """

    name: str
    code: str | None = None
    offices: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int]] = field(default_factory=list)  # token ranges, inclusive
    assumed: bool = False

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
        self.firms = {a.word[c.first] for c in a.names if c.label == "ORG" and c.first == c.last}
        self.tagged = {t for c in a.names if c.label == "PER" for t in range(c.first, c.last + 1)}

    def people(self) -> list[Person]:
        """The people in order of appearance."""
        people: list[Person] = []
        for first, last in self._ranges():
            name = " ".join(self.a.text(first, last).split())
            title = self._title(first, last)
            person = _known(people, name, title)
            if person is None:
                person = Person(name)
                people.append(person)
            elif len(name) > len(person.name) and person.parts <= {w.lower() for w in name.replace("-", " ").split()}:
                person.name = name
            person.mentions.append((first, last))
            person.offices |= title.offices
            person.code = person.code or title.code
        return people

    # -- which tokens are a name

    def _ranges(self) -> list[tuple[int, int]]:
        """Token ranges of names: what the network tags PER, and capitalised words right after an office that are no place."""
        a = self.a
        persons = [(c.first, c.last) for c in a.names if c.label == "PER"]
        parts = {a.word[t] for first, last in persons if last > first for t in range(first, last + 1)}
        taken = [(first, last) for first, last in persons if self.starts.get(first, (-1, None))[0] < last or a.word[first] in parts]
        inside = {t for first, last in taken for t in range(first, last + 1)}
        taken += [(i, self._run(i)) for i in range(1, len(a)) if i not in inside and self._follows_office(i)]
        ranges: list[tuple[int, int]] = []
        for tagged, end in sorted(taken):
            joined = (ranges[-1][0], max(end, ranges.pop()[1])) if ranges and self._touches(ranges[-1][1], tagged) else (tagged, end)
            first, last = self._widen(self._without_place(*joined), joined[1])
            if first <= last and any(c.isalpha() for c in a.word[first]) and not self._is_institution(first, last):
                ranges.append((first, last))
        return ranges

    def _is_institution(self, first: int, last: int) -> bool:
        """Whether the tags have taken an institution, an office or a firm for a person: "the Chancellery", "[Volta]'s chairman"."""
        if first == last and first - 1 not in self.offices:
            after = last + 2 if self.a.word[last + 1:last + 2] and self.a.word[last + 1] in _POSSESSIVE else last + 1
            if self.a.word[first] in self.firms or self.offices.get(after) == "company":
                return True
        return all(institution_class(self.a.lemma[t]) or t in self.offices for t in range(first, last + 1)) or (
            first > 0 and self.a.word[first - 1].lower() == "the" and institution_class(self.a.lemma[last]) is not None)

    def _without_place(self, first: int, last: int) -> int:
        """Where the name begins when a tag has taken in the place before it ("of [Ukraine Volodymyr Zelenskyy]")."""
        end, _ = self.starts.get(first, (last, None))
        preceded = first > 0 and self.a.word[first - 1].lower() in ("of", "the")
        return end + 1 if end < last and preceded else first

    def _is_capitalised(self, i: int) -> bool:
        return self.a.upos[i] == "PROPN" and self.a.word[i][:1].isupper() and i not in self.starts

    def _follows_office(self, i: int) -> bool:
        """Whether a capitalised word stands right after an office, or after whose it is: "President X", "President of Ukraine X"."""
        before, titled = i - 1, True
        if before in self.ends:
            before = self.ends[before][0] - 1
            before -= int(before > 0 and self.a.word[before].lower() == "the")
            titled = before > 0 and self.a.word[before].lower() == "of"
            before -= 1
        return (titled and before >= 0 and self._is_capitalised(i) and i not in self.offices and before in self.offices
                and self.a.word[before][:1].isupper() and self.a.sentence[before] == self.a.sentence[i])

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
        offices, code = self._before(first)
        after_offices, after_code = self._after(last, titled=bool(offices))
        return Title(frozenset(offices or after_offices), code or after_code)

    def _before(self, first: int) -> tuple[set[str], str | None]:
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
                if (offices and code) or (not offices and (commas > 1 or not self._is_apposition(first))):
                    break  # the title is whole, or there is none; what stands before the comma is something else
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
        if (i in self.tagged and i not in self.offices) or a.upos[i] not in _WALK:
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

    def _is_apposition(self, first: int) -> bool:
        """Whether the name explains what stands before it ("Norway's ambassador to Japan, Anna Berg")."""
        return any(self.a.deprel[t] == "appos" for t in range(first, min(first + 3, len(self.a))))

    def _is_posting(self, start: int) -> bool:
        """Whether a place in a title is only where its bearer is sent ("ambassador to the U.S.")."""
        return any(k >= 0 and self.a.word[k].lower() in ("to", "in") for k in (start - 1, start - 2))

    def _is_possessed(self, first: int) -> bool:
        return first >= 2 and self.a.word[first - 1] in ("'s", "’s") and first - 2 in self.ends

    def _after(self, last: int, *, titled: bool) -> tuple[set[str], str | None]:
        a, n, i = self.a, len(self.a), last + 1
        if i < n and a.word[i].lower() == "of":
            i += 2 if i + 1 < n and a.word[i + 1].lower() == "the" else 1
            return set(), self.starts[i][1].code if i in self.starts else None
        if i >= n or a.word[i] != "," or titled:
            return set(), None
        offices: set[str] = set()
        code = None
        for k in range(i + 1, min(i + _MOST_TITLE, n)):
            if a.sentence[k] != a.sentence[last] or a.upos[k] in ("VERB", "AUX", "PRON") or (a.word[k] == "," and offices):
                if a.word[i + 1].lower() == "the" and a.upos[k] in ("VERB", "AUX") and a.sentence[k] == a.sentence[last]:
                    return set(), None  # "At the request of X, the President of Russia spoke …": somebody else
                break
            if k in self.starts and code is None and a.word[k - 1].lower() != "to":
                code = self.starts[k][1].code
            if k in self.offices:
                offices.add(self.offices[k])
        return (offices, code) if offices else (set(), None)


def _known(people: Sequence[Person], name: str, title: Title) -> Person | None:
    """The person already met whom this name can mean: the latest whose name shares its last word, or holds all its words."""
    words = [w.lower() for w in name.replace("-", " ").split()]
    for person in reversed(people):
        theirs = [w.lower() for w in person.name.replace("-", " ").split()]
        same = theirs[-1] == words[-1] if len(words) > 1 and len(theirs) > 1 else set(words) <= set(theirs) or set(theirs) <= set(words)
        if same and len(words) > 1 and len(theirs) > 1:
            same = theirs[0][0] == words[0][0] or set(words) <= set(theirs) or set(theirs) <= set(words)
        if same and not (title.code and person.code and title.code != person.code and len(words) > 1):
            return person
    return None
