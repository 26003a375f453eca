"""Somebody with nothing installed signs on the trainee's computer: a person and a key, made in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sonolog.errors import Exit, SonologError
from sonolog.usecases.keys import create_key
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import PersonLine, add_person, find_person, list_people

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase


class VisitorRefused(SonologError):
    """Whoever comes by cannot sign here in this way."""

    code = "visitor-refused"
    exit = Exit.DENIED

    def __init__(self, name: str, why: str, hint: str) -> None:
        super().__init__(f"{name} {why}.", hint=hint, kept="Nothing was made.")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came by, as they say themselves; nobody has confirmed it."""

    name: str
    register_body: str = ""
    register_number: str = ""


def walk_up(logbook: Logbook, visitor: Visitor, passphrase: Passphrase) -> PersonLine:
    """Make the visitor a supervisor of this logbook, unless they are one, with a key on this computer.

    What the key signs says ``walk-up``: it was made, and used, on a computer of the trainee's.

    Raises:
        WeakPassphrase: nothing is made.
        VisitorRefused: they are a trainee here, or have a key here already.
        RecordRefused, IdentityRefused: a text may not be kept.
        NotInDepartment: each acts there under a login of their own.
    """
    from sonolog.ledger.keys import check_passphrase

    if logbook.is_department:
        from sonolog.store.department.errors import NotInDepartment

        raise NotInDepartment("Signing on somebody else's computer", "They open it with a login of their own.")

    check_passphrase(passphrase.reveal().decode())
    known = _known(logbook, visitor.name)
    if known is None:
        known = add_person(
            logbook,
            " ".join(visitor.name.split()),
            register_body=visitor.register_body,
            register_number=visitor.register_number,
        )
    else:
        _require_able(known)
        _keep_register(logbook, known, visitor)
    create_key(logbook, passphrase, known.id)
    return find_person(logbook, known.id)


def _known(logbook: Logbook, name: str) -> PersonLine | None:
    wanted = name.casefold().split()
    return next((one for one in list_people(logbook) if one.name.casefold().split() == wanted), None)


def _require_able(known: PersonLine) -> None:
    if set(known.roles) <= {"trainee"}:
        raise VisitorRefused(known.name, "is a trainee here, and trainees do not sign", "Ask a supervisor.")
    if known.has_key:
        raise VisitorRefused(known.name, "has a key on this computer already", "Choose them in the list of who signs.")


def _keep_register(logbook: Logbook, known: PersonLine, visitor: Visitor) -> None:
    from sonolog.usecases.amend import amend

    typed = {"register_body": visitor.register_body, "register_number": visitor.register_number}
    said = {name: text for name, text in typed.items() if text}
    if said and known.register != " ".join(said.values()):
        amend(logbook.acting_as(known.id), known.id, said)
