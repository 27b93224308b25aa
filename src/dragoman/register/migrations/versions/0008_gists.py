"""What facts speak of, in a few bytes beside them; and PostgreSQL's words in a table of their own, as narrow as can be."""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TOLD = "to_tsvector('english', dragoman_plain(left(coalesce(NEW.title, '') || ' ' || NEW.text, 250000)))"
_COME = f"INSERT INTO words VALUES (NEW.key, NEW.published, NEW.source, {_TOLD})"  # noqa: S608 - constants, as below
_CHANGE = f"UPDATE words SET (published, source, words) = (NEW.published, NEW.source, {_TOLD}) WHERE key = NEW.key"  # noqa: S608


def upgrade() -> None:
    """Add the columns; with the rules of an older program gone, all facts are made anew, and these with them."""
    for name in ("stems", "asks"):
        op.add_column("facts", sa.Column(name, sa.LargeBinary))
    op.execute("DELETE FROM rules")
    if op.get_bind().dialect.name == "postgresql":
        _words()


def _words() -> None:
    """A search reads a row of each document that holds a common word, which here is a tenth as long; the words lie beside it."""
    op.execute("CREATE TABLE words (key integer PRIMARY KEY REFERENCES documents ON DELETE CASCADE, published text, source text, "
               "words tsvector)")
    op.execute("ALTER TABLE words SET (toast_tuple_target = 128)")
    op.execute("INSERT INTO words SELECT key, published, source, words FROM documents ORDER BY key")
    op.execute("ALTER TABLE documents DROP COLUMN words")
    op.execute("CREATE INDEX ix_words_words ON words USING gin (words)")
    for name, event, action in (("insert", "INSERT", _COME), ("update", "UPDATE OF title, text, published, source", _CHANGE)):
        op.execute(f"CREATE FUNCTION dragoman_words_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {action}; RETURN NEW; END $$")
        op.execute(f"CREATE TRIGGER words_{name} AFTER {event} ON documents FOR EACH ROW EXECUTE FUNCTION dragoman_words_{name}()")
    op.execute("ANALYZE words")
