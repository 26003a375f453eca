"""The words for the outcome of a verification, and what a verifier is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The only words for the outcome of a verification."""

    VALID = "Valid"
    UNCONFIRMED = "Valid, identity not confirmed"
    REVOKED_KEY = "Valid, key since revoked"
    INCOMPLETE = "Incomplete"
    REDACTED = "Redacted"
    INVALID = "Invalid"
    NOT_CHECKED = "Not checked"


GRAVEST_FIRST = (
    Word.INVALID,
    Word.NOT_CHECKED,
    Word.INCOMPLETE,
    Word.REDACTED,
    Word.REVOKED_KEY,
    Word.UNCONFIRMED,
    Word.VALID,
)
"""The order in which one word stands for several."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, the reason in a sentence, and the digest of the object it is about."""

    word: Word
    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was found: its text, its signature if it is a statement, or that a tombstone stands there."""

    text: str
    signature: bytes | None = None
    redacted: bool = False


Lookup = Callable[[str], Stored | None]
"""Finds an object by its digest; None if it is not there."""


def gravest(words: list[Word]) -> Word:
    """Return the one word that stands for all of ``words``; Valid for none."""
    return min(words, key=GRAVEST_FIRST.index, default=Word.VALID)
