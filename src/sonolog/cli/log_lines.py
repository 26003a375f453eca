"""``sonolog log -``: each line is stored and acknowledged on its own; a faulty one holds up no other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from sonolog.cli import diagnostics
from sonolog.cli.acknowledging import acknowledge, tell_added
from sonolog.cli.errors import InputUnreadable, Interrupted, LineRefused, LineUnreadable
from sonolog.cli.new_names import offering_new_people
from sonolog.cli.scan_lines import CARRIED, NumberedLine, lines_of, words_of
from sonolog.domain.text import counted
from sonolog.errors import Exit, SonologError
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.usecases.field_words import field_named
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.scan_words import read_scan_words

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.usecases.log_scan import LoggedScan
    from sonolog.usecases.logbook import Logbook


@dataclass
class Carried:
    """What holds for the lines to come."""

    held: dict[str, str] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    """Fields said anew by a line that could not be read, and its number: their values are not known."""

    def take(self, typed: Mapping[str, str]) -> None:
        """Hold what ``typed`` says of the place and the people; a new day ends a session."""
        if "date" in typed:
            self.held.pop("session", None)
        for name in CARRIED:
            if name in typed:
                self.held[name] = typed[name]
                self.lost.pop(name, None)

    def lose(self, names: Iterable[str], number: int) -> None:
        """Forget the fields that line ``number`` said anew in a way nobody can read."""
        self.lost |= {name: number for name in names if name in CARRIED}

    def complete(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Return ``typed`` with what holds from the lines above.

        Raises:
            LineUnreadable: the value that would hold is not known.
        """
        for name, number in self.lost.items():
            if name not in typed:
                raise LineUnreadable(f"its {name} is that of line {number}, which could not be read")
        return {**self.held, **typed}


@dataclass
class Tally:
    """How many lines went which way."""

    logged: int = 0
    refused: int = 0

    def __str__(self) -> str:
        """Return the numbers in words."""
        refused = f", {counted(self.refused, 'line')} refused" if self.refused else ""
        return f"{counted(self.logged, 'scan')} logged{refused}."


def log_lines(request: Request, logbook: Logbook) -> int:
    """Log the scans of standard input and return the exit code: 65 if a line was refused.

    Raises:
        Interrupted: the person stopped it; what was acknowledged is kept.
        SonologError: the logbook takes no more; what was acknowledged is kept.
    """
    tally, carried = Tally(), Carried()
    try:
        for line in lines_of(_standard_input()):
            _log_line(request, logbook, line, carried, tally)
    except KeyboardInterrupt:
        raise Interrupted(kept=f"{counted(tally.logged, 'scan')} logged and kept.") from None
    except SonologError:
        diagnostics.note(f"Stopped: {tally}")
        raise
    diagnostics.note(str(tally))
    return int(Exit.INPUT if tally.refused else Exit.DONE)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputUnreadable
    if sys.stdin.isatty():
        diagnostics.note("One scan a line, for example: shoulder left finding=normal. Ctrl-D ends it.")
    return sys.stdin.buffer


def _log_line(request: Request, logbook: Logbook, line: NumberedLine, carried: Carried, tally: Tally) -> None:
    try:
        logged = _store(request, logbook, carried.complete(_typed(line, carried)))
    except SonologError as refusal:
        if refusal.exit is not Exit.INPUT:
            raise
        tally.refused += 1
        diagnostics.error(LineRefused(line.number, refusal), as_json=request.json)
        return
    tally.logged += 1
    acknowledge(request, logged)
    tell_added(logged.added_people)
    for notice in logged.notices:
        diagnostics.warning(f"Line {line.number}: {notice}")


def _store(request: Request, logbook: Logbook, typed: Mapping[str, str]) -> LoggedScan:
    with offering_new_people("scan"):
        return log_scan(logbook, typed, trainee=request.trainee, new_people=request.yes)


def _typed(line: NumberedLine, carried: Carried) -> dict[str, str]:
    """Return what the line says; whatever becomes of it, its place and people hold for those below."""
    try:
        words = words_of(line)
    except LineUnreadable:
        carried.lose(_said(line.content.decode(errors="replace").split()), line.number)
        raise
    try:
        typed = read_scan_words(words)
    except SonologError:
        carried.take(_said(words))
        raise
    carried.take(typed)
    return typed


def _said(words: Sequence[str]) -> dict[str, str]:
    """Return the fields that ``words`` set and the supervision they name, as far as they are understood."""
    said: dict[str, str] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if sign:
            said[field_named("scan", key) or key] = text
        else:
            terms = load_vocabulary().read_word(word)
            said |= {term.kind: term.id for term in terms if term.kind == "supervision"}
    return said
