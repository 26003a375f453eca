"""Numbers, dates of birth and names behind their labels, and e-mail addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.identity_guard import scan_text

from .written_numbers import rules_in


@pytest.mark.parametrize(
    "text",
    [
        "MRN 123456",
        "MRN: 1234",
        "mrn#K123456",
        "MRN is 12-34-56",
        "Hospital number K123456",
        "hospital no. 1234567",
        "Hosp No:RXH 123456",
        "hospital_number=1234567",
        "hospital number 12 34 56",
        "hospital-no 123 4567",
        "unit no 123456",
        "Unit Number: A12345",
        "patient ID 4421",
        "patient's number is 20011",
        "patient_id: 00412",
        "patient reference ab/1234",
        "Pt ID 90210",
        "PAS number 123456",
        "PAS 1234567",
        "RIS no 55512",
        "CRIS 1234567",
        "CRIS ID: 1234",
        "Accession 12345678",
        "accession number RXH1234567",
        "Accession No: RXH-12-345678",
        "case note no 12345",
        "casenotes 123456",
        "exam no 20345",
        "examination ID 123456",
        "CHI 0101501235",
        "CHI number 010150 1235",
        "NHS no 12345",
        "N.H.S. number: 1234 567",
        "NHS #1234567",
        "nhs number (9876543211)",
        "medical record number 123456",
        "H&C number 12345",
        "health and care number 32001",
        "national insurance number AB123456",
        "NI number: 123456",
        "PPSN 1234567",
        "episode number 778899",
        "x-ray number 12345",
        "ＭＲＮ：１２３４５６",
        "M\u200bRN 123\u200b456",
        "MRN\n123456",
    ],
)
def test_labelled_numbers_are_found(text: str) -> None:
    """Four or more digits after a word for a patient's number are found, whatever joins them."""
    assert rules_in(text) == ["labelled-number"]


BIRTH_LABELS = (
    "DOB",
    "dob:",
    "D.O.B.",
    "D.O.B",
    "d o b",
    "Date of birth",
    "date-of-birth =",
    "born on",
    "born on the",
)
BIRTH_DATES = (
    "{d}/{m}/{y}",
    "{d}.{m}.{y}",
    "{d}-{m}-{y}",
    "{d} {m} {y}",
    "{y}-{m:02}-{d:02}",
    "{d:02}/{m:02}/{y}",
)
BIRTH_WORDS = (
    "{d} {name} {y}",
    "{d}th {name} {y}",
    "{d} of {name}, {y}",
    "{name} {d}, {y}",
    "{d}-{name}-{y}",
)
MONTHS = (
    "Jan",
    "February",
    "mar",
    "April",
    "MAY",
    "june",
    "Jul",
    "Aug",
    "Sept",
    "October",
    "Nov.",
    "December",
)


@given(
    day=st.dates(date(1920, 1, 1), date(2026, 12, 31)),
    label=st.sampled_from(BIRTH_LABELS),
    form=st.sampled_from(BIRTH_DATES + BIRTH_WORDS),
)
def test_labelled_birth_dates_are_found(day: date, label: str, form: str) -> None:
    """A date after a word for birth is found in every usual order and spelling, and is not repeated."""
    written = form.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1])
    hits = scan_text(f"right hip, {label} {written}")
    assert [hit.rule for hit in hits] == ["birth-date"]
    assert set(hits[0].masked) == {"•"}


@pytest.mark.parametrize(
    "text", ["DOB 1961", "DOB 28/3/61", "dob 280361", "DOB: March 1961", "born 28/3/61", "born 3 May"]
)
def test_short_birth_dates_are_found(text: str) -> None:
    """Two-digit years, a year alone after DOB, and a named month after "born" are found."""
    assert rules_in(text) == ["birth-date"]


@pytest.mark.parametrize(
    "text",
    [
        "Patient name: Jane Example",
        "patient name: jane",
        "PATIENT NAME = EXAMPLE",
        "Patient's name is Jane",
        "Patient name Jane Example",
        "pt name: Example, J",
        "patient_name: Jane",
        "Surname: Example",
        "surname - O’Example",
        "Forename: Jane",
        "forenames: Jane Ann",
        "First name: Jane",
        "Name of patient: Jane",
        "Surname：Пример",
        "next of kin: John",
    ],
)
def test_labelled_names_are_found(text: str) -> None:
    """A name after its label is found, and not one letter of it is shown."""
    hits = scan_text(f"left ankle. {text}")
    assert [hit.rule for hit in hits] == ["patient-name"]
    assert hits[0].masked == "•••••"


@pytest.mark.parametrize(
    "address",
    [
        "jane@example.org",
        "J.Example+x@mail.example.co.uk",
        "a_b@nhs.example",
        "ｊ＠ｅｘａｍｐｌｅ．org",
        "é@bücher.example",
    ],
)
def test_email_addresses_are_found_unless_allowed(address: str) -> None:
    """An e-mail address is found in a note, and let pass where it is a person's own."""
    text = f"write to {address}, please"
    (hit,) = scan_text(text)
    assert (hit.rule, text[hit.start : hit.end]) == ("email", address)
    assert scan_text(text, email_allowed=True) == ()


def test_allowing_an_address_allows_nothing_else() -> None:
    """An e-mail field still refuses a health number."""
    assert [hit.rule for hit in scan_text("9990000018@x", email_allowed=True)] == ["health-number"]
