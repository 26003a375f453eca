"""The immutable objects and their strict reading."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.ledger.canonical import canonical, digest
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.objects import (
    Document,
    GuardAnswer,
    Item,
    JournalEntry,
    LedgerObject,
    Revision,
    Signer,
    Statement,
    read_object,
)
from sonolog.ledger.shapes import REVISION as REVISION_SHAPE

from .made import SAM, TESS, Book, a_revision, an_id, documents, follow


def samples() -> list[LedgerObject]:
    """Return one object of each type, bare and full."""
    first = a_revision()
    book = Book()
    answer = GuardAnswer("phone", "0113 496 0000", "equipment")
    judged = Item(
        digest=first.digest,
        outcome="passed",
        comment="Well done",
        agreement="minor",
        finding="normal",
        entrustment=0,
    )
    return [
        first,
        follow(first, a_revision(2), guard=(answer,)),
        book.say("submit", TESS, first, to=[SAM.person]),
        book.say("sign", SAM, first, items=[judged, Item(digest="a" * 64, opened=False)], framework="b" * 64),
        book.say("withdraw", TESS, first),
        Document(kind="framework", name="rcr-msk", edition="2017", content="title = 1\n"),
        JournalEntry(writer=an_id("w"), seq=0, prev=None, at=first.at, actor=None, act="log"),
        JournalEntry(
            writer=an_id("w"),
            seq=1,
            prev="c" * 64,
            at=first.at,
            actor=TESS.person,
            act="amend",
            objects=(first.digest,),
            why="wrong side",
        ),
    ]


SAMPLES = samples()
NAMES = [f"{type(one).__name__}-{place}" for place, one in enumerate(SAMPLES)]


@pytest.mark.parametrize("made", SAMPLES, ids=NAMES)
def test_reads_back_the_same_object(made: LedgerObject) -> None:
    """The text reads back to an equal object of the same type with every field equal, and the same digest."""
    read = read_object(made.text)
    assert type(read) is type(made)
    assert read == made
    assert hash(read) == hash(made)
    assert read.as_json() == made.as_json() == json.loads(made.text)
    assert read.digest == digest(made.text)
    assert type(made).from_text(made.text) == made


def test_optional_keys_are_absent_when_empty() -> None:
    """A revision without a reason has no key for it, so that there is one text for one meaning."""
    assert set(json.loads(a_revision().text)) == set(REVISION_SHAPE.required)


def test_a_falsehood_is_not_empty() -> None:
    """Entrustment 0 and opened false are said, not left out."""
    assert Item(digest="a", entrustment=0, opened=False).as_json() == {
        "digest": "a",
        "entrustment": 0,
        "opened": False,
    }


@given(documents())
def test_any_body_is_kept_exactly(value: Any) -> None:
    """Whatever JSON a body holds comes back from the text."""
    made = a_revision(body={"value": value})
    assert read_object(made.text).as_json()["body"] == {"value": value}


def spoilt(change: Callable[[dict[str, Any]], Any], made: LedgerObject) -> str:
    """Return the canonical text of ``made`` after ``change`` was done to its JSON."""
    value = json.loads(made.text)
    change(value)
    return canonical(value)


REVISION, STATEMENT, SIGNED = SAMPLES[0], SAMPLES[2], SAMPLES[3]
FREE = frozenset(
    {
        "act",
        "actor",
        "body",
        "edition",
        "kind",
        "meaning",
        "meaning_text",
        "name",
        "objects",
        "offset",
        "parents",
    }
    | {"prev", "reason", "seen", "seq", "text", "why"}
)
"""Keys for which one of the odd values is a proper one."""
ODD: list[Any] = ["", 0, -1, True, None, [], {}, "x", "A" * 64, "é", ["x"], {"x": 1}, "0" * 10_001]


@pytest.mark.parametrize("made", SAMPLES, ids=NAMES)
def test_no_key_may_be_missing_added_or_odd(made: LedgerObject) -> None:
    """Key by key: none can be left out or added, and no value takes another form."""
    with pytest.raises(MalformedObject, match="extra"):
        read_object(spoilt(lambda value: value.update(extra=1), made))
    for key in made.as_json():
        if key not in ("t", "why", "guard", "reason", "meaning", "meaning_text", "shown", "framework", "to"):
            with pytest.raises(MalformedObject):
                read_object(canonical({name: one for name, one in made.as_json().items() if name != key}))
        for odd in ODD:
            text = canonical(made.as_json() | {key: odd})
            with contextlib.suppress(MalformedObject, NewerObject):
                assert canonical(read_object(text).as_json()) == text
                assert key in FREE


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("record", lambda value: value.update(record=value["record"].upper())),
        ("subject", lambda value: value.update(subject="{" + value["subject"] + "}")),
        ("salt", lambda value: value.update(salt="0" * 31)),
        ("at", lambda value: value.update(at="2026-13-02T12:00:00.000Z")),
        ("at", lambda value: value.update(at="2026-03-02T12:00:00Z")),
        ("at", lambda value: value.update(at="2026-03-02T12:00:00.000+00:00")),
        ("at", lambda value: value.update(at="2026-03-02T12:00:00.000Z\n")),
        ("at", lambda value: value.update(at="٢٠٢٦-03-02T12:00:00.000Z")),
        ("offset", lambda value: value.update(offset=1440)),
        ("parents", lambda value: value.update(parents=["b" * 64, "a" * 64])),
        ("parents", lambda value: value.update(parents=["a" * 64, "a" * 64])),
        ("guard", lambda value: value.update(guard=[])),
        ("guard[0].span", lambda value: value.update(guard=[{"rule": "phone", "span": "", "why": "code"}])),
        ("why", lambda value: value.update(why="")),
        ("body", lambda value: value.update(body=[])),
    ],
)
def test_revision_forms(where: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """Each form of a revision's values is exact, and the refusal says where."""
    with pytest.raises(MalformedObject) as refusal:
        Revision.from_text(spoilt(change, REVISION))
    assert refusal.value.where == where


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("by", lambda value: value.update(by="SHA256:short")),
        ("key", lambda value: value.update(key=value["key"] + " comment")),
        ("key", lambda value: value.update(key=value["key"].replace("ed25519", "rsa"))),
        ("signer.person", lambda value: value["signer"].update(person="Sam")),
        ("signer.name", lambda value: value["signer"].update(name="")),
        ("signer.age", lambda value: value["signer"].update(age=5)),
        ("n", lambda value: value.update(n=0)),
        ("n", lambda value: value.update(n=2)),
        ("items", lambda value: value.update(items=[])),
        ("items", lambda value: value.update(items=[{"digest": f"{one:064x}"} for one in range(51)])),
        ("items", lambda value: value.update(items=[value["items"][0]] * 2)),
        ("items[0].digest", lambda value: value["items"][0].pop("digest")),
        ("items[0].finding", lambda value: value["items"][0].update(finding="fine")),
        ("items[0].entrustment", lambda value: value["items"][0].update(entrustment=True)),
        ("assurance", lambda value: value.update(assurance="trust me")),
        ("shown", lambda value: value.update(shown={"opened": 2, "of": 1})),
        ("shown", lambda value: value.update(shown={"opened": 0})),
        ("seen", lambda value: value.update(seen={"x": "a" * 64})),
        ("seen", lambda value: value.update(seen={an_id("w"): "a"})),
        ("meaning", lambda value: value.pop("meaning_text")),
        ("to", lambda value: value.update(to=["x"])),
    ],
)
def test_statement_forms(where: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """Each form of a statement's values is exact, and the refusal says where."""
    with pytest.raises(MalformedObject) as refusal:
        Statement.from_text(spoilt(change, SIGNED))
    assert refusal.value.where == where


def test_only_a_judgement_carries_findings() -> None:
    """A submission cannot smuggle an outcome into its items."""
    with pytest.raises(MalformedObject, match="outcome"):
        read_object(spoilt(lambda value: value["items"][0].update(outcome="passed"), STATEMENT))


@pytest.mark.parametrize("made", SAMPLES, ids=NAMES)
def test_what_is_newer_is_said_to_be(made: LedgerObject) -> None:
    """A later version and an unknown type are told apart from damage."""
    with pytest.raises(NewerObject):
        read_object(spoilt(lambda value: value.update(v=2), made))
    with pytest.raises(NewerObject):
        read_object(spoilt(lambda value: value.update(t="notarise"), made))


@pytest.mark.parametrize("text", ["[]", "1", "null", '"revision"', "{}", '{"t":1}', '{"t":null,"v":1}'])
def test_what_is_no_object_is_refused(text: str) -> None:
    """Canonical text that is no typed object is malformed, by every way of reading."""
    with pytest.raises(MalformedObject):
        read_object(text)
    with pytest.raises(MalformedObject):
        Revision.from_text(text)


def test_one_type_is_not_another() -> None:
    """A statement's text is not a revision."""
    with pytest.raises(MalformedObject):
        Revision.from_text(STATEMENT.text)


def test_made_objects_are_checked_too() -> None:
    """An object cannot be made from fields that its text could not be read back with."""
    with pytest.raises(MalformedObject, match="kind"):
        a_revision(kind="Scan")
    with pytest.raises(NotCanonical):
        a_revision(body={"ratio": 0.5})
    with pytest.raises(MalformedObject, match="parents"):
        a_revision(parents=("b" * 64, "a" * 64))
    with pytest.raises(MalformedObject, match="name"):
        Book().say("submit", Signer(person=TESS.person, name="", role="trainee"), a_revision())


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(raw: bytes) -> None:
    """No sequence of bytes read as text is an object by chance."""
    with pytest.raises((NotCanonical, MalformedObject, NewerObject)):
        read_object(raw.decode(errors="replace"))


@pytest.mark.parametrize(("offset", "day"), [(0, "2026-03-02"), (60, "2026-03-03"), (-600, "2026-03-02")])
def test_the_day_of_a_statement_is_local(offset: int, day: str) -> None:
    """A statement signed just before midnight UTC belongs to the signer's own calendar day."""
    late = replace(Book().say("submit", TESS, a_revision()), at="2026-03-02T23:30:00.000Z", offset=offset)
    assert late.day == day
