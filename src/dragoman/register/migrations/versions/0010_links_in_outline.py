"""What links say of a fact, beside its outlines; and indexes of what is contradicted between two actors, and of who published documents."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_OUTLINE = "label, status, due, dated, disputed, links, fact"
# As a plain kind, SQLite would look through all links of it for each fact.
_OWN = ("SELECT kind FROM links WHERE links.\"of\" = pairs.fact "
        "UNION SELECT kind FROM links WHERE links.by = pairs.fact AND coalesce(kind, '') = 'conflict' ORDER BY kind")
_WORDS = {"sqlite": "group_concat(kind, ' ')", "postgresql": "string_agg(kind, ' ')"}


def upgrade() -> None:
    """Fill the column from the links: no fact is made anew."""
    op.add_column("pairs", sa.Column("links", sa.Text))
    database = op.get_bind().dialect.name
    linked = "SELECT links.\"of\" FROM links UNION SELECT by FROM links WHERE kind = 'conflict'"
    op.execute(f"UPDATE pairs SET links = (SELECT {_WORDS[database]} FROM ({_OWN}) AS own) "  # noqa: S608 - constants
               f"WHERE fact IN ({linked})")
    contradicted = sa.text(f"{'disputed' if database == 'postgresql' else 'disputed = 1'} OR links = 'conflict'")
    op.create_index("ix_pairs_contradicted", "pairs", ["a", "b", "begins", "ends", "id"],
                    sqlite_where=contradicted, postgresql_where=contradicted)
    op.create_index("ix_documents_publisher", "documents", ["key", "source", "official", "published", "id"])
    if database == "postgresql":
        op.execute("ALTER TABLE pairs DROP CONSTRAINT pk_pairs")
        op.execute(f"ALTER TABLE pairs ADD CONSTRAINT pk_pairs PRIMARY KEY (a, b, type, begins, ends, id) INCLUDE ({_OUTLINE})")
        op.execute("ANALYZE pairs")
