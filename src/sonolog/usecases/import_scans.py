"""A row of a foreign table made a whole scan: what follows from what it says, and what it lacks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sonolog.domain.admission import make_record, read_record
from sonolog.domain.identity_answers import Answers, doubts_of
from sonolog.ledger.canonical import SIZE_LIMIT
from sonolog.store.first_versions import Spelled, places, spell, spell_answers
from sonolog.usecases.finding_words import overall_finding
from sonolog.usecases.import_cells import BARE
from sonolog.usecases.import_faults import Fault, Faults
from sonolog.usecases.import_texts import Cell

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

_NO_DISEASE = '["incidental-variant"]'
_SPARE = 2_000
"""Bytes of a revision beside its body."""
_CUSTOM_START = len('"custom":[')

Slots = list[Spelled | None]
"""One place for each field of a record, in the order of their names."""


class Ready(NamedTuple):
    """A record that may be kept."""

    number: int
    """Row, as a spreadsheet counts."""
    parts: Slots
    """As :class:`sonolog.store.first_versions.FirstVersion` wants them; a scan has no case number of its own yet."""
    said: tuple[str, ...]
    """What each column says, empty where nothing; texts, in which rows soonest differ, come first."""
    guard: str = ""

    def body(self) -> dict[str, Any]:
        """Return the body, as stored."""
        return _body(self.parts)


def _body(parts: Sequence[Spelled | None]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(f"{{{','.join([part.text for part in parts if part is not None])}}}")
    return found


@dataclass
class ScanMaker:
    """Makes scans of what rows say."""

    faults: Faults
    answers: Answers
    vocabulary: Vocabulary
    headings: Mapping[str, str]
    """Meaning to heading, to tell what is missing where."""
    always: Sequence[Cell] = ()
    """What holds for every row that says nothing else."""
    source: str = "imported"

    def __post_init__(self) -> None:
        place = places("scan")
        body = make_record("scan", {**BARE, "source": self.source}).as_body()
        self.empty: Slots = [
            None if name in BARE or name not in body else spell("scan", name, body[name]) for name in place
        ]
        """What a scan says by itself."""
        self._date, self._region, self._role = place["date"], place["region"], place["role"]
        self._examination, self._adequate, self._finding = place["examination"], place["adequate"], place["finding"]
        self._findings, self._pathologies = place["findings"], place["pathologies"]
        self._abnormal, self._yes = spell("scan", "finding", "abnormal"), spell("scan", "adequate", True)  # noqa: FBT003
        self._examinations: dict[str, Spelled] = {}

    def complete(self, number: int, slots: Slots, *, sound: bool) -> bool:
        """Fill in what follows from what a scan says, and tell whether it may be kept."""
        for cell in self.always:
            for at, part in cell.placed:
                if slots[at] is self.empty[at]:
                    slots[at] = part
        region = slots[self._region]
        if slots[self._date] is None:
            sound = self._missing(number, "date", "the day is missing; it is never taken to be today")
        if region is None:
            return self._missing(number, "region", "the region is missing")
        if slots[self._examination] is None:
            slots[self._examination] = self._examinations.get(region.column) or self._usual(region.column)
        role = slots[self._role]
        if slots[self._adequate] is None and role is not None and role.column == "performed":
            slots[self._adequate] = self._yes
        if slots[self._finding] is None:
            self._find(slots)
        return sound

    def _usual(self, region: str) -> Spelled:
        found = spell("scan", "examination", self.vocabulary.default_examination(region) or "msk")
        self._examinations[region] = found
        return found

    def _find(self, slots: Slots) -> None:
        findings, pathologies = slots[self._findings], slots[self._pathologies]
        if findings is not None and findings.column != "[]":
            overall = overall_finding(tuple(json.loads(findings.column)))
            slots[self._finding] = spell("scan", "finding", overall)
        elif pathologies is not None and pathologies.column not in ("[]", _NO_DISEASE):
            slots[self._finding] = self._abnormal

    def look_at(self, number: int, slots: Slots) -> str | None:
        """Return the answers to what has to be asked about in a whole scan; None where it cannot be kept."""
        text = f'{{{",".join([part.text for part in slots if part is not None])},"case":"C-0000"}}'
        if len(text.encode()) > SIZE_LIMIT - _SPARE:
            self.faults.add(number, "", Fault("too-long", "the row is too long for one record", "Shorten its texts."))
            return None
        doubts = list(doubts_of(read_record("scan", text)))
        open_ones = [one for one in doubts if self.answers.to(one) is None]
        self.faults.doubts(number, open_ones)
        said = [{"rule": one.hit.rule, "span": one.place, "why": self.answers.to(one)} for one in doubts]
        return None if open_ones else spell_answers(said)  # type: ignore[arg-type]

    def _missing(self, number: int, name: str, told: str) -> bool:
        heading = self.headings.get(name, name)
        if (number, heading) not in self.faults.unread:
            self.faults.add(number, heading, Fault("missing", told))
        return False


def shares(length: Spelled | None, among: int) -> list[Spelled | None]:
    """Return the minutes of a row divided among its scans, so that they come to what the row says and no more."""
    if length is None:
        return [None] * among
    each, more = divmod(int(length.column), among)
    found = [each + (at < more) for at in range(among)]
    return [spell("scan", "minutes", minutes) if minutes else None for minutes in found]


def joined_custom(found: Sequence[Spelled]) -> Spelled:
    """Return several fields of one's own as the one list of them."""
    if len(found) == 1:
        return found[0]
    inside = ",".join([one.text[_CUSTOM_START:-1] for one in found])
    return Spelled("custom", f'"custom":[{inside}]', f"[{inside}]", " ".join([one.words for one in found]))


def joined_lists(kind: str, first: Spelled, second: Spelled) -> Spelled | None:
    """Return two lists of codes as one, or None where the field holds no list."""
    if not str(first.column).startswith("[") or first.name == "custom":
        return None
    both = [*json.loads(first.column), *json.loads(second.column)]
    return spell(kind, first.name, [one for at, one in enumerate(both) if one not in both[:at]])
