"""Go back to a backup: the present file is set aside, never overwritten, and its newer objects can be taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sonolog.clock import Clock
from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import Bundle
from sonolog.ledger.merge import Kept, apply_redactions
from sonolog.ledger.objects import Statement, read_object
from sonolog.paths import Home
from sonolog.store.database import open_database
from sonolog.store.drafts import Draft, drafts, keep_draft
from sonolog.store.objects import StoredObject, all_objects
from sonolog.store.putting_back import checked_copy, put_in_place
from sonolog.store.settings import read_setting
from sonolog.usecases.absorb import Absorbed, Incoming, take_in
from sonolog.usecases.erasing import scrub, scrub_later
from sonolog.usecases.incoming import Blocked, without_identity
from sonolog.usecases.list_backups import find_backup
from sonolog.usecases.logbook import Entropy, Logbook, process_entropy
from sonolog.usecases.marks import accept_older, what_is_missing
from sonolog.usecases.open_logbook import logbook_path, open_logbook
from sonolog.usecases.redacted_copies import SET_ASIDE
from sonolog.usecases.safe_copies import backup_before, free_name
from sonolog.usecases.salvaging import Salvaged, salvaged, sha256_of, sound_objects
from sonolog.usecases.shared_place import hindrance
from sonolog.usecases.writers import renew_writer
from sonolog.usecases.writing import writing


class AnotherLogbook(SonologError):
    """The backup is of another logbook."""

    code = "another-logbook"
    exit = Exit.INPUT

    def __init__(self, source: Path, path: Path) -> None:
        super().__init__(
            f"{source} is a copy of another logbook than {path}.",
            hint="Open it with --logbook, or take in what it holds with “sonolog absorb”.",
            kept="Nothing was changed.",
        )


class SameFile(SonologError):
    """The backup is the logbook itself."""

    code = "same-file"
    exit = Exit.INPUT

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is the logbook itself.", hint="Name a backup.", kept="Nothing was changed.")


class RestoredInPart(SonologError):
    """The backup has the logbook's name, but the disk failed before the act was finished."""

    code = "restored-in-part"

    def __init__(self, aside: Path | None, refusal: SonologError) -> None:
        super().__init__(
            f"The backup is in place, but the act could not be finished: {refusal.message}",
            kept=f"The earlier file is {aside}." if aside is not None else "There was no earlier file.",
            hint="Once the disk works again, restore once more: redactions made since are applied then.",
        )
        self.exit = refusal.exit


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what was there before."""

    path: Path
    backup: Path
    aside: Path | None
    """Where the earlier file is now; None where there was none."""
    missing: tuple[str, ...]
    """What this machine has seen of the logbook and is not in the backup."""
    newer: int
    """Objects that the earlier file holds and the backup does not."""
    blocked: tuple[Blocked, ...]
    """What gave way to a tombstone, because it may identify a patient."""
    redacted: int
    """Texts of the backup that were redacted since."""


def restore(
    where: str | None,
    words: str,
    *,
    home: Home,
    clock: Clock,
    entropy: Entropy = process_entropy,
    allow_shared: bool = False,
) -> Restored:
    """Put a checked copy of the backup that ``words`` mean in the place of the logbook at ``where``.

    The earlier file, sound, damaged or missing, is set aside beside it.  What is written from now on comes from a new
    writer, and the journal says what was done.  Drafts and settings come with the file.

    Raises:
        BackupMissing, NotALogbook, NewerLogbook, BackupUnsound, AnotherLogbook, SameFile: nothing was changed.
        LogbookBusy, CannotCreate, DiskFull, PlaceUnusable: nothing was changed.
        RestoredInPart: the backup is in place, but the act could not be finished.
    """
    path = logbook_path(where, home)
    present = _id_of(path)
    backup = find_backup(home, words, present)
    _require_fitting(backup, path, present)
    if refusal := hindrance(path, home, allowed=allow_shared):
        raise refusal
    copy = checked_copy(backup, path)
    aside = put_in_place(copy, path, free_name(path.parent, f"{path.stem}-{SET_ASIDE}", clock.now()))
    earlier = salvaged(aside) if aside is not None else None
    with (
        _told_in_part(aside),
        closing(open_logbook(where, home=home, clock=clock, entropy=entropy, allow_shared=allow_shared)) as logbook,
    ):
        missing = what_is_missing(logbook)
        renew_writer(logbook)
        blocked, redacted = _cleaned(logbook, earlier, backup)
        accept_older(logbook)
        newer = len(_newer(logbook, earlier)) if earlier is not None else 0
    return Restored(path, backup, aside, missing, newer, blocked, redacted)


@contextmanager
def _told_in_part(aside: Path | None) -> Iterator[None]:
    """Say of any refusal that the backup is in place all the same, and where the earlier file is."""
    try:
        yield
    except SonologError as refusal:
        raise RestoredInPart(aside, refusal) from None


def keep_newer(logbook: Logbook, aside: Path) -> Absorbed:
    """Take in what the file set aside holds and the restored logbook does not: objects, journal and unfinished forms.

    A damaged file gives what can be read of it.  A backup is made first.

    Raises:
        FileMissing: the file cannot be read.
    """
    earlier = salvaged(aside)
    backup_before(logbook, "absorb")
    objects, blocked = without_identity(earlier.objects)
    bundle = Bundle({"purpose": "copy"}, objects, earlier.entries)
    done = take_in(logbook, Incoming(sha256_of(aside), bundle, objects, blocked, entries=bundle.entries), "absorb")
    with logbook.database.write() as connection:
        known = {one.record for one in drafts(connection)}
        for row in earlier.contents.drafts:
            if row[0] not in known:
                keep_draft(connection, Draft(*row))
    return done


def _id_of(path: Path) -> str:
    """Return the id of the logbook there; empty where there is none, or it cannot be read."""
    if not path.is_file() or not path.stat().st_size:
        return ""
    try:
        with closing(open_database(path)) as database, database.read() as connection:
            return read_setting(connection, "logbook") or ""
    except Exception:  # noqa: BLE001  (whatever a damaged file makes of it: it is set aside all the same)
        return ""


def _require_fitting(backup: Path, path: Path, present: str) -> None:
    if path.exists() and backup.samefile(path):
        raise SameFile(path)
    its = _id_of(backup)
    if present and its and its != present:
        raise AnotherLogbook(backup, path)


def _cleaned(logbook: Logbook, earlier: Salvaged | None, backup: Path) -> tuple[tuple[Blocked, ...], int]:
    """Enter the act in the journal, with a tombstone for what is blocked or was redacted since; the text is erased."""
    with writing(logbook, "restore", why=f"from the backup with SHA-256 {sha256_of(backup)}") as act:
        act.is_told = True
        here = [Kept(read_object(one.text), one.signature) for one in all_objects(act.connection)]
        let_in, blocked = without_identity(here)
        gone = {one.digest for one in blocked}
        said = _redactions(earlier)
        union = apply_redactions({one.digest: one for one in (*here, *said)})
        known = {one.digest for one in here}
        act.objects += [StoredObject.of(one) for one in said if one.digest not in known]
        act.changed += [StoredObject.of(one) for one in let_in if one.digest in gone]
        redacted = [StoredObject.of(union[one.digest]) for one in here if _gave_way(one, union[one.digest])]
        act.changed += [one for one in redacted if one.digest not in gone]
        if act.changed:
            scrub_later(act.connection)
    if act.changed:
        scrub(logbook)
    return blocked, len(redacted)


def _redactions(earlier: Salvaged | None) -> tuple[Kept, ...]:
    """Return the redactions made since, with the tombstones of what they took away: it may not come back either."""
    if earlier is None:
        return ()
    redacting = [one for one in earlier.objects if isinstance(one.found, Statement) and one.found.act == "redact"]
    sound = sound_objects(redacting)
    gone = {item.digest for one in sound if isinstance(one.found, Statement) for item in one.found.items}
    return (*sound, *(one for one in earlier.objects if one.is_tombstone and one.digest in gone))


def _gave_way(before: Kept, after: Kept) -> bool:
    return after.is_tombstone and not before.is_tombstone


def _newer(logbook: Logbook, earlier: Salvaged) -> set[str]:
    with logbook.reading() as connection:
        here = {one.digest for one in all_objects(connection)}
    return {one.digest for one in earlier.objects} - here
