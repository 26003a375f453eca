"""Check a logbook against its own objects: digests, signatures, journal, and the views made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sonolog.ledger.survey import Survey, survey
from sonolog.ledger.verdicts import Stored, Word
from sonolog.store.database import Connection
from sonolog.store.errors import ReadOnlyLogbook
from sonolog.store.journal import all_entries
from sonolog.store.objects import StoredObject, all_objects, object_count
from sonolog.store.soundness import file_faults, is_search_sound, unreadable_days, view_lines
from sonolog.store.views import rebuild
from sonolog.usecases.check_fault import CheckFault
from sonolog.usecases.exposed_files import exposed
from sonolog.usecases.journal_check import journal_faults
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import pinned


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at, and every fault."""

    objects: int
    entries: int
    """Journal entries."""
    words: Mapping[str, int]
    """How many statements verify with which word."""
    faults: tuple[CheckFault, ...]
    rebuilt: bool
    views_same: bool
    """The rebuilt views are what was there before; True where nothing was rebuilt."""
    warnings: tuple[CheckFault, ...] = ()
    """What is not invalid, but should be looked at."""


def check(
    logbook: Logbook, *, with_rebuild: bool = False, told: Callable[[str], None] = lambda _stage: None
) -> CheckResult:
    """Look at every object, signature and journal entry, and whether the views say what the objects say.

    ``with_rebuild`` keeps the views made anew; without it a file that is only read is not compared.  ``told`` hears
    what is being done, and may end the check by raising: nothing is changed then.
    """
    told("reading every object")
    with logbook.reading() as connection:
        faults = [CheckFault(what, "file") for what in file_faults(connection)]
        kept = [one for one in all_objects(connection) if _is_typed(one)]
        faults += [] if len(kept) == object_count(connection) else [CheckFault(_NO_TEXT, "object")]
        told(f"verifying {len(kept):,} objects")
        found = survey(stored_of(kept), roots=[one.fingerprint for one in pinned(logbook.home)])
        faults += [CheckFault(f"{one.word}: {one.reason}", one.where) for one in found.faults]
        faults += _column_faults(kept, found)
        days = () if faults else unreadable_days(connection)  # a file that is not whole may have no such table
        told("following the journal")
        everything = list(all_entries(connection))
        entries = [row for row in everything if [type(one) for one in row] == [str, int, str, str]]
        faults += [] if entries == everything else [CheckFault(_NO_TEXT, "journal")]
        journal = journal_faults(entries, {one.digest for one in kept}, is_part=not logbook.database.shows_all)
    told("comparing the tables with what they are made from")
    sound = not faults and len(found.read) == len(kept)  # views of objects that cannot be read say nothing
    same = _rebuild(logbook, kept, keep=with_rebuild) if with_rebuild or sound else True
    if not same:
        mended = "they have been rebuilt" if with_rebuild else "check --rebuild makes them anew"
        faults.append(CheckFault(f"The views differed from the objects; {mended}.", "views"))
    unreadable = [CheckFault(one.message, one.where) for one in days]
    told_of = (*faults, *unreadable, *_statement_faults(found), *journal, *_place_faults(logbook))
    return CheckResult(len(kept), len(entries), found.words, told_of, with_rebuild, same, exposed(logbook))


_NO_TEXT = "A row holds something else than text where text is kept."


def _is_typed(one: StoredObject) -> bool:
    """Tell whether each value is of the type that is kept there: SQLite lets any stand in any column."""
    texts = (one.digest, one.type, one.text)
    return all(type(text) is str for text in texts) and (one.signature is None or type(one.signature) is bytes)


def stored_of(kept: Iterable[StoredObject]) -> dict[str, Stored]:
    """Return objects of the store as a verifier takes them."""
    return {one.digest: Stored(one.text, one.signature, one.type == "tombstone") for one in kept}


def _statement_faults(found: Survey) -> Iterator[CheckFault]:
    for one in found.statements:
        if one.verdict.word in (Word.INVALID, Word.INCOMPLETE):
            said = one.statement
            named = f"{said.act} by {said.signer.name}, {said.at}" if said else one.digest[:12]
            yield CheckFault(f"{one.verdict.word}: {one.verdict.reason} ({named})", one.verdict.where)


def _column_faults(kept: Iterable[StoredObject], found: Survey) -> Iterator[CheckFault]:
    """Yield where a column says otherwise than the text it stands beside."""
    for one in kept:
        read = found.read.get(one.digest)
        if read is not None and one.type != type(read).__name__.lower():
            yield CheckFault(f"An object is kept as {one.type}, and its text is another thing.", one.digest)


def _place_faults(logbook: Logbook) -> Iterator[CheckFault]:
    """Yield what this machine has seen of the logbook and what is no longer there."""
    from sonolog.usecases.marks import what_is_missing

    yield from (CheckFault(told, "journal") for told in what_is_missing(logbook))


def _rebuild(logbook: Logbook, kept: Sequence[StoredObject], *, keep: bool) -> bool:
    """Return whether the views made anew are what they were; without ``keep`` nothing is changed."""
    if logbook.is_department:
        return _department_same(logbook, kept, keep=keep)
    if keep:
        with logbook.database.write() as connection:
            return _views_last(connection)
    if logbook.database.refusal is not None:
        return True
    try:
        with logbook.database.trial() as connection:
            return _views_last(connection)
    except ReadOnlyLogbook:
        return True


def _department_same(logbook: Logbook, kept: Sequence[StoredObject], *, keep: bool) -> bool:
    """Return whether a server's views say what its objects say; whoever sees only a part cannot tell."""
    from sonolog.store.department.errors import NotInDepartment
    from sonolog.store.department.soundness import views_are_same

    if keep:
        raise NotInDepartment(
            "check --rebuild", "“sonolog department init --rebuild” makes a department's tables anew."
        )
    if not logbook.database.shows_all:
        return True
    with logbook.reading() as connection:
        return views_are_same(connection, kept)


def _views_last(connection: Connection) -> bool:
    """Make the views anew and return whether they say what they said before."""
    before, can_find = view_lines(connection), is_search_sound(connection)
    rebuild(connection)
    return can_find and before == view_lines(connection)
