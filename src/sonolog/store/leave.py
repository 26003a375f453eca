"""When a trainee is or will be away."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from sonolog.progress.evidence import UNCOUNTED
from sonolog.store.kind_tables import kind_table
from sonolog.store.tables import head


def leave_periods(connection: Connection, trainee: str) -> tuple[tuple[date, date | None], ...]:
    """Return first and last day of every leave recorded, that to come included; an unknown last day is None."""
    table = kind_table("leave")
    live = (head.c.subject == trainee, head.c.status.not_in(UNCOUNTED))
    query = select(table.c.start, table.c.until).join(head, head.c.record == table.c.record).where(*live)
    rows = connection.execute(query.order_by(table.c.start, table.c.record))
    return tuple((date.fromisoformat(start), date.fromisoformat(until) if until else None) for start, until in rows)
