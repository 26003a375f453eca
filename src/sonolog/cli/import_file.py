"""``sonolog import``: take in the logbook of another program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.import_answers import tell, write_faults, write_preview, write_twins
from sonolog.cli.opening import opened, opened_or_made
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.import_look import Look
    from sonolog.usecases.import_survey import Choices
    from sonolog.usecases.logbook import Logbook

_ORDERS = {"dmy": "The day: 3/4 is the third of April", "mdy": "The month: 3/4 is the fourth of March"}
_TWINS = {
    "skip": "Leave these rows out",
    "merge": "Fill in what the other scan leaves out",
    "keep": "Import them beside it",
}


@click.command(
    "import",
    cls=Command,
    examples=[
        "sonolog import logbook.xlsx --dry-run",
        "sonolog import logbook.csv --dates dmy --leave-out 'Hospital no'",
        "sonolog import old.csv --column 'Body part=region' --save-map old-log",
        "sonolog import old.csv --map old-log --leave-out-faulty --duplicates skip",
        "sonolog import /media/stick --region shoulder --dry-run   # DICOM",
        "sonolog import --list; sonolog import --undo",
    ],
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--map", "name", metavar="NAME", help="What the columns mean, as kept under NAME or in a TOML file.")
@click.option("--column", "columns", metavar="HEADING=FIELD", multiple=True, help="What one column means.")
@click.option("--leave-out", "left_out", metavar="HEADING", multiple=True, help="Do not take this column over.")
@click.option("--dates", type=click.Choice(tuple(_ORDERS)), help="What comes first in 3/4/2026: day or month.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option("--table", metavar="N", type=click.IntRange(min=1), help="Which table, where the file has several.")
@click.option("--kind", metavar="KIND", help="Kind of record that a row becomes; a scan, unless said.")
@click.option("--region", metavar="REGION", help="Of a DICOM folder: the region of studies whose files tell none.")
@click.option("--dry-run", is_flag=True, help="Only show what would come of it.")
@click.option("--leave-out-faulty", is_flag=True, help="Import the good rows, and list the faulty ones.")
@click.option("--duplicates", type=click.Choice(tuple(_TWINS)), help="What becomes of scans that are there already.")
@click.option("--save-map", "save", metavar="NAME", help="Keep what the columns mean under NAME.")
@click.option("--maps", is_flag=True, help="Instead list the maps kept.")
@click.option("--list", "listed", is_flag=True, help="Instead list what was imported.")
@click.option("--undo", is_flag=True, help="Instead take an import back, the last one or the one --number names.")
@click.option("--number", metavar="NUMBER", help="The import that --undo takes back.")
@pass_request
def command(request: Request, /, file: Path | None, **asked: Any) -> None:
    """Take in FILE, a logbook of another program: CSV, TSV or an Excel workbook (.xlsx).

    What the columns mean is found out from their headings and contents, and shown by --dry-run; a CSV whose headings
    are names of fields needs nothing more. Columns nothing is known of become fields of your own. Every fault is told
    with its row and column, and nothing is stored while there is one, unless --leave-out-faulty says so. A column that
    says who a patient is has to be left out. Importing the same file again adds nothing.

    Of a folder or stick of an ultrasound machine (DICOM) each study becomes a draft with its day, region and machine,
    for you to complete; nothing about a patient is read, and other files are left out with the reason.

    FIELD is the name of a field (sonolog log --help lists them), custom.NAME, scan-words for a whole scan in words,
    case-id for the number of a case that is written once for several rows, or leave-out.
    """
    instead = [one for one in ("maps", "listed", "undo") if asked[one]]
    if len(instead) + (file is not None) != 1:
        raise WrongUsage("Name a file, or one of --maps, --list and --undo.", "sonolog import")
    if file is not None:
        _import(request, file, asked)
    elif asked["maps"]:
        _list_maps(request)
    elif asked["listed"]:
        _list_imports(request)
    else:
        _undo(request, asked["number"] or "")


def _import(request: Request, file: Path, asked: dict[str, Any]) -> None:
    from sonolog.usecases.import_survey import survey

    with _opened(request, dry_run=asked["dry_run"]) as logbook:
        look = _look_at_folder(logbook, file, asked) if file.is_dir() else _look(request, file, asked)
        for notice in look.notices:
            diagnostics.note(notice)
        if asked["save"]:
            from sonolog.usecases.import_maps import keep_map

            diagnostics.note(f"Kept: {keep_map(request.home, asked['save'], look.map)}")
        choices = _choices(request, asked)
        if asked["dry_run"]:
            with _bar() as show:
                found = survey(logbook, look, choices, show)
            write_preview(request, logbook, look, found)
            return
        _keep(request, logbook, look, choices)


def _look(request: Request, file: Path, asked: dict[str, Any]) -> Look:
    from sonolog.usecases.import_look import look_at, with_columns
    from sonolog.usecases.import_maps import kept_map

    known = kept_map(request.home, asked["name"]) if asked["name"] else None
    kind = _kind(asked["kind"])
    look = look_at(
        file,
        kind=kind,
        sheet=asked["sheet"] or "",
        table=asked["table"],
        known=known,
        changes=_changes(known.kind if known is not None else kind, asked),
        dates=asked["dates"],
    )
    if look.open_order is not None and diagnostics.somebody_is_there():
        heading, example, _ = look.open_order
        told = diagnostics.choose(
            f"In “{heading}”, what comes first in {example}?", tuple(_ORDERS.values()), flag="--dates dmy or mdy"
        )
        order = next(code for code, words in _ORDERS.items() if words == told)
        look = with_columns(look, look.columns, order)  # type: ignore[arg-type]
    return look


def _look_at_folder(logbook: Logbook, folder: Path, asked: dict[str, Any]) -> Look:
    from sonolog.usecases.import_dicom import known_region, look_at_folder, with_region

    said = [flag for flag in ("name", "columns", "left_out", "dates", "sheet", "table", "kind", "save") if asked[flag]]
    if said:
        raise WrongUsage("A DICOM folder has no columns or sheets to speak of.", "sonolog import")
    region = known_region(asked["region"]) if asked["region"] else ""
    look = look_at_folder(logbook, folder, region=region)
    if look.without_region and not region and diagnostics.somebody_is_there():
        told = diagnostics.ask(f"{look.notices[0]} Which region is theirs?", flag="--region REGION")
        return with_region(look, known_region(told))
    if look.without_region and not region:
        diagnostics.note("Say which is theirs: --region REGION. Each draft can be changed afterwards.")
    return look


def _kind(word: str | None) -> str:
    from sonolog.domain.kinds import KINDS
    from sonolog.domain.problems import did_you_mean

    kind = (word or "scan").lower()
    if kind not in KINDS:
        raise WrongUsage(
            f"There is no kind of record “{kind[:40]}”. {did_you_mean(kind, KINDS)}".strip(), "sonolog import"
        )
    return kind


def _changes(kind: str, asked: dict[str, Any]) -> dict[str, str]:
    """Return what was said of single columns.

    Raises:
        WrongUsage: it names no heading, or no field.
    """
    from sonolog.usecases.field_words import field_named
    from sonolog.usecases.import_maps import meaning_fault

    changes: dict[str, str] = {}
    for text in asked["columns"]:
        heading, sign, meaning = text.rpartition("=")
        if not sign or not heading:
            raise WrongUsage(f"“{text[:60]}” is no HEADING=FIELD.", "sonolog import")
        meaning = meaning.strip()
        known = meaning if not meaning_fault(kind, meaning) else field_named(kind, meaning) or meaning
        fault = meaning_fault(kind, known)
        if fault:
            raise WrongUsage(fault, "sonolog import")
        changes[heading] = known
    return changes | dict.fromkeys(asked["left_out"], "leave-out")


def _choices(request: Request, asked: dict[str, Any]) -> Choices:
    from sonolog.usecases.import_survey import Choices

    return Choices(
        trainee=request.trainee,
        leave_out_faulty=asked["leave_out_faulty"],
        twins=asked["duplicates"] or "ask",
        new_people=request.yes,
    )


def _keep(request: Request, logbook: Logbook, look: Look, choices: Choices) -> None:
    """Import; faults are listed, and about duplicates somebody at the terminal is asked."""
    from sonolog.usecases.import_errors import ImportRefused, TwinsFound
    from sonolog.usecases.import_file import import_file

    try:
        with _bar() as show:
            done = import_file(logbook, look, choices, show)
    except ImportRefused as refusal:
        write_faults(request, look, refusal.survey)
        raise
    except TwinsFound as refusal:
        write_twins(request, refusal.survey)
        if not diagnostics.somebody_is_there():
            raise
        told = diagnostics.choose("What becomes of these rows?", tuple(_TWINS.values()), flag="--duplicates")
        policy = next(code for code, words in _TWINS.items() if words == told)
        _keep(request, logbook, look, replace(choices, twins=policy))  # type: ignore[arg-type]
        return
    tell(request, look, done)


@contextmanager
def _opened(request: Request, *, dry_run: bool) -> Iterator[Logbook]:
    """Give the logbook; where there is none, a dry run makes none that would stay."""
    if not dry_run or request.logbook is not None or request.home.logbook.exists():
        with opened_or_made(request) as logbook:
            yield logbook
        return
    from tempfile import TemporaryDirectory

    from sonolog.paths import Home
    from sonolog.usecases.begin import begin
    from sonolog.usecases.open_logbook import open_logbook

    with TemporaryDirectory() as folder:
        home = Home(*(Path(folder) / name for name in ("data", "config", "state")))
        made = begin(open_logbook(None, home=home, clock=request.clock, make=True), "Nobody yet")
        yield made
        made.close()


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far it has come, where somebody watches; the bar is gone when it is done."""
    try:
        yield diagnostics.progress
    finally:
        diagnostics.progress_done()


def _list_maps(request: Request) -> None:
    from sonolog.usecases.import_maps import kept_map, map_names

    names = map_names(request.home)
    maps = [(name, kept_map(request.home, name)) for name in names]
    if request.json:
        request.out.json(
            {"maps": [{"name": name, "kind": one.kind, "columns": dict(one.columns)} for name, one in maps]}
        )
        return
    request.out.table(("Map", "Kind", "Columns"), [(name, one.kind, ", ".join(one.columns)) for name, one in maps])
    diagnostics.note(f"{counted(len(names), 'map')} in {request.home.config / 'import-maps'}.")


def _list_imports(request: Request) -> None:
    from sonolog.usecases.import_undo import list_imports

    with opened(request) as logbook:
        found = list_imports(logbook)
    if request.json:
        request.out.json(
            {
                "imports": [
                    {"import": one.number, "at": one.at, "records": one.records, "standing": one.standing}
                    for one in found
                ]
            }
        )
        return
    rows = [(one.number, one.at[:16].replace("T", " "), str(one.records), str(one.standing)) for one in found]
    request.out.table(("Import", "When (UTC)", "Records", "In force"), rows)


def _undo(request: Request, number: str) -> None:
    from sonolog.usecases.import_undo import undo_import, undone_words

    with opened(request) as logbook, _bar() as show:
        done = undo_import(logbook, number, show)
    if request.json:
        request.out.json(
            {"import": done.number, "withdrawn": done.withdrawn, "restored": done.restored, "left": list(done.left)}
        )
        return
    request.out.lines([undone_words(done)])
