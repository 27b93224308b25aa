"""What the server was given to read, how far it is, and what came of it."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of jobs."""
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "state")),
        sa.Column("ended", sa.Text),
        sa.Column("resumed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_jobs"),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "inputs",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("job", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary),
        sa.Column("media_type", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("passed", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
        sa.Column("worker", sa.Text),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_inputs"),
        sa.ForeignKeyConstraint(["job"], ["jobs.number"], name="fk_inputs_jobs", ondelete="CASCADE"),
    )
    op.create_index("ix_inputs_job", "inputs", ["job"])
    op.create_table(
        "outcomes",
        sa.Column("input", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("new", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("mend", sa.Text),
        sa.PrimaryKeyConstraint("input", "position", name="pk_outcomes"),
        sa.ForeignKeyConstraint(["input"], ["inputs.key"], name="fk_outcomes_inputs", ondelete="CASCADE"),
    )
