"""Reading a logbook of which nothing can be written: as it is, or as a copy with the tables of this program."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from sonolog.errors import SonologError
from sonolog.store.database import FORMAT, Database, open_to_read
from sonolog.store.errors import DamagedLogbook, NewerLogbook
from sonolog.store.foreign import read_contents
from sonolog.store.schema import VIEWS
from sonolog.store.settings import read_setting
from sonolog.store.written_anew import readable, write_anew


def as_it_is(path: Path, refusal: SonologError) -> Database | None:
    """Return the file itself to be read, or None where its tables are not those of this program.

    Raises:
        LogbookMissing, NotALogbook: the file is not there, or is something else.
    """
    try:
        database = open_to_read(path, refusal)
    except NewerLogbook:
        return None
    try:
        with database.read() as connection:
            if database.format == FORMAT and read_setting(connection, "views") == str(VIEWS):
                return database
    except (SonologError, DBAPIError):  # no tables, or a save cut short that cannot be taken back here
        pass
    database.close()
    return None


def reading_copy(path: Path, refusal: SonologError) -> tuple[Database, int]:
    """Return the logbook at ``path`` as a copy of this program's own format, and how many objects it cannot read.

    Nothing can be written in it, for the reason in ``refusal``; the copy goes when the logbook is closed.

    Raises:
        SonologError: ``refusal``, where this program cannot make sense of the tables.
    """
    try:
        found = read_contents(path)
    except DamagedLogbook:
        raise refusal from None
    kept, entries, other = readable(found)
    folder = TemporaryDirectory(prefix="sonolog-")
    try:
        inside = Path(folder.name) / "reading.db"
        write_anew(inside, kept, entries, found).close()
        opened = open_to_read(inside, refusal)
    except BaseException:
        folder.cleanup()
        raise
    return Database(opened.engine, path, FORMAT, refusal, folder.cleanup), other
