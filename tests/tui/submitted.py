"""A small logbook in which scans wait for a supervisor: quick to make, unlike the example's year."""

from __future__ import annotations

from pathlib import Path

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.people import the_trainee
from sonolog.usecases.submit import submit

from .made import PASSPHRASE, make_logbook, opened


def make_submitted(folder: Path, *, scans: int = 2) -> list[str]:
    """Make the logbook in the home in ``folder``, submit its scans, and return their ids."""
    make_logbook(folder, scans=scans, enrolled=False)
    with opened(folder) as book:
        create_key(book, Passphrase(PASSPHRASE))
        ids = [one.id for one in list_scans(book, the_trainee(book).id).scans]
        submit(book, ids, key=open_key(book, Passphrase(PASSPHRASE)))
    return ids
