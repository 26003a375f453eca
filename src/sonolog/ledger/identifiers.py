"""Names of objects, records, revisions and cases: what they look like, and new ones from chance and time handed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Entropy = Callable[[int], bytes]
"""Returns so many unpredictable bytes, as ``os.urandom`` does."""

DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
"""How the id of an object, and that of a record, is spelt."""
CASE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No 0, 1, I, L or O, which are misread, and no vowels, so that no word comes out."""
CASE_LENGTH = 4

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id(moment: datetime, entropy: Entropy) -> str:
    """Return a UUID of version 7 (RFC 9562): milliseconds since 1970, then 74 random bits.

    The time in it only keeps indexes compact; no order of events may be read from it.
    """
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1) & (2**48 - 1)
    chance = int.from_bytes(entropy(10), "big")
    low, high = chance & (2**62 - 1), (chance >> 62) & (2**12 - 1)
    spelling = f"{milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
    return "-".join((spelling[:8], spelling[8:12], spelling[12:16], spelling[16:20], spelling[20:]))


def new_salt(entropy: Entropy) -> str:
    """Return 16 random bytes as 32 hexadecimal digits, so that no digest can be guessed back to its text."""
    return entropy(16).hex()


def case_number(entropy: Entropy, *, length: int = CASE_LENGTH) -> str:
    """Return a case number such as ``C-7K3M``: chance alone, derived from nothing about a patient.

    The caller sees to it that the number is new in its logbook: on a collision it asks again, and for a
    greater ``length`` (4 to 8) when most of the short ones are taken.
    """
    chance = int.from_bytes(entropy(16), "big")
    letters = []
    for _ in range(length):
        chance, position = divmod(chance, len(CASE_ALPHABET))
        letters.append(CASE_ALPHABET[position])
    return "C-" + "".join(letters)
