"""Sets made by hand, a few for each rule about keys, chains and redactions: what a liar or an accident would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sonolog.ledger.keys import SigningKey
from sonolog.ledger.objects import Document, Revision, Signer, Statement, tombstone_of
from sonolog.ledger.sshsig import fingerprint, signed_bytes
from sonolog.ledger.statements import SignedStatement
from sonolog.ledger.verdicts import Stored

from .corpus import EVE, LEE, OTHER, ROOT, Case, revoked, vouched
from .made import ANN, KEYS, SAM, TESS, Book, a_key, a_revision, an_id, follow

EVELYN = Signer(person=an_id("Evelyn"), name="Evelyn Impostor", role="lead")
PAT = Signer(person=an_id("Pat"), name="Pat Placement", role="supervisor")
SUB = Signer(person=an_id("Sub"), name="Sub Lead", role="lead")
KEYS |= {EVELYN.person: EVE, PAT.person: a_key("Pat"), SUB.person: a_key("Sub")}


def scenarios() -> Iterator[Case]:
    """Yield every set."""
    for make in (
        _alone,
        _roles,
        _own_keys,
        _stolen,
        _revocations,
        _scopes,
        _redactions,
        _chains,
        _checkpoints,
        _names,
        _days,
    ):
        for number, book in enumerate(make()):
            yield Case(f"{make.__name__} {number}", dict(book.objects))


def _begun(*vouches: tuple[Signer, Signer, tuple[str, ...], dict[str, str]]) -> Book:
    """Return a book with three scans submitted, and vouches: by whom, for whom, in which roles, and what else."""
    book = Book()
    scans = [book.add(a_revision(number)) for number in range(3)]
    book.say("submit", TESS, *scans)
    for by, whom, roles, more in vouches:
        book.say("vouch", by, subject=whom.person, terms=vouched(KEYS[whom.person], *roles, **more))
    return book


def _scans(book: Book) -> list[Revision]:
    return [Revision.from_text(one.text) for one in book.objects.values() if '"t":"revision"' in one.text]


_LEAD = (ROOT, LEE, ("lead",), {})
_SUPERVISOR = (LEE, SAM, ("supervisor",), {})


def lie(book: Book, key: SigningKey, said: Statement, /, **fields: Any) -> Statement:
    """Keep a statement with other fields and key, signed by that key, and without the one it was made of."""
    changed = replace(said, **{"key": key.public, "by": fingerprint(key.public)} | fields)
    book.objects.pop(said.digest, None)
    return book.keep(SignedStatement(changed, key.sign(signed_bytes(changed.text.encode()))))


def _roles() -> Iterator[Book]:
    for vouches in (
        (_LEAD, _SUPERVISOR),
        (_LEAD,),
        (_SUPERVISOR,),
        (_LEAD, (LEE, SAM, ("assessor",), {})),
        ((ROOT, SAM, ("supervisor",), {}),),
        ((ROOT, SUB, ("lead",), {}), (SUB, LEE, ("lead",), {}), _SUPERVISOR),
        ((ROOT, LEE, ("supervisor",), {}), _SUPERVISOR),
        ((EVELYN, LEE, ("lead",), {}), _SUPERVISOR),
        ((EVELYN, SAM, ("supervisor",), {}),),
        (_LEAD, (LEE, SAM, ("supervisor", "lead"), {})),
        (_LEAD, (LEE, SAM, ("supervisor", "programme"), {})),
        (_LEAD, (LEE, SAM, ("assessor",), {}), _SUPERVISOR),
    ):
        book = _begun(*vouches)
        book.say("sign", SAM, _scans(book)[0])
        book.say("return", SAM, _scans(book)[1])
        yield book


def _alone() -> Iterator[Book]:
    """Yield what breaks a rule of its act whatever else there is."""
    for fields in (
        {"by": KEYS[ANN.person].fingerprint},
        {"key": KEYS[ANN.person].public},
        {"meaning": "", "meaning_text": ""},
        {"meaning_text": "I saw nothing."},
        {"meaning": "of-another-programme", "meaning_text": "I saw nothing."},
        {"meaning": "reviewed-afterwards"},
        {"signer": replace(SAM, person=TESS.person)},
        {"reason": "as agreed"},
    ):
        book = _begun(_LEAD, _SUPERVISOR)
        lie(book, KEYS[SAM.person], book.say("sign", SAM, _scans(book)[0]), **fields)
        yield book
    for act in ("return", "withdraw", "revoke", "redact"):
        book = _begun(_LEAD, _SUPERVISOR)
        about = book.say("sign", SAM, _scans(book)[0]) if act == "revoke" else _scans(book)[1]
        said = book.say(act, SAM, about)
        lie(book, KEYS[SAM.person], said, reason="")
        yield book
        book.objects.pop(book.statements[-1].statement.digest)
        lie(book, KEYS[SAM.person], said, signer=replace(SAM, person=TESS.person))
        yield book
    for fields in (
        {"signer": SAM},
        {"subject": LEE.person},
        {"terms": vouched(KEYS[LEE.person], "supervisor")},
        {"terms": vouched(KEYS[SAM.person], "supervisor", valid_from="2028-01-01")},
        {"terms": vouched(KEYS[SAM.person], "supervisor", valid_from="2026-03-02", valid_to="2026-03-02")},
        {"meaning": "", "meaning_text": ""},
    ):
        book = _begun(_LEAD, _SUPERVISOR)
        book.say("sign", SAM, _scans(book)[0])
        lie(book, KEYS[LEE.person], book.statements[2].statement, **fields)
        yield book
    for signer in (LEE, replace(LEE, role="supervisor")):
        for whose in (SAM, LEE):
            book = _begun(_LEAD, _SUPERVISOR)
            book.say("sign", SAM, _scans(book)[0])
            book.say("key-revoke", signer, subject=SAM.person, terms=revoked(KEYS[whose.person]))
            yield book
    book = _begun()
    said = book.say("submit", SAM, _scans(book)[1])
    lie(book, KEYS[SAM.person], book.say("revoke", SAM, book.say("sign", SAM, _scans(book)[0])), items=said.items)
    named = replace(said.items[0], digest=said.digest)
    lie(book, KEYS[SAM.person], book.say("revoke", SAM, said), items=(named,))
    yield book


def _own_keys() -> Iterator[Book]:
    for vouches in ((_LEAD, (LEE, TESS, ("trainee", "supervisor"), {})), (_LEAD, _SUPERVISOR), ()):
        book = _begun(*vouches)
        said = book.say("sign", SAM, _scans(book)[0])
        lie(book, KEYS[TESS.person], said)
        yield book
        book = _begun(*vouches)
        said = book.say("sign", SAM, _scans(book)[0])
        lie(book, EVE, said)
        yield book
    for lead in (LEE, EVELYN):
        book = _begun(_LEAD)
        said = book.say("sign", SAM, _scans(book)[0])
        lie(book, EVE, said)
        book.say("vouch", lead, subject=TESS.person, terms=vouched(EVE, "supervisor"))
        yield book
    # Somebody who is in training elsewhere may judge here.
    book = _begun(_LEAD, _SUPERVISOR)
    book.say("submit", replace(SAM, role="trainee"), book.add(a_revision(9, subject=SAM.person)), subject=SAM.person)
    book.say("sign", SAM, _scans(book)[0])
    yield book


def _stolen() -> Iterator[Book]:
    for reason in ("lost", "left"):
        for effective in ("2026-03-01", "2026-03-02", "2026-03-03"):
            for seen in (False, True):
                book = _begun(_LEAD)
                said = book.say("vouch", LEE, subject=SAM.person, terms=vouched(KEYS[SAM.person], "supervisor"))
                if seen:
                    ends = {"key": said.by, "subject": SAM.person, "n": said.n, "last": [said.digest]}
                    book.say("checkpoint", ROOT, subject=ROOT.person, terms={"heads": [], "chains": [ends], "count": 9})
                book.say("sign", SAM, _scans(book)[0])
                ended = revoked(KEYS[LEE.person], reason=reason, effective=effective)
                book.say("key-revoke", ROOT, subject=LEE.person, terms=ended)
                yield book


def _revocations() -> Iterator[Book]:
    for who in (ROOT, LEE, SAM, EVELYN, replace(OTHER, role="lead")):
        book = _begun(_LEAD, _SUPERVISOR, (ROOT, OTHER, ("programme",), {}))
        said = book.say("sign", SAM, _scans(book)[0])
        ends = {"key": said.by, "subject": TESS.person, "n": said.n, "last": [said.digest]}
        book.say("checkpoint", LEE, subject=LEE.person, terms={"heads": [], "chains": [ends], "count": 9})
        book.say("key-revoke", who, subject=SAM.person, terms=revoked(KEYS[SAM.person]))
        yield book
        book.say("key-revoke", ROOT, subject=SAM.person, terms=revoked(KEYS[SAM.person], effective="2026-03-04"))
        yield book
        book.say("key-revoke", SAM, subject=SAM.person, terms=revoked(KEYS[SAM.person], effective="2026-01-01"))
        yield book
    # A lead's key revoked with the word of a revoked key's holder alone; the root's own key taken back.
    for whose in (LEE, ROOT):
        book = _begun(_LEAD, _SUPERVISOR)
        book.say("sign", SAM, _scans(book)[0])
        book.say("key-revoke", whose, subject=whose.person, terms=revoked(KEYS[whose.person], effective="2026-01-01"))
        yield book


def _scopes() -> Iterator[Book]:
    limited = {"scope": "placements"}
    for vouches in (
        ((ROOT, OTHER, ("programme",), {}), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("programme", "lead"), {}), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("lead",), limited), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("lead",), limited), (ROOT, OTHER, ("lead",), {}), (OTHER, PAT, ("supervisor",), {})),
        (_LEAD, (LEE, PAT, ("supervisor",), limited)),
        ((ROOT, PAT, ("supervisor",), limited),),
        ((ROOT, PAT, ("supervisor",), limited), (ROOT, PAT, ("supervisor",), {})),
        ((ROOT, PAT, ("assessor",), {}), (ROOT, PAT, ("supervisor",), limited)),
    ):
        for kinds in (("placement",), ("session", "placement"), ("scan",), ("session", "scan")):
            book = _begun(*vouches)
            named = [book.add(a_revision(20 + at, kind=kind, body={})) for at, kind in enumerate(kinds)]
            book.say("sign", PAT, *named)
            yield book


def _redactions() -> Iterator[Book]:
    for who in (TESS, LEE, SAM, EVELYN, replace(TESS, role="lead")):
        book = _begun(_LEAD, _SUPERVISOR)
        scans = _scans(book)
        signed = book.say("sign", SAM, scans[0])
        book.say("return", SAM, scans[1])
        for gone in (scans[0], signed):
            more = Book()
            more.objects, more.statements, more.moment = dict(book.objects), list(book.statements), book.moment
            more.say("redact", who, gone)
            yield more
            other = Book()
            other.objects = dict(more.objects)
            other.objects[gone.digest] = Stored(tombstone_of(gone).text, redacted=True)
            yield other
            for stone in (replace(tombstone_of(gone), of="document"), tombstone_of(scans[2])):
                odd = Book()
                odd.objects = {**more.objects, gone.digest: Stored(stone.text, redacted=True)}
                yield odd
    # The trainee's key in the hands of a lead of their own making, and a document taken away.
    book = _begun(_LEAD)
    said = book.say("redact", LEE, _scans(book)[0])
    lie(book, KEYS[TESS.person], said)
    book.objects[_scans(book)[0].digest] = Stored(tombstone_of(_scans(book)[0]).text, redacted=True)
    yield book
    book = _begun()
    paper = Document(kind="form", name="a form", edition="1", content="text")
    book.objects[paper.digest] = Stored(paper.text)
    named = a_revision(8)
    said = book.say("redact", TESS, named)
    item = replace(said.items[0], digest=paper.digest)
    lie(book, KEYS[TESS.person], said, items=(item,))
    yield book
    book.objects[paper.digest] = Stored(tombstone_of(paper).text, redacted=True)
    yield book


def _chains() -> Iterator[Book]:
    for fields in (
        {"n": 3},
        {"n": 2, "prev": ("0" * 64,)},
        {"n": 5, "prev": ("0" * 64,)},
        {"n": 1, "prev": ()},
        {"signer": ANN},
        {"subject": SAM.person},
        {"items": ()},
    ):
        book = _begun(_LEAD, _SUPERVISOR)
        book.say("sign", SAM, _scans(book)[0])
        last = book.say("sign", SAM, _scans(book)[1])
        try:
            lie(book, KEYS[SAM.person], last, **fields)
        except Exception:  # noqa: BLE001, S112  (our own objects refuse some of these: other texts cover them)
            continue
        yield book
    # Two devices of one signer, joined by a later statement that follows both.
    book = _begun()
    first = book.say("sign", SAM, _scans(book)[0])
    aside, book.statements = book.statements, [one for one in book.statements if one.statement != first]
    second = book.say("sign", SAM, _scans(book)[1])
    book.statements = [*aside, *(one for one in book.statements if one.statement == second)]
    third = book.say("sign", SAM, _scans(book)[2])
    yield book
    lie(book, KEYS[SAM.person], third, n=3)
    yield book
    one_gone = Book()
    one_gone.objects = {key: one for key, one in book.objects.items() if key != first.digest}
    yield one_gone
    # A chain through tombstones: of the same key, of another, redacted or not.
    for of, redacted in ((SAM, True), (SAM, False), (ANN, False)):
        book = _begun()
        first = book.say("sign", SAM, _scans(book)[0])
        book.say("sign", SAM, _scans(book)[1])
        book.say("sign", SAM, _scans(book)[2])
        stone = replace(tombstone_of(first), by=KEYS[of.person].fingerprint)
        if redacted:
            book.say("redact", SAM, first)
        book.objects[first.digest] = Stored(stone.text, redacted=True)
        yield book


def _checkpoints() -> Iterator[Book]:
    for who in (LEE, SAM, EVELYN, ROOT):
        book = _begun(_LEAD, _SUPERVISOR)
        signed = [book.say("sign", SAM, one) for one in _scans(book)[:2]]
        ends = {"key": signed[1].by, "subject": TESS.person, "n": 2, "last": [signed[1].digest]}
        lead = replace(who, role="lead") if who is not SAM else who
        book.say("checkpoint", lead, subject=who.person, terms={"heads": [], "chains": [ends], "count": 9})
        book.say("key-revoke", ROOT, subject=SAM.person, terms=revoked(KEYS[SAM.person]))
        yield book
        for gone in signed:
            less = Book()
            less.objects = {key: one for key, one in book.objects.items() if key != gone.digest}
            yield less


def _names() -> Iterator[Book]:
    book = _begun()
    book.say("sign", SAM, _scans(book)[0], _scans(book)[1])
    elsewhere = book.add(a_revision(7, subject=SAM.person))
    said = book.say("sign", SAM, _scans(book)[2])
    yield book
    for named in (elsewhere.digest, said.prev[0], "0" * 64):
        other = Book()
        other.objects = dict(book.objects)
        lie(other, KEYS[SAM.person], said, items=(replace(said.items[0], digest=named),))
        yield other
    book = _begun()
    signed = book.say("sign", SAM, _scans(book)[0])
    book.say("revoke", SAM, signed)
    book.say("revoke", ANN, signed)
    book.say("revoke", SAM, book.add(follow(_scans(book)[1])))
    submitted = book.statements[0].statement
    book.say("revoke", SAM, submitted)
    book.say("revoke", SAM, book.say("withdraw", TESS, _scans(book)[2]))
    yield book


def _days() -> Iterator[Book]:
    for first, last in (
        ("2026-03-02", "2026-03-02"),
        ("2026-03-03", "2026-04-01"),
        ("2026-01-01", "2026-03-01"),
        ("2026-03-01", "2026-03-03"),
    ):
        for offset in (0, 840, -840):
            book = _begun(_LEAD, (LEE, SAM, ("supervisor",), {"valid_from": first, "valid_to": last}))
            said = book.say("sign", SAM, _scans(book)[0])
            lie(book, KEYS[SAM.person], said, offset=offset)
            yield book
        book = _begun((ROOT, LEE, ("lead",), {"valid_from": first, "valid_to": last}), _SUPERVISOR)
        book.say("sign", SAM, _scans(book)[0])
        yield book
