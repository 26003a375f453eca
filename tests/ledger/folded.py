"""Folding the state of the first record of a book."""

from __future__ import annotations

from sonolog.ledger.facts import RecordState, RevisionFacts, StatementFacts, statement_facts
from sonolog.ledger.objects import Revision
from sonolog.ledger.status import state_of

from .made import SAM, TESS, Book, a_revision, follow

FIRST = a_revision()
SECOND = follow(FIRST)
OTHER = follow(FIRST, salt="f" * 32)


def fold(book: Book, *revisions: Revision) -> RecordState:
    """Return the state of the record with these revisions, from all that the book says."""
    return state_of([RevisionFacts.of(one) for one in revisions or (FIRST,)], said(book))


def said(book: Book) -> list[StatementFacts]:
    """Return the facts of all the book's statements."""
    return [facts for one in book.statements for facts in statement_facts(one.statement)]


def status(book: Book, *revisions: Revision) -> str:
    """Return the status word."""
    return fold(book, *revisions).status


def signed() -> Book:
    """Return a book in which the first revision is signed."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("sign", SAM, FIRST)
    return book
