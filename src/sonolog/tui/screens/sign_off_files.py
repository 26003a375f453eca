"""What Sign-off does with files, and with a supervisor who comes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.tui.keys import keys_of
from sonolog.tui.screens.place import Place

if TYPE_CHECKING:
    from sonolog.tui.sign_off_asks import SignerLine
    from sonolog.usecases.people import PersonLine

_CHOOSE = "Somebody signs on another computer: files go there and come back. Each has a key of its own."
_WHOSE = "Whose records? Several train here: press O to choose one."
_WHO = "Who answers? Choose who signs first (c)."


class SignOffFiles(Place):
    """A subclass tells who :meth:`signs`, who is :meth:`suggested`, and lets a visitor :meth:`come`."""

    OF_TRAINEE = False

    def signs(self) -> PersonLine | None:
        """Return whoever signs."""
        return None

    def suggested(self) -> PersonLine | None:
        """Return whom the cursor is on, who could sign here."""
        return None

    def come(self, visitor: PersonLine) -> None:
        """Show what waits for a visitor."""

    def action_files(self) -> None:
        """Choose what to do with a file."""
        self.act(self._choose())

    def action_ask_by_file(self) -> None:
        """Write a request."""
        from sonolog.tui.file_exchange import ask_by_file

        trainee = self.sonolog.trainee
        if trainee is None:
            self.say(_WHOSE)
        else:
            self.act(ask_by_file(self, trainee.id))

    def action_open_by_file(self) -> None:
        """Open a request."""
        self.act(self._open())

    def action_answer_by_file(self) -> None:
        """Write an answer."""
        from sonolog.tui.file_exchange import answer_by_file

        signer = self.signs() or self.sonolog.actor
        if signer is None:
            self.say(_WHO)
        else:
            self.act(answer_by_file(self, signer.id))

    def action_take_in(self) -> None:
        """Take a file in."""
        self.act(self._take_in())

    def action_walk_up(self) -> None:
        """Let somebody else sign here."""
        if not self.refused_here():
            self.act(self._walk_up())

    def refused_here(self, one: SignerLine | None = None) -> bool:
        """Say that nobody signs under another's login, if that is so: in a department, and ``one`` is somebody else."""
        refused = self.desk.is_department if one is None else not one.signs_here
        if refused:
            from sonolog.tui.screens.sign_off_rows import ELSEWHERE

            self.say(f"{one.person.name} signs elsewhere. {ELSEWHERE}" if one else ELSEWHERE)
        return refused

    async def _choose(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog

        acts = [key for key in keys_of("sign-off") if key.action in _FILES]
        options = [(key.action, f"{key.display}  {key.label}: {key.words}") for key in acts]
        chosen = await self.app.push_screen_wait(PickDialog("Files", _CHOOSE, options))
        if chosen:
            self.call_later(self.run_action, chosen)

    async def _open(self) -> None:
        from sonolog.tui.file_exchange import open_by_file

        if said := await open_by_file(self):
            self.say(said)
            self.reload()

    async def _take_in(self) -> None:
        from sonolog.tui.taking_in import take_in

        await take_in(self)
        self.reload()

    async def _walk_up(self) -> None:
        from sonolog.tui.walking_up import let_in

        visitor = await let_in(self, self.suggested())
        if visitor is not None:
            self.come(visitor)


_FILES = ("ask_by_file", "open_by_file", "answer_by_file", "take_in")
