"""Text → word tokens with offsets, after the conventions of the English UD treebanks (EWT, GUM).

Clitics ("n't", "'s"), hyphens inside compounds, slashes, currency signs and percent signs are tokens of their own; abbreviations, numbers,
web addresses and a few prefixes ("co-operation") stay whole. Every character that is not white space belongs to exactly one token.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

# Abbreviations that keep their full stop. A full stop after any other word is a token.
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Maj Capt Lt Sgt Cmdr Adm Hon Rev St Sr Jr Messrs Mme Amb "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "Inc Ltd Co Corp Bros Cos Plc vs etc approx est No Nos Art Vol pp Ave Blvd Ft Mt a.m p.m e.g i.e cf al"
).split()
# Prefixes that the treebanks leave joined to their word; other hyphens split it.
_PREFIXES = "anti co de e ex inter mid mini multi non post pre pro re semi sub un".split()

_URL = r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ABBREVIATION = r"(?:(?:[^\W\d_]\.){2,}|\b(?:" + "|".join(re.escape(a) for a in _ABBREVIATIONS) + r")\.|\b[A-Z]\.(?=\s+[A-Z]))"
_NUMBER = r"\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th)?(?![^\W_]|[.,:]\d)|(?<=\d)[^\W\d_]+)"  # "2.1bn" and "640m" stay whole
_CURRENCY = r"(?:US|A|C|NZ|HK|S|R)?\$|[€£¥₩₽₸₴₺₹]"
_APOSTROPHE = "['’]"
_NEGATION = rf"(?<=[^\W\d_])n{_APOSTROPHE}t\b"
_CLITIC = rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m)\b"
_LETTER = r"[^\W_]"
_PREFIXED = rf"\b(?:{'|'.join(_PREFIXES)})-{_LETTER}+"
_WORD = rf"(?:(?!n{_APOSTROPHE}t\b){_LETTER})+(?:{_APOSTROPHE}(?!(?:s|re|ve|ll|d|m|t)\b){_LETTER}+)*"
_RUN = r"\.{2,}|-{2,}|!{2,}|\?{2,}|\*{2,}|_+"

_TOKEN = re.compile(
    "|".join((
        _URL, _ABBREVIATION, _CURRENCY, _NUMBER, rf"(?i:{_NEGATION})", rf"(?i:{_CLITIC})",
        r"(?i:\bcan(?=not\b))", r"(?i:(?<=\bcan)not\b)", rf"(?i:{_PREFIXED})", rf"(?i:{_WORD})", _RUN, r"\S",
    )),
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of each token of ``text[start:end]``, in code points of `text`, in order and without overlap."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()
