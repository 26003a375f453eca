"""The one gate every record passes before it is written, by whatever door it came.

Form and types are the value's own; here stands what needs the outside: the day, and the identity guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from sonolog.domain.identity_guard import refuse_identity
from sonolog.domain.kinds import record_class
from sonolog.domain.value import Dated, Period, Record, free_text
from sonolog.errors import SonologError


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
        RecordRefused: with every field that is wrong.
        SonologError: a text holds characters that cannot be kept.
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


def admit(record: Record, today: date) -> None:
    """Let ``record`` pass, or refuse it.

    Raises:
        RecordRefused: it lies in the future, or ends before it starts.
        IdentityRefused: a text holds something that can identify a patient.
    """
    faults = _day_faults(record, today)
    if faults:
        raise RecordRefused(type(record).title.lower(), faults)
    refuse_identity(free_text(record))


def _day_faults(record: Record, today: date) -> list[tuple[str, str]]:
    if isinstance(record, Dated) and record.date > today:
        return [("date", f"{record.date.isoformat()} is in the future")]
    if isinstance(record, Period) and record.until is not None and record.until < record.start:
        return [("until", "the last day lies before the first")]
    return []


def _faults(error: ValidationError) -> list[tuple[str, str]]:
    return [(_place(fault["loc"]), _sentence(fault)) for fault in error.errors(include_url=False, include_input=False)]


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "record"


def _sentence(fault: Any) -> str:
    plain = {
        "missing": "is missing",
        "extra_forbidden": "is not a field of this kind",
        "string_pattern_mismatch": "has the wrong form",
    }
    return plain.get(fault["type"]) or str(fault["msg"])[:1].lower() + str(fault["msg"])[1:]
