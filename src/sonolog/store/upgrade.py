"""Bringing an older logbook's keeping tables to this program's format, in one transaction.

Signed bytes are never touched.  Views are not looked after here: they are computed anew afterwards.
"""

from __future__ import annotations

from sqlalchemy import Connection

from sonolog.store.database import FORMAT, Database
from sonolog.store.schema import GUARDS, create

_TRIGGERS = ("object_is_kept", "object_is_fixed", "journal_is_kept", "journal_is_fixed")


def upgrade(database: Database) -> None:
    """Bring the file to this program's format: all of it, or nothing."""
    with database.write() as connection:
        if int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) < FORMAT:
            _to_format_2(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def _to_format_2(connection: Connection) -> None:
    """Let a writer have two entries of one number, and a text give way to a tombstone."""
    from sonolog.store.tables import journal

    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("ALTER TABLE journal RENAME TO journal_before")
    for line in create(journal):
        connection.exec_driver_sql(line)
    connection.exec_driver_sql("INSERT INTO journal SELECT writer, seq, digest, text FROM journal_before")
    connection.exec_driver_sql("DROP TABLE journal_before")
    for line in GUARDS:
        connection.exec_driver_sql(line)
