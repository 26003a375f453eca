"""Files meant to take time, memory or another place are refused quickly; nothing is written but where it was asked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, Desk

from sonolog.errors import Exit

from .bombs import CONTENTS, PLACES, make, sealed
from .confined import Confined, confined
from .programme import Programme

DOORS: tuple[tuple[str, ...], ...] = (
    ("absorb", "FILE"),
    ("verify", "FILE"),
    ("open", "FILE"),
    ("vouch", "FILE", "--role", "supervisor", "--checked", "seen"),
    ("framework", "check", "FILE"),
    ("framework", "add", "FILE"),
    ("framework", "try", "FILE"),
    ("identity", "import", "FILE", "--as", "Nora"),
    ("restore", "FILE", "--yes"),
)
_REFUSALS = {Exit.INVALID, Exit.USAGE, Exit.INPUT, Exit.NO_INPUT, Exit.FORMAT, Exit.DENIED, Exit.NO_OUTPUT}
SLOWEST = 1.0


@pytest.fixture
def desk(valid_files: Path, tmp_path: Path) -> Desk:
    """Return a desk of a test's own, where somebody has no key yet."""
    made = Desk(Path(shutil.copytree(valid_files / "home", tmp_path / "home")))
    made.ok("people", "add", "Nora Nobody")
    return made


def _faults(said: Confined, what: str) -> list[str]:
    """Return what is wrong with a refusal."""
    answer = said.answer
    if answer.code not in _REFUSALS or "Traceback" in answer.err or not answer.err.strip():
        return [f"{what}: exit {answer.code}, {answer.err[:300]}"]
    return [f"{what}: {said.seconds:.2f} s"] if said.seconds > SLOWEST else []


def test_bombs(desk: Desk, programme: Programme, tmp_path: Path) -> None:
    """Each at every door that reads a file, in a process that gets 100 MB and a second: a sentence, and no change."""
    before = desk.logbook.read_bytes()
    names = [*CONTENTS, *PLACES]
    chosen = names if programme.full else names[:: len(names) // 8]
    wrong, count, slowest = [], 0, 0.0
    folder = tmp_path / "here"
    folder.mkdir()
    for name in chosen:
        make(name, folder / "bomb.slb")
        for number, door in enumerate(DOORS):
            if not programme.full and (count + number) % 3:
                continue
            words = [word.replace("FILE", "bomb.slb") for word in door]
            said = confined(desk, *words, folder=folder)
            wrong += _faults(said, f"{name} at {' '.join(door[:2])}")
            count, slowest = count + 1, max(slowest, said.seconds)
        assert _names(folder) == ["bomb.slb"]
        _remove(folder / "bomb.slb")
    assert desk.logbook.read_bytes() == before
    note = f"{slowest:.2f} s for the slowest, within 100 MB"
    assert not wrong, "\n".join(wrong)
    programme.figure("T7x", "bombs at every door", count=count, least=250, wrong=len(wrong), note=note)


def _names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def test_the_limit_would_be_noticed(desk: Desk, tmp_path: Path) -> None:
    """With no room to grow a file of 45 MB in many lines is not read, and that is not taken for a refusal.

    It is copied into its lines, so that it needs more than the 64 MB of addresses that an allocator may hold unused.
    """
    (tmp_path / "small.slb").write_bytes(sealed(b"\n".join([b'{"o":{}}' + b" " * 150_000] * 300)))
    assert _faults(confined(desk, "verify", "small.slb", folder=tmp_path, room=0), "no room")
    assert not _faults(confined(desk, "verify", "small.slb", folder=tmp_path), "room")


WRITERS: tuple[tuple[str, ...], ...] = (
    ("report", "progress", "OUT"),
    ("report", "scope", "OUT"),
    ("backup", "OUT"),
    ("export", "OUT"),
    ("request", "--to", SUPERVISOR, "OUT"),
    ("respond", "OUT", "--as", SUPERVISOR),
    ("identity", "card", "OUT"),
    ("identity", "export", "OUT"),
    ("framework", "new", "OUT"),
    ("framework", "export", "rcr-msk", "OUT"),
    ("form", "export", "osaus", "OUT"),
    ("scans", "--csv", "OUT"),
    ("recover", "BOOK", "OUT"),
    ("show", "SIGNED", "--evidence", "OUT"),
    ("programme", "publish", "OUT"),
)
_FOLDERS = ("export", "show", "programme")
_TRAPS = ("link", "link to nothing", "pipe", "device", "folder")


def _trap(kind: str, path: Path, victim: Path) -> None:
    """Put something in the place of an output that must not be written to."""
    if kind.startswith("link"):
        path.symlink_to(victim if kind == "link" else victim.with_name("new"))
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/full")
    else:
        path.mkdir()
        (path / "allowed_signers").symlink_to(victim)


def test_outputs_follow_no_link(desk: Desk, programme: Programme, tmp_path: Path) -> None:
    """Every command that writes, also with --yes: a link, a pipe, a device or a folder in its place is refused."""
    victim = tmp_path / "elsewhere" / "victim"
    victim.parent.mkdir()
    victim.write_bytes(b"not ours")
    signed, wrong, count = desk.case("signed"), [], 0
    for at, words in enumerate(WRITERS):
        for kind in _TRAPS[: programme.amount(1, len(_TRAPS))]:
            for yes in ((), ("--yes",)) if programme.full else ((), ("--yes",))[at % 2 : at % 2 + 1]:
                folder = tmp_path / f"{at} {kind} {len(yes)}"
                folder.mkdir()
                _trap(kind, folder / "out.x", victim)
                there = {"OUT": "out.x", "BOOK": str(desk.logbook), "SIGNED": signed}
                asked = [there.get(word, word) for word in words]
                secret = PASSPHRASE if words[:2] == ("identity", "card") else ""
                said = confined(desk, *asked, *yes, folder=folder, secret=secret)
                wrong += _faults(said, f"{' '.join(words[:2])} over a {kind} {yes}")
                wrong += [f"{words[0]} left {name}" for name in _names(folder) if name != "out.x"]
                count += 1
    assert not wrong, "\n".join(wrong)
    assert victim.read_bytes() == b"not ours"
    assert _names(victim.parent) == ["victim"]
    programme.figure("T7x", "links, pipes, devices and folders as outputs", count=count, least=130, wrong=len(wrong))


def test_a_link_in_place_of_the_unfinished_file(desk: Desk, tmp_path: Path) -> None:
    """A link under the name that a file has while it is written is taken away, not followed."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"not ours")
    (tmp_path / f".out.csv.{os.getpid()}.part").symlink_to(victim)
    desk.ok("scans", "--csv", str(tmp_path / "out.csv"))
    assert victim.read_bytes() == b"not ours"
    assert (tmp_path / "out.csv").is_file()
