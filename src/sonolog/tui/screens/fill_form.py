"""Fill in an assessment form by keys: a digit a level, with anchors, critical items and what it comes to so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell, paragraphs
from sonolog.tui.widgets.line_list import LineList
from sonolog.tui.widgets.lines import TitleLine

if TYPE_CHECKING:
    from sonolog.domain.form import AssessmentForm, FormItem, FormLevel, FormPart

_CRITICAL, _LEVEL = 9, 24
_MOST_LINES = 6
"""Levels that are told one a line; more stand in a row."""


class FillForm(ListingScreen["FormItem"]):
    """The items of a form; each level that is given is handed to the page of the record, which keeps it."""

    HEADING: ClassVar[str] = "Fill in a form"
    KEYS = ("fill-form", "everywhere")
    BINDINGS = bindings("fill-form")
    HELP: ClassVar[str] = (
        "Each item gets a level by its digit. What the form comes to stands above, and is saved with the record."
    )

    def __init__(self, form: AssessmentForm, typed: dict[str, str], put: Callable[[dict[str, str]], None]) -> None:
        """Begin with the fields ``typed`` on the page of the record; ``put`` puts others into it."""
        from sonolog.usecases.fill_form_fields import levels_typed

        super().__init__()
        self._form = form
        self._levels = levels_typed(form, typed.get("item_levels", ""))
        self._parts = {name: typed.get(name, "") for name in ("variant", "group")}
        self._put = put
        self._typing = ""
        """Item that is being given a level of two digits."""

    async def load(self) -> Sequence[FormItem]:
        """Return the items; the form is here already."""
        self.query_one(TitleLine).rename(self._form.title)
        return self._form.items

    def over(self) -> str:
        """Say what the form comes to so far, and for which variant and group."""
        from sonolog.assessment.marking import mark, result_words

        variant = self._parts["variant"] or None
        told = result_words(self._form, mark(self._form, self._levels, variant), variant)
        chosen = [self._chosen("variant", self._form.variants, "v"), self._chosen("group", self._form.groups, "g")]
        return "\n".join(line for line in (" · ".join(part for part in chosen if part), told) if line)

    def row(self, one: FormItem, width: int) -> Content:
        """Return what is judged, whether it is critical, and its level."""
        text = cell(one.text, width - _CRITICAL - _LEVEL - 2)
        critical = cell("critical" if one.critical else "", _CRITICAL)
        return text + Content(" ") + critical + Content(" ") + cell(self._given(one), _LEVEL)

    def about(self, one: FormItem) -> str:
        """Return the whole text of the item, what it needs, and its levels with what is seen at each."""
        form, scale = self._form, self._form.scale_of(one)
        domain = next((part.title for part in form.domains if part.id == one.domain), "")
        needs = "" if one.at_least is None else f"(needs {one.at_least})"
        head = " ".join(part for part in (f"{domain}:" if domain else "", one.text, needs) if part)
        if len(scale.levels) > _MOST_LINES:
            values = " · ".join(str(level.value) for level in scale.levels)
            return "\n".join((head, values, " · ".join(self._seen_at(one, scale.levels))))
        return "\n".join((head, *self._seen_at(one, scale.levels, all_of_them=True)))

    def _seen_at(self, item: FormItem, levels: Sequence[FormLevel], *, all_of_them: bool = False) -> Iterator[str]:
        for level in levels:
            anchor = self._form.anchor(item, level.value)
            label = "" if level.label == str(level.value) else f" {level.label}"
            if anchor or all_of_them:
                yield f"{level.value}{label}: {anchor}" if anchor else f"{level.value}{label}"

    def action_give(self, digit: int) -> None:
        """Give the level of this digit, or the level whose next digit it is."""
        item = self.chosen
        if item is None:
            return
        scale = self._form.scale_of(item)
        before = self._levels.get(item.id)
        longer = int(f"{before}{digit}") if self._typing == item.id and before is not None else None
        level = longer if longer is not None and scale.level(longer) is not None else digit
        if scale.level(level) is None:
            self.say(f"There is no level {level} here.")
            return
        self._levels[item.id] = level
        is_open = any(str(one.value).startswith(str(level)) and one.value > level for one in scale.levels)
        self._typing = item.id if is_open and level else ""
        self._changed(onward=not self._typing)

    def action_step(self, by: int) -> None:
        """Give the level above or below."""
        item = self.chosen
        if item is None:
            return
        values = [one.value for one in self._form.scale_of(item).levels]
        given = self._levels.get(item.id)
        at = values.index(given) + by if given in values else (0 if by > 0 else len(values) - 1)
        self._levels[item.id] = values[min(max(at, 0), len(values) - 1)]
        self._changed()

    def action_leave_out(self) -> None:
        """Say that the item was not assessed."""
        item = self.chosen
        if item is None:
            return
        if not item.allow_not_assessed:
            self.say("On this form the item is always assessed.")
            return
        self._levels[item.id] = None
        self._changed(onward=True)

    def action_clear(self) -> None:
        """Take the level back."""
        item = self.chosen
        if item is not None:
            self._levels.pop(item.id, None)
            self._changed()

    def action_next_item(self) -> None:
        """Go to the next item without a level; with none left, go back to the record."""
        at = self.query_one(LineList).cursor
        order = [*range(at + 1, len(self.rows)), *range(at)]
        following = next((one for one in order if self.rows[one].id not in self._levels), None)
        if following is not None:
            self.query_one(LineList).cursor = following
        elif len(self._levels) == len(self.rows):
            self.action_leave()

    def action_next_variant(self) -> None:
        """Take the next variant."""
        self._next_part("variant", self._form.variants)

    def action_next_group(self) -> None:
        """Take the next group."""
        self._next_part("group", self._form.groups)

    def action_leave(self) -> None:
        """Go back to the record, where all of it stands already."""
        self.dismiss(None)

    def _next_part(self, name: str, parts: Sequence[FormPart]) -> None:
        if not parts:
            self.say(f"This form has no {name}s.")
            return
        ids = ["", *(one.id for one in parts)]
        at = ids.index(self._parts[name]) if self._parts[name] in ids else 0
        self._parts[name] = ids[(at + 1) % len(ids)]
        self._changed()

    def _chosen(self, name: str, parts: Sequence[FormPart], key: str) -> str:
        if not parts:
            return ""
        title = next((one.title for one in parts if one.id == self._parts[name]), "not said")
        return f"{name.capitalize()} ({key}): {title}"

    def _given(self, item: FormItem) -> str:
        from sonolog.usecases.filled_form import given_words

        return given_words(self._form, item, self._levels[item.id]) if item.id in self._levels else "–"

    def _changed(self, *, onward: bool = False) -> None:
        """Hand over what is filled in, show what it comes to, and go on to the item below.

        A key is handed over at once, since the page of the record keeps what stands in it: a killed app loses no more
        of a form than of anything else that is typed.
        """
        from sonolog.usecases.fill_form_fields import typed_levels

        parts = {"variant": self._form.variants, "group": self._form.groups}
        chosen = {name: self._parts[name] for name, known in parts.items() if known}
        self._put({**chosen, "item_levels": typed_levels(self._form, self._levels)})
        self.query_one("#over", Static).update(paragraphs(self.over()))
        listed = self.query_one(LineList)
        if onward and listed.cursor + 1 < len(self.rows):
            listed.cursor += 1
        listed.refresh()
        self.say("")

    def on_line_list_moved(self) -> None:
        """Tell of the item under the cursor; a level that is being typed is finished elsewhere."""
        item = self.chosen
        if item is None or item.id != self._typing:
            self._typing = ""
        super().on_line_list_moved()
