"""Add a record of any kind but a scan, or amend one: the form of a scan with other fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sonolog.errors import SonologError
from sonolog.tui.keys import bindings_of
from sonolog.tui.screens.log_scan import LogScan

if TYPE_CHECKING:
    from sonolog.tui.scan_form import ScanForm
    from sonolog.usecases.logbook import Logbook


class RecordForm(LogScan):
    """The form of one record of ``kind``; leaving it answers what there is to say."""

    KEYS = ("record-form", "everywhere")
    BINDINGS = bindings_of("record-form", "fill_in")

    def __init__(self, kind: str, *, amend: str = "") -> None:
        super().__init__(amend=amend)
        self._kind = kind

    async def action_save_and_next(self) -> None:
        """Save; records other than scans come one at a time."""
        await self.action_save()

    async def action_fill_in(self) -> None:
        """Fill in the form that the assessment names."""
        await self._caught_up()
        if self._kind != "assessment":
            self.say("Only an assessment is made on a form.")
        elif self.is_ready:
            self.act(self._fill_in(), latest="fill in")

    async def _fill_in(self) -> None:
        from sonolog.tui.screens.fill_form import FillForm
        from sonolog.usecases.fill_form_fields import form_to_fill

        self.fields.finish_words()
        typed = self.typed
        name, edition = typed.get("form", "").strip(), typed.get("form_edition", "").strip()
        if not name:
            self.say("Say first which form: its name stands under Form.")
            return
        try:
            form = await self.read(partial(form_to_fill, name=name, edition=edition, record=self._amend))
        except SonologError as refusal:
            self.say(f"{refusal.message} {refusal.hint}".strip())
            return
        if not form.items:
            self.say("A portfolio has no items: what it comes to is worked out when it is saved.")
            return
        self.say("")  # whatever was missing is there
        self.app.push_screen(FillForm(form, typed, self.fields.put))

    def _wanted(self) -> Callable[[Logbook], ScanForm]:
        from sonolog.tui import record_form

        trainee = self.sonolog.trainee.id if self.sonolog.trainee is not None else ""
        if self._amend:
            return partial(record_form.amending_record_form, self._amend, self._kind, trainee)
        return partial(record_form.new_record_form, self._kind, trainee)
