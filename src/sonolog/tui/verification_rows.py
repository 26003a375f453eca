"""What a verification found, as the rows of a list and as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sonolog.domain.text import counted
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.verify_file import Line, Verification

_QUIET = ("", "Valid", "Valid, identity not confirmed")
"""Words of records that want no look of their own: the outcome says how many there are."""
_NO_ROOT = "No programme is trusted here, so nobody's identity is confirmed (People, then Programmes)."


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """A fault, a gap or a record."""

    label: str
    day: str
    who: str
    word: str
    words: str
    """All that is to be said of it."""
    wants_a_look: bool = True
    is_remark: bool = False
    """It is about the file, not about one record."""


def verified_rows(found: Verification) -> tuple[VerifiedRow, ...]:
    """Return faults, then gaps, then records: those that want a look first."""
    rows = [_remark("Fault", f"{one.what} {one.where[:12]}".rstrip()) for one in found.faults]
    rows += [_remark("Gap", one) for one in found.missing]
    records = [_record(one) for one in found.lines]
    return (*rows, *sorted(records, key=lambda one: not one.wants_a_look))


def _remark(label: str, words: str) -> VerifiedRow:
    return VerifiedRow(label, "", "", "", words, is_remark=True)


def _record(one: Line) -> VerifiedRow:
    from sonolog.usecases.day_words import day_words

    word = one.word or "not signed"
    signed = f" Signed by {one.signer} with {one.fingerprint}." if one.signer else ""
    seen = f" Somebody else had seen it by {one.seen_by}." if one.seen_by else ""
    words = f"{one.label}, {one.status}: {word}. {one.reason}{signed}{seen}"
    day = day_words(date.fromisoformat(one.day)) if one.day else ""
    return VerifiedRow(one.label, day, one.signer, word, words, wants_a_look=one.word not in _QUIET)


def outcome(found: Verification, name: str) -> str:
    """Return in at most four short lines what came of it."""
    said = ", ".join(f"{number} {word}" for word, number in sorted(found.words.items())) or "none"
    lines = [f"{name}: {found.result}", f"{counted(sum(found.words.values()), 'statement')}: {said}"]
    lines += [f"Selected: {found.selection}"] if found.selection else []
    lines += [f"Pages {found.pages}"] if found.pages else []
    return "\n".join(lines)


def verified_entries(found: Verification) -> Iterator[Entry]:
    """Yield everything that was found, as a page."""
    yield Entry("Outcome", found.result)
    yield Entry("Statements", "\n".join(f"{number} {word}" for word, number in sorted(found.words.items())) or "none")
    yield Entry("Records", f"{counted(len(found.lines), 'record')}, {found.withdrawn} of them withdrawn")
    yield Entry("Recorded late", f"{found.late} more than 30 days after the day")
    yield Entry("Selected", found.selection or "nothing is said of a selection")
    if found.pages:
        yield Entry("Pages", found.pages)
    if found.same_number:
        yield Entry("Numbered twice", f"{found.same_number}: two devices of one signer, or a copy that held back")
    yield Entry("Trusted", "\n".join(found.roots) or _NO_ROOT)
    yield Entry("")
    yield Entry("Why")
    for reason, count in Counter(f"{one.verdict.word}: {one.verdict.reason}" for one in found.statements).items():
        yield Entry(f"{count} ×", reason)
    for fault in found.faults:
        yield Entry("Fault", f"{fault.what} {fault.where[:12]}")
    for missing in found.missing:
        yield Entry("Gap", missing)
