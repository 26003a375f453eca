"""Verify a file, a PDF or a logbook: what every signature in it is worth, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sonolog.clock import Clock, read_stamp
from sonolog.domain.labels import day_of, label_of
from sonolog.errors import Exit
from sonolog.exchange.bundle import Bundle, read_what_holds
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.gaps import Gap
from sonolog.ledger.objects import JournalEntry, Revision, Tombstone, read_object
from sonolog.ledger.standings import Standing, standings
from sonolog.ledger.survey import Said, Survey, survey
from sonolog.ledger.verdicts import Stored, Word, gravest
from sonolog.paths import Home
from sonolog.store.foreign import read_foreign
from sonolog.usecases.check_fault import CheckFault
from sonolog.usecases.incoming_file import PDF, content_of
from sonolog.usecases.journal_check import journal_faults
from sonolog.usecases.programme import checked_fingerprint, pinned

BADGE = "badge"
"""Source of what was found in a badge."""
LATE_DAYS = 30
"""An entry recorded so many days after its day is told as late."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record and what its sign-off is worth."""

    id: str
    label: str
    kind: str
    day: str
    status: str
    word: str
    """One of the seven words; empty for what nobody signed."""
    reason: str
    signer: str
    fingerprint: str
    seen_by: str
    """ISO day by which somebody else had seen the sign-off, if a checkpoint proves it."""


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was found."""

    source: str
    """Bundle, logbook, PDF or badge."""
    word: Word
    lines: tuple[Line, ...]
    statements: tuple[Said, ...]
    faults: tuple[CheckFault, ...]
    missing: tuple[str, ...]
    """What statements refer to and is not there, in sentences."""
    words: Mapping[str, int]
    withdrawn: int = 0
    late: int = 0
    roots: tuple[str, ...] = ()
    selection: str = ""
    """What was selected, as the file itself says: a gap that is declared."""
    pages: str = ""
    """Of a PDF: whether its pages show what the evidence says."""
    same_number: int = 0
    objects: int = 0
    walk_up: int = 0
    """Statements signed with a key brought to somebody else's computer."""
    gaps: tuple[Gap, ...] = ()
    """Numbers missing from the chains of signers, whether or not the file says that it left them out."""
    declared: frozenset[str] = frozenset()
    """Digests of the objects that the file itself says it left out."""
    heads: tuple[tuple[str, int, str], ...] = ()
    """Of each writer's journal the last entry: writer, number, digest."""

    @property
    def withheld(self) -> tuple[Gap, ...]:
        """Gaps in what others said: it may be a fail that is missing, whoever says that it was left out."""
        return tuple(one for one in self.gaps if one.of_another)

    @property
    def result(self) -> str:
        """The word for all of it, and what others said that is not there."""
        return "; ".join([str(self.word), *map(_withheld_words, self.withheld)])

    @property
    def exit(self) -> Exit:
        """0 if everything is Valid and nothing that others said is missing, 1 if something is Invalid, else 3."""
        if self.word is Word.VALID and not self.withheld:
            return Exit.DONE
        return Exit.INVALID if self.word is Word.INVALID else Exit.UNCONFIRMED


def _withheld_words(one: Gap) -> str:
    statements = "statement" if one.count == 1 else "statements"
    return f"{one.count} {statements} of {one.name or one.key} not in it"


def verify_file(path: Path, home: Home, roots: Collection[str] = (), *, clock: Clock | None = None) -> Verification:
    """Verify what ``path`` holds, by the roots given or else those this home trusts; the file is only read.

    Where ``clock`` tells the time, it may be a badge.

    Raises:
        FileMissing: it cannot be read.
        BundleRefused, NewerBundle, NotALogbook, NewerLogbook: it is nothing that can be verified.
    """
    trusted = tuple(checked_fingerprint(one) for one in roots) or tuple(one.fingerprint for one in pinned(home))
    content = content_of(path)
    if content is None:
        return _logbook(path, trusted)
    if content.startswith(PDF):
        from sonolog.usecases.verify_report import verify_report

        return verify_report(content, trusted)
    from sonolog.usecases.verify_badge import is_badge, verify_badge

    if clock is not None and is_badge(content):
        return verify_badge(content, trusted, clock.now())
    return verify_bundle(content, trusted)


def verify_bundle(content: bytes, roots: Collection[str], *, source: str = "file") -> Verification:
    """Verify the content of a bundle; what cannot be read in it is a fault, not an end."""
    bundle, faults = read_what_holds(content)
    objects = {digest_of(text): Stored(text, mark) for text, mark in bundle.newer}
    objects |= {one.digest: Stored(one.found.text, one.signature, one.is_tombstone) for one in bundle.objects}
    found = survey(objects, roots=roots, declared=bundle.declared)
    told = [CheckFault(fault[:1].upper() + fault[1:] + ".") for fault in faults]
    told += _selection_faults(bundle, found)
    if bundle.head.get("purpose") == "copy":
        rows = [(one.writer, one.seq, one.digest, one.text) for one in bundle.entries]
        told += journal_faults(rows, set(objects), is_part="part" in bundle.head)
    made = verification(found, told, source=source, roots=roots, selection=selection_words(bundle.head))
    return with_journal(replace(made, declared=frozenset(bundle.declared)), found, bundle.entries)


def _selection_faults(bundle: Bundle, found: Survey) -> Iterator[CheckFault]:
    """Yield where a file holds another number of scans than it says was selected."""
    chosen = bundle.head.get("selection")
    shown = chosen.get("shown") if isinstance(chosen, dict) else None
    versions = (one for one in found.read.values() if isinstance(one, Revision | Tombstone))
    scans = {one.record for one in versions if one.record and one.kind == "scan"}
    held = len(scans)
    if shown is not None and shown != held:
        yield CheckFault(f"The file says that {str(shown)[:20]} scans were selected, and holds {held}.")


def with_journal(made: Verification, found: Survey, entries: Iterable[JournalEntry]) -> Verification:
    """Return the verification with the ends of the journals, and with what a checkpoint saw of them and is missing."""
    there: dict[str, dict[int, str]] = {}
    digests = set()
    for one in entries:
        there.setdefault(one.writer, {})[one.seq] = one.digest
        digests.add(one.digest)
    heads = tuple((writer, max(seqs), seqs[max(seqs)]) for writer, seqs in sorted(there.items()))
    gone = []
    for said in found.statements:
        if said.statement is None or said.statement.act != "checkpoint" or said.verdict.word is Word.INVALID:
            continue
        for end in said.statement.terms["heads"]:
            if end["writer"] in there and end["digest"] not in digests:
                seen = f"{said.statement.signer.name} saw it on {said.statement.day}"
                gone.append(f"Entry {end['seq']} of a journal is not here; {seen}.")
    word = gravest([made.word, Word.INCOMPLETE]) if gone else made.word
    return replace(made, heads=heads, missing=(*made.missing, *gone), word=word)


def selection_words(head: Mapping[str, Any]) -> str:
    """Return what the first line of a file says was selected, for example "188 of 260 scans"."""
    chosen = head.get("selection")
    words = chosen.get("words") if isinstance(chosen, dict) else None
    return words if isinstance(words, str) else ""


def verification(
    found: Survey,
    faults: Collection[CheckFault],
    *,
    source: str,
    roots: Collection[str],
    selection: str = "",
    pages: str = "",
) -> Verification:
    """Return what a survey found, in words."""
    everything = (*faults, *(CheckFault(f"{one.word}: {one.reason}", one.where) for one in found.faults))
    records = standings(found)
    missing = dict.fromkeys(one.verdict.reason for one in found.statements if one.verdict.word is Word.INCOMPLETE)
    return Verification(
        source=source,
        word=gravest([found.word, Word.INVALID]) if faults else found.word,
        lines=_lines(found, records),
        statements=found.statements,
        faults=everything,
        missing=tuple(missing),
        words=found.words,
        withdrawn=sum(one.state.status == "withdrawn" for one in records),
        late=_late(found, records),
        roots=tuple(roots),
        selection=selection,
        pages=pages,
        same_number=len(found.same_number),
        gaps=found.gaps,
        objects=found.objects,
        walk_up=sum(one.statement.assurance == "walk-up" for one in found.statements if one.statement),
    )


def _logbook(path: Path, roots: Collection[str]) -> Verification:
    rows, journal = read_foreign(path)
    objects = {digest: Stored(text, mark, _is_tombstone(text)) for digest, text, mark in rows}
    found = survey(objects, roots=roots)
    faults = journal_faults(journal, set(objects))
    made = verification(found, faults, source="logbook", roots=roots)
    return with_journal(made, found, _entries(text for *_, text in journal))


def _is_tombstone(text: str) -> bool:
    if '"t":"tombstone"' not in text:
        return False
    with suppress(NotCanonical, MalformedObject, NewerObject):
        return isinstance(read_object(text), Tombstone)
    return False


def _entries(texts: Iterable[str]) -> Iterator[JournalEntry]:
    """Yield the entries that can be read; of the others the faults tell."""
    for text in texts:
        with suppress(NotCanonical, MalformedObject, NewerObject):
            yield JournalEntry.from_text(text)


def _lines(found: Survey, records: Iterable[Standing]) -> tuple[Line, ...]:
    seen = {one.digest: one.no_later_than for one in found.statements}
    return tuple(_line(one, seen) for one in records if one.kind != "person")


def _line(one: Standing, seen: Mapping[str, str]) -> Line:
    sign_off = one.state.sign_off
    body = dict(one.body)
    return Line(
        id=one.record,
        label=label_of(one.kind, body) if body else one.kind,
        kind=one.kind,
        day=day_of(body) or "",
        status=one.state.status,
        word=str(one.verdict.word) if one.verdict else "",
        reason=one.verdict.reason if one.verdict else "",
        signer=sign_off.name if sign_off else "",
        fingerprint=sign_off.by if sign_off else "",
        seen_by=seen.get(sign_off.digest, "") if sign_off else "",
    )


def _late(found: Survey, records: Iterable[Standing]) -> int:
    """Return how many scans were recorded more than a month after their day."""
    first: dict[str, str] = {}
    for read in found.read.values():
        if isinstance(read, Revision) and read.kind == "scan":
            first[read.record] = min(read.at, first.get(read.record, read.at))
    days = ((day_of(dict(one.body)), first.get(one.record)) for one in records)
    return sum(_is_late(day, at) for day, at in days if day and at)


def _is_late(day: str, at: str) -> bool:
    """Tell whether something was recorded late; of what is no day of the calendar nobody can tell."""
    try:
        return (read_stamp(at).date() - date.fromisoformat(day)).days > LATE_DAYS
    except ValueError:
        return False
