"""Which objects go into a file: what somebody else needs, and what of it was left out and is said to be."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable

from sonolog.ledger.canonical import JSON
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import LedgerObject, Revision, Statement, Tombstone, read_object
from sonolog.store.database import Connection
from sonolog.store.objects import stored_texts
from sonolog.store.statements import (
    authored_by,
    digests_of_records,
    people_and_frameworks,
    statements_by_keys_of,
    statements_naming,
    trusting_statements,
)

_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOST_LEFT_OUT = 3_000
"""Digests the first line of a file can name as left out."""


def gathered(connection: Connection, digests: Iterable[str]) -> list[Kept]:
    """Return the objects of ``digests`` that are here."""
    kept = stored_texts(connection, digests)
    return [Kept(read_object(one.text), one.signature) for one in kept.values()]


def for_signing(connection: Connection, records: Collection[str], subject: str, signer: str) -> list[Kept]:
    """Return what ``signer`` needs to judge ``records``: all versions, what was said of them, and who is named."""
    versions = digests_of_records(connection, records)
    said = statements_naming(connection, versions)
    chain = statements_by_keys_of(connection, signer, subject)
    return with_people(connection, {*versions, *said, *chain}, subject, {signer, subject})


def answers(connection: Connection, signer: str, subject: str) -> list[Kept]:
    """Return all that ``signer`` has said about ``subject`` and all they wrote about them."""
    chain = statements_by_keys_of(connection, signer, subject)
    written = authored_by(connection, signer, subject)
    said = statements_naming(connection, written)
    return with_people(connection, {*chain, *written, *said}, subject, {signer}, frameworks=False)


def left_out(objects: Iterable[Kept]) -> list[JSON]:
    """Return the digests that the objects name and that are not among them, as the first line of a file tells them."""
    inside: set[str] = set()
    named: set[str] = set()
    for one in objects:
        inside.add(one.digest)
        named |= _named(one.found)
    return list(sorted(named - inside)[:MOST_LEFT_OUT])


def _named(found: LedgerObject) -> set[str]:
    if isinstance(found, Revision):
        return set(found.parents)
    if isinstance(found, Tombstone):
        return {*found.parents, *found.prev}
    if isinstance(found, Statement):
        chains = found.terms.get("chains", ()) if found.act == "checkpoint" else ()
        return {*found.prev, *(item.digest for item in found.items), *(link for one in chains for link in one["last"])}
    return set()


def with_people(
    connection: Connection, digests: set[str], subject: str, people: set[str], *, frameworks: bool = True
) -> list[Kept]:
    """Return objects with the records of all who are named in them, frameworks, forms, and the vouches."""
    found = gathered(connection, digests)
    forms: set[str] = set()
    for one in found:
        people |= _people_in(one.found)
        forms |= _form_of(one.found)
    more = {*people_and_frameworks(connection, people, subject if frameworks else None), *forms} - digests
    trusting = {one.digest for one in trusting_statements(connection) if _is_about_keys(one.text)} - digests
    return found + gathered(connection, {*more, *trusting} - digests)


def _form_of(found: LedgerObject) -> set[str]:
    """Return the digest of the form an assessment was made on."""
    if isinstance(found, Revision) and found.kind == "assessment" and found.body.get("document"):
        return {str(found.body["document"])}
    return set()


def _people_in(found: LedgerObject) -> set[str]:
    if isinstance(found, Revision):
        return {found.by, found.subject, *_UUID.findall(json.dumps(dict(found.body)))}
    return {found.signer.person, found.subject, *found.to} if isinstance(found, Statement) else set()


def _is_about_keys(text: str) -> bool:
    return json.loads(text)["t"] in ("vouch", "key-revoke")
