"""How sign-off went in the example year: in batches, some returned, some amended, the last ones open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from sonolog.clock import HeldClock
from sonolog.usecases.amend import amend
from sonolog.usecases.demo_cases import COMMENTS, RETURN_REASONS
from sonolog.usecases.demo_people import DemoPeople
from sonolog.usecases.demo_second_reads import second_read
from sonolog.usecases.demo_year import LAST_DAY, SUPERVISORS
from sonolog.usecases.give_back import give_back
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit
from sonolog.usecases.withdraw import withdraw

_EVERY = timedelta(days=21)
"""A supervisor clears the inbox every three weeks."""
_RETURNED_EVERY = 37
_AMENDED_EVERY = 61
_COMMENT_EVERY = 23
_NOT_OPENED_EVERY = 4
_LAST_SUBMISSION = LAST_DAY - timedelta(days=9)


@dataclass
class SignOffs:
    """Carries what waits from session to session."""

    people: DemoPeople
    clock: HeldClock
    unsubmitted: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SUPERVISORS})
    cleared: date | None = None
    signed: int = 0
    performed: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """Finding, region and number of each scan the trainee performed."""
    chance: Random = field(default_factory=lambda: Random(20251104))  # noqa: S311  (a believable mix, not a secret)

    def logged(self, record: str, scan: Mapping[str, str]) -> None:
        """Take note of a new scan."""
        self.unsubmitted[scan["supervisor"]].append(record)
        if scan["role"] == "performed":
            self.performed[record] = scan["finding"], scan["region"], len(self.performed)

    def after_session(self, day: date) -> None:
        """Submit and sign what is there, if it is time."""
        self.cleared = self.cleared or day
        if day - self.cleared < _EVERY or day > _LAST_SUBMISSION:
            return
        self.cleared = day
        for supervisor in SUPERVISORS:
            self._clear(supervisor, day)

    def at_end(self) -> None:
        """Submit half of what is left, unsigned; the rest stays with the trainee, one scan withdrawn."""
        mine, key = self.people.trainee_logbook, self.people.keys[self.people.trainee.id]
        for supervisor in SUPERVISORS:
            left = self.unsubmitted[supervisor]
            if half := left[: len(left) // 2]:
                submit(mine, half, key=key)
        if left := self.unsubmitted[SUPERVISORS[0]]:
            withdraw(mine, left[-1:], "Logged twice.")

    def _clear(self, supervisor: str, day: date) -> None:
        waiting, self.unsubmitted[supervisor] = self.unsubmitted[supervisor], []
        if not waiting:
            return
        mine, key = self.people.trainee_logbook, self.people.keys[self.people.trainee.id]
        self._at(day, 17)
        submit(mine, waiting, key=key)
        self._at(day, 18)
        back = [one for at, one in enumerate(waiting, start=self.signed) if at % _RETURNED_EVERY == 20]
        theirs = self.people.logbook_of(supervisor)
        their_key = self.people.keys[self.people.staff[supervisor].id]
        if back:
            give_back(theirs, back, RETURN_REASONS[self.signed % len(RETURN_REASONS)], key=their_key)
        good = [one for one in waiting if one not in back]
        choices = [self._choice(one, at) for at, one in enumerate(good, start=self.signed)]
        sign(theirs, choices, key=their_key)
        self._answer(back, good, supervisor, day)
        self.signed += len(waiting)

    def _choice(self, record: str, at: int) -> Choice:
        """Return how a scan is signed; where it was opened, with what the supervisor found."""
        opened = at % _NOT_OPENED_EVERY != 3
        agreement, finding = "", ""
        if opened and record in self.performed:
            agreement, finding = second_read(self.chance, *self.performed[record])
        comment = COMMENTS[at % len(COMMENTS)] if at % _COMMENT_EVERY == 5 else ""
        return Choice(record, agreement=agreement, finding=finding, comment=comment, opened=opened)

    def _answer(self, back: list[str], good: list[str], supervisor: str, day: date) -> None:
        """Amend and submit again most of what came back; amend one signed scan now and then."""
        mine = self.people.trainee_logbook
        self._at(day, 20)
        for at, one in enumerate(back):
            if at % 3 != 2 and day < _LAST_SUBMISSION - _EVERY:
                amend(mine, one, {"note": "Checked against the list."}, why="As asked.")
                self.unsubmitted[supervisor].append(one)
        for at, one in enumerate(good, start=self.signed):
            if at % _AMENDED_EVERY == 40:
                amend(mine, one, {"correlation": "imaging"}, why="The MRI came back.")

    def _at(self, day: date, hour: int) -> None:
        self.clock.moment = datetime.combine(day, time(hour), self.clock.moment.tzinfo)
