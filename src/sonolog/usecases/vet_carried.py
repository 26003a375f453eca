"""Verify what others brought to a department: it counts there once somebody else's program has looked at it."""

from __future__ import annotations

from collections.abc import Collection

from sonolog.domain.text import counted
from sonolog.errors import SonologError
from sonolog.ledger.objects import Statement
from sonolog.ledger.verdicts import Stored, Word
from sonolog.ledger.verify import Verifier
from sonolog.store.database import Connection
from sonolog.store.department.carried import carried_statements, carried_to_verify, count_them, keys_by_login
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import trust_of
from sonolog.usecases.writing import writing

_VOUCHED = (Word.VALID,)
_OWN = (Word.VALID, Word.UNCONFIRMED, Word.INCOMPLETE)
"""Enough where the key is one with which the person signed here under their own login."""


def vet_carried(logbook: Logbook) -> Logbook:
    """Let count what verifies of the sign-offs that others brought, and return the logbook with a word about it.

    Whose key it is has to be known: a programme trusted here vouched for it, or its owner signed with it under their
    own login.  A key that only says a name may be anybody's.
    """
    with logbook.reading() as connection:
        brought = carried_to_verify(connection)
        sound = _sound(connection, logbook, brought) if brought else ()
    if not brought:
        return logbook
    try:
        counted = _let_count(logbook, sound)
    except SonologError as refusal:  # on a copy that can only be read, say: it must not keep anybody from reading
        return logbook.with_notice(
            f"What was brought from files was verified, and could not be let count: {refusal.message}"
        )
    left = len(brought) - counted
    told = [f"{_counted(counted)} brought from files was verified and counts now."] if counted else []
    told += [f"{_counted(left)} brought from files does not count: nobody here knows the key."] if left else []
    return logbook.with_notice(" ".join(told))


def count_absorbed(logbook: Logbook, new: Collection[StoredObject]) -> None:
    """Let count what a lead absorbed: they looked at whose keys they are, and answer for it.

    What others absorb waits for somebody else, as the server has it.
    """
    from sonolog.store.department.database import DepartmentDatabase

    if not isinstance(logbook.database, DepartmentDatabase) or logbook.database.rank != "lead":
        return
    with logbook.reading() as connection:
        carried = {one.digest for one in carried_statements(connection)}
    _let_count(logbook, tuple(sorted(carried & {one.digest for one in new})))


def _let_count(logbook: Logbook, sound: tuple[str, ...]) -> int:
    if not sound:
        return 0
    with writing(logbook, "vet") as act:
        counted = count_them(act.connection, sound)
        act.named += sound
    return counted


def _counted(number: int) -> str:
    return counted(number, "statement")


def _sound(connection: Connection, logbook: Logbook, brought: tuple[StoredObject, ...]) -> tuple[str, ...]:
    known = keys_by_login(connection)

    def find(digest: str) -> Stored | None:
        one = stored_texts(connection, [digest]).get(digest)
        return Stored(one.text, one.signature, one.type == "tombstone") if one is not None else None

    verifier = Verifier(find, trust=trust_of(connection, logbook.home))
    verifier.prepare((one.text, one.signature) for one in brought)
    return tuple(one.digest for one in brought if _holds(verifier, one, known))


def _holds(verifier: Verifier, one: StoredObject, known: frozenset[tuple[str, str]]) -> bool:
    said = verifier.by_itself(one.text, one.signature)
    if not isinstance(said, Statement):
        return False
    enough = _OWN if (said.signer.person, said.by) in known else _VOUCHED
    return verifier.verify(one.text, one.signature).word in enough
