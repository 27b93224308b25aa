"""The tables of the register. Change them only together with a new file in migrations/versions; a test compares the two.

A document's records are kept in the codebook's JSON shape, evidence included, because they are read and replaced as a whole; `actors` is
the look-up from a code to the records in which it figures. Two documents of one text are two rows, and their records share their ids.
"""
from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, String, Table, Text

VERSION_TABLE = "dragoman_schema"  # not Alembic's own name, so that a database shared with another program is not mistaken for a register

metadata = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(referred_table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"})

documents = Table(
    "documents", metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("source", Text),
    Column("url", Text),
    Column("language", Text),
    Column("dateline", Text),
    Column("credits", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("read_with", Text, nullable=False),  # the model and the codebook, as whoever read it named them; may be empty
)

records = Table(
    "records", metadata,
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # in the document's list of records, from 0
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("data", JSON, nullable=False),
)

actors = Table(
    "actors", metadata,
    Column("document_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, primary_key=True),
    ForeignKeyConstraint(["document_id", "position"], ["records.document_id", "records.position"], ondelete="CASCADE"),
    Index("ix_actors_code", "code"),
)
