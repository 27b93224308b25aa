"""A made-up register to measure with: dated documents with ten records each, the same for the same seed.

A document is about two countries, drawn by a law of Zipf (the first pair is in about 1 % of them), and every fourth one names a third.
Its sentences are English in form; their content words are drawn by a law of Zipf from some twenty thousand, most of them made up of parts.
One document in three retells facts of earlier ones on the same pair. Everything that the words name (people, towns,
firms, papers) is made up.
"""
from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, combinations
from random import Random
from typing import Any

from dragoman.codebook.places import countries
from dragoman.document import Document
from dragoman.records import Evidence, Reading, load_records

FIRST_DAY, DAYS = date(2005, 1, 3), 20 * 365
RECORDS = 10  # of a document
_COUNTRIES = 100
_FLAT = 20  # the n-th pair is drawn with a weight of 1 / (_FLAT + n)
_RETOLD = 1 / 3  # of the documents
_KEPT = 40  # facts of a pair that may still be retold: the latest
_TYPES = {"statement": 20, "commitment": 20, "figure": 16, "meeting": 12, "agreement": 10, "event": 8, "gesture": 6, "body": 5,
          "presence": 3}

_ROOTS = """port rail grain steel water power coal road bridge school border visa cotton copper salt wool fish timber glass paper
tunnel canal farm dairy seed forest river valley market tender budget tariff customs freight cargo harbour depot plant
mill mine quarry refinery turbine grid cable satellite sensor radar patrol vessel tanker barge wagon engine tractor
harvester clinic vaccine nurse teacher student museum archive theatre festival library stadium pension labour quota
permit licence patent standard audit survey census map signal code server desert glacier reservoir dam pump pipeline
terminal runway hangar airport station bus tram metro ferry island coast delta basin ridge plain orchard vineyard apiary
hatchery tannery brewery foundry smelter workshop laboratory institute academy chamber guild union council court treaty
charter protocol annex ledger bond loan grant credit fund bank insurer broker exchange index price wage rent levy toll
fee fine""".split()
_PREFIXES = ["", "", "inter", "over", "under", "sub", "trans", "micro", "agro", "hydro", "eco", "multi", "pre", "re", "co", "non"]
_SUFFIXES = ["", "s", "er", "age", "ing", "ism", "work", "hood", "ward", "ment", "ship", "less"]
_DEEDS = """build modernise open finance repair supply deliver restore expand equip inspect complete launch fund rebuild connect lease
train host allot""".split()
_FILLERS = (
    "Observers of the {0} say that the {1} has seldom depended so much on the {2}.",
    "In the {0} of the region, a {1} and a {2} were shown to guests, and the {3} was spoken of at length.",
    "According to people who know the {0}, neither the {1} nor the {2} had been ready before the {3}.",
    "The {0} has grown slowly, while the {1} and the {2} have lost ground to the {3}.",
    "Those present went through the {0}, looked at the {1}, and turned to the {2} in the afternoon.",
    "It is not known when the {0} will follow, or what the {1} means for the {2}.",
)
_AGAIN = ("As was told before, ", "It was already known: ", "To say it again, ", "")
_SYLLABLES = "ka ru mi to len dar ves no bri sal tu gor an pel iz mo fa ren dul shi var eth on ba lim".split()


@dataclass(frozen=True)
class _Story:
    """A fact to be told: the fields of its record, and a sentence with the words that show it."""

    fields: dict[str, Any]
    sentence: str


@dataclass
class _Country:
    """A country and what is made up in it: towns, and those who speak for it, four years each."""

    code: str
    name: str
    towns: list[str]
    people: list[str]


@dataclass
class Generator:
    """Makes readings, each time the same for the same `seed` and `total`; `total` documents are spread over twenty years."""

    total: int
    seed: int = 5
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - nothing is kept secret
        known = [country for country in countries() if len(country.code) == 3][:_COUNTRIES]
        self._countries = [_Country(one.code, one.name, [self._name() for _ in range(30)],
                                    [f"{self._name()} {self._name()}" for _ in range(25)]) for one in known]
        self._pairs = list(combinations(self._countries, 2))
        self._random.shuffle(self._pairs)
        self._pair_weights = list(accumulate(1 / (_FLAT + n) for n in range(1, len(self._pairs) + 1)))
        self.words = list(_vocabulary(self._random))
        self._word_weights = list(accumulate(1 / (n + 2.7) for n in range(len(self.words))))
        self._sources = [f"{self._name()} {kind}" for kind in ("Courier", "Press", "Post", "News Agency") for _ in range(30)]
        self._told: dict[tuple[str, str], deque[_Story]] = defaultdict(lambda: deque(maxlen=_KEPT))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Codes of the pairs, those of most documents first."""
        return [(one.code, other.code) for one, other in self._pairs]

    def draw_pair(self, random: Random) -> tuple[str, str]:
        """The codes of a pair, by how often it is written about."""
        one, other = random.choices(self._pairs, cum_weights=self._pair_weights)[0]
        return one.code, other.code

    def draw_word(self, random: Random) -> str:
        """A word, by how often it is written."""
        return random.choices(self.words, cum_weights=self._word_weights)[0]

    def __iter__(self) -> Iterator[Reading]:
        for n in range(self.total):
            yield self._reading(n)

    # -- a document

    def _reading(self, n: int) -> Reading:
        random, day = self._random, FIRST_DAY + timedelta(days=n * DAYS // self.total)
        one, other = random.choices(self._pairs, cum_weights=self._pair_weights)[0]
        earlier = self._told[one.code, other.code]
        known = random.sample(list(earlier), min(len(earlier), random.randint(2, 5))) if random.random() < _RETOLD else []
        third = random.choice(self._countries) if random.random() < 0.25 else other
        fresh = [self._story(one, third if m == 0 else other, day) for m in range(RECORDS - len(known))]
        earlier.extend(fresh)
        stories = [*(_Story(story.fields, random.choice(_AGAIN) + story.sentence) for story in known), *fresh]
        text, places = self._text(one.towns[0], stories, random.randint(150, 400))
        source = f"Ministry of Foreign Affairs of {one.name}" if random.random() < 0.2 else self._pick(self._sources)
        title = f"{one.name} and {other.name}: the {self._word()} and the {self._word()}"
        document = Document(id=f"b-{n:06d}", text=text, title=title, published=day.isoformat(), source=source,
                            url=f"https://example.org/{n}", language="en")
        cut = [[Evidence.cut(document, *place).model_dump()] for place in places]
        records = [{**story.fields, "evidence": evidence, "confidence": round(random.uniform(0.5, 1), 3)}
                   for story, evidence in zip(stories, cut, strict=True)]
        return Reading.of(document, load_records(records, text))

    def _text(self, town: str, stories: Sequence[_Story], words: int) -> tuple[str, list[tuple[int, int]]]:
        """The text of a document, and where each story's sentence stands in it."""
        random, sentences = self._random, [story.sentence for story in stories]
        length = sum(sentence.count(" ") + 1 for sentence in sentences)
        fillers = []
        while length < words:
            fillers.append(random.choice(_FILLERS).format(*(self._word() for _ in range(4))))
            length += fillers[-1].count(" ") + 1
        order = [*range(len(stories)), *(-1 for _ in fillers)]
        random.shuffle(order)
        text, places = f"{town.upper()} – ", [(0, 0)] * len(stories)
        for n, which in enumerate(order):
            sentence = fillers.pop() if which < 0 else sentences[which]
            if which >= 0:
                places[which] = len(text), len(text) + len(sentence)
            text += sentence + ("\n\n" if n % 4 == 3 else " ")
        return text.rstrip(), places

    # -- a fact

    def _story(self, one: _Country, other: _Country, day: date) -> _Story:
        if self._random.random() < 0.5:
            one, other = other, one
        kind = self._random.choices(list(_TYPES), list(_TYPES.values()))[0]
        fields, sentence = getattr(self, f"_{kind}")(one, other, day)
        return _Story({"type": kind, **fields}, sentence)

    def _statement(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        term = (day - FIRST_DAY).days // (4 * 365)
        speaker = self._pick(one.people[5 * term:5 * term + 5] or one.people[-5:])
        said = f"the {self._word()} is worth more to us than the {self._word()} or the {self._word()} of {other.name}"
        fields = {"speaker": speaker, "affiliation": one.code, "mode": "indirect", "content": said}
        return fields, f"{speaker} said that {said}."

    def _commitment(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        action = f"{self._pick(_DEEDS)} a {self._word()} {self._word()} in {self._pick(other.towns)}"
        fields: dict[str, Any] = {"actor": [one.code], "toward": [other.code], "action": action, "sector": "transport",
                                  "stance": self._random.choice(("pledge", "intention", "agreed", "proposal", "request"))}
        if self._random.random() < 0.4:
            fields["deadline"] = f"by {day.year + self._random.randint(1, 3)}"
        return fields, f"{one.name} will {action} {fields.get('deadline', 'in due course')}."

    def _figure(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        measure = self._random.choice(("trade", "trade", "export", "investment", "loan", "grant", "projects", "people"))
        value = float(f"{self._random.lognormvariate(18, 2):.3g}")
        unit = "count" if measure in ("projects", "people") else "USD"
        year, about = str(day.year - 1), self._word()
        ends = {"between": [one.code, other.code]} if measure == "trade" else {"from": one.code, "to": other.code}
        period = {"period": year} if self._random.random() < 0.7 else {}
        fields = {"measure": measure, "value": value, "unit": unit, "bound": "exact", **ends, **period}
        return fields, f"The {measure} of {one.name} with {other.name} in the {about} reached {value:,.0f} in {year}."

    def _meeting(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        kind, who, town = self._pick(("talks", "visit", "call", "session")), self._pick(one.people), self._pick(other.towns)
        held = day - timedelta(days=self._random.randint(0, 9))
        status = "held" if self._random.random() < 0.8 else "planned"
        fields = {"kind": kind, "parties": [one.code, other.code], "people": [who], "place": town, "date": held.isoformat(),
                  "status": status}
        return fields, f"The {kind} of {who} in {town} dealt with the {self._word()} and the {self._word()}."

    def _agreement(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        kind = self._pick(("memorandum", "agreement", "protocol", "plan", "contract"))
        status = self._pick(("signed", "planned", "negotiating", "ratified", "in_force"))
        subject = f"{self._word()} and {self._word()}"
        fields = {"kind": kind, "subject": subject, "sector": "trade", "parties": [one.code, other.code], "status": status}
        if status == "signed":
            fields["date"] = day.isoformat()
        return fields, f"The {kind} between {one.name} and {other.name} on {subject} is {status.replace('_', ' ')}."

    def _event(self, one: _Country, other: _Country, day: date) -> tuple[dict[str, Any], str]:
        kind, town = self._pick(("COOPERATE", "AID", "CONSULT", "ACCUSE", "REQUEST")), self._pick(other.towns)
        about = f"the {self._word()} and the {self._word()} of {town}"
        fields = {"event_type": kind, "source": [one.code], "target": [other.code], "date": day.isoformat(), "place": town}
        return fields, f"{one.name} turned to {other.name} over {about}."

    def _gesture(self, one: _Country, other: _Country, _: date) -> tuple[dict[str, Any], str]:
        about, kind = f"the {self._word()} and the {self._word()}", self._pick(("thanks", "praise", "welcome", "criticism", "support"))
        return {"kind": kind, "from": one.code, "to": other.code, "about": about}, f"{one.name} spoke to {other.name} of {about}."

    def _body(self, one: _Country, other: _Country, _: date) -> tuple[dict[str, Any], str]:
        name = f"{self._word().capitalize()} and {self._word().capitalize()} {self._pick(('Commission', 'Council', 'Centre', 'Forum'))}"
        status = self._pick(("operating", "established", "planned"))
        return {"name": name, "parties": [one.code, other.code], "status": status}, f"The {name} of the two is {status}."

    def _presence(self, one: _Country, other: _Country, _: date) -> tuple[dict[str, Any], str]:
        name = f"{self._name()} {self._word().capitalize()} Company"
        fields = {"name": name, "home": one.code, "host": other.code, "activity": f"{self._word()} and {self._word()}"}
        return fields, f"{name} of {one.name} has been at work in {self._pick(other.towns)} since last year."

    # -- words

    def _word(self) -> str:
        return self.draw_word(self._random)

    def _pick(self, some: Sequence[str]) -> str:
        """One of some, the first ones more often."""
        return some[min(int(self._random.expovariate(3 / len(some))), len(some) - 1)]

    def _name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4))).capitalize()


def _vocabulary(random: Random) -> Iterator[str]:
    """The words, those that are written most first: the plain ones, then all that can be made of them."""
    plain = list(_ROOTS)
    random.shuffle(plain)
    made = sorted({f"{before}{root}{after}" for before in _PREFIXES for root in _ROOTS for after in _SUFFIXES} - set(plain))
    random.shuffle(made)
    yield from plain
    yield from made
