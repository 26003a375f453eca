"""Making and signing statements."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from sonolog.errors import Exit, SonologError
from sonolog.ledger.errors import (
    MalformedObject,
    NothingNamed,
    OwnSignature,
    ReasonMissing,
    TooManyItems,
    UnsuitableMeaning,
)
from sonolog.ledger.objects import Item, Statement, read_object
from sonolog.ledger.sshsig import signed_bytes, verify
from sonolog.ledger.statements import Intent, Setting, make_statement, sign_statement

from .made import ANN, KEYS, NOON, SAM, TESS, Book, a_key, a_revision, an_id


def test_a_sign_off_holds_who_when_and_what_it_means() -> None:
    """Name, register number, role, time, zone, sentence and how many were opened are in the text."""
    moment = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    made = make_statement(
        Intent(
            act="sign",
            subject=TESS.person,
            items=[Item(digest=a_revision().digest, agreement="agree"), Item(digest=a_revision(2).digest)],
            meaning="present-for-part",
            to=[SAM.person, ANN.person, SAM.person],
        ),
        signer=SAM,
        public=KEYS[SAM.person].public,
        previous=[],
        moment=moment,
        setting=Setting(assurance="external-file", opened=1, seen={an_id("writer"): "a" * 64}),
    )
    value: dict[str, Any] = made.as_json()
    assert value["signer"] == {
        "person": SAM.person,
        "name": "Sam Supervisor",
        "role": "supervisor",
        "body": "HCPC",
        "number": "RA00000",
    }
    assert (value["at"], value["offset"]) == ("2026-07-01T08:30:00.000Z", 60)
    assert value["meaning_text"] == "I was in the room for part of this scan."
    assert value["shown"] == {"opened": 1, "of": 2}
    assert value["to"] == sorted({SAM.person, ANN.person})
    assert (value["n"], value["prev"]) == (1, [])
    assert value["by"] == KEYS[SAM.person].fingerprint
    assert read_object(made.text) == made


def test_what_was_not_listed_was_not_shown() -> None:
    """Where nothing was listed for opening, the statement does not say how many were opened."""
    facts: dict[str, Any] = {
        "signer": TESS,
        "public": KEYS[TESS.person].public,
        "previous": [],
        "moment": NOON,
    }
    intent = Intent(act="submit", subject=TESS.person, items=[Item(digest="a" * 64)])
    assert make_statement(intent, **facts, setting=Setting(assurance="own-device")).shown is None


def test_the_signature_covers_the_exact_text() -> None:
    """The signature is of the canonical bytes, in the namespace."""
    book = Book()
    book.say("submit", TESS, a_revision())
    signed = book.statements[0]
    assert verify(signed.statement.key, signed.statement.text.encode(), signed.signature)
    assert signed.signature == KEYS[TESS.person].sign(signed_bytes(signed.statement.text.encode()))


def test_a_key_signs_only_what_names_it() -> None:
    """Signing another key's statement is an error of the program."""
    statement = Book().say("submit", TESS, a_revision())
    with pytest.raises(ValueError, match="another key"):
        sign_statement(statement, a_key("other"))


def test_statements_are_numbered_by_key_and_subject() -> None:
    """Each statement follows the same key's last one about the same trainee, whatever its kind."""
    book = Book()
    first = book.say("submit", TESS, a_revision())
    other = book.say("sign", SAM, a_revision())
    third = book.say("recall", TESS, a_revision())
    elsewhere = book.say("sign", SAM, a_revision(), subject=ANN.person)
    fifth = book.say("return", SAM, a_revision(2))
    assert [(one.n, one.prev) for one in (first, other, elsewhere)] == [(1, ())] * 3
    assert (third.n, third.prev) == (2, (first.digest,))
    assert (fifth.n, fifth.prev) == (2, (other.digest,))


def test_two_devices_join() -> None:
    """After a fork the next statement follows both ends, and is numbered after the longer."""
    left, right = Book(), Book()
    first = left.say("submit", TESS, a_revision(1))
    right.keep(left.statements[0])
    second = left.say("submit", TESS, a_revision(2))
    ends = [left.say("submit", TESS, a_revision(3)), right.say("submit", TESS, a_revision(4))]
    for one in right.statements[1:]:
        left.keep(one)
    joined = left.say("submit", TESS, a_revision(5))
    assert (first.n, second.n, joined.n) == (1, 2, 4)
    assert joined.prev == tuple(sorted(one.digest for one in ends))


@pytest.mark.parametrize("act", ["sign", "return", "revoke"])
def test_nobody_judges_themselves(act: str) -> None:
    """A trainee cannot sign, return or revoke in their own logbook: exit code 77."""
    with pytest.raises(OwnSignature) as refusal:
        Book().say(act, TESS, a_revision())
    assert refusal.value.exit == Exit.DENIED


@pytest.mark.parametrize("act", ["return", "withdraw", "revoke"])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_some_acts_need_a_reason(act: str, reason: str) -> None:
    """Returning, withdrawing and revoking say why."""
    signer = TESS if act == "withdraw" else SAM
    with pytest.raises(ReasonMissing):
        Book().say(act, signer, a_revision(), reason=reason)


def refused(kind: type[SonologError], act: str, **fields: Any) -> SonologError:
    """Return the refusal of this intent."""
    with pytest.raises(kind) as refusal:
        Book().say(act, SAM if act == "sign" else TESS, a_revision(), **fields)
    return refusal.value


def test_a_statement_is_about_something_but_not_too_much() -> None:
    """No items and more than fifty are refused; fifty are taken."""
    refused(NothingNamed, "submit", items=[])
    items = [Item(digest=f"{one:064x}") for one in range(51)]
    refused(TooManyItems, "sign", items=items)
    made = Book().say("sign", SAM, items=items[:50])
    assert isinstance(made, Statement)
    assert len(made.items) == 50


@pytest.mark.parametrize("meaning", ["", "own-record", "looked-nice"])
def test_a_sign_off_says_what_it_means(meaning: str) -> None:
    """Without a meaning of the list there is no sign-off, and the list is offered."""
    assert "observed-directly" in refused(UnsuitableMeaning, "sign", meaning=meaning).hint


def test_other_acts_have_no_meaning_but_their_own() -> None:
    """A submission means that the record is one's own; a recall means nothing more."""
    assert Book().say("submit", TESS, a_revision()).meaning == "own-record"
    assert Book().say("recall", TESS, a_revision()).meaning == ""
    refused(UnsuitableMeaning, "submit", meaning="observed-directly")
    refused(UnsuitableMeaning, "recall", meaning="observed-directly")


@pytest.mark.parametrize(
    "fields",
    [
        {"framework": "rcr-msk"},
        {"to": ["Sam"]},
        {"subject": "Tess"},
        {"items": [Item(digest="short")]},
        {"items": [Item(digest="a" * 64)] * 2},
        {"meaning": "own-record", "reason": "x" * 10_001},
    ],
)
def test_facts_of_another_form_are_refused(fields: dict[str, Any]) -> None:
    """What the ledger could not read back is not made."""
    refused(MalformedObject, "submit", **fields)


def test_moments_without_a_zone_are_refused() -> None:
    """A time without a zone is not an instant."""
    book = Book()
    book.moment = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        book.say("submit", TESS, a_revision())
