"""``sonolog programme``: the programmes whose word on keys is trusted here."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.group(
    "programme",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[list|pin|unpin|publish]",
    examples=["sonolog programme", "sonolog programme pin SHA256:… --name Example", "sonolog programme publish page"],
)
@click.pass_context
def command(context: click.Context) -> None:
    """List the programmes trusted here, trust one, or publish one's own.

    A programme is known by the fingerprint of its root key, which it prints in its handbook and on its page. Take it
    from there, never from the file you want to check.
    """
    if context.invoked_subcommand is None:
        list_.callback()  # type: ignore[misc]


@command.command("list", examples=["sonolog programme list"])
@pass_request
def list_(request: Request) -> None:
    """List the programmes that are trusted here."""
    from sonolog.usecases.programme import pinned

    found = pinned(request.home)
    if request.json:
        request.out.json({"programmes": [{"name": one.name, "fingerprint": one.fingerprint} for one in found]})
    else:
        request.out.table(("Programme", "Fingerprint of its root key"), [(one.name, one.fingerprint) for one in found])
    if not found:
        diagnostics.note("None yet: every signature is “Valid, identity not confirmed” at best.")


@command.command("pin", examples=["sonolog programme pin SHA256:… --name Example"])
@click.argument("fingerprint")
@click.option("--name", metavar="NAME", default="", help="What to call it.")
@pass_request
def pin(request: Request, fingerprint: str, *, name: str) -> None:
    """Trust the programme whose root key has this fingerprint."""
    from sonolog.usecases.programme import pin as trust

    root = trust(request.home, fingerprint, name)
    if request.json:
        request.out.json({"name": root.name, "fingerprint": root.fingerprint})
    diagnostics.note(f"{root.name} is trusted from now on: whom it vouches for is confirmed.")


@command.command("unpin", examples=["sonolog programme unpin SHA256:…"])
@click.argument("fingerprint")
@pass_request
def unpin(request: Request, fingerprint: str) -> None:
    """Trust a programme no longer."""
    from sonolog.usecases.programme import unpin as forget

    found = forget(request.home, fingerprint)
    if request.json:
        request.out.json({"forgotten": found})
    diagnostics.note("It is trusted no longer." if found else "It was not trusted here.")


@command.command("publish", examples=["sonolog programme publish page"])
@click.argument("folder", type=click.Path(path_type=Path))
@pass_request
def publish(request: Request, folder: Path) -> None:
    """Write the programme's list of signers for OpenSSH, and its statements about keys, to FOLDER."""
    from sonolog.usecases.cards import publish as write

    with opened(request) as logbook:
        written = write(logbook, folder)
    if request.json:
        request.out.json({"files": [str(one) for one in written.files], "roots": list(written.roots)})
    else:
        request.out.lines([str(one) for one in written.files])
    for root in written.roots:
        diagnostics.note(
            f"Root key: {root}. Print it in the handbook; others trust it with: sonolog programme pin {root}"
        )
    diagnostics.note("They take the list in with: sonolog absorb programme.slb")
