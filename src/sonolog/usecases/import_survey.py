"""Survey the rows of a foreign table: what would be new, what is faulty, and what is probably there already."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Literal

from sonolog.domain.problems import Problem
from sonolog.store.database import Connection
from sonolog.store.first_versions import places
from sonolog.usecases.field_reading import FieldReader
from sonolog.usecases.import_cells import CellReader, NewOne
from sonolog.usecases.import_errors import DateOrderOpen
from sonolog.usecases.import_look import Look
from sonolog.usecases.import_rows import RowReader
from sonolog.usecases.import_scans import Ready
from sonolog.usecases.import_twins import Twin, Twins
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row

TwinPolicy = Literal["ask", "skip", "merge", "keep"]
TWIN_POLICIES: tuple[TwinPolicy, ...] = ("skip", "merge", "keep")
Tell = Callable[[int, int], None]
"""Told how many rows are done, of how many."""
_SHOWN = 200
"""Rows shown before anything is kept."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person decided."""

    trainee: str | None = None
    leave_out_faulty: bool = False
    twins: TwinPolicy = "ask"
    new_people: bool = False
    """A name that resembles somebody's is another person's."""


@dataclass
class Survey:
    """What would come of an import, or what came of it."""

    rows: int = 0
    ready: int = 0
    """Records that would be new."""
    divided: int = 0
    """Rows whose length of time was divided among the scans they name."""
    problems: tuple[Problem, ...] = ()
    """Every fault, by row and column; of very many the first."""
    fault_count: int = 0
    faulty_rows: frozenset[int] = frozenset()
    twins: list[Twin] = field(default_factory=list)
    people: tuple[str, ...] = ()
    """Who would be added."""
    names: dict[str, str] = field(default_factory=dict)
    """The same people by the ids made for them."""
    days: tuple[str, str] | None = None
    """First and last day."""
    shown: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    """Row and body of the first ones."""

    @property
    def here(self) -> int:
        """Records of the file that the logbook has already, word for word."""
        return sum(one.is_here for one in self.twins)

    @property
    def open_twins(self) -> tuple[Twin, ...]:
        """Rows somebody has to decide about."""
        return tuple(one for one in self.twins if not one.is_here)


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Leave the search for cycles be meanwhile: a million texts that stay would be looked through again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def survey(logbook: Logbook, look: Look, choices: Choices, tell: Tell = lambda _done, _of: None) -> Survey:
    """Return what importing would do; nothing is stored.

    Raises:
        DateOrderOpen: day and month can be exchanged, and nobody said which comes first.
    """
    with logbook.reading() as connection, garbage_left_alone():
        passing = Pass(connection, logbook, look, choices, tell)
        for _ in passing.new_ones():
            pass
    return passing.survey


class Pass:
    """All rows of a table, once; what comes of them is in :attr:`survey` afterwards.

    Raises:
        DateOrderOpen: day and month can be exchanged, and nobody said which comes first.
    """

    def __init__(self, connection: Connection, logbook: Logbook, look: Look, choices: Choices, tell: Tell) -> None:
        if look.open_order is not None:
            raise DateOrderOpen(*look.open_order)
        self.look, self.choices = look, choices
        self.subject = trainee_row(connection, logbook, choices.trainee).id
        self.reader = _row_reader(logbook, look, choices, tell)
        self.survey = Survey()
        self.twin_rows: dict[int, Ready] = {}
        self._connection = connection

    @property
    def people(self) -> dict[str, NewOne]:
        """Whoever is to be added."""
        return self.reader.reader.new_people

    def new_ones(self) -> Iterator[Ready]:
        """Yield what would be a new record, and survey everything else on the way."""
        found = self.survey
        is_scan = self.look.map.kind == "scan"
        twins = Twins(self._connection, self.subject, self.reader.headings) if is_scan else None
        day = places(self.look.map.kind).get("date", places(self.look.map.kind).get("start", 0))
        first, last = "9", ""
        for ready in self.reader.ready(self.look.table.rows(self.look.sheet)):
            part = ready.parts[day]
            if part is not None:
                first = min(first, part.column)
                last = max(last, part.column)
            twin = twins.of(ready) if twins is not None else None
            if twin is not None:
                found.twins.append(twin)
                if self.choices.twins == "merge":
                    self.twin_rows[ready.number] = ready
                if twin.is_here or self.choices.twins != "keep":
                    continue
            if len(found.shown) < _SHOWN:
                found.shown.append((ready.number, ready.body()))
            found.ready += 1
            yield ready
        found.rows, found.fault_count = self.reader.rows, self.reader.faults.count
        found.divided = self.reader.divided
        found.problems, found.faulty_rows = tuple(self.reader.faults.problems), frozenset(self.reader.faults.rows)
        found.people = tuple(one.name for one in self.people.values())
        found.names = {one.id: one.name for one in self.people.values()}
        found.days = (first, last) if last else None


def _row_reader(logbook: Logbook, look: Look, choices: Choices, tell: Tell) -> RowReader:
    from sonolog.frameworks.vocabulary import load_vocabulary

    kind, total = look.map.kind, look.table.count
    fields = FieldReader.of(logbook, kind, new_people=choices.new_people)
    cells = CellReader(kind, fields, logbook.today, look.map.dates, logbook.clock.now().tzinfo or UTC, logbook.new_id)
    return RowReader(
        cells,
        look.columns,
        look.map.always,
        logbook.answers,
        load_vocabulary(),
        tell=lambda done: tell(done, total),
        source=look.source,
    )
