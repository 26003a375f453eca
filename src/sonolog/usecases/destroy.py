"""Destroy what a person owns on this computer, for good: logbook, copies, keys, backups, drafts, preferences."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import Home
from sonolog.store.database import open_database
from sonolog.store.department.address import is_address
from sonolog.store.errors import LogbookBusy
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.open_logbook import logbook_path
from sonolog.usecases.owned_files import OwnedFile, files_of_home, files_of_logbook, name_of, require_logbook

CANNOT = (
    "What cannot be destroyed from here: copies that you gave to others or put elsewhere (sticks, exports, reports, "
    "requests), what a programme or a department holds, backups of this whole computer, snapshots of its disk, what a "
    "cloud folder copied, and spare blocks of an SSD or a memory stick, which keep what was written over. Against the "
    "last, only a disk that was encrypted from the beginning helps."
)
ON_THE_SERVER = (
    "A department's server deletes nothing. Texts that you wrote in your own logbook and nobody signed are taken away "
    "there for good; their digests stay, and the server's own backups are its administrator's. What you wrote in the "
    "logbooks of others, and what others wrote or signed, stays: a lead takes it away, with sonolog redact."
)
WORD = "destroy"
"""Typed where nobody's name is known."""
_BLOCK = 1024 * 1024


class NotTheName(SonologError):
    """What was typed is not what was asked for."""

    code = "not-the-name"
    exit = Exit.DENIED

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"That is not “{wanted}”.", kept="Nothing was destroyed.", hint="Type it as it is written here."
        )


@dataclass(frozen=True, slots=True)
class Estate:
    """Everything that would be destroyed."""

    name: str
    """What has to be typed: the person's name."""
    files: tuple[OwnedFile, ...]
    folders: tuple[Path, ...]
    """Folders that go with them, once they are empty; the deepest first."""
    logbook: Path
    """The logbook in a file; of a department's address, the one in the usual place."""
    strangers: tuple[Path, ...] = ()
    """Files in those folders that others may read: this program makes none such, so they stay."""
    is_department: bool = False
    """The address is a department's: what its server holds is no file."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(one.size for one in self.files)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What came of it."""

    count: int
    remaining: tuple[tuple[Path, str], ...]
    """Files that are still there, and why."""


def what_there_is(where: str | None, home: Home, *, only_logbook: bool = False) -> Estate:
    """Return everything of this home and the logbook at ``where``; or of that logbook alone, keys and settings left.

    Of a department's address it is everything of this home, which is another thing than what its server holds.

    Raises:
        NothingToDo: there is nothing.
        NotInDepartment, NotALogbook: ``where`` names no file and only the logbook is meant, or another kind of file.
    """
    is_department = is_address(where) and not only_logbook
    path = logbook_path(None if is_department else where, home)
    if path != home.logbook:
        require_logbook(path)
    found = {one.path: one for one in files_of_logbook(path, home)}
    strangers: tuple[Path, ...] = ()
    if not only_logbook:
        inside = [one for one in files_of_home(home) if one.path not in found]
        strangers = tuple(one.path for one in inside if not one.is_ours)
        found = {**{one.path: one for one in inside if one.is_ours}, **found}
    if not found:
        raise NothingToDo("There is nothing to destroy: no logbook, and nothing of this program in your folders.")
    files = sorted(found.values(), key=lambda one: one.path == home.identity)
    return Estate(name_of(path, home) or WORD, tuple(files), _folders(files, home), path, strangers, is_department)


def what_there_is_now(estate: Estate, where: str | None, home: Home) -> Estate:
    """Return the estate of :func:`what_there_is` with what was made since, as a key is that signs for the server."""
    return replace(what_there_is(where, home), name=estate.name)


def destroy(estate: Estate, typed: str) -> Destroyed:
    """Overwrite and delete every file of the estate; one that resists is told, and keeps none of the others.

    A file with another name elsewhere is deleted here and not overwritten.

    Raises:
        NotTheName: ``typed`` is not the estate's name; nothing was touched.
        LogbookBusy: another program is saving; nothing was touched.
    """
    require_name(estate, typed)
    _require_idle(estate.logbook)
    remaining = []
    for one in estate.files:
        try:
            _overwritten(one)
            one.path.unlink(missing_ok=True)
        except OSError as fault:
            remaining.append((one.path, (fault.strerror or "the system refused").lower()))
    for folder in estate.folders:
        with suppress(OSError):  # somebody keeps something of their own in it
            folder.rmdir()
    return Destroyed(len(estate.files) - len(remaining), tuple(remaining))


def require_name(estate: Estate, typed: str) -> None:
    """Refuse what is not the name that was asked for.

    Raises:
        NotTheName: it is not.
    """
    if " ".join(typed.split()).casefold() != " ".join(estate.name.split()).casefold():
        raise NotTheName(estate.name)


def _require_idle(path: Path) -> None:
    """Refuse while another program is in the middle of saving; what cannot be opened is nobody's business."""
    try:
        with closing(open_database(path)) as database, database.write():
            pass
    except LogbookBusy:
        raise
    except SonologError:
        return


def _overwritten(one: OwnedFile) -> None:
    """Write zeros over a file, so that undeleting it gives nothing where the disk writes in place."""
    facts = one.path.lstat()
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1:
        return
    with suppress(PermissionError), one.path.open("r+b", buffering=0) as file:
        for start in range(0, facts.st_size, _BLOCK):
            file.write(bytes(min(_BLOCK, facts.st_size - start)))
        os.fsync(file.fileno())


def _folders(files: Sequence[OwnedFile], home: Home) -> tuple[Path, ...]:
    """Return the folders of this program's own that the files lie in, with empty ones, the deepest first."""
    roots = (home.data, home.state, home.config)
    mine = {
        parent
        for one in files
        for parent in one.path.parents
        if any(root in (parent, *parent.parents) for root in roots)
    }
    mine |= {one.path.parent for one in files if one.path.parent.name.endswith(".keys")}
    mine |= {Path(parent) for root in roots if root in mine for parent, _, _ in os.walk(root)}
    return tuple(sorted(mine, key=lambda one: (-len(one.parts), str(one))))
