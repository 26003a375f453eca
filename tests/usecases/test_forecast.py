"""Forecasts: the numbers of progress, days by hand, and in words why there are none."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

import pytest

from sonolog.statistics.beta import beta_quantile
from sonolog.usecases.add_record import add_record
from sonolog.usecases.enrol import enrol
from sonolog.usecases.evaluating import Evaluated, evaluated
from sonolog.usecases.forecast import DeadlinePassed, forecast, forecast_of
from sonolog.usecases.forecast_answer import Forecast, FrameworkForecast
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.withdraw import withdraw

from .conftest import Demo
from .seen import STAGE, TODAY, evaluated_of, framework_of, rule, scans_on, weekly
from .ward import TESS, Ward

STEADY = scans_on(weekly(16), each=5)
MORE = "at_least = 112"


def only(found: Evaluated, *, by: date | None = None) -> FrameworkForecast:
    """Return the forecast of the one framework."""
    (one,) = forecast_of(found, by=by).frameworks
    return one


def rows(found: Evaluated, *, by: date | None = None) -> dict[str, Forecast]:
    """Return the rows by id."""
    return {one.answer.id: one for one in only(found, by=by).requirements}


def row(said: str, *, of: str = 'of = "scan"', **logs: object) -> Forecast:
    """Return the row of a framework with this one requirement; five scans a week unless other logs are given."""
    found = evaluated_of(framework_of(rule("it", said, of=of)), **(logs or {"scan": STEADY}))  # type: ignore[arg-type]
    return rows(found)["it"]


def day_of(quantile: float, missing: int, done: int, weeks: int = 16) -> date:
    """Return the day by the formula, without leave."""
    x = beta_quantile(quantile, missing, done + 0.5)
    return TODAY + timedelta(days=ceil(weeks * x / (1 - x) * 7))


def test_a_steady_pace_gives_the_days_of_the_formula() -> None:
    """Five a week for sixteen weeks and 32 to go: three days, worked out from the formula in the notes."""
    found = row(MORE)
    assert (found.outlook, found.left, found.weekly, found.weeks) == ("forecast", 32, 5, 16)
    assert found.days is not None
    assert (found.days.p10, found.days.p50, found.days.p90) == tuple(day_of(q, 32, 80) for q in (0.1, 0.5, 0.9))
    assert "32 more at 5 a week" in found.sentence


def test_have_and_need_are_those_of_progress(demo: Demo) -> None:
    """Every row carries the very answer that ``progress`` shows, in the same order."""
    trainee = demo.made.trainee
    shown = show_progress(demo.book, trainee)
    told = forecast(demo.book, trainee)
    for one, other in zip(told.frameworks, shown.frameworks, strict=True):
        assert tuple(found.answer for found in one.requirements) == other.requirements


def test_leave_behind_is_left_out_and_leave_ahead_is_skipped() -> None:
    """Two weeks off long ago change nothing of the pace; two weeks off to come move each day by a fortnight."""
    scans = [one for one in scans_on(weekly(18), each=5) if not date(2026, 9, 2) <= one["day"] <= date(2026, 9, 15)]
    past = (date(2026, 9, 2), date(2026, 9, 15))
    ahead = (date(2026, 11, 25), date(2026, 12, 8))
    framework = framework_of(rule("it", "at_least = 112"))
    usual = rows(evaluated_of(framework, scan=scans, absences=[past]))["it"]
    away = rows(evaluated_of(framework, scan=scans, absences=[past, ahead]))["it"]
    assert (usual.weekly, usual.weeks) == (5, 16)
    assert usual.days is not None and away.days is not None
    for name in ("p10", "p50", "p90"):
        assert getattr(away.days, name) == getattr(usual.days, name) + timedelta(days=14)


def test_weeks_without_scans_slow_the_pace() -> None:
    """Eight weeks of work and eight without leave or scans: half the pace."""
    assert row(MORE, scan=scans_on(weekly(8), each=5)).weekly == 2.5


def test_too_little_data_is_said() -> None:
    """Four scans, or three weeks of training, give no day."""
    few = row(MORE, scan=scans_on(weekly(4)))
    assert (few.outlook, few.days, few.clinics) == ("too-little", None, ())
    assert few.sentence.startswith("Too little data: 4 in 16 available weeks")
    framework = framework_of(rule("it", MORE))
    begun = TODAY - timedelta(days=20)
    new = evaluated_of(framework, enrolled=begun, scan=scans_on([begun, TODAY], each=9))
    assert rows(new)["it"].outlook == "too-little"


@pytest.mark.parametrize(
    ("said", "outlook", "words"),
    [
        ('at_least = 112\nwithin = { months = 12, before = "today" }', "slides", "Only the last 12 months count"),
        ("at_least = 112\nwithin = { months = 4 }", "slides", "The best window so far ends"),
        ('distinct = "pathologies"\nat_least = 40', "not-forecast", "rarer"),
        ('rate = { per = "week", at_least = 6 }\nat_least = { months = 3 }', "not-forecast", "unbroken run"),
        ('having = { finding = "abnormal" }\nat_least = { percent = 50, of = "total" }', "not-forecast", "share"),
        ('first = 80\nhaving = { finding = "abnormal" }\nat_least = 60', "closed", "first 80"),
        ('last = 80\nhaving = { finding = "abnormal" }\nat_least = 60', "slides", "last 80"),
        ("at_most = 20", "closed", "more than is allowed"),
        ("at_least = 20", "done", "Done."),
    ],
)
def test_where_no_day_would_be_right_words_are_given(said: str, outlook: str, words: str) -> None:
    """Windows that slide, shares, runs and the like are told in words, never by a wrong day."""
    found = row(said)
    assert (found.outlook, found.days) == (outlook, None)
    assert words in found.sentence


def test_a_window_that_closes_too_soon_gives_its_chance_instead() -> None:
    """Only entries of the four months after the first count: the chance by its end is told, and no day."""
    first = '{ of = "scan", pick = "first" }'
    found = row(f"at_least = 112\nwithin = {{ around = {first}, months_after = 4 }}")
    assert (found.outlook, found.days) == ("closed", None)
    assert "Only entries up to" in found.sentence


def test_a_best_window_with_room_is_forecast() -> None:
    """The best year holds today and ends after the late day, so the window changes nothing."""
    plain, windowed = row(MORE), row("at_least = 112\nwithin = { months = 12 }")
    assert (windowed.outlook, windowed.days) == ("forecast", plain.days)


def test_hours_and_credits_are_forecast_too() -> None:
    """Sessions of four hours once a week: 64 hours done, 40 to go at 4 a week."""
    sessions = [{"day": day, "minutes": 240, "site": "Example Hospital", "attended": True} for day in weekly(16)]
    found = row('sum = "hours"\nat_least = 104', of='of = "session"', session=sessions)
    assert (found.outlook, found.left, found.weekly) == ("forecast", 40, 4)
    assert [(one.more, one.sessions) for one in found.clinics] == [(10, 16)]


def test_time_that_passes_by_itself_has_one_certain_day() -> None:
    """A year from enrolment is over on a day known beforehand."""
    found = row("at_least = { months = 12 }", of='elapsed = { from = "enrolment", to = "today" }', scan=[])
    assert found.outlook == "certain"
    assert found.days is not None and found.days.p10 == found.days.p90 == date(2027, 1, 6)


def test_a_line_says_that_mastery_is_not_forecast() -> None:
    """Competency lines get no day."""
    lines = '[[line]]\nid = "a"\ntitle = "A"\nstage = "one"\n'
    said = rule("it", 'each = { field = "line", values = "stage", at_least = 1 }', of='of = "line"') + lines
    assert rows(evaluated_of(framework_of(said)))["it/a"].outlook == "not-forecast"


def test_parts_are_forecast_and_their_requirement_takes_the_latest() -> None:
    """Ten a region: the slower elbow decides."""
    scans = scans_on(weekly(16)[:8], region="shoulder") + scans_on(weekly(16)[8:14], region="elbow")
    said = 'each = { field = "region", values = ["shoulder", "elbow"], at_least = 10 }'
    found = rows(evaluated_of(framework_of(rule("it", said)), scan=scans))
    assert (found["it/shoulder"].left, found["it/elbow"].left) == (2, 4)
    assert found["it"].outlook == "from-parts"
    assert found["it"].days == found["it/elbow"].days


def test_what_needs_others_takes_the_soonest_that_are_enough() -> None:
    """Of a near and a far requirement either will do, so the near one decides; both are asked for: the far one."""
    near, far = rule("near", "at_least = 90"), rule("far", "at_least = 300")
    some = rule("some", 'needs = { any = ["near", "far"] }', of="")
    every = rule("every", 'needs = ["near", "far"]', of="")
    found = rows(evaluated_of(framework_of(near + far + some + every), scan=STEADY))
    assert found["some"].days == found["near"].days
    assert found["every"].days == found["far"].days


def test_the_latest_requirement_binds() -> None:
    """The stage is as late as its latest mandatory requirement, which it names; a recommended one does not count."""
    said = rule("near", "at_least = 90") + rule("far", "at_least = 150")
    said += rule("wish", 'at_least = 900\nstrength = "recommended"')
    found = only(evaluated_of(framework_of(said), scan=STEADY))
    (stage,) = found.stages
    by_id = {one.answer.id: one for one in found.requirements}
    assert (stage.binding, stage.days, found.binding) == ("far", by_id["far"].days, "far")


def test_what_has_no_day_is_named_by_its_stage() -> None:
    """One requirement with too little data: the stage says so, and gives no chance."""
    said = rule("near", "at_least = 90") + rule("course", "at_least = 1", of='of = "course"')
    (stage,) = only(evaluated_of(framework_of(said), scan=STEADY), by=date(2027, 6, 1)).stages
    assert (stage.untold, stage.binding, stage.chance) == (("course",), "near", None)
    assert "no day can be told for course" in stage.sentence


def test_the_deadline_is_that_of_the_framework_or_the_one_asked() -> None:
    """Eighteen months from enrolment; --by goes before it, and a later day is surer."""
    said = rule("it", MORE) + rule(
        "length", "at_most = { months = 11 }", of='elapsed = { from = "enrolment", to = "today" }'
    )
    found = evaluated_of(framework_of(said), scan=STEADY)
    own, asked = rows(found)["it"], rows(found, by=date(2027, 3, 1))["it"]
    (stage,) = only(found).stages
    assert (own.deadline, stage.deadline, stage.deadline_from) == (date(2026, 12, 6), date(2026, 12, 6), "length")
    assert asked.deadline == date(2027, 3, 1)
    assert own.chance is not None and asked.chance is not None
    assert own.chance < 0.01
    assert asked.chance > 0.99


def test_the_chance_of_a_stage_is_that_of_its_least_likely_requirement() -> None:
    """By a day between the two, the far requirement decides."""
    said = rule("near", "at_least = 90") + rule("far", "at_least = 120")
    found = only(evaluated_of(framework_of(said), scan=STEADY), by=date(2027, 1, 20))
    chances = {one.answer.id: one.chance for one in found.requirements}
    assert chances["near"] is not None and chances["far"] is not None
    assert chances["far"] < chances["near"]
    assert found.stages[0].chance == chances["far"]


def test_a_stage_that_asks_for_another_waits_for_it() -> None:
    """The second stage has no requirements of its own, so it is done with the first; a met one says nothing."""
    stages = STAGE + '[[stage]]\nid = "two"\ntitle = "Stage two"\nrequires = ["one"]\n'
    one, two = only(evaluated_of(framework_of(rule("it", MORE), stages=stages), scan=STEADY)).stages
    assert (two.binding, two.days) == ("it", one.days)
    (met,) = only(evaluated_of(framework_of(rule("it", "at_least = 5")), scan=STEADY)).stages
    assert (met.binding, met.days, met.sentence) == (None, None, "")


def test_leave_in_the_logbook_is_read_that_to_come_too_and_withdrawn_not(ward: Ward) -> None:
    """A leave next month is known today; one taken back is none."""
    enrol(ward.book, "rcr-msk")
    add_record(ward.book, "leave", {"start": "2026-08-03", "until": "2026-08-09"})
    add_record(ward.book, "leave", {"start": "2026-12-21", "until": "2027-01-03"})
    taken_back = add_record(ward.book, "leave", {"start": "2027-02-01", "until": "2027-02-07"})
    withdraw(ward.book, [taken_back.id], "not granted")
    found = evaluated(ward.book, ward.people[TESS])
    assert found.absences == (
        (date(2026, 8, 3), date(2026, 8, 9)),
        (date(2026, 12, 21), date(2027, 1, 3)),
    )


def test_years_on_placements_are_no_entries_that_come_in() -> None:
    """What grows by itself is not forecast from how often placements begin."""
    said = 'sum = "years_full_time"\nat_least = 2'
    placements = [{"day": day, "site": "Example Hospital", "weekly_minutes": 600} for day in weekly(6)]
    found = row(said, of='of = "placement"', placement=placements)
    assert (found.outlook, found.days) == ("not-forecast", None)


def test_a_deadline_behind_is_refused() -> None:
    """A day before the forecast's own is a slip."""
    with pytest.raises(DeadlinePassed):
        forecast_of(evaluated_of(framework_of(rule("it", MORE))), by=TODAY - timedelta(days=1))


def test_leave_without_an_end_gives_no_day() -> None:
    """Nobody knows when scanning goes on."""
    found = evaluated_of(framework_of(rule("it", MORE)), scan=STEADY, absences=[(TODAY, None)])
    assert (rows(found)["it"].outlook, rows(found)["it"].days) == ("not-forecast", None)


def test_clinic_sessions_that_close_the_gap_are_counted_by_hand() -> None:
    """Eleven Tuesdays, one of them empty, gave 50, ten Thursdays 20; 32 to go take 8 or 16; one Friday says nothing."""
    tuesdays, thursdays = weekly(10), weekly(11, until=TODAY - timedelta(days=5))[:10]
    scans = scans_on(tuesdays, each=5) + scans_on(thursdays, each=2, site="North Clinic")
    scans += scans_on([TODAY - timedelta(days=4)], each=10, site="North Clinic")
    empty = [{"day": TODAY - timedelta(days=70), "site": "Example Hospital", "attended": True}]
    found = rows(evaluated_of(framework_of(rule("it", "at_least = 112")), scan=scans, session=empty))["it"]
    assert found.left == 32
    told = [(one.place, one.weekday, one.sessions, one.more) for one in found.clinics]
    assert told == [("Example Hospital", 1, 11, 8), ("North Clinic", 3, 10, 16)]
