"""The app: opens the logbook, goes from place to place, and is the one guard around everything below."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from sonolog.clock import Clock
from sonolog.errors import SonologError
from sonolog.paths import Home
from sonolog.signals import Stopped, end_soon, stop_on_signals, stop_the_loop
from sonolog.tui.desk import Desk, people_at
from sonolog.tui.keys import bindings
from sonolog.tui.keys_in_turn import KeysInTurn
from sonolog.tui.screens import PLACES, made
from sonolog.tui.text import NoControl
from sonolog.tui.theme import BY_SETTING
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from sonolog.usecases.people import PersonLine


def run(
    *,
    logbook: str | None,
    person: str | None,
    home: Home,
    clock: Clock,
    trainee: str | None = None,
    allow_shared: bool = False,
) -> int:
    """Open the app on the logbook at ``logbook`` and return its exit code.

    Raises:
        SonologError: the logbook cannot be opened.
        Exception: a fault of the program, for the guard that writes crash reports.
    """
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # an empty one means nothing (no-color.org); Textual takes it for a wish
    desk = Desk(logbook, person=person, home=home, clock=clock, trainee=trainee, allow_shared=allow_shared)
    app = SonologApp(desk)
    gc.disable()  # what a start makes stays; SonologApp.settle_memory begins to collect
    try:
        app.run()
    except Exception:
        if not isinstance(app.fault, Stopped):  # a terminal that is gone cannot be put in order
            raise
    finally:
        gc.enable()
        app.desk.close()
        stop_on_signals()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


class SonologApp(KeysInTurn):
    """The whole app over one :class:`Desk`."""

    TITLE = "sonolog"
    MODES = {name: partial(made, name) for name in PLACES}  # noqa: RUF012  (read by Textual's App)
    DEFAULT_MODE = "home"
    BINDINGS = bindings("everywhere")
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = "screens/home.tcss"  # read with the rest: a screen's own has every style read anew
    CSS = """
    Input > .input--placeholder, Input > .input--suggestion { color: $text-muted; }
    SearchIcon { color: $text; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.animation_level = "none"
        self.desk = desk
        self.fault: BaseException | None = None
        """What ended the app, if it was not a person."""
        self.who = ""
        """Name of whoever acts."""
        self.actor: PersonLine | None = None
        self.trainee: PersonLine | None = None
        """Whose training the places show; None where there are several, nobody of them acts and none was chosen."""
        self._no_control = NoControl()
        for theme in BY_SETTING.values():
            self.register_theme(theme)
        self._told = self.use_settings(at_first=True)

    def on_mount(self) -> None:
        """Ask for a name where there is no logbook yet; what a task of its own dies of ends the app like the rest."""
        asyncio.get_running_loop().set_exception_handler(self._task_died)
        stop_the_loop(self._stop)
        if self.desk.is_new:
            self._ask_for_a_name()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the filter that keeps control characters from the terminal."""
        return [*super().get_line_filters(), self._no_control]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette: the keys of the screen it was called from."""
        from sonolog.tui.palette import commands

        yield from commands(self, screen)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a passing notice, never read as markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    async def opened(self) -> bool:
        """Open the logbook; False where somebody has to give a name first, or it cannot be opened."""
        if self.desk.is_over:
            return False
        try:
            notices = await self.desk.open()
            await self.meet()
        except SonologError as refusal:
            self.fault = refusal
            self.exit()
            return False
        if self.actor is None:
            self._ask_for_a_name()
            return False
        if notices:
            from sonolog.tui.older import asked_about_age

            notices = await asked_about_age(self, notices)
        told, self._told = [*notices, *filter(None, [self._told])], ""
        if told:
            self.tell(" ".join(told))
        return True

    async def meet(self) -> None:
        """Ask who acts, and whose training the places show.

        Raises:
            SonologError: the logbook cannot be read.
        """
        self.actor, self.trainee = await self.desk.read(partial(people_at, self.desk.trainee))
        self.who = self.actor.name if self.actor is not None else ""

    @property
    def whose(self) -> str:
        """Who sits here; where another's training is shown, whose that is."""
        is_own = self.trainee is None or self.actor is None or self.trainee.id == self.actor.id
        return self.who if is_own or self.trainee is None else f"of {self.trainee.name}"

    def settle_memory(self) -> None:
        """Collect garbage from now on, but never look again at what the start has made."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def tell(self, sentence: str | None) -> None:
        """Say something on the screen one is on."""
        if sentence and isinstance(self.screen, DeskScreen):
            self.screen.say(sentence)

    def action_go(self, place: str) -> None:
        """Go to a main screen; in a department, where others write too, it is loaded anew."""
        from sonolog.tui.screens.place import Place

        self.desk.doubt()
        if isinstance(self.screen, Place):
            self.screen.leaving() if place != self.current_mode else self.screen.reload_if_stale()
        self.switch_mode(place)

    def action_open(self, name: str) -> None:
        """Open one of the further screens over the main one."""
        self.push_screen(made(name))

    def action_choose_trainee(self) -> None:
        """Choose whose training the places show."""
        from sonolog.tui.choosing_trainee import choose_trainee

        if isinstance(self.screen, DeskScreen):
            self.screen.act(choose_trainee(self.screen))

    def action_more(self) -> None:
        """Choose one of the further screens."""
        from sonolog.tui.palette import further_dialog

        self.push_screen(further_dialog(), lambda name: self.action_open(name) if name else None)

    def use_settings(self, *, at_first: bool = False) -> str:
        """Show the app as this home likes it, and return what of the settings could not be used."""
        from sonolog.settings import read_settings

        settings, told = read_settings(self.desk.home)
        before, after = self.current_theme, BY_SETTING[settings.theme]
        if at_first and (before.dark, before.ansi) == (after.dark, after.ansi):
            self.set_reactive(App.theme, after.name)  # a change would have every style read anew, twice
            self.add_class(f"-theme-{after.name}", update=False)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = after.name
        return told

    def action_new_scan(self) -> None:
        """Open the form of a scan."""
        self.open_scan_form()

    def action_repeat_scan(self) -> None:
        """Open the form of a scan, filled in from the last one."""
        self.open_scan_form(repeat=True)

    def action_quick_scan(self) -> None:
        """Open the form with a line for a whole scan."""
        self._open_scan_form(quick=True)

    def action_template_scan(self, slot: int) -> None:
        """Open the form filled in from a template."""
        self._open_scan_form(template=slot)

    def open_scan_form(self, *, repeat: bool = False, amend: str = "", first: str = "finding") -> None:
        """Open the form of a scan: a new one, one like the last, or the scan with the record id ``amend``."""
        self._open_scan_form(repeat=repeat, amend=amend, first=first)

    def _open_scan_form(self, **wanted: Any) -> None:
        from sonolog.tui.screens.log_scan import LogScan

        self.push_screen(LogScan(**wanted), self.tell)

    def open_record_form(self, kind: str, *, amend: str = "") -> None:
        """Open the form of a record of ``kind``: a new one, or the one with the record id ``amend``."""
        from sonolog.tui.screens.record_form import RecordForm

        self.push_screen(RecordForm(kind, amend=amend), self.tell)

    def action_show_keys(self) -> None:
        """Show the keys of the screen one is on."""
        from sonolog.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_help_quit(self) -> None:
        """Leave at ctrl+c: everything is saved already."""
        self.exit()

    def _ask_for_a_name(self) -> None:
        from sonolog.tui.screens.begin import BeginScreen

        if not isinstance(self.screen, BeginScreen):
            self.push_screen(BeginScreen(), self._begun)

    def _begun(self, asked: str | None) -> None:
        if asked:
            self.run_worker(self._show_asked(asked))

    async def _show_asked(self, asked: str) -> None:
        await self.switch_mode("sign-off")
        self.tell(asked)

    def _handle_exception(self, error: Exception) -> None:
        """Remember a fault of the program; the terminal is restored before anybody hears of it."""
        self.fault = self.fault or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _stop(self, stopped: Stopped) -> None:
        """End because the system asks; what is half typed is kept on the way out."""
        self.fault = stopped
        end_soon(stopped)
        self.exit()

    def _task_died(self, _loop: object, told: dict[str, Any]) -> None:
        """Remember it likewise; asyncio would print it, with its text, into the screen."""
        fault = told.get("exception")
        if isinstance(fault, Exception):
            self._handle_exception(fault)

    def _fatal_error(self) -> None:
        """Close without Textual's own report, which prints local variables, a passphrase among them."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """Close likewise."""
        self._close_messages_no_wait()
