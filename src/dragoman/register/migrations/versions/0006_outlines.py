"""Facts in outline beside the pairs of their actors, in order of time: a pair is counted, and chosen from, by one walk through an index."""
from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_OUTLINE = "label, status, due, dated, disputed, fact"


def upgrade() -> None:
    """Make the table `pairs` anew from itself and `facts`."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("CREATE TEMPORARY TABLE told AS SELECT a, b, fact FROM pairs")
    op.drop_table("pairs")
    # SQLite keeps whole rows in the order of the key; for PostgreSQL the index of the key holds what the rows hold.
    op.execute(
        "CREATE TABLE pairs (a TEXT NOT NULL, b TEXT NOT NULL, type TEXT NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL, "
        "id TEXT NOT NULL, label TEXT, status TEXT, due TEXT, dated BOOLEAN NOT NULL, disputed BOOLEAN NOT NULL, fact INTEGER NOT NULL, "
        f"CONSTRAINT pk_pairs PRIMARY KEY (a, b, type, begins, ends, id){'' if sqlite else f' INCLUDE ({_OUTLINE})'}, "
        "CONSTRAINT fk_pairs_facts FOREIGN KEY (fact) REFERENCES facts (key) ON DELETE CASCADE)"
        f"{' WITHOUT ROWID' if sqlite else ''}")
    op.execute(
        f"INSERT INTO pairs SELECT a, b, type, begins, ends, id, {_OUTLINE} FROM told JOIN facts ON key = fact "  # noqa: S608 (constants)
        "ORDER BY a, b, type, begins, ends, id")
    op.execute("DROP TABLE told")
    op.create_index("ix_pairs_fact", "pairs", ["fact"])
    if not sqlite:
        # Only what is long lies beside the table of documents: whoever published a thousand of them is counted without opening each.
        op.execute("ALTER TABLE documents SET (toast_tuple_target = 512)")
        op.execute("CLUSTER documents USING pk_documents")
        op.execute("ANALYZE documents, pairs")  # how many there are of what: else the first to ask would have it guessed
