"""The journal entries a file brings: only those of a copy, each following the one before, none of this machine's own.

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
        BundleRefused: an entry stands alone, is said to be this machine's own and is not, or may identify a patient.
    """
    if bundle.head.get("purpose") != "copy":
        return ()
    new = [one for one in bundle.entries if one.digest not in here]
    if any(one.writer == writer for one in new):
        raise BundleRefused(["it holds entries of this computer’s own journal that were never written here"])
    if any(scan_text(text) for one in new for text in (one.why, one.act)):
        raise BundleRefused(["a reason in its journal may identify a patient"])
    places = {**here, **{one.digest: (one.writer, one.seq) for one in new}}
    if "part" not in bundle.head and not all(_follows(one, places) for one in new):
        raise BundleRefused(["its journal is not whole"])
    return tuple(new)


def _follows(one: JournalEntry, places: Mapping[str, Place]) -> bool:
    if one.prev is None:
        return one.seq == 1
    return places.get(one.prev) == (one.writer, one.seq - 1)
