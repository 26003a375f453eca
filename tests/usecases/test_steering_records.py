"""Records that steer a framework: checked against it when written, binding once signed, seen in progress and scope."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import amend
from sonolog.usecases.draw_entries import draw_entries
from sonolog.usecases.enrol import enrol
from sonolog.usecases.errors import FieldsRefused, NothingToDo
from sonolog.usecases.frameworks import add_framework
from sonolog.usecases.make_report import make_report
from sonolog.usecases.people import add_person
from sonolog.usecases.report_scope import scope_report
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.show_scope import show_scope

from .ward import SAM, TESS, Ward, refused

LENA = "Lena Lead"
OURS = """
framework = "ours"
edition = "1"
title = "Ours"
source = { body = "Us", document = "Handbook", confidence = "published" }
regions = ["shoulder", "knee"]

[[stage]]
id = "level-1"
title = "Level 1"
grants = ["adjunct"]
ratified_by = "lead"

[[requirement]]
id = "scans"
stage = "level-1"
title = "Scans"
of = "scan"
at_least = 4

[[requirement]]
id = "audit"
stage = "level-1"
title = "Audit"
of = "scan"
draw = { entries = 2, at = "today" }
having = { adequate = true }
at_least = 2
sign_off = "none"

[[line]]
id = "shoulder-alone"
title = "Shoulder alone"
stage = "level-1"
region = "shoulder"
grants = ["diagnostic-shoulder"]
"""


@pytest.fixture
def led(ward: Ward, tmp_path: Path) -> Ward:
    """Return a ward with a lead, enrolled on a small framework."""
    ward.people[LENA] = add_person(ward.book, LENA, roles=("lead",)).id
    file = tmp_path / "ours.toml"
    file.write_text(OURS, "utf-8")
    add_framework(file, ward.home)
    enrol(ward.book, "ours", day="2026-01-05")
    return ward


def approved(ward: Ward, kind: str, *, by: str = LENA, **typed: str) -> str:
    """Add a record, have it submitted and signed, and return its id."""
    record = add_record(ward.book, kind, typed).id
    ward.submit(record, to=by)
    ward.sign(record, by=by)
    return record


def need(ward: Ward) -> object:
    """Return the target of the requirement on scans."""
    (found,) = show_progress(ward.book, ward.people[TESS]).frameworks
    return found.requirements[0].need


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("override", {"requirement": "scan", "type": "exemption", "reason": "x"}, "requirement"),
        ("override", {"requirement": "scans", "type": "target", "reason": "x"}, "number"),
        ("override", {"requirement": "scans", "type": "extension", "reason": "x"}, "months"),
        ("ratification", {"stage": "level-9"}, "stage"),
        ("line", {"line": "shoulder"}, "line"),
        ("learning-agreement", {"framework": "our"}, "framework"),
    ],
)
def test_what_a_framework_does_not_have_is_refused_with_the_nearest(
    led: Ward, kind: str, typed: dict[str, str], field: str
) -> None:
    """A wrong id or a missing figure names the field and stores nothing."""
    with refused(led.book, FieldsRefused, Exit.INPUT) as caught:
        add_record(led.book, kind, typed)
    assert [fault.field for fault in caught.value.faults] == [field]  # type: ignore[attr-defined]


def test_framework_and_edition_are_filled_in_where_there_is_one(led: Ward) -> None:
    """Who follows one framework need not name it."""
    from sonolog.usecases.show_record import show_record

    record = add_record(led.book, "line", {"line": "shoulder-alone"}).id
    fields = {one.name: one.text for one in show_record(led.book, record).fields}
    assert (fields["framework"], fields["edition"]) == ("ours", "1")


def test_an_amendment_is_checked_too(led: Ward) -> None:
    """An override cannot be turned towards something that does not exist."""
    record = add_record(
        led.book, "override", {"requirement": "scans", "type": "target", "number": "3", "reason": "x"}
    ).id
    with refused(led.book, FieldsRefused, Exit.INPUT):
        amend(led.book, record, {"requirement": "nothing"})


def test_an_override_binds_once_a_lead_has_signed_it(led: Ward) -> None:
    """Written down it changes nothing; signed it lowers the target, and shows with the framework."""
    typed = {"requirement": "scans", "type": "target", "number": "3", "reason": "part-time"}
    record = add_record(led.book, "override", typed).id
    assert need(led) == 4
    led.submit(record, to=LENA)
    led.sign(record, by=LENA)
    assert need(led) == 3
    (found,) = show_progress(led.book, led.people[TESS]).frameworks
    assert found.decisions == ("Scans: target set to 3, signed by Lena Lead on 23 November 2026.",)


def test_an_override_changed_after_it_was_signed_no_longer_binds(led: Ward) -> None:
    """What the lead did not sign does not count."""
    record = approved(led, "override", requirement="scans", type="target", number="3", reason="part-time")
    amend(led.book, record, {"number": "1"})
    assert need(led) == 4


def test_a_draw_is_recorded_signed_and_never_repeated(led: Ward) -> None:
    """It draws what the framework asks, from what there is; once signed it cannot be drawn again."""
    scans = {led.scan(adequate="yes") for _ in range(5)}
    drawn = draw_entries(led.book, led.people[TESS], "ours", "audit")
    assert len(set(drawn.entries)) == 2
    assert set(drawn.entries) <= scans
    assert drawn.out_of == 5
    led.submit(drawn.id, to=LENA)
    led.sign(drawn.id, by=LENA)
    (found,) = show_progress(led.book, led.people[TESS]).frameworks
    audit = next(one for one in found.requirements if one.id == "audit")
    assert (audit.met, set(audit.counted)) == (True, set(drawn.entries))
    with refused(led.book, NothingToDo, Exit.INPUT):
        draw_entries(led.book, led.people[TESS], "ours", "audit")


@pytest.mark.parametrize("requirement", ["scans", "nothing"])
def test_only_what_asks_for_a_draw_is_drawn(led: Ward, requirement: str) -> None:
    """Another requirement is refused, and those that draw are named."""
    with refused(led.book, NothingToDo, Exit.INPUT) as caught:
        draw_entries(led.book, led.people[TESS], "ours", requirement)
    assert "audit" in caught.value.hint


def test_nothing_can_be_drawn_from_nothing(led: Ward) -> None:
    """Without a scan there is no draw."""
    with refused(led.book, NothingToDo, Exit.INPUT):
        draw_entries(led.book, led.people[TESS], "ours", "audit")


def test_the_scope_of_practice_grows_by_line_and_by_ratification(led: Ward) -> None:
    """First nothing, then the signed line's region, then what the ratified stage grants; what is missing is told."""
    first = show_scope(led.book, led.people[TESS])
    assert first.may == ()
    assert [one.practice for one in first.not_yet] == ["adjunct", "diagnostic-shoulder"]
    assert all(one.missing for one in first.not_yet)
    approved(led, "line", by=SAM, line="shoulder-alone")
    assert [one.practice for one in show_scope(led.book, led.people[TESS]).may] == ["diagnostic-shoulder"]
    approved(led, "ratification", stage="level-1")
    last = show_scope(led.book, led.people[TESS])
    assert [one.practice for one in last.may] == ["adjunct", "diagnostic-shoulder"]
    assert last.not_yet == ()


def test_the_scope_card_says_the_same_and_is_the_same_each_time(led: Ward, tmp_path: Path) -> None:
    """The PDF is made of the same lines, byte for byte alike, and never written over another file unasked."""
    from pypdf import PdfReader

    approved(led, "line", by=SAM, line="shoulder-alone")
    paths = [make_report(led.book, led.people[TESS], "scope", tmp_path / name) for name in ("a.pdf", "b.pdf")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    text = " ".join(PdfReader(paths[0]).pages[0].extract_text().split())
    card = scope_report(led.book, led.people[TESS], led.book.today)
    for line in (*card.may, *card.not_yet):
        assert line.title in text
        assert line.missing in text
