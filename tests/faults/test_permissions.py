"""Every file a command leaves is its owner's alone, whatever the umask says."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.desk import AFTERNOON, PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from tests.tui.pilot import app_on, desk_in, press, write

from sonolog.cli.commands import BY_NAME

from .programme import Programme

_UNASKED = {
    "serve": "it waits until it is stopped; its one file is looked at in tests/web",
    "department": "it writes to a server alone",
}
"""Commands that are not run here, and why."""
LEAD = "Lena Lead"
_SLOW = (
    "demo",
    "forecast",
    "what-next",
    "report",
    "charts",
    "stats",
    "cohort",
    "progress",
    "scope",
    "framework",
    "completion",
)
"""Commands that only the whole programme runs."""
_MAY_REFUSE = ("draw", "verify")
"""Commands that do not end with 0 here: no framework at hand asks for a draw, and no programme is trusted."""


@contextmanager
def masked(umask: int) -> Iterator[None]:
    """Let new files be as ``umask`` leaves them."""
    before = os.umask(umask)
    try:
        yield
    finally:
        os.umask(before)


def exposed(folder: Path) -> list[str]:
    """Return every file that is not 0600 and every folder that is not 0700."""
    found = []
    for path in sorted(folder.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        wanted = 0o700 if path.is_dir() else 0o600
        if not path.is_symlink() and mode != wanted:
            found.append(f"{path} {mode:04o}")
    return found


def _begun(home: Path) -> Desk:
    """Return a desk with a few scans, a supervisor, and whatever the program makes of it by itself."""
    desk = Desk(home)
    desk.known_as(TRAINEE)
    (home / "config").chmod(0o700)  # the test made it, not the program
    (home / "config" / "identity.json").chmod(0o600)
    home.chmod(0o700)
    desk.ok("log", "-", stdin=AFTERNOON)
    return desk


def _commands(desk: Desk, out: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every command with words that let it write what it can, in an order in which they can be done."""
    cases = list(desk.cases())
    yield from _of_every_day(cases[0], out)
    yield from _of_sign_off(cases, out)
    yield from _of_safekeeping(desk, cases[3], out)


def _of_every_day(first: str, out: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("identity", "create"), PASSPHRASE
    yield ("identity", "create", "--as", SUPERVISOR), PASSPHRASE
    yield ("log", "knee", "left", "--logbook", str(out / "a" / "b" / "other.db")), ""
    yield ("template", "keep", "1", first), ""
    yield ("enrol", "rcr-msk", "--date", "2026-09-01"), ""
    for words in (
        ("scans",),
        ("records",),
        ("placements",),
        ("show", first),
        ("progress",),
        ("scope",),
        ("charts",),
        ("stats",),
    ):
        yield words, ""
    yield ("add", "placement", "site=Example Hospital", "start=2026-09-01", "weekly=8h"), ""
    yield ("clock", "in"), ""
    yield ("forecast",), ""
    yield ("what-next",), ""
    yield ("report", "progress", str(out / "report.pdf")), ""
    yield ("amend", first, "note=plain"), ""
    yield ("tag", first, "--add", "exam"), ""
    yield ("undo", "--yes"), ""
    yield ("add", "course", "name=Theory course", "type=theory", "outcome=passed"), ""
    yield ("draw", "rcr-msk", "none"), ""


def _of_sign_off(cases: list[str], out: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    first, second, third, *_ = cases
    yield ("submit", first, second, third), PASSPHRASE
    yield ("request", "--to", SUPERVISOR, str(out / "request.slb")), ""
    yield ("open", str(out / "request.slb"), "--yes"), ""
    yield ("recall", third), PASSPHRASE
    yield ("withdraw", third, "--why", "twice"), PASSPHRASE
    yield ("inbox", "--as", SUPERVISOR), ""
    yield ("sign", first, "--as", SUPERVISOR), PASSPHRASE
    yield ("return", second, "--as", SUPERVISOR, "--why", "which side?"), PASSPHRASE
    yield ("show", first, "--evidence", str(out / "evidence")), ""
    yield ("respond", "--as", SUPERVISOR, str(out / "response.slb")), ""
    yield ("revoke", first, "--as", SUPERVISOR, "--why", "a slip"), PASSPHRASE
    yield ("absorb", str(out / "a" / "b" / "other.db")), ""
    yield ("people",), ""
    yield ("people", "add", LEAD, "--role", "lead"), ""
    yield ("identity", "create", "--as", LEAD), PASSPHRASE
    yield ("vouch", SUPERVISOR, "--role", "supervisor", "--checked", "badge seen", "--as", LEAD), PASSPHRASE
    yield ("checkpoint", "--as", LEAD), PASSPHRASE
    yield ("identity", "card", str(out / "card.slb")), PASSPHRASE
    yield ("programme", "publish", str(out / "page")), ""


def _of_safekeeping(desk: Desk, fourth: str, out: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("cohort", str(out / "cohort.csv")), ""
    yield ("framework", "new", str(out / "mine.toml")), ""
    yield ("framework", "export", "rcr-msk", str(out / "case.json")), ""
    yield ("framework", "import", str(out / "case.json"), str(out / "case.toml")), ""
    yield ("form", "list"), ""
    yield ("badge",), ""
    yield ("import", str(_another_logbook(out))), ""
    yield ("settings", "theme", "light"), ""
    yield ("completion", "bash"), ""
    yield ("verify", str(desk.logbook)), ""
    yield ("check", "--rebuild"), ""
    yield ("redact", fourth, "--why", "too much", "--yes", "--backups"), PASSPHRASE
    yield ("export", str(out / "everything")), ""
    yield ("backup",), ""
    yield ("backup", str(out / "copy.db")), ""
    yield ("restore", str(out / "copy.db"), "--keep-newer"), ""
    yield ("recover", str(desk.logbook), str(out / "recovered.db")), ""
    yield ("destroy", "--dry-run"), ""
    yield ("demo", "--no-app", "--logbook", str(out / "demo" / "demo.db")), ""


def _another_logbook(out: Path) -> Path:
    path = out / "other.csv"
    path.touch(0o600)
    path.write_text("date,region,side\n2026-11-02,knee,left\n", "utf-8")
    return path


def test_files_of_every_command(tmp_path: Path, programme: Programme) -> None:
    """After each command, at each umask, every file under the home and the outputs is 0600 and every folder 0700."""
    looked, wrong, done = 0, [], 0
    for umask in (0o000, 0o022, 0o077)[: programme.amount(1, 3)]:
        place = tmp_path / f"{umask:03o}"
        with masked(0o077):
            (place / "out").mkdir(parents=True)
        with masked(umask):
            desk = _begun(place / "home")
            asked = set()
            for words, passphrase in _commands(desk, place / "out"):
                asked.add(words[0])
                if not programme.full and (passphrase or words[0] in _SLOW):  # opening a key takes most of a second
                    continue
                answer = desk.ask(*words, passphrase=passphrase)
                well = (answer.code == 0) == (words[0] not in _MAY_REFUSE)
                assert well or not programme.full, (words, answer.code, answer.err)
                done += answer.code == 0
                found = exposed(place)
                wrong += [f"{umask:03o} after {' '.join(words)}: {one}" for one in found]
                looked += 1
        assert set(BY_NAME) == asked | set(_UNASKED), set(BY_NAME) ^ asked
    assert not wrong, "\n".join(wrong[:20])
    programme.figure(
        "T9", "commands after which every file was looked at", count=looked, least=140, note=f"{done} ended with 0"
    )


async def test_files_of_the_app(tmp_path: Path, programme: Programme) -> None:
    """A first start, a form left half typed, and a scan logged in the app leave private files too."""
    looked = 0
    for umask in (0o000, 0o022, 0o077)[: programme.amount(1, 3)]:
        place = tmp_path / f"{umask:03o}"
        with masked(umask):
            async with app_on(desk_in(place)) as pilot:
                await write(pilot, "Tess Trainee")
                await press(pilot, "enter", "n")
                await write(pilot, "shoulder")
                looked += len(list(place.rglob("*")))
                assert exposed(place) == []
        assert exposed(place) == []
    programme.figure("T9", "files and folders of the app", count=looked, least=18)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o700])
def test_a_looser_file_would_be_noticed(tmp_path: Path, mode: int) -> None:
    """The look at permissions is not blind."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "file").chmod(0o600)
    assert exposed(tmp_path) == []
    (tmp_path / "file").chmod(mode)
    assert len(exposed(tmp_path)) == 1
