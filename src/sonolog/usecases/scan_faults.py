"""Everything that is wrong with a scan as it is typed, before anything is stored: for forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sonolog.domain.admission import RecordRefused, admit, make_record
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.usecases.errors import FieldFault, FieldsRefused
from sonolog.usecases.field_reading import NewPerson
from sonolog.usecases.field_words import field_named, title_of
from sonolog.usecases.read_fields import read_fields

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook

_PLAINLY = {
    "patient": "has to be P- and up to eight capital letters or digits, such as P-12",
    "difficulty": "has to be a whole number from 1 to 5",
}
"""What is said in place of the form a field has."""
_STAND_IN = {"case": "C-0000", "region": "shoulder", "examination": "msk"}
"""Stands in the trial for what is missing, so that the other fields are judged all the same."""


@dataclass(frozen=True, slots=True)
class ScanFaults:
    """What keeps a scan from being saved."""

    faults: tuple[FieldFault, ...]
    """In the order they were found, at most one for each reason and field."""
    strangers: tuple[str, ...]
    """Names of people nobody in the logbook resembles, who would be added with the scan."""


def scan_faults(logbook: Logbook, typed: Mapping[str, str], *, whole: bool = True) -> ScanFaults:
    """Return all faults of ``typed`` at once; nothing is stored.

    With ``whole`` a region has to be said; without it only what is typed is judged, as for an amendment.
    """
    faults = list(_missing(typed)) if whole else []
    good = {name: text for name, text in typed.items() if text.strip()}
    values: dict[str, Any] = {}
    strangers: tuple[str, ...] = ()
    try:
        values, strangers = read_fields(logbook, "scan", good)
    except FieldsRefused as refusal:
        faults += refusal.faults
        wrong = {one.field for one in refusal.faults}
        readable = {name: text for name, text in good.items() if (field_named("scan", name) or name) not in wrong}
        values, strangers = read_fields(logbook, "scan", readable, new_people=True)
    faults += _refused(logbook, values, typed)
    return ScanFaults(tuple(faults), strangers)


def _missing(typed: Mapping[str, str]) -> Iterator[FieldFault]:
    if not typed.get("region", "").strip():
        yield FieldFault(title_of("region"), "region", "", "is missing", (), "For example: shoulder.")


def _refused(logbook: Logbook, values: Mapping[str, Any], typed: Mapping[str, str]) -> Iterator[FieldFault]:
    """Yield what a record made of ``values`` would be refused for; what is right is judged without what is wrong."""
    said = {name: value for name, value in values.items() if value is not None and not isinstance(value, NewPerson)}
    own = tuple(one["name"] for one in said.get("custom", ()))
    try:
        admit(make_record("scan", _STAND_IN | {"date": logbook.today} | said), logbook.today)
    except RecordRefused as refusal:
        for place, why in refusal.faults:
            yield _fault(_field(place, own), why, typed)
        wrong = {place.partition(".")[0] for place, _ in refusal.faults}
        if wrong & set(said):
            yield from _refused(logbook, {name: value for name, value in said.items() if name not in wrong}, typed)
    except IdentityRefused as refusal:
        for place, hit in refusal.hits:
            found = f"has what looks like {hit.reason} ({hit.masked})"
            yield _fault(_field(place, own), found, typed, hint="Take it out; no entry needs to say who it was.")


def _field(place: str, own: tuple[str, ...]) -> str:
    """Return the field a fault lies in: “tags” for its third entry, the name of a column of one's own."""
    name, _, rest = place.partition(".")
    if name != "custom" or not own:
        return name
    at = rest.partition(".")[0]
    return f"custom.{own[int(at)] if at.isdecimal() and int(at) < len(own) else own[0]}"


def _fault(name: str, why: str, typed: Mapping[str, str], *, hint: str = "") -> FieldFault:
    said = _PLAINLY.get(name, why)
    return FieldFault(title_of(name.removeprefix("custom.")), name, typed.get(name, ""), said, (), hint)
