"""The tables of the register. Change them only together with a new file in migrations/versions; a test compares the two.

    documents ─┬─ records ──▶ facts ─┬─ sides, pairs    who figures in a fact: the look-up by actor and by two actors
               │                     └─ links           what became of a promise, which figures disagree
               ├─ mentions                              who figures in a document's records of each type: what full text is narrowed by
               └─ (words)                               full text, in the form that each database has for it
    decisions    what people decided, in order; nothing is ever changed or removed there
    stale        blocks whose records have changed since their facts were made
    rules        by which identity rules the facts were made

Documents, records and decisions are what is known; facts and everything beside them follow from these and can be made anew at any time.
A record is kept in the codebook's JSON shape, evidence included: `data` as it holds now, `told` as the program read it where a person has
decided otherwise. Two documents of one text are two rows, and their records share their ids.
"""
from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION_TABLE = "dragoman_schema"  # not Alembic's own name, so that a database shared with another program is not mistaken for a register

metadata = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(referred_table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s"})

documents = Table(
    "documents", metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Text, index=True),
    Column("source", Text, index=True),
    Column("url", Text),
    Column("language", Text),
    Column("dateline", Text),
    Column("credits", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("read_with", Text, nullable=False),  # the model and the codebook, as whoever read it named them; may be empty
    Column("official", Boolean, nullable=False),  # whether a government or an international organisation published it
    Column("circle", JSON, nullable=False),  # the states and organisations of its records, most often first
)

records = Table(
    "records", metadata,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),  # in the document's list of records, from 0
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("standing", Text, nullable=False),  # facts.Standing, or: rejected; detached (decided, but the text no longer has its words)
    Column("data", JSON, nullable=False),
    Column("told", JSON(none_as_null=True)),  # as the program read it; null where `data` is that, or where a person added the record
    Column("block", BigInteger, index=True),  # which records it is compared with; null where it belongs to no fact
    Column("fact", Integer, ForeignKey("facts.key", ondelete="SET NULL")),
    Index("ix_records_fact", "fact", "document"),
    UniqueConstraint("document", "position"),
)

mentions = Table(
    "mentions", metadata,
    Column("code", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

facts = Table(
    "facts", metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("block", BigInteger, nullable=False, index=True),  # that of the record which founds it
    Column("print", String(40), nullable=False),  # SHA-1 of its canonical form: whether it has changed
    Column("type", Text, nullable=False),
    Column("begins", Text, nullable=False),  # first and last day that it may have been on; what lists are sorted by
    Column("ends", Text, nullable=False),
    Column("first", Text),  # first and last day on which a document told it; null where none is dated
    Column("last", Text),
    Column("status", Text),
    Column("due", Text),
    Column("label", Text),  # what tells facts of its type apart: register.outlining.Outline
    Column("dated", Boolean, nullable=False),  # whether it has a date or period of its own
    Column("disputed", Boolean, nullable=False),  # whether its reports differ on a field
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("confidence", Float),
    Column("data", JSON, nullable=False),  # fields, conflicts, history
    Index("ix_facts_type", "type", "begins"),
)

sides = Table(
    "sides", metadata,
    Column("code", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("begins", Text, primary_key=True),
    Column("fact", Integer, ForeignKey("facts.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs", metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("begins", Text, primary_key=True),
    Column("fact", Integer, ForeignKey("facts.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

links = Table(
    "links", metadata,
    Column("of", Integer, ForeignKey("facts.key", ondelete="CASCADE", name="fk_links_of"), primary_key=True),
    Column("by", Integer, ForeignKey("facts.key", ondelete="CASCADE", name="fk_links_by"), primary_key=True, index=True),
    Column("kind", Text, primary_key=True),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions", metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),  # register.ledger.Action
    Column("document", Text, index=True),  # its id: of the record; null for merge and split
    Column("record", Text, index=True),  # its id
    Column("field", Text),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("why", Text),
    Column("undoes", Integer, ForeignKey("decisions.number", name="fk_decisions_undoes")),
)

stale = Table("stale", metadata, Column("block", BigInteger, primary_key=True, autoincrement=False))

rules = Table("rules", metadata, Column("version", Text, primary_key=True))
