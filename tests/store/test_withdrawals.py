"""Records withdrawn many at once are what they are when withdrawn one by one, in every table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sonolog.ledger.canonical import canonical
from sonolog.ledger.objects import Revision
from sonolog.store.database import Connection, create_database
from sonolog.store.lookups import heads
from sonolog.store.objects import StoredObject, keep, stored_text
from sonolog.store.schema import make_tables
from sonolog.store.withdrawals import Author, Draft, keep_withdrawals, spelled_body

PERSON = "01920000-0000-7000-8000-000000000001"
AUTHOR = Author(PERSON, "2026-11-24T08:00:00.000Z", -150, 'a "reason" é')
BODY: dict[str, Any] = {
    "adequate": True,
    "case": "C-7K3M",
    "custom": [{"name": "Probe “L”", "value": '","by":"nobody","body":{"a":1},\n\\ é'}],
    "date": "2026-03-02",
    "examination": "msk",
    "note": '"body":{"date":"2020-01-01"}}',
    "region": "shoulder",
    "role": "performed",
}


def _version(number: int, **further: Any) -> Revision:
    same = {"kind": "scan", "subject": PERSON, "by": PERSON, "offset": 60, "at": f"2026-11-23T21:36:21.{number:03d}Z"}
    body = BODY | {"case": f"C-{number:04d}"}
    record = f"01920000-0000-7000-8000-{number:012d}"
    return Revision(**same | {"record": record, "salt": f"{number:032x}", "body": body} | further)  # type: ignore[arg-type]


def _stored(one: Revision) -> StoredObject:
    return StoredObject(one.digest, "revision", one.text)


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[tuple[Connection, Connection]]:
    """Return two logbooks that hold the same forty scans."""
    books = [create_database(tmp_path / f"{name}.db") for name in ("many", "each")]
    with books[0].write() as many, books[1].write() as each:
        for connection in (many, each):
            make_tables(connection)
            keep(connection, [_stored(_version(number)) for number in range(40)])
        yield many, each
    for book in books:
        book.close()


def _tables(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    names = ("object", "revision", "head", "scan", "search")
    return {name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr) for name in names}  # noqa: S608


def test_every_table_is_as_if_they_were_withdrawn_one_by_one(connections: tuple[Connection, Connection]) -> None:
    """The same objects, made field by field elsewhere, leave the same rows; what is not named stays a draft."""
    many, each = connections
    some = heads(many, kind="scan")[:30]
    drafts = [Draft(one, spelled_body(one.digest, stored_text(many, one.digest) or "") or "") for one in some]
    digests = keep_withdrawals(many, AUTHOR, drafts, lambda count: b"\7" * count)
    made = [
        Revision(
            kind="scan",
            record=one.record,
            subject=PERSON,
            parents=(one.digest,),
            salt="07" * 16,
            by=PERSON,
            at=AUTHOR.at,
            offset=AUTHOR.offset,
            body=BODY | {"case": one.label},
            why=AUTHOR.why,
            withdrawn=True,
        )
        for one in some
    ]
    keep(each, [_stored(one) for one in made])
    assert digests == [one.digest for one in made]
    assert _tables(many) == _tables(each)
    assert [one.status for one in heads(many, kind="scan")].count("draft") == 10


def test_a_body_is_repeated_only_where_nothing_else_is_to_be_said() -> None:
    """Not from a damaged text, not where the guard was answered, and not at the limit of an object's size."""
    plain = _version(1)
    assert spelled_body(plain.digest, plain.text) == canonical(dict(plain.body))
    assert spelled_body(plain.digest, plain.text.replace("shoulder", "knee")) is None
    answered = Revision.from_text(
        plain.text.replace('"kind"', '"guard":[{"rule":"long-number","span":"note:0-6","why":"code"}],"kind"', 1)
    )
    assert spelled_body(answered.digest, answered.text) is None
    long = _version(2, body=BODY | {"note": "word " * 8_000})
    assert spelled_body(long.digest, long.text) is None
