"""The steps of an import: the file, what its columns mean, what would come of it, and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.exchange.table_shape import Table
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.import_file import Imported
    from sonolog.usecases.import_look import Look
    from sonolog.usecases.import_preview import PreviewLine
    from sonolog.usecases.import_survey import Choices, Survey
    from sonolog.usecases.logbook import Logbook

_WHICH = (
    "Which file? CSV, TSV or an Excel workbook (.xlsx), or the folder or stick of an ultrasound machine (DICOM)."
    " It is only read; nothing is stored before you say so."
)
_SHEET = "The workbook has several sheets. Which one is the logbook?"
_TABLE = "The file has several tables. Which one?"
_REGION = "Say one for all of them; each draft can be changed afterwards."
_ORDER = "Days in “{heading}” such as {example} can be read in two ways. What comes first?"
_ORDERS = (("dmy", "The day: 3/4 is the third of April"), ("mdy", "The month: 3/4 is the fourth of March"))
_BAR = 20


async def import_by_steps(screen: DeskScreen[Any]) -> str:
    """Go through the steps and return in a sentence what was done; empty where nothing was."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.screens.import_columns import ImportColumnsScreen

    path = await screen.app.push_screen_wait(FileDialog("Import a logbook", _WHICH))
    look = await _looked(screen, path) if path is not None else None
    while look is not None:
        columns: Any = ImportColumnsScreen(look)
        look = await screen.app.push_screen_wait(columns)
        look = await with_order(screen, look) if look is not None else None
        if look is None:
            return ""
        done = await _decided(screen, look)
        if done is not None:
            return done
    return ""


async def _looked(screen: DeskScreen[Any], path: Path) -> Look | None:
    """Return what is in a file: the sheet and the table that are asked for where there are several."""
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.tui.dialogs.working import WorkingDialog

    def reading(sheet: str, table: int | None) -> WorkingDialog:
        return WorkingDialog("Reading the file …", screen.desk, partial(_read, path, sheet, table))

    look: Look | None = await screen.app.push_screen_wait(reading("", None))
    if look is not None and look.without_region:
        return await _with_region(screen, look)
    if look is not None and len(look.sheet.names) > 1:
        names = [(name, name) for name in look.sheet.names]
        sheet = await screen.app.push_screen_wait(PickDialog("Which sheet?", _SHEET, names))
        look = await screen.app.push_screen_wait(reading(sheet, None)) if sheet is not None else None
    if look is not None and len(look.tables) > 1:
        tables = [(str(at), _table_words(one)) for at, one in enumerate(look.tables, 1)]
        asked = PickDialog("Which table?", _TABLE, tables, at=str(look.chosen + 1))
        table = await screen.app.push_screen_wait(asked)
        look = replace(look) if table is None else await screen.app.push_screen_wait(reading("", int(table)))
        look = None if table is None else look
    return look


async def _with_region(screen: DeskScreen[Any], look: Look) -> Look | None:
    """Return the look with the region of studies that tell none; None where the question was left."""
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.usecases.import_dicom import with_region

    regions = [(term.id, term.label) for term in load_vocabulary().terms("region")]
    region = await screen.app.push_screen_wait(PickDialog("Which region?", f"{look.notices[0]} {_REGION}", regions))
    return with_region(look, region) if region is not None else None


def _table_words(one: Table) -> str:
    return f"Row {one.heading_row}: {', '.join(filter(None, one.headings))[:60]} ({counted(one.count, 'row')})"


async def with_order(screen: DeskScreen[Any], look: Look) -> Look | None:
    """Return the look with day and month told apart; None where the question was left."""
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.usecases.import_look import with_columns

    if look.open_order is None:
        return look
    heading, example, _ = look.open_order
    words = _ORDER.format(heading=heading, example=example)
    order = await screen.app.push_screen_wait(PickDialog("Day or month?", words, _ORDERS))
    return with_columns(look, look.columns, order) if order is not None else None  # type: ignore[arg-type]


async def _decided(screen: DeskScreen[Any], look: Look) -> str | None:
    """Show what would come of it and do it; None where somebody goes back to the columns."""
    from sonolog.tui.dialogs.working import WorkingDialog
    from sonolog.tui.screens.import_preview import ImportPreviewScreen
    from sonolog.usecases.import_survey import Choices

    choices = Choices()
    while True:
        surveying = WorkingDialog("Reading every row …", screen.desk, partial(_surveyed, look, choices))
        found = await screen.app.push_screen_wait(surveying)
        if found is None:
            return None
        survey, lines = found
        preview: Any = ImportPreviewScreen(look, survey, lines, choices)
        answer = await screen.app.push_screen_wait(preview)
        if answer is None:
            return None
        choices, is_meant = answer
        if not is_meant:
            continue
        keeping = WorkingDialog("Importing …", screen.desk, partial(_imported, look, choices), writes=True)
        done = await screen.app.push_screen_wait(keeping)
        return done_words(done) if done is not None else None


def done_words(done: Imported) -> str:
    """Return in a sentence what an import did."""
    parts = [f"{done.kept} imported"]
    parts += [f"{counted(done.merged, 'row')} merged"] if done.merged else []
    parts += [f"{counted(done.survey.here, 'row')} here already"] if done.survey.here else []
    left = len(done.survey.faulty_rows)
    parts += [f"{counted(left, 'faulty row')} left out"] if left else []
    return f"{', '.join(parts)}." + (" u takes all of it back." if done.number else "")


def telling(wanted: Wanted, what: str = "rows") -> Callable[[int, int], None]:
    """Return what shows in a dialog, as a bar, how far something has come."""

    def tell(done: int, of: int) -> None:
        share = done / of if of else 1
        wanted.tell(f"[{'#' * int(share * _BAR):<{_BAR}}] {share:.0%}  {done:,} of {of:,} {what}")

    return tell


def _read(path: Path, sheet: str, table: int | None, wanted: Wanted, logbook: Logbook) -> Look:
    from sonolog.usecases.import_dicom import look_at_folder
    from sonolog.usecases.import_look import look_at

    if path.is_dir():
        wanted.tell("looking for ultrasound studies")
        return look_at_folder(logbook, path)
    wanted.tell("looking for its columns")
    return look_at(path, sheet=sheet, table=table)


def _surveyed(look: Look, choices: Choices, wanted: Wanted, logbook: Logbook) -> tuple[Survey, tuple[PreviewLine, ...]]:
    from sonolog.usecases.import_preview import preview_lines
    from sonolog.usecases.import_survey import survey

    found = survey(logbook, look, choices, telling(wanted))
    return found, preview_lines(logbook, look, found)


def _imported(look: Look, choices: Choices, wanted: Wanted, logbook: Logbook) -> Imported:
    from sonolog.usecases.import_file import import_file

    return import_file(logbook, look, choices, telling(wanted))
