"""An assessment made on a form: its levels decide, it keeps the form, and frameworks see what it came to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sonolog.domain.framework import Framework
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evaluate import evaluate
from sonolog.store.evidence import load_evidence
from sonolog.store.lookups import body_of, head_of
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import amend, fields_to_amend
from sonolog.usecases.check import check
from sonolog.usecases.errors import FieldsRefused
from sonolog.usecases.form_results import form_results
from sonolog.usecases.forms import add_forms, find_form
from sonolog.usecases.read_fields import read_fields
from sonolog.usecases.request import respond
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign

from .copies import second_machine, take_in
from .filled import FRAMEWORK_HEAD, OSAUS, five_colleagues
from .ward import ANN, TESS, Ward

PORTFOLIO = """form = "thoracic"
edition = "1"
title = "Thoracic portfolio"
source = { citation = "A department", licence = "our own" }
[pass]
rule = "portfolio"
parts = [{ form = "entrustment", outcome = "satisfactory", at_least = 2 }]
"""
FRAMEWORK = (
    FRAMEWORK_HEAD
    + """\
[[requirement]]
id = "r"
stage = "s"
title = "R"
of = "assessment"
at_least = 1
sign_off = "none"
"""
)


def _body(ward: Ward, record: str) -> dict[str, Any]:
    with ward.book.reading() as connection:
        head = head_of(connection, record)
        assert head is not None
        return body_of(connection, head.digest)


def _shown(ward: Ward, record: str, who: str = TESS) -> dict[str, str]:
    book = ward.book if who == TESS else ward.acting(who)
    return {one.name: one.text for one in show_record(book, record).fields}


def _titles(ward: Ward, record: str) -> dict[str, str]:
    return {one.name: one.title for one in show_record(ward.book, record).fields}


def _refused(ward: Ward, typed: dict[str, str]) -> FieldsRefused:
    with pytest.raises(FieldsRefused) as refusal:
        add_record(ward.book, "assessment", typed)
    with ward.book.reading() as connection:
        assert not load_evidence(connection, ward.people[TESS], ward.book.today).log("assessment").records
    return refusal.value


def _newer_edition(ward: Ward, folder: Path) -> None:
    """Add an edition of OSAUS whose text and threshold are others."""
    text = find_form("osaus", ward.home).text
    text = text.replace('edition = "2013-1"', 'edition = "2030"').replace("at_least = 3.0", "at_least = 4.5")
    file = folder / "newer.toml"
    file.write_text(text.replace('text = "Image optimisation"', 'text = "Pictures"'), "utf-8")
    add_forms(file, ward.home)


def test_the_levels_decide(ward: Ward) -> None:
    """Score and outcome come from the form's rule, each item is shown as the form calls it, and can be amended."""
    record = add_record(ward.book, "assessment", OSAUS).id
    body = _body(ward, record)
    assert (body["outcome"], body["score"], body["form_edition"]) == ("passed", "3.1666", "2013-1")
    shown = _shown(ward, record)
    assert shown["item.equipment"] == "3 Sufficient"
    assert shown["item.documentation"] == "Not assessed"
    assert shown["result"] == "Mean 3.16 (needs 3); passed."
    amend(ward.book, record, {"item.systematic": "1"})
    assert (_body(ward, record)["outcome"], _body(ward, record)["score"]) == ("failed", "2.6666")
    amend(ward.book, record, {"variant": "transvaginal"})
    assert _body(ward, record)["outcome"] == "passed"
    assert not check(ward.book).faults


def test_what_a_form_shows_is_read_back_as_the_same(ward: Ward) -> None:
    """A page that shows every field and hands all of them back changes nothing but what was changed on it."""
    record = add_record(ward.book, "assessment", OSAUS).id
    typed = fields_to_amend(ward.book, record).typed
    assert read_fields(ward.book, "assessment", typed)[0]["item_levels"][0] == {"item": "indication", "level": 4}
    levels = typed["item_levels"].replace("systematic 4", "systematic 1")
    amend(ward.book, record, {**typed, "item_levels": levels})
    assert _body(ward, record)["outcome"] == "failed"


def test_an_old_assessment_shows_with_the_form_it_was_made_on(ward: Ward, tmp_path: Path) -> None:
    """Another edition is there later: new assessments are made on it, old ones are shown and amended on their own."""
    old = add_record(ward.book, "assessment", OSAUS).id
    _newer_edition(ward, tmp_path)
    new = add_record(ward.book, "assessment", OSAUS).id
    assert (_body(ward, old)["outcome"], _body(ward, new)["outcome"]) == ("passed", "failed")
    amend(ward.book, old, {"item.decision": "4"})
    assert _body(ward, old)["form_edition"] == "2013-1"
    assert _titles(ward, old)["item.optimisation"] == "Image optimisation"
    assert _titles(ward, new)["item.optimisation"] == "Pictures"
    asked = add_record(ward.book, "assessment", {**OSAUS, "form_edition": "2013-1"}).id
    assert _body(ward, asked)["document"] == _body(ward, old)["document"]


def test_every_fault_of_a_filled_form_is_named_at_once(ward: Ward) -> None:
    """An unknown item, a level there is not, what is missing and an unknown variant, each with its field."""
    typed = {"form": "osaus", "item.indication": "9", "item.equipmnt": "3", "variant": "transvaginl"}
    told = {one.field: one for one in _refused(ward, typed).faults}
    assert "no level 9" in told["item.indication"].why
    assert "Did you mean “equipment”?" in told["item.equipmnt"].hint
    assert "no level yet" in told["item.decision"].why
    assert told["variant"].nearest[0] == "transvaginal"


@pytest.mark.parametrize("typed", [{"outcome": "failed"}, {"score": "5"}])
def test_what_contradicts_the_levels_is_refused(ward: Ward, typed: dict[str, str]) -> None:
    """Nobody says failed where the levels say passed; who says the same is not contradicted."""
    assert _refused(ward, {**OSAUS, **typed})
    assert add_record(ward.book, "assessment", {**OSAUS, "outcome": "passed"}).id


def test_a_critical_failure_fails_the_whole(ward: Ward) -> None:
    """Nearly every point, and one critical item below its level: failed; the same with the level: passed."""
    levels = {f"item.{item.id}": "3" for item in find_form("clinical-competency", ward.home).form.items}
    typed = {"form": "clinical-competency", **levels}
    record = add_record(ward.book, "assessment", {**typed, "item.infection": "1"}).id
    assert (_body(ward, record)["outcome"], _body(ward, record)["purpose"]) == ("failed", "summative")
    amend(ward.book, record, {"item.infection": "2"})
    assert _body(ward, record)["outcome"] == "passed"


def test_without_levels_an_assessment_is_as_told(ward: Ward) -> None:
    """It may have been made on paper, on a form that is here or on one that is not; levels need the form."""
    assert _refused(ward, {"form": "our-own-paper", "item.views": "3"})
    for form in ("osce", "our-own-paper"):
        record = add_record(ward.book, "assessment", {"form": form, "outcome": "passed", "level": "3"}).id
        assert (_body(ward, record)["outcome"], _body(ward, record)["level"]) == ("passed", 3)
        assert "document" not in _body(ward, record)


def test_an_outcome_beside_an_unfilled_form_is_refused(ward: Ward) -> None:
    """The form works it out from its items: neither added nor amended; on paper it had a score."""
    (fault,) = _refused(ward, {"form": "osaus", "outcome": "passed"}).faults
    assert fault.field == "outcome"
    assert "none is filled in" in fault.why
    blank = add_record(ward.book, "assessment", {"form": "osaus"}).id
    with pytest.raises(FieldsRefused):
        amend(ward.book, blank, {"outcome": "passed"})
    amend(ward.book, blank, {"outcome": "passed", "score": "3.4"})  # as it stood on paper
    assert _body(ward, blank)["outcome"] == "passed"


def _asking(where: str) -> Framework:
    found, problems = read_framework(f"{FRAMEWORK}where = {{ {where} }}\n", file="f", vocabulary=load_vocabulary())
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("where", "met"),
    [
        ('form = "osaus", score = { at_least = 3.1 }', True),
        ('form = "osaus", score = { at_least = 3.2 }', False),
        ('form = "osaus", outcome = "passed", form_edition = "2013-1"', True),
        ("items = 6, lowest_mark = 2", True),
        ('form = "entrustment", entrustment = { at_least = 4 }, outcome = "satisfactory"', True),
        ("entrustment = { at_least = 5 }", False),
        ("level = 4", True),
        ("mean_mark = { at_least = 0 }", False),
    ],
)
def test_a_framework_sees_what_a_form_came_to(ward: Ward, where: str, met: bool) -> None:
    """It asks for form, edition, score, outcome, level and entrustment; levels have no mean."""
    add_record(ward.book, "assessment", OSAUS)
    add_record(ward.book, "assessment", {"form": "entrustment", "item.supervision": "4"})
    with ward.book.reading() as connection:
        evidence = load_evidence(connection, ward.people[TESS], ward.book.today)
    (answer,) = evaluate(_asking(where), evidence, vocabulary=load_vocabulary()).requirements
    assert answer.met is met


def test_the_form_travels_with_an_assessment(ward: Ward, tmp_path: Path) -> None:
    """An assessor fills a form in on a machine of their own; the trainee's logbook gets the form with the answer."""
    theirs = second_machine(ward, tmp_path / "theirs")
    file = tmp_path / "ours.toml"
    file.write_text(find_form("osaus", theirs.home).text.replace('form = "osaus"', 'form = "ours"', 1), "utf-8")
    add_forms(file, theirs.home)
    record = add_record(theirs.acting(ANN), "assessment", {**OSAUS, "form": "ours"}, trainee=TESS).id
    sign(theirs.acting(ANN), [Choice(record)], key=theirs.key(ANN))
    take_in(ward.book, respond(theirs.acting(ANN), tmp_path / "answer.slb", trainee=TESS).path)
    assert _shown(ward, record)["item.equipment"] == "3 Sufficient"
    assert form_results(ward.book, "ours").signed == 1


def test_answers_of_many_are_shown_gathered_above_their_threshold_alone(ward: Ward) -> None:
    """Of five it is told how often each level was given; one by one nothing is told, but to who gave it."""
    records = five_colleagues(ward)
    assert set(_shown(ward, records[0])) == {"date", "form", "form_edition", "group", "purpose", "held"}
    assert not any(line.who or line.changes or line.words for line in show_record(ward.book, records[0]).history)
    assert _shown(ward, records[0], "Colleague A")["item.team"] == "3 As expected"
    found = form_results(ward.book, "multi-source")
    assert found.signed == 5
    doctors, *others = found.groups
    assert doctors.is_released
    assert doctors.answers["team"] == {3: 5}
    assert not any(one.is_released or one.answers for one in others)


def test_four_are_too_few(ward: Ward) -> None:
    """The same answers, one of them without a signature, are held back."""
    records = five_colleagues(ward)
    amend(ward.acting("Colleague A"), records[0], {"item.team": "2"}, why="on second thoughts")
    found = form_results(ward.book, "multi-source")
    assert (found.signed, found.groups[0].is_released, found.groups[0].answers) == (4, False, {})


def test_a_portfolio_is_passed_once_all_its_parts_are_signed(ward: Ward, tmp_path: Path) -> None:
    """What nobody signed is no part; the outcome is worked out, not typed."""
    file = tmp_path / "thoracic.toml"
    file.write_text(PORTFOLIO, "utf-8")
    add_forms(file, ward.home)
    typed = {"form": "entrustment", "item.supervision": "4"}
    for _ in range(2):
        record = add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id
        early = add_record(ward.book, "assessment", {"form": "thoracic"}).id
        assert _body(ward, early)["outcome"] == "failed"
        sign(ward.acting(ANN), [Choice(record)], key=ward.key(ANN))
    late = add_record(ward.book, "assessment", {"form": "thoracic"}).id
    assert _body(ward, late)["outcome"] == "passed"
    assert [(need.have, need.need) for need in form_results(ward.book, "thoracic").needs] == [(2, 2)]
