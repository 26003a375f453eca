"""Open a request on the machine of the person asked: absorb it, and know who they are there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.store.settings import read_setting, write_setting
from sonolog.usecases.absorb import Absorbed, Acceptance, Incoming, absorb, read_incoming
from sonolog.usecases.identity import OWNER, Identity, also_called, claimed_identity, read_identity
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.writing import writing


class NoRequest(SonologError):
    """The file asks nobody for signatures."""

    code = "no-request"
    exit = Exit.INPUT

    def __init__(self) -> None:
        super().__init__(
            "This file is no request for signatures.",
            hint="An answer is taken in with: sonolog absorb FILE",
            kept="Nothing was stored.",
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was read: who asks, whom, and what is to be said before it is opened."""

    incoming: Incoming
    trainee: str
    person: str
    """Id under which the trainee knows the person asked."""
    name: str
    is_me: bool
    """This home is known to be theirs."""


def read_request(logbook: Logbook, path: Path) -> Asked:
    """Read a request; nothing is kept yet.

    Raises:
        NoRequest: the file is something else.
        BundleRefused, NewerBundle, StatementFalse: it cannot be used.
    """
    incoming = read_incoming(logbook, path)
    head = incoming.bundle.head
    to, names = head.get("to"), head.get("to_names")
    if head.get("purpose") != "request" or not isinstance(to, list) or not to or not isinstance(names, list):
        raise NoRequest
    identity = read_identity(logbook.home)
    mine = identity is not None and to[0] in (identity.person, *identity.also)
    return Asked(incoming, str(head.get("subject_name", "")), str(to[0]), str(names[0]), mine)


def open_request(logbook: Logbook, asked: Asked, accept: Acceptance | None = None) -> tuple[Logbook, Absorbed]:
    """Take the request in, as the person asked; the first time this home becomes theirs.

    Raises:
        KeysUnconfirmed, AnotherKey: the trainee's key was not met before.
    """
    identity = claimed_identity(logbook.home, Identity(asked.person, asked.name))
    if asked.person not in (identity.person, *identity.also):
        identity = also_called(logbook.home, identity, asked.person)
    acting = logbook.acting_as(identity.person)
    done = absorb(acting, asked.incoming, accept)
    with writing(acting, "open") as act:
        if read_setting(act.connection, OWNER) is None:
            write_setting(act.connection, OWNER, identity.person)
    return acting, done
