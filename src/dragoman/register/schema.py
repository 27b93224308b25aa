"""The tables of the register. Change them only together with a new file in migrations/versions; a test compares the two.

    documents ─┬─ records ──▶ facts ─┬─ sides, pairs    who figures in a fact: the look-up by actor and by two actors, in outline
               │                     └─ links           what became of a promise, which figures disagree
               ├─ mentions                              who figures in a document's records of each type: what full text is narrowed by
               └─ (words)                               full text, in the form that each database has for it
    decisions    what people decided, in order; nothing is ever changed or removed there
    traits       keys by which records are found that may tell of one fact
    stale        records whose facts are to be made, by their blocks
    rules        by which identity rules the facts were made

    people ──┬─ sessions    who is signed in, where
             └─ tokens      what programs ask with
    audit        who did what and when; `dragoman.accounts` keeps these four

    jobs ── inputs ── outcomes    what the server was given to read, how far it is, and what came of it

Documents, records and decisions are what is known; facts and everything beside them follow from these and can be made anew at any time.
A record is kept in the codebook's JSON shape, evidence included: `data` as it holds now, `told` as the program read it where a person has
decided otherwise. Two documents of one text are two rows, and their records share their ids.
"""
from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    column,
    literal_column,
    or_,
)

VERSION_TABLE = "dragoman_schema"  # not Alembic's own name, so that a database shared with another program is not mistaken for a register

metadata = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(referred_table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s"})

# Which rows of `pairs` are of facts that others, or some of their own reports, contradict. There is an index of these rows, which databases
# use only for what is asked in the same words.
CONTRADICTED = or_(column("disputed", Boolean), column("links", Text) == literal_column("'conflict'"))

documents = Table(
    "documents", metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Text, index=True),
    Column("source", Text, index=True),
    Column("url", Text),
    Column("language", Text),
    Column("dateline", Text),
    Column("credits", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("read_with", Text, nullable=False),  # the model and the codebook, as whoever read it named them; may be empty
    Column("official", Boolean, nullable=False),  # whether a government or an international organisation published it
    Column("circle", JSON, nullable=False),  # the states and organisations of its records, most often first
    Index("ix_documents_publisher", "key", "source", "official", "published", "id"),  # who published thousands, without their texts
)

records = Table(
    "records", metadata,
    Column("key", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),  # in the document's list of records, from 0
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("standing", Text, nullable=False),  # facts.Standing, or: rejected; detached (decided, but the text no longer has its words)
    Column("data", JSON, nullable=False),
    Column("told", JSON(none_as_null=True)),  # as the program read it; null where `data` is that, or where a person added the record
    Column("confidence", Float, nullable=False, server_default="1"),  # how sure the program is of it; 1 where it does not say
    Column("block", BigInteger, index=True),  # which records it is compared with; null where it belongs to no fact
    Column("fact", Integer, ForeignKey("facts.key", ondelete="SET NULL")),
    Index("ix_records_fact", "fact", "document"),
    Index("ix_records_standing", "standing", "type", "confidence", "key", "fact"),  # all that the review queue looks at
    UniqueConstraint("document", "position"),
)

mentions = Table(
    "mentions", metadata,
    Column("code", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

facts = Table(
    "facts", metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("block", BigInteger, nullable=False, index=True),  # that of the record which founds it
    Column("print", String(40), nullable=False),  # rows.print_of: whether it has changed; empty where it is to be made anew
    Column("type", Text, nullable=False),
    Column("begins", Text, nullable=False),  # first and last day that it may have been on; what lists are sorted by
    Column("ends", Text, nullable=False),
    Column("first", Text),  # first and last day on which a document told it; null where none is dated
    Column("last", Text),
    Column("status", Text),
    Column("due", Text, index=True),
    Column("label", Text),  # what tells facts of its type apart: register.outlining.Outline
    Column("dated", Boolean, nullable=False),  # whether it has a date or period of its own
    Column("disputed", Boolean, nullable=False, index=True),  # whether its reports differ on a field
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("confidence", Float),
    Column("stems", LargeBinary),  # the words that it is told in, and what a promise asks for: see facts.gists
    Column("asks", LargeBinary),
    Column("data", JSON, nullable=False),  # fields, conflicts, history
    Index("ix_facts_type", "type", "begins"),
)

sides = Table(
    "sides", metadata,
    Column("code", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("begins", Text, primary_key=True),
    Column("fact", Integer, ForeignKey("facts.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs", metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("begins", Text, primary_key=True),  # from here on as `facts` has it, so that a pair is outlined without a look at that table
    Column("ends", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("label", Text),
    Column("status", Text),
    Column("due", Text),
    Column("dated", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("fact", Integer, ForeignKey("facts.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("documents", JSON, nullable=False, server_default="[]"),  # the keys of those that tell it, in order
    Column("links", Text),  # what links say of it (see register.linking); null where they say nothing
    Index("ix_pairs_contradicted", "a", "b", "begins", "ends", "id", sqlite_where=CONTRADICTED, postgresql_where=CONTRADICTED),
    sqlite_with_rowid=False,
)

links = Table(
    "links", metadata,
    Column("of", Integer, ForeignKey("facts.key", ondelete="CASCADE", name="fk_links_of"), primary_key=True),
    Column("by", Integer, ForeignKey("facts.key", ondelete="CASCADE", name="fk_links_by"), primary_key=True, index=True),
    Column("kind", Text, primary_key=True, index=True),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions", metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),  # register.ledger.Action
    Column("document", Text, index=True),  # its id: of the record; null for merge and split
    Column("record", Text, index=True),  # its id
    Column("field", Text),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("why", Text),
    Column("undoes", Integer, ForeignKey("decisions.number", name="fk_decisions_undoes")),
)

traits = Table(
    "traits", metadata,
    Column("trait", BigInteger, primary_key=True, autoincrement=False),  # the number of a key (facts.kin) by which a record is found
    Column("record", Integer, primary_key=True, autoincrement=False),  # its key: no reference, which would need an index of its own
    sqlite_with_rowid=False,
)

stale = Table(
    "stale", metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("record", Integer, primary_key=True, autoincrement=False),  # the key of one whose facts are to be made; it may be gone since
    sqlite_with_rowid=False,
)

rules = Table("rules", metadata, Column("version", Text, primary_key=True))

people = Table(
    "people", metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # the name as it is compared
    Column("role", Text, nullable=False),  # accounts.Role
    Column("password", Text),  # argon2's hash; null where the account is removed: its name stays taken
    Column("expires", Text),  # a password that somebody else has made: until when it can be replaced by one's own; null for one's own
    Column("made", Text, nullable=False),  # all times are UTC, ISO 8601
)

sessions = Table(
    "sessions", metadata,
    Column("key", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of what the browser keeps
    Column("person", Integer, ForeignKey("people.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun", Text, nullable=False),
    Column("seen", Text, nullable=False),  # to some minutes
    Column("browser", Text, nullable=False),
    Column("address", Text, nullable=False),
)

tokens = Table(
    "tokens", metadata,
    Column("key", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the token
    Column("person", Integer, ForeignKey("people.key", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),  # what it is for
    Column("scope", Text, nullable=False),  # accounts.Scope
    Column("made", Text, nullable=False),
    Column("expires", Text, nullable=False),
    UniqueConstraint("person", "name"),
)

audit = Table(
    "audit", metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text),  # null where nobody was signed in
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("address", Text),  # null on the command line
)

jobs = Table(
    "jobs", metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),  # register.jobs.State
    Column("ended", Text),
    Column("resumed", Integer, nullable=False),  # how often it was taken up again after a server had stopped in the middle of it
)

inputs = Table(
    "inputs", metadata,
    Column("key", Integer, primary_key=True),
    Column("job", Integer, ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("data", LargeBinary),  # null before it is fetched, and once it is read
    Column("media_type", Text),  # as whoever sent it declared it
    Column("address", Text),  # where it is fetched from; null for what was sent
    Column("about", JSON, nullable=False),  # title, published, source, url of the document, as far as a person has told them
    Column("passed", Integer, nullable=False),  # how many of its documents have an outcome
    Column("tries", Integer, nullable=False),  # how often the next one was begun
    Column("fault", Text),  # what became of the last try, where something did
    Column("worker", Text),  # which process reads it now
    Column("ended", Boolean, nullable=False),
)

outcomes = Table(
    "outcomes", metadata,
    Column("input", Integer, ForeignKey("inputs.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),  # in the input, from 0
    Column("name", Text, nullable=False),  # what the document is called in messages
    Column("document", Text),  # its id; null where it could not be read
    Column("records", Integer, nullable=False),
    Column("new", Boolean, nullable=False),  # whether the register did not hold all of it already
    Column("reason", Text),  # why it could not be read, and what would help
    Column("mend", Text),
)
