"""The keys by which records are found that may tell of one fact, and records whose facts are to be made instead of whole blocks of them."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; with the rules of an older program gone, all facts are made anew, and the tables are filled with them."""
    op.drop_table("stale")
    for name, column in (("traits", "trait"), ("stale", "block")):
        op.create_table(
            name, sa.Column(column, sa.BigInteger, nullable=False), sa.Column("record", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint(column, "record", name=f"pk_{name}"), sqlite_with_rowid=False)
    op.execute("DELETE FROM rules")
