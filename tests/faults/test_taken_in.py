"""Files changed inside and sealed anew, taken into a logbook: absorbed or refused, and shown by every command."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, Answer, Desk

from sonolog.errors import Exit

from .mutation import BUNDLES
from .programme import Programme
from .trial import Trial


@pytest.mark.parametrize("name", ["response.slb", "request.slb", "card.slb"])
def test_taken_in(valid_files: Path, programme: Programme, tmp_path: Path, name: str) -> None:
    """A refusal leaves the logbook as it was, and whatever was let in every command can show."""
    place = Path(shutil.copytree(valid_files / "home", tmp_path / "home"))
    desk, trial = Desk(place), Trial(programme, f"absorb {name}")
    desk.ok("people", "add", "Lea Lead", "--role", "lead")
    desk.ok("identity", "create", "--as", "Lea", passphrase=PASSPHRASE)
    kept, path = desk.logbook.read_bytes(), tmp_path / name
    for changed in trial.changed((valid_files / name).read_bytes(), BUNDLES[2:], 6, 80):
        path.write_bytes(changed)
        before = _kept(desk.logbook)
        answers = [_take(desk, path)]
        if answers[0].code == Exit.DONE:
            answers += [desk.ask(*words) for words in _EVERYWHERE]
        else:
            trial.refused += 1
            if _kept(desk.logbook) != before:
                trial.wrong.append(f"changed by a refusal: {answers[0].err}")
        trial.wrong += [f"{one.err}: {_crashes(place)}" for one in answers if one.code == Exit.BUG]
        trial.count += 1
        desk.logbook.write_bytes(kept)
    trial.tell(f"taken into a logbook ({name.removesuffix('.slb')})", 80)


def _take(desk: Desk, path: Path) -> Answer:
    if path.name != "card.slb":
        return desk.ask("absorb", str(path), "--accept-unconfirmed")
    vouching = ("--role", "supervisor", "--checked", "seen", "--as", "Lea")
    return desk.ask("vouch", str(path), *vouching, passphrase=PASSPHRASE)


_EVERYWHERE = (
    ("scans",),
    ("records",),
    ("people",),
    ("inbox", "--as", SUPERVISOR),
    ("progress",),
    ("check",),
    ("placements",),
    ("charts",),
)


def _kept(path: Path) -> str:
    """Return the digest of what keeps: objects, journal, settings; views and drafts may be made anew."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in ("object", "journal")]  # noqa: S608
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _crashes(home: Path) -> str:
    reports = sorted(home.rglob("crash-*.txt"), key=lambda one: one.stat().st_mtime)
    return " | ".join(reports[-1].read_text("utf-8").splitlines()[-3:]) if reports else ""
