"""What the trusting acts say, and what is left of a text that was taken away."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sonolog.ledger.shapes import (
    CODE,
    DIGEST,
    DIGESTS,
    FINGERPRINT,
    KEY,
    LINE,
    OFFSET,
    ONE,
    STAMP,
    UUID,
    Form,
    ListOf,
    Shape,
    matches,
    one_of,
    spelt,
    whole,
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _is_day(value: Any) -> bool:
    if not matches(_DAY, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


DAY = Form(_is_day, "a day like 2026-11-23")
_PLACE = Shape({"writer": UUID, "seq": whole(1, 2**53 - 1), "digest": DIGEST})
_CHAIN = Shape({"key": FINGERPRINT, "subject": UUID, "n": whole(1, 2**31), "last": DIGESTS})
TERMS = {
    "vouch": Shape(
        {
            "key": KEY,
            "name": LINE,
            "roles": ListOf(CODE, least=1, most=20),
            "valid_from": DAY,
            "valid_to": DAY,
            "checked": LINE,
        },
        {"body": LINE, "number": LINE, "scope": one_of("placements")},
    ),
    "key-revoke": Shape(
        {"key": FINGERPRINT, "effective": DAY, "reason": one_of("lost", "compromised", "left", "replaced")},
        {"successor": FINGERPRINT},
    ),
    "checkpoint": Shape(
        {
            "heads": ListOf(_PLACE, most=10_000),
            "chains": ListOf(_CHAIN, most=10_000),
            "count": whole(0, 2**53 - 1),
        }
    ),
}
"""What each of the trusting acts says."""
TOMBSTONE = Shape(
    {"t": one_of("tombstone"), "v": ONE, "of": one_of("revision", "statement", "document"), "digest": DIGEST},
    {
        "kind": CODE,
        "record": UUID,
        "subject": UUID,
        "parents": DIGESTS,
        "act": CODE,
        "n": whole(1, 2**31),
        "prev": DIGESTS,
        "by": spelt(r"[0-9a-f-]{36}|SHA256:[A-Za-z0-9+/]{43}", "an author's id or a key's fingerprint"),
        "at": STAMP,
        "offset": OFFSET,
    },
)
"""What is left of an object whose text was taken away: nothing that anybody typed."""
LEFT_OF = {
    "revision": frozenset({"kind", "record", "subject", "by", "at"}),
    "statement": frozenset({"act", "subject", "n", "by", "at"}),
    "document": frozenset[str](),
}
"""What a tombstone always tells of each type of object: where it belongs, and who made it when."""
