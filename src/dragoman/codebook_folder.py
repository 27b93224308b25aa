"""A user's own codebook: the files of a folder, checked before anything is read with them."""
from __future__ import annotations

from pathlib import Path

from dragoman.codebook.checking import check
from dragoman.codebook.contents import FILES
from dragoman.codebook.findings import Finding
from dragoman.codebook.layers import Codebook
from dragoman.errors import CodebookError

_ENDINGS = (".yaml", ".yml", ".csv", ".txt")  # of files that must be meant for the codebook
_MOST_BYTES = 20_000_000


def load_codebook(folder: str | Path) -> Codebook:
    """The shipped codebook with the files of a folder laid over it, for `dragoman.read`; `docs/how-to/add-a-verb.md` shows how.

    A file adds to the shipped one of the same name, and what it says of a word replaces what that says. A CodebookError names the file, the
    line and the mend of the first mistake, and how many there are.
    """
    codebook, findings = examine(folder)
    if findings:
        more = f" ({len(findings) - 1} more: dragoman codebook check --codebook {folder})" if len(findings) > 1 else ""
        raise CodebookError(f"{findings[0]}{more}")
    return codebook


def examine(folder: str | Path) -> tuple[Codebook, list[Finding]]:
    """The codebook of a folder, and its mistakes; a CodebookError where the folder cannot be read or holds no file of a codebook."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.suffix in _ENDINGS and not path.name.startswith("."))
        for path in paths:
            text = _text(path)
            if isinstance(text, Finding):
                findings.append(text)
            else:
                texts[path.name] = text
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CodebookError(f"{error.filename or folder}: {reason}; name a folder of codebook files") from error
    if not paths:
        raise CodebookError(f"{folder}: no codebook file in it; a codebook's files are {', '.join(FILES)}")
    codebook = Codebook.of(texts)
    if texts:
        findings += (finding._replace(file=str(Path(folder, finding.file))) for finding in check(codebook))
    return codebook, findings


def _text(path: Path) -> str | Finding:
    data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    if data is None:
        return Finding(str(path), 1, f"over {_MOST_BYTES:,} bytes", "a codebook's files are lists of words")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Finding(str(path), data.count(b"\n", 0, error.start) + 1, "this is not UTF-8", "save the file as UTF-8")
