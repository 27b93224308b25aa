"""What a question names → codes and dates, and what to say where there is no answer."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from dragoman.errors import QuestionError, UnknownError
from dragoman.questions.wording import listing, name
from dragoman.resolution.countries import code_of, nearest

if TYPE_CHECKING:
    from dragoman.facts import Fact
    from dragoman.records import RecordBase
    from dragoman.register import View

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def actor(view: View, named: str) -> str:
    """The code of a country or organisation; what has no code, such as a firm, stands for itself, named as the register names it.

    An UnknownError with the names most like it where it is neither.
    """
    code = code_of(named)
    if code is None and named.isprintable() and view.types_of(named):  # no database takes all that is not
        return named
    if code is None:
        alike = " or ".join(nearest(named))
        mend = f"did you mean {alike}?" if alike else "give its ISO 3166 code, or the name of a firm in full"
        raise UnknownError(f"{named}: no country, organisation or firm of that name; {mend}")
    return code


def day(text: str | None) -> str | None:
    """A date or partial date as it is, if there is such a day; a QuestionError else."""
    if text is None:
        return None
    if _PARTIAL.fullmatch(text):
        try:
            date(*[int(part) for part in f"{text}-01-01"[:10].split("-")])
        except ValueError:
            pass
        else:
            return text
    raise QuestionError(f"{text}: not a date; give it as 2024, 2024-05 or 2024-05-17")


def period(since: str | None, until: str | None) -> dict[str, str | None]:
    """Both ends of a period, checked, as the register's view takes them; a QuestionError where one is no date or the end comes first."""
    first, last = day(since), day(until)
    if first and last and last < first[:len(last)]:
        raise QuestionError(f"since {first} until {last}: the end comes before the beginning; exchange them")
    return {"since": first, "until": last}


def choice(value: str | None, record: type[RecordBase], field: str) -> str | None:
    """A value that a field of a type of record may have, as it is; a QuestionError with those that it may have where it is none."""
    annotation = record.model_fields[field].annotation
    values = next(get_args(kind) for kind in (annotation, *get_args(annotation)) if get_origin(kind) is Literal)
    if value is None or value in values:
        return value
    raise QuestionError(f"{value}: no {field} of {record.__name__.lower()}s; give one of {', '.join(values)}")


@dataclass(frozen=True)
class Sides:
    """Of whom facts are asked: of two actors, of one with everybody, or of all."""

    codes: tuple[str, ...]

    @classmethod
    def of(cls, view: View, a: str | None = None, b: str | None = None) -> Sides:
        """From names or codes; an UnknownError where there is no such actor, a QuestionError where both are the same."""
        codes = tuple(actor(view, one) for one in (a, b) if one is not None)
        if len(codes) != len(set(codes)):
            raise QuestionError(f"{name(codes[0])} with itself: name two different countries")
        return cls(codes)

    @property
    def named(self) -> str:
        """As the end of a title: " of Kazakhstan and South Korea"; nothing for all."""
        return f" of {self.words}" if self.codes else ""

    @property
    def words(self) -> str:
        """The actors by their names."""
        return listing(name(code) for code in self.codes)

    def facts(self, view: View, **filters: Any) -> list[Fact]:
        """The facts of these actors; `filters` as for `View.facts`."""
        match self.codes:
            case (a, b):
                return view.facts(pair=(min(a, b), max(a, b)), **filters)
            case (a,):
                return view.facts(actor=a, **filters)
            case _:
                return view.facts(**filters)

    def why_empty(self, view: View, nouns: str, **kind: Any) -> str:
        """Why there is no answer. `nouns`: what was asked for ("agreements"); `kind`: the filters that ask for it and for nothing more."""
        if self.facts(view, limit=1, **kind):
            return f"The register holds {nouns}{self.named}, but none that was asked for; ask for less."
        if self.codes and self.facts(view, limit=1):
            return f"The register holds facts{self.named}, but no {nouns}."
        if self.codes and view.facts(limit=1):
            return f"The register holds nothing{self.named}; read documents that speak of {'both' if len(self.codes) > 1 else 'it'}."
        if view.facts(limit=1):
            return f"The register holds no {nouns}."
        return "The register is empty; read some documents into it first."
