"""The evaluator against the slow one: random logs, random requirements, the same answers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.bound import Count, Percent
from sonolog.domain.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Not,
    OneOf,
    Predicate,
    Present,
)
from sonolog.domain.requirement import (
    BestWindow,
    Limit,
    LookBack,
    NamedDay,
    Part,
    Rate,
    Requirement,
)
from sonolog.progress.answer import Answer

from .cases import cases
from .made import TODAY, Row, answer_of, evidence_of, time
from .slow import plus, result_of
from .slow_measures import Entry

_EDGES = [plus(TODAY, -months) + timedelta(days=days) for months in (1, 2, 3, 4, 6, 7, 8, 10) for days in (-1, 0, 1)]
"""Days on, just before and just after the edges of windows."""
_ROWS = st.fixed_dictionaries(
    {
        "day": st.one_of(st.sampled_from(_EDGES), st.integers(0, 400).map(lambda ago: TODAY - timedelta(days=ago))).map(
            date.isoformat
        ),
        "role": st.sampled_from(["performed", "performed", "observed"]),
        "finding": st.sampled_from(["normal", "abnormal", None]),
        "region": st.sampled_from(["shoulder", "elbow", "knee"]),
        "structures": st.sampled_from([(), ("biceps",), ("biceps", "triceps"), ("triceps",)]),
        "adequate": st.sampled_from([True, True, False, None]),
        "difficulty": st.sampled_from([1, 3, 5, None]),
        "minutes": st.sampled_from([10, 25, None]),
        "status": st.sampled_from(["draft", "submitted", "signed", "signed", "withdrawn"]),
    }
)
_TESTS: st.SearchStrategy[Predicate] = st.sampled_from(
    [
        OneOf(field="role", values=("performed",)),
        OneOf(field="finding", values=("normal",)),
        OneOf(field="finding", values=("abnormal",)),
        OneOf(field="region", values=("shoulder", "knee")),
        OneOf(field="region", values=("elbow",)),
        OneOf(field="structures", values=("triceps",)),
        OneOf(field="adequate", values=(True,)),
        Compare(field="difficulty", at_least=3),
        Present(field="difficulty", present=False),
    ]
)
_PREDICATES = st.recursive(
    _TESTS,
    lambda inner: st.one_of(
        inner.map(lambda one: Not(of=one)),
        st.tuples(inner, inner).map(lambda pair: AllOf(of=pair)),
        st.tuples(inner, inner).map(lambda pair: AnyOf(of=pair)),
    ),
    max_leaves=3,
)
_MAYBE = st.integers(0, 3).flatmap(lambda one: _PREDICATES if one == 3 else st.just(AllOf()))
_ROUND = st.sampled_from(["up", "down", "nearest", None])


def _percent(of: str) -> st.SearchStrategy[Percent]:
    return st.builds(lambda p, r: Percent(percent=p, of=of, round=r), st.sampled_from([5, 33, 50, 75]), _ROUND)


_CAPS = st.one_of(st.integers(0, 4).map(lambda n: Count(value=n)), _percent("target"))
_LIMITS = st.one_of(
    st.builds(lambda w, b: (Limit(where=w, at_most=b),), _TESTS, _CAPS),
    st.builds(lambda f, b: (Limit(per=f, at_most=b),), st.sampled_from(["region", "difficulty"]), _CAPS),
    st.builds(
        lambda w, v, b, c: (Limit(where=w, at_most=b), Limit(where=v, at_most=c)),
        _TESTS,
        _TESTS,
        _CAPS,
        _CAPS,
    ),
    st.builds(lambda w, b, c: (Limit(where=w, at_most=b), Limit(per="region", at_most=c)), _TESTS, _CAPS, _CAPS),
    st.builds(lambda w, b: (Limit(where=w, at_most=b),), _TESTS, _percent("total")),
    st.builds(
        lambda w, v, b, c: (Limit(where=w, at_most=b), Limit(where=v, at_most=c)),
        _TESTS,
        _TESTS,
        _percent("total"),
        _CAPS,
    ),
)
_WINDOWS = st.one_of(
    st.integers(1, 6).map(lambda n: BestWindow(length=time(n, "months"))),
    st.integers(1, 6).map(lambda n: LookBack(before=NamedDay(name="today"), length=time(n, "months"))),
)
_TARGET = st.integers(0, 8).map(lambda n: Count(value=n))
_PARTS = st.lists(
    st.builds(
        lambda where, skip, having, least: Part(id="part", where=where, skip=skip, having=having, at_least=least),
        _TESTS,
        st.sampled_from([0, 0, 1]),
        st.one_of(st.none(), _TESTS),
        st.integers(0, 3).map(lambda n: Count(value=n)),
    ),
    min_size=1,
    max_size=3,
).map(lambda parts: tuple(part.model_copy(update={"id": f"p{at}"}) for at, part in enumerate(parts)))
_SELECTING = {
    "about": _MAYBE,
    "where": _MAYBE,
    "skip": st.sampled_from([0, 0, 2]),
    "having": st.integers(0, 3).flatmap(lambda one: _PREDICATES if one == 3 else st.none()),
}


def _required(**said: Any) -> st.SearchStrategy[Requirement]:
    return st.fixed_dictionaries({**_SELECTING, **said}).map(
        lambda chosen: Requirement(id="it", stage="one", of="scan", **chosen)
    )


def _entries(rows: list[Row], *, only: tuple[str, ...] = ()) -> list[Entry]:
    made = [{**row, "record": f"r{at:04}"} for at, row in enumerate(rows)]
    return [{**row, "day": TODAY.fromisoformat(row["day"])} for row in made if not only or row["status"] in only]


def _agree(requirement: Requirement, rows: list[Row], *, entries_too: bool = True) -> Answer:
    answer = answer_of(requirement, evidence_of(scan=rows))
    logged = result_of(requirement, _entries(rows), TODAY)
    signed = result_of(requirement, _entries(rows, only=("signed",)), TODAY)
    hoped = result_of(requirement, _entries(rows, only=("signed", "submitted")), TODAY)
    assert answer.met == logged.met
    if logged.met:
        expected = "signed" if signed.met else "awaiting-sign-off" if hoped.met else "evidence-met"
        assert answer.status == expected
    else:
        assert answer.status in ("not-started", "in-progress")
    if entries_too:
        assert answer.have == _shown(logged.have)
        assert answer.signed == _shown(signed.have)
        told = {record: _step(code) for code, held in answer.not_counted.items() for record in held}
        assert len(told) == sum(len(held) for held in answer.not_counted.values())
        adding_nothing = ("duplicate", "no", "below")
        assert {one: code for one, code in told.items() if code not in adding_nothing} == logged.reasons
    return answer


def _shown(value: Fraction) -> Decimal:
    """Return a number with at most two places, rounded down."""
    return Decimal(floor(value * 100)) / 100


def _step(code: str) -> str:
    whole = ("warm-up", "outside-window", "beyond-first", "before-last")
    return code if code in whole else code.partition("-")[0]


@cases(300)
@given(
    st.lists(_ROWS, min_size=6, max_size=30),
    _required(
        at_least=_TARGET,
        at_most=st.one_of(st.none(), _TARGET),
        within=st.one_of(st.none(), _WINDOWS),
    ),
)
def test_steps_and_windows(rows: list[Row], requirement: Requirement) -> None:
    """Where, warm-up, window and having leave the same entries, and the same one reason for each other."""
    _agree(requirement, rows)


@cases(200)
@given(
    st.lists(_ROWS, min_size=6, max_size=30),
    _required(
        at_least=_TARGET,
        first=st.one_of(st.none(), st.integers(0, 6)),
        last=st.one_of(st.none(), st.integers(0, 6)),
        limits=_LIMITS,
        within=st.one_of(
            st.none(),
            st.integers(1, 6).map(lambda n: LookBack(before=NamedDay(name="today"), length=time(n, "months"))),
        ),
    ),
)
def test_limits(rows: list[Row], requirement: Requirement) -> None:
    """First, last and every form of limit set the same entries aside as taking them one by one."""
    _agree(requirement, rows)


@cases(150)
@given(
    st.lists(_ROWS, min_size=6, max_size=20),
    _required(at_least=_TARGET, limits=_LIMITS, within=_WINDOWS),
)
def test_best_window_under_limits(rows: list[Row], requirement: Requirement) -> None:
    """The best window has least missing, then most counted, then is the earliest, limits included."""
    _agree(requirement, rows)


@cases(200)
@given(
    st.lists(_ROWS, min_size=6, max_size=30),
    _required(
        at_least=st.one_of(_TARGET, _percent("total")),
        out_of=st.one_of(st.none(), st.integers(0, 10)),
        last=st.one_of(st.none(), st.integers(1, 10)),
    ).filter(lambda one: one.having is not None),
)
def test_shares_of_the_total(rows: list[Row], requirement: Requirement) -> None:
    """A share of all entries before ``having`` is exact, rounded as declared, and waits for enough."""
    _agree(requirement, rows)


@cases(200)
@given(
    st.lists(_ROWS, min_size=6, max_size=30),
    _required(
        at_least=_TARGET,
        distinct=st.sampled_from(["region", "structures", "difficulty", "week", None]),
    ).flatmap(
        lambda one: (
            st.just(one)
            if one.distinct
            else st.sampled_from(["hours", "minutes", "difficulty"]).map(
                lambda field: one.model_copy(update={"sum": field})
            )
        )
    ),
)
def test_different_values_and_sums(rows: list[Row], requirement: Requirement) -> None:
    """Different values, weeks, sums and hours from minutes are those of the entries that count."""
    _agree(requirement, rows)


@cases(150)
@given(
    st.lists(_ROWS, max_size=60),
    st.builds(
        lambda least, weeks: Requirement(
            id="it",
            stage="one",
            of="scan",
            rate=Rate(per="week", at_least=least),
            at_least=Count(value=weeks),
        ),
        st.integers(1, 3),
        st.integers(0, 6),
    ),
)
def test_rates(rows: list[Row], requirement: Requirement) -> None:
    """The longest run of weeks is that of walking through them one by one."""
    _agree(requirement, rows)


@cases(200)
@given(
    st.lists(_ROWS, min_size=6, max_size=25),
    _required(at_least=st.one_of(st.none(), _TARGET), parts=_PARTS, within=st.one_of(st.none(), _WINDOWS)),
)
def test_parts(rows: list[Row], requirement: Requirement) -> None:
    """Total and parts are judged on the same entries, in the best window too."""
    _agree(requirement, rows, entries_too=False)


@cases(250)
@given(
    st.lists(_ROWS, min_size=4, max_size=8),
    _required(at_least=_TARGET, parts=_PARTS, limits=_LIMITS),
)
def test_one_selection_meets_everything(rows: list[Row], requirement: Requirement) -> None:
    """Total and parts are met together exactly when some choice of entries under the limits meets all."""
    _agree(requirement, rows, entries_too=False)
