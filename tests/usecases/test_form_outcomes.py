"""What an assessment on a form came to is worked out from the form each time it is read, whoever signed what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evaluate import evaluate
from sonolog.usecases.add_record import add_record
from sonolog.usecases.errors import ActRefused, FieldsRefused
from sonolog.usecases.form_results import form_results
from sonolog.usecases.forms import add_forms, find_form
from sonolog.usecases.report_assessments import assessments_report
from sonolog.usecases.revoke import revoke
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.trusted_evidence import trusted_evidence

from .filled import FRAMEWORK_HEAD, OSAUS, SOURCE, five_colleagues
from .ward import ANN, SAM, TESS, Ward, refused

UNSAFE = "0"
THORACIC = """form = "thoracic"
edition = "1"
title = "Thoracic portfolio"
source = { citation = "A department", licence = "our own" }
[pass]
rule = "portfolio"
parts = [{ form = "entrustment", outcome = "satisfactory" }]
"""
CHEST = THORACIC.replace('"thoracic"', '"chest"').replace(
    'parts = [{ form = "entrustment", outcome = "satisfactory" }]', 'parts = [{ form = "thoracic" }]'
)
JUDGED = """form = "ours"
edition = "1"
title = "Ours"
source = { citation = "A department", licence = "our own" }
[pass]
rule = "judged"
[[scale]]
id = "two"
kind = "ordinal"
levels = [{ value = 1, label = "no" }, { value = 2, label = "yes" }]
[[item]]
id = "whole"
text = "The whole"
scale = "two"
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
where = { %s }
"""
)


def _added(ward: Ward, folder: Path, text: str) -> None:
    file = folder / "form.toml"
    file.write_text(text, "utf-8")
    add_forms(file, ward.home)
    file.unlink()


def _unsafe(ward: Ward) -> str:
    """Return an assessment by Ann with every item of clinical competency unsafe."""
    levels = {f"item.{item.id}": UNSAFE for item in find_form("clinical-competency", ward.home).form.items}
    return add_record(ward.acting(ANN), "assessment", {"form": "clinical-competency", **levels}, trainee=TESS).id


def _entrusted(ward: Ward, level: str = "4") -> str:
    typed = {"form": "entrustment", "item.supervision": level}
    return add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id


def _sign(ward: Ward, record: str, by: str = ANN, **said: str | int | None) -> None:
    sign(ward.acting(by), [Choice(record, **said)], key=ward.key(by))  # type: ignore[arg-type]


@contextmanager
def _another_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sign and add as a program does that has no forms: it refuses nothing that a form says."""
    with monkeypatch.context() as patched:
        patched.setattr("sonolog.usecases.sign.require_as_marked", lambda *_, **__: None, raising=False)
        patched.setattr("sonolog.usecases.fill_form.require_as_told", lambda *_: None, raising=False)
        yield


def _is_met(ward: Ward, where: str) -> bool:
    framework, problems = read_framework(FRAMEWORK % where, file="f", vocabulary=load_vocabulary())
    assert framework is not None, problems
    with ward.book.reading() as connection:
        evidence = trusted_evidence(connection, ward.book, ward.people[TESS], ward.book.today)
    (answer,) = evaluate(framework, evidence, vocabulary=load_vocabulary()).requirements
    return answer.met is True


def _shown(ward: Ward, record: str, name: str) -> str:
    return next((one.text for one in show_record(ward.book, record).fields if one.name == name), "")


def _printed(ward: Ward, record: str) -> str:
    """Return the outcome in the report of assessments."""
    report = assessments_report(ward.book, ward.people[TESS], ward.book.today)
    day = show_record(ward.book, record).day
    return next(one.outcome for one in report.assessments if one.day == day)


def test_nobody_signs_as_passed_what_the_form_says_failed(ward: Ward) -> None:
    """Neither by the outcome nor by another level of entrustment; saying what the form says is accepted."""
    record = _unsafe(ward)
    with refused(ward.book, ActRefused, Exit.DENIED) as refusal:
        _sign(ward, record, outcome="passed")
    assert "its form comes to failed, not passed" in str(refusal.value.message)
    _sign(ward, record, outcome="failed")
    trusted = _entrusted(ward, "2")
    with refused(ward.book, ActRefused, Exit.DENIED):
        _sign(ward, trusted, entrustment=5)
    _sign(ward, trusted, entrustment=2)


def test_what_another_program_signed_as_passed_stays_failed_everywhere(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress, the report, the portfolio it is a part of and what is shown say what the form comes to."""
    record, trusted = _unsafe(ward), _entrusted(ward, "2")
    with _another_program(monkeypatch):
        _sign(ward, record, outcome="passed")
        _sign(ward, trusted, outcome="satisfactory", entrustment=5)
    assert not _is_met(ward, 'form = "clinical-competency", outcome = "passed"')
    assert _is_met(ward, 'form = "clinical-competency", outcome = "failed"')
    assert not _is_met(ward, "entrustment = { at_least = 3 }")
    assert _printed(ward, record) == "failed"
    assert _shown(ward, record, "outcome") == "Failed"
    assert "The sign-off says passed." in _shown(ward, record, "result")


def test_where_the_assessor_says_it_the_signature_decides(ward: Ward, tmp_path: Path) -> None:
    """On a judged form the signed word is the outcome in progress, report and what is shown alike."""
    _added(ward, tmp_path, JUDGED)
    typed = {"form": "ours", "item.whole": "2", "outcome": "passed"}
    record = add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id
    with refused(ward.book, ActRefused, Exit.DENIED):
        _sign(ward, record, outcome="satisfactory")
    _sign(ward, record, outcome="failed")
    assert _is_met(ward, 'form = "ours", outcome = "failed"')
    assert (_printed(ward, record), _shown(ward, record, "outcome")) == ("failed", "Failed")


def test_a_form_without_passing_is_never_passed(ward: Ward) -> None:
    """Where the rule is none, neither typing nor signing makes it passed, filled in or not."""
    with refused(ward.book, FieldsRefused, Exit.INPUT) as refusal:
        add_record(ward.book, "assessment", {"form": "procedure-observation", "outcome": "passed"})
    assert "cannot be passed" in str(refusal.value.faults[0].why)  # type: ignore[attr-defined]
    blank = add_record(ward.acting(ANN), "assessment", {"form": "procedure-observation"}, trainee=TESS).id
    with refused(ward.book, ActRefused, Exit.DENIED):
        _sign(ward, blank, outcome="passed")


def test_nobody_signs_as_passed_a_form_with_nothing_filled_in(ward: Ward) -> None:
    """Its rule has nothing to work an outcome out from; of one on paper, told with its score, the assessor says it."""
    blank = add_record(ward.acting(ANN), "assessment", {"form": "osaus"}, trainee=TESS).id
    with refused(ward.book, ActRefused, Exit.DENIED) as refusal:
        _sign(ward, blank, outcome="passed")
    assert "comes to not-judged, not passed" in str(refusal.value.message)
    paper = add_record(ward.acting(ANN), "assessment", {"form": "osaus", "score": "3.4"}, trainee=TESS).id
    _sign(ward, paper, outcome="passed")
    assert _shown(ward, paper, "outcome") == "Passed"


def test_blank_forms_are_no_evidence(ward: Ward) -> None:
    """Three are signed, two of them without a single level: one of three, and the two are told."""
    items = find_form("procedure-observation", ward.home).form.items
    filled = {f"item.{one.id}": "3" for one in items}
    for typed in ({}, {}, filled):
        record = add_record(ward.acting(ANN), "assessment", {"form": "procedure-observation", **typed}, trainee=TESS)
        _sign(ward, record.id)
    found = form_results(ward.book, "procedure-observation")
    assert [(one.what, one.have) for one in found.needs] == [("forms", 1), ("assessors", 1)]
    assert (found.signed, found.blank) == (1, 2)


def test_a_blank_answer_does_not_open_what_is_only_shown_gathered(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused; one that came from elsewhere, signed, counts for nobody, and Ada's answer stays held back."""
    ada = {**SOURCE, "form": "multi-source", "group": "doctors", "assessor": ANN}
    _sign(ward, add_record(ward.acting(ANN), "assessment", ada, trainee=TESS).id)
    blank = {"form": "multi-source", "group": "doctors", "assessor": SAM}
    with refused(ward.book, FieldsRefused, Exit.INPUT):
        add_record(ward.book, "assessment", blank)
    with _another_program(monkeypatch):
        record = add_record(ward.book, "assessment", blank).id
    ward.submit(record)
    with refused(ward.book, ActRefused, Exit.DENIED) as refusal:
        _sign(ward, record, by=SAM)
    assert "nothing is filled in" in str(refusal.value.message)
    with _another_program(monkeypatch):
        _sign(ward, record, by=SAM)
    doctors = form_results(ward.book, "multi-source").groups[0]
    assert (doctors.assessors, doctors.is_released, doctors.answers) == (1, False, {})


def test_each_item_waits_for_enough_people_of_its_own(ward: Ward) -> None:
    """Four colleagues left all but one item out: nothing of the fifth shows in the others; five answered that one."""
    from sonolog.usecases.people import add_person

    for at, letter in enumerate("abcde"):
        name = f"Colleague {letter.upper()}"
        ward.people[name] = add_person(ward.book, name, roles=("assessor",)).id
        said = SOURCE if at == 0 else dict.fromkeys(SOURCE, "not assessed") | {"item.team": "4"}
        typed = {**said, "form": "multi-source", "group": "doctors", "assessor": name}
        _sign(ward, add_record(ward.acting(name), "assessment", typed, trainee=TESS).id, by=name)
    doctors = form_results(ward.book, "multi-source").groups[0]
    assert doctors.answers == {"team": {3: 1, 4: 4}}


def test_old_answers_keep_the_labels_and_threshold_of_their_edition(ward: Ward, tmp_path: Path) -> None:
    """A newer edition turns the scale round and asks two: the five old answers stand apart under their own words."""
    from sonolog.usecases.form_results import answer_words

    five_colleagues(ward)
    text = find_form("multi-source", ward.home).text.replace('edition = "1"', 'edition = "2030"', 1)
    newer = text.replace("release = 5", "release = 2").replace('"As expected"', '"Below what is expected"')
    _added(ward, tmp_path, newer)
    typed = {**SOURCE, "form": "multi-source", "group": "doctors", "assessor": ANN}
    _sign(ward, add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id)
    told = [one for one in form_results(ward.book, "multi-source").groups if one.assessors]
    assert [(one.form.edition, one.assessors, one.is_released) for one in told] == [("2030", 1, False), ("1", 5, True)]
    assert answer_words(told[1], "team") == "3 As expected ×5"


@pytest.mark.parametrize("nested", [False, True])
def test_a_portfolio_falls_with_the_sign_off_of_a_part(ward: Ward, tmp_path: Path, nested: bool) -> None:
    """The part's sign-off is revoked: what was passed, and what it is a part of, is passed nowhere any more."""
    _added(ward, tmp_path, THORACIC)
    _added(ward, tmp_path, CHEST)
    part = _entrusted(ward)
    _sign(ward, part)
    record = add_record(ward.acting(ANN), "assessment", {"form": "thoracic"}, trainee=TESS).id
    _sign(ward, record)
    if nested:
        record = add_record(ward.acting(ANN), "assessment", {"form": "chest"}, trainee=TESS).id
        _sign(ward, record)
    where = f'form = "{"chest" if nested else "thoracic"}", outcome = "passed"'
    assert _is_met(ward, where)
    assert _shown(ward, record, "outcome") == "Passed"
    revoke(ward.acting(ANN), [part], "signed in error", key=ward.key(ANN))
    assert not _is_met(ward, where)
    assert _shown(ward, record, "outcome") == "Failed"
    assert "The record says passed." in _shown(ward, record, "result")


def test_score_shown_and_outcome_agree_for_a_form_that_decides(ward: Ward) -> None:
    """What holds for a plain pass: every door says the same of it."""
    record = add_record(ward.acting(ANN), "assessment", OSAUS, trainee=TESS).id
    _sign(ward, record)
    assert _is_met(ward, 'form = "osaus", outcome = "passed"')
    assert (_printed(ward, record), _shown(ward, record, "outcome")) == ("passed", "Passed")


def test_a_number_for_each_region_names_regions_by_their_label(ward: Ward, tmp_path: Path) -> None:
    """Before the first it is asked for each; what names no region is in none, and makes no row of its own."""
    _added(ward, tmp_path, JUDGED.replace("[[scale]]", '[evidence]\nper = "region"\nforms = 2\n[[scale]]'))
    assert [(one.what, one.have) for one in form_results(ward.book, "ours").needs] == [("forms (each region)", 0)]
    typed = {"form": "ours", "item.whole": "2", "outcome": "passed"}
    for region in ({"region": "shoulder"}, {}):
        _sign(ward, add_record(ward.acting(ANN), "assessment", typed | region, trainee=TESS).id)
    assert [(one.what, one.have) for one in form_results(ward.book, "ours").needs] == [("forms (Shoulder)", 1)]
