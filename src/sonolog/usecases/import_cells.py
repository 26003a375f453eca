"""One cell of a foreign table to the fields it says, read, validated and guarded once for all rows that say the same.

A cell is admitted by itself, in an otherwise empty record: no rule about scans looks at two fields together, so a row
whose cells pass is a record that passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, NamedTuple

from sonolog.domain.admission import RecordRefused, admit, make_record
from sonolog.domain.identity_answers import doubts_of
from sonolog.domain.identity_guard import IdentityRefused, scan_column
from sonolog.errors import SonologError
from sonolog.exchange.import_map import CUSTOM, NUMBER, WORDS, DateOrder
from sonolog.exchange.workbook import UNCOMPUTED
from sonolog.store.first_versions import Spelled, places, spell
from sonolog.usecases.errors import Faulty
from sonolog.usecases.field_reading import FieldReader, NewPerson
from sonolog.usecases.field_words import declared
from sonolog.usecases.import_ages import years_of
from sonolog.usecases.import_columns import CASE, is_identity_heading
from sonolog.usecases.import_days import read_written_day
from sonolog.usecases.import_faults import Fault
from sonolog.usecases.import_texts import Cell
from sonolog.usecases.import_words import scans_in
from sonolog.usecases.quoting import quoted

BARE: Mapping[str, Any] = {"date": date(2000, 1, 1), "case": "C-0000", "examination": "msk", "region": "shoulder"}
"""What every scan has to say, for a cell that says something else."""
_LIST = re.compile(r"\s*(?:[,;\n+|]|\s&\s|\s/\s|\band\b)\s*")
_TICKS = frozenset({"x", "✓", "✔", "☑", "ü", "ja", "oui", "done"})
_NOTHING = frozenset({"-", "–", "—", "n/a", "na", "nil", ".", "?", "none recorded", "not recorded", "null", "nan"})
"""What people write where there is nothing to write, in fields that hold no free text."""
_FREE = frozenset({"text"})


class _WhoIsIt(Exception):
    """The heading announces who a patient is."""


class NewOne(NamedTuple):
    """Somebody who is added with what is imported."""

    id: str
    name: str
    field: str
    """The field that named them first."""


@dataclass
class CellReader:
    """Reads the cells of one import."""

    kind: str
    fields: FieldReader
    today: date
    order: DateOrder | None
    zone: tzinfo
    new_id: Callable[[], str]
    new_people: dict[str, NewOne] = field(default_factory=dict)
    """Whoever is to be added, by their name in small letters."""

    def read(self, heading: str, meaning: str, text: str, region: str) -> Cell:
        """Return what a cell says; a structure is understood in ``region``."""
        try:
            return self._admitted(self._values(heading, meaning, text, region))
        except IdentityRefused as refusal:
            return _faulty(_identity_fault(refusal))
        except _WhoIsIt:
            hint = "Leave the column out; no entry needs to say who it was."
            return _faulty(Fault("patient-identity", "the column says who a patient is", hint))
        except Faulty as fault:
            near = f"Did you mean {' or '.join(f'“{one}”' for one in fault.nearest)}?" if fault.nearest else ""
            return _faulty(Fault("not-understood", fault.why, near))
        except SonologError as refusal:
            told = (
                "; ".join(told for _, told in refusal.faults) if isinstance(refusal, RecordRefused) else refusal.message
            )
            return _faulty(Fault(refusal.code, told.rstrip("."), refusal.hint))

    def _values(self, heading: str, meaning: str, text: str, region: str) -> tuple[dict[str, Any], ...]:
        if text == UNCOMPUTED:
            raise Faulty(
                "it is a formula whose value was not saved with it; open the workbook and save it, or paste values"
            )
        if meaning == WORDS:
            return self._scans(text)
        if meaning == NUMBER:
            meaning = f"{CUSTOM}{heading[:80]}"
        if meaning.startswith(CUSTOM):
            return (self._own(heading, meaning.removeprefix(CUSTOM), text),)
        return (self._field(meaning, text, region),)

    def _own(self, heading: str, name: str, text: str) -> dict[str, Any]:
        if is_identity_heading(heading, self.kind) or is_identity_heading(name, self.kind):
            raise _WhoIsIt
        return {"custom": ({"name": name, "value": text},)}

    def _scans(self, text: str) -> tuple[dict[str, Any], ...]:
        found, refused = scans_in(text)
        if refused is not None:
            raise Faulty(refused.message.rstrip("."), ())
        return tuple(self._typed(one) for one in found) or ({},)

    def _typed(self, typed: Mapping[str, str]) -> dict[str, Any]:
        self.fields.region = None
        first = [name for name in ("region",) if name in typed]
        return {name: self.fields.read(name, typed[name]) for name in (*first, *(set(typed) - {"region"}))}

    def _field(self, name: str, text: str, region: str) -> dict[str, Any]:
        found = declared(self.kind, name)
        if found is not None and found.type not in _FREE and text.casefold() in _NOTHING:
            return {}
        if found is not None and found.type == "day":
            return {name: read_written_day(text, self.order, self.zone)}
        if name == "case":
            return {"case": _case(text)}
        self.fields.region = region or None
        if name == "region" and self.kind == "scan":
            return self._region(text)
        if name == "age_band":
            return {name: self.fields.read(name, years_of(text))}
        if found is not None and found.many and found.type in ("term", "code"):
            return {name: self._list(name, text)}
        if found is not None and found.type == "yes-no" and text.casefold() in _TICKS:
            return {name: True}
        value = self.fields.read(name, text)
        return {name: self._person(value, name) if isinstance(value, NewPerson) else value}

    def _region(self, text: str) -> dict[str, Any]:
        try:
            return {"region": self.fields.read("region", text)}
        except Faulty as fault:
            found, refused = scans_in(text)
            if refused is not None or len(found) != 1 or "region" not in found[0]:
                raise fault from None
            return self._typed(found[0])

    def _list(self, name: str, text: str) -> tuple[Any, ...]:
        """Return the terms of a cell, which may be parted in many ways, or be one term with a comma in it."""
        if "\n" not in text:
            try:
                return tuple(self.fields.read(name, text.replace(",", " ")))
            except Faulty:
                pass
        parts = [part for part in _LIST.split(text) if part]
        return tuple(dict.fromkeys(one for part in parts for one in self.fields.read(name, part)))

    def _person(self, person: NewPerson, name: str) -> str:
        known = self.new_people.get(person.name.casefold())
        if known is None:
            if any(scan_column("name of the supervisor", person.name)):
                raise Faulty(f"“{quoted(person.name)}” is no name")
            make_record("person", {"name": person.name, "roles": ("supervisor",)})
            known = self.new_people[person.name.casefold()] = NewOne(self.new_id(), person.name, name)
        return known.id

    def _admitted(self, scans: tuple[dict[str, Any], ...]) -> Cell:
        """Return the cell once its values passed the gate every record passes."""
        if self.kind != "scan":
            return Cell(scans, said=repr(scans))
        day = scans[0]["date"] if len(scans) == 1 and scans[0].keys() == {"date"} else None
        if type(day) is date and day <= self.today:  # all the gate asks of a day, and a logbook has thousands
            return _day(scans, spell("scan", "date", day.isoformat()))
        cell = Cell(scans)
        for values in scans:
            record = make_record("scan", {**BARE, **values})
            admit(record, self.today)
            cell.doubtful = cell.doubtful or next(doubts_of(record), None) is not None
            body = record.as_body()
            parts = tuple(spell("scan", name, body[name]) for name in sorted(values) if name in body)
            cell.said += ";".join(part.text for part in parts)
            cell.region = str(values.get("region", ""))
            if len(scans) == 1:
                cell.custom = next((part for part in parts if part.name == "custom"), None)
                cell.parts = tuple(part for part in parts if part.name != "custom")
                cell.placed = _placed(cell.parts)
        cell.odd = cell.doubtful or len(scans) != 1
        return cell


def _day(scans: tuple[dict[str, Any], ...], part: Spelled) -> Cell:
    return Cell(scans, parts=(part,), placed=_placed((part,)), said=part.text)


def _faulty(fault: Fault) -> Cell:
    return Cell(fault=fault, odd=True)


def _placed(parts: tuple[Spelled, ...]) -> tuple[tuple[int, Spelled], ...]:
    return tuple((places("scan")[part.name], part) for part in parts)


def _case(text: str) -> str:
    if CASE.fullmatch(text) is None:
        raise Faulty(f"“{quoted(text)}” is no case number of a logbook, such as C-7K3M")
    return text


def _identity_fault(refusal: IdentityRefused) -> Fault:
    told = "; ".join(dict.fromkeys(f"it has what looks like {hit.reason} ({hit.masked})" for _, hit in refusal.hits))
    return Fault("patient-identity", told, "Take it out there, leave the row out, or leave the column out.")
