"""Texts of every kind of object, spelt well and in every wrong way: what a reader must take, and what refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sonolog.ledger.objects import Document, GuardAnswer, Item, JournalEntry, Revision, Statement, tombstone_of
from sonolog.ledger.statements import MEANINGS

from .corpus import LEE, changes, revoked, vouched
from .made import KEYS, SAM, TESS, Book, a_revision, an_id

_LONG = 10_001


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def whole_texts() -> list[str]:
    """Return one text of each kind, with every key it can have."""
    book = Book()
    revision = a_revision(why="put right", withdrawn=True, guard=(GuardAnswer("phone", "020", "code"),))
    item = Item(
        digest=revision.digest,
        outcome="pass",
        comment="well done",
        agreement="minor",
        finding="normal",
        entrustment=4,
        opened=True,
    )
    told = book.say("sign", SAM, items=[item], framework="a" * 64, to=[TESS.person, LEE.person])
    value = told.as_json() | {
        "seen": {an_id("writer"): "b" * 64},
        "reason": "as agreed",
        "shown": {"opened": 1, "of": 1},
    }
    signed = Statement.from_text(_plain(value))
    terms = vouched(KEYS[SAM.person], "supervisor", body="HCPC", number="RA00000", scope="placements")
    place = {"writer": an_id("writer"), "seq": 4, "digest": "c" * 64}
    chain = {"key": KEYS[SAM.person].fingerprint, "subject": TESS.person, "n": 2, "last": ["d" * 64, "e" * 64]}
    said = [
        signed,
        book.say("vouch", LEE, subject=SAM.person, terms=terms),
        book.say("key-revoke", LEE, subject=SAM.person, terms=revoked(KEYS[SAM.person], successor=LEE_KEY)),
        book.say("checkpoint", LEE, terms={"heads": [place], "chains": [chain], "count": 3}),
        book.say("submit", TESS, revision),
    ]
    paper = Document(kind="form", name="a form", edition="1", content="its text")
    others = (revision, tombstone_of(revision), tombstone_of(told), _entry(revision), paper)
    return [one.text for one in (*said, *others)]


def _entry(revision: Revision) -> JournalEntry:
    return JournalEntry(
        writer=an_id("writer"),
        seq=2,
        prev="f" * 64,
        at=revision.at,
        actor=TESS.person,
        act="log",
        objects=(revision.digest,),
        why="because",
    )


LEE_KEY = KEYS[LEE.person].fingerprint


def texts() -> Iterator[str]:
    """Yield every text: the whole ones, each value of them changed, and what breaks the spelling itself."""
    for text in whole_texts():
        yield text
        value = json.loads(text)
        for _, other in changes(value):
            yield _plain(other)
        yield from map(_plain, _deeper(value))
        yield from map(_plain, _edges(value))
    yield from _spellings(whole_texts()[0])


def _deeper(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the object with every value inside its parts changed."""
    for key, inner in value.items():
        if isinstance(inner, dict) and key != "body":
            yield from ({**value, key: other} for _, other in changes(inner))
            yield from ({**value, key: other} for other in _deeper(inner))
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from ({**value, key: [other, *inner[1:]]} for _, other in changes(inner[0]))
            yield from ({**value, key: [other, *inner[1:]]} for other in _deeper(inner[0]))


_LIMITS: dict[str, list[Any]] = {
    "v": [0, 2, True, 2**60, "1"],
    "t": ["recall", "reinstate", "unheard-of", "withdraw", 1, None],
    "n": [2, 2**31, 2**31 + 1, True],
    "offset": [1439, 1440, -1439, -1440, 0],
    "entrustment": [0, 10, 11, -1],
    "prev": [
        ["a" * 64],
        ["b" * 64, "a" * 64],
        ["a" * 64] * 2,
        [f"{at:064x}" for at in range(1001)],
        ["A" * 64],
        None,
        7,
    ],
    "parents": [["a" * 64], ["b" * 64, "a" * 64], [f"{at:064x}" for at in range(1001)]],
    "items": [[{"digest": f"{at:064x}"} for at in range(count)] for count in (50, 51)],
    "shown": [{"opened": 2, "of": 1}, {"opened": 0, "of": 51}, {"opened": 0, "of": 50}, {"of": 1}, []],
    "to": [[], [an_id("b"), an_id("a")], ["x"]],
    "reason": ["x" * 10_000, "x" * _LONG],
    "why": ["x" * 10_000, "x" * _LONG],
    "meaning": ["x", "A", "a--b", "a" * 81, "a" * 80, *MEANINGS],
    "kind": ["form", "framework", "scan", "SCAN"],
    "act": ["x" * 500, "x" * 501],
    "edition": ["x" * 500, "x" * 501],
    "at": [
        *("2026-02-30T12:00:00.000Z", "2026-03-02T12:00:00Z", "2026-03-02T25:00:00.000Z", "2026-03-02 12:00:00.000Z"),
        *("9999-12-31T00:00:00.000Z", "9999-12-30T23:59:59.999Z", "0001-01-01T23:59:59.999Z"),
        "0001-01-02T00:00:00.000Z",
    ],
    "salt": ["0" * 31, "g" * 32, "A" * 32],
    "by": ["SHA256:" + "A" * 42, TESS.person.upper(), TESS.person[:-1]],
    "key": ["ssh-ed25519 " + "A" * 68, "ssh-rsa AAAA", KEYS[SAM.person].public + " comment"],
    "seen": [{"x": "a" * 64}, {an_id("w"): "x"}, []],
    "withdrawn": [False, 1],
    "guard": [[], [{"rule": "x", "span": "x"}]],
    "seq": [0, -1, 2**53 - 1, 2**53],
    "objects": [["x"], [f"{at:064x}" for at in range(4_001)]],
    "actor": [None, "x"],
    "of": ["revision", "statement", "document", "entry"],
    "assurance": ["own-device", "external-file", "department-database", "walk-up", "elsewhere"],
    "terms": [
        {},
        {"heads": [], "chains": [], "count": 0},
        {"heads": [], "chains": [], "count": -1},
        vouched(KEYS[SAM.person]),
        vouched(KEYS[SAM.person], *[f"role-{at}" for at in range(21)]),
        vouched(KEYS[SAM.person], "supervisor", valid_from="2026-02-30"),
        vouched(KEYS[SAM.person], "supervisor", scope="everything"),
        revoked(KEYS[SAM.person], reason="tired"),
    ],
}


def _edges(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the object with values at and beyond each limit."""
    for key, others in _LIMITS.items():
        yield from ({**value, key: other} for other in others)
    yield {**value, "meaning_text": "I was there."}
    yield {key: one for key, one in value.items() if key not in ("meaning", "meaning_text")}


def _spellings(text: str) -> Iterator[str]:
    """Yield the same object spelt otherwise, and texts that are nothing."""
    value = json.loads(text)
    yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))[::-1]
    yield json.dumps(value, sort_keys=True, separators=(", ", ":"), ensure_ascii=False)
    yield json.dumps(dict(reversed(value.items())), separators=(",", ":"), ensure_ascii=False)
    yield text.replace('"act"', '"act"').replace("observed", "\\u006fbserved", 1)
    yield text.replace('"n":1', '"n":1.0', 1)
    yield text.replace('"n":1', '"n":1e0', 1)
    yield text.replace('"n":1', '"n":NaN', 1)
    yield text.replace('"n":1', '"n":9007199254740993', 1)
    yield text.replace('"n":1', '"n":' + "9" * 5_000, 1)
    yield text.replace('"n":1', '"n":1,"n":1', 1)
    yield from (text + " ", text + "\n", "", "7", "null", "[]", '"x"', "{}", '{"t":7}', "{", text[:-1])
    revision = json.loads(whole_texts()[5])
    for depth in (28, 29, 30, 31, 32, 33, 900, 100_000):
        deep = '{"a":' * depth + "1" + "}" * depth
        yield _plain(revision).replace('"body":{', f'"body":{{"a":{deep},', 1)
        yield _plain(revision).replace('"body":{', f'"body":{{"a":{"[" * depth}{"]" * depth},', 1)
    for size in (200_000, 256 * 1024):
        yield _plain({**revision, "body": {"a": "x" * size}})
    yield _plain({**revision, "body": {"é": 1}})
    yield _plain({**revision, "body": {"a": "é" * 131_000}})
    yield _plain({**revision, "body": {"a": [1, {"é": 1}]}})
    yield _plain({**revision, "body": {"a": 2**53}})
    yield _plain({**revision, "body": {"a": -(2**53) + 1}})
    yield _plain({**revision, "body": {"a": 0.5}})
    yield _plain({**revision, "body": {"a": "\ud800"}})
    yield json.dumps({**revision, "body": {"a": "\ud800"}}, sort_keys=True, separators=(",", ":"))
