"""Taking an import back: what is written, what stays, and how often the logbook is asked for it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from sonolog.domain.identity_answers import Answers
from sonolog.ledger.objects import Revision
from sonolog.store.lookups import HeadRow, heads, revisions_of
from sonolog.store.objects import all_entries_of_act, stored_text
from sonolog.usecases.amend import amend
from sonolog.usecases.check import check
from sonolog.usecases.import_file import import_file
from sonolog.usecases.import_look import look_at
from sonolog.usecases.import_survey import Choices
from sonolog.usecases.import_undo import UNDO_ACT, list_imports, undo_import

from .ward import SAM, Ward, kept

DAY = date(2020, 1, 1)
PROBE = "probe 12345678"


def _imported(ward: Ward, folder: Path, count: int, since: date = DAY) -> str:
    """Import a scan of the knee a day, every fourth with a number that has to be answered for."""
    path = folder / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Date", "Region", "Side", "Finding", "Notes"))
        for at in range(count):
            said = f"{PROBE}{at}" if at % 4 == 0 else f"note {at}"
            writer.writerow(((since + timedelta(days=at)).isoformat(), "knee", "L", "normal", said))
    book = ward.book.answering(Answers(every="equipment"))
    return import_file(book, look_at(path), Choices(twins="merge")).number


def _scans(ward: Ward) -> dict[str, HeadRow]:
    with ward.book.reading() as connection:
        return {one.day or "": one for one in heads(connection, kind="scan")}


def _versions(ward: Ward, record: str) -> list[Revision]:
    with ward.book.reading() as connection:
        found = revisions_of(connection, record)
        texts = [stored_text(connection, row.digest) or "" for row in found]
    return sorted(map(Revision.from_text, texts), key=lambda one: one.at)


@contextmanager
def _asked() -> Iterator[list[str]]:
    """Give the list of what is asked of a database meanwhile."""
    found: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *further: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@pytest.mark.both_engines
def test_what_an_import_wrote_is_withdrawn_and_the_rest_stays(ward: Ward, tmp_path: Path) -> None:
    """Each by a version that says the same with the same answers; what was filled in says what it said before."""
    here = ward.scan(region="knee", side="left", date=DAY.isoformat(), finding="normal")
    number = _imported(ward, tmp_path, 12)
    scans = _scans(ward)
    changed, asked, signed = (scans[(DAY + timedelta(days=at)).isoformat()] for at in (3, 4, 5))
    amend(ward.book, changed.record, {"note": "seen again"})
    ward.submit(asked.record, signed.record, to=SAM)
    ward.sign(signed.record)
    done = undo_import(ward.book, number)
    assert (done.withdrawn, done.restored) == (8, 1)
    assert set(done.left) == {changed.label, asked.label, signed.label}
    first, filled_in, again = _versions(ward, here)
    assert (again.body, again.parents, again.withdrawn, again.why) == (first.body, (filled_in.digest,), False, "undo")
    named = {again.digest}
    for head in _scans(ward).values():
        if head.status == "withdrawn":
            before, after = _versions(ward, head.record)
            assert (after.parents, after.withdrawn, after.why) == ((before.digest,), True, "undo")
            for name in ("kind", "record", "subject", "by", "offset", "body", "guard"):
                assert getattr(after, name) == getattr(before, name)
            assert bool(after.guard) == (PROBE in str(after.body["note"]))
            named.add(after.digest)
    with ward.book.reading() as connection:
        (entry,) = all_entries_of_act(connection, UNDO_ACT)
    assert (set(entry.objects), len(entry.objects), entry.why) == (named, 9, number)
    assert check(ward.book).faults == ()


def test_many_records_are_withdrawn_without_asking_for_each(ward: Ward, tmp_path: Path) -> None:
    """Of ten times as many records, answered for and filled in ones among them, the logbook is asked no more often."""
    counts, told = [], []
    for count, since in ((40, DAY), (400, date(2022, 1, 1))):
        for at in range(count // 20):
            ward.scan(region="knee", side="left", date=(since + timedelta(days=at)).isoformat(), finding="normal")
        number = _imported(ward, tmp_path, count, since)
        with _asked() as asked:
            done = undo_import(ward.book, number, lambda done, of: told.append((done, of)))
        assert (done.withdrawn, done.restored, done.left) == (count - count // 20, count // 20, ())
        counts.append(len(asked))
    assert counts[1] == counts[0]
    assert told == [(40, 40), (400, 400)]
    assert all(one.standing < one.records for one in list_imports(ward.book))
    assert check(ward.book, with_rebuild=True).faults == ()


def test_what_is_left_half_way_leaves_everything(ward: Ward, tmp_path: Path) -> None:
    """Somebody stops it between two batches: nothing is withdrawn, and it can be taken back later."""
    number = _imported(ward, tmp_path, 600)
    before = kept(ward.book)

    def stop(done: int, of: int) -> None:
        assert (done, of) == (500, 600)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo_import(ward.book, number, stop)
    assert kept(ward.book) == before
    assert undo_import(ward.book, number).withdrawn == 600
