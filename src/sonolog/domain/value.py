"""What every record is made of: frozen, strict values and the few kinds of text a person may type.

Strict means: nothing is guessed.  ``1`` is not true, ``"yes"`` is not true, an unknown key is a fault.  Text a person
typed carries the :class:`FreeText` mark, by which :func:`free_text` hands every such value to the identity guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sonolog.domain.text import clean_text

LINE_LIMIT = 500
PROSE_LIMIT = 50_000
"""Characters; a reflection of 5,000 words has about 30,000."""


class FreeText:
    """Mark of a field that holds what a person typed."""


_FREE = FreeText()


def _line(raw: str) -> str:
    return clean_text(raw, limit=LINE_LIMIT, multiline=False)


def _prose(raw: str) -> str:
    return clean_text(raw, limit=PROSE_LIMIT, multiline=True)


Line = Annotated[str, AfterValidator(_line), _FREE]
"""One line a person typed, at most 500 characters."""
Prose = Annotated[str, AfterValidator(_prose), _FREE]
"""Text a person typed, with line breaks, at most 50,000 characters."""

_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
RecordId = Annotated[str, Field(pattern=_UUID)]
"""Id of a record, a UUID of version 7."""
PersonId = RecordId
"""Id of a person: the id of their ``person`` record."""
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
TermId = Annotated[str, Field(pattern=r"^([a-z0-9-]+:)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=80), _FREE]
"""Id of the shared vocabulary, or of a framework's own term under its prefix; some are typed freely."""
CaseNumber = Annotated[str, Field(pattern=r"^C-[0-9A-Z]{4,8}$")]
"""The trainee's own case number; it means nothing outside the logbook."""
PatientKey = Annotated[str, Field(pattern=r"^P-[0-9A-Z]{1,8}$")]
"""Tells patients apart without identifying them."""
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Credits = Annotated[Decimal, Field(ge=0, le=1_000, decimal_places=2)]
Level = Annotated[int, Field(ge=0, le=10)]
Day = date


class Value(BaseModel):
    """A frozen value that accepts exactly its own fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class CustomField(Value):
    """A column of the person's own, kept word for word."""

    name: Line
    value: Prose


class Record(Value):
    """The body of a revision; its kind is the word the revision carries."""

    kind: ClassVar[str]
    title: ClassVar[str]
    """What a person calls this kind."""

    def as_body(self) -> dict[str, Any]:
        """Return the JSON that is stored: no nulls, decimals as text, days as ISO text."""
        dumped: dict[str, Any] = self.model_dump(mode="json", exclude_none=True)
        return dumped


class Dated(Record):
    """A record that happened on one day."""

    date: Day


class Period(Record):
    """A record that lasts from ``start`` until ``until``; an open end is None."""

    start: Day
    until: Day | None = None


Outcome = Literal["passed", "failed", "satisfactory", "unsatisfactory", "not-judged"]


def free_text(value: Value, *, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field name, text) for everything in ``value`` that a person typed, nested values included."""
    for name in _fields_to_search(type(value)):
        found = getattr(value, name)
        if found is None:
            continue
        for item in found if isinstance(found, tuple) else (found,):
            if isinstance(item, Value):
                yield from free_text(item, prefix=f"{prefix}{name}.")
            elif isinstance(item, str):
                yield f"{prefix}{name}", item


@cache
def _fields_to_search(model: type[Value]) -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if _is_free(field.metadata, field.annotation))


def _is_free(metadata: list[Any], annotation: Any) -> bool:
    if any(isinstance(mark, FreeText) for mark in metadata):
        return True
    return _mentions_free(annotation)


def _mentions_free(annotation: Any) -> bool:
    if any(isinstance(mark, FreeText) for mark in getattr(annotation, "__metadata__", ())):
        return True
    if isinstance(annotation, type):
        return issubclass(annotation, Value)
    return any(_mentions_free(part) for part in getattr(annotation, "__args__", ()))
