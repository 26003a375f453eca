"""Two copies that changed the same record: both versions are shown, and one that follows both settles it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.store.lookups import body_of, head_of, revisions_of
from sonolog.usecases.amend import amend, fields_to_amend
from sonolog.usecases.check import check
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.show_record import show_record
from sonolog.usecases.versions import TwoVersions, UnknownVersion, side_by_side
from sonolog.usecases.withdraw import withdraw

from .copies import digests, second_machine, take_in
from .ward import TESS, Ward, refused


@pytest.fixture
def split(ward: Ward, tmp_path: Path) -> tuple[Ward, Ward, str]:
    """Return two machines with each other's changes of one scan, and the scan."""
    record = ward.scan(note="first")
    other = second_machine(ward, tmp_path / "other")
    amend(ward.book, record, {"note": "here", "side": "right"}, why="here")
    amend(other.book, record, {"note": "there"}, why="there")
    take_in(ward.book, other.path)
    take_in(other.book, ward.path)
    return ward, other, record


def _note(ward: Ward, record: str) -> object:
    with ward.book.reading() as connection:
        head = head_of(connection, record)
        assert head is not None
        return body_of(connection, head.digest)["note"]


def test_both_versions_are_shown_and_where_they_differ(split: tuple[Ward, Ward, str]) -> None:
    """Each version has its author, its time and its own words; what they agree on is left out."""
    ward, other, record = split
    found = side_by_side(ward.book, record)
    assert ward.status(record) == other.status(record) == "conflict"
    assert [one.who for one in found.versions] == [TESS, TESS]
    said = {one.name: set(one.texts) for one in found.differences}
    assert said == {"note": {"here", "there"}, "side": {"Left", "Right"}}
    assert side_by_side(other.book, record).versions == found.versions
    assert show_record(ward.book, record).versions == found


def test_a_version_that_follows_both_settles_it_everywhere(split: tuple[Ward, Ward, str]) -> None:
    """Kept from one of them with a field put in, it stands on the other machine too once absorbed."""
    ward, other, record = split
    start = next(one for one in side_by_side(ward.book, record).versions if one.why == "there")
    done = amend(ward.book, record, {"minutes": "20"}, version=start.mark, why="talked it over")
    assert done.status == "draft"
    take_in(other.book, ward.path)
    for machine in (ward, other):
        assert (machine.status(record), _note(machine, record)) == ("draft", "there")
        assert not check(machine.book).faults
    with ward.book.reading() as connection:
        assert len(revisions_of(connection, record)) == 4
    assert digests(ward) == digests(other)
    with refused(ward.book, NothingToDo, Exit.INPUT):
        side_by_side(ward.book, record)


def test_a_version_is_kept_as_it_is(split: tuple[Ward, Ward, str]) -> None:
    """No field need be changed to keep one of two versions."""
    ward, _, record = split
    start = next(one for one in side_by_side(ward.book, record).versions if one.why == "here")
    done = amend(ward.book, record, {}, version=start.digest)
    assert (_note(ward, record), ward.status(record)) == ("here", "draft")
    assert {one.title: (one.before, one.after) for one in done.changed}["Note"] == ("there", "here")


def test_neither_is_taken_without_a_word(split: tuple[Ward, Ward, str]) -> None:
    """An amendment, or a form for one, that does not say which version it goes on from is refused."""
    ward, _, record = split
    with refused(ward.book, TwoVersions, Exit.INPUT) as caught:
        amend(ward.book, record, {"note": "mine"})
    assert all(one.mark in caught.value.message for one in side_by_side(ward.book, record).versions)
    with pytest.raises(TwoVersions):
        fields_to_amend(ward.book, record)
    for words in ("zzzz9999", "abc", "0" * 64):
        with refused(ward.book, UnknownVersion, Exit.INPUT):
            amend(ward.book, record, {"note": "mine"}, version=words)


def test_the_form_starts_from_the_version_chosen(split: tuple[Ward, Ward, str]) -> None:
    """Its fields are those of that version."""
    ward, _, record = split
    texts = {
        fields_to_amend(ward.book, record, version=one.mark).typed["note"]
        for one in side_by_side(ward.book, record).versions
    }
    assert texts == {"here", "there"}


def test_two_settlements_are_settled_in_turn(split: tuple[Ward, Ward, str]) -> None:
    """Both machines settle it differently: again two versions, and again one that follows them."""
    ward, other, record = split
    for machine, why in ((ward, "here"), (other, "there")):
        start = next(one for one in side_by_side(machine.book, record).versions if one.why == why)
        amend(machine.book, record, {}, version=start.mark)
    take_in(ward.book, other.path)
    found = side_by_side(ward.book, record)
    amend(ward.book, record, {"note": "both"}, version=found.versions[0].mark)
    take_in(other.book, ward.path)
    assert (ward.status(record), _note(other, record)) == ("draft", "both")


def test_a_withdrawal_on_one_side_can_be_kept_or_not(ward: Ward, tmp_path: Path) -> None:
    """A draft withdrawn here and amended there: keeping the withdrawal withdraws it, the other brings it back."""
    kept, dropped = ward.scan(note="kept"), ward.scan(note="dropped")
    other = second_machine(ward, tmp_path / "other")
    for record in (kept, dropped):
        amend(other.book, record, {"note": "there"})
        withdraw(ward.book, [record], "twice")
    take_in(ward.book, other.path)
    for record, gone, status in ((kept, False, "draft"), (dropped, True, "withdrawn")):
        assert ward.status(record) == "conflict"
        start = next(one for one in side_by_side(ward.book, record).versions if one.withdrawn is gone)
        assert amend(ward.book, record, {}, version=start.mark).status == status
        assert ward.status(record) == status


def test_an_earlier_version_is_brought_back(ward: Ward) -> None:
    """Of a record with one current version, any earlier one can be gone back to."""
    record = ward.scan(note="first")
    amend(ward.book, record, {"note": "second", "minutes": "20"})
    with ward.book.reading() as connection:
        first = revisions_of(connection, record)[0].digest
    amend(ward.book, record, {"minutes": "30"}, version=first[:10])
    assert _note(ward, record) == "first"
    with refused(ward.book, NothingToDo, Exit.INPUT):
        amend(ward.book, record, {})
