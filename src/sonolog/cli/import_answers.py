"""What an import answers: the preview, faults by row and column, duplicates, and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.import_file import Imported
    from sonolog.usecases.import_look import Look
    from sonolog.usecases.import_survey import Survey
    from sonolog.usecases.logbook import Logbook

_MOST_TWINS = 50


def tell(request: Request, look: Look, done: Imported) -> None:
    """Say what came of an import."""
    from sonolog.usecases.import_preview import counted_records

    found = done.survey
    if request.json:
        request.out.json({"import": done.number, "imported": done.kept, "merged": done.merged, **_object(look, found)})
        return
    if found.problems:
        write_faults(request, look, found)
    rows = [
        ("Imported", counted_records(done.kept, look.map.kind)),
        ("Merged", counted(done.merged, "row") if done.merged else ""),
        ("Here already", counted_records(found.here, look.map.kind) if found.here else ""),
        ("Left out", _left_out(done)),
        ("Added people", ", ".join(found.people) if done.kept else ""),
    ]
    request.out.record([(title, text) for title, text in rows if text])
    _tell_of_division(found)
    if done.number:
        diagnostics.note(f"To take it back: sonolog import --undo --number {done.number}")


def _left_out(done: Imported) -> str:
    faulty = len(done.survey.faulty_rows)
    parts = [
        counted(faulty, "faulty row") if faulty else "",
        counted(done.skipped, "duplicate") if done.skipped else "",
    ]
    return ", ".join(part for part in parts if part)


def write_preview(request: Request, logbook: Logbook, look: Look, found: Survey) -> None:
    """Show what would come of an import: the columns, the first rows, faults and duplicates."""
    from sonolog.usecases.import_preview import counted_records, preview_lines

    lines = preview_lines(logbook, look, found, most=10)
    if request.json:
        columns = [
            {"heading": one.heading, "meaning": one.meaning, "examples": list(one.examples)} for one in look.columns
        ]
        shown = [{"row": one.number, "scan": one.words} for one in lines]
        request.out.json({"form": look.sheet.form, "columns": columns, "rows_shown": shown, **_object(look, found)})
        return
    request.out.record(
        [
            ("File", look.sheet.form),
            ("Table", f"headings in row {look.table.heading_row}, {counted(found.rows, 'row')}"),
        ]
    )
    request.out.table(
        ("Column", "Taken for", "For example"),
        [
            (one.heading, _meaning_words(one.meaning, identity=one.identity), "; ".join(one.examples))
            for one in look.columns
        ],
    )
    if lines:
        request.out.table(("Row", "Date", "Scan"), [(str(one.number), one.day, one.words) for one in lines])
    write_faults(request, look, found)
    write_refused(request, look)
    write_twins(request, found)
    told = [f"{counted_records(found.ready, look.map.kind)} would be imported"]
    told += [f"{counted_records(found.here, look.map.kind)} here already"] if found.here else []
    told += [f"{counted(len(found.faulty_rows), 'row')} faulty"] if found.faulty_rows else []
    _tell_of_division(found)
    diagnostics.note(f"{', '.join(told)}. Nothing was stored.")


def _tell_of_division(found: Survey) -> None:
    from sonolog.usecases.import_preview import divided_words

    if told := divided_words(found):
        diagnostics.note(told)


def _meaning_words(meaning: str, *, identity: bool) -> str:
    from sonolog.usecases.import_preview import meaning_words

    return meaning_words(meaning, identity=identity)


def write_faults(request: Request, look: Look, found: Survey) -> None:
    """Write every fault with its row and column; under --json they are in the answer, or on standard error."""
    if request.json or not found.problems:
        return
    rows = [(str(one.line or "all"), one.where, f"{one.message} {one.hint}".strip()) for one in found.problems]
    request.out.table(("Row", "Column", "Fault"), rows)
    if found.fault_count > len(found.problems):
        diagnostics.note(f"and {found.fault_count - len(found.problems):,} more")


def write_refused(request: Request, look: Look) -> None:
    """Write which files of a folder are left out, and why; by their place, since names may be those of patients."""
    from sonolog.usecases.import_dicom import refused_words

    if not request.json and look.refused:
        request.out.table(("Files by name", "Left out, because"), refused_words(look))


def write_twins(request: Request, found: Survey) -> None:
    """Write rows that are probably scans that are there already."""
    if request.json or not found.open_twins:
        return
    rows = [
        (str(one.number), one.case or f"row {one.row}", ", ".join(one.adds) or "nothing") for one in found.open_twins
    ]
    request.out.table(("Row", "Like", "Adds"), rows[:_MOST_TWINS])
    if len(rows) > _MOST_TWINS:
        diagnostics.note(f"and {len(rows) - _MOST_TWINS:,} more")


def _object(look: Look, found: Survey) -> dict[str, object]:
    from sonolog.cli.problem_list import problem_object

    return {
        "refused": [problem_object(one) for one in look.refused],
        "rows": found.rows,
        "ready": found.ready,
        "here": found.here,
        "divided": found.divided,
        "faulty_rows": sorted(found.faulty_rows),
        "faults": [problem_object(one) | {"row": one.line, "column": one.where} for one in found.problems],
        "duplicates": [
            {"row": one.number, "like": one.case or one.row, "adds": list(one.adds)} for one in found.open_twins
        ],
        "people": list(found.people),
    }
