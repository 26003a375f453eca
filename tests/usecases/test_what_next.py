"""What next: each scan suggested moves exactly what it names, tried by really logging it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import Answer
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evaluation import EvidenceMasks
from sonolog.progress.evidence import Evidence
from sonolog.progress.one_more import EvidenceWithOneMore
from sonolog.usecases.log_scan import log_scan_value
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.what_next import leaf_moves, next_of, tried, what_next

from .conftest import Demo
from .seen import PAT, SAM, SCAN, STAGE, TODAY, evaluated_of, framework_of, log_of, rule, scans_on, weekly

Answers = Mapping[tuple[str, str], Answer]


def moved(before: Answers, after: Answers) -> set[tuple[str, str]]:
    """Return by the answers alone what came closer: it is met now, or less is missing of it or of a mandatory part."""
    found = {key for key, one in before.items() if not one.met and _is_closer(one, after[key])}
    parents = {(framework, after[framework, row].parent) for framework, row in found if _blocks(after[framework, row])}
    return found | {(framework, row) for framework, row in before if (framework, row) in parents}


def _blocks(answer: Answer) -> bool:
    return answer.parent is not None and "/" not in answer.parent and answer.strength == "mandatory"


def _is_closer(before: Answer, after: Answer) -> bool:
    if before.status == "not-applicable":
        return False
    if after.met:
        return True
    return before.need is not None and after.need is not None and _missing(after) < _missing(before)


def _missing(answer: Answer) -> float:
    return max(float((answer.need or 0) - answer.have), 0)


def answers_of(frameworks: Any) -> Answers:
    """Return all answers by framework and id."""
    return {(one.framework, answer.id): answer for one in frameworks for answer in one.requirements}


def test_logging_a_suggested_scan_moves_exactly_what_it_names(demo: Demo) -> None:
    """The best one is logged in the example logbook, four times over: progress changes in those requirements alone."""
    trainee = demo.made.trainee
    for _ in range(4):
        before = answers_of(show_progress(demo.book, trainee).frameworks)
        best = what_next(demo.book, trainee).scans[0]
        log_scan_value(demo.book, {name: cell for name, cell in best.cells.items() if name not in ("case", "source")})
        after = answers_of(show_progress(demo.book, trainee).frameworks)
        assert {(one.framework, one.id) for one in best.moves} == moved(before, after)


REGIONS = ("shoulder", "elbow", "knee")
ROWS = st.fixed_dictionaries(
    {
        "day": st.integers(0, 60).map(lambda back: weekly(61)[back]),
        "region": st.sampled_from(REGIONS),
        "role": st.sampled_from(["performed", "observed", "assisted"]),
        "supervision": st.sampled_from(["direct", "indirect", "none", None]),
        "finding": st.sampled_from(["normal", "abnormal", None]),
        "supervisor": st.sampled_from([SAM, PAT, None]),
        "reported": st.sampled_from([True, False, None]),
        "structures": st.sampled_from([(), ("supraspinatus",), ("supraspinatus", "subscapularis")]),
        "setting": st.sampled_from(["patient", "simulator"]),
        "status": st.sampled_from(["draft", "signed", "withdrawn"]),
        "examination": st.just("msk"),
        "site": st.just("Example Hospital"),
        "minutes": st.sampled_from([None, 20, 45]),
    }
)
RULES = [
    "at_least = 12",
    'where = { role = "performed", supervision = ["direct", "indirect"] }\nat_least = 8',
    'where = { finding = "abnormal", region = "elbow" }\nat_least = 5',
    'each = { field = "region", values = "scope", at_least = 4 }',
    'where = { reported = true, setting = { not = "simulator" } }\nat_least = 6',
    'at_least = 10\nlimits = [{ where = { finding = "normal" }, at_most = { percent = 50, of = "target" } }]',
    "at_least = 9\nwithin = { months = 6 }",
    'sum = "hours"\nat_least = 9',
    'distinct = "structures"\nat_least = 3',
    'having = { finding = "abnormal" }\nat_least = { percent = 60, of = "total" }',
    "last = 6\nhaving = { reported = true }\nat_least = 5",
    'within = { months = 3, before = "today" }\nat_least = 6',
    'within = { around = { of = "scan", pick = "last" }, months_before = 2 }\nat_least = 7',
    'about = { region = "knee" }\nwhere = { minutes = { at_least = 30 } }\nat_least = 4',
    'by = { not = ["mentor"], person = { present = true } }\nat_least = 7',
]
LOGS = st.lists(ROWS, max_size=30)
ASKED = st.lists(st.sampled_from(RULES), min_size=1, max_size=5, unique=True)
COUNTED = st.sampled_from(["", 'counting = { unit = "structure" }\n', "counting = { bilateral = 2 }\n"])


def _framework(asked: list[str], name: str = "example", counting: str = "") -> Any:
    rules = "".join(rule(f"rule-{at}", said) for at, said in enumerate(asked))
    rules += rule("every-rule", f"needs = {[f'rule-{at}' for at in range(len(asked))]}", of="")
    return framework_of(rules, name=name, stages=counting + STAGE)


@given(LOGS, ASKED, ASKED, COUNTED)
@settings(max_examples=60, deadline=None)
def test_each_suggestion_moves_exactly_what_it_names(
    log: list[dict[str, Any]], first: list[str], second: list[str], counting: str
) -> None:
    """On any log and two frameworks, evaluating the log with that scan in it moves those requirements alone."""
    found = evaluated_of(_framework(first), _framework(second, "other", counting), scan=log)
    before = answers_of(one.progress for one in found.frameworks)
    for scan in next_of(found).scans:
        whole = _with(found.evidence, scan.cells)
        after = answers_of(evaluate(one.framework, whole, vocabulary=load_vocabulary()) for one in found.frameworks)
        assert {(one.framework, one.id) for one in scan.moves} == moved(before, after)
        assert scan.moves


@given(LOGS, ASKED, ASKED)
@settings(max_examples=25, deadline=None)
def test_no_plain_scan_moves_more_than_the_first_suggestion(
    log: list[dict[str, Any]], first: list[str], second: list[str]
) -> None:
    """Of all combinations of region, finding, structure and minutes none moves more mandatory requirements."""
    found = evaluated_of(_framework(first), _framework(second, name="other"), scan=log)
    best = max((one.requirements for one in next_of(found).scans), default=0)
    structures: list[tuple[str, ...]] = [(), ("supraspinatus",), ("biceps-brachii-muscle",)]
    for region, finding, structure, minutes in product(REGIONS, ("normal", "abnormal"), structures, (None, 60)):
        cells = {**SCAN, "case": "~", "region": region, "finding": finding, "reported": True, "structures": structure}
        assert tried(found, {}, cells | {"minutes": minutes}, load_vocabulary()).requirements <= best


def _with(evidence: Evidence, cells: Mapping[str, Any]) -> Evidence:
    """Return the evidence with the scan read in like any other."""
    old = evidence.log("scan")
    rows = [
        {"day": day, "status": status} | {name: column[at] for name, column in old.columns.items()}
        for at, (day, status) in enumerate(zip(old.dates, old.statuses, strict=True))
    ]
    return replace(evidence, logs={**evidence.logs, "scan": log_of("scan", [*rows, {"day": TODAY, **cells}])})


@given(LOGS, ASKED, ROWS, COUNTED)
@settings(max_examples=100, deadline=None)
def test_one_more_bit_is_the_same_as_reading_the_log_anew(
    log: list[dict[str, Any]], asked: list[str], row: dict[str, Any], counting: str
) -> None:
    """The quick way to add a scan gives the same answers as making all sets from the longer log."""
    framework = _framework(asked, counting=counting)
    found = evaluated_of(framework, scan=log)
    cells = {name: cell for name, cell in row.items() if name not in ("day", "status")}
    quick = EvidenceWithOneMore(found.masks, "scan", cells)
    anew = EvidenceMasks(quick.evidence)
    assert evaluate(framework, quick.evidence, masks=quick) == evaluate(framework, quick.evidence, masks=anew)


def test_the_scan_that_serves_both_frameworks_comes_first() -> None:
    """One asks for abnormal elbows, the other for reported ones: the first suggestion is both."""
    first = framework_of(rule("elbow", 'where = { region = "elbow", finding = "abnormal" }\nat_least = 5'))
    second = framework_of(rule("reported", "where = { reported = true }\nat_least = 5"), name="other")
    best = next_of(evaluated_of(first, second, scan=scans_on(weekly(3)))).scans[0]
    assert best.words == "Elbow, abnormal, reported"
    assert [(one.framework, one.id) for one in best.moves] == [("example", "elbow"), ("other", "reported")]
    assert best.requirements == 2


def test_what_is_furthest_behind_breaks_a_tie() -> None:
    """Two regions are open; the one with less done comes first."""
    said = 'each = { field = "region", values = ["shoulder", "elbow"], at_least = 10 }'
    log = scans_on(weekly(6), region="shoulder") + scans_on(weekly(2), region="elbow")
    scans = next_of(evaluated_of(framework_of(rule("it", said)), scan=log)).scans
    assert [one.fields["region"] for one in scans] == ["elbow", "shoulder"]
    assert [one.title for one in leaf_moves(scans[0].moves)] == ["it: Elbow"]


def test_a_scan_of_another_region_is_offered_too() -> None:
    """Elbows move two requirements; should none come, a shoulder still moves one."""
    said = rule("all", "at_least = 20") + rule("elbow", 'where = { region = "elbow" }\nat_least = 5')
    scans = next_of(evaluated_of(framework_of(said), scan=scans_on(weekly(6)))).scans
    assert [(one.fields["region"], one.requirements) for one in scans] == [("elbow", 2), ("shoulder", 1)]


def test_another_supervisor_is_suggested_where_the_usual_one_does_not_count() -> None:
    """A registered supervisor is asked for; the usual one is not, Pat is: the scan is with Pat."""
    said = 'by = { register_body = "HCPC" }\nat_least = 5'
    (best,) = next_of(evaluated_of(framework_of(rule("it", said)), scan=scans_on(weekly(3)))).scans
    assert best.words == "Shoulder, with Pat"


def test_a_sum_and_a_variety_are_served_by_what_adds_to_them() -> None:
    """Hours want minutes, a variety of regions wants one that is not there yet."""
    said = rule("hours", 'sum = "hours"\nat_least = 9') + rule("kinds", 'distinct = "region"\nat_least = 3')
    best = next_of(evaluated_of(framework_of(said), scan=scans_on(weekly(2)))).scans[0]
    assert (best.words, best.requirements) == ("Elbow, 30 minutes", 2)


def test_a_limit_already_reached_is_avoided() -> None:
    """Normals are used up, so an abnormal finding is suggested."""
    said = 'at_least = 10\nlimits = [{ where = { finding = "normal" }, at_most = 2 }]'
    found = evaluated_of(framework_of(rule("it", said)), scan=scans_on(weekly(4), finding="normal"))
    assert next_of(found).scans[0].fields["finding"] == "abnormal"


def test_what_no_scan_can_move_is_not_suggested() -> None:
    """The first five alone count and are all there; a course is no scan, so it is told apart."""
    said = rule("full", 'first = 5\nhaving = { finding = "abnormal" }\nat_least = 3')
    said += rule("theory", "at_least = 1", of='of = "course"')
    told = next_of(evaluated_of(framework_of(said), scan=scans_on(weekly(8))))
    assert told.scans == ()
    assert [(one.kind, one.answer.id) for one in told.others] == [("course", "theory")]


def test_the_first_scan_of_all_is_suggested_too() -> None:
    """Without any scan a plain one is suggested."""
    (best,) = next_of(evaluated_of(framework_of(rule("it", "at_least = 5")))).scans
    assert best.cells["region"] and dict(SCAN)["setting"] == best.cells["setting"]
