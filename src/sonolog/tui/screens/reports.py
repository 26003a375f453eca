"""Reports: choose one, say for which day and where to, and open the file."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.settings import PAPERS, keep_setting, read_settings
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.reports.style import PaperName
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.report_asked import Asked
    from sonolog.usecases.report_kinds import ReportKind

_TITLE = 20
_PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "US letter"}
_DAY = "As things stood at the end of which day? 31/10, 2026-10-31; nothing for today."
_WHERE = "Where to? A PDF, or its data where the name ends in .json or .csv."
_WHAT = "What of it? Nothing for everything, or words like {words}. It takes {takes}."
_EXAMPLES = {
    "since": "since:1/9",
    "region": "region:shoulder",
    "by": "by:procedure",
    "columns": "columns:date,case,scan",
    "placement": "placement:example",
    "sections": "sections:progress,logbook",
}


class ReportsScreen(ListingScreen["ReportKind"]):
    """The reports there are; the last one made can be opened."""

    HEADING: ClassVar[str] = "Reports"
    KEYS = ("reports", "everywhere")
    BINDINGS = bindings("reports")
    HELP: ClassVar[str] = (
        "Enter makes the report; esc leaves it half way, and nothing is written. o opens the last one made with the "
        "program of this computer, p changes the paper."
    )

    def __init__(self) -> None:
        super().__init__()
        self._last: Path | None = None

    async def load(self) -> Sequence[ReportKind]:
        """Return the kinds of report."""
        from sonolog.usecases.report_kinds import REPORTS

        return tuple(REPORTS.values())

    def row(self, one: ReportKind, width: int) -> Content:
        """Return title and words."""
        return cell(one.title, _TITLE, "bold") + cell(one.words, width - _TITLE)

    def about(self, one: ReportKind) -> str:
        """Return the words whole, and the last file."""
        last = f"\nMade last: {self._last}. o opens it." if self._last is not None else ""
        return f"{one.title}: {one.words}{last}"

    def over(self) -> str:
        """Return the paper reports are printed on."""
        return f"Paper: {_PAPERS[self._paper]}"

    def action_change_paper(self) -> None:
        """Print on the other paper from now on."""
        keep_setting(self.desk.home, "paper", PAPERS[(PAPERS.index(self._paper) + 1) % len(PAPERS)])
        self.reload()

    @property
    def _paper(self) -> PaperName:
        return read_settings(self.desk.home)[0].paper

    def action_make(self) -> None:
        """Ask for day and file, and make the report."""
        self.act(self._make())

    def action_open_file(self) -> None:
        """Open the last report."""
        self.act(self._open_file())

    async def _make(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.tui.dialogs.working import WorkingDialog

        kind, trainee = self.chosen, self.sonolog.trainee
        if kind is None or trainee is None:
            self.say("Whose report? Several train here: go back and press O to choose one.")
            return
        typed = await self.app.push_screen_wait(LineDialog(kind.title, _DAY))
        day = await self._day(typed) if typed is not None else None
        if day is None:
            return
        asked = await self._asked(kind, trainee.id)
        if asked is None:
            return
        offer = f"~/sonolog-{kind.code}-{day.isoformat()}.pdf"
        where = await self.app.push_screen_wait(LineDialog(kind.title, _WHERE, offer))
        path = _path(where) if where else None
        if path is None or not await self._may_write(path):
            return
        making = partial(_made, _Order(kind.code, trainee.id, path, day, asked, self._paper))
        done = await self.app.push_screen_wait(WorkingDialog(f"Making {kind.title.lower()} …", self.desk, making))
        if done is None:
            self.say("Left; no file was written.")
            return
        self._last = path
        self.say(f"Written: {path}. o opens it.")
        self.on_line_list_moved()

    async def _day(self, typed: str) -> date | None:
        from sonolog.domain.when import DayRefused, read_day

        today = self.desk.clock.now().date()
        try:
            return read_day(typed, today) if typed else today
        except DayRefused as refusal:
            self.say(f"{refusal.message} {refusal.hint}".strip())
            return None

    async def _asked(self, kind: ReportKind, trainee: str) -> Asked | None:
        """Return what is asked for; None where the question was left, or the answer names nothing there is."""
        from sonolog.errors import SonologError
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.usecases.report_asked import Asked, read_asked

        if not kind.takes:
            return Asked()
        words = " ".join(_EXAMPLES[name] for name in kind.takes if name in _EXAMPLES)
        question = _WHAT.format(words=words, takes=", ".join(kind.takes))
        typed = await self.app.push_screen_wait(LineDialog(kind.title, question))
        if typed is None:
            return None
        try:
            return await self.desk.read(lambda logbook: read_asked(logbook, trainee, _said(typed)))
        except SonologError as refusal:
            self.say(f"{refusal.message} {refusal.hint}".strip())
            return None

    async def _may_write(self, path: Path) -> bool:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        if not await to_thread(path.exists):
            return True
        words = f"{path} is there already. Its present content would be lost."
        answer = await self.app.push_screen_wait(ConfirmDialog("Write over it?", words, yes="Write over"))
        return answer is True

    async def _open_file(self) -> None:
        from sonolog.tui.file_opening import open_file

        if self._last is None:
            self.say("No report was made here yet: Enter makes one.")
            return
        self.say(await to_thread(open_file, self._last))


def _path(typed: str) -> Path:
    return Path(typed).expanduser()


def _said(typed: str) -> dict[str, str]:
    """Return the words of “region:shoulder since:1/9” by name; a word without a name belongs to the one before."""
    said: dict[str, str] = {}
    last = ""
    for word in typed.split():
        name, sign, text = word.partition(":")
        if sign and name.isidentifier():
            last, said[name] = name, text
        elif last:
            said[last] += f" {word}"
        else:
            said[word] = word
    return said


@dataclass(frozen=True, slots=True)
class _Order:
    """Which report is to be made, and where."""

    kind: str
    trainee: str
    path: Path
    day: date
    asked: Asked
    paper: PaperName


def _made(order: _Order, wanted: Wanted, logbook: Logbook) -> Path | None:
    """Make the report, page by page while it is wanted, and write it whole."""
    from sonolog.usecases.make_report import FORMATS, report_bytes
    from sonolog.usecases.written_file import write_file

    form = next((one for one in FORMATS if order.path.suffix.lower() == f".{one}"), FORMATS[0])
    making = partial(report_bytes, as_of=order.day, asked=order.asked, paper=order.paper, form=form)
    content = making(logbook, order.trainee, order.kind, tell=wanted.tell)
    return write_file(order.path, content) if wanted() else None
