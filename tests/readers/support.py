"""What the tests of readers share: one article, and ways to call the readers."""
from __future__ import annotations

from dragoman.document import Document
from dragoman.errors import InputError
from dragoman.readers import DEFAULT_LIMITS, Limits, read_documents

PARAGRAPHS = (
    "TALLINN, May 4, 2031 (Baltic Signal) - The presidents of Estonia and Finland met on Sunday in the old town and signed a memorandum on "
    "the security of ports, which both governments had been negotiating for more than two years.",
    "“Our firms have invested more than €2.5 billion in Estonia,” said the President of Finland, who was on a state visit with forty "
    "managers.",
    "The two sides agreed to open a second ferry line by the end of the year and to study a railway tunnel under the gulf.",
    "(Reporting by Riina Saluveer; editing by Aino Ketola)",
)
ARTICLE = "\n\n".join(PARAGRAPHS)


def read_all(data: bytes | str, media_type: str | None = None, limits: Limits = DEFAULT_LIMITS) -> list[Document | InputError]:
    """Everything that some bytes yield; text is given as UTF-8."""
    return list(read_documents(data.encode() if isinstance(data, str) else data, name="input", media_type=media_type, limits=limits))


def read_one(data: bytes | str, media_type: str | None = None) -> Document:
    """The one document that some bytes hold."""
    (found,) = read_all(data, media_type)
    assert isinstance(found, Document), found
    return found


def refusal(data: bytes | str, media_type: str | None = None, limits: Limits = DEFAULT_LIMITS) -> InputError:
    """The one error that some bytes yield."""
    (found,) = read_all(data, media_type, limits)
    assert isinstance(found, InputError), found
    return found
