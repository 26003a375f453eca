"""``sonolog identity``: make and show one's signing key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import opened, opened_or_made
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.keys import KeyPlace
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine


@click.group(
    "identity",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[create|card|show]",
    examples=["sonolog identity", "sonolog identity create", 'sonolog identity card --as "Sam Supervisor"'],
)
@click.pass_context
def command(context: click.Context) -> None:
    """Show who you are in this logbook, or make your signing key."""
    if context.invoked_subcommand is None:
        show.callback()  # type: ignore[misc]


@command.command("show", examples=["sonolog identity show"])
@pass_request
def show(request: Request) -> None:
    """Show who acts, and the key that signs for them."""
    with opened(request) as logbook:
        me, key = _me(logbook)
    if request.json:
        request.out.json(_object(me, key))
        return
    held = [("Key", key.fingerprint), ("Key file", str(key.path))] if key else [("Key", "none on this machine")]
    request.out.record([("Name", me.name), ("Roles", ", ".join(me.roles)), *held, ("Id", me.id)])
    if key is None:
        diagnostics.note("A key is made when you first submit or sign, or now: sonolog identity create")


@command.command(
    "create", examples=["sonolog identity create", "sonolog identity create --passphrase-fd 3 3<words.txt"]
)
@pass_request
def create(request: Request) -> None:
    """Make the key that signs for you, locked by your passphrase."""
    from sonolog.cli.signing_key import make_key
    from sonolog.usecases.keys import key_of
    from sonolog.usecases.people import the_actor

    with opened_or_made(request) as logbook:
        me = the_actor(logbook)
        if key_of(logbook) is None:
            make_key(request, logbook, me.name)
        else:
            diagnostics.note(f"{me.name} has a key already; it is kept.")
        _, key = _me(logbook)
    if request.json:
        request.out.json(_object(me, key))
    elif key is not None:
        request.out.lines([key.fingerprint])


@command.command("card", examples=["sonolog identity card > tess.txt"])
@pass_request
def card(request: Request) -> None:
    """Print what others need to recognise your signature: no secret is in it."""
    from sonolog.usecases.errors import NoKey

    with opened(request) as logbook:
        me, key = _me(logbook)
    if key is None:
        raise NoKey(me.name)
    if request.json:
        request.out.json(_object(me, key) | {"public": key.public})
        return
    rows = [("Name", me.name), ("Roles", ", ".join(me.roles)), ("Register", me.register or "not recorded")]
    request.out.record([*rows, ("Id", me.id), ("Fingerprint", key.fingerprint), ("Public key", key.public)])


def _me(logbook: Logbook) -> tuple[PersonLine, KeyPlace | None]:
    from sonolog.usecases.keys import key_of
    from sonolog.usecases.people import the_actor

    return the_actor(logbook), key_of(logbook)


def _object(me: PersonLine, key: KeyPlace | None) -> dict[str, object]:
    return {
        "id": me.id,
        "name": me.name,
        "roles": list(me.roles),
        "register": me.register,
        "fingerprint": key.fingerprint if key else None,
        "key_file": str(key.path) if key else None,
    }
