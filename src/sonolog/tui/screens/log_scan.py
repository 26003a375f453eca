"""Log a scan, or amend one: a form that is kept while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.errors import SonologError
from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.text import plain
from sonolog.tui.widgets.field_row import FieldRow, WordSuggester
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.tui.scan_form import FormField, ScanForm
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.logbook import Logbook

_INPUTS = "FieldInput"
_AUTOSAVE = 0.5
"""Seconds after a keystroke until what is typed is kept."""


class LogScan(DeskScreen[str]):
    """The form of one scan; leaving it answers what there is to say."""

    KEYS = ("log-scan", "everywhere")
    BINDINGS = bindings("log-scan")
    CSS_PATH = "log_scan.tcss"

    def __init__(self, *, repeat: bool = False, amend: str = "") -> None:
        super().__init__()
        self._repeat = repeat
        self._amend = amend
        self._form: ScanForm | None = None
        self._keeping: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """Yield a frame; the fields follow."""
        yield TitleLine(title="Amend a scan" if self._amend else "Log a scan")
        yield VerticalScroll(id="fields", can_focus=False)
        yield Static(id="hint")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_mount(self) -> None:
        """Ask for the fields once the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._begin()))

    async def _begin(self) -> None:
        if not await self.sonolog.opened():
            return
        try:
            form = await self.read(self._wanted())
        except SonologError as refusal:
            self.dismiss(refusal.message)
            return
        await self._show(form)

    def _wanted(self) -> partial[ScanForm]:
        from sonolog.tui import scan_form

        trainee = self.sonolog.trainee
        if self._amend:
            return partial(_amending, self._amend)
        if self._repeat and trainee is not None:
            return partial(_repeated, trainee.id)
        return partial(scan_form.new_form)

    async def _show(self, form: ScanForm) -> None:
        self._form = form
        place = self.query_one("#fields", VerticalScroll)
        await place.remove_children()
        await place.mount_all([self._row(form, one) for one in form.fields])
        self._narrow()
        self.query_one(TitleLine).rename(form.title)
        self.say(form.said)
        self._row_of(form.first).input.focus()

    def _row(self, form: ScanForm, one: FormField) -> FieldRow:
        suggester = WordSuggester(partial(self._offers, form, one), many=one.many)
        return FieldRow(one.name, one.title, form.typed.get(one.name, ""), suggester=suggester)

    def _offers(self, form: ScanForm, one: FormField, part: str) -> Iterable[str]:
        from sonolog.tui.scan_form import offers

        return offers(form, one, part, self._row_of("region").typed)

    def _row_of(self, name: str) -> FieldRow:
        rows = list(self.query(FieldRow))
        return next((row for row in rows if row.field == name), rows[0])

    def _typed(self) -> dict[str, str]:
        return {row.field: row.typed for row in self.query(FieldRow)}

    def on_resize(self, _: events.Resize) -> None:
        """Give the titles less room where the screen is narrow."""
        self._narrow()

    def _narrow(self) -> None:
        for row in self.query(FieldRow):
            row.set_class(self.size.width < 70, "-narrow")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field takes."""
        row = event.widget.parent
        if isinstance(row, FieldRow) and self._form is not None:
            hint = next((one.hint for one in self._form.fields if one.name == row.field), "")
            self.query_one("#hint", Static).update(plain(hint))

    @on(Input.Changed)
    def _keep_soon(self, event: Input.Changed) -> None:
        row = event.input.parent
        if isinstance(row, FieldRow):
            row.fault("")
        if self._form is not None and self._keeping is None and self._differs(self._form):
            self._keeping = self.set_timer(_AUTOSAVE, self._keep)

    def _differs(self, form: ScanForm) -> bool:
        typed = self._typed()
        return any(typed.get(one.name, "") != form.typed.get(one.name, "") for one in form.fields)

    def _keep(self) -> None:
        self._keeping = None
        if self._form is not None:
            self.act(self._kept(self._form, self._typed()), latest="draft")

    async def _kept(self, form: ScanForm, typed: dict[str, str]) -> None:
        from sonolog.tui import scan_form

        try:
            await self.write(partial(scan_form.keep, form, typed))
        except SonologError as refusal:
            self.say(f"Not kept as a draft yet: {refusal.message}")

    async def action_complete(self) -> None:
        """Take the word that is offered, and go to the next field."""
        await self._caught_up()
        row = self.focused.parent if self.focused is not None else None
        if isinstance(row, FieldRow):
            row.complete()
        self.focus_next(_INPUTS)

    async def action_next_field(self) -> None:
        """Go to the next field."""
        await self._caught_up()
        self.focus_next(_INPUTS)

    async def action_previous_field(self) -> None:
        """Go to the field before."""
        await self._caught_up()
        self.focus_previous(_INPUTS)

    async def action_save(self) -> None:
        """Save the scan and leave."""
        await self._caught_up()
        self.act(self._save())

    async def action_save_and_next(self) -> None:
        """Save the scan and begin the next with the same place and people."""
        await self._caught_up()
        self.act(self._save(onward=True))

    async def _caught_up(self) -> None:
        """Wait until the input has taken every key typed before this one: hands are faster than messages."""
        typed_into = self.focused
        while typed_into is not None and typed_into.message_queue_size:
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    def action_leave(self) -> None:
        """Leave; what is typed is kept."""
        self.act(self._leave())

    def action_discard(self) -> None:
        """Throw the form away, after asking."""
        self.act(self._discard())

    async def _save(self, *, onward: bool = False, new_people: bool = False) -> None:
        from sonolog.domain.admission import RecordRefused
        from sonolog.domain.identity_guard import IdentityRefused
        from sonolog.usecases.errors import FieldsRefused, WordRefused

        form = self._form
        if form is None:
            return
        self._stop_keeping()
        typed = self._typed()
        try:
            said = await self.write(partial(_saved, form, typed, new_people))
        except FieldsRefused as refusal:
            await self._refused(refusal.faults, onward=onward)
        except RecordRefused as refusal:
            self._show_faults(dict(refusal.faults))
        except IdentityRefused as refusal:
            self._show_faults({field: f"{hit.reason} ({hit.masked}): {refusal.hint}" for field, hit in refusal.hits})
        except WordRefused as refusal:
            self._show_faults({"region": f"{refusal.message} {refusal.hint}"})
        else:
            if onward and not form.amended:
                await self._show(await self.read(partial(_next_form, typed, said)))
            else:
                self.dismiss(said)

    async def _refused(self, faults: Sequence[FieldFault], *, onward: bool) -> None:
        """Show every fault; where only new names resemble known ones, ask whether they are new people."""
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        if all(one.field == "supervisor" and one.nearest for one in faults):
            words = "\n".join(one.sentence for one in faults)
            question = f"{words}\nIs this somebody new? Their accreditation is then shown as not recorded."
            if await self.app.push_screen_wait(ConfirmDialog("Add a supervisor?", question, yes="Add")):
                await self._save(onward=onward, new_people=True)
                return
        self._show_faults({one.field: one.sentence.removeprefix(f"{one.title}: ") for one in faults})

    def _show_faults(self, faults: dict[str, str]) -> None:
        rows = {row.field: row for row in self.query(FieldRow)}
        for name, row in rows.items():
            row.fault(faults.get(name, ""))
        first = next((row for name, row in rows.items() if name in faults), None)
        count = len(faults)
        elsewhere = [f"{name}: {words}" for name, words in faults.items() if name not in rows]
        self.say(" ".join([f"{count} to correct; nothing is lost.", *elsewhere]))
        if first is not None:
            first.input.focus()
            first.scroll_visible(animate=False)

    async def _leave(self) -> None:
        form = self._form
        if form is None or not self._differs(form):
            self.dismiss(None)
            return
        self._stop_keeping()
        await self._kept(form, self._typed())
        back = "amend it again" if form.amended else "n"
        self.dismiss(f"Kept as you left it; {back} brings it back.")

    async def _discard(self) -> None:
        from sonolog.tui import scan_form
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        form = self._form
        words = "What is typed here is thrown away. Nothing in the logbook changes."
        if form is None or not await self.app.push_screen_wait(
            ConfirmDialog("Throw the form away?", words, yes="Throw away")
        ):
            return
        self._stop_keeping()
        await self.write(partial(scan_form.discard, form))
        self.dismiss("Thrown away.")

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None


def _amending(record: str, logbook: Logbook) -> ScanForm:
    from sonolog.tui.scan_form import amending_form

    return amending_form(logbook, record)


def _repeated(trainee: str, logbook: Logbook) -> ScanForm:
    from sonolog.tui.scan_form import repeated_form

    return repeated_form(logbook, trainee)


def _next_form(typed: dict[str, str], said: str, logbook: Logbook) -> ScanForm:
    from sonolog.tui.scan_form import next_form

    return next_form(logbook, typed, said)


def _saved(form: ScanForm, typed: dict[str, str], new_people: bool, logbook: Logbook) -> str:
    from sonolog.tui.scan_form import save

    return save(form, typed, logbook, new_people=new_people)
