"""Looking at one text by itself: is it what its digest says, a statement, and signed by the key it names."""

from __future__ import annotations

from typing import TypeAlias

from sonolog.ledger import sshsig
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.objects import Revision, Statement, read_object
from sonolog.ledger.rules import rule_fault
from sonolog.ledger.tombstones import Tombstone
from sonolog.ledger.verdicts import Verdict, Word

Alone: TypeAlias = dict[tuple[str, bytes | None], Verdict | Statement]
"""What texts came to by themselves, by their digest and signature: that rests on nothing else, whoever asks."""


def read_signed(text: str, signature: bytes | None, where: str) -> Verdict | Statement:
    """Return the statement if its text and signature are sound by themselves, or what is wrong."""
    found = read_named(text, where)
    if not isinstance(found, Statement):
        return no_statement(found, where)
    holds = signature is not None and sshsig.verify(found.key, text.encode(), signature)
    fault = key_fault(found, signature, holds=holds) or rule_fault(found)
    return invalid(fault, where) if fault else found


def no_statement(found: Verdict | Revision, where: str) -> Verdict:
    """Return the verdict on what was read where a statement was expected."""
    return found if isinstance(found, Verdict) else invalid("It is not a statement.", where)


def read_named(text: str, named: str) -> Verdict | Revision | Statement:
    """Return the object of this text if its digest is the one that names it, or the fault."""
    try:
        if digest_of(text) != named:
            return invalid("Its bytes are not those that were named.", named)
        found = read_object(text)
    except NewerObject as error:
        return Verdict(Word.NOT_CHECKED, error.message, named)
    except (NotCanonical, MalformedObject) as error:
        return invalid(error.message, named)
    if not isinstance(found, Revision | Statement):
        return invalid("It is neither a revision nor a statement.", named)
    return found


def read_tombstone(text: str, named: str) -> Verdict | Tombstone:
    """Return the tombstone of this text if it stands for what is named, or the fault."""
    try:
        found = read_object(text)
    except (NewerObject, NotCanonical, MalformedObject) as error:
        return invalid(error.message, named)
    if not isinstance(found, Tombstone) or found.named != named:
        return invalid("Its bytes are not those that were named.", named)
    return found


def key_fault(statement: Statement, signature: bytes | None, *, holds: bool) -> str:
    """Return what is wrong with key and signature, as a sentence, or nothing; ``holds``: the signature is the key's."""
    if sshsig.fingerprint(statement.key) != statement.by:
        return "The fingerprint is not that of the key."
    if signature is None:
        return "Its signature is missing."
    if not holds:
        return f"The signature by {statement.signer.name} does not match the text."
    return ""


def invalid(reason: str, where: str) -> Verdict:
    """Return the verdict Invalid."""
    return Verdict(Word.INVALID, reason, where)
