"""Connections to the register's database: how transactions begin, how its schema is made and migrated, and what its errors mean."""
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import from_json
from sqlalchemy import (
    ARRAY,
    URL,
    ColumnElement,
    Connection,
    Engine,
    Insert,
    Integer,
    Row,
    Select,
    Table,
    Text,
    Update,
    any_,
    cast,
    create_engine,
    event,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dragoman.errors import BusyError, ReadOnlyError, RegisterError
from dragoman.facts.model import RULES
from dragoman.register.location import display
from dragoman.register.schema import VERSION_TABLE, metadata, rules

T = TypeVar("T")
MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 0x647261676F6D616E  # "dragoman": the number under which writers wait for each other in PostgreSQL
_KEPT = 40  # connections to a file that stay open: as many as a server has threads
_LOGGED = 8_000  # pages that SQLite's log may hold before they are moved to the file: what many documents change is moved once
_MANY = 50  # rows or values that are worth it to be sent in another way than few
_IN = 900  # values in one IN (…): every database takes so many
_FULL = "free some space, then run again; nothing that was stored is lost"
# What SQLite says, or PostgreSQL's code → what is wrong, and the mend.
_ERRORS = {
    "file is not a database": ("it is not an SQLite database", "name another file, or move this one away"),
    "unable to open database file": ("it cannot be opened", "check that its folder exists and that you may write there"),
    "database or disk is full": ("the disk is full", _FULL),
    "disk I/O error": ("the disk does not answer", "check the disk and how much room it has, then run again"),
    "malformed": ("it is damaged", "restore a backup, or read the documents into a new file"),
    "53100": ("the disk of the server is full", _FULL),
    "53300": ("the server has no connection left", "wait until others have finished, then try again"),
    "28P01": ("the server refuses the password", "check the name and the password"),
}
_BUSY = ("database is locked", "55P03")
_READ_ONLY = {
    "readonly database": "change the permissions of the file and of its folder, or name another file",
    "42501": "ask its owner for the right to",
    "25006": "name a server that takes changes",
}


def connect(url: URL, *, create: bool, wait: float) -> Engine:
    """An engine for the register at `url` with its schema up to date. `wait`: seconds to wait for another writer.

    A RegisterError where that cannot be, or where there is no register yet and `create` is false; then nothing on the disk has changed.
    """
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        _check_path(Path(url.database or ""), create=create)
    try:
        options = f"-c lock_timeout={round(wait * 1000)}"
        arguments = {"timeout": wait} if sqlite else {"options": options}
        # A connection that the server has closed meanwhile is noticed, and replaced, before it is used. Those to a file cost nothing to
        # keep, and the one used last still has what it read at hand.
        pool: dict[str, Any] = {"pool_size": _KEPT, "pool_use_lifo": True} if sqlite else {"pool_pre_ping": True}
        # Most of what is read is JSON, and pydantic's reader of it takes half the time of Python's own.
        engine = create_engine(url, connect_args=arguments, execution_options={"wait": wait}, json_deserializer=from_json, **pool)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise RegisterError(f"{display(url)}: the PostgreSQL driver is not installed; install dragoman[postgresql]") from error
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        with explained(engine):
            _prepare(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: one consistent state, whatever others write meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with explained(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, at_once: bool = False, durable: bool = True) -> Iterator[Connection]:
    """A transaction that may write: all of it is stored when the block ends, or nothing. One at a time writes to a register.

    A BusyError where another has been writing for longer than the register waits; `at_once` does not wait at all. Where it need not be
    `durable`, a power cut soon after may take it back in SQLite, whole, as if it had never been: what was read can be read again.
    """
    options = {"writes": True, "at_once": at_once, "durable": durable}
    with explained(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            lock = "SELECT pg_try_advisory_xact_lock(:lock)" if at_once else "SELECT pg_advisory_xact_lock(:lock) IS NOT NULL"
            if not connection.execute(text(lock), {"lock": _LOCK}).scalar():
                raise BusyError(_busy(engine))
        yield connection


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn the database's errors into a RegisterError that says what is wrong and how to mend it."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        said, name = str(error.orig if isinstance(error, DBAPIError) else error).strip(), display(engine.url)
        sign = getattr(error.orig, "sqlstate", None) or said if isinstance(error, DBAPIError) else said
        if any(fragment in sign for fragment in _BUSY):
            raise BusyError(_busy(engine)) from error
        for fragment, mend in _READ_ONLY.items():
            if fragment in sign:
                raise ReadOnlyError(f"{name}: it may not be written to; {mend}") from error
        for fragment, (reason, mend) in _ERRORS.items():
            if fragment in sign:
                raise RegisterError(f"{name}: {reason}; {mend}") from error
        reason = said.partition("\n")[0] or type(error).__name__
        raise RegisterError(f"{name}: {reason}; check that the database is there and takes connections") from error


def _busy(engine: Engine) -> str:
    return f"{display(engine.url)}: another program is writing to it; wait until that has finished, then try again"


def chunks(items: Iterable[T], size: int = _IN) -> Iterator[tuple[T, ...]]:
    """The items in pieces that fit into one IN (…), or of another size."""
    rest = iter(items)
    while piece := tuple(islice(rest, size)):
        yield piece


def selected(connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]) -> Iterator[Row[Any]]:
    """The rows of a query in which the column holds one of the values, in the order of these by pieces."""
    for some in chunks(sorted(values)):
        yield from connection.execute(query.where(among(connection, column, some)))


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows that are not there yet, by their primary key; what is there is not read for it."""
    execute_each(connection, inserting(connection, table).on_conflict_do_nothing(), rows)


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that may say what to do about rows that are there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def execute_each(connection: Connection, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute a statement for each row of parameters, which are all of the same names.

    SQLAlchemy thinks each row over for longer than the database takes to store it; many are handed to the driver as the types want them.
    """
    if len(rows) < _MANY:
        if rows:
            connection.execute(statement, rows)
        return
    dialect = connection.dialect
    compiled = statement.compile(dialect=dialect, column_keys=list(rows[0]))
    takes = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is for name, bind in compiled.binds.items()}
    if compiled.positiontup is None:
        ready: list[Any] = [{name: take(row[name]) for name, take in takes.items()} for row in rows]
    else:
        placed = [(name, takes[name]) for name in compiled.positiontup]
        ready = [tuple([take(row[name]) for name, take in placed]) for row in rows]
    connection.exec_driver_sql(compiled.string, ready)


def _as_it_is(value: Any) -> Any:
    return value


def among(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of the values. Many are sent as one: a query of hundreds takes longer to read than to answer."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    if len(values) < _MANY:
        return column.in_(values)
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))


def numbers(connection: Connection, query: Select[Any]) -> Select[Any]:
    """The whole numbers in what a query selects, which is one column of JSON arrays of them: a row each."""
    arrays = query.subquery()
    if connection.dialect.name == "sqlite":
        each = func.json_each(arrays.c[0]).table_valued("value", joins_implicitly=True)
        return select(each.c.value).select_from(arrays, each)
    # All arrays as one: to open each takes as long as to find it.
    inner = func.nullif(func.btrim(cast(arrays.c[0], Text), "[]"), "")
    whole = select(func.string_agg(inner, ",")).scalar_subquery()
    return select(func.unnest(cast("{" + whole + "}", ARRAY(Integer))))


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise RegisterError(f"{path}: a folder, not a register; name a file in it, such as {path / 'register.db'}")
    if not create and not path.exists():
        raise RegisterError(f"{path}: there is no register yet; read some documents into it first")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(f"{path}: its folder cannot be made ({error.strerror}); name a file where you may write") from error


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions late and on its own; _begin_sqlite does it
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {0 if options.get('at_once') else round(options['wait'] * 1000)}")
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options['durable'] else 'NORMAL'}")  # whether it waits for the disk
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # readers and the one writer do not wait for each other; stays with the file
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # a reader that turns writer halfway fails when another has written meanwhile


def _prepare(engine: Engine, *, create: bool) -> None:
    """Make the tables in an empty database and migrate an older schema; refuse whatever else it is before anything is changed."""
    with reading(engine) as connection:
        version = _version(connection)
    if version == _versions()[-1]:
        return
    if version is None and not create:
        raise RegisterError(f"{display(engine.url)}: there is no register yet; read some documents into it first")
    with writing(engine) as connection:
        if (version := _version(connection)) != _versions()[-1]:  # else another process has done it meanwhile
            _migrate(connection)
            if version is None:  # an older register has facts of older rules, or none yet
                connection.execute(insert(rules).values(version=RULES))


def _version(connection: Connection) -> str | None:
    """The schema's version; None for an empty database; a RegisterError where it is no register that this program knows."""
    tables = set(inspect(connection).get_table_names())
    name = display(connection.engine.url)
    if VERSION_TABLE not in tables:
        if tables if connection.dialect.name == "sqlite" else tables & set(metadata.tables):
            raise RegisterError(f"{name}: a database of another program; name another one, or a file that does not exist yet")
        return None
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608 (a constant)
    if version is not None and version not in _versions():
        raise RegisterError(f"{name}: made by a newer Dragoman (schema {version}, this one knows {_versions()[-1]}); update Dragoman")
    return version


def _versions() -> list[str]:
    """The versions this program knows, oldest first: the numbers that begin the names of the migration files."""
    return sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def _migrate(connection: Connection) -> None:
    from alembic import command, config

    settings = config.Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(settings, "head")
