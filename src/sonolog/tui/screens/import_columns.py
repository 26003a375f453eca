"""What the columns of a file mean, before any row of it is read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.exchange.import_map import CUSTOM, LEFT_OUT
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.usecases.import_preview import meaning_words

if TYPE_CHECKING:
    from sonolog.usecases.import_columns import Column
    from sonolog.usecases.import_look import Look
    from sonolog.usecases.logbook import Logbook

_WHAT = "What does “{heading}” mean?"
_OWN = "own"
_NAME_OF_OWN = "What is this field called? It is shown with the scan and exported; no rule of a framework asks for it."
_KEEP = "Under which name? Small letters, digits and hyphens. It can be used for the next file of the same kind."
_NO_MAP = "No map is kept yet: k keeps this one."


class ImportColumnsScreen(ListingScreen["Column"]):
    """Every column of the table; answers the look with what was said of them, or None."""

    HEADING: ClassVar[str] = "What the columns mean"
    KEYS = ("import-columns", "everywhere")
    BINDINGS = bindings("import-columns")
    HELP: ClassVar[str] = (
        "Meanings were found by headings and contents; change what is wrong. A column that says who a patient is "
        "has to be left out: its values are never shown and never stored."
    )

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    async def load(self) -> Sequence[Column]:
        """Return the columns."""
        return self.look.columns

    def over(self) -> str:
        """Say what kind of file it is."""
        table = self.look.table
        told = f"{self.look.sheet.form}. Headings in row {table.heading_row}, {counted(table.count, 'row')}."
        return f"{told} ctrl+l reads every row."

    def row(self, one: Column, width: int) -> Content:
        """Return heading, meaning and an example."""
        first = max(width * 3 // 10, 12)
        second = max(width * 4 // 10, 12)
        meaning = meaning_words(one.meaning, identity=one.identity)
        style = "dim" if one.meaning == LEFT_OUT else "bold" if one.identity else ""
        example = one.examples[0] if one.examples else "(empty)"
        left = cell(one.heading, first, "bold") + cell(meaning, second, style)
        return left + cell(example.replace("\n", " "), width - first - second)

    def about(self, one: Column) -> str:
        """Return some of what stands in the column, masked."""
        shown = "; ".join(text.replace("\n", " ") for text in one.examples) or "nothing"
        return f"{one.heading}: {shown}"

    def action_change(self) -> None:
        """Say what the column under the cursor means."""
        self.act(self._change())

    def action_leave_out(self) -> None:
        """Leave the column out, or take it over again."""
        one = self.chosen
        if one is not None:
            own = f"{CUSTOM}{one.heading[:80]}"
            self._mean(one, own if one.meaning == LEFT_OUT else LEFT_OUT)

    def action_use_map(self) -> None:
        """Take the meanings kept under a name."""
        self.act(self._use_map())

    def action_keep_map(self) -> None:
        """Keep the meanings under a name."""
        self.act(self._keep_map())

    def action_go_on(self) -> None:
        """Go on with these meanings."""
        self.dismiss(self.look)  # type: ignore[arg-type]

    async def _change(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.tui.dialogs.pick import PickDialog
        from sonolog.usecases.import_maps import meanings_of

        one = self.chosen
        if one is None:
            return
        meanings = [(code, meaning_words(code)) for code in meanings_of(self.look.map.kind)]
        options = [
            (LEFT_OUT, "Leave it out"),
            (_OWN, "A field of your own …"),
            *(m for m in meanings if m[0] != LEFT_OUT),
        ]
        at = _OWN if one.meaning.startswith(CUSTOM) else one.meaning
        asked = PickDialog("Meaning", _WHAT.format(heading=one.heading), options, at=at)
        meaning = await self.app.push_screen_wait(asked)
        if meaning == _OWN:
            name = await self.app.push_screen_wait(LineDialog("A field of your own", _NAME_OF_OWN, one.heading))
            meaning = f"{CUSTOM}{name}" if name else None
        if meaning is not None:
            self._mean(one, meaning)

    def _mean(self, one: Column, meaning: str) -> None:
        from sonolog.usecases.import_look import with_columns

        columns = [replace(column, meaning=meaning, why="map") if column == one else column for column in self.rows]
        self.look = with_columns(self.look, columns, None)
        self.reload()

    async def _use_map(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog
        from sonolog.usecases.import_maps import map_names

        names = map_names(self.desk.home)
        if not names:
            self.say(_NO_MAP)
            return
        name = await self.app.push_screen_wait(PickDialog("Which map?", "Kept before:", [(one, one) for one in names]))
        if name is not None:
            self.look = await self.read(partial(_mapped, self.look, name))
            self.say(f"As in {name}.")
            self.reload()

    async def _keep_map(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.usecases.import_maps import keep_map

        name = await self.app.push_screen_wait(LineDialog("Keep this map", _KEEP))
        if name:
            kept = await self.read(lambda logbook: keep_map(logbook.home, name, self.look.map))
            self.say(f"Kept: {kept.name}")


def _mapped(look: Look, name: str, logbook: Logbook) -> Look:
    from sonolog.usecases.import_look import look_at
    from sonolog.usecases.import_maps import kept_map

    return look_at(look.path, table=look.chosen + 1, known=kept_map(logbook.home, name))
