"""What screens tell the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class LogScan(Message):
    """Somebody wants the form of a scan."""

    repeat: bool = False
    """Filled in from the last scan."""
    amend: str = ""
    """Record id of the scan to change."""


@dataclass
class ShowRecord(Message):
    """Somebody wants to see everything about a record."""

    record: str


@dataclass
class NameGiven(Message):
    """The logbook has its trainee now."""
