"""The rest of the example year: placement, leave, courses, course work, assessments and the competency sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sonolog.clock import HeldClock
from sonolog.usecases.add_record import add_record
from sonolog.usecases.demo_people import DemoPeople
from sonolog.usecases.demo_year import ASSESSOR, FIRST_DAY, LEAVE, SITE, SUPERVISORS
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit

_UNIVERSITY = "Example University"
_COURSES = (
    ("2025-11-17", "2025-11-19", "Introduction to MSK ultrasound", "theory", "", "", "passed"),
    ("2025-11-24", "2026-02-20", "Physics and instrumentation", "module", "physics-instrumentation", "20", "passed"),
    ("2026-03-02", "2026-06-12", "Professional issues", "module", "professional-issues", "20", "passed"),
    ("2026-09-07", "", "Musculoskeletal ultrasound", "module", "musculoskeletal", "20", ""),
    ("2026-07-03", "2026-07-03", "Elbow and wrist skills day", "skills", "", "", ""),
)
"""First and last day, name, type, module, credits, outcome."""
_COURSEWORK = (
    ("2026-02-13", "Artefacts essay", "essay", "physics-instrumentation", "64"),
    ("2026-06-05", "Audit of report turn-round", "audit", "professional-issues", "71"),
    ("2026-10-30", "Shoulder case report", "case-report", "musculoskeletal", ""),
)
_ASSESSMENTS = (
    ("2026-04-21", "observed-scan", "formative", "satisfactory", "shoulder"),
    ("2026-07-14", "observed-scan", "formative", "satisfactory", "knee"),
    ("2026-10-06", "observed-scan", "formative", "unsatisfactory", "wrist-hand"),
    ("2026-11-10", "competency-examination", "summative", "passed", "shoulder"),
)
_LINES_SIGNED = (
    ("2026-05-12", ("shoulder-biceps", "shoulder-supraspinatus", "shoulder-bursa", "shoulder-ac-joint")),
    ("2026-07-21", ("knee-quadriceps", "knee-patellar-tendon", "knee-effusion", "knee-popliteal-cyst")),
    ("2026-09-15", ("ankle-foot-achilles", "ankle-foot-plantar-fascia", "ankle-foot-atfl")),
    ("2026-10-20", ("shoulder-subscapularis", "shoulder-infraspinatus", "shoulder-gh-joint", "knee-collaterals")),
)


def add_training(logbook: Logbook, people: DemoPeople, clock: HeldClock) -> str:
    """Add the placement, as agreed at the start, and return its id."""
    _at(clock, FIRST_DAY)
    typed = {
        "start": FIRST_DAY.isoformat(),
        "site": SITE,
        "supervisor": people.staff[SUPERVISORS[0]].id,
        "mentor": people.staff[SUPERVISORS[0]].id,
        "agreed": "yes",
        "approved": "yes",
        "weekly_minutes": "15h",
    }
    return add_record(logbook, "placement", typed).id


def add_outcomes(logbook: Logbook, people: DemoPeople) -> None:
    """Add what was entered at the end of the year, and have most of it signed."""
    for start, until in LEAVE:
        add_record(logbook, "leave", {"start": start.isoformat(), "until": until.isoformat(), "reason": "annual"})
    courses = [_course(logbook, row) for row in _COURSES]
    work = [_coursework(logbook, row) for row in _COURSEWORK]
    _signed(people, [*courses[:3], *work[:2]], SUPERVISORS[0])
    assessments = [_assessment(logbook, people, row) for row in _ASSESSMENTS]
    _signed(people, assessments, ASSESSOR)
    for day, lines in _LINES_SIGNED:
        _signed(people, [_line(logbook, people, day, line) for line in lines], SUPERVISORS[0])
    add_record(logbook, "line", _line_fields(people, "2026-11-17", "elbow-extensor-origin"))
    person = people.staff[SUPERVISORS[0]].id
    for day, kind in (("2025-11-04", "initial"), ("2026-05-05", "progress"), ("2026-11-03", "appraisal")):
        add_record(logbook, "meeting", {"date": day, "person": person, "type": kind, "minutes": "45"})
    add_record(logbook, "cpd", {"date": "2026-06-18", "name": "Regional MSK study evening", "points": "2"})


def _course(logbook: Logbook, row: Sequence[str]) -> str:
    start, until, name, kind, module, points, outcome = row
    typed = {"start": start, "until": until, "name": name, "type": kind, "module": module, "credits": points}
    return _add(logbook, "course", typed | {"outcome": outcome, "provider": _UNIVERSITY})


def _coursework(logbook: Logbook, row: Sequence[str]) -> str:
    day, name, kind, module, mark = row
    outcome = "passed" if mark else ""
    return _add(
        logbook,
        "coursework",
        {"date": day, "name": name, "type": kind, "module": module, "mark": mark, "outcome": outcome},
    )


def _assessment(logbook: Logbook, people: DemoPeople, row: Sequence[str]) -> str:
    day, form, purpose, outcome, region = row
    typed = {"date": day, "form": form, "purpose": purpose, "outcome": outcome, "region": region}
    return _add(logbook, "assessment", typed | {"assessor": people.staff[ASSESSOR].id, "setting": "patient"})


def _line(logbook: Logbook, people: DemoPeople, day: str, line: str) -> str:
    return _add(logbook, "line", _line_fields(people, day, line))


def _line_fields(people: DemoPeople, day: str, line: str) -> dict[str, str]:
    fields = {"date": day, "framework": "rcr-msk", "edition": "2017", "line": line, "level": "1"}
    return fields | {"supervisor": people.staff[SUPERVISORS[0]].id}


def _add(logbook: Logbook, kind: str, typed: dict[str, str]) -> str:
    return add_record(logbook, kind, {name: text for name, text in typed.items() if text}).id


def _signed(people: DemoPeople, records: list[str], name: str) -> None:
    submit(people.trainee_logbook, records, key=people.keys[people.trainee.id], to=name)
    choices = [Choice(one, opened=True) for one in records]
    sign(people.logbook_of(name), choices, key=people.keys[people.staff[name].id])


def _at(clock: HeldClock, day: date) -> None:
    clock.moment = datetime.combine(day, time(9), clock.moment.tzinfo)
