"""A logbook older than this machine has seen it: a copy put back, or one that went its own way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.tui.app import SonologApp
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook

_CHOICES = (
    ("absorb", "Take in a newer copy: the two are united"),
    ("accept", "Go on with this one, as it is"),
)
_LATER = "Esc asks again the next time."


async def asked_about_age(app: SonologApp, notices: tuple[str, ...]) -> tuple[str, ...]:
    """Ask what is to be done with a logbook older than this machine has seen; return the other notices."""
    missing = await app.desk.read(_missing)
    if not missing:
        return notices
    app.push_screen(older_dialog(missing), partial(_answer, app))
    return tuple(one for one in notices if not one.startswith(missing[0]))


def _answer(app: SonologApp, answer: str | None) -> None:
    from sonolog.tui.work import DeskScreen

    if answer and isinstance(app.screen, DeskScreen):
        app.screen.act(answered(app.screen, answer))


def older_dialog(missing: Sequence[str]) -> PickDialog:
    """Return the question, with what is missing."""
    from sonolog.tui.dialogs.pick import PickDialog

    return PickDialog("Something is missing", f"{' '.join(missing)} {_LATER}", _CHOICES)


async def answered(screen: DeskScreen[Any], answer: str) -> None:
    """Do what was chosen."""
    from sonolog.tui.taking_in import take_in

    if answer == "absorb":
        await take_in(screen)
    else:
        await screen.write(_accepted)
        screen.say("You go on with this logbook as it is. What was missing is not asked for again.")


def _missing(logbook: Logbook) -> tuple[str, ...]:
    from sonolog.usecases.marks import what_is_missing

    return what_is_missing(logbook)


def _accepted(logbook: Logbook) -> None:
    from sonolog.usecases.marks import accept_older

    accept_older(logbook)
