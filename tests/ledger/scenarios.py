"""Sets made by hand, a few for each rule about keys, chains and redactions: what a liar or an accident would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sonolog.ledger.objects import Document, tombstone_of
from sonolog.ledger.verdicts import Stored

from .begun import A_LEAD, A_SUPERVISOR, EVELYN, PAT, SUB, begun, lie, scans_of
from .chains import chains, checkpoints, circles, days, devices, names, newer, signatures
from .corpus import EVE, LEE, OTHER, ROOT, Case, revoked, vouched
from .forgeries import exchanged, impostors, takers
from .made import ANN, KEYS, SAM, TESS, Book, a_revision


def scenarios() -> Iterator[Case]:
    """Yield every set."""
    for make in (
        _alone,
        _trusting,
        _roles,
        _own_keys,
        _stolen,
        _revocations,
        _scopes,
        _redactions,
        impostors,
        takers,
        exchanged,
        chains,
        circles,
        devices,
        checkpoints,
        names,
        days,
        newer,
        signatures,
    ):
        for number, book in enumerate(make()):
            yield Case(f"{make.__name__} {number}", dict(book.objects))
            if make in (chains, exchanged):  # the later statements first
                yield Case(f"{make.__name__} {number} backwards", dict(reversed(book.objects.items())))


def _roles() -> Iterator[Book]:
    for vouches in (
        (A_LEAD, A_SUPERVISOR),
        (A_LEAD,),
        (A_SUPERVISOR,),
        (A_LEAD, (LEE, SAM, ("assessor",), {})),
        ((ROOT, SAM, ("supervisor",), {}),),
        ((ROOT, SUB, ("lead",), {}), (SUB, LEE, ("lead",), {}), A_SUPERVISOR),
        ((ROOT, LEE, ("supervisor",), {}), A_SUPERVISOR),
        ((EVELYN, LEE, ("lead",), {}), A_SUPERVISOR),
        ((EVELYN, SAM, ("supervisor",), {}),),
        (A_LEAD, (LEE, SAM, ("supervisor", "lead"), {})),
        (A_LEAD, (LEE, SAM, ("supervisor", "programme"), {})),
        (A_LEAD, (LEE, SAM, ("assessor",), {}), A_SUPERVISOR),
    ):
        book = begun(*vouches)
        book.say("sign", SAM, scans_of(book)[0])
        book.say("return", SAM, scans_of(book)[1])
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
        book = begun(A_LEAD, A_SUPERVISOR)
        lie(book, KEYS[SAM.person], book.say("sign", SAM, scans_of(book)[0]), **fields)
        yield book
    for act in ("return", "withdraw", "revoke", "redact"):
        book = begun(A_LEAD, A_SUPERVISOR)
        about = book.say("sign", SAM, scans_of(book)[0]) if act == "revoke" else scans_of(book)[1]
        said = book.say(act, SAM, about)
        lie(book, KEYS[SAM.person], said, reason="")
        yield book
        book.objects.pop(book.statements[-1].statement.digest)
        lie(book, KEYS[SAM.person], said, signer=replace(SAM, person=TESS.person))
        yield book


def _trusting() -> Iterator[Book]:
    """Yield what breaks a rule of vouches and revocations, and what may not be revoked."""
    for fields in (
        {"signer": SAM},
        {"subject": LEE.person},
        {"terms": vouched(KEYS[LEE.person], "supervisor")},
        {"terms": vouched(KEYS[SAM.person], "supervisor", valid_from="2028-01-01")},
        {"terms": vouched(KEYS[SAM.person], "supervisor", valid_from="2026-03-02", valid_to="2026-03-02")},
        {"meaning": "", "meaning_text": ""},
    ):
        book = begun(A_LEAD, A_SUPERVISOR)
        book.say("sign", SAM, scans_of(book)[0])
        lie(book, KEYS[LEE.person], book.statements[2].statement, **fields)
        yield book
    for signer in (LEE, replace(LEE, role="supervisor")):
        for whose in (SAM, LEE):
            book = begun(A_LEAD, A_SUPERVISOR)
            book.say("sign", SAM, scans_of(book)[0])
            book.say("key-revoke", signer, subject=SAM.person, terms=revoked(KEYS[whose.person]))
            yield book
    book = begun()
    said = book.say("submit", SAM, scans_of(book)[1])
    lie(book, KEYS[SAM.person], book.say("revoke", SAM, book.say("sign", SAM, scans_of(book)[0])), items=said.items)
    named = replace(said.items[0], digest=said.digest)
    lie(book, KEYS[SAM.person], book.say("revoke", SAM, said), items=(named,))
    yield book


def _own_keys() -> Iterator[Book]:
    for vouches in ((A_LEAD, (LEE, TESS, ("trainee", "supervisor"), {})), (A_LEAD, A_SUPERVISOR), ()):
        book = begun(*vouches)
        said = book.say("sign", SAM, scans_of(book)[0])
        lie(book, KEYS[TESS.person], said)
        yield book
        book = begun(*vouches)
        said = book.say("sign", SAM, scans_of(book)[0])
        lie(book, EVE, said)
        yield book
    for lead in (LEE, EVELYN):
        book = begun(A_LEAD)
        said = book.say("sign", SAM, scans_of(book)[0])
        lie(book, EVE, said)
        book.say("vouch", lead, subject=TESS.person, terms=vouched(EVE, "supervisor"))
        yield book
    # Somebody who is in training elsewhere may judge here.
    book = begun(A_LEAD, A_SUPERVISOR)
    book.say("submit", replace(SAM, role="trainee"), book.add(a_revision(9, subject=SAM.person)), subject=SAM.person)
    book.say("sign", SAM, scans_of(book)[0])
    yield book


def _stolen() -> Iterator[Book]:
    for reason in ("lost", "left"):
        for effective in ("2026-03-01", "2026-03-02", "2026-03-03"):
            for seen in (False, True):
                book = begun(A_LEAD)
                said = book.say("vouch", LEE, subject=SAM.person, terms=vouched(KEYS[SAM.person], "supervisor"))
                if seen:
                    ends = {"key": said.by, "subject": SAM.person, "n": said.n, "last": [said.digest]}
                    book.say("checkpoint", ROOT, subject=ROOT.person, terms={"heads": [], "chains": [ends], "count": 9})
                book.say("sign", SAM, scans_of(book)[0])
                ended = revoked(KEYS[LEE.person], reason=reason, effective=effective)
                book.say("key-revoke", ROOT, subject=LEE.person, terms=ended)
                yield book


def _revocations() -> Iterator[Book]:
    for who in (ROOT, LEE, SAM, EVELYN, replace(OTHER, role="lead")):
        book = begun(A_LEAD, A_SUPERVISOR, (ROOT, OTHER, ("programme",), {}))
        said = book.say("sign", SAM, scans_of(book)[0])
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
        book = begun(A_LEAD, A_SUPERVISOR)
        book.say("sign", SAM, scans_of(book)[0])
        book.say("key-revoke", whose, subject=whose.person, terms=revoked(KEYS[whose.person], effective="2026-01-01"))
        yield book


def _scopes() -> Iterator[Book]:
    limited = {"scope": "placements"}
    for vouches in (
        ((ROOT, OTHER, ("programme",), {}), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("programme", "lead"), {}), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("lead",), limited), (OTHER, PAT, ("supervisor",), {})),
        ((ROOT, OTHER, ("lead",), limited), (ROOT, OTHER, ("lead",), {}), (OTHER, PAT, ("supervisor",), {})),
        (A_LEAD, (LEE, PAT, ("supervisor",), limited)),
        ((ROOT, PAT, ("supervisor",), limited),),
        ((ROOT, PAT, ("supervisor",), limited), (ROOT, PAT, ("supervisor",), {})),
        ((ROOT, PAT, ("assessor",), {}), (ROOT, PAT, ("supervisor",), limited)),
    ):
        for kinds in (("placement",), ("session", "placement"), ("scan",), ("session", "scan")):
            book = begun(*vouches)
            named = [book.add(a_revision(20 + at, kind=kind, body={})) for at, kind in enumerate(kinds)]
            book.say("sign", PAT, *named)
            yield book


def _redactions() -> Iterator[Book]:
    for who in (TESS, LEE, SAM, EVELYN, replace(TESS, role="lead")):
        book = begun(A_LEAD, A_SUPERVISOR)
        scans = scans_of(book)
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
    book = begun(A_LEAD)
    said = book.say("redact", LEE, scans_of(book)[0])
    lie(book, KEYS[TESS.person], said)
    book.objects[scans_of(book)[0].digest] = Stored(tombstone_of(scans_of(book)[0]).text, redacted=True)
    yield book
    book = begun()
    paper = Document(kind="form", name="a form", edition="1", content="text")
    book.objects[paper.digest] = Stored(paper.text)
    named = a_revision(8)
    said = book.say("redact", TESS, named)
    item = replace(said.items[0], digest=paper.digest)
    lie(book, KEYS[TESS.person], said, items=(item,))
    yield book
    book.objects[paper.digest] = Stored(tombstone_of(paper).text, redacted=True)
    yield book
