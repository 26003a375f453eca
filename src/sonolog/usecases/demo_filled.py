"""The filled forms of the example year put into its logbook, each by who filled it in, and signed at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sonolog.usecases.add_record import add_record
from sonolog.usecases.demo_assessments import DemoAssessment
from sonolog.usecases.demo_people import DemoPeople
from sonolog.usecases.logbook import Entropy, Logbook
from sonolog.usecases.sign import Choice, sign


class FilledForms:
    """Enters the forms of a day, in whatever order the days of the year come."""

    def __init__(self, people: DemoPeople, planned: Iterable[DemoAssessment], entropy: Entropy) -> None:
        """Enter ``planned``, drawing from ``entropy``."""
        self._trainee = people.trainee.id
        self._book = replace(people.trainee_logbook, entropy=entropy)
        self._ids = {name: person.id for name, person in people.staff.items()}
        self._keys = people.keys
        self._planned: dict[date, dict[str, list[DemoAssessment]]] = defaultdict(lambda: defaultdict(list))
        for one in planned:
            self._planned[one.day][one.assessor].append(one)

    def on(self, day: date) -> None:
        """Enter what was filled in on a day, and sign it."""
        for name, filled in self._planned[day].items():
            person = self._ids[name]
            theirs = self._book.acting_as(person)
            made = [(self._enter(theirs, one), one.is_signed) for one in filled]
            if ready := [Choice(record, opened=True) for record, is_signed in made if is_signed]:
                sign(theirs, ready, key=self._keys[person])

    def _enter(self, theirs: Logbook, one: DemoAssessment) -> str:
        typed = {**one.fields(), "assessor": self._ids[one.assessor]}
        return add_record(theirs, "assessment", typed, trainee=self._trainee).id
