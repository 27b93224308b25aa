"""What people send → what is to be read: checked for what can be seen at once, so that whoever sends it is told at once."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from dragoman.document import normalise
from dragoman.errors import EmptyError, TooLargeError, UnreadableError
from dragoman.readers.dateline import iso_date
from dragoman.register.jobs import Given
from dragoman.web.fetching import check
from dragoman.web.jobs.limits import LIMITS, Limits

PASTED = "the pasted text"
TEXT_BYTES = 1_000_000  # of a text that is pasted; a longer one comes as a file
_FIELDS = 20
_WORDS = ("title", "published", "source")
_LONGEST = 500  # characters of a title, a source, the name of a file
_BY_COMMAND = "or read it with the command dragoman read --limit"


async def form_of(request: Request) -> FormData:
    """What a form holds; its files are on the disk.

    An HTTPException that names the limit where there are too many files, or a text is too long; or where it is no form.
    """
    try:
        return await request.form(max_files=LIMITS.files, max_fields=_FIELDS, max_part_size=TEXT_BYTES)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        reason = (f"{error.detail} At most {LIMITS.files} files are taken at once, and a text of {TEXT_BYTES:,} bytes; give the others "
                  "afterwards, and a longer text as a file.")
        raise HTTPException(413 if "maximum" in error.detail.lower() else 400, reason) from error


def given_by(form: FormData, limits: Limits = LIMITS) -> Iterator[Given]:
    """The text, the files and the address that a form holds, file by file; an InputError at once where they are not taken."""
    fields = {key: value for key, value in form.multi_items() if isinstance(value, str)}
    files = [value for key, value in form.multi_items() if isinstance(value, UploadFile) and (value.filename or value.size)]
    about = told(fields)
    for file in files:
        if (file.size or 0) > limits.file_bytes:
            raise TooLargeError(_name(file), f"{file.size:,} bytes, more than {limits.file_bytes:,}", f"split it, {_BY_COMMAND}")
    others = list(given(fields.get("text", ""), fields.get("url", ""), about))
    if not files and not others:
        raise EmptyError("nothing to read", "there is no text, no file and no address", "paste a text, choose files, or give an address")
    return _all(others, files, about)


def given(text: str, address: str, about: Mapping[str, str]) -> Iterator[Given]:
    """A text and an address, as far as they are given. An InputError where the address is none that is fetched."""
    if text.strip():
        yield Given(PASTED, normalise(text).encode("utf-8"), "text/plain; charset=utf-8", about=about)
    if address.strip():
        asked = check(address)
        yield Given(asked, address=asked, about=about)


def told(fields: Mapping[str, str | None]) -> dict[str, str]:
    """What is told of a document: title, published (ISO date), source. An UnreadableError where the date is none."""
    lines = {name: " ".join(normalise(fields.get(name) or "").split())[:_LONGEST] for name in _WORDS}
    about = {name: line for name, line in lines.items() if line}
    if "published" in about:
        date = iso_date(about["published"])
        if date is None:
            raise UnreadableError("the date", f"{about['published'][:40]!r} is no date", "write it like 2024-05-17, or leave it out")
        about["published"] = date
    return about


def _all(others: list[Given], files: list[UploadFile], about: Mapping[str, str]) -> Iterator[Given]:
    yield from others
    for file in files:
        yield Given(_name(file), file.file.read(), file.content_type, about=about)


def _name(file: UploadFile) -> str:
    """What a file is called, without the folders of whoever sent it."""
    line = " ".join(normalise(file.filename or "").replace("\\", "/").split())
    return PurePosixPath(line).name[:_LONGEST] or "a file without a name"
