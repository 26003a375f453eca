"""An assessment form as a CASE package with one CFRubric: items are criteria, levels are their levels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sonolog.domain.form import AssessmentForm, FormItem
from sonolog.exchange.case_package import EXTENSION, Building, Node, Written, document, one_line, whole_text

KIND = "form"
_IN_FIELDS = {"form", "edition", "title", "source", "note", "scales", "items", "domains"}


def form_package(form: AssessmentForm, text: str, stamp: str) -> Written:
    """Return the CASE package of a form whose own text is ``text``, and what it carries in extensions alone."""
    building = Building(f"form {form.form}@{form.edition}", stamp)
    root = Node(building.identifier("document"), one_line(form.title))
    rubric = building.identifier("rubric", form.note)
    rule = form.model_dump(mode="json", exclude_defaults=True, exclude=_IN_FIELDS, by_alias=True)
    note = {"description": form.note} if form.note else {}
    rubrics = [
        {
            **building.facts(rubric),
            "title": one_line(form.title),
            **note,
            "CFRubricCriteria": [_criterion(building, form, rubric, at, one) for at, one in enumerate(form.items, 1)],
            "extensions": {EXTENSION: rule},
        }
    ]
    head = document(
        building,
        root,
        creator=form.source.citation,
        said=whole_text(KIND, text),
        officialSourceURL=form.source.url or "",
        version=form.edition,
        language="en",
        notes=f"Licence: {form.source.licence}",
    )
    return Written({"CFDocument": head, "CFRubrics": rubrics}, tuple(_lost(form, rule)))


def _criterion(building: Building, form: AssessmentForm, rubric: str, position: int, one: FormItem) -> dict[str, Any]:
    identifier = building.identifier(f"item {one.id}", one.note)
    domain = next((part.title for part in form.domains if part.id == one.domain), "")
    category = {"category": one_line(domain)} if domain else {}
    said = _said(one)
    return {
        **building.facts(identifier),
        **category,
        "description": one.text,
        "position": position,
        "rubricId": rubric,
        "CFRubricCriterionLevels": list(_levels(building, form, one, identifier)),
        "extensions": {EXTENSION: {"id": one.id, **said}},
    }


def _levels(building: Building, form: AssessmentForm, one: FormItem, criterion: str) -> Iterator[dict[str, Any]]:
    """Yield the levels of an item; only points are told as a score, since others may not be added."""
    scale = form.scale_of(one)
    for position, level in enumerate(scale.levels, start=1):
        seen = form.anchor(one, level.value)
        yield {
            **building.facts(building.identifier(f"item {one.id} level {level.value}")),
            "quality": one_line(level.label),
            **({"description": seen} if seen else {}),
            **({"score": level.value} if scale.kind == "points" else {}),
            "position": position,
            "rubricCriterionId": criterion,
            "extensions": [{EXTENSION: {"value": level.value}}],
        }


def _said(one: FormItem) -> dict[str, Any]:
    said: dict[str, Any] = one.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "text", "domain", "anchors", "scale"}
    )
    return said


def _lost(form: AssessmentForm, rule: dict[str, Any]) -> Iterator[str]:
    if rule:
        yield f"the whole form: {', '.join(sorted(rule))}"
    for scale in form.scales:
        if scale.kind == "ordinal":
            yield f"scale {scale.id}: that its levels have an order and may not be added"
    for one in form.items:
        if said := _said(one):
            yield f"item {one.id}: {', '.join(sorted(said))}"
