"""How much a server is given to read, and how long it reads."""
from __future__ import annotations

from dataclasses import dataclass, field

from dragoman import readers
from dragoman.register.jobs import Room


@dataclass(frozen=True)
class Limits:
    """What is read in at most. Files over these can be read in by the command `dragoman read`, whose limits can be raised."""

    file_bytes: int = 20_000_000
    upload_bytes: int = 100_000_000  # all files of one job together
    files: int = 100
    characters: int = 2_000_000  # of a document
    pages: int = 2_000  # of a PDF
    unpacked_bytes: int = 200_000_000  # of a DOCX
    seconds: float = 300.0  # for one document
    fetching: float = 30.0  # seconds, for one address
    memory: int = 4_000_000_000  # bytes of address space that the process which reads may use
    waiting: Room = field(default_factory=Room)

    @property
    def of_documents(self) -> readers.Limits:
        """The limits that readers hold."""
        return readers.Limits(document_bytes=self.file_bytes, file_bytes=self.file_bytes, unpacked_bytes=self.unpacked_bytes,
                              pages=self.pages, characters=self.characters)


LIMITS = Limits()
