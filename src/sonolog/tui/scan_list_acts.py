"""What is asked about the list of scans itself: filters, columns, tags, and a table for a spreadsheet."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.tui.scan_acts import Chosen
    from sonolog.tui.scan_pages import Search
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.export_scans import Exported
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.scan_lists import Filter
    from sonolog.usecases.tag_scans import Tagged

_KEEP, _DROP = "\nkeep", "\ndrop"
"""No name of a filter has a line break."""
_COLUMNS = "Space marks; the number is the order. None: the usual ones. Day and what was scanned always show."
_TAGS = "Words of your own, with commas between; one with - before it is taken off. {what}"
_FILE = "A file for a spreadsheet, with every field that says something. {what}"


async def pick_filter(screen: DeskScreen[Any], words: str, status: str) -> Filter | None:
    """Ask for a kept filter, and return it; keep the present one, or drop one, where that is chosen."""
    from sonolog.tui.dialogs.line import LineDialog
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.usecases import scan_lists

    kept = await screen.read(scan_lists.filters)
    options = [(one.name, f"{one.name}  ({_filter_words(one)})") for one in kept]
    keep = [(_KEEP, "Keep what is shown now …")] if words or status else []
    drop = [(_DROP, "Forget one …")] if kept else []
    if not (options or keep):
        screen.say("No filter is kept yet: filter the list with / or f, then keep it here.")
        return None
    answer = await screen.app.push_screen_wait(PickDialog("Filters", "", [*options, *keep, *drop]))
    if answer == _DROP:
        gone = await screen.app.push_screen_wait(PickDialog("Forget which filter?", "", options))
        if gone is not None:
            await screen.write(lambda logbook: scan_lists.drop_filter(logbook, gone))
            screen.say(f"The filter “{gone}” is forgotten.")
    elif answer == _KEEP:
        name = await screen.app.push_screen_wait(LineDialog("Keep this filter", "Under which name?", words or status))
        if name is not None:
            made = await screen.write(partial(_kept, name, words, status))
            screen.say(f"Kept as “{made.name}”: b finds it again.")
    return next((one for one in kept if one.name == answer), None)


async def choose_columns(screen: DeskScreen[Any], now: Sequence[str]) -> tuple[str, ...] | None:
    """Ask which columns the list has, keep and return them; None if it was left."""
    from sonolog.tui.dialogs.choose import ChooseDialog
    from sonolog.usecases import scan_lists

    names = [*now, *(name for name in scan_lists.column_names() if name not in now)]
    ordered = [(name, scan_lists.column_title(name)) for name in names]
    chosen = await screen.app.push_screen_wait(ChooseDialog("Columns", _COLUMNS, ordered, marked=now))
    if chosen is not None:
        await screen.write(lambda logbook: scan_lists.choose_columns(logbook, chosen))
    return chosen


async def tag_scans(screen: DeskScreen[Any], scans: Sequence[Chosen]) -> str:
    """Ask for tags, write them and return what was done."""
    from sonolog.tui.dialogs.line import LineDialog
    from sonolog.tui.scan_acts import named

    if not scans:
        return ""
    typed = await screen.app.push_screen_wait(LineDialog("Tags", _TAGS.format(what=named(scans))))
    words = [word.strip() for word in (typed or "").split(",") if word.strip(" -")]
    if not words:
        return ""
    done = await screen.write(partial(_tagged, [one.id for one in scans], words))
    left = f"; left out, because signed or waiting: {len(done.left_out)}" if done.left_out else ""
    return f"{_counted(len(done.cases))} tagged{left}. u takes it back."


async def export_scans(screen: DeskScreen[Any], search: Search, scans: Sequence[Chosen]) -> str:
    """Ask for a file, write the marked scans or all that are listed, and return what was done."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog
    from sonolog.tui.dialogs.line import LineDialog

    what = f"{_counted(len(scans))} marked." if scans else "All scans that are listed."
    typed = await screen.app.push_screen_wait(LineDialog("Write a table", _FILE.format(what=what), "~/scans.csv"))
    if not typed:
        return ""
    path, ids = _path(typed), [one.id for one in scans]
    if await to_thread(path.exists):
        words = f"{path} is there already. Its present content would be lost."
        if not await screen.app.push_screen_wait(ConfirmDialog("Write over it?", words, yes="Write over")):
            return "Nothing was written."
    done = await screen.read(partial(_written, search, path, ids))
    return f"{_counted(done.count)} written to {done.path}."


def _path(typed: str) -> Path:
    from sonolog.tui.dialogs.file import whole_path

    return whole_path(typed)


def _filter_words(one: Filter) -> str:
    from sonolog.tui.screens.scan_row import STATUSES

    return ", ".join(part for part in (f"“{one.words}”" if one.words else "", STATUSES.get(one.status, "")) if part)


def _kept(name: str, words: str, status: str, logbook: Logbook) -> Filter:
    from sonolog.usecases.scan_lists import keep_filter

    return keep_filter(logbook, name, words=words, status=status)


def _tagged(records: Sequence[str], words: Sequence[str], logbook: Logbook) -> Tagged:
    from sonolog.usecases.tag_scans import tag_scans

    add = [word for word in words if not word.startswith("-")]
    remove = [word.removeprefix("-").strip() for word in words if word.startswith("-")]
    return tag_scans(logbook, records, add=add, remove=remove)


def _written(search: Search, path: Path, ids: Sequence[str], logbook: Logbook) -> Exported:
    from sonolog.usecases.export_scans import export_scans

    return export_scans(logbook, search.trainee, path, words=search.words, status=search.status, only=ids, replace=True)


def _counted(count: int) -> str:
    return counted(count, "scan")
