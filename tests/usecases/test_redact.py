"""Taking a text away for good: gone from every byte, chains still verify, every merge keeps it away."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.keys import key_from_seed
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Item, Signer
from sonolog.ledger.statements import Intent, Setting, make_statement, sign_statement
from sonolog.store.lookups import head_of, revisions_of
from sonolog.usecases.absorb import Acceptance, absorb, read_incoming
from sonolog.usecases.amend import amend
from sonolog.usecases.back_up import back_up
from sonolog.usecases.check import check
from sonolog.usecases.drafts import keep_form
from sonolog.usecases.errors import ActRefused, NothingToDo, ReasonMissing
from sonolog.usecases.incoming_redactions import RedactionDoubtful
from sonolog.usecases.likely_scan import likely_fields
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.people import add_person
from sonolog.usecases.programme import pin
from sonolog.usecases.redact import LeadNeeded, redact
from sonolog.usecases.show_record import show_record
from sonolog.usecases.verify_file import verify_file
from sonolog.usecases.vouch import Terms, vouch
from sonolog.usecases.withdraw import withdraw

from .copies import ANYBODY, digests, second_machine, take_in
from .ward import NOW, PAT, SAM, TESS, Ward, refused

SECRET = "Quillfeather"
"""An invented word that stands for what identifies somebody."""
LEA = "Lea Lead"


def _lead(ward: Ward) -> None:
    ward.people[LEA] = add_person(ward.book, LEA, roles=("lead",)).id


def _files_with(folder: Path, text: str) -> list[str]:
    found = [one for one in folder.rglob("*") if one.is_file() and text.encode() in one.read_bytes()]
    return sorted(str(one.relative_to(folder)) for one in found)


def _in_logbook(ward: Ward, text: str) -> list[str]:
    return [one for one in _files_with(ward.folder, text) if "backups" not in one]


def _everything(ward: Ward, path: Path) -> Path:
    """Write all that a ward holds into a file."""
    from sonolog.ledger.objects import read_object
    from sonolog.store.objects import all_objects

    with ward.book.reading() as connection:
        objects = [Kept(read_object(one.text), one.signature) for one in all_objects(connection)]
    path.write_bytes(write_bundle({"purpose": "copy"}, objects))
    return path


def test_the_next_scan_takes_over_from_the_last_one_whose_text_is_left(ward: Ward) -> None:
    """Of a scan that was taken away nothing is carried forward, and the form of the next one opens."""
    first = ward.scan(site="Example Hospital")
    last = ward.scan(site="Elsewhere")
    assert likely_fields(ward.book, ward.people[TESS])["site"] == "Elsewhere"
    redact(ward.book, last, "a name", key=ward.key(TESS))
    assert likely_fields(ward.book, ward.people[TESS])["site"] == "Example Hospital"
    redact(ward.book, first, "a name", key=ward.key(TESS))
    assert likely_fields(ward.book, ward.people[TESS]) == {}


def test_no_byte_of_it_is_left(ward: Ward) -> None:
    """Views, search, drafts, free pages, the journal of SQLite and the backups: searched byte by byte."""
    record = ward.scan(note=f"talked to {SECRET}")
    amend(ward.book, record, {"note": f"again {SECRET}"}, why="as said")
    keep_form(ward.book, record, "scan", {"note": f"draft {SECRET}"})
    back_up(ward.book)
    assert len(_files_with(ward.folder, SECRET)) >= 2, "there is something to be found"
    done = redact(ward.book, record, "a name", key=ward.key(TESS), backups=True)
    assert (done.texts, done.cleaned) == (2, True)
    assert _files_with(ward.folder, SECRET) == []
    assert ward.status(record) == "redacted"
    assert not check(ward.book).faults


def test_backups_that_still_hold_it_are_listed(ward: Ward) -> None:
    """Without being asked to, it leaves backups alone and says which."""
    record = ward.scan(note=SECRET)
    back_up(ward.book)
    done = redact(ward.book, record, "a name", key=ward.key(TESS))
    assert not done.cleaned
    assert {one.name for one in done.copies} == {Path(one).name for one in _files_with(ward.folder, SECRET)}
    assert done.copies


def test_only_earlier_versions_are_taken_away(ward: Ward) -> None:
    """What was amended already stays as it is; the version before is gone."""
    record = ward.scan(note=SECRET)
    amend(ward.book, record, {"note": "a helper"})
    assert redact(ward.book, record, "version 1", key=ward.key(TESS), keep_current=True).texts == 1
    assert ward.status(record) == "draft"
    assert "a helper" in {one.text for one in show_record(ward.book, record).fields}
    assert not check(ward.book).faults


def test_chains_still_verify_and_say_redacted(ward: Ward) -> None:
    """A signed scan redacted by a lead: what was signed about it says Redacted, what followed stays valid."""
    record, later = ward.signed(note=SECRET), ward.signed(side="right")
    with refused(ward.book, LeadNeeded, Exit.DENIED):
        redact(ward.book, record, "a name", key=ward.key(TESS))
    _lead(ward)
    redact(ward.acting(LEA), record, "a name", key=ward.key(LEA))
    result = check(ward.book)
    assert not result.faults
    assert result.words["Redacted"] == 2
    assert [one.verification for one in show_record(ward.book, record).history if one.act.startswith("signed")] == [
        "Redacted"
    ]
    assert ward.status(later) == "signed"


def test_a_record_signed_together_with_a_redacted_one_keeps_its_word(ward: Ward) -> None:
    """One signature for two scans, one of them redacted: the statement says Redacted, the other scan does not."""
    gone, stays = ward.scan(note=SECRET), ward.scan(side="right")
    ward.submit(gone, stays)
    ward.sign(gone, stays)
    _lead(ward)
    redact(ward.acting(LEA), gone, "a name", key=ward.key(LEA))
    found = verify_file(ward.path, ward.book.home)
    words = {one.id: one.word for one in found.lines if one.kind == "scan"}
    assert words == {gone: "Redacted", stays: "Valid, identity not confirmed"}
    assert found.words["Redacted"] == 2


def test_it_needs_a_reason_that_names_nobody(ward: Ward) -> None:
    """No reason, or one that is itself an identifier, and nothing happens; twice is once."""
    record = ward.scan(note=SECRET)
    with refused(ward.book, ReasonMissing, Exit.USAGE):
        redact(ward.book, record, " ", key=ward.key(TESS))
    redact(ward.book, record, "a name", key=ward.key(TESS))
    with refused(ward.book, NothingToDo, Exit.INPUT):
        redact(ward.book, record, "a name", key=ward.key(TESS))


def test_nobody_redacts_what_another_wrote(ward: Ward) -> None:
    """A supervisor asks for it; the trainee or a lead does it."""
    record = ward.scan(note=SECRET)
    with refused(ward.acting(SAM), ActRefused, Exit.DENIED):
        redact(ward.acting(SAM), record, "a name", key=ward.key(SAM))


def test_it_wins_every_merge(ward: Ward, tmp_path: Path) -> None:
    """Redacted here and read there: whoever absorbs whom, and again, the text is gone from both for good."""
    record = ward.scan(note=SECRET)
    other = second_machine(ward, tmp_path / "other")
    before = _everything(other, tmp_path / "before.slb")
    ward.submit(ward.scan(side="right"))  # the trainee's key is known by what it signed
    take_in(other.book, ward.path)
    redact(ward.book, record, "a name", key=ward.key(TESS))
    assert take_in(other.book, ward.path).redacted == 1
    assert _in_logbook(other, SECRET) == []
    for machine in (ward, other):
        for source in (before, ward.path, other.path):
            take_in(machine.book, source)
        assert machine.status(record) == "redacted"
        assert _in_logbook(machine, SECRET) == []
        assert not check(machine.book).faults
    assert digests(ward) == digests(other)


def test_a_redacted_version_beside_another_is_no_dead_end(ward: Ward, tmp_path: Path) -> None:
    """Amended there while it was redacted here: the record has two versions, and the readable one is kept."""
    record = ward.scan(note=SECRET)
    other = second_machine(ward, tmp_path / "other")
    ward.submit(ward.scan(side="right"))
    amend(other.book, record, {"note": "a helper"})
    take_in(other.book, ward.path)
    redact(ward.book, record, "a name", key=ward.key(TESS))
    take_in(other.book, ward.path)
    assert _in_logbook(other, SECRET) == []
    assert other.status(record) == "draft"


def _forged(ward: Ward, record: str, path: Path, signer: Signer, seed: bytes = b"e" * 32, subject: str = "") -> Path:
    """Write a file with a redaction of a record by a key nobody gave anybody, in whatever name."""
    with ward.book.reading() as connection:
        head = head_of(connection, record)
        assert head is not None
        versions = [row.digest for row in revisions_of(connection, record)]
    key = key_from_seed(seed)
    items = tuple(Item(digest=one) for one in versions)
    made = make_statement(
        Intent(act="redact", subject=subject or head.subject, items=items, reason="a name"),
        signer=signer,
        public=key.public,
        previous=(),
        moment=NOW,
        setting=Setting(assurance="own-device"),
    )
    path.write_bytes(write_bundle({"purpose": "copy"}, [Kept(made, sign_statement(made, key).signature)]))
    return path


@pytest.mark.parametrize("who", ["author", "lead", "somebody"])
def test_a_forged_redaction_erases_nothing(ward: Ward, tmp_path: Path, who: str) -> None:
    """In the author's name, as a lead of one's own making, or as anybody: refused, whatever else is let in."""
    ward.signed(side="right")
    record = ward.scan(note="kept")
    _lead(ward)
    names = {
        "author": Signer(person=ward.people[TESS], name=TESS, role="trainee"),
        "lead": Signer(person=ward.people[LEA], name=LEA, role="lead"),
        "somebody": Signer(person=ward.people[PAT], name=PAT, role="supervisor"),
    }
    path = _forged(ward, record, tmp_path / "forged.slb", names[who])
    with pytest.raises(Exception, match=r"another key|takes away texts"):
        take_in(ward.book, path)
    incoming = read_incoming(ward.book, path)
    assert [one.texts for one in incoming.redactions] == [1]
    assert _files_with(ward.folder / "data", "kept")
    assert ward.status(record) == "draft"


def test_a_key_let_in_before_is_no_leads_key(ward: Ward, tmp_path: Path) -> None:
    """A stranger's key, let in once with a harmless statement, takes nothing away in the role it gives itself."""
    signed = ward.signed(note="kept")
    _lead(ward)
    stranger = Signer(person=ward.people[LEA], name=LEA, role="lead")
    harmless = ward.scan(side="right")
    with ward.book.reading() as connection:
        head = head_of(connection, harmless)
    assert head is not None
    key = key_from_seed(b"e" * 32)
    said = make_statement(
        Intent(act="return", subject=head.subject, items=(Item(digest=head.digest),), reason="why?"),
        signer=stranger,
        public=key.public,
        previous=(),
        moment=NOW,
        setting=Setting(assurance="own-device"),
    )
    first = tmp_path / "first.slb"
    first.write_bytes(write_bundle({"purpose": "copy"}, [Kept(said, sign_statement(said, key).signature)]))
    take_in(ward.book, first)
    with refused(ward.book, RedactionDoubtful, Exit.DENIED) as caught:
        take_in(ward.book, _forged(ward, signed, tmp_path / "forged.slb", stranger))
    assert key.fingerprint in caught.value.message
    assert ward.status(signed) == "signed"


def test_a_redaction_is_let_in_by_the_fingerprint_of_its_key(ward: Ward, tmp_path: Path) -> None:
    """Compared in person, a lead's key takes the text away without a programme."""
    record = ward.signed(note=SECRET)
    _lead(ward)
    lead = Signer(person=ward.people[LEA], name=LEA, role="lead")
    path = _forged(ward, record, tmp_path / "lead.slb", lead)
    mark = key_from_seed(b"e" * 32).fingerprint
    absorb(ward.book, read_incoming(ward.book, path), Acceptance(keys=frozenset({mark})))
    assert ward.status(record) == "redacted"
    assert _in_logbook(ward, SECRET) == []
    assert _files_with(ward.folder, SECRET), "the backup made before still holds it"
    done = redact(ward.acting(LEA), record, "backups", key=ward.key(LEA), backups=True)
    assert (done.texts, done.cleaned, len(done.statements)) == (0, True, 0)
    assert _files_with(ward.folder, SECRET) == []


def test_a_lead_the_programme_vouches_for_is_not_asked_about(ward: Ward, tmp_path: Path) -> None:
    """With the programme pinned, its lead's redaction is taken in like anything else."""
    record = ward.signed(note=SECRET)
    ward.people["Root"] = add_person(ward.book, "Robin Root", roles=("lead",)).id
    _lead(ward)
    root, lea = ward.key("Root"), key_from_seed(b"e" * 32)
    pin(ward.home, root.signing.fingerprint, "Example")
    terms = Terms(
        roles=("lead",),
        valid_from=NOW.date(),
        valid_to=NOW.date().replace(year=2028),
        checked="badge",
        key=lea.public,
    )
    vouch(ward.acting("Root"), LEA, terms, key=root)
    path = _forged(ward, record, tmp_path / "lead.slb", Signer(person=ward.people[LEA], name=LEA, role="lead"))
    assert take_in(ward.book, path, ANYBODY).redacted == 1
    assert ward.status(record) == "redacted"


def test_a_withdrawal_keeps_its_reason_and_its_text(ward: Ward) -> None:
    """To withdraw is not to redact: the record stays readable, with why."""
    record = ward.signed(note="kept")
    withdraw(ward.book, [record], "entered twice", key=ward.key(TESS))
    view = show_record(ward.book, record)
    assert view.status == "withdrawn"
    assert "entered twice" in " ".join(one.words for one in view.history)
    assert "kept" in {one.text for one in view.fields}
    assert [one.status for one in list_scans(ward.book, ward.people[TESS]).scans] == ["withdrawn"]
