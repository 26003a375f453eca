"""What can be done to the one scan the cursor is on, in any list of scans."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from sonolog.tui.screens.filtered import FilteredPlace

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine


class ScanUnderCursor(FilteredPlace):
    """A place with a list of scans."""

    @abstractmethod
    def scan_under_cursor(self) -> ScanLine | None:
        """Return the scan the cursor is on; None where there is none."""

    def action_open(self) -> None:
        """Show everything about the scan."""
        from sonolog.tui.screens.record import RecordScreen

        row = self.scan_under_cursor()
        if row is not None:
            self.app.push_screen(RecordScreen(row.id, row.case))

    def action_amend(self) -> None:
        """Open the form with the scan."""
        row = self.scan_under_cursor()
        if row is not None:
            self.sonolog.open_scan_form(amend=row.id)

    def action_second_read(self) -> None:
        """Open the form where the supervisor's finding is said."""
        row = self.scan_under_cursor()
        if row is not None:
            self.sonolog.open_scan_form(amend=row.id, first="supervisor_finding")

    def action_make_template(self) -> None:
        """Keep the scan as a template."""
        from sonolog.tui.template_making import make_template

        row = self.scan_under_cursor()
        if row is not None:
            self.act(self.said(make_template(self, row.id)))

    def action_copy_case(self) -> None:
        """Copy the case number."""
        row = self.scan_under_cursor()
        if row is not None:
            self.app.copy_to_clipboard(row.case)
            self.say(f"{row.case} copied.")

    async def said(self, doing: Awaitable[str]) -> None:
        """Do something and say what it answers."""
        self.say(await doing)
