"""Log a scan, or amend one: a form that is kept while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from sonolog.errors import SonologError
from sonolog.tui import scan_form_acts
from sonolog.tui.draft_keeping import DraftKeeping
from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.text import plain
from sonolog.tui.typed_ahead import TypedAhead
from sonolog.tui.widgets.field_row import FieldRow, ProseRow, WordSuggester
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.tui.scan_form import FormField, ScanForm
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.logbook import Logbook

_INPUTS = "FieldInput, ProseInput"
_NARROW = 70
"""In fewer cells the titles get less room."""


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
        self._keeping: DraftKeeping | None = None
        self._fields: dict[str, FormField] = {}
        self._rows: dict[str, FieldRow] = {}
        self._ahead = TypedAhead()
        self._is_held = False
        """The form is being saved: what is typed belongs to the next scan."""
        self._is_ready = asyncio.Event()

    def compose(self) -> Iterable[Widget]:
        """Yield a frame; the fields follow."""
        yield TitleLine(title="Amend a scan" if self._amend else "Log a scan")
        yield VerticalScroll(id="fields", can_focus=False)
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
        if not await self.sonolog.opened():
            return
        try:
            form = await self.read(self._wanted())
        except SonologError as refusal:
            self.dismiss(refusal.message)
            return
        await self.show(form)

    def _wanted(self) -> Callable[[Logbook], ScanForm]:
        from sonolog.tui import scan_form

        trainee = self.sonolog.trainee
        if self._amend:
            return partial(scan_form.amending_form, record=self._amend)
        if self._repeat and trainee is not None:
            return partial(scan_form.repeated_form, trainee=trainee.id)
        return scan_form.new_form

    async def show(self, form: ScanForm) -> None:
        """Show another form in place of this one."""
        self._is_ready.clear()
        self._form, self._keeping, self._is_held = None, None, False
        place = self.query_one("#fields", VerticalScroll)
        await place.remove_children()
        self._fields = {one.name: one for one in form.fields}
        self._rows = {one.name: self._row(form, one) for one in form.fields}
        await place.mount_all(self._rows.values())
        self._narrow()
        self.query_one(TitleLine).rename(form.title)
        self.say(form.said)
        self._form, self._keeping = form, DraftKeeping(self, form)
        self._take_what_came_before(form.first)
        self._is_ready.set()

    def _row(self, form: ScanForm, one: FormField) -> FieldRow:
        suggester = WordSuggester(partial(self._offers, form, one), many=one.many)
        kind = ProseRow if one.is_prose else FieldRow
        return kind(one.name, one.title, form.typed.get(one.name, ""), suggester=suggester)

    def _offers(self, form: ScanForm, one: FormField, part: str) -> Iterable[str]:
        from sonolog.tui.scan_offers import offers

        return offers(form, one, part, self._region)

    @property
    def _region(self) -> str:
        return self._rows["region"].typed if "region" in self._rows else ""

    def _take_what_came_before(self, first: str) -> None:
        """Go to the field to begin with, and type what was typed while the form was made ready."""
        rows = list(self._rows.values())
        at = rows.index(self._rows.get(first, rows[0]))
        self._ahead.type_into(rows, at)

    def on_key(self, event: events.Key) -> None:
        """Remember what is typed before there is a field to type into: hands are faster than disks."""
        if not self._takes_input:
            self._ahead.take(event)

    def on_paste(self, event: events.Paste) -> None:
        """Remember what is pasted likewise."""
        if not self._takes_input:
            self._ahead.take(event)

    @property
    def _takes_input(self) -> bool:
        return self._form is not None and not self._is_held

    def hold(self) -> None:
        """Let nothing more be typed into the scan that is being saved; what is typed waits for what comes next."""
        self._is_held = True
        for row in self._rows.values():
            row.input.instead = self._ahead.take

    def let_go(self) -> None:
        """Go on with the same scan: it was not saved, so what was typed meanwhile goes where one typed."""
        self._is_held = False
        for row in self._rows.values():
            row.input.instead = None
        focused = self.focused.parent if self.focused is not None else None
        if isinstance(focused, FieldRow):
            self._ahead.type_here(focused)

    def on_resize(self, _: events.Resize) -> None:
        """Give the titles less room where the screen is narrow."""
        self._narrow()

    def _narrow(self) -> None:
        self.set_class(self.size.width < _NARROW, "-narrow")
        for row in self._rows.values():
            row.set_class(self.size.width < _NARROW, "-narrow")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field takes."""
        row = event.widget.parent
        if isinstance(row, FieldRow):
            self._show_hint(row)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Finish what was begun in the field that is left: the only word meant, the day that “yesterday” is."""
        row = event.widget.parent
        if isinstance(row, FieldRow) and self._rows.get(row.field) is row:
            row.settle()
            if self._fields[row.field].is_day and row.typed.strip():
                self.act(self._spoken_day(row), latest=f"day {row.field}")

    async def _spoken_day(self, row: FieldRow) -> None:
        from sonolog.tui.scan_saving import spoken_day

        text = row.typed
        day = await self.read(partial(spoken_day, text))
        if row.typed == text != day:
            row.typed = day

    def _show_hint(self, row: FieldRow) -> None:
        from sonolog.tui.scan_offers import hint

        if self._form is not None:
            words = hint(self._form, self._fields[row.field], row.part, self._region)
            self.query_one("#hint", Static).update(plain(words), layout=False)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _note(self, event: Input.Changed | TextArea.Changed) -> None:
        row = event.control.parent
        if isinstance(row, FieldRow) and self._keeping is not None and self._rows.get(row.field) is row:
            row.mend()
            self._keeping.note(self.typed)
            if event.control.has_focus:
                self._show_hint(row)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: row.typed for name, row in self._rows.items()}

    async def action_complete(self) -> None:
        """Take the word that is offered, and go to the next field."""
        await self._caught_up()
        if not self._takes_input:
            self._ahead.enter()
            return
        row = self.focused.parent if self.focused is not None else None
        if isinstance(row, ProseRow):
            row.input.insert("\n")
            return
        if isinstance(row, FieldRow):
            row.complete()
        self.focus_next(_INPUTS)

    async def action_next_field(self) -> None:
        """Go to the next field; inside prose first to the line below."""
        await self._caught_up()
        row = self.focused.parent if self.focused is not None else None
        if not (isinstance(row, ProseRow) and row.moved(down=True)):
            self.focus_next(_INPUTS)

    async def action_previous_field(self) -> None:
        """Go to the field before; inside prose first to the line above."""
        await self._caught_up()
        row = self.focused.parent if self.focused is not None else None
        if not (isinstance(row, ProseRow) and row.moved(down=False)):
            self.focus_previous(_INPUTS)

    async def action_save(self) -> None:
        """Save the scan and leave."""
        await self._caught_up()
        self.act(scan_form_acts.save(self))

    async def action_save_and_next(self) -> None:
        """Save the scan and begin the next with the same place and people."""
        await self._caught_up()
        self.act(scan_form_acts.save(self, onward=True))

    async def _caught_up(self) -> None:
        """Wait until the input has taken every key typed before this one: hands are faster than messages."""
        typed_into = self.focused
        while typed_into is not None and typed_into.message_queue_size:  # noqa: ASYNC110  (the queue has no event)
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    def action_leave(self) -> None:
        """Leave; what is typed is kept."""
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

    def finish_words(self) -> None:
        """Finish words begun where few can be meant; a term is finished only where one sees it before it is saved."""
        for name, row in self._rows.items():
            if not self._fields[name].term:
                row.settle()

    def put(self, name: str, text: str) -> None:
        """Put other words into a field."""
        self._rows[name].typed = text

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Show everything that is wrong at its field, and go to the first."""
        self.let_go()
        wrong: dict[str, list[str]] = {}
        for one in faults:
            name = one.field if one.field in self._rows else one.field.partition(".")[0]
            wrong.setdefault(name, []).append(one.sentence.removeprefix(f"{one.title}: "))
        for name, row in self._rows.items():
            row.fault(" ".join(wrong.get(name, ())))
        elsewhere = [" ".join(words) for name, words in wrong.items() if name not in self._rows]
        self.say(" ".join([f"{len(wrong)} to correct; nothing is lost.", *elsewhere]))
        first = next((row for name, row in self._rows.items() if name in wrong), None)
        if first is not None:
            first.input.focus()
            self.call_after_refresh(first.scroll_visible, animate=False)
