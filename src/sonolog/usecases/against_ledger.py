"""Compare what was verified with the signer's own logbook, which alone can tell what was signed in their name.

A manipulated program on a trainee's computer can show one text and sign another; and a trainee can take away the newest
statement of a signer.  The signer's own logbook has neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.objects import JUDGING, Statement, read_object
from sonolog.ledger.verdicts import Word, gravest
from sonolog.store.database import open_database
from sonolog.store.foreign import read_contents
from sonolog.usecases.check_fault import CheckFault
from sonolog.usecases.identity import OWNER
from sonolog.usecases.verify_file import Verification

_COMPARED = (*JUDGING, "revoke")
"""Acts that a file about a trainee has to hold, whatever it was written for."""


class NoLedger(SonologError):
    """The logbook holds nothing that its own person signed of somebody else's training."""

    code = "no-ledger"
    exit = Exit.INPUT

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds no sign-off by the person it belongs to.",
            hint="Name the logbook on the signer’s own computer.",
            where=str(path),
        )


def against_ledger(found: Verification, ledger: Path) -> Verification:
    """Return the verification with what the owner of ``ledger`` never signed there, and what of theirs is missing.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook, DamagedLogbook: the ledger cannot be read.
        NoLedger: its owner signed nothing.
    """
    open_database(ledger).close()  # says what is wrong with the file's head
    contents = read_contents(ledger)
    owner = contents.settings.get(OWNER, "")
    own = {one.digest: one for one in _statements(row[1] for row in contents.objects.values()) if _is_of(one, owner)}
    if not own:
        raise NoLedger(ledger)
    keys = {one.by for one in own.values()}
    there = {one.digest: one.statement for one in found.statements if one.statement is not None}
    theirs = [one for one in there.values() if _is_of(one, owner) or (one.by in keys and one.act in _COMPARED)]
    foreign = [one for one in theirs if one.digest not in contents.objects]
    subjects = {one.subject for one in there.values()}
    gone = [
        one
        for one in own.values()
        if one.subject in subjects and one.digest not in there and one.digest not in found.declared
    ]
    faults = tuple(CheckFault(f"{_told(one)} is not in their own logbook.", one.digest) for one in _in_order(foreign))
    missing = tuple(f"{_told(one)} is in their own logbook and not here." for one in _in_order(gone))
    words = [found.word, *([Word.INVALID] if faults else []), *([Word.INCOMPLETE] if missing else [])]
    return replace(
        found,
        faults=(*found.faults, *faults),
        missing=(*found.missing, *missing),
        word=gravest(words),
    )


def _statements(texts: Iterator[str]) -> Iterator[Statement]:
    for text in texts:
        with suppress(NotCanonical, MalformedObject, NewerObject):
            one = read_object(text)
            if isinstance(one, Statement):
                yield one


def _is_of(one: Statement, owner: str) -> bool:
    """Tell whether the owner of the ledger says something of somebody else's training."""
    return one.signer.person == owner != one.subject and one.act in _COMPARED


def _in_order(said: list[Statement]) -> list[Statement]:
    return sorted(said, key=lambda one: (one.subject, one.n, one.digest))


def _told(one: Statement) -> str:
    return f"Statement {one.n} by {one.signer.name} ({one.act}, {one.day})"
