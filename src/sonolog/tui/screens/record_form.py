"""Add a record of any kind but a scan, or amend one: the form of a scan with other fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sonolog.tui.screens.log_scan import LogScan

if TYPE_CHECKING:
    from sonolog.tui.scan_form import ScanForm
    from sonolog.usecases.logbook import Logbook


class RecordForm(LogScan):
    """The form of one record of ``kind``; leaving it answers what there is to say."""

    KEYS = ("record-form", "everywhere")

    def __init__(self, kind: str, *, amend: str = "") -> None:
        super().__init__(amend=amend)
        self._kind = kind

    async def action_save_and_next(self) -> None:
        """Save; records other than scans come one at a time."""
        await self.action_save()

    def _wanted(self) -> Callable[[Logbook], ScanForm]:
        from sonolog.tui import record_form

        trainee = self.sonolog.trainee.id if self.sonolog.trainee is not None else ""
        if self._amend:
            return partial(record_form.amending_record_form, self._amend, self._kind, trainee)
        return partial(record_form.new_record_form, self._kind, trainee)
