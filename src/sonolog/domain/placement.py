"""Clinical placements, the sessions worked in them, and leave from them."""

from __future__ import annotations

from typing import ClassVar, Literal

from sonolog.domain.value import CustomField, Dated, Line, Minutes, Period, PersonId, Prose, RecordId


class Placement(Period):
    """An agreed time at one site."""

    kind: ClassVar[str] = "placement"
    title: ClassVar[str] = "Placement"

    site: Line
    supervisor: PersonId | None = None
    mentor: PersonId | None = None
    agreed: bool | None = None
    """The placement agreement is signed by the site."""
    approved: bool | None = None
    """The site is approved by the programme."""
    weekly_minutes: Minutes | None = None
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class Session(Dated):
    """One list or clinic, with the minutes spent in it."""

    kind: ClassVar[str] = "session"
    title: ClassVar[str] = "Session"

    placement: RecordId | None = None
    site: Line | None = None
    supervisor: PersonId | None = None
    minutes: Minutes | None = None
    attended: bool = True
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class Leave(Period):
    """Time away: rates pause, forecasts skip it."""

    kind: ClassVar[str] = "leave"
    title: ClassVar[str] = "Leave"

    reason: Literal["annual", "sickness", "parental", "study", "rotation", "other"] = "annual"
    note: Prose | None = None
