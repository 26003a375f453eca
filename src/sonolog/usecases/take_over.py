"""Begin a logbook with a copy of one that was kept elsewhere: on a new computer, or after everything was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sonolog.clock import Clock
from sonolog.ledger.objects import Revision
from sonolog.paths import Home
from sonolog.store.department.address import is_address
from sonolog.store.people import person_row
from sonolog.store.settings import write_setting
from sonolog.usecases.absorb import Incoming
from sonolog.usecases.identity import OWNER, Identity, claimed_identity, read_identity
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import logbook_path, open_logbook


@contextmanager
def begun_by_copy(
    where: str | None, *, home: Home, clock: Clock, person: str | None = None, allow_shared: bool = False
) -> Iterator[Logbook]:
    """Give the logbook at ``where``, made if there is none; one that was made and could not be filled is taken away.

    Raises:
        SonologError: it cannot be made, or is no logbook.
    """
    there = (where is not None and is_address(where)) or logbook_path(where, home).exists()
    logbook = open_logbook(where, home=home, clock=clock, make=not there, person=person, allow_shared=allow_shared)
    try:
        yield logbook
    except BaseException:
        logbook.close()
        if logbook.made:
            _taken_away(logbook.path)
        raise
    logbook.close()


def as_keeper(logbook: Logbook, incoming: Incoming) -> Logbook:
    """Return a logbook that was made for a copy with its keeper at the keyboard, and any other as it is.

    The keeper is the person of this home, if the copy knows them, else who wrote most of it.
    """
    written = Counter(one.found.by for one in incoming.objects if isinstance(one.found, Revision))
    if not logbook.made or logbook.actor is not None or not written:
        return logbook
    identity = read_identity(logbook.home)
    if identity is not None and identity.person in written:
        return logbook.acting_as(identity.person)
    return logbook.acting_as(max(written, key=lambda person: (written[person], person)))


def settle(logbook: Logbook) -> str:
    """Note in a logbook made for a copy whose it is, and return their name; in the default place it is this home's.

    Raises:
        PlaceUnusable: the folder of preferences cannot be written.
    """
    if not logbook.made or logbook.actor is None:
        return ""
    with logbook.database.write() as connection:
        row = person_row(connection, logbook.actor)
        if row is None:
            return ""
        write_setting(connection, OWNER, row.id)
    if logbook.path == logbook.home.logbook:
        claimed_identity(logbook.home, Identity(row.id, row.name))
    return row.name


def _taken_away(path: Path) -> None:
    for one in (path, path.with_name(f"{path.name}-journal")):
        one.unlink(missing_ok=True)
