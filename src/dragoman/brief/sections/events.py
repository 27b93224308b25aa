"""Whatever else one side did to the other, in PLOVER's types."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, merged, retold
from dragoman.facts import Fact
from dragoman.questions.describing import actors
from dragoman.questions.wording import capital, flat, when

_NOUNS = {"AGREE": "agreement", "CONSULT": "consultation", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
          "AID": "aid", "RETREAT": "withdrawal or release", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "rejection",
          "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilisation", "COERCE": "coercion",
          "ASSAULT": "assault"}
_QUOTE_LENGTH = 240


def events(scope: Scope) -> list[Group]:
    """One line for each event in order of time, with the words that tell of it."""
    return [Group(None, merged(_line(scope, fact) for fact in scope.of("events")))]


def _line(scope: Scope, fact: Fact) -> Line:
    fields = fact.fields
    reported = f"reported {when(fact.first_report)}" if fact.first_report else "undated"
    day = when(fields["date"]) if fields.get("date") else reported
    noun = _NOUNS[fields["event_type"]] + (f" ({flat(fields['mode'])})" if fields.get("mode") else "")
    toward = f" towards {actors(fields['target'])}" if fields.get("target") else ""
    place = f", {flat(fields['place'])}" if fields.get("place") else ""
    quote = flat(fact.reports[0].data["evidence"][0]["quote"], _QUOTE_LENGTH)
    return Line((Part(capital(day), "lead"), Part(f": {noun} by {actors(fields['source'])}{toward}{place}: "),
                 Part(quote, "quote", scope.cite(fact.reports)), retold(fact)), (fact.id,))
