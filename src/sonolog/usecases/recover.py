"""Write a sound logbook from what can be read of a damaged one, united with the newest sound backup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sonolog.clock import Clock
from sonolog.errors import Exit, SonologError
from sonolog.ledger.identifiers import new_id
from sonolog.ledger.merge import Kept, merge
from sonolog.ledger.objects import JournalEntry, Revision, Statement
from sonolog.paths import Home
from sonolog.store.database import Database
from sonolog.store.foreign import Contents, read_contents
from sonolog.store.written_anew import readable, write_anew
from sonolog.usecases.identity import whoever_is_here
from sonolog.usecases.incoming import Blocked, without_identity
from sonolog.usecases.list_backups import find_backup, list_backups
from sonolog.usecases.logbook import Entropy, Logbook, process_entropy
from sonolog.usecases.marks import what_is_missing
from sonolog.usecases.redacted_copies import RECOVERED
from sonolog.usecases.safe_copies import free_name
from sonolog.usecases.salvaging import Salvaged, salvaged, sound_objects
from sonolog.usecases.writers import renew_writer
from sonolog.usecases.writing import writing


class NothingToRecover(SonologError):
    """Neither the file nor a backup holds anything."""

    code = "nothing-to-recover"
    exit = Exit.INVALID

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Nothing can be read of {path}, and this home has no sound backup of it.",
            hint="If there is a backup elsewhere: “sonolog recover FILE --backup BACKUP”.",
            kept="The file was not changed.",
        )


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was written, from where, and what is lost."""

    target: Path
    whole: bool
    """The file was not damaged after all."""
    backup: Path | None
    """The backup that was united with it."""
    objects: int
    only_in_file: int
    only_in_backup: int
    entries: int
    """Journal entries."""
    lost: tuple[str, ...]
    """Digests that objects and journal name and that are in neither."""
    missing: tuple[str, ...]
    """What this machine has seen of the logbook and is in neither, in sentences."""
    refused: int
    """What was read and cannot be believed."""
    blocked: tuple[Blocked, ...]


def recover(
    path: Path,
    target: Path | None = None,
    *,
    home: Home,
    clock: Clock,
    backup: str = "",
    entropy: Entropy = process_entropy,
) -> Recovered:
    """Write a new logbook at ``target``, or beside ``path``, which is only read; ``backup`` is what to unite it with.

    Raises:
        FileMissing, BackupMissing, NothingToRecover, CannotCreate, DiskFull: nothing was written.
    """
    found = salvaged(path)
    source, saved = _backup(home, backup, found, path)
    if not found.objects and saved is None:
        raise NothingToRecover(path)
    earlier = {one.digest: one for one in _sound(saved)}
    union = merge(earlier, found.objects)
    objects, blocked = without_identity(union.values())
    entries = {one.digest: one for one in (*_entries(saved), *found.entries)}
    like = _like(found.contents, saved, new_id(clock.now(), entropy))
    place = target or free_name(path.parent, f"{path.stem}-{RECOVERED}", clock.now())
    with closing(write_anew(place, objects, entries.values(), like)) as database:
        missing = _enter(database, home, clock, like.logbook, entropy)
    in_file = {one.digest for one in found.objects}
    return Recovered(
        target=place,
        whole=found.contents.whole,
        backup=source,
        objects=len(objects),
        only_in_file=len(in_file - set(earlier)),
        only_in_backup=len(set(earlier) - in_file),
        entries=len(entries),
        lost=tuple(sorted(set(_named(objects, entries.values())) - set(union))),
        missing=missing,
        refused=found.refused,
        blocked=blocked,
    )


def _backup(home: Home, words: str, found: Salvaged, path: Path) -> tuple[Path | None, Contents | None]:
    """Return the backup to be used and what it holds: the one named, or the newest that is sound and belongs here."""
    logbook = found.contents.logbook
    if words:
        named = find_backup(home, words, logbook)
        return named, read_contents(named)
    known = {one.digest for one in found.objects}
    for one in list_backups(home, logbook):
        with suppress(SonologError, OSError):
            contents = read_contents(one.path)
            if logbook or _belongs(contents, known, path, home):
                return one.path, contents
    return None, None


def _belongs(contents: Contents, known: set[str], path: Path, home: Home) -> bool:
    """Tell whether a backup is of the damaged file, whose id is lost: they share objects, or it is this home's own."""
    return not known.isdisjoint(contents.objects) or (not known and path.absolute() == home.logbook.absolute())


def _sound(saved: Contents | None) -> tuple[Kept, ...]:
    return sound_objects(readable(saved)[0]) if saved is not None else ()


def _entries(saved: Contents | None) -> list[JournalEntry]:
    return readable(saved)[1] if saved is not None else []


def _like(found: Contents, saved: Contents | None, fresh: str) -> Contents:
    """Return settings and drafts of both; where both have one, that of the file."""
    both = [one for one in (saved, found) if one is not None]
    settings = {name: value for one in both for name, value in one.settings.items()}
    drafts = {row[0]: row for one in both for row in one.drafts}
    return Contents(settings={"logbook": fresh} | settings, drafts=list(drafts.values()))


def _enter(database: Database, home: Home, clock: Clock, logbook: str, entropy: Entropy) -> tuple[str, ...]:
    """Say in the journal what was done, and name in it what no entry names any more; return what is missing."""
    from sonolog.store.journal import all_entries
    from sonolog.store.objects import all_objects

    book = whoever_is_here(Logbook(database, clock, home, logbook, entropy=entropy), None)
    missing = what_is_missing(book)
    renew_writer(book)
    with writing(book, "recover") as act:
        named = {digest for *_, text in all_entries(act.connection) for digest in JournalEntry.from_text(text).objects}
        act.named += [one.digest for one in all_objects(act.connection) if one.digest not in named]
        act.is_told = True
    return missing


def _named(objects: Iterable[Kept], entries: Iterable[JournalEntry]) -> Iterator[str]:
    for entry in entries:
        yield from entry.objects
    for one in objects:
        if isinstance(one.found, Revision):
            yield from one.found.parents
        elif isinstance(one.found, Statement):
            yield from (*one.found.prev, *(item.digest for item in one.found.items))
