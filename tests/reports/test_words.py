"""The words and shares a report is filled with, and what importing its model loads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from sonolog.progress.answer import STATUSES, Answer, FrameworkProgress, Progress, StageAnswer
from sonolog.reports import fonts
from sonolog.reports.charts import scale
from sonolog.reports.days import day_words, span_words, time_words, zone_words
from sonolog.reports.errors import FontMissingError
from sonolog.reports.from_progress import framework_lines, outstanding
from sonolog.reports.progress_report import RequirementLine
from sonolog.reports.report import Bar
from sonolog.reports.statuses import mark_of, number_words, shares, status_words


def an_answer(name: str, status: str, *, parent: str | None = None, sign_off: bool = True) -> Answer:
    """Return an answer with 6 of 8 scans, 4 of them signed."""
    return Answer(
        id=name,
        parent=parent,
        stage="one",
        title=name.title(),
        have=6,
        signed=4,
        need=8,
        unit="scans",
        met=status not in ("not-started", "in-progress"),
        status=status,
        strength="mandatory",
        sentence=f"About {name}.",
        sign_off=sign_off,
        share=0.75,
    )


def a_progress(*answers: Answer) -> FrameworkProgress:
    """Return a framework with two stages, the second of them empty."""
    stages = (
        StageAnswer("one", "One", met=False, status="in-progress", sentence="Open."),
        StageAnswer("two", "Two", met=False, status="not-started", sentence="Later."),
    )
    return FrameworkProgress("f", "2017", "Framework", "template", answers, stages)


def test_answers_become_lines_under_their_stages() -> None:
    """Requirements go under their stage in the framework's order, parts a step deeper than their parent."""
    first = an_answer("first", "in-progress")
    lines = framework_lines(a_progress(first, an_answer("first/part", "signed", parent="first")))
    assert [(stage.title, len(stage.requirements)) for stage in lines.stages] == [("One", 2), ("Two", 0)]
    assert [line.depth for line in lines.stages[0].requirements] == [0, 1]
    line = lines.stages[0].requirements[0]
    assert (line.have, line.signed, line.need, line.share) == (6, 4, 8, 0.75)


def test_what_lacks_evidence_or_signatures_is_outstanding() -> None:
    """Open and unsigned requirements are named; parts, and what is signed or asks for none, are not."""
    framework = a_progress(
        an_answer("open", "in-progress"),
        an_answer("unsigned", "evidence-met"),
        an_answer("done", "evidence-met", sign_off=False),
        an_answer("signed", "signed"),
        an_answer("lapsed", "lapsed"),
        an_answer("part", "in-progress", parent="open"),
    )
    found = outstanding(Progress("id", "Tess Trainee", date(2026, 1, 1), (framework,)))
    assert [one.sentence for one in found] == [
        "Open: About open.",
        "Unsigned: About unsigned.",
        "Lapsed: About lapsed.",
    ]
    assert {one.framework for one in found} == {"Framework"}


def test_every_status_has_words_and_a_sign() -> None:
    """Each status of a requirement is told apart in words and by a drawn sign."""
    assert all(mark_of(status) for status in STATUSES)
    assert status_words("awaiting-sign-off") == "Awaiting sign-off"
    assert status_words("") == "" and mark_of("something new") == ""


@pytest.mark.parametrize(
    ("share", "signed", "need", "status", "bar"),
    [
        (0.5, 4, 8, "in-progress", Bar(0.5, 0.5)),
        (0.75, 4, 8, "in-progress", Bar(0.75, 0.5)),
        (0.25, 4, 8, "in-progress", Bar(0.25, 0.25)),
        (1.0, 6, 6, "signed", Bar(1.0, 1.0)),
        (0.5, 3, None, "in-progress", Bar(0.5, 0.25)),
    ],
)
def test_the_signed_part_of_a_bar_never_reaches_past_the_logged_one(
    share: float, signed: int, need: int | None, status: str, bar: Bar
) -> None:
    """The light part is the evaluator's share, the dark part what of the target is signed, within it."""
    line = RequirementLine("Title", 6, signed, need, "scans", status, "", share=share)
    assert shares(line) == bar


def test_numbers_have_no_needless_zeros() -> None:
    """Numbers print as the command line prints them, and a missing one as a dash."""
    numbers = (250, Decimal("5.50"), Decimal("12.0"), Decimal("1E+2"), 100, None)
    assert [number_words(one) for one in numbers] == ["250", "5.5", "12", "100", "100", "–"]


def test_days_and_times_in_their_own_zone() -> None:
    """Days are named in English, spans and open ends are said, times keep the offset they carry."""
    first, last = date(2026, 3, 7), date(2026, 4, 9)
    assert day_words(None) == "not recorded"
    assert span_words(first, last) == "7 Mar 2026 – 9 Apr 2026" and span_words(first, first) == "7 Mar 2026"
    assert span_words(None, last) == "until 9 Apr 2026" and span_words(first, None) == "since 7 Mar 2026"
    at = datetime(2026, 3, 7, 9, 5, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    assert (time_words(at), zone_words(at)) == ("7 Mar 2026, 09:05", "UTC-03:30")
    assert zone_words(datetime(2026, 3, 7, tzinfo=UTC)) == "UTC+00:00"


def test_a_chart_has_round_steps() -> None:
    """The scale of a chart ends at a round number at or above the highest count, in at most six steps."""
    assert [scale(highest) for highest in (1, 7, 260, 30_000)] == [(1, 1), (2, 8), (50, 300), (5000, 30_000)]


@pytest.fixture
def no_typeface(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the package with the typeface away."""
    fonts.face.cache_clear()
    monkeypatch.setattr(fonts, "PACKAGE", "sonolog_typeface_that_is_not_there")
    yield
    fonts.face.cache_clear()


@pytest.mark.usefixtures("no_typeface")
def test_a_missing_typeface_is_named() -> None:
    """Without the typeface the refusal names the file, and the package to install."""
    with pytest.raises(FontMissingError) as refused:
        fonts.face("regular")
    assert "FiraSans-Regular.ttf" in refused.value.message and "fontpkg-fira-sans" in refused.value.hint


@pytest.mark.parametrize(
    "module", ["sonolog.reports", "sonolog.reports.progress_pages", "sonolog.reports.from_progress"]
)
def test_filling_a_report_loads_nothing_heavy(module: str) -> None:
    """Making the values of a report does not load the PDF library; only writing it does."""
    code = f"import sys, {module}; print('reportlab' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
