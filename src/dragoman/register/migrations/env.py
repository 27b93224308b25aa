"""Run by Alembic for each migration, on the connection and in the transaction that `database.prepare` holds open."""
from __future__ import annotations

from alembic import context

from dragoman.register.schema import VERSION_TABLE, metadata

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE, target_metadata=metadata)
context.run_migrations()
