"""Where things are kept, and how a file gets there whole.  Reading a path never creates it."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sonolog.errors import Exit, SonologError

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What file systems answer that know no second name for a file, as those of memory sticks."""
MOST_OF_ITS_OWN = 1_000_000
"""Bytes of a file of settings, names or marks; they have a few hundred."""


class PlaceUnusable(SonologError):
    """A folder or file the program keeps for itself cannot be made, read or written."""

    code = "place-unusable"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path, fault: OSError) -> None:
        self.why = (fault.strerror or "the system refused").lower()
        super().__init__(
            f"{path} cannot be used: {self.why}.",
            hint="Mend what stands in its place, or its permissions; or name another folder with SONOLOG_HOME.",
            kept="What was saved before is safe.",
        )
        if fault.errno == errno.ENOSPC:
            self.exit = Exit.IO
            self.hint = "The disk is full: make room, then do it again."
        elif fault.errno == errno.EIO:
            self.exit = Exit.IO
            self.hint = "The disk reported an error: do it again, or elsewhere."


@dataclass(frozen=True)
class Home:
    """The folders of one person on one machine; tests hand in their own."""

    data: Path
    config: Path
    state: Path

    @property
    def logbook(self) -> Path:
        """The default logbook."""
        return self.data / "logbook.db"

    @property
    def keys(self) -> Path:
        """This person's signing keys, as encrypted OpenSSH files."""
        return self.data / "keys"

    @property
    def backups(self) -> Path:
        """Automatic backups."""
        return self.data / "backups"

    @property
    def identity(self) -> Path:
        """Who uses this home."""
        return self.config / "identity.json"

    @property
    def frameworks(self) -> Path:
        """Framework files the person added, beside the shipped ones."""
        return self.data / "frameworks"

    @property
    def forms(self) -> Path:
        """Assessment forms the person added, beside the shipped ones."""
        return self.data / "forms"

    @property
    def settings(self) -> Path:
        """Preferences."""
        return self.config / "settings.toml"

    @property
    def crashes(self) -> Path:
        """Crash reports: no values, no local variables."""
        return self.state / "crashes"


def home_from_environment() -> Home:
    """Return the platform's folders, or those under ``SONOLOG_HOME``."""
    moved = os.environ.get("SONOLOG_HOME")
    if moved:
        root = Path(moved)
        return Home(data=root / "data", config=root / "config", state=root / "state")
    return _platform_home()


def _platform_home() -> Home:
    from platformdirs import PlatformDirs  # read only where a path is needed: --version must not load it

    dirs = PlatformDirs("sonolog", appauthor=False)
    return Home(data=dirs.user_data_path, config=dirs.user_config_path, state=dirs.user_state_path)


def make_private(folder: Path) -> Path:
    """Make ``folder``, and whatever is missing above it, readable by its owner alone (0700), and return it.

    Raises:
        PlaceUnusable: the system refuses, or a file stands in its place.
    """
    try:
        for one in (*reversed(folder.parents), folder):  # “parents=True” would leave those to the umask
            if not one.is_dir():
                one.mkdir(exist_ok=True, mode=0o700)
    except OSError as fault:
        raise PlaceUnusable(folder, fault) from None
    return folder


def require_ordinary(path: Path) -> None:
    """Refuse as an output what is no ordinary file: a symbolic link, a folder, a device.

    Raises:
        OSError: what stands there.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, "A symbolic link stands there, and is not followed")
    if path.is_dir():
        raise OSError(errno.EISDIR, "A folder stands there")
    if path.exists() and not path.is_file():
        raise OSError(errno.ENODEV, "A device stands there, not a file")


def read_ordinary(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most ``most`` bytes; no pipe is waited for, no device read.

    Raises:
        OSError: it is not there, may not be read, is no ordinary file (EINVAL), or larger (EFBIG).
    """
    with _ordinary(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, f"It is larger than {most:,} bytes")
        return file.read(most)


def beginning_of(path: Path, count: int) -> bytes:
    """Return the first bytes of an ordinary file of any size.

    Raises:
        OSError: see :func:`read_ordinary`.
    """
    with _ordinary(path) as file:
        return file.read(count)


@contextmanager
def _ordinary(path: Path) -> Iterator[BinaryIO]:
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb", closefd=True) as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError(errno.EINVAL, "It is no ordinary file")
        yield file


def read_own_json(path: Path) -> Any:
    """Return what a small file of this program's own says.

    Raises:
        OSError: it cannot be read, or is no small ordinary file.
        ValueError: it is no JSON, or nothing this program would have written.
    """
    try:
        return json.loads(read_ordinary(path, MOST_OF_ITS_OWN))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def write_whole(path: Path, content: bytes, *, replace: bool = False, durable: bool = True) -> None:
    """Write a file of the owner's own (0600) so that it is there whole, on the disk, or not at all.

    What may be lost with the power (``durable`` false) costs no waiting for the disk.

    Raises:
        FileExistsError: there is a file of that name, and ``replace`` is false.
        OSError: the system refuses; nothing is left behind.
    """
    unfinished = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        unfinished.unlink(missing_ok=True)  # left by a program that was killed, or a link put there to be followed
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if replace:
            unfinished.replace(path)
        else:
            give_name(unfinished, path)
    finally:
        drop_file(unfinished)


def drop_file(path: Path) -> None:
    """Take away a file that was not finished; a disk that refuses even that must not hide what went wrong before."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def give_name(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, never over another one.

    Raises:
        FileExistsError: there is a file of that name.
        OSError: the system refuses.
    """
    try:
        os.link(unfinished, path)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        unfinished.replace(path)
