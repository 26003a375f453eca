"""Counts and lists for overviews and reports, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from sonolog.store.kind_tables import DEAD, kind_table
from sonolog.store.tables import head, statement


def records_until(connection: Connection, kind: str, trainee: str, as_of: date) -> tuple[Row[Any], ...]:
    """Return the rows of one kind dated up to ``as_of``, oldest first, with their status; withdrawn ones left out."""
    table = kind_table(kind)
    query = (
        select(table, head.c.status, head.c.day)
        .join(head, head.c.record == table.c.record)
        .where(head.c.subject == trainee, head.c.kind == kind, head.c.day <= as_of.isoformat())
        .where(head.c.status.not_in(DEAD))
        .order_by(head.c.day, head.c.record)
    )
    return tuple(connection.execute(query))


def sign_statements(connection: Connection, trainee: str, as_of: date) -> tuple[Row[Any], ...]:
    """Return the rows of every sign-off about ``trainee`` made up to the end of ``as_of``, oldest first."""
    query = (
        select(statement)
        .where(statement.c.subject == trainee, statement.c.act == "sign", statement.c.day <= as_of.isoformat())
        .order_by(statement.c.at, statement.c.digest)
    )
    return tuple(connection.execute(query))


def scans_since(connection: Connection, trainee: str, since: date) -> int:
    """Return how many scans are dated ``since`` or later; withdrawn ones left out."""
    query = select(func.count()).select_from(head).where(head.c.subject == trainee, head.c.kind == "scan")
    query = query.where(head.c.day >= since.isoformat(), head.c.status.not_in(DEAD))
    return int(connection.execute(query).scalar() or 0)


def scans_by_day(connection: Connection, trainee: str, as_of: date) -> dict[date, int]:
    """Return how many scans are dated each day up to ``as_of``; withdrawn ones left out."""
    query = select(head.c.day, func.count().label("scans")).where(
        head.c.subject == trainee, head.c.kind == "scan", head.c.day <= as_of.isoformat(), head.c.status.not_in(DEAD)
    )
    rows = connection.execute(query.group_by(head.c.day).order_by(head.c.day))
    return {date.fromisoformat(row.day): row.scans for row in rows}


def scans_by_region(connection: Connection, trainee: str, as_of: date) -> tuple[Row[Any], ...]:
    """Return region, and of its scans how many there are, are signed and are abnormal, most first."""
    table = kind_table("scan")
    query = (
        select(
            table.c.region,
            func.count().label("scans"),
            func.sum(case((head.c.status == "signed", 1), else_=0)).label("signed"),
            func.sum(case((table.c.finding == "abnormal", 1), else_=0)).label("abnormal"),
        )
        .join(head, head.c.record == table.c.record)
        .where(head.c.subject == trainee, head.c.kind == "scan", head.c.day <= as_of.isoformat())
        .where(head.c.status.not_in(DEAD))
        .group_by(table.c.region)
        .order_by(func.count().desc(), table.c.region)
    )
    return tuple(connection.execute(query))


def entry_days(connection: Connection, kind: str, trainee: str) -> dict[str, date]:
    """Return for each record of one kind the day on which it was first entered, in UTC."""
    query = select(head.c.record, head.c.created).where(head.c.subject == trainee, head.c.kind == kind)
    return {row.record: date.fromisoformat(row.created[:10]) for row in connection.execute(query)}
