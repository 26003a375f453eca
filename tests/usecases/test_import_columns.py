"""Columns are taken for what their headings and contents say, and for no patient's."""

from __future__ import annotations

import pytest

from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.usecases.import_columns import suggest_columns


def _meanings(**columns: list[str]) -> list[str]:
    headings = [name.replace("_", " ") for name in columns]
    return [one.meaning for one in suggest_columns("scan", headings, list(columns.values()), load_vocabulary())]


def test_what_people_call_their_columns_is_known() -> None:
    """Headings in use, whatever their capitals."""
    assert _meanings(
        DATE_OF_SCAN=["1/2/2026"],
        Body_part=["Knee"],
        Laterality=["R"],
        Age_years=["40"],
        Gender=["F"],
        Consultant=["A. B."],
    ) == ["date", "region", "side", "age_band", "sex", "supervisor"]


def test_the_same_heading_means_what_its_values_say() -> None:
    """“Findings” is a finding, a pathology or prose; “Examination” a type or a whole scan."""
    dates = {"Date": ["2026-03-02"]}
    assert _meanings(**dates, Findings=["Normal", "abnormal"])[1] == "finding"
    assert _meanings(**dates, Findings=["Tendinopathy", "tear"])[1] == "pathologies"
    assert _meanings(**dates, Findings=["Thickened at its insertion."])[1] == "note"
    assert _meanings(**dates, Examination=["Shoulder Lt", "knee R"])[1] == "scan-words"
    assert _meanings(**dates, Examination=["Echocardiography", "thyroid"])[1] == "examination"


def test_headings_in_another_script_are_told_by_their_contents() -> None:
    """Days, regions and sides are."""
    assert _meanings(日期=["2026-03-02", "2026-03-03"], 部位=["Shoulder", "Knee"], 侧=["L", "R"]) == [
        "date",
        "region",
        "side",
    ]


@pytest.mark.parametrize(
    "heading", ["Name", "Patient", "DOB", "Hospital No.", "NHS number", "MRN", "Pt initials", "Post code"]
)
def test_a_column_of_patients_is_known_and_masked(heading: str) -> None:
    """It is never taken for anything else, and no value of it is shown."""
    (column,) = suggest_columns("scan", [heading], [["Nora Nobody", "AB 1234"]], load_vocabulary())
    assert column.identity
    assert set("".join(column.examples)) == {"•"}


def test_a_column_of_numbers_of_patients_is_known_by_what_stands_in_it() -> None:
    """Whatever it is called."""
    columns = suggest_columns("scan", ["Ref2"], [["999 000 0018", "999 000 0026"]], load_vocabulary())
    assert columns[0].identity
    assert "000" not in "".join(columns[0].examples)


def test_a_course_has_a_name_of_its_own() -> None:
    """What would be a patient's name among scans is none among courses."""
    (column,) = suggest_columns("course", ["Name"], [["Friday teaching"]], load_vocabulary())
    assert (column.meaning, column.identity) == ("name", False)
