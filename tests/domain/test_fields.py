"""The fields rules may name, against the records they come from."""

from __future__ import annotations

import pytest

from sonolog.domain.fields import ENROLMENT, RULE_KINDS, SIGNATORY, fields_of
from sonolog.domain.kinds import record_class
from sonolog.domain.people import ROLES
from sonolog.domain.vocabulary import KINDS

_RESERVED = {"any", "all", "not", "term", "who"}
_NOT_FOR_RULES = {"custom", "document", "findings", "item_levels", "supervisor_findings", "marks"}


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_every_stored_field_may_be_named(kind: str) -> None:
    """Each field of the value class is there, except nested tables; every other one is marked as derived."""
    stored = set(record_class(kind).model_fields) - _NOT_FOR_RULES
    fields = fields_of(kind)
    assert stored <= set(fields)
    assert {name for name, field in fields.items() if field.derived} == set(fields) - stored


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_no_field_is_a_word_of_the_language(kind: str) -> None:
    """A predicate's own words never hide a field, and terms belong to kinds the vocabulary has."""
    assert not _RESERVED & set(fields_of(kind))
    assert {field.vocabulary for field in fields_of(kind).values()} - {None} <= set(KINDS)


def test_types_follow_the_records() -> None:
    """Codes carry their words, tuples are many, ids of people and records are known as such."""
    scan = fields_of("scan")
    assert scan["role"].values == ("observed", "assisted", "performed")
    assert scan["structures"].many
    assert (scan["structures"].type, scan["structures"].vocabulary) == ("term", "structure")
    assert scan["supervisor"].type == "person"
    assert scan["placement"].linked == "placement"
    assert (scan["minutes"].type, scan["audited"].type, scan["date"].type) == ("number", "yes-no", "day")


def test_signatory_and_enrolment_have_no_reserved_words() -> None:
    """``by`` and ``when`` keep their own words apart from fields."""
    assert not _RESERVED & (set(SIGNATORY) | set(ENROLMENT))
    assert SIGNATORY["role"].values == ROLES
