"""A lead says whose key it is, revokes keys, and notes what was there: the statements that make others trustworthy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sonolog.domain.lookalike import look_alikes
from sonolog.errors import Exit, SonologError
from sonolog.ledger.errors import UnreadableSignature
from sonolog.ledger.objects import Revision
from sonolog.ledger.sshsig import fingerprint, public_line, raw_public
from sonolog.ledger.statements import Intent
from sonolog.store.database import Connection
from sonolog.store.journal import journal_ends
from sonolog.store.objects import StoredObject, object_count
from sonolog.store.people import PersonRow, people_rows, person_row
from sonolog.store.statements import chain_ends, keys_by_person, public_keys
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.find_person import find_person
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import is_registered_so, trainee_row
from sonolog.usecases.stating import state
from sonolog.usecases.writing import Writing, writing


class NotALead(SonologError):
    """Only somebody who leads a programme may do this."""

    code = "not-a-lead"
    exit = Exit.DENIED

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Only a lead of the programme may {what}.",
            hint="Act as the lead: --as NAME. Roles are given with: sonolog people add NAME --role lead.",
            kept="Nothing was signed.",
        )


class NoKeyToVouch(SonologError):
    """It is not known which key is meant."""

    code = "no-key-to-vouch"

    def __init__(self, name: str, count: int) -> None:
        why = "has signed nothing yet" if not count else f"has signed with {count} keys"
        super().__init__(
            f"{name} {why}, so it is not known which key is meant.",
            hint="Hand over their card (sonolog identity card FILE), or their public key with --key.",
            kept="Nothing was signed.",
        )


class CardOfNamesake(SonologError):
    """The person on a card is here already, under another id."""

    code = "card-of-namesake"
    exit = Exit.DENIED

    def __init__(self, name: str, person: str, public: str) -> None:
        super().__init__(
            f"{name} is here already (…{person[-6:]}), with the same number in the same register.",
            kept="Nobody was added, and nothing was signed.",
            hint=f"Vouch for them as they are here, with that key: sonolog vouch {person[-8:]} --key “{public}”.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a lead says of a person's key."""

    roles: Sequence[str]
    valid_from: date
    valid_to: date
    checked: str
    """How the person and the fingerprint were checked, in words."""
    key: str = ""
    """Public line; empty for the one key the person has signed with."""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What was signed."""

    name: str
    fingerprint: str
    roles: tuple[str, ...]
    valid_from: date
    valid_to: date
    alike: tuple[str, ...]
    """Other people whose names look the same."""


def vouch(logbook: Logbook, words: str, terms: Terms, *, key: KeyUse) -> Vouched:
    """Say that a key is that of the person ``words`` mean, in these roles and between these days.

    Raises:
        NotALead: whoever acts does not lead.
        NoKeyToVouch: it is not known which key is theirs.
    """
    checked = clean_reason(terms.checked, asked=True)
    with writing(logbook, "vouch") as act:
        _require_lead(act, "vouch for people")
        person = find_person(act.connection, words)
        public = _public(act.connection, person, terms.key)
        said = _terms(person, public, terms, checked)
        state(act, key, Intent(act="vouch", subject=person.id, items=(), terms=said), kind="vouch", role="lead")
        others = [row.name for row in people_rows(act.connection) if row.id != person.id]
    return Vouched(
        person.name,
        fingerprint(public),
        tuple(terms.roles),
        terms.valid_from,
        terms.valid_to,
        look_alikes(person.name, others),
    )


def revoke_key(
    logbook: Logbook, mark: str, effective: date, why: str, *, key: KeyUse, successor: str = "", person: str = ""
) -> None:
    """Say that a key is not to be trusted from a day on: one's own, or as a lead anybody's.

    Raises:
        NotALead: it is somebody else's key.
    """
    with writing(logbook, "revoke key") as act:
        own = mark == key.signing.fingerprint
        if not own:
            _require_lead(act, "revoke the key of somebody else")
        terms: dict[str, Any] = {"key": mark, "effective": effective.isoformat(), "reason": why}
        terms |= {"successor": successor} if successor else {}
        subject = key.person if own else person or key.person
        role = "" if own else "lead"
        state(act, key, Intent(act="key-revoke", subject=subject, items=(), terms=terms), kind="vouch", role=role)


def checkpoint(logbook: Logbook, *, key: KeyUse, trainee: str | None = None) -> int:
    """Note how far every signer's chain about a trainee has come, and every journal; return how many chains were seen.

    Anybody who has another copy can witness; as a lead it counts for everybody who trusts the programme.  It is about
    one trainee, whose file then holds all that it names.

    Raises:
        NoTrainee, NotATrainee, UnknownPerson, AmbiguousPerson: it is not clear about whom.
    """
    with writing(logbook, "checkpoint") as act:
        me = person_row(act.connection, logbook.actor) if logbook.actor else None
        if me is None:
            raise NobodyActs
        subject = trainee_row(act.connection, logbook, trainee).id
        chains = {place: end for place, end in chain_ends(act.connection).items() if place[1] == subject}
        heads = sorted(journal_ends(act.connection).items())
        terms = {
            "heads": [{"writer": writer, "seq": seq, "digest": digest} for writer, (seq, digest) in heads],
            "chains": [
                {"key": one, "subject": subject, "n": number, "last": list(last)}
                for (one, _), (number, last) in sorted(chains.items())
            ],
            "count": object_count(act.connection),
        }
        role = "lead" if "lead" in me.roles else ""
        state(act, key, Intent(act="checkpoint", subject=subject, items=(), terms=terms), kind="vouch", role=role)
    return len(chains)


def take_card(logbook: Logbook, path: Path) -> tuple[str, str]:
    """Take in the person on an enrolment card, and return their id and public key.

    Raises:
        BundleRefused: the file is no card.
        RecordsUnreadable: the person in it is none.
        CardOfNamesake: somebody else here has the same name and the same number in the same register.
    """
    from sonolog.exchange.bundle import BundleRefused
    from sonolog.usecases.incoming import require_readable, without_identity
    from sonolog.usecases.incoming_file import read_file

    _, bundle = read_file(path)
    people = [one.found for one in bundle.objects if isinstance(one.found, Revision) and one.found.kind == "person"]
    if bundle.head.get("purpose") != "card" or len(people) != 1:
        raise BundleRefused(["it is no enrolment card"])
    require_readable(bundle.objects, bundle.lines)
    if without_identity(bundle.objects)[1]:
        raise BundleRefused(["what stands in it may identify a patient"])
    public = _line(str(bundle.head.get("key", "")))
    with writing(logbook, "take card") as act:
        _require_nobody_else(act.connection, people[0], public)
        act.objects.append(StoredObject(people[0].digest, "revision", people[0].text))
    return people[0].record, public


def _require_nobody_else(connection: Connection, card: Revision, public: str) -> None:
    told = (str(card.body.get("register_body") or ""), str(card.body.get("register_number") or ""))
    name = str(card.body.get("name") or "")
    for one in people_rows(connection):
        same = one.name.casefold().split() == name.casefold().split()
        if same and one.id != card.record and told[1] and is_registered_so(one, *told):
            raise CardOfNamesake(one.name, one.id, public)


def _require_lead(act: Writing, what: str) -> None:
    row = person_row(act.connection, act.logbook.actor) if act.logbook.actor else None
    if row is None or "lead" not in row.roles:
        raise NotALead(what)


def _public(connection: Connection, person: PersonRow, given: str) -> str:
    if given:
        return _line(given)
    known = sorted(keys_by_person(connection).get(person.id, ()))
    if len(known) != 1:
        raise NoKeyToVouch(person.name, len(known))
    return public_keys(connection, known[0])


def _line(given: str) -> str:
    try:
        return public_line(raw_public(given))
    except UnreadableSignature:
        raise NoKeyToVouch("The person", 0) from None


def _terms(person: PersonRow, public: str, terms: Terms, checked: str) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        "key": public,
        "name": person.name,
        "roles": sorted(set(terms.roles)),
        "valid_from": terms.valid_from.isoformat(),
        "valid_to": terms.valid_to.isoformat(),
        "checked": checked,
    }
    known = {"body": person.register_body, "number": person.register_number, "scope": terms.scope}
    return said | {name: text for name, text in known.items() if text}
