"""Plain text."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.document import normalise
from dragoman.readers.draft import Draft, Source
from dragoman.readers.encoding import decode
from dragoman.readers.paragraphs import unwrap


def read(source: Source) -> Iterator[Draft]:
    """One draft: the text decoded, hard-wrapped lines joined, without blank lines at its ends."""
    text = normalise(decode(source.data, source.name, source.charset))
    yield Draft(unwrap(text).strip(), source.name)
