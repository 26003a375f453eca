"""Whoever asks how far a trainee is gets the same numbers: commands, app, forecast, scope and report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cli.desk import Desk
from tests.tui.walk import demo_copy, opened, walking

from sonolog.progress.answer import Answer, Progress
from sonolog.usecases.forecast import forecast
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.make_report import make_report
from sonolog.usecases.people import the_trainee
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.show_scope import show_scope


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the example logbook."""
    return demo_copy(tmp_path)


def progress_of(logbook: Logbook) -> Progress:
    """Return what the evaluator says, the one place numbers come from."""
    return show_progress(logbook, the_trainee(logbook, "Tess").id)


def figures(answer: Answer) -> tuple[float | None, ...]:
    """Return the figures of an answer, as JSON has them."""
    numbers = (answer.have, answer.signed, answer.need)
    return tuple(None if one is None else float(one) for one in numbers)


def test_the_command_line_prints_what_the_evaluator_says(book: Path, tmp_path: Path) -> None:
    """Every have, signed, need, status and sentence of ``progress --json`` is the evaluator's."""
    with opened(book) as logbook:
        told = progress_of(logbook)
    desk = Desk(tmp_path / "desk")
    printed = desk.ok("--logbook", str(book), "progress", "--json", "--trainee", "Tess").json
    for framework, found in zip(told.frameworks, printed["frameworks"], strict=True):
        for answer, one in zip(framework.requirements, found["requirements"], strict=True):
            own = tuple(None if one[key] is None else float(one[key]) for key in ("have", "signed", "need"))
            assert (one["id"], own) == (answer.id, figures(answer))
            assert (one["status"], one["sentence"], one["met"]) == (answer.status, answer.sentence, answer.met)


def test_the_forecast_starts_from_the_same_answers(book: Path) -> None:
    """Each row of the forecast carries the answer that progress prints."""
    with opened(book) as logbook:
        told = {
            (one.framework, answer.id): answer for one in progress_of(logbook).frameworks for answer in one.requirements
        }
        rows = forecast(logbook, the_trainee(logbook, "Tess").id).frameworks
    seen = [(framework.framework, row.answer) for framework in rows for row in framework.requirements]
    assert seen
    for name, answer in seen:
        assert told[name, answer.id] == answer


def test_the_scope_names_what_progress_says_is_missing(book: Path) -> None:
    """What a practice still needs is the stage's own sentence."""
    with opened(book) as logbook:
        sentences = {
            one.title: one.sentence for framework in progress_of(logbook).frameworks for one in framework.stages
        }
        scope = show_scope(logbook, the_trainee(logbook, "Tess").id)
    missing = {one.by: one.missing for one in scope.not_yet if one.by in sentences}
    assert missing
    assert missing == {by: sentences[by] for by in missing}


def test_the_report_prints_the_same_figures_and_sentences(book: Path, tmp_path: Path) -> None:
    """Below the title of a requirement stands its sentence in the PDF, and behind both its have, signed and need."""
    with opened(book) as logbook:
        told = progress_of(logbook)
        file = make_report(logbook, told.trainee, "progress", tmp_path / "a.pdf")
    pages = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    text = _squeezed(pages)
    looked_at = 0
    for framework in told.frameworks:
        for answer in framework.requirements:
            if answer.parent is None:
                assert re.search(_row_of(answer), pages), answer.id
                looked_at += 1
        for stage in framework.stages:
            assert _squeezed(stage.sentence) in text
    assert looked_at > 10


async def test_the_progress_screen_shows_the_same_figures(book: Path) -> None:
    """Row by row, the tree has the figures of the evaluator, and the sentence stands under the list."""
    with opened(book) as logbook:
        (first, *_) = progress_of(logbook).frameworks
    rows = [answer for answer in first.requirements if answer.parent is None]
    async with walking(book, person="Tess", size=(120, 90)) as walk:
        await walk.press("p")
        for answer in rows:
            shown = [_plain(one) for one in (answer.have, answer.signed if answer.sign_off else None, answer.need)]
            row = rf"{re.escape(answer.title[:40])}.*\s{shown[0]}\s+{shown[1]}\s+{shown[2]}\s"
            assert re.search(row, walk.picture), answer.id


def _plain(number: object) -> str:
    return "-" if number is None else re.escape(str(number))


def _row_of(answer: Answer) -> str:
    """Return a pattern of the row of a requirement: title, strength where it is no duty, sentence, three figures."""
    have, signed, need = ("–" if one is None else f"{one:g}" for one in figures(answer))
    signed = signed if answer.sign_off else "–"
    title, sentence = (r"\s*".join(map(re.escape, _squeezed(one))) for one in (answer.title, answer.sentence))
    return rf"{title}\s+(?:\w+\.\s+)?{sentence}\s+{have}\s+{signed}\s+{need}\s"


def _squeezed(text: str) -> str:
    """Return a text without the breaks that a page puts into it."""
    return re.sub(r"\s+", "", text)
