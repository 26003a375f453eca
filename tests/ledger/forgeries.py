"""Sets in which somebody signs as somebody else, or takes away what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sonolog.ledger.objects import Revision, Statement, tombstone_of
from sonolog.ledger.verdicts import Stored

from .begun import A_LEAD, A_SUPERVISOR, begun, lie, scans_of
from .corpus import EVE, LEE, vouched
from .made import ANN, KEYS, SAM, TESS, Book, a_revision


def impostors() -> Iterator[Book]:
    """Yield who judges in the role of a trainee, and keys that sign as two people."""
    for role in ("trainee", "supervisor"):
        for act in ("sign", "return", "submit"):
            book = begun(A_LEAD, (LEE, SAM, ("supervisor", "trainee"), {}))
            book.say(act, replace(SAM, role=role), scans_of(book)[0])
            yield book
    book = begun(A_LEAD, (LEE, SAM, ("supervisor",), {"name": "sam SUPERVISOR"}))
    book.say("sign", SAM, scans_of(book)[0])
    yield book
    for subject in (TESS, ANN):
        book = begun(A_LEAD, A_SUPERVISOR)
        book.say("sign", SAM, scans_of(book)[0])
        other = book.add(a_revision(9, subject=subject.person))
        said = book.say("sign", SAM, other, subject=subject.person)
        as_lee = replace(SAM, person=LEE.person, name="Lee Lead")
        lie(book, KEYS[SAM.person], said, signer=as_lee, n=1, prev=())
        yield book


def exchanged() -> Iterator[Book]:
    """Yield earlier statements, which later ones follow, with another sound one in their place, or unsound."""
    for whose in (TESS, ANN, SAM):
        book = begun(A_LEAD, A_SUPERVISOR)
        first = book.say("sign", SAM, scans_of(book)[0])
        other = book.say("submit", whose, scans_of(book)[2])
        book.say("sign", SAM, scans_of(book)[1])
        book.objects[first.digest] = book.objects[other.digest]
        yield book
    book = begun(A_LEAD, A_SUPERVISOR)  # one that breaks a rule, and a later one that goes on from it
    unsound = lie(book, KEYS[SAM.person], book.say("sign", SAM, scans_of(book)[0]), meaning_text="I saw nothing.")
    lie(book, KEYS[SAM.person], book.say("sign", SAM, scans_of(book)[1]), prev=(unsound.digest,), n=2)
    yield book


def takers() -> Iterator[Book]:
    """Yield redactions of texts by their authors, by others in their name, and of what was judged meanwhile."""
    for key in (KEYS[ANN.person], EVE):
        for vouches in ((), ((LEE, ANN, ("assessor",), {}),)):
            for judged in (False, True):
                book = begun(A_LEAD, A_SUPERVISOR, *vouches)
                written = book.add(a_revision(9, by=ANN.person))
                if judged:
                    told = book.say("sign", SAM, written)
                    lie(book, KEYS[SAM.person], told, items=(replace(told.items[0], outcome="failed"),))
                _taken(book, lie(book, key, book.say("redact", ANN, written), n=1, prev=()), written)
                yield book
    book = begun(A_LEAD)
    book.say("vouch", LEE, subject=ANN.person, terms=vouched(EVE, "assessor"))
    written = book.add(a_revision(9, by=ANN.person))
    _taken(book, lie(book, EVE, book.say("redact", ANN, written), n=1, prev=()), written)
    yield book
    for whose in (SAM, ANN):  # a statement taken away by the key that made it, and by another that says it did
        book = begun(A_LEAD, A_SUPERVISOR)
        said = book.say("submit", whose, scans_of(book)[0])
        for go_on in (False, True):
            more = Book()
            more.objects, more.statements, more.moment = dict(book.objects), list(book.statements), book.moment
            if go_on:
                more.say("submit", SAM, scans_of(book)[1])
            more.say("redact", SAM, said)
            stone = replace(tombstone_of(said), by=KEYS[SAM.person].fingerprint)
            more.objects[said.digest] = Stored(stone.text, redacted=True)
            yield more


def _taken(book: Book, said: Statement, gone: Revision) -> None:
    """Leave the redaction ``said`` alone, and a tombstone where the text stood."""
    for one in [one.statement for one in book.statements if one.statement.act == "redact"]:
        if one.digest != said.digest:
            book.objects.pop(one.digest, None)
    book.objects[gone.digest] = Stored(tombstone_of(gone).text, redacted=True)
