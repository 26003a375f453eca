"""Open a logbook, or make it: the first thing every command and the app do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sonolog.clock import Clock
from sonolog.errors import Exit, SonologError
from sonolog.ledger.identifiers import new_id
from sonolog.paths import Home, make_private
from sonolog.store.database import FORMAT, Database, create_database, open_database
from sonolog.store.errors import CannotCreate
from sonolog.store.schema import VIEWS, make_tables
from sonolog.store.settings import read_setting, write_setting
from sonolog.usecases.identity import whoever_is_here
from sonolog.usecases.logbook import Entropy, Logbook, process_entropy
from sonolog.usecases.marks import look_back


class AddressRefused(SonologError):
    """The address names no file."""

    code = "address-refused"
    exit = Exit.NO_SERVER

    def __init__(self, where: str) -> None:
        kind = where.partition("://")[0]
        super().__init__(f"A logbook at a {kind} address cannot be opened.", hint="Give the path of a file.")


def open_logbook(
    where: str | None,
    *,
    home: Home,
    clock: Clock,
    make: bool = False,
    person: str | None = None,
    entropy: Entropy = process_entropy,
) -> Logbook:
    """Open the logbook at ``where``, or this home's own; ``make`` makes it where there is none.

    ``person`` is who acts, as typed; without it the person this home belongs to, if the logbook knows them.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook, CannotCreate: see :mod:`sonolog.store.errors`.
        UnknownPerson: nobody is called ``person``.
    """
    path = _path(where, home)
    database, made = _opened(path, make=make)
    if made or path.stat().st_size == 0:
        _make(database, clock, entropy)
    elif database.format < FORMAT:
        _upgrade(database, home, clock)
    logbook = _prepared(Logbook(database, clock, home, _own_id(database), entropy=entropy, made=made))
    return whoever_is_here(logbook, person)


def _opened(path: Path, *, make: bool) -> tuple[Database, bool]:
    """Return the database, and whether this program made the file; another may make it at the same moment."""
    if make and not path.exists():
        try:
            return create_database(path), True
        except CannotCreate:
            if not path.exists():
                raise
    return open_database(path), False


def _path(where: str | None, home: Home) -> Path:
    if where is None:
        return home.logbook
    if "://" in where:
        raise AddressRefused(where)
    return Path(where).expanduser()


def _make(database: Database, clock: Clock, entropy: Entropy) -> None:
    with database.write() as connection:
        make_tables(connection)
        if read_setting(connection, "logbook") is None:
            write_setting(connection, "logbook", new_id(clock.now(), entropy))


def _upgrade(database: Database, home: Home, clock: Clock) -> None:
    """Bring an older file to this format, after a copy of it was put beside the automatic backups."""
    from sonolog.store.backup import backup_to
    from sonolog.store.upgrade import upgrade

    folder = make_private(home.backups / _own_id(database))
    target = folder / f"before-format-{FORMAT}-{clock.now():%Y-%m-%d-%H%M%S}.db"
    if not target.exists():
        backup_to(database, target)
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
    return logbook if logbook.made else _backed_up(look_back(logbook))


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
