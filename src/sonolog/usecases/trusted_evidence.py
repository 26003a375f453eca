"""The evidence of one trainee with every sign-off judged: what does not verify never counts, the rest is labelled.

The tables of a logbook say what was signed; whether it was is looked at here, each time, from the signed texts: those
of the statements, and those of the versions they name, which have to say what the rows say in every field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sonolog.domain.kinds import EVALUATED_KINDS
from sonolog.ledger.alone import Alone
from sonolog.ledger.objects import Statement
from sonolog.ledger.trust import Trust
from sonolog.ledger.verdicts import Stored, Word
from sonolog.progress.evidence import Evidence, Log, Signatory, SignOff
from sonolog.store.as_signed import unlike_signed
from sonolog.store.database import Connection
from sonolog.store.evidence import load_evidence, load_people
from sonolog.store.objects import stored_texts
from sonolog.store.statements import keys_by_person
from sonolog.usecases.form_outcomes import with_outcomes
from sonolog.usecases.held_back import counted_only, without_held
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import trust_of

_MOST_KNOWN = 20_000
"""Statements that are remembered as sound by themselves; they take about two kilobytes each."""


def trusted_evidence(
    connection: Connection,
    logbook: Logbook,
    trainee: str,
    as_of: date,
    declared: Collection[str] = (),
    *,
    trust: Trust | None = None,
) -> Evidence:
    """Return everything recorded about ``trainee`` up to the end of ``as_of``, each sign-off with its verification.

    A sign-off whose signature, role or place in its signer's chain does not hold is taken away, and so is one of an
    entry that is not the version that was signed, record and fields.  Where a programme is
    pinned, roles are those it vouched for on the day of the signature, and nobody's own word.  What is ``declared``
    to be left out of a file is not missed.  Answers that are only shown gathered are counted and say nothing, and in
    what is read for others they are not there.  ``trust`` is whom the logbook makes trustworthy, where that was read
    already.
    """

    def read() -> Evidence:
        found = answered_evidence(connection, logbook, trainee, as_of, declared, trust=trust)
        return without_held(found) if logbook.for_others else counted_only(found)

    return logbook.once(("evidence", trainee, as_of, frozenset(declared), logbook.for_others), read)


def answered_evidence(
    connection: Connection,
    logbook: Logbook,
    trainee: str,
    as_of: date,
    declared: Collection[str] = (),
    *,
    kinds: Collection[str] = EVALUATED_KINDS,
    trust: Trust | None = None,
) -> Evidence:
    """Return the same with what every single answer says, for whoever gathers them, of ``kinds`` alone."""
    recorded = recorded_evidence(connection, logbook, trainee, as_of, kinds=kinds)
    return with_outcomes(connection, _judged_evidence(connection, logbook, recorded, declared, trust))


def recorded_evidence(
    connection: Connection, logbook: Logbook, trainee: str, as_of: date, *, kinds: Collection[str] = EVALUATED_KINDS
) -> Evidence:
    """Return what the tables say was recorded and signed, whether it holds or not."""

    def read() -> Evidence:
        people = logbook.once(("people",), lambda: load_people(connection))
        return load_evidence(connection, trainee, as_of, kinds, people=people)

    return logbook.once(("recorded", trainee, as_of, frozenset(kinds)), read)


def _judged_evidence(
    connection: Connection, logbook: Logbook, found: Evidence, declared: Collection[str], trust: Trust | None
) -> Evidence:
    trainee, as_of = found.trainee, found.as_of
    signed = {one.statement: log.kind for log in found.logs.values() for one in log.signed if one is not None}
    if not signed:
        return found
    trust = trust or trust_of(connection, logbook.home)
    if len(logbook.alone) > _MOST_KNOWN:
        logbook.alone.clear()
    judge = _Judge(connection, trust, signed, declared, logbook.alone)
    unlike = {kind: unlike_signed(connection, log, trainee) for kind, log in found.logs.items()}
    logs = {kind: _judged(log, judge, trainee, unlike[kind]) for kind, log in found.logs.items()}
    people = _vouched_people(connection, trust, found, as_of) if trust.roots else found.people
    return replace(found, logs=logs, people=people)


class _Judge:
    """Verifies the statements behind sign-offs, each once, by signature, rules, role and chain."""

    def __init__(
        self,
        connection: Connection,
        trust: Trust,
        kinds: dict[str, str],
        declared: Collection[str],
        alone: Alone,
    ) -> None:
        from sonolog.ledger.verify import Verifier

        self._connection = connection
        self._trust = trust
        self._known: dict[str, Stored | None] = {}
        self._read(kinds)
        verifier = Verifier(self._find, trust=trust, declared=declared, alone=alone)
        kept = {digest: one for digest in kinds if (one := self._known.get(digest)) is not None and not one.redacted}
        verifier.prepare((one.text, one.signature) for one in kept.values())
        said = {digest: verifier.by_itself(one.text, one.signature) for digest, one in kept.items()}
        self._read(link for one in said.values() if isinstance(one, Statement) for link in one.prev)
        self._said = {digest: one for digest, one in said.items() if isinstance(one, Statement)}
        self._verdicts = {
            digest: verifier.of_signature(kept[digest].text, kept[digest].signature, kinds[digest])
            for digest in self._said
        }
        self._verifier = verifier

    def _read(self, digests: Iterable[str]) -> None:
        wanted = set(digests) - self._known.keys()
        found = stored_texts(self._connection, wanted)
        for digest in wanted:
            one = found.get(digest)
            self._known[digest] = Stored(one.text, one.signature, one.type == "tombstone") if one else None

    def _find(self, digest: str) -> Stored | None:
        if digest not in self._known:
            self._read([digest])
        return self._known[digest]

    def judged(self, one: SignOff | None, trainee: str) -> SignOff | None:
        """Return the sign-off with its verification, or None where it does not hold."""
        said = self._said.get(one.statement) if one is not None else None
        if one is None or said is None:
            return None
        verdict = self._verdicts[one.statement]
        if verdict.word is Word.INVALID or not _says(said, one, trainee):
            return None
        revoked = self._trust.revoked_from(said.by)
        proven = bool(revoked) and "" < self._verifier.no_later_than(said) < revoked
        vouched = self._trust.roles_of(said.by, said.day) if self._trust.roots else None
        return replace(one, word=str(verdict.word), proven=proven, vouched=vouched)


def sound_sign_offs(
    connection: Connection, logbook: Logbook, trainee: str, kind: str, given: Iterable[SignOff]
) -> frozenset[SignOff]:
    """Return those of the sign-offs ``given``, on whichever version of records of ``kind``, that hold."""
    every = list(given)
    if not every:
        return frozenset()
    kinds = dict.fromkeys((one.statement for one in every), kind)
    judge = _Judge(connection, trust_of(connection, logbook.home), kinds, (), logbook.alone)
    return frozenset(one for one in every if judge.judged(one, trainee) is not None)


def _says(said: Statement, one: SignOff, trainee: str) -> bool:
    """Tell whether the signed text says what the tables say of it."""
    item = next((item for item in said.items if item.digest == one.version), None)
    if item is None or (said.act, said.subject, said.day) != ("sign", trainee, one.day.isoformat()):
        return False
    who = (said.signer.person, said.signer.role, said.meaning, said.assurance)
    judged = (item.outcome or None, item.agreement or None, item.finding or None, item.entrustment)
    return (who, judged) == (
        (one.person, one.role, one.meaning, one.assurance),
        (one.outcome or None, one.agreement or None, one.finding or None, one.entrustment),
    )


def _judged(log: Log, judge: _Judge, trainee: str, unlike: Collection[int]) -> Log:
    """Return the log with its sign-offs judged; an entry that none of them holds for waits for one."""
    signed = [None if at in unlike else judge.judged(one, trainee) for at, one in enumerate(log.signed)]
    lost = {at for at, one in enumerate(log.signed) if one is not None and signed[at] is None}
    statuses = ["submitted" if at in lost else status for at, status in enumerate(log.statuses)]
    return replace(log, signed=signed, statuses=statuses, not_as_signed=len(unlike))


def _vouched_people(connection: Connection, trust: Trust, found: Evidence, as_of: date) -> dict[str, Signatory]:
    """Return everybody with the roles a programme vouched for by that day, in place of those they gave themselves."""
    keys = keys_by_person(connection)
    day = as_of.isoformat()
    return {
        person: replace(one, roles=frozenset().union(*(trust.roles_of(key, day) for key in keys.get(person, ()))))
        for person, one in found.people.items()
    }
