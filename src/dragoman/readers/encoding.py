"""Bytes → text: byte-order marks, a declared encoding, UTF-8, UTF-16, and only then a guess that must make sense.

A wrong guess would put wrong letters into names and quotations for good, so a text that is UTF-8 but for a few bytes is refused, and a
guess counts only where every character outside ASCII stands where such a character can stand.
"""
from __future__ import annotations

import codecs
import re
import unicodedata

from dragoman.errors import UnreadableError

# UTF-32 before UTF-16: the mark of the little-endian one begins with that of the other.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
# What English texts with foreign names were written in before UTF-8, the commonest first: Western, Turkish, Central European, Baltic.
_WESTERN = ("cp1252", "cp1254", "cp1250", "iso8859-2", "cp1257")
_MEND = "save it as UTF-8, or declare its encoding (text/plain; charset=…)"
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 65_536  # bytes that a guess looks at
_ALONE = frozenset("àáâãåäæéèêëíìîóòôõöøúùûüÀÁÅÉÓÖªº")  # letters that are words of some language
_BETWEEN_LETTERS = frozenset("’‘–—…·\u00ad")
_AFTER_LETTER = frozenset("™®°²³¹ªº\u00a0”»’“„‘«…–—·,;•†‡")
_BEFORE_LETTER = frozenset("¡¿")
_MONEY = frozenset("€£¥¢")
_HIGH = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of `data`; an UnreadableError that says at which byte it breaks, or that no encoding fits."""
    encoding = marked_encoding(data) or unmarked_wide_encoding(data)
    if encoding:
        return _strict(data, name, encoding)
    try:
        text = data.decode("utf-8")
        # What is UTF-8 beyond ASCII is so whatever its server declares.
        return text if charset is None or not data.isascii() else _strict(data, name, charset)
    except UnicodeDecodeError as error:
        if charset is not None:
            return _strict(data, name, charset)
        if _is_broken_utf8(data):
            raise _broken(name, error, "UTF-8") from None
        guess = guess_encoding(data)
        if guess is None:
            raise _broken(name, error, "UTF-8, nor in any other encoding that would make sense of it") from None
        return data.decode(guess)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark names."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def unmarked_wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark: in Latin script every other byte is NUL."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return None
    even, odd = sample[0:pairs * 2:2].count(0) / pairs, sample[1:pairs * 2:2].count(0) / pairs
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    if even > 0.7 and odd < 0.1:
        return "utf-16-be"
    return None


def guess_encoding(data: bytes) -> str | None:
    """A single-byte or multi-byte encoding in which all of `data` decodes and makes sense; None where there is none."""
    for encoding in _WESTERN:
        if _makes_sense(data, encoding):
            return encoding
    # A statistical guess needs something to count: a handful of odd bytes in an English text is damage, not Chinese.
    high = sum(len(run) for run in _HIGH_RUN.findall(data))
    if high < max(20, len(data) // 5):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    return best.encoding if _makes_sense(data, best.encoding) else None


def _strict(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, error, encoding.removesuffix("-sig").upper()) from None
    except LookupError:
        raise UnreadableError(name, f"declared to be in {encoding!r}, which is no known encoding", "declare one such as utf-8") from None
    except (UnicodeError, ValueError) as error:
        raise UnreadableError(name, f"not valid {encoding} ({error})", _MEND) from None


def _broken(name: str, error: UnicodeDecodeError, what: str) -> UnreadableError:
    found = " ".join(f"{byte:02X}" for byte in error.object[error.start:error.start + 3])
    return UnreadableError(name, f"not valid {what}: byte {error.start + 1} ({found}) breaks it", _MEND)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8 all the same: then it is no other encoding, but a damaged file."""
    whole = sum(len(_MULTIBYTE.findall(run)) for run in _HIGH_RUN.findall(data))
    rest = sum(len(_MULTIBYTE.sub(b"", run)) for run in _HIGH_RUN.findall(data))
    return whole > rest


def _makes_sense(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return all(_fits(text, m.start()) for m in _HIGH.finditer(text)) and all(map(_is_word, set(_WORD.findall(text))))


def _fits(text: str, i: int) -> bool:
    """Whether a character outside ASCII can stand where it stands; runs of letters are judged by `_is_word`."""
    c, before, after = text[i], text[i - 1:i], text[i + 1:i + 2]
    if unicodedata.category(c) in {"Cc", "Cn", "Co", "Lm", "Sk"}:
        return False
    if c.isalpha():
        return before.isalpha() or after.isalpha() or c in _ALONE or after == "." or ord(c) > 0x2FF
    if c in _BETWEEN_LETTERS or ord(c) > 0x2FFF:
        return True
    if c in _BEFORE_LETTER:
        return after.isalpha() and not before.isalpha()
    if c in _MONEY:
        return after.isdigit() or not (before.isalpha() or after.isalpha())
    return not before.isalpha() or (c in _AFTER_LETTER and not after.isalpha())


def _is_word(word: str) -> bool:
    """Whether a run of Latin letters can be a word: no accented capital inside it, some letter without an accent."""
    if word.isascii() or len(word) == 1 or not all(unicodedata.name(c, "").startswith("LATIN") for c in word):
        return True
    if "ÿ" in word or not any(c.isascii() for c in word):  # ÿ is hardly a letter of any name, but byte FF, which is in no UTF-8 file
        return False
    return word.isupper() or not any(c.isupper() and not c.isascii() for c in word[1:])
