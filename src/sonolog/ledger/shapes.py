"""What each object must look like: no key too many, none missing, every value of its exact form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

from sonolog.ledger.errors import MalformedObject, NewerObject
from sonolog.ledger.identifiers import DIGEST as _DIGEST
from sonolog.ledger.identifiers import UUID as _UUID

VERSION = 1
MOST_ITEMS = 50
"""One signature covers at most so many items (threat 10: an unread pile)."""
MOST_LINKS = 1_000
TEXT_LIMIT = 10_000
"""Characters of a reason or comment."""
LINE_LIMIT = 500

ACTS = ("submit", "recall", "sign", "return", "withdraw", "reinstate", "revoke", "redact")
"""Acts about objects of a logbook."""
TRUSTING = ("vouch", "key-revoke", "checkpoint")
"""Acts about people, keys and the state of a logbook: they name no object, and say what they say in ``terms``."""
ASSURANCES = ("own-device", "external-file", "department-database", "walk-up")


@dataclass(frozen=True, slots=True)
class Form:
    """A value's test, and what it expects in words."""

    holds: Callable[[Any], bool]
    expected: str
    asked: Callable[[Any], Any] | None = None
    """The same test without a step of Python, where there is one: it may raise TypeError for another type of value."""

    def check(self, value: Any, where: str) -> None:
        """Raise MalformedObject if ``value`` fails the test."""
        if not self.holds(value):
            raise MalformedObject(where, self.expected)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose members all have one form."""

    member: Form | Shape
    least: int = 0
    most: int = MOST_LINKS

    def holds(self, value: Any) -> bool:
        """Tell whether ``value`` passes."""
        return type(value) is list and self.least <= len(value) <= self.most and all(map(self.member.holds, value))

    def check(self, value: Any, where: str) -> None:
        """Raise MalformedObject at the first member that fails, or for a wrong number of members."""
        if type(value) is not list or not self.least <= len(value) <= self.most:
            raise MalformedObject(where, f"a list of {self.least} to {self.most}")
        for place, member in enumerate(value):
            self.member.check(member, f"{where}[{place}]")


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these keys and no others."""

    required: Mapping[str, Form | ListOf | Shape]
    optional: Mapping[str, Form | ListOf | Shape] = field(default_factory=dict)
    _parts: dict[str, Callable[[Any], Any]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for key, part in (*self.optional.items(), *self.required.items()):
            self._parts[key] = (isinstance(part, Form) and part.asked) or part.holds

    def holds(self, value: Any) -> bool:
        """Tell whether ``value`` passes; thousands are asked for each that fails, so nothing is put in words."""
        if type(value) is not dict or not self.required.keys() <= value.keys():
            return False
        parts = self._parts
        try:
            for key, inner in value.items():
                if not parts[key](inner):
                    return False
        except (KeyError, TypeError):
            return False
        return True

    def check(self, value: Any, where: str) -> None:
        """Raise MalformedObject for a key too many, a key missing, or a value of the wrong form."""
        if self.holds(value):
            return
        if type(value) is not dict:
            raise MalformedObject(where, "an object with named values")
        inside = f"{where}." if where else ""
        for key, inner in value.items():
            part = self.required.get(key) or self.optional.get(key)
            if part is None:
                raise MalformedObject(f"{inside}{key}", "left out: it is not a key of this object")
            part.check(inner, f"{inside}{key}")
        for key in self.required:
            if key not in value:
                raise MalformedObject(f"{inside}{key}", "present")


def require_version(value: Mapping[str, Any], where: str) -> None:
    """Raise NewerObject if the object says it follows a later version of its type."""
    version = value.get("v")
    if type(version) is int and version > VERSION:
        raise NewerObject(f"{where} {version}")


def matches(pattern: re.Pattern[str], value: Any) -> bool:
    """Tell whether ``value`` is text that matches as a whole."""
    return type(value) is str and pattern.fullmatch(value) is not None


def spelt(pattern: str, expected: str) -> Form:
    """Return the form of texts that match a pattern."""
    return _matched(re.compile(pattern, re.ASCII), expected)


def _matched(pattern: re.Pattern[str], expected: str) -> Form:
    return Form(_matching(pattern), expected, pattern.fullmatch)


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    fullmatch = pattern.fullmatch
    return lambda value: type(value) is str and fullmatch(value) is not None


def one_of(*words: str) -> Form:
    """Return the form of these words and no others."""
    known = frozenset(words)
    return Form(lambda value: type(value) is str and value in known, f"one of {', '.join(words)}", known.__contains__)


def _text(limit: int) -> Form:
    return _matched(re.compile(rf"(?s:.{{1,{limit}}})"), f"text of 1 to {limit} characters")


def whole(least: int, most: int) -> Form:
    """Return the form of whole numbers between two bounds."""
    return Form(lambda value: type(value) is int and least <= value <= most, f"from {least} to {most}")


_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


_FIRST_DAY, _LAST_DAY = "0001-01-02", "9999-12-30"
"""Between these a moment has a day in every zone."""


def _is_stamp(value: Any) -> bool:
    if type(value) is not str or _STAMP.fullmatch(value) is None or not _FIRST_DAY <= value[:10] <= _LAST_DAY:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_ordered(pattern: re.Pattern[str], value: Any) -> bool:
    if type(value) is not list or len(value) > MOST_LINKS:
        return False
    for one in value:
        if type(one) is not str or pattern.fullmatch(one) is None:
            return False
    return len(value) < 2 or all(first < second for first, second in pairwise(value))


def _is_seen(value: Any) -> bool:
    if type(value) is not dict:
        return False
    return all(matches(_UUID, writer) and matches(_DIGEST, head) for writer, head in value.items())


def _is_shown(value: Any) -> bool:
    if type(value) is not dict or set(value) != {"opened", "of"}:
        return False
    opened, of = value["opened"], value["of"]
    return type(opened) is int and type(of) is int and 0 <= opened <= of <= MOST_ITEMS


DIGEST = _matched(_DIGEST, "a digest of 64 hexadecimal digits")
UUID = _matched(_UUID, "a UUID in lower case")
DIGESTS = Form(partial(_is_ordered, _DIGEST), "a list of different digests in ascending order")
UUIDS = Form(lambda value: bool(value) and _is_ordered(_UUID, value), "a list of different UUIDs in ascending order")
STAMP = Form(_is_stamp, "a time like 2026-11-23T21:36:21.123Z")
OFFSET = whole(-1439, 1439)
"""Minutes east of UTC."""
CODE = spelt(r"(?=.{1,80}\Z)[a-z0-9]+(-[a-z0-9]+)*", "a code in lower case with hyphens")
LINE = _text(LINE_LIMIT)
TEXT = _text(TEXT_LIMIT)
KEY = spelt(r"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}", "an ssh-ed25519 public key, no comment")
FINGERPRINT = spelt(r"SHA256:[A-Za-z0-9+/]{43}", "a fingerprint like SHA256:…")
ONE = Form(lambda value: type(value) is int and value == VERSION, f"{VERSION}")
BODY = Form(lambda value: type(value) is dict, "an object with named values")
_TRUTH = Form(lambda value: type(value) is bool, "true or false")

REVISION = Shape(
    {
        "t": one_of("revision"),
        "v": ONE,
        "kind": CODE,
        "record": UUID,
        "subject": UUID,
        "parents": DIGESTS,
        "salt": spelt(r"[0-9a-f]{32}", "32 hexadecimal digits"),
        "by": UUID,
        "at": STAMP,
        "offset": OFFSET,
        "body": BODY,
    },
    {
        "why": TEXT,
        "guard": ListOf(Shape({"rule": CODE, "span": LINE, "why": CODE}), least=1),
        "withdrawn": Form(lambda value: value is True, "true, or left out"),
    },
)
SIGNER = Shape({"person": UUID, "name": LINE, "role": CODE}, {"body": LINE, "number": LINE})
NAMED = Shape({"digest": DIGEST})
JUDGED = Shape(
    {"digest": DIGEST},
    {
        "outcome": CODE,
        "comment": TEXT,
        "agreement": one_of("agree", "minor", "major"),
        "finding": one_of("normal", "abnormal", "indeterminate"),
        "entrustment": whole(0, 10),
        "opened": _TRUTH,
    },
)
STATEMENT = Shape(
    {
        "t": one_of(*ACTS, *TRUSTING),
        "v": ONE,
        "by": FINGERPRINT,
        "key": KEY,
        "signer": SIGNER,
        "subject": UUID,
        "n": whole(1, 2**31),
        "prev": DIGESTS,
        "at": STAMP,
        "offset": OFFSET,
        "items": ListOf(JUDGED, most=MOST_ITEMS),
        "assurance": one_of(*ASSURANCES),
        "seen": Form(_is_seen, "digests by writer"),
    },
    {
        "reason": TEXT,
        "meaning": CODE,
        "meaning_text": LINE,
        "shown": Form(_is_shown, "how many items were opened, of how many"),
        "framework": DIGEST,
        "to": UUIDS,
        "terms": Form(lambda value: type(value) is dict and bool(value), "an object that says something"),
    },
)
DOCUMENT = Shape(
    {
        "t": one_of("document"),
        "v": ONE,
        "kind": one_of("framework", "form"),
        "name": LINE,
        "edition": LINE,
        "text": Form(lambda value: type(value) is str and value != "", "text"),
    }
)
_PREVIOUS = Form(lambda value: value is None or matches(_DIGEST, value), "a digest or null")
_ACTOR = Form(lambda value: value is None or matches(_UUID, value), "a UUID or null")
ENTRY = Shape(
    {
        "t": one_of("entry"),
        "v": ONE,
        "w": UUID,
        "seq": whole(0, 2**53 - 1),
        "prev": _PREVIOUS,
        "at": STAMP,
        "actor": _ACTOR,
        "act": LINE,
        "objects": ListOf(DIGEST, most=4_000),
    },
    {"why": TEXT},
)
