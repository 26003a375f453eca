"""A trainee takes a record away with all that was said of it, and signs the rest anew: what still shows it.

The trainee holds their own file and key, so their submissions are made again without the record.  What others signed
they can only leave out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.ledger.made import NOON, a_key, a_revision, an_id

from sonolog.clock import stamp
from sonolog.ledger.objects import Item, Revision, Signer, Statement
from sonolog.ledger.statements import Intent, Setting, SignedStatement, make_statement, sign_statement
from sonolog.ledger.survey import survey
from sonolog.ledger.verdicts import Stored, Word

from .programme import Programme

_DEVICES = ("Sam's desk", "Sam's laptop", "Ann's desk")
_LEA = Signer(person=an_id("Lea"), name="Lea Lead", role="lead")


def _signer(device: str) -> Signer:
    name, role = ("Sam Supervisor", "supervisor") if device.startswith("Sam") else ("A. Example", "assessor")
    return Signer(person=an_id(name), name=name, role=role)


@dataclass
class Device:
    """A computer of somebody who signs: it knows its own statements until it hears of another's."""

    name: str
    said: dict[str, SignedStatement] = field(default_factory=dict)


@dataclass
class Training:
    """One trainee, what they recorded, and what was signed on which device."""

    trainee: Signer
    records: list[Revision] = field(default_factory=list)
    signed: list[SignedStatement] = field(default_factory=list)

    def submissions(self, without: str = "") -> list[SignedStatement]:
        """Return the trainee's submissions, made anew: one a record."""
        made: list[SignedStatement] = []
        for number, one in enumerate(self.records):
            if one.digest != without:
                moment = NOON + timedelta(minutes=3 * number)
                made.append(_say("submit", self.trainee, self.trainee, [one.digest], made, moment))
        return made

    def file(self, without: str = "") -> dict[str, Stored]:
        """Return the trainee's file: all of it, or all but one record and whatever names it."""
        kept = [one for one in self.signed if without not in {item.digest for item in one.statement.items}]
        revisions = {one.digest: Stored(one.text) for one in self.records if one.digest != without}
        return revisions | _stored([*self.submissions(without), *kept])


def _say(
    act: str,
    signer: Signer,
    subject: Signer,
    digests: Iterable[str],
    earlier: Iterable[SignedStatement],
    moment: datetime,
    **more: object,
) -> SignedStatement:
    key = a_key(signer.name)
    meaning = "observed-directly" if act == "sign" else ""
    items = [Item(digest=one) for one in digests]
    said = make_statement(
        Intent(act=act, subject=subject.person, items=items, meaning=meaning, **more),  # type: ignore[arg-type]
        signer=signer,
        public=key.public,
        previous=[one.statement for one in earlier],
        moment=moment,
        setting=Setting(assurance="external-file"),
    )
    return sign_statement(said, key)


def _stored(said: Iterable[SignedStatement]) -> dict[str, Stored]:
    return {one.statement.digest: Stored(one.statement.text, one.signature) for one in said}


def trained(chance: Random, trainees: int, records: int) -> list[Training]:
    """Return several trainees whose records were signed on three devices, two of them one person's with one key."""
    found = []
    for number in range(trainees):
        name = f"Trainee {number}"
        one = Training(Signer(person=an_id(name), name=name, role="trainee"))
        devices = [Device(name) for name in _DEVICES]
        for at in range(records):
            moment = NOON + timedelta(minutes=3 * at)
            person = one.trainee.person
            own = {"record": an_id(f"{name} {at}"), "subject": person, "by": person, "salt": f"{number:016x}{at:016x}"}
            one.records.append(a_revision(at, at=stamp(moment), **own))
            device = chance.choice(devices)
            if chance.random() < 0.2:  # the other device of the same person brings what it knows
                _sync(devices)
            said = _say(
                "sign",
                _signer(device.name),
                one.trainee,
                [one.records[-1].digest],
                device.said.values(),
                moment + timedelta(minutes=1),
            )
            device.said[said.statement.digest] = said
            one.signed.append(said)
        found.append(one)
    return found


def _sync(devices: list[Device]) -> None:
    both = {**devices[0].said, **devices[1].said}
    devices[0].said, devices[1].said = dict(both), dict(both)


def is_seen(objects: Mapping[str, Stored]) -> bool:
    """Tell whether a file alone shows that something is missing."""
    return any(one.verdict.word is Word.INCOMPLETE for one in survey(objects).statements)


def last_ones(training: Training) -> set[str]:
    """Return the records whose sign-off nothing follows: the last of each signer, or of a device not yet synced."""
    followed = {link for one in training.signed for link in one.statement.prev}
    last = [one.statement for one in training.signed if one.statement.digest not in followed]
    return {item.digest for one in last for item in one.items}


def ledger_of(training: Training, signer: str) -> dict[str, Stored]:
    """Return what a signer keeps at home of what they signed about a trainee: the statements alone."""
    return _stored(one for one in training.signed if one.statement.signer.name == signer)


def checkpoint_of(training: Training) -> dict[str, Stored]:
    """Return the checkpoint of a lead who saw the whole file."""
    ends: dict[str, list[Statement]] = {}
    followed = {link for one in training.signed for link in one.statement.prev}
    for one in training.signed:
        if one.statement.digest not in followed:
            ends.setdefault(one.statement.by, []).append(one.statement)
    chains = [
        {
            "key": key,
            "subject": training.trainee.person,
            "n": max(one.n for one in last),
            "last": sorted(one.digest for one in last),
        }
        for key, last in sorted(ends.items())
    ]
    terms = {"heads": [], "chains": chains, "count": len(training.signed)}
    return _stored([_say("checkpoint", _LEA, _LEA, [], [], NOON + timedelta(days=9), terms=terms)])


def test_a_hidden_fail_is_found(programme: Programme) -> None:
    """Alone the file hides at most the last statement of each signer's device; ledger and checkpoint hide none."""
    chance = Random(programme.seed)  # noqa: S311  (who signs where, not a secret)
    alone = missed = tried = 0
    wrong: list[str] = []
    for training in trained(chance, programme.amount(2, 6), programme.amount(10, 40)):
        assert not is_seen(training.file()), "an untouched file is complete"
        witnessed, last = checkpoint_of(training), last_ones(training)
        for number, record in enumerate(training.records):
            tried += 1
            file = training.file(without=record.digest)
            seen = is_seen(file)
            alone += seen
            missed += not seen
            if not seen and record.digest not in last:
                wrong.append(f"{training.trainee.name}, record {number}: the file alone hides it")
            signer = training.signed[number].statement.signer.name
            if not is_seen({**file, **ledger_of(training, signer)}):
                wrong.append(f"{training.trainee.name}, record {number}: {signer}'s ledger does not show it")
            if not is_seen({**file, **witnessed}):
                wrong.append(f"{training.trainee.name}, record {number}: the checkpoint does not show it")
    assert missed > 0, "the last statement of a signer is always hidden by the file alone: something else was found"
    note = f"{alone} by the file alone, all {tried} by a ledger or a checkpoint"
    programme.figure("T5b", "records taken away whole", count=tried, least=200, wrong=len(wrong), note=note)


def test_without_links_it_goes_unseen() -> None:
    """Were the links of the statements not looked at, hidden records would go unseen: the control of the test above."""
    training = trained(Random(1), 1, 8)[0]  # noqa: S311  (who signs where, not a secret)
    hidden = next(one for one in training.records if one.digest not in last_ones(training))
    file = training.file(without=hidden.digest)
    unlinked = {digest: one for digest, one in file.items() if '"t":"sign"' not in one.text}
    assert is_seen(file)
    assert not is_seen(unlinked)
