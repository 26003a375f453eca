"""Choose whose training the app shows: for supervisors and leads, who see several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine

_NOBODY = "Nobody trains here yet."
_ONLY = "Only {name} trains here, as far as you see."
_WORDS = "Scans, progress, records and reports are then shown of this person; you stay who you are."


async def choose_trainee(screen: DeskScreen[Any]) -> None:
    """Ask whose training is shown from now on, and show it."""
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.tui.screens.place import Place

    found = await screen.read(_trainees)
    if len(found) < 2:
        screen.say(_ONLY.format(name=found[0].name) if found else _NOBODY)
        return
    now = screen.sonolog.trainee
    options = [(one.id, one.name) for one in found]
    chosen = await screen.app.push_screen_wait(PickDialog("Of whom?", _WORDS, options, at=now.id if now else ""))
    if chosen is None:
        return
    screen.desk.trainee = chosen
    screen.desk.changes += 1
    await screen.sonolog.meet()
    if isinstance(screen, Place):
        screen.reload()


def _trainees(logbook: Logbook) -> tuple[PersonLine, ...]:
    from sonolog.usecases.people import list_trainees

    return list_trainees(logbook)
