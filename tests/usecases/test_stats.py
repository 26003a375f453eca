"""The statistics of a logbook: what is counted, from what, and what is said where there is too little."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from sonolog.progress.evidence import Evidence
from sonolog.statistics import kappa, lc_cusum, lc_cusum_limit, lc_cusum_properties, wilson_interval
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.stats import stats, stats_of
from sonolog.usecases.stats_answer import Agreement, Stats
from sonolog.usecases.stats_sections import stats_sections

from .conftest import Demo
from .seen import SCAN, TODAY, log_of
from .ward import SAM, TESS, Ward

FIRST = date(2026, 1, 5)
SIGNED = {"status": "signed"}


def scans(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Return scans on days one after the other, normal if not said."""
    return [{"day": FIRST + timedelta(days=at), **SCAN, "finding": "normal", **row} for at, row in enumerate(rows)]


def told(*rows: dict[str, Any], entered: dict[str, date] | None = None, **logs: list[dict[str, Any]]) -> Stats:
    """Return the statistics of these scans and logs."""
    made = {kind: log_of(kind, each) for kind, each in {"scan": scans(*rows), **logs}.items()}
    return stats_of(Evidence("tess", TODAY, made), name="Tess", entered=entered or {})


def whole(found: Stats) -> Agreement:
    """Return the agreement of all scans."""
    return found.agreement[0]


def test_only_reviewed_scans_enter_and_the_rest_is_told() -> None:
    """Nine with a supervisor's word, three of them with a difference; three without any, and one withdrawn."""
    found = told(
        *[{"agreement": "agree"}] * 6,
        *[{"agreement": "minor"}] * 2,
        {"agreement": "major"},
        *[{}] * 3,
        {"agreement": "major", "status": "withdrawn"},
    )
    one = whole(found)
    assert (found.scans, one.scans, one.reviewed.count, one.agreed.count, one.agreed.of) == (12, 12, 9, 6, 9)
    assert one.agreed.interval == wilson_interval(6, 9)
    assert "6 of 9 reviewed scans" in one.sentences[0]
    assert "3 were not reviewed and say nothing here" in one.sentences[0]


def test_below_five_reviewed_there_is_no_rate() -> None:
    """Four that all agree are no 100 %."""
    (words,) = whole(told(*[{"agreement": "agree"}] * 4, {})).sentences
    assert words.startswith("Too little data: 4 of 5 reviewed")
    assert "%" not in words


def test_both_findings_give_kappa_and_accuracy() -> None:
    """From 20 scans with both findings on; without a word of agreement equal findings are one."""
    rows = [("normal", "normal")] * 10 + [("abnormal", "abnormal")] * 6
    rows += [("abnormal", "normal")] * 3 + [("normal", "abnormal"), ("indeterminate", "indeterminate")]
    found = whole(told(*[{"finding": mine, "supervisor_finding": theirs} for mine, theirs in rows]))
    assert found.kappa == kappa([[10, 1, 0], [3, 6, 0], [0, 0, 1]])
    assert found.accuracy is not None
    assert found.accuracy[:4] == pytest.approx((6 / 7, 11 / 14, 6 / 9, 11 / 12))
    assert (found.reviewed.count, found.agreed.count, found.pairs) == (21, 17, 21)
    assert any("kappa" in one for one in found.sentences) and any("sensitivity" in one for one in found.sentences)
    fewer = whole(told(*[{"finding": mine, "supervisor_finding": theirs} for mine, theirs in rows[:19]]))
    assert (fewer.kappa, fewer.accuracy) == (None, None)
    assert "both findings stand in 19 scans, 20 are needed" in fewer.sentences[1]


def test_one_word_every_time_is_told_as_such() -> None:
    """Kappa is not defined there; it is neither left out in silence nor called nought."""
    found = whole(told(*[{"finding": "normal", "supervisor_finding": "normal"}] * 25))
    assert found.kappa is not None and found.kappa.estimate is None
    assert "in all 25 scans both said the same one word" in found.sentences[1]


def test_regions_and_structures_have_rows_of_their_own() -> None:
    """Each with its own counts, most scans first; a structure only one of both speaks of is not reviewed."""
    both = {
        "finding": None,
        "findings": _findings(supraspinatus="abnormal", infraspinatus="normal"),
        "supervisor_findings": _findings(supraspinatus="normal"),
    }
    found = told(*[both] * 5, {"region": "knee", "agreement": "agree"})
    rows = {(one.kind, one.id): (one.scans, one.reviewed.count, one.agreed.count) for one in found.agreement}
    assert rows == {
        ("all", "all"): (6, 1, 1),
        ("region", "shoulder"): (5, 0, 0),
        ("region", "knee"): (1, 1, 1),
        ("structure", "infraspinatus"): (5, 0, 0),
        ("structure", "supraspinatus"): (5, 5, 0),
    }


def test_a_chart_says_both_ways_in_which_it_can_be_wrong() -> None:
    """Eighteen that agree pass; the limit is the lowest that wrongly passes one in ten within 50 scans."""
    (chart,) = told(*[{**SIGNED, "agreement": "agree"}] * 30).cusums
    limit = lc_cusum_limit(0.10, 0.25, 50, 0.10)
    assert chart.limit == chart.within == limit
    assert chart.chart == lc_cusum([True] * 30, 0.10, 0.25, limit.limit)
    assert (chart.chart.competent_at, chart.looked_at, chart.cases) == (18, 18, 30)
    assert chart.watch is not None and len(chart.watch.path) == 12
    text = " ".join(chart.sentences).replace("\N{NO-BREAK SPACE}", " ")
    assert "Shown at scan 18 of 30" in text
    assert "wrongly pass 8.9 % of trainees who fail in 25 % of their scans, and pass 83.2 % of those" in text
    assert "No alarm in the 12 scans since then" in text


def test_a_chart_that_has_looked_for_long_says_so() -> None:
    """Every fourth scan with a difference: not shown after 120, and the odds are told for 120 as well."""
    chart = told(*[{**SIGNED, "agreement": "major" if at % 4 == 0 else "agree"} for at in range(120)]).cusums[0]
    assert (chart.chart.competent_at, chart.looked_at, chart.watch) == (None, 120, None)
    assert chart.within == lc_cusum_properties(0.10, 0.25, 120, chart.limit.limit)
    assert chart.sentences[0].startswith("Not shown yet")
    assert "Within 120 scans" in chart.sentences[3]
    assert "after 1 scan, and" in told({**SIGNED, "agreement": "agree"}).cusums[0].sentences[0]


def test_lost_competence_alarms() -> None:
    """Twenty that agree, then ten that do not: the watch alarms in the middle of them."""
    chart = told(*[{**SIGNED, "agreement": "agree"}] * 20, *[{**SIGNED, "agreement": "major"}] * 10).cusums[0]
    assert chart.watch is not None and chart.watch.alarms
    assert any("alarms in the 12 scans since then" in one for one in chart.sentences)


def test_images_are_counted_by_month_and_scans_by_kind() -> None:
    """A scan that does not say whether its images were adequate is in no month."""
    found = told(*[{"adequate": at % 10 != 0} for at in range(40)], {"adequate": None, "region": "knee"})
    assert [(one.id, one.share.count, one.share.of) for one in found.adequacy] == [
        ("2026-01", 24, 27),
        ("2026-02", 12, 13),
    ]
    mix = [(one.id, one.share.count, one.share.of) for one in found.case_mix if one.kind == "region"]
    assert mix == [("shoulder", 40, 41), ("knee", 1, 41)]


def test_lags_are_days_of_the_middle_and_the_slow_ones() -> None:
    """Ten scans entered 0 to 9 days later: half took at most 4, nine of ten at most 8."""
    days = {f"scan-{at:05}": FIRST + timedelta(days=2 * at) for at in range(10)}
    entry, sign_off = told(*[{}] * 10, entered=days).lags
    assert (entry.cases, entry.median, entry.p90, entry.longest) == (10, 4, 8, 9)
    assert entry.sentence == "Half of 10 took at most 4 days, nine of ten at most 8 days, the longest 9 days."
    assert (sign_off.cases, sign_off.sentence) == (0, "Nothing is signed yet.")
    signed = told(*[{"status": "signed"}] * 5).lags[1]
    assert signed.longest == (TODAY - FIRST).days


def test_a_learning_curve_is_drawn_only_where_there_is_one() -> None:
    """Twenty rising scores have one; nineteen are too few, and level ones have none."""
    rising = [
        {"day": FIRST + timedelta(days=at), "form": "osaus", "score": str(round(4 - 3 * 0.8**at, 4))}
        for at in range(25)
    ]
    level = [{"day": FIRST, "form": "quiz", "score": "3"}] * 25
    few = [{"day": FIRST, "form": "short", "score": "3"}] * 19
    signed = [{**one, **SIGNED} for one in (*rising, *level, *few)]
    found = {one.form: one for one in told(assessment=signed).learning}
    assert found["osaus"].curve is not None and "95\N{NO-BREAK SPACE}%" in found["osaus"].sentence
    assert (found["quiz"].curve, found["short"].curve) == (None, None)
    assert "nothing to fit" in found["quiz"].sentence
    assert found["short"].sentence.startswith("Too little data: 19 cases")


def test_scores_that_only_scatter_have_no_curve() -> None:
    """Of 100 trainees who learn nothing at most one in twenty gets a curve; of 100 who learn at least 19 in twenty do.

    The draws are held; a curve through those who get worse would be the worst of all, and there is none.
    """
    drawn = {"still": 0, "worse": 0, "better": 0}
    chance = Random(7)  # noqa: S311
    for _ in range(100):
        noise = [chance.gauss(0, 0.4) for _ in range(25)]
        for name, true in (
            ("still", lambda _: 3.0),
            ("worse", lambda at: 3.5 - 0.03 * at),
            ("better", lambda at: 4 * (1 - 0.8 ** (at + 2))),
        ):
            rows = [
                {"day": FIRST + timedelta(days=at), "form": "osaus", "score": f"{true(at) + noise[at]:.4f}", **SIGNED}
                for at in range(25)
            ]
            (found,) = told(assessment=rows).learning
            drawn[name] += found.curve is not None
            assert found.curve is not None or found.sentence
    assert drawn["worse"] == 0
    assert drawn["still"] <= 5
    assert drawn["better"] >= 95


def test_a_curve_is_of_signed_scores_of_one_edition_and_variant() -> None:
    """What nobody signed is in no series; two editions and two variants, which may have other scales, are four."""
    rows = [
        {"day": FIRST, "form": "osaus", "form_edition": edition, "variant": variant, "score": "3", **signed}
        for edition in ("1", "2")
        for variant in ("eye", "knee")
        for signed in (SIGNED, {"status": "draft"})
    ]
    found = told(assessment=rows).learning
    assert [(one.title, one.cases) for one in found] == [
        ("osaus, edition 1, eye", 1),
        ("osaus, edition 1, knee", 1),
        ("osaus, edition 2, eye", 1),
        ("osaus, edition 2, knee", 1),
    ]


def test_what_the_trainee_typed_proves_nothing() -> None:
    """Forty scans whose agreement was typed and signed by nobody: counted, told apart, and in no chart."""
    found = told(*[{"agreement": "agree"}] * 40)
    one = whole(found)
    assert (one.agreed.count, one.agreed.of, one.typed) == (40, 40, 40)
    assert one.sentences[0].startswith("As signed or typed, a supervisor agreed")
    assert "In 40 of these the supervisor's word was only typed and signed by nobody" in " ".join(one.sentences)
    assert found.cusums[0].cases == 0
    assert found.cusums[0].sentences[0].startswith("Too little data")
    signed = told(*[{**SIGNED, "agreement": "agree"}] * 40)
    assert (signed.cusums[0].cases, whole(signed).typed) == (40, 0)


@pytest.mark.parametrize("role", ["observed", "assisted"])
def test_a_finding_of_a_scan_not_performed_is_in_no_agreement(role: str) -> None:
    """Who only watched, or held the probe with somebody, agrees with nobody; the scan is in the case mix."""
    found = told(*[{**SIGNED, "role": role, "agreement": "agree"}] * 40, {**SIGNED, "agreement": "agree"})
    assert (whole(found).scans, whole(found).reviewed.count, found.cusums[0].cases) == (1, 1, 1)
    assert found.scans == 41


def test_images_logged_as_adequate_prove_nothing() -> None:
    """A scan is logged as adequate unless somebody says otherwise: counted by month and said so, without a chart."""
    found = told(*[{"adequate": True}] * 40)
    assert [one.id for one in found.cusums] == ["agreement"]
    assert sum(one.share.count for one in found.adequacy) == 40
    images = next(one for one in stats_sections(found) if one.title == "Adequate images by month")
    assert "are logged as having adequate images" in images.sentences[0]
    assert "unless you say otherwise" in images.sentences[1]


def test_a_kappa_without_an_error_has_no_range() -> None:
    """Thirty scans without one difference give a kappa of 1 whose range cannot be told; a range of no width lies."""
    rows = [{"finding": one, "supervisor_finding": one} for one in ["normal"] * 20 + ["abnormal"] * 10]
    found = whole(told(*rows))
    assert found.kappa is not None
    assert (found.kappa.estimate, found.kappa.low, found.kappa.high) == (pytest.approx(1), None, None)
    assert "where the one behind it lies cannot be told" in " ".join(found.sentences)
    section = next(stats_sections(told(*rows)))
    assert section.rows[0][-1] == "1.00 (range unknown)"


def test_beside_every_kappa_stands_what_it_was_taken_from() -> None:
    """Each region with a kappa says how often both said the same, and how many were abnormal."""
    rows = [("normal", "normal")] * 15 + [("abnormal", "abnormal")] * 6 + [("normal", "abnormal")] * 4
    found = told(*[{"finding": mine, "supervisor_finding": theirs} for mine, theirs in rows], {"region": "knee"})
    words = " ".join(next(stats_sections(found)).sentences).replace("\N{NO-BREAK SPACE}", " ")
    assert "Shoulder: both said the same in 84 %, and the supervisor found 40 % abnormal; kappa is" in words
    assert "Knee:" not in words


def test_an_empty_logbook_says_so_everywhere() -> None:
    """No division by nought, no figure."""
    found = told()
    assert (found.scans, found.adequacy, found.case_mix, found.learning) == (0, (), (), ())
    assert whole(found).sentences[0].startswith("Too little data")
    assert all(one.sentences[0].startswith("Too little data") for one in found.cusums)


def test_what_a_supervisor_signed_is_the_review(ward: Ward) -> None:
    """Agreement and finding of a signature count, and come before what the entry itself says."""
    scan = ward.scan(finding="normal", agreement="agree")
    ward.submit(scan)
    sign(ward.acting(SAM), [Choice(scan, agreement="major", finding="abnormal")], key=ward.key(SAM))
    one = whole(stats(ward.book, ward.people[TESS]))
    assert (one.reviewed.count, one.agreed.count, one.pairs) == (1, 0, 1)


def test_the_example_logbook_has_figures_worth_a_look(demo: Demo) -> None:
    """Its reviews are many, with differences to speak of; its chart has passed, and its scores bend to a level."""
    found = stats(demo.book, demo.made.trainee)
    assert whole(found).pairs > 150
    assert whole(found).accuracy is not None
    beyond = {one.id: one.kappa.estimate for one in found.agreement if one.kappa is not None}
    assert {"all", "shoulder", "knee", "ankle-foot"} <= beyond.keys()
    assert all(estimate is not None and 0.5 < estimate < 1 for estimate in beyond.values())
    assert all(one.chart.competent_at for one in found.cusums)
    assert [one.form for one in found.learning if one.curve is not None] == ["osaus"]
    assert found.as_of == demo.book.today and found.scans > whole(found).scans > 200


def _findings(**found: str) -> tuple[str, ...]:
    return tuple(json.dumps({"finding": finding, "structure": structure}) for structure, finding in found.items())
