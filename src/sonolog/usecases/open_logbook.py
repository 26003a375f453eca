"""Open a logbook, or make it: the first thing every command and the app do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sonolog.clock import Clock
from sonolog.errors import SonologError
from sonolog.ledger.identifiers import new_id
from sonolog.paths import Home
from sonolog.store.database import FORMAT, Database, create_database, open_database, require_writable
from sonolog.store.department.address import is_address
from sonolog.store.errors import CannotBeWritten, CannotCreate
from sonolog.store.schema import VIEWS, make_tables
from sonolog.store.settings import read_setting, write_setting
from sonolog.usecases.identity import whoever_is_here
from sonolog.usecases.logbook import Entropy, Logbook, process_entropy
from sonolog.usecases.marks import look_back
from sonolog.usecases.shared_place import hindrance, remember_shared


def open_logbook(
    where: str | None,
    *,
    home: Home,
    clock: Clock,
    make: bool = False,
    person: str | None = None,
    entropy: Entropy = process_entropy,
    allow_shared: bool = False,
) -> Logbook:
    """Open the logbook at ``where``, or this home's own; ``make`` makes it where there is none.

    ``person`` is who acts, as typed; without it the person this home belongs to, if the logbook knows them.  One that
    cannot be written (made by a newer program, on a medium or in a folder that cannot be written, on a full disk, in a
    shared folder that nobody has allowed) is opened to be read: a notice says so, and whatever writes is refused.

    Raises:
        LogbookMissing, NotALogbook, CannotCreate, SharedFolder: see :mod:`sonolog.store.errors`.
        UnknownPerson: nobody is called ``person``.
        SonologError: ``where`` is an address; see :mod:`sonolog.usecases.open_department`.
    """
    if where is not None and is_address(where):
        from sonolog.usecases.open_department import open_department

        return open_department(where, home=home, clock=clock, person=person, entropy=entropy)
    path = logbook_path(where, home)
    try:
        refusal = hindrance(path, home, allowed=allow_shared)
        if refusal is not None and (make or path.exists()):
            raise refusal
        logbook = _to_write(path, home, clock, make=make, entropy=entropy)
    except CannotBeWritten as refused:
        if not path.exists():
            raise
        logbook = _to_read(path, refused, home, clock, entropy)
    here = whoever_is_here(logbook, person)
    return here if here.database.refusal is not None else remember_shared(here)


def _to_write(path: Path, home: Home, clock: Clock, *, make: bool, entropy: Entropy) -> Logbook:
    database, made = _opened(path, make=make)
    try:
        if made or path.stat().st_size == 0:
            _make(database, clock, entropy)
        require_writable(path)
        if database.format < FORMAT:
            _upgrade(database, home, clock)
        return _prepared(Logbook(database, clock, home, _own_id(database), entropy=entropy, made=made))
    except BaseException:
        database.close()
        raise


def _to_read(path: Path, refusal: CannotBeWritten, home: Home, clock: Clock, entropy: Entropy) -> Logbook:
    """Open the file as it is where this program made it so, else a copy of it with tables of this program."""
    from sonolog.store.reading_copy import as_it_is, reading_copy
    from sonolog.usecases.marks import what_is_missing

    database, other = as_it_is(path, refusal), 0
    if database is None:
        database, other = reading_copy(path, refusal)
    logbook = Logbook(database, clock, home, _own_id(database), entropy=entropy)
    logbook = logbook.with_notice(f"Opened to be read only, because {refusal.reason}; nothing can be saved.")
    if other:
        told = "1 object in it is" if other == 1 else f"{other} objects in it are"
        logbook = logbook.with_notice(f"{told} of a kind this program does not know.")
    missing = what_is_missing(logbook)
    return logbook.with_notice(" ".join(missing)) if missing else logbook


def _opened(path: Path, *, make: bool) -> tuple[Database, bool]:
    """Return the database, and whether this program made the file; another may make it at the same moment."""
    if make and not path.exists():
        try:
            return create_database(path), True
        except CannotCreate:
            if not path.exists():
                raise
    return open_database(path), False


def logbook_path(where: str | None, home: Home) -> Path:
    """Return where the logbook is, or would be.

    Raises:
        NotInDepartment: ``where`` names no file.
    """
    if where is None:
        return home.logbook
    if is_address(where):
        from sonolog.store.department.errors import NotInDepartment

        raise NotInDepartment(
            "This command", "sonolog redact takes a text away there; see docs/department.md for the rest."
        )
    return Path(where).expanduser()


def _make(database: Database, clock: Clock, entropy: Entropy) -> None:
    with database.write() as connection:
        make_tables(connection)
        if read_setting(connection, "logbook") is None:
            write_setting(connection, "logbook", new_id(clock.now(), entropy))


def _upgrade(database: Database, home: Home, clock: Clock) -> None:
    """Bring an older file to this format, after a copy of it was put beside the automatic backups."""
    from sonolog.store.upgrade import upgrade
    from sonolog.usecases.safe_copies import backup_before_format

    backup_before_format(database, home, _own_id(database), FORMAT, clock.now())
    upgrade(database)


def _own_id(database: Database) -> str:
    with database.read() as connection:
        return read_setting(connection, "logbook") or ""


def _prepared(logbook: Logbook) -> Logbook:
    """Bring the views to this program's version, and make the day's backup."""
    with logbook.reading() as connection:
        views = read_setting(connection, "views")
    if views != str(VIEWS):
        _rebuild(logbook)
    return logbook if logbook.made else _backed_up(_scrubbed(look_back(logbook)))


def _scrubbed(logbook: Logbook) -> Logbook:
    """Write the file anew if that is still due after a redaction."""
    from sonolog.usecases.erasing import is_scrub_due, scrub

    with logbook.reading() as connection:
        if not is_scrub_due(connection):
            return logbook
    try:
        scrub(logbook)
    except SonologError as refusal:  # a full disk must not keep anybody from reading
        return logbook.with_notice(refusal.message)
    return logbook


def _rebuild(logbook: Logbook) -> None:
    from sonolog.store.views import rebuild

    with logbook.database.write() as connection:
        rebuild(connection)


def _backed_up(logbook: Logbook) -> Logbook:
    folder = logbook.home.backups / logbook.id
    with suppress(OSError):
        if (folder / f"{logbook.today.isoformat()}.db").exists():
            return logbook
    from sonolog.store.backup import backup_if_due

    try:
        backup_if_due(logbook.database, folder, logbook.today)
    except (SonologError, OSError) as refusal:  # a full backup disk must not keep anybody from logging
        return logbook.with_notice(f"Today's automatic backup was not made: {refusal}")
    return logbook
