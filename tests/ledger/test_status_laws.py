"""Conflicts, whose acts count, and the laws of the fold of a record's state."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.ledger.facts import RevisionFacts, StatementFacts
from sonolog.ledger.status import allowed_acts, state_of

from .folded import FIRST, OTHER, SECOND, fold, said, signed, status
from .made import ANN, SAM, TESS, Book, a_revision, follow

NOON = "2026-03-02T12:00:00.000Z"
AUTHOR, SIGNATORY = {"is_author": True, "is_signatory": False}, {"is_author": False, "is_signatory": True}


def test_two_heads_are_a_conflict_until_settled() -> None:
    """Two versions side by side are a conflict, whatever was signed, until a version follows both."""
    book = signed()
    state = fold(book, FIRST, SECOND, OTHER)
    assert (state.status, state.sign_off) == ("conflict", None)
    assert state.heads == tuple(sorted((SECOND.digest, OTHER.digest)))
    newer = follow(FIRST, at="2026-03-03T12:00:00.000Z")
    assert fold(book, FIRST, SECOND, newer).head == newer.digest
    assert state.signed_in_earlier_version is not None
    book.say("sign", SAM, SECOND)
    assert status(book, FIRST, SECOND, OTHER) == "conflict"
    assert fold(book, FIRST, SECOND, OTHER).sign_off is None
    assert status(book, FIRST, SECOND, OTHER, follow(SECOND, OTHER)) == "amended"


def test_a_redacted_head_is_redacted() -> None:
    """A head whose text was redacted shows that and nothing else."""
    facts = RevisionFacts(FIRST.digest, (), FIRST.at, TESS.person, redacted=True)
    assert state_of([facts], []).status == "redacted"


def test_statements_of_the_wrong_people_do_not_count() -> None:
    """Signing one's own record, and recalling or withdrawing another's, changes nothing."""
    book = signed()
    good = said(book)
    own = replace(good[1], person=TESS.person)
    assert state_of([RevisionFacts.of(FIRST)], [good[0], own]).status == "submitted"
    for act in ("recall", "withdraw"):
        strange = replace(good[0], act=act, person=ANN.person, digest="f" * 64, n=2)
        assert state_of([RevisionFacts.of(FIRST)], [good[0], strange]).status == "submitted"


def test_what_an_assessor_wrote_is_not_withdrawn_by_the_trainee() -> None:
    """The trainee cannot take away an assessment somebody else wrote, not even by amending it first."""
    written = a_revision(kind="assessment", by=ANN.person)
    reply = follow(written, kind="assessment")
    book = Book()
    book.say("withdraw", TESS, written)
    assert status(book, written) == "draft"
    assert status(book, written, reply) == "draft"
    book.say("withdraw", ANN, written)
    assert status(book, written) == "withdrawn"


def test_a_record_somebody_else_entered_is_submitted_by_the_trainee() -> None:
    """The trainee submits what was entered for them; an assessor submits and signs their own."""
    entered = a_revision(by=SAM.person)
    book = Book()
    book.say("submit", TESS, entered)
    assert status(book, entered) == "submitted"
    written = a_revision(2, kind="assessment", by=ANN.person)
    book.say("submit", ANN, written)
    assert status(book, written) == "submitted"
    book.say("sign", ANN, written, meaning="assessed")
    book.say("submit", ANN, written)
    assert status(book, written) == "signed"


def test_without_the_first_version_the_authors_at_hand_own_the_record() -> None:
    """Where only later versions are known, their authors may withdraw."""
    book = Book()
    book.say("withdraw", TESS, SECOND)
    assert status(book, SECOND) == "withdrawn"


def test_other_records_do_not_matter() -> None:
    """Statements about other records change nothing."""
    book = signed()
    book.say("withdraw", TESS, a_revision(2))
    assert status(book) == "signed"
    assert status(book, a_revision(3)) == "draft"


def test_no_revision_is_no_record() -> None:
    """Without a revision there is nothing to have a state."""
    with pytest.raises(ValueError, match="revision"):
        state_of([], [])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[RevisionFacts], list[StatementFacts]]:
    """Draw any set of revisions and statements, sensible or not, clocks jumping and numbers colliding."""
    revisions = [RevisionFacts(f"{0:064x}", (), NOON, TESS.person)]
    for number in range(1, draw(st.integers(1, 4))):
        parents = draw(st.sets(st.sampled_from([one.digest for one in revisions]), min_size=1, max_size=2))
        by = draw(st.sampled_from([TESS.person, ANN.person]))
        revisions.append(RevisionFacts(f"{number:064x}", tuple(sorted(parents)), NOON, by))
    statements: list[StatementFacts] = []
    for number in range(draw(st.integers(0, 9))):
        signer = draw(st.sampled_from([TESS, SAM, ANN]))
        act = draw(st.sampled_from(["submit", "recall", "sign", "return", "withdraw", "reinstate", "revoke"]))
        about = statements if act == "revoke" else revisions
        named: list[Any] = (
            draw(st.lists(st.sampled_from(about), max_size=2, unique_by=lambda one: one.digest)) if about else []
        )
        made: dict[str, Any] = {
            "digest": f"{1000 + number:064x}",
            "act": act,
            "by": signer.name,
            "person": signer.person,
            "subject": TESS.person,
            "n": draw(st.integers(1, 4)),
            "at": f"2026-03-02T12:00:0{draw(st.integers(0, 3))}.000Z",
        }
        statements += [StatementFacts(**made, target=one.digest) for one in named]
    return revisions, statements


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=1_000, deadline=None)
def test_order_never_matters(history: tuple[list[RevisionFacts], list[StatementFacts]], chance: random.Random) -> None:
    """Any order of the facts, and any repetition of them, gives the same state."""
    revisions, statements = history
    state = state_of(revisions, statements)
    shuffled = chance.sample(revisions, len(revisions)), chance.sample(statements, len(statements))
    assert state_of(*shuffled) == state
    assert state_of(revisions * 2, statements + shuffled[1]) == state


@given(histories())
@settings(max_examples=500, deadline=None)
def test_signed_means_the_head_is_signed(history: tuple[list[RevisionFacts], list[StatementFacts]]) -> None:
    """Signed means: another person signed exactly the one head, and has not revoked it."""
    state = state_of(*history)
    if state.status != "signed":
        return
    assert state.sign_off is not None
    assert state.sign_off.target == state.head
    assert state.sign_off.act == "sign"
    assert state.sign_off.person != TESS.person
    mine = [one for one in history[1] if one.act == "revoke" and one.by == state.sign_off.by]
    assert all(one.target != state.sign_off.digest for one in mine)


@pytest.mark.parametrize(
    ("acts", "author", "signatory"),
    [
        ([], {"amend", "submit", "withdraw"}, set()),
        (["submit"], {"recall", "withdraw"}, {"sign", "return"}),
        (["submit", "return"], {"amend", "withdraw"}, {"revoke"}),
        (["submit", "sign"], {"amend", "withdraw"}, {"revoke"}),
        (["submit", "sign", "withdraw"], {"reinstate"}, set()),
    ],
)
def test_who_may_do_what(acts: list[str], author: set[str], signatory: set[str]) -> None:
    """Each state allows the author and the signatory their own acts, and a bystander none."""
    book = Book()
    for act in acts:
        book.say(act, SAM if act in ("sign", "return") else TESS, FIRST)
    state = fold(book)
    assert allowed_acts(state, **AUTHOR) == author
    assert allowed_acts(state, **SIGNATORY) == signatory
    assert allowed_acts(state, is_author=True, is_signatory=True) == author | signatory
    assert allowed_acts(state, is_author=False, is_signatory=False) == frozenset()


def test_what_may_be_done_with_several_versions() -> None:
    """An amended record is submitted, a conflict only settled; the old sign-off may be revoked."""
    state = fold(signed(), FIRST, SECOND)
    assert allowed_acts(state, **AUTHOR) == {"amend", "submit", "withdraw"}
    assert allowed_acts(state, **SIGNATORY) == {"revoke"}
    conflict = fold(Book(), FIRST, SECOND, OTHER)
    assert allowed_acts(conflict, **AUTHOR) == {"amend"}
    assert allowed_acts(conflict, **SIGNATORY) == frozenset()
