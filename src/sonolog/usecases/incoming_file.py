"""Reading a file that holds objects: a bundle, or another logbook, of which nothing is trusted."""

from __future__ import annotations

import errno
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import MOST_BYTES, Bundle, BundleRefused, read_bundle
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, Statement, read_object
from sonolog.paths import beginning_of, read_ordinary
from sonolog.store.foreign import read_foreign

_SQLITE = b"SQLite format 3\0"
PDF = b"%PDF-"


class FileMissing(SonologError):
    """The file is not there, or cannot be read."""

    code = "file-missing"
    exit = Exit.NO_INPUT

    def __init__(self, path: Path, fault: OSError) -> None:
        hint = "Name a file in it: what sonolog writes ends in .slb, .db or .pdf." if path.is_dir() else ""
        told = (fault.strerror or "the system refused").lower()
        super().__init__(f"{path} cannot be read: {told}.", hint=hint, where=str(path))


class IsReport(SonologError):
    """The file is a report, which holds a part of a logbook to be looked at and no more."""

    code = "is-report"
    exit = Exit.INPUT

    def __init__(self) -> None:
        super().__init__(
            "This file is a PDF, which is for reading.",
            hint="Check it with: sonolog verify FILE. What can be taken in ends in .slb or .db.",
            kept="Nothing was stored.",
        )


def read_file(path: Path) -> tuple[bytes, Bundle]:
    """Return the content of a bundle, or of another logbook as one, with its bytes.

    Raises:
        FileMissing: it cannot be read.
        IsReport: it is a PDF.
        BundleRefused, NewerBundle: it is no bundle, or damaged.
        NotALogbook, NewerLogbook: it is a database of another kind, or too new.
    """
    content = content_of(path)
    if content is not None and content.startswith(PDF):
        raise IsReport
    return (_SQLITE, _of_logbook(path)) if content is None else (content, read_bundle(content))


def content_of(path: Path) -> bytes | None:
    """Return the content of a file, or None of a database, which is read from a copy.

    Raises:
        FileMissing: it cannot be read, or is no ordinary file.
        BundleRefused: it is larger than a bundle may be.
    """
    try:
        if beginning_of(path, len(_SQLITE)) == _SQLITE:
            return None
        return read_ordinary(path, MOST_BYTES)
    except OSError as fault:
        if fault.errno == errno.EFBIG:
            raise BundleRefused([f"it is larger than {MOST_BYTES // 1024 // 1024} MB"], str(path)) from None
        raise FileMissing(path, fault) from None


def _of_logbook(path: Path) -> Bundle:
    rows, journal = read_foreign(path)
    objects, entries, faults = [], [], []
    for digest, text, signature in rows:
        try:
            found = read_object(text)
        except (NotCanonical, MalformedObject, NewerObject) as fault:
            faults.append(f"object {digest[:12]}: {fault.message.rstrip('.')}")
            continue
        one = Kept(found, signature)
        if one.digest != digest or isinstance(found, Statement) != (signature is not None):
            faults.append(f"object {digest[:12]} does not have the digest it is kept under")
        objects.append(one)
    for *_, text in journal:
        entry = read_object(text)
        if isinstance(entry, JournalEntry):
            entries.append(entry)
    if faults:
        raise BundleRefused(faults)
    return Bundle({"purpose": "copy"}, tuple(objects), tuple(entries))
