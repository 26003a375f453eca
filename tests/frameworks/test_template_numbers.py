"""Every published number of every shipped template, by a log made by hand: met exactly at it, not met one short."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.frameworks.executed import Example

from sonolog.domain.bound import Count
from sonolog.domain.framework import Framework
from sonolog.frameworks.shipped import load_shipped, shipped_names, shipped_text
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evaluate import evaluate

SUPERVISOR = "person sam field={field} level=2 since=2015-01-01 roles=supervisor\n"
SIX = ("shoulder", "elbow", "wrist-hand", "hip-groin", "knee", "ankle-foot")
MSK = "examination=msk setting=patient"
THORACIC = "examination=thoracic setting=patient"
SEEN = "role=performed supervision=direct supervisor=sam"


@dataclass(frozen=True)
class Number:
    """A published number, and a log with ``{n}`` in the place of how many there are."""

    framework: str
    requirement: str
    """Id of the requirement, or ``requirement/part``."""
    number: int
    log: str
    before: str = ""
    """What else has to be there."""

    def __str__(self) -> str:
        return f"{self.framework}-{self.requirement}-{self.number}"


def _each(line: str) -> str:
    """Return the line for each of the six regions."""
    return "".join(line.replace("REGION", region) + "\n" for region in SIX)


def _course(kind: str, rest: str = "") -> str:
    return f"{{n}} course 2026-01-05 +1d type={kind} {rest}\n"


PASSED = "outcome=passed"
RCEM = {
    "fast": "examination=fast",
    "aorta": "examination=aorta",
    "access": "examination=vascular-access",
    "life-support": "examination=echo-life-support",
}
RATIFIED = (
    "ratification 2026-02-01 framework={framework} edition={edition} stage={stage}\n"
    "signed ratification by lena as lead\n"
)
DONE = f"scan 2026-01-01 {THORACIC} {SEEN}"
SUMMATIVE = "assessment 2026-01-05 form=dops purpose=summative assessor=ada"
STORED = "image_stored=yes"
MODULE = f"course 2026-01-05 type=module credits=1 {PASSED}"
PATIENT = f"setting=patient {SEEN}"
SESSIONS = "session 2026-01-05 +7d attended=yes"

NUMBERS = [
    Number("rcr-msk", "supervised", 250, f"{{n}} scan 2026-01-01 +0d {MSK} {SEEN} region=knee"),
    Number("rcr-msk", "sessions", 13, f"{{n}} {SESSIONS}\n{{n}} {SESSIONS}"),
    Number("case-pgc-msk", "credits", 60, f"{{n}} {MODULE}"),
    Number("case-pgc-msk", "logged", 250, f"{{n}} scan 2026-01-01 {MSK} role=assisted region=knee"),
    Number(
        "case-pgc-msk",
        "independent",
        150,
        f"{{n}} scan 2026-01-01 {MSK} role=performed region=knee reported=yes audited=yes\n"
        f"9 scan 2026-01-01 {MSK} role=performed region=knee reported=yes audited=no\n"
        f"9 scan 2026-01-01 {MSK} role=assisted region=knee reported=yes audited=yes",
    ),
    Number(
        "case-pgc-msk",
        "reflections",
        5,
        f"{{n}} scan 2026-01-01 {MSK} role=performed reflection=good",
        f"45 scan 2026-01-02 {MSK} role=performed\n",
    ),
    Number("case-pgc-msk", "meetings", 6, "{n} meeting 2025-07-15 +30d"),
    Number("efsumb-msk-1", "course-days", 3, _course("theory", "days=1")),
    Number("efsumb-msk-1", "course-hours", 18, _course("skills", "minutes=60")),
    Number("efsumb-msk-1", "examinations", 300, f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=knee"),
    Number(
        "efsumb-msk-1",
        "examinations",
        150,
        f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=knee",
        f"200 scan 2026-01-02 {MSK} role=performed supervision=remote supervisor=sam region=knee\n",
    ),
    Number("canterbury-pgc-msk", "credits", 60, f"{{n}} {MODULE}"),
    Number("canterbury-pgc-msk", "cases", 250, f"{{n}} scan 2026-01-01 {MSK} role=performed reported=yes audited=yes"),
    Number(
        "canterbury-pgc-msk",
        "cases/alone",
        150,
        f"{{n}} scan 2026-01-01 {MSK} role=performed reported=yes audited=yes",
        f"200 scan 2026-01-01 {MSK} role=performed reported=yes audited=no\n",
    ),
    Number("canterbury-pgc-msk", "meetings", 6, "{n} meeting 2025-07-15 +30d"),
    Number("uel-pgcert-msk", "first-credits", 30, f"{{n}} {MODULE} module=module-1"),
    Number(
        "uel-pgcert-msk",
        "second-credits",
        30,
        f"{{n}} {MODULE} module=module-2",
    ),
    Number("uel-pgcert-msk", "supervised", 250, f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=knee"),
    Number("uel-pgcert-msk", "duration", 90, f"2 scan 2026-01-01 +{{n}}d {MSK} {SEEN}"),
    Number(
        "uel-pgcert-msk",
        "osce",
        1,
        f"{{n}} assessment 2026-01-05 form=osce region=knee assessor=ada {PASSED}",
        f"1 assessment 2026-01-04 form=osce region=elbow assessor=ada {PASSED}\n",
    ),
    Number(
        "uel-pgcert-msk",
        "reflections",
        25,
        f"{{n}} scan 2026-01-01 {MSK} {SEEN} reflection=good",
        f"225 scan 2026-01-02 {MSK} {SEEN}\n",
    ),
    Number("eular-msk", "intermediate-scans", 10, _each(f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=REGION")),
    Number(
        "eular-msk",
        "advanced-scans",
        20,
        _each(f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=REGION"),
        f"80 scan 2026-01-01 {MSK} {SEEN} region=knee\n",
    ),
    Number(
        "eular-msk",
        "advanced-scans",
        100,
        f"{{n}} scan 2026-01-01 {MSK} {SEEN} region=knee",
        _each(f"20 scan 2026-01-01 {MSK} {SEEN} region=REGION").replace(
            f"20 scan 2026-01-01 {MSK} {SEEN} region=knee\n", ""
        ),
    ),
    *(
        Number("rcem-core-2015", skill, 10, f"{{n}} scan 2026-01-01 {RCEM[skill]} {PATIENT}")
        for skill in ("fast", "aorta")
    ),
    Number(
        "rcem-core-2015",
        "access",
        5,
        f"{{n}} scan 2026-01-01 {RCEM['access']} {PATIENT} intervention=central-venous-access",
    ),
    Number(
        "rcem-core-2015",
        "access/central",
        1,
        f"{{n}} scan 2026-01-01 {RCEM['access']} {PATIENT} intervention=central-venous-access",
        f"5 scan 2026-01-01 {RCEM['access']} {PATIENT} intervention=peripheral-venous-access\n",
    ),
    Number(
        "rcem-core-2015",
        "life-support",
        10,
        f"{{n}} scan 2026-01-01 {RCEM['life-support']} {PATIENT} finding=abnormal tags=arrest",
    ),
    Number(
        "rcem-core-2015",
        "life-support/arrest",
        5,
        f"{{n}} scan 2026-01-01 {RCEM['life-support']} {PATIENT} tags=arrest",
        f"10 scan 2026-01-01 {RCEM['life-support']} {PATIENT} finding=abnormal\n",
    ),
    Number(
        "rcem-core-2015",
        "life-support/life-support-positive",
        1,
        f"{{n}} scan 2026-01-01 {RCEM['life-support']} {PATIENT} finding=abnormal",
        f"10 scan 2026-01-01 {RCEM['life-support']} {PATIENT} tags=arrest\n",
    ),
    Number("rcem-core-2015", "positive", 2, f"{{n}} scan 2026-01-01 {RCEM['fast']} {PATIENT} finding=abnormal"),
    Number(
        "rcem-core-2015",
        "supervised",
        20,
        f"{{n}} scan 2026-01-01 {RCEM['fast']} {PATIENT}",
        f"20 scan 2026-01-01 {RCEM['aorta']} setting=patient role=performed supervision=none\n",
    ),
    Number(
        "rcem-core-2015",
        "reflections",
        7,
        f"{{n}} scan 2026-01-01 {RCEM['fast']} {PATIENT} reflection=good",
        "".join(
            f"1 scan 2026-01-01 {RCEM[one]} {PATIENT} reflection=good\n" for one in ("aorta", "access", "life-support")
        ),
    ),
    Number("bts-thoracic", "observed", 10, f"{{n}} scan 2026-01-01 {THORACIC} {SEEN}"),
    Number(
        "bts-thoracic",
        "further",
        55,
        f"{{n}} scan 2026-01-01 {THORACIC} {SEEN} {STORED} pathologies=empyema",
        f"5 scan 2026-03-01 {THORACIC} {SEEN} {STORED} finding=normal\n",
    ),
    Number(
        "bts-thoracic",
        "further/with-fluid",
        10,
        f"{{n}} scan 2026-03-01 {THORACIC} {SEEN} {STORED} pathologies=pleural-effusion",
        f"60 scan 2026-01-01 {THORACIC} {SEEN} {STORED} finding=normal\n",
    ),
    Number(
        "bts-thoracic",
        "further/normal",
        5,
        f"{{n}} scan 2026-03-01 {THORACIC} {SEEN} {STORED} finding=normal",
        f"60 scan 2026-01-01 {THORACIC} {SEEN} {STORED} pathologies=empyema\n",
    ),
    Number("bts-thoracic", "summative", 4, f"1 {SUMMATIVE} level={{n}}"),
    Number("rcr-thoracic-focused", "observed", 20, f"{{n}} scan 2026-01-01 {THORACIC} role=observed"),
    Number("rcr-thoracic-focused", "normal", 20, f"{{n}} scan 2026-01-01 {THORACIC} {SEEN} finding=normal"),
    Number("rcr-thoracic-focused", "effusions", 20, f"{{n}} {DONE} pathologies=pleural-effusion"),
    Number("rcr-thoracic-focused", "drainages", 20, f"{{n}} {DONE} intervention=chest-drain"),
    Number("rcr-thoracic", "sessions", 13, f"{{n}} {SESSIONS}"),
    Number(
        "rcr-thoracic",
        "kept-up",
        20,
        f"{{n}} scan 2026-03-01 {THORACIC} role=performed",
        RATIFIED.format(framework="rcr-thoracic", edition="1", stage="level-1")
        + f"90 scan 2026-01-01 {THORACIC} role=performed\n",
    ),
    Number("rcr-msk-2", "level-1-held", 1, "1 accreditation 2020-01-01 field=msk level={n}"),
    Number("rcr-msk-2", "year", 52, f"{{n}} scan 2025-01-06 +7d {MSK} {SEEN}\n{{n}} scan 2025-01-07 +7d {MSK} {SEEN}"),
    Number(
        "rcr-msk-2",
        "kept-up",
        20,
        f"{{n}} scan 2026-03-01 {MSK} role=performed",
        RATIFIED.format(framework="rcr-msk-2", edition="2017", stage="level-2"),
    ),
    Number("informal-msk", "introductory", 2, _course("introductory", "days=1")),
    Number("informal-msk", "skills", 3, _course("skills", "days=1")),
    Number("informal-msk", "module", 7, f"1 course 2026-01-05 type=module level={{n}} {PASSED}"),
]


def _met(case: Number, number: int) -> bool:
    text = shipped_text(case.framework)
    field = "thoracic" if "thoracic" in case.framework else "msk"
    log = SUPERVISOR.format(field=field) + case.before + case.log.replace("{n}", str(number))
    framework = load_shipped(case.framework)
    evidence = Example(case.framework, text, log, "", (), (0, 0)).evidence(framework)
    answers = evaluate(framework, evidence, vocabulary=load_vocabulary()).requirements
    return next(one.met for one in answers if one.id == case.requirement)


@pytest.mark.parametrize("case", NUMBERS, ids=str)
def test_a_published_number_is_exact(case: Number) -> None:
    """Met by a log that has just so many, not met by one that lacks one."""
    assert _met(case, case.number)
    assert not _met(case, case.number - 1)


@pytest.mark.parametrize("name", shipped_names())
def test_every_number_of_a_template_is_tried(name: str) -> None:
    """No judged number of more than one entry stands in a template without a log made by hand for it."""
    tried = {case.requirement.partition("/")[0] for case in NUMBERS if case.framework == name}
    framework: Framework = load_shipped(name)
    untried = {
        rule.id
        for rule in framework.requirements
        if rule.confidence in ("published", "secondary")
        and rule.strength == "mandatory"
        and isinstance(rule.at_least, Count)
        and rule.at_least.value > 1
    } - tried
    assert untried <= {"supervisor-level", "hundred-more"}
