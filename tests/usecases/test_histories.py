"""Whatever people do, in whatever order: the logbook stays sound, and its views say what the objects say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.errors import SonologError
from sonolog.store.evidence import load_evidence
from sonolog.store.lookups import heads
from sonolog.store.views import rebuild
from sonolog.usecases.amend import amend
from sonolog.usecases.check import check
from sonolog.usecases.give_back import give_back
from sonolog.usecases.recall import recall
from sonolog.usecases.revoke import revoke
from sonolog.usecases.undo import undo
from sonolog.usecases.withdraw import withdraw

from .ward import TESS, Ward

_SAM, _PAT = "Sam Supervisor", "Pat Partner"
ACTS: dict[str, Callable[[Ward, str], object]] = {
    "log": lambda ward, _: ward.scan(region="knee", finding="normal"),
    "amend": lambda ward, one: amend(ward.book, one, {"note": f"seen {ward.clock.moment:%H:%M:%S}"}),
    "submit": lambda ward, one: ward.submit(one),
    "recall": lambda ward, one: recall(ward.book, [one], key=ward.key(TESS)),
    "sign": lambda ward, one: ward.sign(one),
    "sign too": lambda ward, one: ward.sign(one, by=_PAT),
    "return": lambda ward, one: give_back(ward.acting(_SAM), [one], "Say more.", key=ward.key(_SAM)),
    "revoke": lambda ward, one: revoke(ward.acting(_SAM), [one], "A slip.", key=ward.key(_SAM)),
    "withdraw": lambda ward, one: withdraw(ward.book, [one], "Twice.", key=ward.key(TESS)),
    "undo": lambda ward, _: undo(ward.book, key=ward.key(TESS)),
}
_HISTORIES = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 4)), min_size=4, max_size=25)


def live(ward: Ward, history: list[tuple[str, int]]) -> int:
    """Do what can be done of ``history`` and return how many acts were allowed."""
    records = [ward.scan() for _ in range(3)]
    done = 0
    for act, which in history:
        ward.clock.moment += timedelta(minutes=1)
        try:
            made = ACTS[act](ward, records[which % len(records)])
        except SonologError:
            continue
        done += 1
        if act == "log":
            records.append(str(made))
    return done


def seen(ward: Ward, trainee: str) -> tuple[object, object]:
    """Return what the views show of the trainee."""
    with ward.book.reading() as connection:
        return heads(connection, kind="scan", subject=trainee), load_evidence(connection, trainee, ward.book.today)


@settings(max_examples=25)
@given(_HISTORIES)
def test_views_computed_anew_are_the_same_after_any_history(history: list[tuple[str, int]]) -> None:
    """Objects, signatures and journal are sound; a rebuild gives the same views, heads and evidence."""
    with TemporaryDirectory() as folder:
        ward = Ward(Path(folder) / "home")
        ward.settle_in()
        live(ward, history)
        trainee = ward.people[TESS]
        before = seen(ward, trainee)
        found = check(ward.book, with_rebuild=True)
        after = seen(ward, trainee)
        ward.book.close()

    assert (found.faults, found.views_same) == ((), True)
    assert before == after


def test_a_history_that_allows_much_is_among_them(ward: Ward) -> None:
    """The acts above do happen, so that the law is about something."""
    story = ["submit", "sign", "amend", "submit", "return", "amend", "submit", "sign too", "undo", "withdraw"]

    assert live(ward, [(act, 0) for act in story]) >= 8


def test_an_act_that_fails_half_way_leaves_nothing(ward: Ward) -> None:
    """Objects, journal and views of a write that raises are those of before."""
    ward.scan()
    before = check(ward.book).objects
    with pytest.raises(ZeroDivisionError):
        _break_off(ward)
    found = check(ward.book, with_rebuild=True)

    assert (found.objects, found.faults, found.views_same) == (before, (), True)


def _break_off(ward: Ward) -> None:
    """Write a lot, and then fail."""
    with ward.book.database.write() as connection:
        rebuild(connection)
        connection.exec_driver_sql("DELETE FROM head")
        _ = 1 / 0
