"""The fold of a record's state."""

from __future__ import annotations

from dataclasses import replace

from sonolog.ledger.facts import RevisionFacts
from sonolog.ledger.objects import Item
from sonolog.ledger.status import state_of

from .folded import FIRST, SECOND, fold, said, signed, status
from .made import ANN, SAM, TESS, Book, a_revision


def test_the_plain_way() -> None:
    """A record is a draft, submitted, and signed; the sign-off says who, when and what it means."""
    book = Book()
    assert status(book) == "draft"
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"
    book.say("sign", SAM, items=[Item(digest=FIRST.digest, outcome="satisfactory")])
    state = fold(book)
    assert state.status == "signed"
    assert state.head == FIRST.digest
    assert state.sign_off is not None
    assert state.sign_off.digest == book.statements[-1].statement.digest
    assert state.sign_off.outcome == "satisfactory"
    assert (state.sign_off.name, state.sign_off.role) == ("Sam Supervisor", "supervisor")
    assert state.sign_off.meaning == "observed-directly"
    assert state.sign_off.at == "2026-03-02T12:02:00.000Z"


def test_an_amended_record_is_not_signed() -> None:
    """A newer version shows as signed in an earlier one, until it is submitted and signed again."""
    book = signed()
    state = fold(book, FIRST, SECOND)
    assert (state.status, state.sign_off) == ("amended", None)
    assert state.signed_in_earlier_version is not None
    assert state.signed_in_earlier_version.target == FIRST.digest
    book.say("submit", TESS, SECOND)
    state = fold(book, FIRST, SECOND)
    assert state.status == "submitted"
    assert state.signed_in_earlier_version is not None
    book.say("sign", SAM, SECOND)
    state = fold(book, FIRST, SECOND)
    assert state.status == "signed"
    assert state.signed_in_earlier_version is None


def test_a_return_is_answered_by_a_new_version() -> None:
    """A return stands with its reason, submitting the same again does not lift it, a new version does."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("return", SAM, FIRST, reason="Which side?")
    assert fold(book).return_reason == "Which side?"
    book.say("submit", TESS, FIRST)
    assert status(book) == "returned"
    assert status(book, FIRST, SECOND) == "draft"
    book.say("submit", TESS, SECOND)
    assert status(book, FIRST, SECOND) == "submitted"


def test_a_return_made_by_mistake_is_revoked() -> None:
    """Revoking a return leaves the record submitted."""
    book = Book()
    book.say("submit", TESS, FIRST)
    mistake = book.say("return", SAM, FIRST)
    book.say("revoke", SAM, mistake)
    state = fold(book)
    assert (state.status, state.revoked) == ("submitted", None)


def test_slow_clocks_do_not_undo_a_return() -> None:
    """A supervisor whose clock is an hour slow still returns what was submitted."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("return", SAM, FIRST)
    late = said(book)
    late[1] = replace(late[1], at="2026-03-02T11:00:00.000Z")
    assert state_of([RevisionFacts.of(FIRST)], late).status == "returned"


def test_recall_and_submit_again() -> None:
    """A recalled record is a draft, and can be submitted again unchanged."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("recall", TESS, FIRST)
    assert status(book) == "draft"
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"


def test_numbers_count_for_more_than_clocks() -> None:
    """If a trainee's clock jumps back, the recall made after the submission still comes after it."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("recall", TESS, FIRST)
    facts = said(book)
    facts[1] = replace(facts[1], at="2020-01-01T00:00:00.000Z")
    assert state_of([RevisionFacts.of(FIRST)], facts).status == "draft"


def test_a_revoked_sign_off_leaves_a_draft_with_a_note() -> None:
    """After a revocation the record is a draft, says so, and can be submitted and signed anew."""
    book = signed()
    book.say("revoke", SAM, book.statements[1].statement, reason="Wrong trainee")
    state = fold(book)
    assert (state.status, state.sign_off) == ("draft", None)
    assert state.revoked is not None
    assert state.revoked.reason == "Wrong trainee"
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"
    second = book.say("sign", SAM, FIRST)
    assert fold(book).revoked is None
    book.say("revoke", SAM, second)
    assert status(book) == "draft"
    book.say("submit", TESS, FIRST)
    book.say("recall", TESS, FIRST)
    assert status(book) == "draft"
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"


def test_a_held_clock_changes_nothing() -> None:
    """With every statement at the same instant the rounds of signing and revoking come out the same."""
    book = signed()
    book.say("revoke", SAM, book.statements[1].statement)
    book.say("submit", TESS, FIRST)
    facts = [replace(one, at="2026-01-01T00:00:00.000Z") for one in said(book)]
    states = [state_of([RevisionFacts.of(FIRST)], facts[:count]).status for count in range(5)]
    assert states == ["draft", "submitted", "signed", "draft", "submitted"]


def test_of_two_sign_offs_one_may_be_revoked() -> None:
    """A second supervisor's sign-off stands when the first one's is revoked."""
    book = signed()
    book.say("sign", ANN, FIRST)
    book.say("revoke", SAM, book.statements[1].statement)
    state = fold(book)
    assert state.status == "signed"
    assert state.sign_off is not None
    assert state.sign_off.person == ANN.person


def test_the_later_of_two_sign_offs_is_shown() -> None:
    """The latest by time is the one shown, however many statements its signer made before."""
    book = Book()
    for number in range(2, 6):
        book.say("sign", SAM, a_revision(number))
    book.say("submit", TESS, FIRST)
    book.say("sign", SAM, FIRST)
    last = book.say("sign", ANN, FIRST)
    state = fold(book)
    assert state.sign_off is not None
    assert state.sign_off.digest == last.digest


def test_a_sign_off_outweighs_another_persons_return() -> None:
    """Once somebody has signed, a return by somebody else no longer waits for an answer."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("return", SAM, FIRST)
    book.say("sign", ANN, FIRST)
    state = fold(book)
    assert (state.status, state.returned) == ("signed", None)


def test_a_revocation_is_noted_beside_an_earlier_sign_off() -> None:
    """If the head's sign-off is revoked while an older version's stands, both are told."""
    book = signed()
    book.say("submit", TESS, SECOND)
    again = book.say("sign", ANN, SECOND)
    book.say("revoke", ANN, again)
    state = fold(book, FIRST, SECOND)
    assert state.status == "amended"
    assert state.revoked is not None
    assert state.signed_in_earlier_version is not None
    assert fold(signed(), FIRST, SECOND).revoked is None
    book = signed()
    book.say("sign", ANN, FIRST)
    book.say("revoke", SAM, book.statements[1].statement)
    assert fold(book, FIRST, SECOND).revoked is None


def test_a_revoked_older_version_does_not_hold_up_the_head() -> None:
    """A submitted version waits for its sign-off, whatever was revoked before it."""
    book = signed()
    book.say("revoke", SAM, book.statements[1].statement)
    book.say("submit", TESS, SECOND)
    assert status(book, FIRST, SECOND) == "submitted"


def test_submissions_from_two_devices() -> None:
    """Submitting twice is recalled once, and recalling twice is submitted again once."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("submit", TESS, FIRST)
    book.say("recall", TESS, FIRST)
    assert status(book) == "draft"
    book.say("recall", TESS, FIRST)
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"


def test_recalling_twice_takes_back_one_submission() -> None:
    """A second recall of the same submission does not reach the next one."""
    book = Book()
    for act in ("submit", "recall", "recall", "submit"):
        book.say(act, TESS, FIRST)
    assert status(book) == "submitted"


def test_a_recalled_submission_is_not_one_too_many() -> None:
    """After a recall, a new submission and a revoked sign-off, the record is a draft."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("recall", TESS, FIRST)
    book.say("submit", TESS, FIRST)
    book.say("revoke", SAM, book.say("sign", SAM, FIRST))
    assert status(book) == "draft"


def test_two_people_who_revoke_end_one_round() -> None:
    """When both sign-offs of one submission are revoked, one new submission is enough."""
    book = signed()
    book.say("sign", ANN, FIRST)
    book.say("revoke", SAM, book.statements[1].statement)
    book.say("revoke", ANN, book.statements[2].statement)
    assert status(book) == "draft"
    book.say("submit", TESS, FIRST)
    assert status(book) == "submitted"


def test_only_the_same_key_revokes() -> None:
    """Somebody else's revocation has no effect."""
    book = signed()
    book.say("revoke", ANN, book.statements[1].statement)
    assert status(book) == "signed"


def test_the_last_word_of_one_person_counts() -> None:
    """Signing after one's own return signs; returning after one's own sign-off returns."""
    book = Book()
    book.say("submit", TESS, FIRST)
    book.say("return", SAM, FIRST)
    book.say("sign", SAM, FIRST)
    assert status(book) == "signed"
    book.say("return", SAM, FIRST)
    assert status(book) == "returned"


def test_withdraw_and_reinstate() -> None:
    """A withdrawn record says why, and when reinstated is what it was before."""
    book = signed()
    book.say("withdraw", TESS, FIRST, reason="Entered twice")
    state = fold(book)
    assert (state.status, state.withdrawn_reason) == ("withdrawn", "Entered twice")
    assert status(book, FIRST, SECOND) == "withdrawn"
    book.say("reinstate", TESS, FIRST)
    assert status(book) == "signed"


def test_a_sign_off_does_not_bring_back_what_was_withdrawn() -> None:
    """A sign-off that arrives after the withdrawal changes nothing about it."""
    book = signed()
    book.say("withdraw", TESS, FIRST)
    book.say("sign", ANN, FIRST)
    assert status(book) == "withdrawn"
