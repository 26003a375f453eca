"""What happens in another window while somebody looks at the app."""

from __future__ import annotations

from pathlib import Path

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.amend import amend
from sonolog.usecases.keys import open_key
from sonolog.usecases.recall import recall
from sonolog.usecases.submit import submit

from .walk import opened


def amend_while_it_waits(book: Path, record: str) -> str:
    """Let the trainee recall, amend and submit the record again; return what it is called."""
    with opened(book, "Tess") as logbook:
        key = open_key(logbook, Passphrase("tess demo passphrase"))
        (line,) = recall(logbook, [record], key=key)
        amend(logbook, record, {"note": "Looked again."})
        submit(logbook, [record], key=key)
    return line.label
