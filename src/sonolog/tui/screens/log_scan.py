"""Log a scan, or amend one: a form that is kept while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from sonolog.errors import SonologError
from sonolog.tui import scan_form_acts
from sonolog.tui.draft_keeping import DraftKeeping
from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.scan_form import LINE
from sonolog.tui.widgets.field_row import FieldRow, ProseRow
from sonolog.tui.widgets.form_fields import FormFields
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.tui.scan_form import ScanForm
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.logbook import Logbook

_INPUTS = "FieldInput, ProseInput"
_NARROW = 70
"""In fewer cells the titles get less room."""


class LogScan(DeskScreen[str]):
    """The form of one scan; leaving it answers what there is to say.

    ``template`` is a digit; ``first`` is the field to begin with when a scan is amended.
    """

    KEYS = ("log-scan", "everywhere")
    BINDINGS = bindings("log-scan")
    CSS_PATH = "log_scan.tcss"

    def __init__(
        self, *, repeat: bool = False, amend: str = "", quick: bool = False, template: int = 0, first: str = "finding"
    ) -> None:
        super().__init__()
        self._repeat = repeat
        self._amend = amend
        self._quick = quick
        self._template = template
        self._first = first
        self._form: ScanForm | None = None
        self._keeping: DraftKeeping | None = None
        self.fields = FormFields()
        self._is_held = True
        """The form is made ready or saved: what is typed belongs to what comes next."""
        self._line_read = ""
        """What of the line stands in the fields."""
        self._is_ready = asyncio.Event()

    def compose(self) -> Iterable[Widget]:
        """Yield a frame; the fields follow."""
        yield TitleLine(title="Amend a scan" if self._amend else "Log a scan")
        yield self.fields
        yield Static(id="hint")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_mount(self) -> None:
        """Ask for the fields once the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._begin(), latest="begin"))

    @on(events.Unmount)
    async def _keep_at_last(self) -> None:
        """Keep what was typed in the last moment before the app was left."""
        if self._keeping is not None:
            await self._keeping.keep_if_possible()

    async def _begin(self) -> None:
        try:
            if await self.sonolog.opened():
                await self.show(await self.read(self._wanted()))
        except SonologError as refusal:
            self.sonolog.forget_what_waits_for(self)
            self.dismiss(f"{refusal.message} {refusal.hint}".strip())
        finally:
            self.let_go()

    def _wanted(self) -> Callable[[Logbook], ScanForm]:
        from sonolog.tui import scan_form

        trainee = self.sonolog.trainee.id if self.sonolog.trainee is not None else ""
        if self._amend:
            return partial(scan_form.amending_form, record=self._amend, trainee=trainee, first=self._first)
        if self._repeat and trainee:
            return partial(scan_form.repeated_form, trainee=trainee)
        if self._template:
            return partial(scan_form.template_form, trainee=trainee, slot=self._template)
        return partial(scan_form.quick_form if self._quick else scan_form.new_form, trainee=trainee)

    async def show(self, form: ScanForm) -> None:
        """Show another form in place of this one."""
        self._is_ready.clear()
        self._form, self._keeping, self._line_read = None, None, ""
        await self.fields.show(form)
        self._narrow()
        self.query_one(TitleLine).rename(form.title)
        self.say(form.said)
        self._form, self._keeping = form, DraftKeeping(self, form)
        self.fields.begin_at(form.first)
        self._is_ready.set()

    @property
    def takes_keys(self) -> bool:
        """Whether there is a field to type into, of a scan that is not being saved."""
        return not self._is_held

    def hold(self) -> None:
        """Let nothing more be typed into the scan that is being saved."""
        self._is_held = True

    def let_go(self) -> None:
        """Take keys: the form is there, or the scan was not saved."""
        self._is_held = False

    def on_resize(self, _: events.Resize) -> None:
        """Give the titles less room where the screen is narrow."""
        self._narrow()

    def _narrow(self) -> None:
        is_narrow = self.size.width < _NARROW
        self.set_class(is_narrow, "-narrow")
        self.fields.narrow(is_narrow=is_narrow)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field takes."""
        row = self.fields.of(event.widget)
        if row is not None:
            self._show_hint(row)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Finish what was begun in the field that is left: the only word meant, the day that “yesterday” is."""
        row = self.fields.of(event.widget)
        if row is not None:
            row.settle()
            if self.fields.field(row).is_day and row.typed.strip():
                self.act(self._spoken_day(row), latest=f"day {row.field}")

    async def _spoken_day(self, row: FieldRow) -> None:
        from sonolog.tui.scan_saving import spoken_day

        text = row.typed
        day = await self.read(partial(spoken_day, text))
        if row.typed == text != day:
            row.typed = day

    def _show_hint(self, row: FieldRow, *, told: str = "") -> None:
        from sonolog.tui.scan_hint import hint_content

        words = told or ("" if row.options else self.fields.hint(row))
        self.query_one("#hint", Static).update(hint_content(words, row.options, row.picked), layout=False)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _note(self, event: Input.Changed | TextArea.Changed) -> None:
        row = self.fields.of(event.control)
        if row is None or self._keeping is None:
            return
        row.mend()
        row.unpick()
        self._keeping.note(self.typed)
        if row.field == LINE:
            self.act(self._read_line(row), latest="line")
        elif event.control.has_focus:
            self._show_hint(row)

    async def _read_line(self, row: FieldRow) -> None:
        """Put what the line says into the fields below it."""
        from sonolog.tui.scan_line import line_read

        form, _ = await self.ready()
        text = row.typed
        line, typed = await self.read(partial(line_read, form, text))
        if row.typed == text and self.fields.of(row.input) is row:
            self._line_read = text
            self.fields.put(typed)
            self._show_hint(row, told=line.refused or " · ".join(line.offered))

    async def finish_line(self) -> None:
        """Read what of the line is not read yet: a hand is faster than the reading."""
        row = self.fields.rows.get(LINE)
        if row is not None and row.typed != self._line_read:
            await self._read_line(row)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return self.fields.typed

    @property
    def _row(self) -> FieldRow | None:
        return self.fields.of(self.focused)

    async def action_complete(self) -> None:
        """Take the word that is offered and go to the next field; save what is typed in one line."""
        await self._caught_up()
        row = self._row
        if isinstance(row, ProseRow):
            row.input.insert("\n")
        elif row is not None and row.field == LINE:
            await self.action_save()
        else:
            if row is not None:
                self.fields.complete(row)
            self.focus_next(_INPUTS)

    async def action_next_field(self) -> None:
        """Go to the next word offered or field; inside prose first to the line below."""
        await self._move(1)

    async def action_previous_field(self) -> None:
        """Go to the word or field before; inside prose first to the line above."""
        await self._move(-1)

    async def _move(self, step: int) -> None:
        await self._caught_up()
        row = self._row
        if isinstance(row, ProseRow) and row.moved(down=step > 0):
            return
        if row is not None and row.pick(step):
            self._show_hint(row)
        elif step > 0:
            self.focus_next(_INPUTS)
        else:
            self.focus_previous(_INPUTS)

    async def action_save(self) -> None:
        """Save the scan and leave."""
        await self._saved()

    async def action_save_and_next(self) -> None:
        """Save the scan and begin the next with the same place and people."""
        await self._saved(onward=True)

    async def _saved(self, *, onward: bool = False) -> None:
        await self._caught_up()
        if not self.is_acting:
            self.hold()  # at once: the next key belongs to the next scan
        self.act(self._saving(onward=onward))

    async def _saving(self, *, onward: bool) -> None:
        try:
            await scan_form_acts.save(self, onward=onward)
        finally:
            self.let_go()

    async def _caught_up(self) -> None:
        """Wait until the input has taken every key typed before this one: hands are faster than messages."""
        typed_into = self.focused
        while typed_into is not None and typed_into.message_queue_size:  # noqa: ASYNC110  (the queue has no event)
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    def action_leave(self) -> None:
        """Leave, after asking what becomes of what is typed."""
        self.act(scan_form_acts.leave(self))

    def action_discard(self) -> None:
        """Throw the form away, after asking."""
        self.act(scan_form_acts.throw_away(self))

    async def ready(self) -> tuple[ScanForm, DraftKeeping]:
        """Return the form and what keeps it, once its fields are there."""
        await self._is_ready.wait()
        if self._form is None or self._keeping is None:
            return await self.ready()
        return self._form, self._keeping

    @property
    def is_ready(self) -> bool:
        """Whether there are fields to type into."""
        return self._form is not None

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Show everything that is wrong at its field, and go to the first."""
        self.say(self.fields.show_faults(faults))
