"""``sonolog identity``: make and show one's signing key."""

from __future__ import annotations

from pathlib import Path
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


REASONS = ("lost", "compromised", "left", "replaced")


@click.group(
    "identity",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[show|create|card|export|import|revoke]",
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


@command.command("card", examples=["sonolog identity card > tess.txt", "sonolog identity card tess-card.slb"])
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_request
def card(request: Request, file: Path | None) -> None:
    """Print what others need to recognise your signature, or write it as a card that a lead vouches by.

    No secret is in it. Beside the card lies a revocation signed in advance: keep it where you find it when your
    computer is lost, and hand it to a lead then.
    """
    from sonolog.usecases.errors import NoKey

    with opened(request) as logbook:
        me, key = _me(logbook)
        if file is not None and key is not None:
            _write_card(request, logbook, file)
            return
    if key is None:
        raise NoKey(me.name)
    if request.json:
        request.out.json(_object(me, key) | {"public": key.public})
        return
    rows = [("Name", me.name), ("Roles", ", ".join(me.roles)), ("Register", me.register or "not recorded")]
    request.out.record([*rows, ("Id", me.id), ("Fingerprint", key.fingerprint), ("Public key", key.public)])


def _write_card(request: Request, logbook: Logbook, file: Path) -> None:
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.cards import write_card

    card, revocation = write_card(logbook, file, key=open_key_for(request, logbook))
    if request.json:
        request.out.json({"card": str(card), "revocation": str(revocation)})
    else:
        request.out.lines([str(card), str(revocation)])
    diagnostics.note("Give the card to a lead of your programme; keep the revocation in a safe place.")


@command.command("export", examples=["sonolog identity export /media/stick/sam.key"])
@click.argument("file", type=click.Path(path_type=Path))
@pass_request
def export(request: Request, file: Path) -> None:
    """Copy your key, locked by its passphrase, to FILE, to take it to another computer."""
    from sonolog.usecases.cards import export_key

    with opened(request) as logbook:
        written = export_key(logbook, file)
    if request.json:
        request.out.json({"key_file": str(written)})
    else:
        request.out.lines([str(written)])
    diagnostics.note("On the other computer: sonolog identity import FILE. It needs the same passphrase.")


@command.command("import", examples=["sonolog identity import /media/stick/sam.key --as sam"])
@click.argument("file", type=click.Path(path_type=Path))
@pass_request
def import_(request: Request, file: Path) -> None:
    """Take the key in FILE, made elsewhere, as the one that signs for you here."""
    from sonolog.usecases.cards import import_key

    with opened_or_made(request) as logbook:
        import_key(logbook, file)
        me, key = _me(logbook)
    if request.json:
        request.out.json(_object(me, key))
    elif key is not None:
        request.out.lines([key.fingerprint])


@command.command("revoke", examples=["sonolog identity revoke --reason lost --from 2026-11-20"])
@click.argument("fingerprint", required=False)
@click.option("--reason", type=click.Choice(REASONS), required=True, help="Why the key is not to be trusted.")
@click.option("--from", "start", metavar="DATE", required=True, help="First day on which it is not.")
@click.option("--successor", metavar="SHA256:...", default="", help="The key that takes its place.")
@pass_request
def revoke(request: Request, fingerprint: str | None, *, reason: str, start: str, successor: str) -> None:
    """Say that your key, or as a lead that of somebody else, is not to be trusted from a day on.

    What it signed before stays valid as far as a checkpoint proves that it was there before.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.domain.when import read_day
    from sonolog.usecases.programme import checked_fingerprint
    from sonolog.usecases.vouch import revoke_key

    with opened(request) as logbook:
        day = read_day(start, logbook.today)
        key = open_key_for(request, logbook)
        mark = checked_fingerprint(fingerprint) if fingerprint else key.signing.fingerprint
        revoke_key(logbook, mark, day, reason, key=key, successor=checked_fingerprint(successor) if successor else "")
    if request.json:
        request.out.json({"fingerprint": mark, "from": day.isoformat(), "reason": reason})
    diagnostics.note(f"{mark} is revoked from {day.isoformat()} on.")


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
