"""The journal entries a file brings: only those of a copy, each following the one before.

Nobody signs a journal.  What is let in of one stays for good, because each entry names the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sonolog.domain.identity_guard import scan_text
from sonolog.exchange.bundle import Bundle, BundleRefused
from sonolog.ledger.objects import JournalEntry

Place = tuple[str, int]
"""Writer and number."""


def accepted_entries(bundle: Bundle, here: Mapping[str, Place], writer: str) -> tuple[JournalEntry, ...]:
    """Return the entries to be kept; ``here`` are those that are, by digest, ``writer`` is this machine's own.

    Raises:
        BundleRefused: an entry stands alone, or may identify a patient.
    """
    if bundle.head.get("purpose") != "copy":
        return ()
    new = [one for one in bundle.entries if one.digest not in here]
    if any(scan_text(text) for one in new for text in (one.why, one.act)):
        raise BundleRefused(["a reason in its journal may identify a patient"])
    places = {**here, **{one.digest: (one.writer, one.seq) for one in new}}
    # Of a part the other parts hold what is before; this machine's own journal, which it goes on writing, is here.
    strict = new if "part" not in bundle.head else [one for one in new if one.writer == writer]
    if not all(_follows(one, places) for one in strict):
        raise BundleRefused(["its journal is not whole"])
    return tuple(new)


def _follows(one: JournalEntry, places: Mapping[str, Place]) -> bool:
    if one.prev is None:
        return one.seq == 1
    return places.get(one.prev) == (one.writer, one.seq - 1)
