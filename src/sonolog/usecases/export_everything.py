"""Write everything a logbook holds as plain files that can be read, and checked, in decades."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sonolog import __version__
from sonolog.domain.kinds import KINDS
from sonolog.exchange.bundle import write_bundle
from sonolog.exchange.csv_text import csv_text
from sonolog.ledger.canonical import JSON
from sonolog.ledger.evidence import allowed_signer
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, Statement, read_object
from sonolog.ledger.standalone import CHECK, VERIFIER, check_text, verifier_text
from sonolog.paths import make_private
from sonolog.store.database import Connection
from sonolog.store.kind_rows import rows_of_kind_as_text
from sonolog.store.objects import all_entries, all_objects
from sonolog.usecases.evidence_folder import FolderTaken
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.written_file import write_file

MOST_IN_A_FILE = 50_000
"""Objects of one file, so that each stays within the limits it is read with."""
_README = """\
A logbook of sonolog, as plain files
====================================

everything.slb        every record, version and signature (everything-2.slb and so on, if there is more)
*.csv                 the records as tables, for a spreadsheet; for reading, not for checking
allowed_signers       the keys that signed, for ssh-keygen
verify.py             checks everything.slb with Python and its cryptography package, without sonolog
check.sh              checks the signatures with OpenSSH and sha256sum alone
docs/logbook-format.md of sonolog says what every line means; both programs are short enough to be read.

Check all of it, every rule, every link (--root SHA256:... names the programme whose word is to count):

    python3 verify.py everything*.slb

Check every signature, and that what was signed is here, with nothing but ssh-keygen and sha256sum:

    sh check.sh

allowed_signers was written from the statements themselves: it shows that one key made each signature, not whose key it
is.  Compare its fingerprints (ssh-keygen -l -f allowed_signers) with those that the programme gives you another way.

Take it into a logbook again: sonolog absorb everything.slb
"""


def export_everything(logbook: Logbook, folder: Path) -> tuple[Path, ...]:
    """Write all there is into an empty folder, and return the files.

    Raises:
        FolderTaken: the folder holds something already.
        FileNotWritten, PlaceUnusable: a file cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder)
    with logbook.reading() as connection:
        files = dict(_files(connection))
    make_private(folder)
    return tuple(write_file(folder / name, content) for name, content in files.items())


def _files(connection: Connection) -> Iterator[tuple[str, bytes]]:
    objects = [Kept(read_object(one.text), one.signature) for one in all_objects(connection)]
    entries = [JournalEntry.from_text(text) for *_, text in all_entries(connection)]
    yield from _bundles(objects, entries)
    for kind in KINDS:
        columns, rows = rows_of_kind_as_text(connection, kind)
        if rows:
            yield f"{kind}.csv", csv_text(columns, rows).encode()
    signers = {allowed_signer(one.found) for one in objects if isinstance(one.found, Statement)}
    yield "allowed_signers", "".join(sorted(signers)).encode()
    yield VERIFIER, verifier_text().encode()
    yield CHECK, check_text().encode()
    yield "README.txt", _README.encode()


def _bundles(objects: list[Kept], entries: list[JournalEntry]) -> Iterator[tuple[str, bytes]]:
    parts = [objects[start : start + MOST_IN_A_FILE] for start in range(0, len(objects), MOST_IN_A_FILE)] or [[]]
    journals = [entries[start : start + MOST_IN_A_FILE] for start in range(0, len(entries), MOST_IN_A_FILE)]
    count = max(len(parts), len(journals))
    for number in range(count):
        head: dict[str, JSON] = {"purpose": "copy", "made_by": f"sonolog {__version__}"}
        if count > 1:
            head |= {"part": number + 1, "of": count}
        part = parts[number] if number < len(parts) else []
        journal = journals[number] if number < len(journals) else []
        yield f"everything{'' if number == 0 else f'-{number + 1}'}.slb", write_bundle(head, part, journal)
