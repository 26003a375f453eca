"""``sonolog scope``: what one may do today, and what the next step asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sonolog.usecases.show_scope import ScopeLine, ScopeOfPractice


@click.command(
    "scope",
    cls=Command,
    examples=[
        "sonolog scope",
        "sonolog scope --json --as-of 2026-11-01",
        "sonolog report scope scope.pdf            # the same as a card to print",
    ],
)
@click.option("--framework", metavar="FRAMEWORK", help="Only by this one.", shell_complete=complete_framework)
@pass_request
def command(request: Request, framework: str | None) -> None:
    """Show what you may use ultrasound for today, since when and until when, and what the next step needs.

    Meeting every requirement is not yet leave to practise: what a framework wants signed and ratified must be.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.show_scope import show_scope

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        scope = show_scope(logbook, trainee, framework=framework, as_of=as_of_day(request, logbook))
    if request.json:
        request.out.json(scope_object(scope))
    else:
        write_scope(request, scope)


def write_scope(request: Request, scope: ScopeOfPractice) -> None:
    """Write the card: what is allowed, then what is not yet; one row a practice under ``--plain``."""
    if request.out.plain:
        rows = [("yes", *_row(one)) for one in scope.may] + [("not yet", *_row(one)) for one in scope.not_yet]
        request.out.table(("May", "Practice", "By", "Since", "Until", "Missing"), rows)
        return
    request.out.heading(f"Scope of practice: {scope.name}, as of {scope.as_of.isoformat()}")
    request.out.lines(["", *_may(scope, request.out.room), "", *_not_yet(scope, request.out.room)])


def _row(one: ScopeLine) -> tuple[str, ...]:
    days = (day.isoformat() if day else "" for day in (one.since, one.until))
    return one.title, f"{one.by} ({one.framework_title})", *days, one.missing


def _may(scope: ScopeOfPractice, width: int) -> Iterator[str]:
    from sonolog.usecases.show_scope import by_framework, span_words

    if not scope.may:
        yield "Nothing yet without a supervisor."
    for framework, lines in by_framework(scope.may).items():
        yield f"May do today, by {framework}:"
        for one in lines:
            yield from _practice(one.title, ", ".join(part for part in (one.by, span_words(one)) if part), width)


def _not_yet(scope: ScopeOfPractice, width: int) -> Iterator[str]:
    from sonolog.usecases.show_scope import by_framework

    if not scope.not_yet:
        yield "The frameworks you are enrolled on grant nothing more."
    for framework, lines in by_framework(scope.not_yet).items():
        yield f"Not yet, by {framework}:"
        for one in lines:
            yield from _practice(one.title, f"{one.by}: {one.missing}", width)


def _practice(title: str, words: str, width: int) -> Iterator[str]:
    from sonolog.cli.layout import wrap

    yield f"  {title}"
    for line in wrap(words, width - 4):
        yield f"    {line}"


def scope_object(scope: ScopeOfPractice) -> dict[str, object]:
    """Return the scope as programs read it."""
    return {
        "trainee": scope.trainee,
        "as_of": scope.as_of.isoformat(),
        "may": [_object(one) for one in scope.may],
        "not_yet": [{**_object(one), "missing": one.missing} for one in scope.not_yet],
    }


def _object(one: ScopeLine) -> dict[str, object]:
    return {
        "practice": one.practice,
        "title": one.title,
        "framework": one.framework,
        "by": one.by,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
    }
