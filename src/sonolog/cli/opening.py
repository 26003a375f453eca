"""Opening the logbook of a request, and telling what that brought with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sonolog.cli import diagnostics
from sonolog.cli.record_list import SHORTEST_ID

if TYPE_CHECKING:
    from datetime import date

    from sonolog.cli.options import Request
    from sonolog.usecases.logbook import Logbook


@contextmanager
def opened(request: Request) -> Iterator[Logbook]:
    """Give the logbook of ``request``, and close it afterwards.

    Raises:
        SonologError: it is missing, no logbook, or ``--as`` names nobody in it.
    """
    from sonolog.usecases.open_logbook import open_logbook

    logbook = open_logbook(
        request.logbook,
        home=request.home,
        clock=request.clock,
        person=request.as_person,
        allow_shared=request.allow_shared,
    )
    yield from _closing(_answered(request, logbook))


@contextmanager
def opened_or_made(request: Request) -> Iterator[Logbook]:
    """Give the logbook of ``request``; where there is none it is made, for the person of this account.

    Raises:
        SonologError: it cannot be made, is no logbook, or ``--as`` names nobody in it.
    """
    from sonolog.usecases.open_logbook import open_logbook

    logbook = open_logbook(
        request.logbook,
        home=request.home,
        clock=request.clock,
        make=True,
        person=request.as_person,
        allow_shared=request.allow_shared,
    )
    if logbook.made:
        diagnostics.note(f"Made a new logbook: {logbook.path}")
    yield from _closing(_answered(request, logbook), begin=True)


@contextmanager
def opened_for_copy(request: Request) -> Iterator[Logbook]:
    """Give the logbook of ``request`` to take a whole copy in; where there is none it is made.

    One that nothing came into is taken away again: whoever takes the copy in tells, once it is in, that it was made.

    Raises:
        SonologError: it cannot be made, is no logbook, or ``--as`` names nobody in it.
    """
    from sonolog.usecases.take_over import begun_by_copy

    with begun_by_copy(
        request.logbook,
        home=request.home,
        clock=request.clock,
        person=request.as_person,
        allow_shared=request.allow_shared,
    ) as logbook:
        for notice in logbook.notices:
            diagnostics.warning(notice)
        yield _answered(request, logbook)


def _closing(logbook: Logbook, *, begin: bool = False) -> Iterator[Logbook]:
    for notice in logbook.notices:
        diagnostics.warning(notice)
    try:
        yield _with_somebody(logbook) if begin else logbook
    finally:
        logbook.close()


def _answered(request: Request, logbook: Logbook) -> Logbook:
    """Return the logbook with what ``--not-patient`` says of every text that looks like a patient's detail."""
    if request.not_patient is None:
        return logbook
    from sonolog.domain.identity_answers import Answers

    return logbook.answering(Answers(every=request.not_patient))


def _with_somebody(logbook: Logbook) -> Logbook:
    """Return the logbook; one with nobody in it begins with the name of this home or account."""
    if logbook.actor is not None:
        return logbook
    from sonolog.usecases.begin import begin_as_account, is_nobodys
    from sonolog.usecases.identity import read_identity, whoever_is_here

    if not is_nobodys(logbook):
        return whoever_is_here(logbook, None)  # another program may have begun it since it was opened
    begun = begin_as_account(logbook)
    identity = read_identity(begun.home)
    if identity is not None:
        diagnostics.note(f"It is the logbook of {identity.name}.")
        diagnostics.note(f"To be called otherwise: sonolog amend {identity.person[-SHORTEST_ID:]} name=…")
    return begun


def as_of_day(request: Request, logbook: Logbook) -> date | None:
    """Return the day of ``--as-of``, or None if it was not given.

    Raises:
        SonologError: it is no day.
    """
    if request.as_of is None:
        return None
    from sonolog.domain.when import read_day

    return read_day(request.as_of, logbook.today)
