"""What would come of an import: the rows as scans, every fault, and what is there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.import_look import Look
    from sonolog.usecases.import_preview import PreviewLine
    from sonolog.usecases.import_survey import Choices, Survey

_ROW, _DAY, _COLUMN = 8, 12, 18
_TWINS = (
    ("skip", "Leave these rows out"),
    ("merge", "Fill in what the other scan leaves out"),
    ("keep", "Import them beside it"),
)
_WHAT_OF_THEM = "These rows may be of scans that are there already: day, region and side agree, and nothing differs."
_FAULTY = "Faulty rows stop the import: mend them in the file, or press o to leave them out."
_OPEN = "Say first what becomes of the rows that may be there already: d."
_NONE = "There is nothing new in this file."
View = Literal["rows", "faults", "twins"]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the list."""

    row: str
    middle: str
    text: str


class ImportPreviewScreen(ListingScreen[PreviewRow]):
    """Answers what was decided and whether to import now; None goes back to the columns."""

    HEADING: ClassVar[str] = "What would come of it"
    KEYS = ("import-preview", "everywhere")
    BINDINGS = bindings("import-preview")
    HELP: ClassVar[str] = "Nothing is stored yet. Enter keeps all that is good in one step, which can be taken back."

    def __init__(self, look: Look, survey: Survey, lines: Sequence[PreviewLine], choices: Choices) -> None:
        super().__init__()
        self._look, self._survey, self._lines, self._choices = look, survey, lines, choices
        self._view: View = "faults" if survey.problems and not choices.leave_out_faulty else "rows"

    async def load(self) -> Sequence[PreviewRow]:
        """Return the rows, the faults or the duplicates."""
        if self._view == "faults":
            return [*self._faults(), *self._refused()]
        if self._view == "twins":
            return [
                PreviewRow(str(one.number), one.case or f"row {one.row}", f"adds {', '.join(one.adds) or 'nothing'}")
                for one in self._survey.open_twins
            ]
        return [PreviewRow(str(one.number), one.day, one.words) for one in self._lines]

    def _faults(self) -> Iterator[PreviewRow]:
        for one in self._survey.problems:
            yield PreviewRow(str(one.line or "all"), one.where, f"{one.message} {one.hint}".strip())

    def _refused(self) -> Iterator[PreviewRow]:
        from sonolog.usecases.import_dicom import refused_words

        for files, why in refused_words(self._look):
            yield PreviewRow("Files", files, why)

    def over(self) -> str:
        """Say how many records the rows come to, and which go which way."""
        from sonolog.usecases.import_preview import counted_records, divided_words

        found, choices = self._survey, self._choices
        ready = counted_records(found.ready, self._look.map.kind)
        parts = [f"{ready} from {counted(found.rows, 'row')} would be new"]
        if found.here:
            parts.append(f"{found.here} here already")
        if found.faulty_rows:
            left = " (left out)" if choices.leave_out_faulty else ""
            parts.append(f"{counted(len(found.faulty_rows), 'row')} faulty{left}")
        if self._look.refused:
            parts.append(f"{counted(len(self._look.refused), 'file')} left out")
        if found.open_twins:
            said = {"ask": "open"} | dict(_TWINS)
            parts.append(f"{len(found.open_twins)} may be duplicates ({said[choices.twins].lower()})")
        people = f" Added: {', '.join(found.people)}." if found.people else ""
        shown = {
            "rows": "The first rows:",
            "faults": "Every fault, and every file left out:" if self._look.refused else "Every fault:",
            "twins": "What may be there already:",
        }
        told = [f"{', '.join(parts)}.{people}", divided_words(found), shown[self._view]]
        return " ".join(part for part in told if part)

    def nothing(self) -> str:
        """Say the same where no row would be new."""
        return self.over()

    def row(self, one: PreviewRow, width: int) -> Content:
        """Return the number of the row, day or column, and words."""
        middle = _DAY if self._view == "rows" else _COLUMN
        left = cell(one.row, _ROW, "bold") + cell(one.middle, middle)
        return left + cell(one.text, width - _ROW - middle)

    def about(self, one: PreviewRow) -> str:
        """Return the row whole."""
        return f"Row {one.row}, {one.middle}: {one.text}"

    def action_next_view(self) -> None:
        """Show the next of rows, faults and duplicates that has anything to show."""
        views: list[View] = ["rows"]
        views += ["faults"] if self._survey.problems or self._look.refused else []
        views += ["twins"] if self._survey.open_twins else []
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.reload()

    def action_leave_out(self) -> None:
        """Leave faulty rows out, or let them stop the import."""
        self._choices = replace(self._choices, leave_out_faulty=not self._choices.leave_out_faulty)
        self.say("Faulty rows are left out." if self._choices.leave_out_faulty else _FAULTY)
        self.reload()

    def action_duplicates(self) -> None:
        """Say what becomes of scans that are there already."""
        self.act(self._duplicates())

    def action_keep(self) -> None:
        """Import, if everything is decided."""
        found, choices = self._survey, self._choices
        if found.faulty_rows and not choices.leave_out_faulty:
            self.say(_FAULTY)
        elif found.open_twins and choices.twins == "ask":
            self.say(_OPEN)
        elif not found.ready and choices.twins != "merge":
            self.say(_NONE)
        else:
            self.dismiss((choices, True))  # type: ignore[arg-type]

    async def _duplicates(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog

        if not self._survey.open_twins:
            self.say("No row is like another, or like a scan that is there.")
            return
        asked = PickDialog("Duplicates", _WHAT_OF_THEM, _TWINS, at=self._choices.twins)
        policy = await self.app.push_screen_wait(asked)
        if policy is not None:
            self.dismiss((replace(self._choices, twins=policy), False))  # type: ignore[arg-type]
