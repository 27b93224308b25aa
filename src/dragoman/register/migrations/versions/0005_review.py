"""What the review queue goes by: how sure the program is of each record, which facts are disputed or fall due, which figures rival."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take the confidence out of each record, where an index can find it."""
    op.add_column("records", sa.Column("confidence", sa.Float, nullable=False, server_default="1"))
    sqlite = op.get_bind().dialect.name == "sqlite"
    told = "json_extract(data, '$.confidence')" if sqlite else "(data ->> 'confidence')::float"
    op.execute(f"UPDATE records SET confidence = {told} WHERE {told} IS NOT NULL")  # noqa: S608 (constants)
    op.create_index("ix_records_standing", "records", ["standing", "type", "confidence", "key", "fact"])
    op.create_index("ix_facts_disputed", "facts", ["disputed"])
    op.create_index("ix_facts_due", "facts", ["due"])
    op.create_index("ix_links_kind", "links", ["kind"])
