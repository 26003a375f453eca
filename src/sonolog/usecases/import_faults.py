"""What was wrong with the rows of a foreign table: every fault with its row and column, told all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sonolog.domain.identity_answers import Doubt
from sonolog.domain.problems import Problem

MOST_PROBLEMS = 2_000
"""Faults kept; more are only counted."""
NOT_PATIENT = (
    "If it is no patient’s detail, say what it is: --not-patient measurement, code, equipment, staff or other."
)


class Fault(NamedTuple):
    """Why a cell or a row cannot be taken over."""

    code: str
    message: str
    """A sentence that repeats nothing that could identify a patient."""
    hint: str = ""


@dataclass
class Faults:
    """The faults of one import."""

    problems: list[Problem] = field(default_factory=list)
    """The first ones, as they are told."""
    rows: set[int] = field(default_factory=set)
    """Rows that cannot be taken over; 0 stands for what is said of every row."""
    count: int = 0
    unread: set[tuple[int, str]] = field(default_factory=set)
    """Row and heading of cells that could not be read: they are not missing too."""

    def add(self, number: int, where: str, fault: Fault) -> None:
        """Note a fault of row ``number`` in the column ``where``."""
        self.count += 1
        self.rows.add(number)
        if len(self.problems) < MOST_PROBLEMS:
            message = fault.message[:1].upper() + fault.message[1:].rstrip(".") + "."
            self.problems.append(Problem(message, fault.code, line=number or None, where=where, hint=fault.hint))

    def doubts(self, number: int, doubts: Sequence[Doubt]) -> None:
        """Note what somebody has to be asked about."""
        for one in doubts:
            told = f"it has what looks like {one.hit.reason} ({one.hit.masked})"
            self.add(number, one.field.removesuffix(".value"), Fault("patient-identity-doubt", told, NOT_PATIENT))
