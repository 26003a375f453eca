"""The tables: two that keep, the views computed from them, and two for convenience.

``object`` and ``journal`` are append-only and guarded by triggers.  Every other table but ``draft`` and ``setting`` is
a view: a cache that :mod:`sonolog.store.views` can drop and rebuild from the objects.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _whole(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


objects = Table(
    "object",
    metadata,
    Column("digest", Text, primary_key=True, nullable=False),
    _text("type"),
    _text("text"),
    Column("signature", LargeBinary, nullable=True),
)

journal = Table(
    "journal",
    metadata,
    _text("writer"),
    _whole("seq"),
    _text("digest"),
    _text("text"),
    PrimaryKeyConstraint("writer", "seq", "digest"),
)
"""A writer whose file was copied may have two entries of one number: both are kept."""

setting = Table("setting", metadata, Column("name", Text, primary_key=True, nullable=False), _text("value"))

draft = Table(
    "draft",
    metadata,
    Column("record", Text, primary_key=True, nullable=False),
    _text("form"),
    _text("person", null=True),
    _text("at"),
    _text("text"),
)

revision = Table(
    "revision",
    metadata,
    Column("digest", Text, ForeignKey("object.digest"), primary_key=True, nullable=False),
    _text("record"),
    _text("kind"),
    _text("subject"),
    _text("author"),
    _text("at"),
    _text("parents"),
    _text("why", null=True),
    _whole("withdrawn"),
    _whole("redacted"),
    Index(None, "record"),
)

statement = Table(
    "statement",
    metadata,
    Column("digest", Text, ForeignKey("object.digest"), primary_key=True, nullable=False),
    _text("act"),
    _text("subject"),
    _text("person"),
    _text("name"),
    _text("role"),
    _text("fingerprint"),
    _text("addressed", null=True),
    _whole("n"),
    _text("prev"),
    _text("at"),
    _text("day"),
    _text("meaning", null=True),
    _text("assurance"),
    _text("reason", null=True),
    Index(None, "fingerprint", "subject", "n"),
    Index(None, "subject", "at"),
)

item = Table(
    "item",
    metadata,
    Column("statement", Text, ForeignKey("statement.digest"), nullable=False),
    _whole("position"),
    _text("target"),
    _text("outcome", null=True),
    _text("agreement", null=True),
    _text("finding", null=True),
    _whole("entrustment", null=True),
    _text("comment", null=True),
    _whole("opened", null=True),
    PrimaryKeyConstraint("statement", "position"),
    Index(None, "target"),
)

head = Table(
    "head",
    metadata,
    Column("row", Integer, primary_key=True, nullable=False),
    _text("record"),
    _text("kind"),
    _text("subject"),
    _text("digest"),
    _text("status"),
    _text("day", null=True),
    _text("label"),
    _whole("versions"),
    _text("created"),
    _text("changed"),
    _text("submitted", null=True),
    _text("asked", null=True),
    _text("sign_off", null=True),
    UniqueConstraint("record"),
    Index(None, "subject", "kind", "day", "record"),
    Index(None, "kind", "status", "submitted"),
    Index(None, "subject", "kind", "status"),
    Index(None, "label"),
)

document = Table(
    "document",
    metadata,
    Column("digest", Text, ForeignKey("object.digest"), primary_key=True, nullable=False),
    _text("kind"),
    _text("name"),
    _text("edition"),
    Index(None, "kind", "name", "edition"),
)

RECORD_VIEWS = (revision, statement, item, head, document)
"""Views that do not depend on the kind of record; the tables of the kinds are in ``kind_tables``."""

SEARCH_SQL = "CREATE VIRTUAL TABLE search USING fts5(content, tokenize='unicode61 remove_diacritics 2')"
"""Full-text search over what a person typed; ``rowid`` is ``head.row``."""
