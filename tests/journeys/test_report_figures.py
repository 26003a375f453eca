"""What a report prints is what the commands answer to the same question, figure by figure, read by another program."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.cli.desk import Desk
from tests.reports.archives import HAS_POPPLER
from tests.tui.walk import demo_copy

from sonolog.reports.days import day_words
from sonolog.usecases.demo_year import LAST_DAY
from sonolog.usecases.report_kinds import REPORTS

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ask, Callable[[str], str]]:
    """Return how a command is asked of the example logbook, and how the text of one of its reports is read."""
    folder = tmp_path_factory.mktemp("figures")
    desk, book = Desk(folder / "home"), demo_copy(folder)
    where = ("--logbook", str(book), "--trainee", "Tess")
    until = ("--as-of", LAST_DAY.isoformat())

    @cache
    def text(kind: str) -> str:
        path = folder / f"{kind}.pdf"
        desk.ok(*where, *until, "report", kind, str(path))
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
        return squeezed(done.stdout)

    @cache
    def ask(*words: str) -> Any:
        then = () if words[0] == "records" else until  # which answers for today alone
        return desk.ok(*where, *then, *words, "--json").json

    return ask, text


def squeezed(text: str) -> str:
    """Return a text without the breaks that a page puts into it."""
    return re.sub(r"\s+", "", text)


def day(text: str) -> str:
    """Return a day as it is printed, without blanks."""
    return squeezed(day_words(date.fromisoformat(text)))


def _scope(ask: Ask, text: str) -> None:
    scope = ask("scope")
    for one in (*scope["may"], *scope["not_yet"]):
        assert all(squeezed(one[name] or "") in text for name in ("title", "by", "missing"))
    assert f"Notyet{len(scope['not_yet'])}" in text or f"{len(scope['not_yet'])}" in text


def _progress(ask: Ask, text: str) -> None:
    for framework in ask("progress")["frameworks"]:
        for one in framework["requirements"]:
            if one["parent"] is None:
                assert squeezed(one["sentence"]) in text
        assert all(squeezed(stage["sentence"]) in text for stage in framework["stages"] if "sentence" in stage)


def _logbook(ask: Ask, text: str) -> None:
    scans = ask("scans", "--limit", "1000")["scans"]
    live = [one for one in scans if one["status"] != "withdrawn"]
    assert text.count("C-") == len(live)
    assert f"Scanslisted{len(live)}" in text or f"{len(live)}" in text
    for one in live:
        assert f"{day(one['date'])}{one['case']}" in text


def _matrix(ask: Ask, text: str) -> None:
    scans = [one for one in ask("scans", "--limit", "1000")["scans"] if one["status"] != "withdrawn"]
    for region, count in Counter(one["region"] for one in scans).items():
        ways = Counter(one["supervision"] for one in scans if one["region"] == region)
        row = "".join(str(ways[way] or "–") for way in ("Direct", "Indirect", "Remote", "None", ""))
        assert f"{squeezed(region)}{row}{count}" in text


def _sheet(ask: Ask, text: str) -> None:
    lines = [
        one
        for framework in ask("progress")["frameworks"]
        for one in framework["requirements"]
        if one["unit"].startswith("competency") and one["parent"] is not None
    ]
    signed = sum(one["status"] == "signed" for one in lines)
    assert (len(lines), signed) == (48, 15)
    assert f"{signed}of{len(lines)}signed" in text
    whole = text.replace(":", "")
    for one in lines:
        assert squeezed(one["title"].rpartition(": ")[2]).replace(":", "") in whole


def _placement(ask: Ask, text: str) -> None:
    for one in ask("placements")["placements"]:
        assert f"{one['minutes'] // 60}hinall" in text
        assert f"{sum(week['short'] for week in one['weeks'])}weeksshortoftheagreement" in text
        for week in one["weeks"]:
            assert day(week["monday"]) in text


def _assessments(ask: Ask, text: str) -> None:
    records = ask("records", "assessment")["records"]
    assert all(day(one["date"]) in text for one in records)
    assert f"{sum(one['status'] == 'signed' for one in records)}" in text


def _portfolio(ask: Ask, text: str) -> None:
    for kind, check in CHECKS.items():
        if kind != "portfolio":
            check(ask, text)


CHECKS: dict[str, Callable[[Ask, str], None]] = {
    "scope": _scope,
    "progress": _progress,
    "logbook": _logbook,
    "matrix": _matrix,
    "sheet": _sheet,
    "placement": _placement,
    "assessments": _assessments,
    "portfolio": _portfolio,
}


@pytest.mark.parametrize("kind", REPORTS if HAS_POPPLER else [])
def test_a_report_prints_the_figures_of_the_commands(asked: tuple[Ask, Callable[[str], str]], kind: str) -> None:
    """Rows and sums of each report are those of ``progress``, ``scans``, ``placements``, ``records`` and ``scope``."""
    ask, text = asked
    CHECKS[kind](ask, text(kind))
