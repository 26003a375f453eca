"""Withdrawals of many records at once: object and every row of the views, written without reading them back.

What is written is what :func:`sonolog.store.objects.keep` writes for the same texts; a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from sonolog.ledger.canonical import SIZE_LIMIT, canonical_text
from sonolog.ledger.canonical import digest as digest_of
from sonolog.store.engines import is_department
from sonolog.store.first_versions import SALT, insert_objects
from sonolog.store.lookups import HeadRow
from sonolog.store.objects import StoredObject, keep

_BODY = '"body":'
_LONGEST = SIZE_LIMIT // 8
"""Characters, in whatever alphabet, to which a reason can be added without coming near the limit."""


class Author(NamedTuple):
    """Who withdraws, when and why."""

    by: str
    at: str
    offset: int
    why: str


class Draft(NamedTuple):
    """A record in one version, and that version's body as it stands in its text."""

    head: HeadRow
    body: str


def spelled_body(digest: str, text: str) -> str | None:
    """Return the body of the revision ``digest`` as its text spells it.

    None where it cannot simply be repeated: the text is damaged or very long, or the identity guard was answered,
    whose answers are looked at anew.
    """
    if len(text) > _LONGEST or '"guard":[' in text or digest_of(text) != digest:
        return None
    start = text.index(_BODY) + len(_BODY)  # before it there is only a time, which holds no such words
    return text[start : json.JSONDecoder().raw_decode(text, start)[1]]


def keep_withdrawals(
    connection: Connection, author: Author, drafts: Sequence[Draft], entropy: Callable[[int], bytes]
) -> list[str]:
    """Keep a revision that withdraws each of ``drafts``, with its views, and return the digests of the objects."""
    salts = entropy(SALT * len(drafts)).hex()
    lead = f'{{"at":"{author.at}","body":'
    middle = f',"by":"{author.by}","kind":"'
    offset = f'","offset":{author.offset},"parents":["'
    end = f'","t":"revision","v":1,"why":{canonical_text(author.why)},"withdrawn":true}}'
    made: list[tuple[str, str]] = []
    for place, (one, body) in enumerate(drafts):
        salt = salts[place * 2 * SALT : (place + 1) * 2 * SALT]
        known = f'{one.kind}{offset}{one.digest}"],"record":"{one.record}","salt":"{salt}","subject":"{one.subject}'
        text = f"{lead}{body}{middle}{known}{end}"
        made.append((digest_of(text), text))
    digests = [digest for digest, _ in made]
    if is_department(connection):  # a server keeps its views itself
        keep(connection, [StoredObject(digest, "revision", text) for digest, text in made])
    elif made:
        insert_objects(connection, made)
        _move_views(connection, author, list(zip(digests, (one.head for one in drafts), strict=True)))
    return digests


_REVISION = (
    "INSERT INTO revision(digest, record, kind, subject, author, at, parents, why, withdrawn, redacted)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)"
)
_HEAD = (
    "UPDATE head SET digest = ?, status = 'withdrawn', versions = versions + 1, created = min(created, ?), changed = ?"
    " WHERE record = ?"
)


def _move_views(connection: Connection, author: Author, kept: Sequence[tuple[str, HeadRow]]) -> None:
    """Add the revisions and let the heads name them; rows of the kind and of the search say what they said."""
    by, at, why = author.by, author.at, author.why or None
    rows = [(digest, one.record, one.kind, one.subject, by, at, json.dumps([one.digest]), why) for digest, one in kept]
    connection.exec_driver_sql(_REVISION, sorted(rows))
    connection.exec_driver_sql(_HEAD, [(digest, at, at, one.record) for digest, one in kept])
