"""Write the scope card of one trainee as PDF."""

from __future__ import annotations

from dataclasses import replace as replace_in
from datetime import date
from pathlib import Path

from sonolog import __version__
from sonolog.reports.pdf import write_pdf
from sonolog.reports.report import Evidence
from sonolog.reports.scope_card import PracticeLine, ScopeCard, scope_pages
from sonolog.reports.style import PaperName
from sonolog.store.people import person_row
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_evidence import Printed, report_evidence
from sonolog.usecases.show_scope import ScopeLine, show_scope
from sonolog.usecases.written_file import refuse_existing, write_file


def report_scope(
    logbook: Logbook,
    trainee: str,
    path: Path,
    *,
    as_of: date | None = None,
    paper: PaperName = "a4",
    replace: bool = False,
) -> Path:
    """Write the card as of the end of a day (today, if not said) to ``path`` and return it.

    The same objects and day give the same bytes.

    Raises:
        NotEnrolled: on no framework.
        FileNotWritten: the file is there already (without ``replace``), or cannot be made.
    """
    refuse_existing(path, replace=replace)
    return write_file(path, scope_pdf(logbook, trainee, as_of=as_of, paper=paper))


def scope_pdf(
    logbook: Logbook,
    trainee: str,
    *,
    as_of: date | None = None,
    paper: PaperName = "a4",
    evidence: Evidence | None = None,
) -> bytes:
    """Return the card as PDF with its evidence, gathered now unless it is given; see :func:`report_scope`."""
    day = as_of or logbook.today
    printed = Printed(kind="scope", trainee=trainee, as_of=day, paper=paper)
    evidence = evidence or report_evidence(logbook, printed)
    card = replace_in(scope_card(logbook, trainee, as_of=as_of), evidence=evidence)
    return write_pdf(scope_pages(card), paper=paper)


def scope_card(logbook: Logbook, trainee: str, *, as_of: date | None = None) -> ScopeCard:
    """Return everything the card says.

    Raises:
        NotEnrolled: on no framework.
    """
    scope = show_scope(logbook, trainee, as_of=as_of)
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
