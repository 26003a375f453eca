"""The evidence of a sign-off, as files a stranger can check with OpenSSH and sha256sum."""

from __future__ import annotations

from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.canonical import JSON
from sonolog.ledger.evidence import BUNDLE, evidence_files
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Statement, read_object
from sonolog.ledger.standalone import VERIFIER, verifier_text
from sonolog.ledger.statements import SignedStatement
from sonolog.paths import PlaceUnusable, make_private, write_whole
from sonolog.store.database import Connection
from sonolog.store.errors import CannotCreate
from sonolog.store.lookups import HeadRow
from sonolog.store.objects import stored_texts
from sonolog.store.statements import statements_about
from sonolog.store.views import states_of
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.gathering import left_out

_FIRST = {"sign": 0, "return": 1, "submit": 2}


class FolderTaken(SonologError):
    """The folder for the evidence holds something."""

    code = "folder-taken"
    exit = Exit.NO_OUTPUT

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is already there and not empty.", kept="It was not touched.", hint="Name another folder."
        )


def write_folder(connection: Connection, head: HeadRow, folder: Path) -> tuple[Path, ...]:
    """Write the evidence about ``head``'s signed version, else about its current one, into ``folder``.

    What was said of it and taken back is there with the revocation.

    Raises:
        NothingToDo: there is no statement about it.
        FolderTaken, CannotCreate: the folder cannot take the files.
    """
    version = _version(connection, head)
    everything = statements_about(connection, head.record)
    rows = [row for row in everything if row.target == version]
    said = {row.digest for row in rows}
    rows += [row for row in everything if row.target in said and row.digest not in said]
    if not rows:
        raise NothingToDo(f"Nobody has submitted or signed {head.label}: there is no evidence yet.")
    ordered = sorted(rows, key=lambda row: (_FIRST.get(row.act, 3), row.at, row.digest))
    kept = stored_texts(connection, [version, *(row.digest for row in rows)])
    signed = [
        SignedStatement(Statement.from_text(kept[row.digest].text), kept[row.digest].signature or b"")
        for row in ordered
    ]
    files = evidence_files(kept[version].text, signed)
    held = [Kept(read_object(kept[version].text)), *(Kept(one.statement, one.signature) for one in signed)]
    told: dict[str, JSON] = {
        "purpose": "evidence",
        "selection": {"words": head.label, "left_out": left_out(held)},
    }
    return _write({**files, BUNDLE: write_bundle(told, held), VERIFIER: verifier_text().encode()}, folder)


def _version(connection: Connection, head: HeadRow) -> str:
    state = states_of(connection, [head.record])[head.record]
    sign_off = state.sign_off or state.signed_in_earlier_version
    return sign_off.target if sign_off is not None else head.digest


def _write(files: dict[str, bytes], folder: Path) -> tuple[Path, ...]:
    try:
        make_private(folder)
        if any(folder.iterdir()):
            raise FolderTaken(folder)
        written = []
        for name, content in files.items():
            write_whole(folder / name, content)
            written.append(folder / name)
    except PlaceUnusable as refusal:
        raise CannotCreate(folder, refusal.why) from None
    except OSError as fault:
        raise CannotCreate(folder, (fault.strerror or "the system refused").lower()) from None
    return tuple(written)
