"""Take back the last change, after showing what that would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sonolog.tui.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.undo import UndoPlan


async def undo_last(screen: DeskScreen[Any]) -> str:
    """Ask, undo and return what was done; empty if it was left."""
    plan = await screen.read(_plan)
    if not await screen.app.push_screen_wait(ConfirmDialog("Undo the last change?", plan.sentence, yes="Undo")):
        return ""
    key = await screen.open_key("Undoing this is a signed statement.") if plan.needs_key else None
    if plan.needs_key and key is None:
        return ""

    def undo(logbook: Logbook) -> str:
        from sonolog.usecases.undo import undo

        return undo(logbook, key=key, plan=plan)

    return f"Undone. {await screen.write(undo)}"


def _plan(logbook: Logbook) -> UndoPlan:
    from sonolog.usecases.undo import what_undo_does

    return what_undo_does(logbook)
