"""A filled form in words: each item with its level as the form calls it, and what the levels come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.assessment.marking import mark, result_words
from sonolog.domain.form import AssessmentForm, FormItem
from sonolog.usecases.form_outcomes import CONTRADICTED
from sonolog.usecases.item_level_words import NOT_ASSESSED


@dataclass(frozen=True, slots=True)
class FilledItem:
    """One item of a form and what was said of it."""

    id: str
    text: str
    domain: str
    """Title of its domain; empty where it has none."""
    level: int | None
    words: str
    """The level as the form calls it."""
    critical: bool
    anchor: str
    """What is seen at this level; empty where the form does not say."""


def filled_items(form: AssessmentForm, body: Mapping[str, Any]) -> Iterator[FilledItem]:
    """Yield the items of ``form`` that the stored assessment ``body`` says something of, in the form's order."""
    given = levels_in(body)
    domains = {one.id: one.title for one in form.domains}
    for item in form.items:
        if item.id not in given:
            continue
        level = given[item.id]
        domain, anchor = domains.get(item.domain or "", ""), form.anchor(item, level) if level is not None else ""
        yield FilledItem(item.id, item.text, domain, level, given_words(form, item, level), item.critical, anchor)


def given_words(form: AssessmentForm, item: FormItem, level: int | None) -> str:
    """Return a level of an item as the form calls it."""
    if level is None:
        return NOT_ASSESSED.capitalize()
    named = form.scale_of(item).level(level)
    return f"{level} {named.label}" if named is not None and named.label != str(level) else str(level)


def levels_in(body: Mapping[str, Any]) -> dict[str, int | None]:
    """Return the levels of a stored assessment by item; None: not assessed."""
    return {one["item"]: one.get("level") for one in body.get("item_levels") or ()}


def result_of(form: AssessmentForm, body: Mapping[str, Any]) -> str:
    """Return what an assessment comes to, in a sentence, with what was said otherwise where ``body`` tells it."""
    variant = body.get("variant")
    told = f"Its parts come to {body.get('outcome', 'not-judged')}." if form.pass_rule.parts else ""
    told = told or result_words(form, mark(form, levels_in(body), variant), variant)
    return f"{told} {body.get(CONTRADICTED) or ''}".strip()
