"""Numbers that name one person: every notation is found, and the checks agree with an independent library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs
from stdnum.ie import pps

from sonolog.domain.identity_guard import scan_text
from sonolog.domain.identity_numbers import is_health_number, is_pps_number
from sonolog.domain.identity_text import fold_text

from .written_numbers import NOTATIONS, SETTINGS, TEST_NUMBERS, rules_in


@pytest.mark.parametrize("notation", NOTATIONS)
@given(number=TEST_NUMBERS, around=st.sampled_from(SETTINGS))
def test_health_number_is_found_in_every_notation(notation: str, number: str, around: str) -> None:
    """However an NHS number is written, and whatever stands around it, it is found, once, where it stands."""
    written = NOTATIONS[notation](number)
    text = around.format(written)
    hits = [hit for hit in scan_text(text) if hit.rule == "health-number"]
    assert len(hits) == 1
    span = text[hits[0].start : hits[0].end]
    assert "".join(filter(str.isdecimal, fold_text(span).words)) == number
    assert fold_text(span).words.strip(" ") in fold_text(written).words


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_check_of_health_numbers_agrees_with_the_oracle(digits: str) -> None:
    """Our modulus 11 says of any ten digits what an independent library says."""
    assert is_health_number(digits) == nhs.is_valid(digits)
    assert ("health-number" in rules_in(digits)) == nhs.is_valid(digits)


@given(st.text("0123456789", max_size=14).filter(lambda digits: len(digits) != 10))
def test_only_ten_digits_make_a_health_number(digits: str) -> None:
    """More or fewer digits in a row are no health number."""
    assert not is_health_number(digits)
    assert "health-number" not in rules_in(digits)


@given(st.from_regex(r"[0-9]{7}[A-W][ABHWTX]?", fullmatch=True))
def test_check_of_pps_numbers_agrees_with_the_oracle(number: str) -> None:
    """Our modulus 23 says of any number of the form what an independent library says, in both cases."""
    assert is_pps_number(number[:7], number[7:]) == pps.is_valid(number)
    for written in (number, number.lower(), f"{number[:7]} {number[7:]}"):
        assert ("irish-pps" in rules_in(written)) == pps.is_valid(number)


@pytest.mark.parametrize("lead", ["5393014", "5393054"])
@given(rest=st.from_regex(r"[0-9]{11}", fullmatch=True), gap=st.sampled_from(["", " ", "-", "."]))
def test_irish_identifiers_of_18_digits_are_found(lead: str, rest: str, gap: str) -> None:
    """The live and the test prefix followed by eleven digits are found in one piece and in groups."""
    digits = lead + rest
    text = gap.join(digits[place : place + 3] for place in range(0, 18, 3))
    hits = scan_text(f"IHI {text} given")
    assert any(hit.start <= 5 and hit.end >= 3 + len(text) for hit in hits)
    assert rules_in(gap.join((digits[:6], digits[6:12], digits[12:]))) == ["irish-ihi"]


@pytest.mark.parametrize(
    "text",
    [
        "AB123456C",
        "ab123456c",
        "AB 12 34 56 C",
        "ab 12 34 56 c",
        "AB-12-34-56-C",
        "AB 123456 C",
        "JG.12.34.56.D",
    ],
)
def test_national_insurance_numbers_are_found(text: str) -> None:
    """The form of a National Insurance number is found in capitals, small letters and groups."""
    assert rules_in(f"see {text}, left knee") == ["national-insurance"]


@pytest.mark.parametrize("text", ["BG123456C", "DA123456C", "AO123456C", "AB123456E", "AB12345C", "XAB123456C"])
def test_what_only_resembles_a_national_insurance_number_passes(text: str) -> None:
    """Prefixes never issued, other last letters and longer words are left alone."""
    assert rules_in(text) == []
