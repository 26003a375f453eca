"""Issue a badge: a lead attests, with their key, that somebody completed a stage of a framework."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sonolog.domain.framework import Framework
from sonolog.errors import Exit, SonologError
from sonolog.exchange.badges import Award, Met, credential
from sonolog.ledger.data_integrity import did_of, with_proof
from sonolog.ledger.errors import OwnSignature
from sonolog.ledger.objects import Document
from sonolog.progress.answer import STATUS_WORDS, Answer, FrameworkProgress, Progress, StageAnswer
from sonolog.progress.sign_offs import sign_off_sentence
from sonolog.store.enrolments import enrolment_rows
from sonolog.store.objects import stored_text
from sonolog.usecases.enrolled_frameworks import pinned_framework
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import the_actor, the_trainee
from sonolog.usecases.quoting import quoted
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.vouch import NotALead
from sonolog.usecases.written_file import refuse_existing, write_file


class UnknownStage(SonologError):
    """No framework of the trainee has such a stage."""

    code = "unknown-stage"

    def __init__(self, word: str, known: Sequence[str]) -> None:
        near = get_close_matches(word.lower(), known, n=2)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
        super().__init__(f"There is no stage “{quoted(word)}”, or it is in several frameworks.", hint=hint)


class StageOpen(SonologError):
    """The stage is not completed, so nobody attests that it is."""

    code = "stage-open"
    exit = Exit.DENIED

    def __init__(self, stage: StageAnswer, why: str) -> None:
        super().__init__(
            f"{stage.title} is not completed: {why}.",
            hint="sonolog progress tells what is open.",
            kept="Nothing was issued.",
        )


@dataclass(frozen=True, slots=True)
class Issued:
    """What was written."""

    path: Path
    title: str
    holder: str
    issuer: str
    did: str


def attainable(logbook: Logbook, trainee: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return id (``framework/stage``) and title of every stage the trainee has completed.

    Raises:
        NotEnrolled: on no framework.
    """
    person = the_trainee(logbook, trainee)
    found = show_progress(logbook, person.id).frameworks
    return tuple(
        (f"{one.framework}/{stage.id}", f"{stage.title}: {one.title}")
        for one in found
        for stage in one.stages
        if not _why_open(stage)
    )


def require_issuable(logbook: Logbook, stage: str, trainee: str | None = None) -> Award:
    """Return what would be attested of ``stage`` (an id, or ``framework/stage``), before any passphrase is asked.

    Raises:
        NotALead: whoever acts does not lead a programme.
        OwnSignature: it is their own training.
        UnknownStage: there is none of that name.
        StageOpen: it is not met, not signed, not ratified where the framework asks for that, or no longer valid.

    A ratified stage must have been met on the day of its ratification: windows of time may have moved on since.
    """
    lead, person = the_actor(logbook), the_trainee(logbook, trainee)
    if "lead" not in lead.roles:
        raise NotALead("issue badges")
    if lead.id == person.id:
        raise OwnSignature("issue a badge for")
    found, answer = _stage_called(show_progress(logbook, person.id).frameworks, stage)
    if why := _why_open(answer):
        raise StageOpen(answer, why)
    day = answer.ratified or logbook.today
    progress = show_progress(logbook, person.id, framework=found.framework, as_of=day)
    (found,) = progress.frameworks
    if blocking := next(one.blocking for one in found.stages if one.id == answer.id):
        raise StageOpen(answer, f"on the day of its ratification {len(blocking)} requirements were open")
    digest, framework = _pinned(logbook, person.id, found.framework, progress.as_of)
    met = [_met(one) for one in found.requirements if one.stage == answer.id and one.parent is None and one.met]
    return Award(
        holder=person.id,
        holder_name=person.name,
        issuer_name=lead.name,
        issuer_register=lead.register,
        framework=framework,
        framework_digest=digest,
        stage=framework.stage(answer.id),
        sentence=answer.sentence,
        met=met,
        awarded=answer.ratified or progress.as_of,
        until=answer.until,
        signed=_signed(progress, [one for one in found.requirements if one.stage == answer.id]),
    )


def issue_badge(logbook: Logbook, award: Award, path: Path, *, key: KeyUse, replace: bool = False) -> Issued:
    """Write the badge of what :func:`require_issuable` found, signed with the lead's key.

    Raises:
        FileNotWritten: the file cannot be made, or is there and is not to be replaced.
    """
    refuse_existing(path, replace=replace)
    moment = f"{logbook.clock.now():%Y-%m-%dT%H:%M:%SZ}"
    did = did_of(key.signing.public)
    document = credential(award, did, moment)
    signed = with_proof(document, key.signing, moment)
    text = json.dumps(signed, indent=2, ensure_ascii=False)
    title = f"{award.stage.title}: {award.framework.title}"
    return Issued(write_file(path, f"{text}\n".encode()), title, award.holder_name, award.issuer_name, did)


def _stage_called(found: Sequence[FrameworkProgress], word: str) -> tuple[FrameworkProgress, StageAnswer]:
    known = {f"{one.framework}/{stage.id}": (one, stage) for one in found for stage in one.stages}
    meant = [both for name, both in known.items() if word in (name, both[1].id)]
    if len(meant) != 1:
        raise UnknownStage(word, tuple(known))
    return meant[0]


def _why_open(stage: StageAnswer) -> str:
    """Return why a stage is not completed; empty if it is: met, signed, ratified where that is asked, and in force."""
    if stage.may_practise:
        return ""
    if not stage.met:
        return stage.sentence.rstrip(".") or STATUS_WORDS[stage.status]
    if stage.ratified_by is not None and stage.ratified is None:
        return f"it is not ratified by the {stage.ratified_by}"
    return f"it is {STATUS_WORDS[stage.status]}" if stage.ratified else "not everything in it is signed"


def _pinned(logbook: Logbook, trainee: str, framework: str, day: date) -> tuple[str, Framework]:
    """Return the SHA-256 of the framework's text as the trainee follows it, and the framework."""
    with logbook.reading() as connection:
        rows = [row for row in enrolment_rows(connection, trainee, day) if row.framework == framework]
        digest = rows[-1].document
        content = Document.from_text(stored_text(connection, digest) or "").content
        return hashlib.sha256(content.encode()).hexdigest(), pinned_framework(connection, digest)


def _met(one: Answer) -> Met:
    return Met(one.id, one.title or one.id, one.sentence, f"{one.have} {one.unit}".strip())


def _signed(progress: Progress, answers: Sequence[Answer]) -> str:
    """Return how many entries it rests on, and how far their signatures can be relied on."""
    counted = {record for one in answers for record in one.counted}
    told = f"As of {progress.as_of}, {len(counted)} entries count; what has to be signed is signed."
    return f"{told} {sign_off_sentence(progress.sign_offs)}".strip()
