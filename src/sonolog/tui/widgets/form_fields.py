"""The fields of a form, one under another: what is typed, what is offered, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.containers import VerticalScroll
from textual.widget import Widget

from sonolog.tui.widgets.field_row import FieldRow, ProseRow
from sonolog.tui.word_suggester import WordSuggester

if TYPE_CHECKING:
    from sonolog.tui.scan_form import FormField, ScanForm
    from sonolog.usecases.errors import FieldFault


class FormFields(VerticalScroll, can_focus=False):
    """The rows of one form at a time."""

    DEFAULT_CSS = "FormFields { height: 1fr; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._form: ScanForm | None = None
        self._fields: dict[str, FormField] = {}
        self._narrow = False
        self.rows: dict[str, FieldRow] = {}
        """Field to its row, in the order of the form."""

    async def show(self, form: ScanForm) -> None:
        """Show the rows of another form."""
        await self.remove_children()
        self._form = form
        self._fields = {one.name: one for one in form.fields}
        self.rows = {one.name: self._row(form, one) for one in form.fields}
        await self.mount_all(self.rows.values())
        self.narrow(is_narrow=self._narrow)

    def _row(self, form: ScanForm, one: FormField) -> FieldRow:
        suggester = WordSuggester(partial(self._offers, form, one), many=one.many, closed=one.is_closed)
        kind = ProseRow if one.is_prose else FieldRow
        return kind(one.name, one.title, form.typed.get(one.name, ""), suggester=suggester)

    def _offers(self, form: ScanForm, one: FormField, part: str) -> Iterable[str]:
        from sonolog.tui.scan_offers import offers

        return offers(form, one, part, self._region)

    @property
    def _region(self) -> str:
        return self.rows["region"].typed if "region" in self.rows else ""

    def of(self, widget: Widget | None) -> FieldRow | None:
        """Return the row that ``widget`` is the input of; None for anything else."""
        row = widget.parent if widget is not None else None
        return row if isinstance(row, FieldRow) and self.rows.get(row.field) is row else None

    def field(self, row: FieldRow) -> FormField:
        """Return what the row is for."""
        return self._fields[row.field]

    def complete(self, row: FieldRow) -> None:
        """Take the word that is offered in a row, and write a term's short form out."""
        from sonolog.tui.scan_offers import written_out

        row.complete()
        if self._form is not None and self._fields[row.field].term:
            self.put({row.field: written_out(self._form, self._fields[row.field], row.typed, self._region)})

    def hint(self, row: FieldRow) -> str:
        """Return what helps with what is typed into a row."""
        from sonolog.tui.scan_offers import hint

        return hint(self._form, self._fields[row.field], row.part, self._region) if self._form is not None else ""

    def narrow(self, *, is_narrow: bool) -> None:
        """Give the titles less room, or again all of it."""
        self._narrow = is_narrow
        for row in self.rows.values():
            row.set_class(is_narrow, "-narrow")

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: row.typed for name, row in self.rows.items()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put other words into fields that are there."""
        for name, text in typed.items():
            if name in self.rows and self.rows[name].typed != text:
                self.rows[name].typed = text

    def finish_words(self) -> None:
        """Finish words begun where few can be meant; a term is finished only where one sees it before it is saved."""
        for name, row in self.rows.items():
            if not self._fields[name].term:
                row.settle()

    def action_scroll_up(self) -> None:
        """Leave the key to the form, which goes from field to field by it."""
        raise SkipAction

    def action_scroll_down(self) -> None:
        """Leave the key to the form likewise."""
        raise SkipAction

    def begin_at(self, first: str) -> None:
        """Go to the field to begin with."""
        rows = list(self.rows.values())
        self._go_to(self.rows.get(first, rows[0]))

    def _go_to(self, row: FieldRow) -> None:
        """Go to a field at once; ``focus`` would go there later than the next key that waits."""
        self.screen.set_focus(row.input)

    def show_faults(self, faults: Sequence[FieldFault]) -> str:
        """Show everything that is wrong at its field, go to the first, and return what is to be said of it."""
        from sonolog.usecases.guarding import identity_spans

        wrong: dict[str, list[str]] = {}
        for one in faults:
            name = one.field if one.field in self.rows else one.field.partition(".")[0]
            wrong.setdefault(name, []).append(one.sentence.removeprefix(f"{one.title}: "))
        for name, row in self.rows.items():
            row.fault(" ".join(wrong.get(name, ())), spans=identity_spans(name, row.typed) if name in wrong else ())
        elsewhere = [" ".join(words) for name, words in wrong.items() if name not in self.rows]
        first = next((row for name, row in self.rows.items() if name in wrong), None)
        if first is not None:
            self._go_to(first)
            self.call_after_refresh(first.scroll_visible, animate=False)
        return " ".join([f"{len(wrong)} to correct; nothing is lost.", *elsewhere])
