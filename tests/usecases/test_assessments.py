"""An assessment is written and signed by the assessor: the trainee neither changes it nor makes it go unseen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Statement, read_object
from sonolog.store.objects import all_objects
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import amend
from sonolog.usecases.check import check
from sonolog.usecases.errors import ActRefused
from sonolog.usecases.people import add_person
from sonolog.usecases.redact import redact
from sonolog.usecases.request import request, respond
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.vouch import checkpoint
from sonolog.usecases.withdraw import withdraw

from .copies import second_machine, take_in
from .ward import ANN, SAM, TESS, Ward, held_clock, refused

FIELDS = {"form": "direct-observation", "outcome": "failed", "purpose": "summative", "assessor": ANN}
LEA = "Lea Lead"


def _assessed(ward: Ward) -> str:
    """Let the assessor write an assessment about the trainee, and sign it."""
    record = add_record(ward.acting(ANN), "assessment", FIELDS, trainee=TESS).id
    sign(ward.acting(ANN), [Choice(record, outcome="failed")], key=ward.key(ANN))
    return record


def test_an_assessor_signs_what_they_wrote_without_being_asked(ward: Ward) -> None:
    """Nobody submits it to them; it counts once its author signed it, and the assessor may put it right."""
    record = _assessed(ward)
    assert ward.status(record) == "signed"
    amend(ward.acting(ANN), record, {"note": "second case"}, why="added")
    assert ward.status(record) == "amended"
    sign(ward.acting(ANN), [Choice(record, outcome="failed")], key=ward.key(ANN))
    assert ward.status(record) == "signed"
    assert not check(ward.book).faults


def test_a_supervisor_does_not_sign_a_draft_of_the_trainee(ward: Ward) -> None:
    """Only one's own writing is signed unasked."""
    record = ward.scan()
    with refused(ward.acting(SAM), ActRefused, Exit.DENIED):
        ward.sign(record)


@pytest.mark.parametrize("act", ["amend", "withdraw", "redact", "sign"])
def test_the_trainee_can_do_nothing_to_it(ward: Ward, act: str) -> None:
    """Not amend, withdraw, redact or sign it."""
    record = _assessed(ward)
    with refused(ward.book, ActRefused, Exit.DENIED):
        if act == "amend":
            amend(ward.book, record, {"outcome": "passed"})
        elif act == "withdraw":
            withdraw(ward.book, [record], "no", key=ward.key(TESS))
        elif act == "redact":
            redact(ward.book, record, "no", key=ward.key(TESS))
        else:
            sign(ward.book, [Choice(record)], key=ward.key(TESS))
    assert not show_record(ward.book, record).allowed & {"amend", "withdraw", "reinstate", "sign"}
    assert ward.status(record) == "signed"


def test_the_trainee_can_answer_it(ward: Ward) -> None:
    """A reflection of one's own stands beside it."""
    _assessed(ward)
    answer = add_record(ward.book, "reflection", {"text": "I did not see the second view."}).id
    assert ward.status(answer) == "draft"


def _suppressed(ward: Ward, record: str, folder: Path) -> Ward:
    """Return the trainee's logbook written anew without a record and whatever names it."""
    with ward.book.reading() as connection:
        kept = [Kept(read_object(one.text), one.signature) for one in all_objects(connection)]
    versions = {one.digest for one in kept if getattr(one.found, "record", "") == record}
    named = {
        one.digest
        for one in kept
        if isinstance(one.found, Statement) and versions & {item.digest for item in one.found.items}
    }
    path = folder.with_suffix(".slb")
    path.write_bytes(write_bundle({"purpose": "copy"}, [one for one in kept if one.digest not in versions | named]))
    shutil.copytree(ward.folder / "config", folder / "config")
    clean = Ward(folder, clock=held_clock(), seed=folder.name, people=dict(ward.people))
    take_in(clean.book.acting_as(ward.people[TESS]), path)
    clean.book = clean.open()
    return clean


def _incomplete(ward: Ward) -> list[str]:
    return [one.what for one in check(ward.book).faults if one.what.startswith("Incomplete")]


def test_one_suppressed_shows_at_the_assessors_next_statement(ward: Ward, tmp_path: Path) -> None:
    """The fail is gone from the trainee's file without a trace, until the assessor signs anything more."""
    failed, scan = _assessed(ward), ward.scan()
    ward.submit(scan, to=ANN)
    assessors = second_machine(ward, tmp_path / "assessor")
    clean = _suppressed(ward, failed, tmp_path / "clean")
    assert not check(clean.book).faults, "nothing shows yet"
    asked = request(clean.book, ANN, tmp_path / "request.slb").path
    take_in(assessors.book, asked)
    sign(assessors.acting(ANN), [Choice(scan)], key=assessors.key(ANN))
    answer = respond(assessors.acting(ANN), tmp_path / "response.slb", trainee=TESS).path
    take_in(clean.book, answer)
    assert clean.status(failed) == "signed", "the answer of an honest assessor brings all they signed"
    hidden = _suppressed(clean, failed, tmp_path / "hidden")
    (told,) = _incomplete(hidden)
    assert "An earlier statement is missing." in told
    assert f"statement 2 by {ANN}" in told


def test_one_suppressed_shows_at_a_checkpoint(ward: Ward, tmp_path: Path) -> None:
    """A lead who saw it says so: without it the checkpoint is incomplete, with the number that is missing."""
    failed = _assessed(ward)
    ward.people[LEA] = add_person(ward.book, LEA, roles=("lead",)).id
    checkpoint(ward.acting(LEA), key=ward.key(LEA))
    assert not check(ward.book).faults
    (told,) = _incomplete(_suppressed(ward, failed, tmp_path / "clean"))
    assert f"{LEA} saw it on 2026-11-23 (number 1)." in told
