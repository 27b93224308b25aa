"""Office-holders whose name alone tells for whom they speak: `holders.csv`, and `common_names.txt` for names that tell nothing.

A row of `holders.csv` is one term of office: `name` is the fullest usual form in plain spelling; `variants` ("; " between them, one of a
person's rows is enough) are other spellings and fuller or shorter forms; `code` is the actor as it was called when the term began (SUN for
the Soviet Union, IGO:EC for the Community of 1985); `office` a class of `offices.yaml`; `from` and `to` are years, `to` empty for whoever
was in office when the list was last revised. Texts call a person alone by the last word of the name, with the particles before it or
without ("von der Leyen"); where that is not so ("Xi", "Lula"), variants of one word say by which.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_lines, read_rows
from dragoman.codebook.places import Country, Organisation, countries, organisations
from dragoman.codebook.shapes import Rows, listed
from dragoman.errors import CodebookError

_REVISED = 2026  # the year up to which `holders.csv` is kept
_NEAR = 3  # years before and after a term in which a last name alone means its holder, and a full name still an organisation
_CAREER = 20  # years before and after a term in which a full name means its holder, not a namesake
HOLDERS = Rows("holders.csv", {"name": "text", "variants": "shared", "code": "code", "office": "office", "from": "year", "to": "year"},
               key=("name", "code", "office", "from"), needed=("name", "code", "office", "from"))
_APOSTROPHES = re.compile("['’‘ʼʻ`]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "ə": "a"})
_GENERATIONS = frozenset(("jr", "sr"))
_NUMBER_OF_REIGN = re.compile(r"[IVX]+")
_ARTICLE = re.compile(r"(?:al|el)-", re.IGNORECASE)
_PARTICLES = re.compile(r"(?<= )[a-z].*")  # "Hans [van den Broek]"

Key = tuple[str, ...]


class Term(NamedTuple):
    """One term of one person, from the first to the last year of it, both included."""

    name: str
    variants: tuple[str, ...]
    code: str
    office: str
    first: int
    last: int

    def distance(self, year: int) -> int:
        """Years between the term and a year; 0 within it."""
        return max(self.first - year, year - self.last, 0)


def holder_of(name: str, date: str | None) -> str | None:
    """The actor for whom the person of that name speaks on a date (ISO 8601, may be partial), None where that is not certain.

    A full name counts without a date or within twenty years of a term (of a term at an organisation: three, whereas nationals always stand
    for their state); of one person's several actors that of the nearest term counts. A last name alone needs a date within three years of
    a term, must not be a common one, and everybody listed who bears it and held office then must speak for the same actor. Letter case,
    diacritics, hyphens, middle initials and the order of words ("ABE Shinzo") do not count. Where a state is no more by then, the person
    speaks for its successor.
    """
    key = _key(name)
    year = int(date[:4]) if date else None
    if key in _full_names():
        codes = _codes_of_full_name(_full_names()[key], year)
    elif year is not None:
        codes = {code for held in _bare_names().get(key, ()) for code in _nearest((t for t in held if t.distance(year) <= _NEAR), year)}
    else:
        return None
    return _standing(codes.pop(), date) if len(codes) == 1 else None


def offices_of(name: str, date: str | None) -> frozenset[str]:
    """The classes of office that whoever bears this full name held in the year of a date; none without a date or for a bare name."""
    found = _full_names().get(_key(name), ()) if date else ()
    return frozenset(term.office for term in found if term.distance(int(str(date)[:4])) == 0)


@per_codebook
def terms() -> tuple[Term, ...]:
    """All terms of `holders.csv`, in its order."""
    return tuple(_term(row) for row in read_rows(HOLDERS))


@per_codebook
def common_names() -> frozenset[Key]:
    """Names that alone tell nothing, from `common_names.txt`, as they are compared."""
    return frozenset(_key(line) for line in read_lines("common_names.txt"))


def _term(row: dict[str, str]) -> Term:
    try:
        return Term(row["name"], listed(row["variants"]), row["code"], row["office"], int(row["from"]), int(row["to"] or _REVISED))
    except ValueError as error:
        raise CodebookError(f"holders.csv, {row['name']}: from and to must be years") from error


def _codes_of_full_name(found: tuple[Term, ...], year: int | None) -> set[str]:
    if year is None:
        return {term.code for term in found}
    return _nearest((t for t in found if t.distance(year) <= (_NEAR if t.code.startswith("IGO:") else _CAREER)), year)


def _nearest(found: Iterable[Term], year: int) -> set[str]:
    """The codes of the terms that are nearest to the year."""
    by_distance: dict[int, set[str]] = {}
    for term in found:
        by_distance.setdefault(term.distance(year), set()).add(term.code)
    return by_distance[min(by_distance)] if by_distance else set()


def _standing(code: str, date: str | None) -> str | None:
    """The code itself, or that of its successor where the date lies after its end; None where it has none."""
    until, successor = _ended().get(code, ("", ""))
    day = (date or "")[:10]
    return code if not until or day <= until[:len(day)] else successor or None


@per_codebook
def _ended() -> dict[str, tuple[str, str]]:
    """Code that is no more → (its last day, the code after it)."""
    entries: tuple[Country | Organisation, ...] = (*countries(), *organisations())
    return {entry.code: (entry.until, entry.successor) for entry in entries if entry.until}


# -- names

@per_codebook
def _full_names() -> dict[Key, tuple[Term, ...]]:
    found: dict[Key, tuple[Term, ...]] = {}
    for held in _people():
        for key in {_key(form) for form in _forms(held) if form == held[0].name or not _is_bare(form)}:
            found[key] = found.get(key, ()) + held
    return found


@per_codebook
def _bare_names() -> dict[Key, tuple[tuple[Term, ...], ...]]:
    """Last name, or what takes its place → the terms of each person who bears it. Common ones are left out."""
    found: dict[Key, tuple[tuple[Term, ...], ...]] = {}
    for held in _people():
        own = [form for form in _forms(held) if _is_bare(form)]
        keys = {_key(form) for form in (own or (tail for form in _forms(held) for tail in _tails(form)))}
        for key in keys - common_names() - {()}:
            found[key] = (*found.get(key, ()), held)
    return found


@per_codebook
def _people() -> tuple[tuple[Term, ...], ...]:
    """The terms of each person."""
    people: dict[str, list[Term]] = {}
    for term in terms():
        people.setdefault(term.name, []).append(term)
    return tuple(tuple(held) for held in people.values())


def _forms(held: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((held[0].name, *(variant for term in held for variant in term.variants))))


def _is_bare(form: str) -> bool:
    return len(_key(form)) == 1


def _tails(form: str) -> Iterator[str]:
    """What texts call the person alone: "al-Assad" and "Assad"; "van den Broek" and "Broek"; nothing where a number ends the name."""
    last = form.rsplit(maxsplit=1)[-1]
    if _NUMBER_OF_REIGN.fullmatch(last):
        return
    yield last
    yield _ARTICLE.sub("", last)
    particles = _PARTICLES.search(form)
    if particles:
        yield particles.group()


@lru_cache(maxsize=8192)  # room for the list's own forms, of which each is asked for several times
def _key(name: str) -> Key:
    """The words of a name as they are compared: sorted, lower case, without diacritics, middle initials and "Jr."."""
    letters = _APOSTROPHES.sub("", name.casefold())
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)).translate(_LETTERS)
    words = [word for word in _WORD.findall(letters) if word not in _GENERATIONS]
    return tuple(sorted(w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1)))
