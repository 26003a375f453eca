"""Making sure that a text taken away is in no corner of the file: tables made anew, the file written anew."""

from __future__ import annotations

from sonolog.store.database import vacuum
from sonolog.store.views import rebuild
from sonolog.usecases.logbook import Logbook


def scrub(logbook: Logbook) -> None:
    """Compute every view and the search index anew and rewrite the file, so that nothing of a text is left in it."""
    with logbook.database.write() as connection:
        rebuild(connection)
    vacuum(logbook.database)
