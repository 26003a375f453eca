"""Where each record stands by the statements that were verified, and the word for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sonolog.ledger.facts import RecordState, RevisionFacts, StatementFacts, statement_facts
from sonolog.ledger.objects import LedgerObject, Revision, Tombstone
from sonolog.ledger.status import state_of
from sonolog.ledger.survey import Survey
from sonolog.ledger.verdicts import Verdict, Word


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one record stands by the statements that hold."""

    record: str
    kind: str
    subject: str
    head: str
    """Digest of the current version."""
    body: Mapping[str, object]
    state: RecordState
    verdict: Verdict | None
    """Of its sign-off, or of one that does not hold where none does; None where nobody signed it."""


def standings(found: Survey) -> tuple[Standing, ...]:
    """Return where each record stands by those statements of a survey that hold."""
    read, said = found.read, found.statements
    about: dict[str, list[StatementFacts]] = defaultdict(list)
    record_of = {digest: one.record for digest, one in read.items() if isinstance(one, Revision | Tombstone)}
    named: dict[str, set[str]] = {}
    verdicts = {}
    false: dict[str, Verdict] = {}
    revokes = []
    for one in said:
        if one.statement is None or one.verdict.word in (Word.INVALID, Word.NOT_CHECKED):
            if one.statement is not None and one.statement.act == "sign":
                false |= {item.digest: one.verdict for item in one.statement.items}
            continue
        verdicts[one.digest] = one.beside or one.verdict
        named[one.digest] = {record_of.get(item.digest, "") for item in one.statement.items} - {""}
        for fact in statement_facts(one.statement):
            if fact.target in record_of:
                about[record_of[fact.target]].append(fact)
            elif fact.act == "revoke":
                revokes.append(fact)
    for fact in revokes:
        for record in named.get(fact.target, ()):
            about[record].append(fact)
    return _standings(read, about, verdicts, false)


def _standings(
    read: Mapping[str, LedgerObject],
    about: Mapping[str, list[StatementFacts]],
    verdicts: Mapping[str, Verdict],
    false: Mapping[str, Verdict],
) -> tuple[Standing, ...]:
    versions: dict[str, dict[str, Revision | Tombstone]] = defaultdict(dict)
    for digest, one in read.items():
        if isinstance(one, Revision) or (isinstance(one, Tombstone) and one.of == "revision"):
            versions[one.record][digest] = one
    found = []
    for record, revisions in sorted(versions.items()):
        state = state_of([_facts(digest, one) for digest, one in revisions.items()], about.get(record, []))
        head = revisions[state.head]
        body = head.body if isinstance(head, Revision) else {}
        verdict = verdicts.get(state.sign_off.digest) if state.sign_off else false.get(state.head)
        if state.status == "redacted":
            verdict = Verdict(Word.REDACTED, "Its text was redacted or left out.", state.head)
        found.append(Standing(record, head.kind, head.subject, state.head, body, state, verdict))
    return tuple(found)


def _facts(digest: str, one: Revision | Tombstone) -> RevisionFacts:
    if isinstance(one, Revision):
        return RevisionFacts.of(one)
    return RevisionFacts(digest, one.parents, one.at, one.by, redacted=True)
