"""Accounts: people, what they are signed in with, and who did what."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; nobody is in them, so that the register stays open to its own machine alone."""
    op.create_table(
        "people",
        sa.Column("key", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "folded", "role")),
        *(sa.Column(name, sa.Text) for name in ("password", "expires")),
        sa.Column("made", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_people"),
        sa.UniqueConstraint("folded", name="uq_people_folded"),
    )
    _held_by_people("sessions", ("begun", "seen", "browser", "address"))
    op.create_index("ix_sessions_person", "sessions", ["person"])
    _held_by_people("tokens", ("name", "scope", "made", "expires"), sa.UniqueConstraint("person", "name", name="uq_tokens_person"))
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("action", "what")),
        sa.Column("address", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )


def _held_by_people(table: str, texts: tuple[str, ...], *constraints: sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("key", name=f"pk_{table}"),
        sa.UniqueConstraint("digest", name=f"uq_{table}_digest"),
        sa.ForeignKeyConstraint(["person"], ["people.key"], name=f"fk_{table}_people", ondelete="CASCADE"),
        *constraints,
    )
