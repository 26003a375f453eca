"""Making sure that a text taken away is in no corner of the file: tables made anew, the file written anew."""

from __future__ import annotations

from sonolog.errors import Exit, SonologError
from sonolog.store.database import Connection, vacuum
from sonolog.store.engines import is_department
from sonolog.store.settings import read_setting, write_setting
from sonolog.store.views import rebuild
from sonolog.usecases.logbook import Logbook

_DUE = "scrub"
"""The setting that says that a text was taken away, and the file not yet written anew."""


class ScrubbedLater(SonologError):
    """A text was taken away, but the file could not be written anew."""

    code = "scrubbed-later"
    exit = Exit.IO

    def __init__(self, refusal: SonologError) -> None:
        super().__init__(
            f"The redaction stands, but the file still has to be written anew, and could not be: {refusal.message}",
            kept="What was taken away is no longer shown or exported; traces of it may still be in the file.",
            hint="Make room, or mend the disk: the next time the logbook is opened the rest is done.",
        )
        self.exit = refusal.exit


def scrub_later(connection: Connection) -> None:
    """Note, in the transaction that takes a text away, that the file has to be written anew."""
    if not is_department(connection):
        write_setting(connection, _DUE, "due")


def is_scrub_due(connection: Connection) -> bool:
    """Tell whether a text was taken away, but the file not yet written anew."""
    return read_setting(connection, _DUE) == "due"


def scrub(logbook: Logbook) -> None:
    """Compute every view and the search index anew and rewrite the file, so that nothing of a text is left in it.

    Raises:
        ScrubbedLater: it could not be done; it is when the logbook is opened again.
    """
    if logbook.is_department:  # its server made the tables anew with the act; what it frees is for its own vacuum
        return
    try:
        with logbook.database.write() as connection:
            rebuild(connection)
        vacuum(logbook.database)
        with logbook.database.write() as connection:
            write_setting(connection, _DUE, "done")
    except SonologError as refusal:
        raise ScrubbedLater(refusal) from None
