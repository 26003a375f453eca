"""``sonolog department``: set up a department's logbook on PostgreSQL, and who has a login."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.department import DepartmentPerson

RANKS = ("trainee", "supervisor", "lead", "auditor")


@click.group(
    "department",
    cls=Group,
    subcommand_metavar="[init|add-person|people|close]",
    examples=[
        "sonolog department init --logbook postgresql:///logbook",
        'sonolog department add-person "Tess Trainee" --login tess',
    ],
)
def command() -> None:
    """Set up a department's logbook on a PostgreSQL server, as whoever looks after that server.

    Everybody has a login of their own, and the server itself keeps what each may see and add. docs/department.md
    tells how to set one up in ten minutes, how to back it up, and how it grows.
    """


@command.command("init", examples=["sonolog department init --logbook postgresql:///logbook"])
@click.option("--rebuild", is_flag=True, help="Make views, functions and rules anew from the records.")
@pass_request
def init(request: Request, *, rebuild: bool) -> None:
    """Make roles, tables and rules in a database, or bring them to this version; done again it changes nothing."""
    from sonolog.usecases.department import init_department

    done = init_department(request.logbook, clock=request.clock, rebuild=rebuild)
    if request.json:
        told = {"logbook": done.place, "id": done.logbook, "made": done.made, "rebuilt": done.rebuilt}
        request.out.json(told)
    else:
        request.out.lines([done.place])
    if done.made:
        diagnostics.note("Made. Next: sonolog department add-person NAME --login LOGIN")
    else:
        diagnostics.note(
            "Made anew from the records." if done.rebuilt else "It was there already; nothing was changed."
        )


@command.command(
    "add-person",
    examples=[
        'sonolog department add-person "Tess Trainee" --login tess',
        'sonolog department add-person "Sam Supervisor" --login sam --rank supervisor',
    ],
)
@click.argument("name")
@click.option("--login", required=True, metavar="LOGIN", help="The login on the server; made if it is not there.")
@click.option(
    "--rank", type=click.Choice(RANKS), default="trainee", show_default=True, help="What they may see and add."
)
@click.option("--supervises", multiple=True, metavar="TRAINEE", help="A trainee a supervisor sees, asked or not.")
@click.option("--id", "person", metavar="ID", default="", help="The id they have in a logbook of their own.")
@click.option("--register", metavar="BODY", default="", help="The professional register.")
@click.option("--number", metavar="NUMBER", default="", help="The number in that register.")
@pass_request
def add_person(
    request: Request,
    /,
    name: str,
    *,
    login: str,
    rank: str,
    supervises: tuple[str, ...],
    person: str,
    **register: str,
) -> None:
    """Give somebody a login, or change what theirs may do.

    The login gets no password: the server's own rules (pg_hba.conf) say how it proves itself.
    """
    from sonolog.usecases.department import NewAccount, add_department_person

    wanted = NewAccount(
        name=name,
        login=login,
        rank=rank,
        person=person,
        register_body=register["register"],
        register_number=register["number"],
        supervises=supervises,
    )
    added = add_department_person(request.logbook, wanted, clock=request.clock)
    _write(request, (added,))
    made = "made; it has no password yet" if added.is_new_login else "was there already"
    diagnostics.note(f"The login {added.login} of {added.name} {made}.")


@command.command("people", examples=["sonolog department people"])
@pass_request
def people(request: Request) -> None:
    """List everybody with a login."""
    from sonolog.usecases.department import list_department_people

    _write(request, list_department_people(request.logbook))


@command.command("close", examples=["sonolog department close tess"])
@click.argument("login")
@pass_request
def close(request: Request, login: str) -> None:
    """Let a login in no more; what the person stored and signed stays."""
    from sonolog.usecases.department import close_department_login

    closed = close_department_login(request.logbook, login)
    _write(request, (closed,))
    diagnostics.note(f"{closed.login} is closed; add-person opens it again.")


def _write(request: Request, found: Sequence[DepartmentPerson]) -> None:
    if request.json:
        request.out.json({"people": [_object(one) for one in found]})
        return
    rows = [(one.login, one.name, "closed" if one.is_closed else one.rank, one.id) for one in found]
    request.out.table(("Login", "Name", "Rank", "Id"), rows)


def _object(one: DepartmentPerson) -> dict[str, object]:
    return {"login": one.login, "id": one.id, "name": one.name, "rank": one.rank, "closed": one.is_closed}
