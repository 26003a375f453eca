"""A sentinel passphrase is found nowhere: not in arguments, environment, files, output, reports or core dumps."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.cli.desk import SUPERVISOR, Answer, Desk

from sonolog.cli.commands import COMMANDS
from sonolog.errors import Exit
from sonolog.ledger.keys import Passphrase

from .programme import Programme
from .sentinel import SENTINEL, WRONG, Running, files_with, holds, leaks, spellings

PATIENT = "Erdnuss Quittenbaum"
"""Stands for a text that a person typed: no crash report repeats it."""
LINES = b"""\
date=2026-11-16 by="Sam Supervisor" direct shoulder left supraspinatus tear
knee right finding=normal
elbow left finding=normal
ankle right finding=normal
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Answer]]:
    """Return a folder with a logbook and keys under the sentinel, and every answer on the way."""
    root = tmp_path_factory.mktemp("secrets")
    desk = Desk(root / "sonolog_home")
    desk.known_as("Tess Trainee")
    return root, _used(desk, root)


def _used(desk: Desk, root: Path) -> list[Answer]:
    said = [desk.ok("log", "-", stdin=LINES)]
    first, second, third, last = list(desk.cases())
    by = ("--as", SUPERVISOR)
    said += [
        desk.ok("submit", first, second, third, passphrase=SENTINEL),
        desk.ok("sign", first, *by, passphrase=SENTINEL),
        desk.ok("return", second, "--why", "which side?", *by, passphrase=SENTINEL),
        desk.ok("revoke", first, "--why", "a slip", *by, passphrase=SENTINEL),
        desk.ok("recall", third, passphrase=SENTINEL),
        desk.ok("identity", "card", str(root / "card.slb"), passphrase=SENTINEL),
        desk.ok("identity", "export", str(root / "carried.key")),
        desk.ask("submit", last, passphrase=WRONG),
        desk.ask("submit", last, "--json", passphrase=WRONG),
        desk.ok("export", str(root / "everything")),
        desk.ok("backup", str(root / "copy.db")),
    ]
    return said


@pytest.fixture
def root(used: tuple[Path, list[Answer]], tmp_path: Path) -> Path:
    """Return a copy of that folder of a test's own."""
    return Path(shutil.copytree(used[0], tmp_path / "root"))


def test_the_search_finds_what_is_there(tmp_path: Path, programme: Programme) -> None:
    """Planted in each spelling, in a file's content or name, the sentinel is found; elsewhere it is not."""
    for number, spelling in enumerate(spellings(SENTINEL)):
        (tmp_path / f"{number}.bin").write_bytes(b"before" + spelling + b"after")
    (tmp_path / SENTINEL).write_bytes(b"")
    (tmp_path / "innocent").write_bytes("Zwölf Laternen".encode())
    found = files_with(tmp_path, SENTINEL)
    programme.figure(
        "T8",
        "planted sentinels found",
        count=len(spellings(SENTINEL)) + 1,
        least=10,
        wrong=len(spellings(SENTINEL)) + 1 - len(found),
        note="negative control",
    )


def test_ordinary_use(used: tuple[Path, list[Answer]], programme: Programme) -> None:
    """Signing, returning, cards, exports, backups and wrong passphrases leave nothing behind."""
    root, said = used
    assert [one.code for one in said[-4:-2]] == [Exit.DENIED, Exit.DENIED]
    found = leaks(root, [(one.out + one.err).encode() for one in said], SENTINEL, WRONG)
    programme.figure("T8", "commands that use a key, and wrong passphrases", count=len(said), wrong=len(found))


def test_a_fault_in_every_command(root: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """With passphrase and a person's text in the exception and its locals: the report holds neither."""
    desk = Desk(root / "sonolog_home")
    from importlib import import_module

    import click

    said = []
    for entry in COMMANDS:
        command = import_module(f"sonolog.cli.{entry.module}").command
        with monkeypatch.context() as patched:
            patched.setattr(click.Command, "invoke", _broken_callback(command, Passphrase(SENTINEL)))
            said.append(desk.ask(entry.name))
    assert {one.code for one in said} == {Exit.BUG}
    reports = list((root / "sonolog_home").rglob("crash-*.txt"))
    assert reports
    assert all("ValueError" in one.read_text("utf-8") for one in reports)
    found = leaks(root, [(one.out + one.err).encode() for one in said], SENTINEL, PATIENT)
    programme.figure("T8", "an exception in the handler of every command", count=len(said), least=45, wrong=len(found))


def _broken_callback(_command: object, passphrase: Passphrase) -> Callable[..., object]:
    def invoke(_self: object, _context: object) -> object:
        secret = passphrase.reveal().decode()
        raise ValueError(f"{secret} of {PATIENT}") from KeyError(secret)

    return invoke


@pytest.mark.parametrize("where", ["sonolog.ledger.keys.load_key", "sonolog.usecases.writing.writing"])
def test_a_fault_while_the_key_is_open(root: Path, programme: Programme, where: str) -> None:
    """Opening and saving break with the passphrase in their exception."""
    desk = Desk(root / "sonolog_home")
    case = next(iter(desk.cases("--status", "draft")))

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError(SENTINEL)

    with patch(where, broken), patch("sonolog.usecases.submit.writing", broken):
        answer = desk.ask("submit", case, passphrase=SENTINEL)
    assert answer.code == Exit.BUG
    found = leaks(root, [(answer.out + answer.err).encode()], SENTINEL)
    programme.figure("T8", f"an exception in {where.rpartition('.')[2]}", count=1, wrong=len(found))


def test_killed_with_the_key_open(root: Path, programme: Programme) -> None:
    """Nothing in arguments and environment meanwhile, in output and files afterwards, and no core dump."""
    case = next(iter(Desk(root / "sonolog_home").cases("--status", "draft")))
    numbers = (signal.SIGABRT, signal.SIGTERM, signal.SIGKILL, signal.SIGQUIT, signal.SIGSEGV)
    found: list[str] = []
    for number in numbers[: programme.amount(1, 5)]:
        running = Running(root, "submit", case, passphrase=SENTINEL, hold="pause")
        running.wait_until_held()
        told = running.told_to_others()
        written = running.end(number)
        assert running.process.returncode in (-number, 128 + number)
        found += [*leaks(root, [told, written], SENTINEL), *(path.name for path in root.glob("core*"))]
    programme.figure("T8", "killed while a key is open", count=programme.amount(1, 5), least=5, wrong=len(found))


def test_without_the_closed_memory_a_core_dump_shows_it(root: Path, programme: Programme) -> None:
    """With the closing taken out, SIGABRT leaves a dump that holds the sentinel; or this machine writes none here."""
    case = next(iter(Desk(root / "sonolog_home").cases("--status", "draft")))
    running = Running(root, "submit", case, passphrase=SENTINEL, hold="pause-open")
    running.wait_until_held()
    limits = Path(f"/proc/{running.process.pid}/limits").read_text("utf-8")
    running.end(signal.SIGABRT)
    dumps = list(root.glob("core*"))
    shown = [path for path in dumps if holds(path.read_bytes(), SENTINEL)]
    for path in dumps:
        path.unlink()
    soft = next(line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size"))
    elsewhere = Path("/proc/sys/kernel/core_pattern").read_text("ascii").strip() != "core"
    note = f"negative control; {len(shown)} dumps hold it" + ("; written elsewhere by this machine" * elsewhere)
    assert shown or elsewhere or soft == "0"
    programme.figure("T8", "a core dump without the closed memory", count=1, note=note)


def test_five_wrong_ones_at_a_terminal(root: Path, programme: Programme) -> None:
    """Asked five times, waiting 1, 2, 4, 8 and 16 seconds on a held clock, then refused; nothing is repeated."""
    desk = Desk(root / "sonolog_home")
    case = next(iter(desk.cases("--status", "draft")))
    waits: list[float] = []
    with (
        patch("sonolog.clock.HeldClock.pause", lambda _clock, seconds: waits.append(seconds)),
        patch("sonolog.ledger.keys._decrypt", _refusing),
    ):
        answer = desk.at_terminal("submit", case, passphrase=WRONG)
    assert answer.code == Exit.DENIED
    assert waits == [1, 2, 4, 8, 16]
    assert "wrong 5 times" in answer.err and answer.err.count("Try again.") == 5
    found = leaks(root, [(answer.out + answer.err).encode()], WRONG)
    programme.figure("T8", "wrong passphrases at a terminal", count=5, wrong=len(found))


def _refusing(_content: bytes, _passphrase: Passphrase, where: str) -> None:
    from sonolog.ledger.errors import WrongPassphrase

    raise WrongPassphrase(where)


def test_the_right_one_after_two_wrong_ones(root: Path) -> None:
    """At a terminal a slip is mended without typing the command again, and the wait begins anew afterwards."""
    desk = Desk(root / "sonolog_home")
    case = next(iter(desk.cases("--status", "draft")))
    answer = desk.at_terminal("submit", case, passphrase=iter([WRONG, SENTINEL]))
    assert answer.code == Exit.DONE, answer.err
    desk.ok("recall", case, passphrase=SENTINEL)


FAULTS = ("worker", "submitted", "changed", "task", "thread", "drawn")
"""Where something breaks in the app while a passphrase is typed or in use; see :mod:`tests.faults.held`."""


def test_the_app_with_a_wrong_passphrase_copied_and_the_right_one(root: Path, programme: Programme) -> None:
    """In a real terminal, with Textual's own log asked for: on no screen, in no clipboard, in no file."""
    app = _asked_for_the_passphrase(root)
    app.press(f"{WRONG}\x01\x03\x18{WRONG}\r", until="again in 1 s")
    app.press("", until="Passphrase")
    told = app.told_to_others()
    app.press(f"{SENTINEL}\r", until="1 scan submitted")
    written = app.end(signal.SIGTERM)
    assert app.process.returncode == 128 + signal.SIGTERM
    assert not (root / "keys.log").exists()
    found = leaks(root, [told, written], SENTINEL, WRONG)
    programme.figure("T8", "the app in a terminal", count=1, wrong=len(found))


def test_the_app_broken_with_the_passphrase_in_hand(root: Path, programme: Programme) -> None:
    """Whatever breaks, in whichever handler or thread: a report without values, and exit 70 where it ends the app."""
    broken = FAULTS[: programme.amount(1, len(FAULTS))]
    found: list[str] = []
    for number, fault in enumerate(broken):
        place = Path(shutil.copytree(root, root.parent / str(number)))
        app = _asked_for_the_passphrase(place, fault)
        ends = fault != "thread"
        app.press(f"{SENTINEL}\r", until="went wrong" if ends else "1 scan submitted")
        written = app.end(None if ends else signal.SIGTERM)
        assert app.process.returncode == (Exit.BUG if ends else 128 + signal.SIGTERM)
        assert any(place.rglob("crash-*.txt"))
        found += leaks(place, [written], SENTINEL)
    programme.figure("T8", "handlers of the app broken", count=len(broken), least=len(FAULTS), wrong=len(found))


def _asked_for_the_passphrase(root: Path, fault: str = "") -> Running:
    app = Running(root, hold=fault, terminal=True)
    app.press("", until="Home")
    app.press("l", until="C-")  # Home may say knee, and shows no case number
    app.press("s", until="Passphrase")
    return app
