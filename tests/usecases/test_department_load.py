"""Many at once, and a server that dies: nothing that was acknowledged is lost, nothing is there twice, all in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from tests.department_server import Server, begun_server, end_server, settle, the_server
from tests.faults.programme import Programme

from sonolog.store.department import connecting
from sonolog.store.department.errors import DepartmentBusy, ServerGone, ServerUnreachable
from sonolog.store.lookups import heads
from sonolog.usecases.check import check
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.outcome import OutcomeUnknown

from .department_ward import DepartmentWard
from .ward import Ward, held_clock, home_in, kept

_WRITERS = 8
_WRITER = """
import sys
from pathlib import Path
from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.open_logbook import open_logbook
where, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
home = Home(data=folder / "data", config=folder / "config", state=folder / "state")
book = open_logbook(where or None, home=home, clock=SystemClock())
for _ in range(count):
    print(log_scan(book, {"region": "shoulder", "side": "left"}).id, flush=True)
book.close()
"""


def _started(where: str, folder: Path, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", _WRITER, where, str(folder), str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _acknowledged(writers: list[subprocess.Popen[str]]) -> list[str]:
    """Return every id the writers printed; each has to end well."""
    told = [one.communicate(timeout=300) for one in writers]
    assert [(one.returncode, err) for one, (_, err) in zip(writers, told, strict=True)] == [(0, "")] * len(writers)
    return [record for out, _ in told for record in out.split()]


@pytest.mark.both_engines
def test_eight_writers_lose_nothing_and_write_nothing_twice(ward: Ward, tmp_path: Path, programme: Programme) -> None:
    """At once and about one trainee, on several machines: each scan is there once, and nobody sees an error of a lock.

    The full programme has a hundred scans of each.
    """
    each = programme.amount(10, 100)
    if isinstance(ward, DepartmentWard):
        address = ward.server.address("tess", ward.database)
        homes = [ward.folder / "tess", *(tmp_path / f"machine {number}" for number in range(3))]
        writers = [_started(address, homes[number % len(homes)], each) for number in range(_WRITERS)]
    else:
        writers = [_started("", ward.folder, each) for _ in range(_WRITERS)]
    logged = _acknowledged(writers)
    assert len(logged) == len(set(logged)) == _WRITERS * each
    book = ward.acting("Lea Lead") if isinstance(ward, DepartmentWard) else ward.book
    with book.reading() as connection:
        found = [head.record for head in heads(connection, kind="scan")]
    assert sorted(found) == sorted(logged)
    assert check(book).faults == ()


def test_a_server_killed_in_the_middle_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """The writer ends with a named error; after the start all it printed is there, and at most one scan more."""
    server = begun_server(the_server().programs)
    try:
        _killed_in_the_middle(server, tmp_path)
    finally:
        end_server(server)


def _killed_in_the_middle(server: Server, tmp_path: Path) -> None:
    settle(server)
    server.control("stop", "-m", "fast")
    server.start(durable=True)
    writer = _started(server.address("tess"), tmp_path / "tess", 10_000)
    assert writer.stdout is not None and writer.stderr is not None
    logged = [writer.stdout.readline().strip() for _ in range(5)]
    server.control("stop", "-m", "immediate")
    out, err = writer.communicate(timeout=120)
    logged += out.split()
    last = err.strip().splitlines()[-1]
    assert any(name in last for name in (ServerGone.__name__, OutcomeUnknown.__name__, ServerUnreachable.__name__))
    server.start(durable=True)
    book = open_logbook(server.address("tess"), home=home_in(tmp_path / "again"), clock=held_clock())
    with book.reading() as connection:
        found = {head.record for head in heads(connection, kind="scan")}
    book.close()
    assert set(logged) <= found
    assert len(found - set(logged)) <= 1


def test_a_connection_that_broke_is_made_anew(tmp_path: Path) -> None:
    """The program that was open while the server was started again goes on with its next act."""
    ward = DepartmentWard(tmp_path, server=the_server())
    try:
        ward.scan()
        ended = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = "
        )
        ward.server.sql(f"{ended} 'tess'", database=ward.database)
        record = ward.scan(region="knee")
        assert ward.status(record) == "draft"
    finally:
        ward.close()


def test_an_act_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds the turn of this login: the act is refused in words, and nothing of it is kept."""
    import psycopg

    monkeypatch.setattr(connecting, "SETTINGS", connecting.SETTINGS.replace("30s", "200ms"))
    ward = DepartmentWard(tmp_path, server=the_server())
    try:
        before = kept(ward.book)
        with psycopg.connect(ward.server.address("tess", ward.database)) as holding:
            holding.execute("SELECT pg_advisory_xact_lock(hashtextextended('sonolog ' || session_user, 20231123))")
            started = monotonic()
            with pytest.raises(DepartmentBusy):
                ward.scan()
            assert monotonic() - started < 10
        assert kept(ward.book) == before
        assert ward.status(ward.scan()) == "draft"
    finally:
        ward.close()
