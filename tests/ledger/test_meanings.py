"""The closed list of meanings."""

from __future__ import annotations

import pytest

from sonolog.ledger.meanings import MEANINGS, OWN_RECORD, meanings_for, says_its_meaning
from sonolog.ledger.shapes import CODE, LINE

KINDS = (
    *("scan", "session", "placement", "course", "coursework", "assessment", "line", "meeting", "reflection"),
    *(
        "cpd",
        "accreditation",
        "leave",
        "person",
        "enrolment",
        "learning-agreement",
        "override",
        "ratification",
    ),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_can_be_signed(kind: str) -> None:
    """There is a meaning for each kind, and it is a full sentence in the first person or on behalf."""
    for meaning in meanings_for(kind):
        CODE.check(meaning.code, "code")
        LINE.check(meaning.sentence, "sentence")
        assert " I " in f" {meaning.sentence}"
        assert meaning.sentence.endswith(".")
    assert meanings_for(kind)


def test_a_scan_says_what_was_witnessed() -> None:
    """Seeing the scan, part of it, or only the images are three different things."""
    codes = [one.code for one in meanings_for("scan")]
    assert codes == ["observed-directly", "present-for-part", "reviewed-afterwards"]


def test_codes_and_sentences_are_different() -> None:
    """No code has two sentences and no sentence two codes."""
    assert len({one.sentence for one in MEANINGS.values()}) == len(MEANINGS)
    assert all(code == one.code for code, one in MEANINGS.items())


def test_unknown_kinds_have_none() -> None:
    """A kind of a later program has no meaning here."""
    assert meanings_for("hologram") == ()


def test_a_sentence_belongs_to_its_code() -> None:
    """A known code with another sentence is noticed; an unknown code is not judged."""
    assert says_its_meaning("own-record", OWN_RECORD.sentence)
    assert not says_its_meaning("observed-directly", "I looked away.")
    assert says_its_meaning("of-a-later-list", "Whatever.")
    assert says_its_meaning("", "")
