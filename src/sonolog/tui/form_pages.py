"""Pages about an assessment form: what it judges, what it asks for, and what all that was said on it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sonolog.domain.text import counted
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.domain.form import AssessmentForm, FormItem
    from sonolog.usecases.form_results import FormResults
    from sonolog.usecases.logbook import Logbook

_MOST_LEVELS = 11
"""Levels of a scale that are named one by one."""


def form_entries(name: str, logbook: Logbook) -> Iterator[Entry]:
    """Yield where a form comes from, how it is passed, its scales, and domain by domain its items."""
    from sonolog.usecases.form_words import evidence_words, pass_words
    from sonolog.usecases.forms import find_form

    found = find_form(name, logbook.home)
    form, source = found.form, found.form.source
    yield Entry("Form", f"{form.form}, edition {form.edition}, {form.purpose}")
    yield Entry("Source", " ".join(part for part in (source.citation, source.url or "") if part))
    yield Entry("Licence", source.licence)
    if form.note:
        yield Entry("Note", form.note)
    yield Entry("Passed", pass_words(form))
    if told := evidence_words(form):
        yield Entry("Evidence", told)
    for title, parts in (("Variants", form.variants), ("Groups", form.groups)):
        if parts:
            yield Entry(title, ", ".join(one.title for one in parts))
    yield from _scale_entries(form)
    yield from _item_entries(form)


def _scale_entries(form: AssessmentForm) -> Iterator[Entry]:
    for scale in form.scales:
        yield Entry("")
        yield Entry(f"Scale: {scale.title or scale.id} ({_KINDS[scale.kind]})")
        if len(scale.levels) > _MOST_LEVELS:
            yield Entry(f"{scale.lowest} to {scale.highest}", "one level each")
            continue
        for one in scale.levels:
            label = "" if one.label == str(one.value) else one.label
            yield Entry(str(one.value), ": ".join(part for part in (label, one.anchor) if part) or "as it stands")


_KINDS = {"points": "points, which may be added", "ordinal": "in order, never added"}


def _item_entries(form: AssessmentForm) -> Iterator[Entry]:
    titles = {one.id: one.title for one in form.domains}
    domain: str | None = ""
    for at, item in enumerate(form.items):
        if not at or item.domain != domain:
            domain = item.domain
            yield Entry("")
            yield Entry(titles.get(domain or "", "Items"))
        yield Entry(item.text, _item_words(form, item))
        for one in item.anchors:
            yield Entry(f"  {one.value}", one.text)


def _item_words(form: AssessmentForm, item: FormItem) -> str:
    scale = form.scale_of(item)
    parts = [scale.title or scale.id if len(form.scales) > 1 else f"{scale.lowest} to {scale.highest}"]
    parts += ["critical"] if item.critical else []
    parts += [f"needs {item.at_least}"] if item.at_least is not None else []
    parts += ["judges the whole"] if item.id == form.overall else []
    parts += ["may be left out"] if item.allow_not_assessed else []
    return ". ".join(part for part in (", ".join(parts), item.note) if part)


def result_entries(name: str, trainee: str, logbook: Logbook) -> Iterator[Entry]:
    """Yield how far the signed assessments on a form make evidence, and what may be shown of their answers."""
    from sonolog.usecases.form_results import form_results

    found = form_results(logbook, name, trainee=trainee)
    count = counted(found.signed, "signed assessment")
    yield Entry("So far", f"{count} on it; others are no evidence yet.")
    if found.blank:
        yield Entry("Blank", f"{found.blank} signed with nothing filled in: no evidence.")
    if not found.needs:
        yield Entry("Evidence", "The form does not say how many make evidence.")
    for one in found.needs:
        yield Entry(one.what[:1].upper() + one.what[1:], f"{one.have} of {one.need}{', enough' if one.met else ''}")
    yield from _answer_entries(found)


def _answer_entries(found: FormResults) -> Iterator[Entry]:
    from sonolog.usecases.form_results import answer_words, group_words

    for group in found.groups:
        yield Entry("")
        yield Entry(group_words(found, group))
        if not group.is_released:
            told = f"until {group.form.evidence.release} people have answered; {group.assessors} have."
            yield Entry("Held back", told)
        for item in group.form.items if group.is_released else ():
            yield Entry(item.text, answer_words(group, item.id))
