"""What a disk may hold after the power went: the record of a faulty disk, played to any point in any allowed way.

What was synced is there.  Of what was not, every write may be there, missing, or torn at 512 bytes, a file may have
kept its old length or the new one filled with anything, and of the names made, moved or removed any may have got
through.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
_HEAD = struct.Struct("qqqq")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to the disk, or a mark."""

    what: str
    """c create, w write, t truncate, s sync, u unlink, r rename, l link, d make a folder, m mark, p write point."""
    file: int
    """Number of the file, where it has one."""
    offset: int
    data: bytes

    @property
    def names(self) -> list[str]:
        """The paths it is about."""
        return [name.decode() for name in self.data.split(b"\0") if name]


def steps_of(record: bytes) -> Iterator[Step]:
    """Yield what a faulty disk recorded."""
    at = 0
    while at < len(record):
        what, file, offset, length = _HEAD.unpack_from(record, at)
        at += _HEAD.size
        yield Step(chr(what), file, offset, record[at : at + length])
        at += length


@dataclass
class File:
    """One file: what is on the disk for certain, and what was done since."""

    sure: bytes = b""
    since: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        """Make certain what was done."""
        self.sure, self.since = self.after(None), []

    def after(self, chance: Random | None) -> bytes:
        """Return what it may hold; with no chance, all that was done."""
        held = bytearray(self.sure)
        for step in self.since:
            fate = chance.choice(("kept", "dropped", "torn")) if chance else "kept"
            if step.what == "t" and fate != "dropped":
                del held[step.offset :]
                held.extend(bytes(step.offset - len(held)))
            elif step.what == "w" and fate != "dropped":
                _put(held, step, chance if fate == "torn" else None)
        return bytes(held)


def _put(held: bytearray, step: Step, chance: Random | None) -> None:
    """Write a step's bytes, or with ``chance`` some of their sectors only."""
    end = step.offset + len(step.data)
    if len(held) < end:
        beyond = end - len(held)
        held.extend(chance.randbytes(beyond) if chance and chance.random() < 0.5 else bytes(beyond))
    at = step.offset
    while at < end:
        until = min((at // SECTOR + 1) * SECTOR, end)
        if chance is None or chance.random() < 0.5:
            held[at:until] = step.data[at - step.offset : until - step.offset]
        at = until


class Disk:
    """Files and names below a folder, as they were at the start and as steps change them."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[int, File] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._pending: list[tuple[str, int | None]] = []
        self._folders: dict[int, str] = {}
        self.marks: list[str] = []
        """What was acknowledged so far."""
        for path in sorted(folder.rglob("*")):
            number = path.stat().st_ino
            if path.is_dir():
                self._folders[number] = str(path)
            else:
                self._files[number] = File(path.read_bytes())
                self._names[str(path)] = self._numbers[str(path)] = number
        self._folders[folder.stat().st_ino] = str(folder)

    def take(self, step: Step) -> None:
        """Let one step happen."""
        if step.what == "m":
            self.marks.append(step.data.decode())
        elif step.what in "wt":
            self._files.setdefault(step.file, File()).since.append(step)
        elif step.what == "s":
            self._sync(step.file)
        elif step.what == "c":
            self._files[step.file] = File()
            self._name(step.data.decode(), step.file)
        elif step.what == "u":
            self._name(step.data.decode(), None)
        elif step.what in "rl":
            old, new = step.names
            self._name(new, self._numbers[old])
            if step.what == "r":
                self._name(old, None)

    def state(self, chance: Random) -> dict[str, bytes]:
        """Return what may be found by path, once the power is back."""
        names = dict(self._names)
        for name, number in self._pending:
            if chance.random() < 0.5:
                _change(names, name, number)
        fates = {number: self._files[number].after(chance) for number in sorted(set(names.values()))}
        return {name: fates[number] for name, number in sorted(names.items())}

    def _name(self, name: str, number: int | None) -> None:
        _change(self._numbers, name, number)
        self._pending.append((name, number))

    def _sync(self, number: int) -> None:
        if number not in self._folders:
            self._files.setdefault(number, File()).sync()
            return
        here = self._folders[number]
        for name, to in self._pending:
            if os.path.dirname(name) == here:  # noqa: PTH120  (a path of the record, and many of them)
                _change(self._names, name, to)
        self._pending = [one for one in self._pending if os.path.dirname(one[0]) != here]  # noqa: PTH120


def _change(names: dict[str, int], name: str, number: int | None) -> None:
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number
