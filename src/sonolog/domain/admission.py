"""The one gate every record passes before it is written, by whatever door it came.

Form and types are the value's own; here stands what needs the outside: the day, and the identity guard.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sonolog.domain.identity_guard import Hit, IdentityRefused, mask_identity, scan_column, scan_text
from sonolog.domain.kinds import record_class
from sonolog.domain.text import visible
from sonolog.domain.value import Dated, Period, Record, free_text
from sonolog.errors import SonologError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PLACE_SHOWN = 80


class RecordRefused(SonologError):
    """A record's values cannot be right; names every field that is wrong."""

    code = "record-refused"

    def __init__(self, kind: str, faults: list[tuple[str, str]]) -> None:
        named = "; ".join(f"{field}: {fault}" for field, fault in faults)
        super().__init__(f"This {kind} cannot be saved: {named}.", hint="Correct the value and save again.")
        self.faults = tuple(faults)


def make_record(kind: str, values: Mapping[str, Any]) -> Record:
    """Return the value of ``kind`` made from Python values (days as dates, lists as tuples).

    Raises:
        RecordRefused: with every field that is wrong, texts that cannot be kept included.
    """
    try:
        return record_class(kind).model_validate(dict(values))
    except ValidationError as error:
        raise RecordRefused(kind, _faults(error)) from None


def read_record(kind: str, body: str) -> Record:
    """Return the value kept as JSON ``body``; what is already stored is not judged by today's guard.

    Raises:
        RecordRefused: with every field that is wrong.
    """
    try:
        return record_class(kind).model_validate_json(body)
    except ValidationError as error:
        raise RecordRefused(kind, _faults(error)) from None


def read_known_fields(kind: str, body: Mapping[str, Any]) -> Record:
    """Return the value of a record from elsewhere; fields of a later version are left aside.

    Raises:
        UnknownKind: this program knows no such kind.
        RecordRefused: with every field that is wrong.
    """
    fields = record_class(kind).model_fields
    return read_record(kind, json.dumps({name: value for name, value in body.items() if name in fields}))


def admit(record: Record, today: date) -> None:
    """Let ``record`` pass, or refuse it.

    Raises:
        RecordRefused: it lies in the future, or ends before it starts.
        IdentityRefused: a text holds something that can identify a patient; every place is named.
    """
    faults = _day_faults(record, today)
    if faults:
        raise RecordRefused(type(record).title.lower(), faults)
    hits = list(identity_hits(record))
    if hits:
        raise IdentityRefused(hits)


def identity_hits(record: Record) -> Iterator[tuple[str, Hit]]:
    """Yield (field name, hit) for all text of the record, answers to a framework included."""
    for name, text in free_text(record):
        if not name.startswith("custom."):
            yield from ((name, hit) for hit in scan_text(text))
    for column in getattr(record, "custom", ()):
        yield from ((f"custom.{part}", hit) for part, hit in scan_column(column.name, column.value))
    for fact in getattr(record, "facts", ()):
        yield from (("facts.value", hit) for hit in scan_text(str(fact.value)))
    address = getattr(record, "email", None) or ""
    yield from (("email", hit) for hit in scan_text(address, email_allowed=True))


def _day_faults(record: Record, today: date) -> list[tuple[str, str]]:
    if isinstance(record, Dated) and record.date > today:
        return [("date", f"{record.date.isoformat()} is in the future")]
    if isinstance(record, Period) and record.until is not None and record.until < record.start:
        return [("until", "the last day lies before the first")]
    return []


def _faults(error: ValidationError) -> list[tuple[str, str]]:
    faults = error.errors(include_url=False, include_input=False)
    return [(_place(fault["loc"]), _sentence(fault)) for fault in faults]


def _place(location: tuple[int | str, ...]) -> str:
    """Return where a fault lies; an unknown field's name was typed, so nothing in it may hide or identify."""
    place = mask_identity(".".join(str(part) for part in location) or "record")
    return visible(place if len(place) <= _PLACE_SHOWN else f"{place[: _PLACE_SHOWN - 1]}…")


def _sentence(fault: ErrorDetails) -> str:
    plain = {
        "missing": "is missing",
        "extra_forbidden": "is not a field of this kind",
        "string_pattern_mismatch": "has the wrong form",
    }
    refusal = fault.get("ctx", {}).get("error")
    said = refusal.message if isinstance(refusal, SonologError) else fault["msg"]
    return plain.get(fault["type"]) or f"{said[:1].lower()}{said[1:]}".rstrip(".")
