"""A form and the fields in which a record keeps what was filled in on it, for a page that fills it in by keys."""

from __future__ import annotations

from collections.abc import Mapping

from sonolog.domain.form import AssessmentForm
from sonolog.store.lookups import body_of, head_of
from sonolog.usecases.errors import Faulty
from sonolog.usecases.forms import find_form
from sonolog.usecases.item_level_words import read_item_levels, write_item_levels
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.pinned_forms import forms_of


def form_to_fill(logbook: Logbook, name: str, edition: str = "", *, record: str = "") -> AssessmentForm:
    """Return the form called ``name``: the one that the assessment ``record`` was made on, else one known here.

    Raises:
        UnknownForm: there is none; names the nearest.
    """
    with logbook.reading() as connection:
        head = head_of(connection, record) if record else None
        kept = forms_of(connection, [body_of(connection, head.digest)]) if head is not None else {}
    for form in kept.values():
        if form.form == name and edition in ("", form.edition):
            return form
    return find_form(f"{name}@{edition}" if edition else name, logbook.home).form


def levels_typed(form: AssessmentForm, text: str) -> dict[str, int | None]:
    """Return the levels that ``text`` gives to items of the form; what is not understood is left out."""
    found: dict[str, int | None] = {}
    for part in text.split(";"):
        try:
            read = read_item_levels(part)
        except Faulty:
            continue
        for one in read:
            item = form.item(one["item"])
            level = one.get("level")
            if item is not None and (level is None or form.scale_of(item).level(level) is not None):
                found[item.id] = level
    return found


def typed_levels(form: AssessmentForm, levels: Mapping[str, int | None]) -> str:
    """Return levels as text that is read back as the same, in the form's order."""
    return write_item_levels({"item": one.id, "level": levels[one.id]} for one in form.items if one.id in levels)


def nameable_forms(logbook: Logbook) -> tuple[str, ...]:
    """Return the forms an assessment can be made on here."""
    from sonolog.usecases.forms import list_forms

    return tuple(dict.fromkeys(one.name for one in list_forms(logbook.home)))
