"""The files that belong to a person's logbook and home: where they lie, what each is, how large it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sonolog.errors import SonologError
from sonolog.paths import Home, beginning_of
from sonolog.store.database import APPLICATION_ID, open_database
from sonolog.store.errors import NotALogbook
from sonolog.store.people import person_row
from sonolog.store.settings import read_setting
from sonolog.usecases.identity import OWNER, read_identity
from sonolog.usecases.key_files import beside
from sonolog.usecases.redacted_copies import copies_beside

_SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database while, or after, something went wrong."""
_OWN_NAME = "sonolog"
"""What the platform's folders of this program are called."""
_OWN_FILES = frozenset({"identity.json", "settings.toml", "programmes.json", "shared-folders.json", "logbook.db"})
_OTHERS = 0o077
_SQLITE, _ID_AT = b"SQLite format 3\0", 68
_KINDS = {
    "keys": "signing key",
    "backups": "backup",
    "frameworks": "framework",
    "forms": "assessment form",
    "crashes": "crash report",
    "marks": "note of this computer",
    "writers": "note of this computer",
    "departments": "unfinished forms there",
    "cohort": "board of a cohort, kept",
}


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """One file or link."""

    path: Path
    size: int
    """Bytes; of a link none, since what it leads to is not touched."""
    what: str
    """What it is, in words."""
    is_shared: bool = False
    """The file has another name elsewhere, under which it stays."""
    is_ours: bool = True
    """This program made it, or it lies in a folder that is this program's alone."""


def files_of_home(home: Home) -> tuple[OwnedFile, ...]:
    """Return everything in the folders of a home: whose home it is comes last."""
    found = [one for folder in (home.data, home.state, home.config) for one in _inside(folder)]
    return tuple(sorted(found, key=lambda one: one.path == home.identity))


def files_of_logbook(path: Path, home: Home) -> tuple[OwnedFile, ...]:
    """Return the logbook at ``path``, its copies and keys beside it, and what this home keeps for it alone."""
    id_, _ = _told(path)
    places = [(path, "logbook"), *((path.with_name(path.name + end), "left by SQLite") for end in _SIDE_FILES)]
    places += [(one, "copy beside the logbook") for one in copies_beside(path)]
    if id_:
        places += [
            (home.state / "marks" / f"{id_}.json", _KINDS["marks"]),
            (home.state / "writers" / id_, _KINDS["writers"]),
            *((one, _KINDS["cohort"]) for one in sorted((home.state / "cohort").glob(f"{id_}-*.db"))),
        ]
    found = [_of(one, what) for one, what in places if os.path.lexists(one)]
    found += _inside(beside(path), "signing key")
    return (*found, *_inside(home.backups / id_, "backup")) if id_ else tuple(found)


def require_logbook(path: Path) -> None:
    """Refuse a file that has not even the beginning of a logbook; a damaged one has.

    Raises:
        NotALogbook: it is something else.
    """
    if not os.path.lexists(path):
        return
    try:
        beginning = beginning_of(path, _ID_AT + 4)
    except OSError:
        raise NotALogbook(path, "no file that can be read") from None
    if not beginning.startswith(_SQLITE) or int.from_bytes(beginning[_ID_AT:], "big") != APPLICATION_ID:
        raise NotALogbook(path, "another kind of file")


def name_of(path: Path, home: Home) -> str:
    """Return the name of whoever a home or a logbook belongs to; empty where nobody is known."""
    identity = read_identity(home)
    return identity.name if identity is not None else _told(path)[1]


def _told(path: Path) -> tuple[str, str]:
    """Return id and owner's name of a logbook, as far as it can be read."""
    try:
        with closing(open_database(path)) as database, database.read() as connection:
            owner = read_setting(connection, OWNER)
            row = person_row(connection, owner) if owner else None
            return read_setting(connection, "logbook") or "", row.name if row else ""
    except SonologError:  # missing, damaged or no logbook: it can be destroyed all the same
        return "", ""


def _inside(folder: Path, what: str = "") -> Iterator[OwnedFile]:
    if folder.is_symlink():
        return
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted((*files, *links)):
            path = Path(parent, name)
            inside = path.relative_to(folder)
            known = bool(what) or folder.name == _OWN_NAME or inside.parts[0] in (*_KINDS, *_OWN_FILES)
            yield _of(path, what or _what(inside), known=known)


def _what(inside: Path) -> str:
    if len(inside.parts) > 1:
        return _KINDS.get(inside.parts[0], inside.parts[0])
    return "logbook or copy of one" if inside.suffix == ".db" else "preference or note of this computer"


def _of(path: Path, what: str, *, known: bool = True) -> OwnedFile:
    """Return a file with its facts; in a folder that may be others' too, only what is private (0600) is ours."""
    facts = path.lstat()
    if stat.S_ISLNK(facts.st_mode):
        return OwnedFile(path, 0, "link; what it leads to stays", is_ours=known)
    is_private = not facts.st_mode & _OTHERS
    return OwnedFile(path, facts.st_size, what, is_shared=facts.st_nlink > 1, is_ours=known or is_private)
