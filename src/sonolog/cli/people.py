"""``sonolog people``: list and add supervisors, assessors and leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import opened, opened_or_made
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine

ROLES = ("supervisor", "mentor", "trainer", "assessor", "lead", "auditor", "trainee")


@click.group(
    "people",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[add NAME...]",
    examples=["sonolog people", 'sonolog people add "A. Example" --role supervisor --role assessor'],
)
@click.pass_context
def command(context: click.Context) -> None:
    """List the people of the logbook, or add one.

    What is recorded of an accreditation is shown; "not recorded" says nothing against anybody.
    """
    if context.invoked_subcommand is None:
        _list()


@pass_request
def _list(request: Request) -> None:
    from sonolog.usecases.people import list_people

    with opened(request) as logbook:
        write_people(request, list_people(logbook))


@command.command("add", examples=['sonolog people add "A. Example" --register HCPC --number RA00001'])
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, help="Supervisor, if not said.")
@click.option("--register", metavar="BODY", default="", help="The professional register.")
@click.option("--number", metavar="NUMBER", default="", help="The number in that register.")
@click.option("--email", metavar="ADDRESS", default="", help="Their own address.")
@click.option("--namesake", is_flag=True, help="Somebody else of a name that is here already.")
@pass_request
def add(
    request: Request,
    /,
    names: tuple[str, ...],
    *,
    roles: tuple[str, ...],
    register: str,
    number: str,
    email: str,
    namesake: bool,
) -> None:
    """Add people; of several names each is one person. Whoever is here already is not added again."""
    from sonolog.usecases.people import add_person

    with opened_or_made(request) as logbook:
        added = tuple(
            add_person(
                logbook,
                name,
                roles=roles or ("supervisor",),
                register_body=register,
                register_number=number,
                email=email,
                namesake=namesake,
            )
            for name in names
        )
        odd = _odd_names(logbook, added)
    write_people(request, added)
    for words in odd:
        diagnostics.warning(words)
    diagnostics.note(f"Added {', '.join(one.name for one in added)}; accreditation: not recorded.")


def _odd_names(logbook: Logbook, added: Sequence[PersonLine]) -> list[str]:
    """Return what is odd about the names added: one looks like somebody else's, or mixes alphabets."""
    from sonolog.usecases.keys_met import name_warnings
    from sonolog.usecases.people import list_people

    everyone = list_people(logbook)
    return [
        words
        for one in added
        for words in name_warnings(one.name, [other.name for other in everyone if other.id != one.id])
    ]


def write_people(request: Request, people: Sequence[PersonLine]) -> None:
    """Write people as a table, or as JSON."""
    if request.json:
        request.out.json({"people": [_object(one) for one in people]})
        return
    columns = ("Name", "Roles", "Register", "Accreditation", "Key here", "Id")
    request.out.table(columns, [_row(one) for one in people])


def _row(one: PersonLine) -> tuple[str, ...]:
    name = f"{one.name} (you)" if one.is_me else one.name
    has_key = "yes" if one.has_key else ""
    return name, ", ".join(one.roles), one.register, one.accredited, has_key, f"…{one.id[-6:]}"


def _object(one: PersonLine) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "roles": list(one.roles),
        "register": one.register,
        "accredited": one.accredited,
        "has_key": one.has_key,
        "is_me": one.is_me,
    }
