"""Facts, what people decide, and full text; records and documents get numbers for keys.

A register of the first schema keeps its documents and records; its facts are made when it is opened (there is no row in `rules` yet).
"""
from __future__ import annotations

import string
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

HEAD = ("id", "sha256", "text", "title", "published", "source", "url", "language", "dateline", "credits", "pages", "read_with")


def upgrade() -> None:
    """Set the old tables aside, make the new ones, and copy what is known."""
    for name in ("documents", "records"):
        op.rename_table(name, f"old_{name}")
    for index in ("ix_documents_sha256", "ix_records_id"):
        op.drop_index(index)
    op.drop_table("actors")
    if op.get_bind().dialect.name == "postgresql":  # there constraints keep their names when a table is renamed, and no two may have one
        op.drop_constraint("fk_records_documents", "old_records", type_="foreignkey")
        op.drop_constraint("pk_records", "old_records", type_="primary")
        op.drop_constraint("pk_documents", "old_documents", type_="primary")
    for make in (_documents, _facts, _records, _decisions, _derived):
        make()
    columns = ", ".join(HEAD)
    op.execute(f"INSERT INTO documents ({columns}, official, circle) SELECT {columns}, false, '[]' FROM old_documents ORDER BY id")  # noqa: S608
    op.execute("INSERT INTO records (document, position, id, type, standing, data) "
               "SELECT documents.key, position, old_records.id, type, 'read', data FROM old_records "
               "JOIN documents ON documents.id = old_records.document_id ORDER BY documents.key, position")
    op.drop_table("old_records")
    op.drop_table("old_documents")
    _words()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("title", "published", "source", "url", "language", "dateline")),
        sa.Column("credits", sa.JSON, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("read_with", sa.Text, nullable=False),
        sa.Column("official", sa.Boolean, nullable=False),
        sa.Column("circle", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_index("ix_documents_source", "documents", ["source"])


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("block", sa.BigInteger, nullable=False),
        sa.Column("print", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("type", "begins", "ends")),
        *(sa.Column(name, sa.Text) for name in ("first", "last", "status", "due", "label")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("dated", "disputed")),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("data", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
        sa.UniqueConstraint("id", name="uq_facts_id"),
    )
    op.create_index("ix_facts_block", "facts", ["block"])
    op.create_index("ix_facts_type", "facts", ["type", "begins"])


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "type", "standing")),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("told", sa.JSON(none_as_null=True)),
        sa.Column("block", sa.BigInteger),
        sa.Column("fact", sa.Integer),
        sa.PrimaryKeyConstraint("key", name="pk_records"),
        sa.UniqueConstraint("document", "position", name="uq_records_document"),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_records_documents", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["fact"], ["facts.key"], name="fk_records_facts", ondelete="SET NULL"),
    )
    for column in ("id", "block"):
        op.create_index(f"ix_records_{column}", "records", [column])
    op.create_index("ix_records_fact", "records", ["fact", "document"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "action")),
        *(sa.Column(name, sa.Text) for name in ("document", "record", "field")),
        sa.Column("old", sa.JSON(none_as_null=True)),
        sa.Column("new", sa.JSON(none_as_null=True)),
        sa.Column("why", sa.Text),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.number"], name="fk_decisions_undoes"),
    )
    for column in ("document", "record"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])


def _derived() -> None:
    op.create_table(
        "mentions",
        *(sa.Column(column, sa.Text, nullable=False) for column in ("code", "type")),
        sa.Column("document", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", "type", "document", name="pk_mentions"),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_mentions_documents", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_document", "mentions", ["document"])
    for name, codes in (("sides", ("code",)), ("pairs", ("a", "b"))):
        columns = (*codes, "type", "begins")
        op.create_table(
            name,
            *(sa.Column(column, sa.Text, nullable=False) for column in columns),
            sa.Column("fact", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint(*columns, "fact", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(["fact"], ["facts.key"], name=f"fk_{name}_facts", ondelete="CASCADE"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_fact", name, ["fact"])
    op.create_table(
        "links",
        sa.Column("of", sa.Integer, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("of", "by", "kind", name="pk_links"),
        sa.ForeignKeyConstraint(["of"], ["facts.key"], name="fk_links_of", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by"], ["facts.key"], name="fk_links_by", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_links_by", "links", ["by"])
    op.create_table("stale", sa.Column("block", sa.BigInteger, nullable=False), sa.PrimaryKeyConstraint("block", name="pk_stale"))
    op.create_table("rules", sa.Column("version", sa.Text, nullable=False), sa.PrimaryKeyConstraint("version", name="pk_rules"))


def _words() -> None:
    """Full text: a table of SQLite's FTS5 that triggers keep up with the documents, or a column of PostgreSQL with an index."""
    if op.get_bind().dialect.name == "postgresql":
        _plain()
        # The server takes no tsvector over a megabyte: a quarter of a million characters never make one.
        op.execute("ALTER TABLE documents ADD COLUMN words tsvector GENERATED ALWAYS AS "
                   "(to_tsvector('english', dragoman_plain(left(coalesce(title, '') || ' ' || text, 250000)))) STORED")
        op.execute("CREATE INDEX ix_documents_words ON documents USING gin (words)")
        # Texts and their words lie beside the table: of the documents that a search finds, it reads keys, dates and sources alone.
        op.execute("ALTER TABLE documents SET (toast_tuple_target = 128)")
        return
    op.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='documents', content_rowid='key', "
               "tokenize='porter unicode61 remove_diacritics 2')")
    gone = "INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);"
    come = "INSERT INTO words (rowid, title, text) VALUES (new.key, new.title, new.text);"
    for event, actions in (("INSERT", come), ("DELETE", gone), ("UPDATE OF title, text", gone + come)):
        op.execute(f"CREATE TRIGGER words_{event[:6].lower()} AFTER {event} ON documents BEGIN {actions} END")
    op.execute("INSERT INTO words (words) VALUES ('rebuild')")


def _plain() -> None:
    """A function of the server that makes words what they are for SQLite: letters without accents and digits, with anything between them.

    Left to itself, PostgreSQL takes an address, a path, a date or a tag for one word ("Estonia/Finland"), and "ğ" for another letter than
    "g". One sign stands for one, so that a place in the plain text is the same place in the text.
    """
    signs = "".join(f"\\u{ord(sign):04X}" for sign in f"{string.punctuation}\xa0«»") + r"\u2000-\u206F"
    parts = {chr(code): unicodedata.normalize("NFD", chr(code)) for code in range(0xC0, 0x250)}
    accented = {sign: part[0] for sign, part in parts.items() if len(part) > 1 and part[0].isascii()}
    op.execute(
        "CREATE FUNCTION dragoman_plain(told text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT regexp_replace("
        f"CASE WHEN told ~ '[{min(accented)}-{max(accented)}]' THEN translate(told, '{''.join(accented)}', '{''.join(accented.values())}') "
        f"ELSE told END, '[{signs}]', ' ', 'g') $$")
