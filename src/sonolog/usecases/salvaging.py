"""What can still be used of a file that may be damaged: objects this program reads, statements that verify."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, Statement
from sonolog.ledger.verify import Verdict, Verifier
from sonolog.store.foreign import Contents, salvage
from sonolog.store.written_anew import readable
from sonolog.usecases.incoming_file import FileMissing


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a file still holds."""

    contents: Contents
    objects: tuple[Kept, ...]
    entries: tuple[JournalEntry, ...]
    refused: int
    """Objects this program cannot read, and statements whose signature does not hold."""


def salvaged(path: Path) -> Salvaged:
    """Return what can be read of a logbook, damaged or not.

    Raises:
        FileMissing: the file itself cannot be read.
    """
    try:
        if not path.is_file():
            raise FileMissing(path, OSError(0, "it is no file" if path.exists() else "there is no such file"))
        contents = salvage(path)
    except OSError as fault:
        raise FileMissing(path, fault) from None
    kept, entries, other = readable(contents)
    sound = sound_objects(kept)
    return Salvaged(contents, sound, tuple(entries), other + len(kept) - len(sound))


def sound_objects(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the objects without the statements whose signature or rules do not hold."""
    everything = tuple(kept)
    verifier = Verifier(lambda _digest: None)
    said = [(one, one.found) for one in everything if isinstance(one.found, Statement)]
    verifier.prepare((statement.text, one.signature) for one, statement in said)
    unsound = {
        one.digest for one, statement in said if isinstance(verifier.by_itself(statement.text, one.signature), Verdict)
    }
    return tuple(one for one in everything if one.digest not in unsound)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
