"""Scans in force that came from a study, by the hash they carry."""

from __future__ import annotations

import json

from sqlalchemy import select

from sonolog.store.database import Connection
from sonolog.store.kind_tables import DEAD, kind_table
from sonolog.store.tables import head


def scans_by_own_field(connection: Connection, subject: str, name: str) -> dict[str, tuple[str, str]]:
    """Return record and case of the scans in force that have a field of their own of this name, by what it says."""
    table = kind_table("scan")
    query = (
        select(table.c.custom, head.c.record, head.c.label)
        .join(head, head.c.record == table.c.record)
        .where(head.c.subject == subject, head.c.kind == "scan", head.c.status.not_in(DEAD))
        .where(table.c.custom.contains(f'"{name}"', autoescape=True))
    )
    return {
        one["value"]: (row.record, row.label)
        for row in connection.execute(query)
        for one in json.loads(row.custom)
        if one["name"] == name
    }
