"""A damaged logbook gives what can be read of it, united with the newest sound backup."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sonolog.errors import Exit

from .desk import Desk


def _backups(desk: Desk) -> list[Path]:
    return sorted((desk.home / "data" / "backups").glob("*/*.db"))


def _without_backups(desk: Desk) -> None:
    for path in _backups(desk):
        path.unlink()


def _damage(path: Path, *pages: int) -> bytes:
    """Overwrite pages, counted from 0, with noise."""
    content = bytearray(path.read_bytes())
    noise = Random(999)  # noqa: S311  (noise, not a secret)
    for page in pages:
        content[4096 * page : 4096 * (page + 1)] = noise.randbytes(4096)
    path.write_bytes(content)
    return bytes(content)


def test_damaged_and_backed_up_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    """A scan logged after the backup, and others whose pages are noise: file and backup together hold all of them."""
    desk.ok("backup")
    desk.ok("log", "ankle", "right", "finding=normal")
    everything = desk.cases()
    damaged = _damage(desk.logbook, 0, 2, 3)
    done = desk.ok("recover", str(desk.logbook), str(tmp_path / "sound.db"), "--json").json
    assert done["lost"] == []
    assert not done["whole"]
    assert desk.logbook.read_bytes() == damaged
    assert desk.ask("check", "--logbook", str(tmp_path / "sound.db")).code == 0
    desk.ok("restore", str(tmp_path / "sound.db"))
    assert desk.cases() == everything


def test_a_lost_header_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    """Without a head and without a backup every object is found page by page."""
    everything = desk.cases()
    _without_backups(desk)
    _damage(desk.logbook, 0)
    done = desk.ok("recover", str(desk.logbook), str(tmp_path / "sound.db"))
    assert "none found" in done.out
    assert desk.cases("--logbook", str(tmp_path / "sound.db")) == everything
    assert desk.ask("check", "--logbook", str(tmp_path / "sound.db")).code == 0


def test_what_is_lost_is_counted(desk: Desk, tmp_path: Path) -> None:
    """Objects that the journal names and that are nowhere are told, with exit code 1."""
    _without_backups(desk)
    content = desk.logbook.read_bytes()
    at = content.index(b'"finding":"normal"') // 4096
    _damage(desk.logbook, at)
    answer = desk.ask("recover", str(desk.logbook), str(tmp_path / "sound.db"), "--json")
    assert answer.code == Exit.INVALID
    assert answer.json["lost"]
    assert answer.json["only_in_file"] == answer.json["objects"] > 0


def test_the_new_file_lies_beside_and_names_the_next_step(desk: Desk) -> None:
    """Without a place it is put beside the damaged one; nothing is written over."""
    _damage(desk.logbook, 0)
    done = desk.ok("recover", str(desk.logbook))
    (made,) = desk.logbook.parent.glob("logbook-recovered-*.db")
    assert f"sonolog restore {made}" in done.err
    assert made.stat().st_mode & 0o777 == 0o600
    assert desk.ask("recover", str(desk.logbook), str(made)).code == Exit.NO_OUTPUT


@pytest.mark.parametrize("content", [b"", b"words", bytes(9999), bytes(range(256)) * 99])
def test_a_file_of_nothing_gives_the_backup_or_a_refusal(desk: Desk, tmp_path: Path, content: bytes) -> None:
    """This home's own logbook is recovered from its backup; another file of nothing is refused."""
    everything = desk.cases()
    desk.ok("backup")
    desk.logbook.write_bytes(content)
    (tmp_path / "other.db").write_bytes(content)
    assert desk.ask("recover", str(tmp_path / "other.db")).code == Exit.INVALID
    desk.ok("recover", str(desk.logbook), str(tmp_path / "sound.db"))
    assert desk.cases("--logbook", str(tmp_path / "sound.db")) == everything


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    """A missing file, a folder and a missing backup are told apart from damage."""
    assert desk.ask("recover", str(tmp_path / "none.db")).code == Exit.NO_INPUT
    assert desk.ask("recover", str(tmp_path)).code == Exit.NO_INPUT
    assert desk.ask("recover", str(desk.logbook), "--backup", "none").code == Exit.NO_INPUT
