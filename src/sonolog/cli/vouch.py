"""``sonolog vouch``: say, as a lead, whose key it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.vouch import Terms, Vouched

_YEARS = 2
ROLES = ("trainee", "supervisor", "mentor", "trainer", "assessor", "lead", "auditor", "programme")


@click.command(
    "vouch",
    cls=Command,
    examples=[
        'sonolog vouch "Sam Supervisor" --role supervisor --checked "staff badge seen"',
        'sonolog vouch sam-card.slb --role assessor --checked "called back"',
    ],
)
@click.argument("person", metavar="PERSON|CARD")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True, help="What they may sign as.")
@click.option("--checked", metavar="TEXT", required=True, help="How you checked person and fingerprint.")
@click.option("--from", "start", metavar="DATE", help="First day; today, if not said.")
@click.option("--until", metavar="DATE", help="Last day; two years from the first, if not said.")
@click.option("--key", metavar="KEY", default="", help="Their public key, where they signed with several or none.")
@click.option("--placements-only", is_flag=True, help="For placements and sessions alone.")
@pass_request
def command(
    request: Request,
    /,
    person: str,
    *,
    roles: tuple[str, ...],
    checked: str,
    placements_only: bool,
    **given: str | None,
) -> None:
    """Say with your signature, as a lead, that a key is that of PERSON, in these roles and for these days.

    CARD is the file they made with sonolog identity card FILE. Compare its fingerprint with the person, face to face
    or by calling back a number you know; what you did is part of what you sign.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.vouch import vouch

    scope = "placements" if placements_only else ""
    with opened(request) as logbook:
        who, public = _person(logbook, person)
        terms = _terms(logbook, given | {"key": given["key"] or public}, roles=roles, checked=checked, scope=scope)
        done = vouch(logbook, who, terms, key=open_key_for(request, logbook))
    _tell(request, done)


def _terms(
    logbook: Logbook, given: dict[str, str | None], *, roles: tuple[str, ...], checked: str, scope: str
) -> Terms:
    from sonolog.usecases.vouch import Terms

    first = _day(logbook, given["start"]) or logbook.today
    last = _day(logbook, given["until"]) or first.replace(year=first.year + _YEARS, day=min(first.day, 28))
    return Terms(roles=roles, valid_from=first, valid_to=last, checked=checked, key=given["key"] or "", scope=scope)


def _tell(request: Request, done: Vouched) -> None:
    told = {
        "name": done.name,
        "fingerprint": done.fingerprint,
        "roles": list(done.roles),
        "from": done.valid_from.isoformat(),
        "until": done.valid_to.isoformat(),
    }
    if request.json:
        request.out.json(told)
    else:
        request.out.record([(name.capitalize(), _words(value)) for name, value in told.items()])
    for other in done.alike:
        diagnostics.warning(f"“{done.name}” looks like “{other}”, who is somebody else here.")
    diagnostics.note("Publish it: sonolog programme publish FOLDER")


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _person(logbook: Logbook, words: str) -> tuple[str, str]:
    """Return whom the words mean and their public key, taking in a card if that is what was handed over."""
    path = Path(words)
    if not path.is_file():
        return words, ""
    from sonolog.usecases.vouch import take_card

    return take_card(logbook, path)


def _day(logbook: Logbook, words: str | None) -> date | None:
    from sonolog.domain.when import read_day

    return read_day(words, logbook.today, future=True) if words is not None else None
