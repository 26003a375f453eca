"""The scope card of one trainee, as data."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sonolog import __version__
from sonolog.reports.scope_card import PracticeLine, ScopeCard
from sonolog.store.people import person_row
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.show_scope import ScopeLine, show_scope


def scope_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> ScopeCard:
    """Return everything the card says; ``declared`` is what its evidence leaves out on purpose.

    Raises:
        NotEnrolled: on no framework.
    """
    del asked
    scope = show_scope(logbook, trainee, as_of=as_of, declared=declared)
    with logbook.reading() as connection:
        person = person_row(connection, trainee)
    register = (person.register_body, person.register_number) if person else ()
    return ScopeCard(
        trainee=scope.name,
        as_of=scope.as_of,
        made_by=f"sonolog {__version__}",
        register=" ".join(part for part in register if part),
        may=tuple(_line(one) for one in scope.may),
        not_yet=tuple(_line(one) for one in scope.not_yet),
    )


def _line(one: ScopeLine) -> PracticeLine:
    return PracticeLine(one.title, one.framework_title, one.by, one.since, one.until, one.missing)
