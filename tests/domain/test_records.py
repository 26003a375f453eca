"""The value classes of records: strict, frozen, and every fault of a record named at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sonolog.domain.admission import RecordRefused, admit, make_record, read_record
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.domain.kinds import EVIDENCE_KINDS, KINDS, UnknownKind, record_class
from sonolog.domain.labels import LABEL_LIMIT, day_of, label_of
from sonolog.domain.value import LINE_LIMIT, PROSE_LIMIT, free_text
from sonolog.errors import Exit

from .made import LEAST, NHS_NUMBER, OTHER, TODAY, made


def _faults(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(RecordRefused) as refused:
        make_record(kind, values)
    return dict(refused.value.faults)


def test_every_kind_is_known_here() -> None:
    """The samples below cover every kind there is."""
    assert set(LEAST) == set(KINDS)
    assert set(EVIDENCE_KINDS) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_loads_and_names_itself(kind: str) -> None:
    """Each kind has a value class that says the same kind, and a title for people."""
    found = record_class(kind)
    assert found.kind == kind
    assert found.title


def test_unknown_kind_names_the_known_ones() -> None:
    """A wrong kind is refused with the list of kinds."""
    with pytest.raises(UnknownKind, match="xray") as refused:
        record_class("xray")
    assert "scan" in refused.value.hint


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_from_its_body(kind: str) -> None:
    """What is stored of a record reads back as the same value, without nulls or floats in between."""
    record = made(kind)
    body = json.dumps(record.as_body())
    assert read_record(kind, body) == record
    assert "null" not in body
    admit(record, TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_takes_an_unknown_field(kind: str) -> None:
    """A field that is not of the kind is a fault, named as typed."""
    assert _faults(kind, LEAST[kind] | {"patient_name": "x"}) == {"patient_name": "is not a field of this kind"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_missing_field_is_named(kind: str) -> None:
    """Of an empty record all that is missing is said at once."""
    assert _faults(kind, {}) == dict.fromkeys(LEAST[kind], "is missing")


@pytest.mark.parametrize("kind", KINDS)
def test_values_do_not_change_oncemade(kind: str) -> None:
    """A record is frozen."""
    record = made(kind)
    name = next(iter(LEAST[kind]))
    with pytest.raises(ValidationError):
        setattr(record, name, "other")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2026-11-24"),
        ("adequate", 1),
        ("adequate", "yes"),
        ("reported", 0),
        ("minutes", "30"),
        ("minutes", 30.0),
        ("minutes", True),
        ("minutes", -1),
        ("minutes", 100_001),
        ("difficulty", 6),
        ("difficulty", 0),
        ("side", "Left"),
        ("role", "watched"),
        ("supervision", ""),
        ("finding", "maybe"),
        ("age_band", "45"),
        ("sex", "F"),
        ("case", "7K3M"),
        ("case", "C-7k3m"),
        ("case", "C-7K3M\n"),
        ("patient", "P-"),
        ("patient", "P-123456789"),
        ("patient", NHS_NUMBER),
        ("region", "Left shoulder"),
        ("region", ""),
        ("region", "x" * 81),
        ("supervisor", "Sam Supervisor"),
        ("supervisor", OTHER.upper()),
        ("structures", ["biceps"]),
        ("structures", "biceps"),
        ("structures", ("biceps", 1)),
        ("custom", ({"name": "a"},)),
        ("note", 3),
        ("site", "two\nlines"),
        ("site", "x" * (LINE_LIMIT + 1)),
        ("note", "x" * (PROSE_LIMIT + 1)),
        ("note", "bell\x07"),
    ],
)
def test_nothing_is_guessed(field: str, value: Any) -> None:
    """A value of the wrong type, form or size is a fault of its field, and is not repeated in the message."""
    faults = _faults("scan", LEAST["scan"] | {field: value})
    assert {place.partition(".")[0] for place in faults} == {field}
    if isinstance(value, str) and len(value) > 8:
        assert value not in " ".join(faults.values())


def test_every_wrong_field_is_named_at_once() -> None:
    """A record with many faults is refused once, with all of them in one sentence."""
    values = {
        "date": "x",
        "case": "x",
        "region": "x y",
        "side": "up",
        "minutes": -1,
        "note": "\x00a",
        "extra": 1,
    }
    with pytest.raises(RecordRefused) as refused:
        make_record("scan", values)
    assert {field for field, _ in refused.value.faults} == {*values, "examination"}
    assert all(field in refused.value.message for field in values)
    assert refused.value.exit is Exit.INPUT
    assert refused.value.hint


def test_refused_text_speaks_for_itself() -> None:
    """The fault of a text is the sentence of its own refusal, without the words of a library."""
    faults = _faults("scan", LEAST["scan"] | {"note": "a\x07", "site": "a\nb", "tags": ("ok", "x" * 501)})
    assert faults == {
        "note": "this text has a control character (U+0007) at place 2",
        "site": "this text has a line break where one line is asked for",
        "tags.1": "this text has 501 characters; 500 can be kept",
    }


def test_name_of_an_unknown_field_hides_and_tells_nothing() -> None:
    """An unknown field's name is shown cut, with hidden characters visible and numbers masked."""
    faults = _faults("person", {"name": "A. Example", f"NHS\x1b {NHS_NUMBER} " + "x" * 500: 1})
    (place,) = faults
    assert "\x1b" not in place
    assert NHS_NUMBER not in place
    assert len(place) < 120


def test_faults_inside_lists_say_where() -> None:
    """A fault in the second finding of a list names list, place and field."""
    findings = ({"structure": "biceps", "finding": "normal"}, {"structure": "biceps", "finding": "odd"})
    assert list(_faults("scan", LEAST["scan"] | {"findings": findings})) == ["findings.1.finding"]


def test_stored_records_are_read_strictly_too() -> None:
    """A stored body that is not a record of its kind is refused, broken JSON included."""
    for body in ("{}", "[]", "nonsense", '{"name":1}'):
        with pytest.raises(RecordRefused):
            read_record("person", body)


def test_free_text_names_everything_typed() -> None:
    """Nested and repeated texts are yielded with their path; ids that could be typed freely are among them."""
    record = made(
        "scan",
        note="n",
        tags=("a", "b"),
        findings=({"structure": "biceps", "finding": "normal", "note": "f"},),
        custom=({"name": "c", "value": "d"},),
    )
    assert sorted(free_text(record)) == [
        ("custom.name", "c"),
        ("custom.value", "d"),
        ("examination", "msk"),
        ("findings.note", "f"),
        ("findings.structure", "biceps"),
        ("note", "n"),
        ("region", "shoulder"),
        ("tags", "a"),
        ("tags", "b"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_takes_a_text_that_is_not_searched(kind: str) -> None:
    """Whichever field of whichever kind lets a health number in as text, the gate refuses it."""
    taken = []
    for name in record_class(kind).model_fields:
        for value in (NHS_NUMBER, (NHS_NUMBER,)):
            with suppress(RecordRefused):
                record = make_record(kind, LEAST[kind] | {name: value})
                taken.append(name)
                with pytest.raises(IdentityRefused):
                    admit(record, TODAY)
    assert taken or kind == "leave"


def test_text_is_kept_in_its_clean_form() -> None:
    """Blanks around a text go, line ends are alike, letters composed."""
    record = made("scan", note=" a\r\nE\u0301 ")
    assert record.as_body()["note"] == "a\nÉ"


def test_decimals_are_stored_as_text() -> None:
    """A mark keeps its digits, as text, because an object holds no floats."""
    record = made("coursework", mark=Decimal("67.50"), credits=Decimal(20))
    assert record.as_body()["mark"] == "67.50"
    assert read_record("coursework", json.dumps(record.as_body())) == record


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_label_is_one_short_line(text: str) -> None:
    """However long a reflection, its label is its first line, at most 60 characters."""
    label = label_of("reflection", {"text": text})
    assert 0 < len(label) <= LABEL_LIMIT
    assert label.rstrip("…") in text


def test_labels_fall_back_to_the_kind() -> None:
    """A record is called by its own name; without one, by its kind."""
    assert label_of("scan", {"case": "C-7K3M"}) == "C-7K3M"
    assert label_of("course", {"name": "Physics"}) == "Physics"
    assert label_of("session", {}) == "session"
    assert label_of("reflection", {"text": "one\ntwo"}) == "one"


def test_day_of_a_record() -> None:
    """A record belongs to its date, a period to its first day, a person to none."""
    assert day_of({"date": "2026-11-24"}) == "2026-11-24"
    assert day_of({"start": "2026-11-01", "until": "2026-11-24"}) == "2026-11-01"
    assert day_of({"name": "A. Example"}) is None
