"""Which documents tell the facts of two actors, beside their outlines; and PostgreSQL's index of when what holds words was published."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TOLD = "SELECT DISTINCT records.document FROM records WHERE records.fact = pairs.fact ORDER BY records.document"
_LISTS = {"sqlite": "json_group_array(document)", "postgresql": "coalesce(json_agg(document), '[]')"}


def upgrade() -> None:
    """Fill the column from the records that tell each fact: to make all facts anew would take hours where this takes a minute."""
    op.add_column("pairs", sa.Column("documents", sa.JSON, nullable=False, server_default="[]"))
    database = op.get_bind().dialect.name
    op.execute(f"UPDATE pairs SET documents = (SELECT {_LISTS[database]} FROM ({_TOLD}) AS told)")  # noqa: S608 - constants
    if database == "postgresql":
        op.create_index("ix_words_published", "words", ["published"])
