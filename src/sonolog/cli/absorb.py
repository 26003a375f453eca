"""``sonolog absorb``: take in an answer, or another copy of the logbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened, opened_for_copy
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.absorb import Absorbed, Acceptance
    from sonolog.usecases.brought import Brought
    from sonolog.usecases.keys_met import NewKey

_MOST_TOLD = 10


@click.command(
    "absorb",
    cls=Command,
    examples=[
        "sonolog absorb response.slb",
        "sonolog absorb /media/stick/logbook.db",
        "sonolog absorb logbook-2026                  # the folder of an export",
        "sonolog absorb answer.slb --json",
    ],
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept-unconfirmed", is_flag=True, help="Let in keys met for the first time, labelled as such.")
@click.option("--accept-key", "keys", metavar="SHA256:...", multiple=True, help="Let in this key, compared in person.")
@pass_request
def command(request: Request, file: Path, *, accept_unconfirmed: bool, keys: tuple[str, ...]) -> None:
    """Take in what FILE holds: an answer to a request, the folder of an export, or another copy of the logbook.

    Where there is no logbook yet, the folder of an export makes one.

    Both sides are kept. Where two copies changed the same record, both versions stay until you keep one with
    sonolog amend --from. Taking in the same file twice changes nothing. A backup is made first. The file that takes
    a key back is taken in only after a question, or with --yes.
    """
    from sonolog.usecases.absorb import absorb, read_incoming
    from sonolog.usecases.brought import brought
    from sonolog.usecases.take_over import as_keeper, settle

    with opened_for_copy(request) if file.is_dir() else opened(request) as logbook:
        incoming = read_incoming(logbook, file)
        logbook = as_keeper(logbook, incoming)  # noqa: PLW2901  (nobody was in it when it was made)
        found = brought(logbook, incoming)
        _require_meant(request, found)
        accept = acceptance(request, incoming.keys, unconfirmed=accept_unconfirmed, keys=keys)
        done = absorb(logbook, incoming, accept)
        if logbook.made:
            diagnostics.note(f"Made a new logbook: {logbook.path}")
        if keeper := settle(logbook):
            diagnostics.note(f"It is the logbook of {keeper}.")
    _tell(request, done, found)


def _require_meant(request: Request, found: Brought) -> None:
    """Ask before a key is taken back: the file is kept beside the card of that key, and is easily taken for it."""
    for name in found.revoked:
        asked = f"This takes back a key of {name}: no signature made with it is proven any more. Take it in?"
        if not diagnostics.confirm(asked, default=False, yes=request.yes):
            raise WrongUsage("Nothing was taken in.", "sonolog absorb")


def acceptance(request: Request, met: tuple[NewKey, ...], *, unconfirmed: bool, keys: tuple[str, ...]) -> Acceptance:
    """Return which keys are let in; somebody at a terminal is asked about those met for the first time."""
    from sonolog.usecases.absorb import Acceptance

    open_ = [one for one in met if one.fingerprint not in keys and not one.is_another]
    if open_ and not unconfirmed and diagnostics.somebody_is_there():
        for one in open_:
            diagnostics.note(f"{one.name} signs with {one.fingerprint}, which this logbook meets for the first time.")
            for words in one.warnings:
                diagnostics.warning(words)
        asked = "Is it theirs? Compare it with what they tell you."
        unconfirmed = diagnostics.confirm(asked, default=False, yes=False)
    return Acceptance(unconfirmed, frozenset(keys))


def _tell(request: Request, done: Absorbed, found: Brought) -> None:
    """Say what came of it."""
    if request.json:
        request.out.json(_object(done))
        return
    said = counted(done.statements, "statement")
    rows = [
        ("File", found.what),
        *(("Records", counted(count, kind)) for kind, count in found.records),
        *(("Said", f"{words}: {counted(count, 'statement')}") for words, count in found.said_in_words),
        ("New", counted(done.new, "object") + (f", {said} among them" if done.new else "")),
        ("Known already", counted(done.known, "object")),
        ("Redacted", counted(done.redacted, "text")),
        ("Not let in", counted(len(done.blocked), "object")),
        ("To look at", counted(len(done.doubted), "object")),
        ("Two versions", ", ".join(done.conflicts) or "none"),
    ]
    request.out.record(rows)
    for one in done.blocked:
        told = ", ".join(dict.fromkeys(f"{name}: {hit.reason} ({hit.masked})" for name, hit in one.hits))
        diagnostics.warning(f"A {one.what} was not let in, because it may identify a patient: {told}.")
    for one in done.doubted[:_MOST_TOLD]:
        told = ", ".join(dict.fromkeys(f"{name} has {hit.reason} ({hit.masked})" for name, hit in one.hits))
        diagnostics.warning(f"A {one.what} was let in, and may hold a patient’s detail: {told}.")
    if done.doubted:
        diagnostics.note("List them all with sonolog check --identity.")
    if done.conflicts:
        diagnostics.note(
            "Look at both versions with sonolog show ID, and keep one with sonolog amend ID --from VERSION."
        )
    if done.redacted:
        diagnostics.note(
            "Backups made before may still hold what was redacted: sonolog redact ID --backups cleans them."
        )
    _tell_of_department(done)
    if not done.new and not done.redacted:
        diagnostics.note("All of it was here already.")
    if found.purpose == "request":
        diagnostics.note("It asks for signatures: whoever is asked opens it on their computer with sonolog open.")


def _tell_of_department(done: Absorbed) -> None:
    """Say what a department did not take, and what does not count there yet."""
    if done.left:
        told = "the department takes from each person what is theirs to add."
        diagnostics.note(f"{counted(done.left, 'object')} stayed outside: {told}")
    if done.waiting:
        told = "once a supervisor or lead opens the logbook"
        diagnostics.note(f"{counted(done.waiting, 'statement')} of others will count {told}.")


def _object(done: Absorbed) -> dict[str, object]:
    return {
        "new": done.new,
        "statements": done.statements,
        "known": done.known,
        "redacted": done.redacted,
        "blocked": [
            {"digest": one.digest, "what": one.what, "fields": [name for name, _ in one.hits]} for one in done.blocked
        ],
        "doubted": [
            {"digest": one.digest, "what": one.what, "fields": [name for name, _ in one.hits]} for one in done.doubted
        ],
        "left": done.left,
        "waiting": done.waiting,
        "conflicts": list(done.conflicts),
        "keys": [{"fingerprint": one.fingerprint, "name": one.name} for one in done.keys],
    }
