"""Is everything here that Dragoman needs, and does it work?"""
from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from dragoman.errors import DragomanError, ModelError, RegisterError

_PYTHONS = ((3, 11), (3, 13))  # oldest and newest that are tested
_NAME = re.compile(r"[\w.-]+")  # of a package, at the start of a requirement
_SAMPLE = "The foreign ministers of Estonia and Finland met in Tallinn on Sunday."


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `found` says what is there; where it is not `ok`, it says what is wrong and how to mend it."""

    name: str
    ok: bool
    found: str


def doctor(register: str | Path | None = None) -> list[Check]:
    """Look at Python, the packages, the model and the register (its location as for `Register.open`). Makes no register where none is."""
    looks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python), ("packages", _packages), ("model", _model), ("register", lambda: _register(register))]
    return [_check(name, look) for name, look in looks]


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, found=look())
    except (DragomanError, ImportError) as error:
        return Check(name, ok=False, found=str(error))


def _python() -> str:
    oldest, newest = (".".join(map(str, v)) for v in _PYTHONS)
    if not _PYTHONS[0] <= sys.version_info[:2] <= _PYTHONS[1]:
        raise DragomanError(f"{platform.python_version()} is not tested; use Python {oldest} to {newest}")
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}, SQLite {sqlite3.sqlite_version}"


def _packages() -> str:
    found, missing = [f"dragoman {version('dragoman')}"], []
    for requirement in requires("dragoman") or ():
        if "extra ==" in requirement:
            continue
        name = _NAME.findall(requirement)[0]
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise DragomanError(f"not installed: {', '.join(missing)}; reinstall dragoman with its dependencies")
    return ", ".join(found)


def _model() -> str:
    from dragoman.analysis import analyse, shipped  # what is looked at may be what fails to load
    from dragoman.document import Document

    model = shipped()
    found = analyse(Document(id="doctor", text=_SAMPLE), model)
    if len(found.sentences) != 1:
        raise ModelError(f"version {model.version} loads, but takes one sentence for {len(found.sentences)}; reinstall dragoman")
    return f"version {model.version} loads and reads"


def _register(location: str | Path | None) -> str:
    from dragoman.register import Register
    from dragoman.register.location import display, locate

    url = locate(location)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        folder = next(parent for parent in path.absolute().parents if parent.exists())
        if not os.access(path if path.exists() else folder, os.W_OK):
            raise RegisterError(f"{path}: it may not be written to; change the permissions, or name another file")
        if not path.exists():
            return f"{path}: none yet; the first read makes it"
    with Register.open(location, create=False) as register:
        count = len(register.view().documents())
    return f"{display(url)}: documents: {count:,}; schema up to date"
