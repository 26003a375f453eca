"""Reading the evidence of one trainee as columns, for the evaluator.

Records dated up to the day in their current version, statements up to the end of the day.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from sonolog.domain.kinds import EVALUATED_KINDS
from sonolog.progress.evidence import (
    Accreditation,
    Cell,
    Evidence,
    Log,
    Signatory,
    SignOff,
)
from sonolog.store.enrolments import enrolment_rows
from sonolog.store.errors import RecordUnreadable
from sonolog.store.kind_tables import Shape, field_shapes, kind_table, live_rows
from sonolog.store.people import roles_in
from sonolog.store.state_as_of import sign_off_of, states_as_of
from sonolog.store.tables import head, item, statement

_HEAD = (head.c.record, head.c.label, head.c.day, head.c.status, head.c.digest)


def load_evidence(
    connection: Connection,
    trainee: str,
    as_of: date,
    kinds: Collection[str] = EVALUATED_KINDS,
    *,
    people: Mapping[str, Signatory] | None = None,
) -> Evidence:
    """Return everything of ``kinds`` recorded about ``trainee`` up to the end of ``as_of``.

    ``people`` are those of :func:`load_people`, where they were read already.
    """
    later = _later_statements(connection, trainee, as_of)
    query = select(head.c.kind).where(head.c.subject == trainee, head.c.kind.in_(kinds)).distinct()
    there = set(connection.execute(query).scalars())  # of most kinds a trainee has nothing
    logs = {kind: _load_log(connection, kind, trainee, as_of, rewind=later) for kind in kinds if kind in there}
    return Evidence(
        trainee=trainee,
        as_of=as_of,
        logs={kind: log for kind, log in logs.items() if len(log)},
        people=load_people(connection) if people is None else people,
        enrolments=tuple(one.as_evidence() for one in enrolment_rows(connection, trainee, as_of)),
    )


def _later_statements(connection: Connection, trainee: str, as_of: date) -> bool:
    """Return whether any statement about the trainee is later than the day, so that states must be rewound."""
    query = select(statement.c.digest).where(statement.c.subject == trainee, statement.c.day > as_of.isoformat())
    return connection.execute(query.limit(1)).first() is not None


def _load_log(connection: Connection, kind: str, trainee: str, as_of: date, *, rewind: bool) -> Log:
    shapes = field_shapes(kind)
    rows = connection.execute(_log_query(kind, trainee, as_of)).all()
    columns = list(zip(*rows, strict=True)) or [()] * (len(_HEAD) + len(shapes))
    records, labels, days, statuses, digests = columns[: len(_HEAD)]
    if rewind:
        states = states_as_of(connection, dict(zip(records, digests, strict=True)), as_of)
        statuses = tuple(states[record][0] for record in records)
        signed = {record: state[1] for record, state in states.items()}
    else:
        signed = _sign_offs(connection, kind, trainee)
    cells = columns[len(_HEAD) :]
    return Log(
        kind=kind,
        records=records,
        labels=labels,
        dates=_read_column("day", days, records),  # type: ignore[arg-type]
        statuses=statuses,
        signed=[signed.get(record) for record in records],
        columns={name: _read_column(shape, cells[at], records) for at, (name, shape) in enumerate(shapes.items())},
    )


def _log_query(kind: str, trainee: str, as_of: date) -> Select[Any]:
    table = kind_table(kind)
    fields = [table.c[name] for name in field_shapes(kind)]
    return (
        select(*_HEAD, *fields)
        .select_from(head)
        .join(table, table.c.record == head.c.record)
        .where(head.c.subject == trainee, head.c.kind == kind, head.c.day <= as_of.isoformat())
        .order_by(head.c.day, head.c.record)
    )


def _sign_offs(connection: Connection, kind: str, trainee: str) -> dict[str, SignOff | None]:
    query = (
        select(statement, item, head.c.record.label("about"))
        .select_from(head)
        .join(statement, statement.c.digest == head.c.sign_off)
        .join(item, and_(item.c.statement == head.c.sign_off, item.c.target == head.c.digest))
        .where(head.c.subject == trainee, head.c.kind == kind, head.c.status == "signed")
    )
    return {row.about: sign_off_of(row) for row in connection.execute(query)}


def _read_codes(text: str) -> Cell:
    return codes_cell(json.loads(text))


def codes_cell(parts: Sequence[Any]) -> Cell:
    """Return several codes, or several values of some other form, as a cell."""
    return tuple(part if isinstance(part, str) else json.dumps(part, sort_keys=True) for part in parts)


_READERS: Mapping[Shape, Callable[[Any], Cell]] = {
    "day": date.fromisoformat,
    "flag": bool,
    "codes": _read_codes,
    "json": _read_codes,
}


def _read_column(shape: Shape, cells: Sequence[Any], records: Sequence[str]) -> Sequence[Cell]:
    """Turn stored values into cells; equal values are read once, a column has few different ones.

    Raises:
        RecordUnreadable: a value is none of its shape.
    """
    read = _READERS.get(shape)
    if read is None:
        return cells
    known: dict[Any, Cell] = {None: None}
    for cell in set(cells) - {None}:
        try:
            known[cell] = read(cell)
        except (ValueError, TypeError):
            raise RecordUnreadable(records[cells.index(cell)], cell) from None
    return [known[cell] for cell in cells]


def load_people(connection: Connection) -> dict[str, Signatory]:
    """Return everyone named in the logbook, with what is recorded of their accreditation."""
    held: dict[str, list[Accreditation]] = defaultdict(list)
    table = kind_table("accreditation")
    for row in connection.execute(live_rows(table).order_by(table.c.start, table.c.record)):
        with suppress(ValueError, TypeError):  # what cannot be read gives nobody a right, and takes nobody else's
            held[row.person].append(_accreditation(row))
    person = kind_table("person")
    return {row.record: _signatory(row, held[row.record]) for row in connection.execute(live_rows(person))}


def _signatory(row: Row[Any], held: list[Accreditation]) -> Signatory:
    roles = frozenset(roles_in(row.roles))
    external = None if row.external is None else bool(row.external)
    return Signatory(row.record, row.name, roles, tuple(held), row.register_body or "", external)


def _accreditation(row: Row[Any]) -> Accreditation:
    until = date.fromisoformat(row.until) if row.until else None
    return Accreditation(row.person, row.field, row.level, date.fromisoformat(row.start), until, row.body or "")
