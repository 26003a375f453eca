"""The programmes this home trusts: fingerprints of their root keys, which came another way than the logbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sonolog.domain.text import clean_text
from sonolog.errors import SonologError
from sonolog.ledger.objects import Statement
from sonolog.ledger.shapes import LINE_LIMIT
from sonolog.ledger.trust import Trust
from sonolog.paths import Home, PlaceUnusable, make_private, read_own_json, write_whole
from sonolog.store.database import Connection
from sonolog.store.objects import StoredObject
from sonolog.store.statements import telling_statements, trusting_statements

_FINGERPRINT = re.compile("SHA256:[A-Za-z0-9+/]{43}")


class NoFingerprint(SonologError):
    """The words are no fingerprint of a key."""

    code = "no-fingerprint"

    def __init__(self) -> None:
        super().__init__(
            "This is not the fingerprint of a key.",
            hint="It looks like SHA256: and 43 signs; the programme prints it in its handbook.",
            kept="Nothing was changed.",
        )


@dataclass(frozen=True, slots=True)
class Root:
    """A pinned root key."""

    fingerprint: str
    name: str


def pinned(home: Home) -> tuple[Root, ...]:
    """Return the roots this home trusts; none where nothing was pinned."""
    try:
        kept = read_own_json(_place(home))
    except (OSError, ValueError):
        return ()
    if not isinstance(kept, dict):
        return ()
    return tuple(Root(key, str(name)) for key, name in sorted(kept.items()) if _FINGERPRINT.fullmatch(key))


def pin(home: Home, fingerprint: str, name: str) -> Root:
    """Trust a root from now on.

    Raises:
        NoFingerprint: it is none.
        TextRefused: the name cannot be kept.
        PlaceUnusable: the folder of preferences cannot be written.
    """
    said = clean_text(name, limit=LINE_LIMIT, multiline=False)
    root = Root(checked_fingerprint(fingerprint), said or "programme")
    _write(home, {one.fingerprint: one.name for one in pinned(home)} | {root.fingerprint: root.name})
    return root


def unpin(home: Home, fingerprint: str) -> bool:
    """Trust a root no longer, and return whether it was trusted."""
    known = {one.fingerprint: one.name for one in pinned(home)}
    found = known.pop(checked_fingerprint(fingerprint), None) is not None
    if found:
        _write(home, known)
    return found


def checked_fingerprint(words: str) -> str:
    """Return a fingerprint as typed, if it is one.

    Raises:
        NoFingerprint: it is none.
    """
    found = words.strip()
    if not _FINGERPRINT.fullmatch(found):
        raise NoFingerprint
    return found


def trust_of(connection: Connection, home: Home, *further: str, said: Iterable[Statement] = ()) -> Trust:
    """Return whom this logbook's statements make trustworthy, by the roots of this home and ``further`` ones.

    ``said`` are sound statements that are not kept yet.
    """
    roots = [one.fingerprint for one in pinned(home)]
    kept = {one.digest: one for one in (*trusting_statements(connection), *telling_statements(connection))}
    return Trust((*roots, *further), [*sound_statements(kept.values()), *said])


def sound_statements(kept: Iterable[StoredObject]) -> list[Statement]:
    """Return those of the stored statements whose signature and rules hold."""
    from sonolog.ledger.alone import read_signed

    read = (read_signed(one.text, one.signature, one.digest) for one in kept)
    return [one for one in read if isinstance(one, Statement)]


def _place(home: Home) -> Path:
    return home.config / "programmes.json"


def _write(home: Home, roots: dict[str, str]) -> None:
    place = _place(home)
    make_private(place.parent)
    try:
        write_whole(place, f"{json.dumps(roots, ensure_ascii=False, indent=1)}\n".encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(place, fault) from None
