"""A year signed by files between two machines, one laptop forked, one put back from a backup: all merge to one set.

Quickly a few sessions in two rounds; with ``--full`` the whole year.
"""

from __future__ import annotations

import shutil
import sqlite3
from itertools import permutations
from pathlib import Path

from tests.cli.desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from tests.faults.programme import Programme

from sonolog.usecases.demo_lines import log_lines


def _sessions() -> list[str]:
    return [one.strip() for one in "\n".join(log_lines()).split("\n\n") if one.strip()]


def _log(desk: Desk, sessions: list[str]) -> None:
    desk.ok("log", "-", "--yes", stdin="\n".join(sessions).encode())


def _signed_by_file(trainee: Desk, supervisor: Desk, folder: Path, name: str) -> None:
    """Ask, open, sign, answer and absorb: one round of files between the two."""
    asked, answer = folder / f"{name}-request.slb", folder / f"{name}-response.slb"
    trainee.ok("submit", "--all", "--to", SUPERVISOR, passphrase=PASSPHRASE)
    trainee.ok("request", str(asked), "--to", SUPERVISOR)
    supervisor.ok("open", str(asked), "--yes")
    supervisor.ok("sign", "--all", passphrase=PASSPHRASE)
    supervisor.ok("respond", str(answer))
    trainee.ok("absorb", str(answer), "--accept-unconfirmed")


def _digests(desk: Desk) -> set[tuple[str, str]]:
    with sqlite3.connect(desk.logbook) as raw:
        return set(raw.execute("SELECT digest, text FROM object"))


def _forked(desk: Desk, folder: Path) -> Desk:
    """Return the trainee's second laptop: the same logbook and key, what this machine remembers left behind."""
    shutil.copytree(desk.home, folder, ignore=shutil.ignore_patterns("state", "backups"))
    return Desk(folder)


def _lived(folder: Path, sessions: list[str], rounds: int) -> tuple[Desk, Desk, Desk]:
    """Return the trainee's first laptop, put back from a backup, the forked one, and the supervisor's computer."""
    first, supervisor = Desk(folder / "first"), Desk(folder / "supervisor")
    first.known_as(TRAINEE)
    first.ok("people", "add", SUPERVISOR, "Pat Partner", "--role", "supervisor")
    size = len(sessions) // (rounds + 2)
    _log(first, sessions[:size])
    first.ok("enrol", "rcr-msk", "--date", "2025-11-01")
    _signed_by_file(first, supervisor, folder, "round-1")
    second = _forked(first, folder / "second")
    backup = folder / "backup.db"
    for number in range(2, rounds + 1):
        if number == rounds:
            first.ok("backup", str(backup))
        _log(first, sessions[size * (number - 1) : size * number])
        _signed_by_file(first, supervisor, folder, f"round-{number}")
    _log(second, sessions[size * rounds :])
    _signed_by_file(second, supervisor, folder, "second")
    shutil.copy(first.logbook, folder / "before-restore.db")
    first.ok("restore", str(backup), "--yes")
    return first, second, supervisor


def _told(desk: Desk) -> tuple[object, ...]:
    """Return what verify, check and progress say of a logbook."""
    verified = desk.ask("verify", str(desk.logbook), "--json").json
    checked = desk.ok("check", "--json").json
    records = sorted((one["id"], one["status"], one["word"]) for one in verified["records"])
    return verified["words"], records, checked["objects"], checked["statements"], desk.ok("progress", "--json").json


def test_a_year_by_files_comes_to_one_set_in_any_order(tmp_path: Path, programme: Programme) -> None:
    """Laptop, fork, and what was there before the restore, absorbed in all six orders: the same objects and answers."""
    sessions = _sessions()
    sessions = sessions if programme.full else sessions[:12]
    first, second, supervisor = _lived(tmp_path, sessions, programme.amount(2, 10))
    sources = {}
    for name, path in (
        ("first", first.logbook),
        ("second", second.logbook),
        ("before", tmp_path / "before-restore.db"),
    ):
        sources[name] = tmp_path / f"source-{name}.db"
        shutil.copy(path, sources[name])
    assert _digests(first) != _digests(second)
    union = set().union(*(_digests(one) for one in (first, second))) | _rows(sources["before"])
    orders = list(permutations(sources))
    told = []
    for number, order in enumerate(orders if programme.full else orders[::5]):
        desk = _forked(first if order[0] == "first" else second, tmp_path / f"merged-{number}")
        shutil.copy(sources[order[0]], desk.logbook)
        for name in order[1:]:
            desk.ok("absorb", str(sources[name]), "--accept-unconfirmed")
        assert _digests(desk) == union, order
        told.append(_told(desk))
    assert all(one == told[0] for one in told)
    words, records, *_ = told[0]
    assert set(words) == {"Valid, identity not confirmed"}  # type: ignore[call-overload]
    logged = sum(len(one.splitlines()) for one in sessions)
    assert sum(status == "signed" for _, status, _ in records) == logged  # type: ignore[attr-defined]
    supervisor.ok("check")


def _rows(path: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(path) as raw:
        return set(raw.execute("SELECT digest, text FROM object"))
