"""Where a register lies: a path, a database URL, or the default file in the user's data directory."""
from __future__ import annotations

from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import RegisterError

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


def default_path() -> Path:
    """The file that is used where no location is given, such as ~/.local/share/dragoman/register.db."""
    return platformdirs.user_data_path("dragoman", appauthor=False) / "register.db"


def is_remote(location: str | Path | None) -> bool:
    """Whether a location is the address of a server."""
    return isinstance(location, str) and location.partition("://")[0].strip().lower() in ("http", "https")


def locate(location: str | Path | None) -> URL:
    """The database URL of a location; a RegisterError where it is a URL of a database that Dragoman does not know.

    A string with "://" in it is a URL, any other one a path. The environment is not looked at: that is the command line's part.
    """
    if not isinstance(location, str) or "://" not in location:
        return URL.create(_DRIVERS["sqlite"], database=str(Path(location or default_path()).expanduser()))
    known = "give a path, sqlite:///PATH, postgresql://USER@HOST/DATABASE or https://HOST/"
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        # Not the whole location: it may hold a password.
        raise RegisterError(f"{location.partition('://')[0]}://…: not a database URL; {known}") from error
    if url.drivername not in (*_DRIVERS, *_DRIVERS.values()) or not url.database:
        raise RegisterError(f"{display(url)}: no register can be kept there; {known}")
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def display(url: URL) -> str:
    """What the location is called in messages: the path of an SQLite file, else the URL without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)
