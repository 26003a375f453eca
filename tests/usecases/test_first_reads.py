"""Agreement with a supervisor counts only findings that the trainee had told before the supervisor's word came."""

from __future__ import annotations

import sqlite3

import pytest

from sonolog.usecases.amend import amend
from sonolog.usecases.revoke import revoke
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.stats import stats
from sonolog.usecases.stats_answer import Agreement

from .ward import SAM, TESS, Ward


def whole(ward: Ward) -> Agreement:
    """Return the agreement of all scans, as Tess is told."""
    return stats(ward.book, ward.people[TESS]).agreement[0]


def signed(ward: Ward, scan: str, **said: str) -> None:
    """Submit a scan and have Sam sign it."""
    ward.submit(scan)
    sign(ward.acting(SAM), [Choice(scan, **said)], key=ward.key(SAM))


def test_the_finding_stands_in_the_version_signed(ward: Ward) -> None:
    """A sign-off speaks of one exact version, and of a finding only where that version has one."""
    signed(ward, ward.scan(finding="normal"), agreement="agree")
    signed(ward, ward.scan(region="knee"), agreement="agree")
    one = whole(ward)
    assert (one.scans, one.reviewed.count, one.agreed.count, one.together) == (2, 1, 1, 0)


def test_a_finding_corrected_after_the_sign_off_counts_as_it_was(ward: Ward) -> None:
    """Signed as differing, a finding can be amended and signed again; the comparison stays a difference."""
    scan = ward.scan(finding="normal")
    signed(ward, scan, agreement="major", finding="abnormal")
    amend(ward.book, scan, {"finding": "abnormal"})
    signed(ward, scan, agreement="agree")
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count) == (1, 0)


def test_a_finding_changed_together_with_the_second_read_counts_as_it_was(ward: Ward) -> None:
    """What the version before said is compared, not what was typed once the other finding was known."""
    scan = ward.scan(finding="normal")
    amend(ward.book, scan, {"finding": "abnormal", "supervisor_finding": "abnormal"})
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.pairs, one.together) == (1, 0, 1, 0)


def test_a_finding_told_first_is_compared_as_it_is(ward: Ward) -> None:
    """The usual way: the trainee's finding is saved, then the supervisor's is added."""
    scan = ward.scan(finding="abnormal")
    amend(ward.book, scan, {"supervisor_finding": "abnormal"})
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.pairs, one.together) == (1, 1, 1, 0)


def test_a_finding_added_after_the_supervisors_is_not_compared(ward: Ward) -> None:
    """Without a finding of one's own at the time there is nothing to agree with."""
    scan = ward.scan(supervisor_finding="abnormal")
    amend(ward.book, scan, {"finding": "abnormal"})
    one = whole(ward)
    assert (one.reviewed.count, one.pairs) == (0, 0)


def test_findings_typed_together_are_counted_and_said(ward: Ward) -> None:
    """A paper logbook is typed in with both at once: that is told, because nothing shows whose finding came first."""
    for _ in range(5):
        ward.scan(finding="normal", supervisor_finding="normal")
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.together) == (5, 5, 5)
    assert any("In 5 of these" in words and "typed in together" in words for words in one.sentences)


def test_amending_anything_else_keeps_the_disagreement(ward: Ward) -> None:
    """A note added after a difference was signed leaves it, and so does signing anew without a word."""
    scan = ward.scan(finding="normal")
    signed(ward, scan, agreement="major", finding="abnormal")
    amend(ward.book, scan, {"note": "linear probe"})
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.pairs, one.amended, one.typed) == (1, 0, 1, 1, 0)
    signed(ward, scan)
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.pairs, one.amended) == (1, 0, 1, 1)


def test_agreement_stays_agreement_when_the_entry_says_more(ward: Ward) -> None:
    """The finding of a structure added to a normal scan, and signed again, is no difference."""
    scan = ward.scan(finding="normal", structures="supraspinatus")
    signed(ward, scan, agreement="agree")
    amend(ward.book, scan, {"findings": "supraspinatus normal"})
    signed(ward, scan, agreement="agree")
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count) == (1, 1)


def test_a_word_that_was_taken_back_does_not_count(ward: Ward) -> None:
    """A supervisor who revokes a sign-off has not said it; the next word is the first."""
    scan = ward.scan(finding="normal")
    signed(ward, scan, agreement="major", finding="abnormal")
    revoke(ward.acting(SAM), [scan], reason="mixed up", key=ward.key(SAM))
    amend(ward.book, scan, {"note": "linear probe"})
    signed(ward, scan, agreement="agree")
    one = whole(ward)
    assert (one.reviewed.count, one.agreed.count, one.amended) == (1, 1, 0)


@pytest.mark.in_a_file
def test_a_word_whose_signature_does_not_hold_is_none(ward: Ward) -> None:
    """An agreement written into the tables behind a signature on an earlier version is not believed."""
    scan = ward.scan(finding="normal")
    signed(ward, scan, agreement="major", finding="abnormal")
    amend(ward.book, scan, {"note": "linear probe"})
    with sqlite3.connect(ward.path) as connection:
        connection.execute("UPDATE item SET agreement = 'agree', finding = NULL WHERE agreement = 'major'")
    assert whole(ward).reviewed.count == 0


def test_one_structure_scanned_has_the_finding_of_the_scan(ward: Ward) -> None:
    """Of two structures it is not known to which the finding belongs; of one it is."""
    signed(ward, ward.scan(finding="normal", structures="supraspinatus"), agreement="agree")
    signed(ward, ward.scan(finding="normal", structures="supraspinatus, infraspinatus"), agreement="agree")
    rows = {
        one.id: one.reviewed.count for one in stats(ward.book, ward.people[TESS]).agreement if one.kind == "structure"
    }
    assert rows == {"supraspinatus": 1}
