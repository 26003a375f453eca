"""Reads an assessment form from TOML, or tells every fault at once with its line, place and nearest name."""

from __future__ import annotations

from typing import Any, get_args

from sonolog.assessment.consistency import check_form
from sonolog.assessment.sections import read_domain, read_group, read_item, read_scale, read_variant
from sonolog.domain.form import AGGREGATES, PASS_KINDS, AssessmentForm, Cut, EvidenceRule, FormSource, PassRule
from sonolog.domain.form import PortfolioPart as Part
from sonolog.domain.problems import Problem
from sonolog.domain.value import Outcome
from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.bounds import read_duration
from sonolog.frameworks.placing import placed
from sonolog.frameworks.reading import Section
from sonolog.frameworks.references import check_references
from sonolog.frameworks.sections import read_all
from sonolog.frameworks.sheet import NOTE_LIMIT, Sheet, suggest
from sonolog.frameworks.toml_text import TomlFault, parse_toml

ITEM_LIMIT = 300
"""Items of one form; the longest published checklist has about sixty."""
PURPOSES = ("formative", "summative")
PER = ("form", "group", "variant", "region")
_OUTCOMES: tuple[str, ...] = get_args(Outcome)


def read_form(text: str, *, file: str) -> tuple[AssessmentForm | None, tuple[Problem, ...]]:
    """Return the form written in ``text``, and what is wrong with it, in the order of the lines.

    With any error the form is None; warnings alone do not keep it back.  ``file`` is only shown.
    """
    try:
        document = parse_toml(text)
    except TomlFault as fault:
        return None, (Problem(fault.message, fault.code, file=file, line=fault.line),)
    items = document.get("item")
    if isinstance(items, list) and len(items) > ITEM_LIMIT:
        return None, (Problem(f"A form has at most {ITEM_LIMIT} items.", "too-large", file=file),)
    sheet = Sheet(Vocabulary(()))
    form = _read(sheet, document)
    problems = placed(sheet, text, document, file)
    failed = form is None or any(problem.severity == "error" for problem in problems)
    return None if failed else form, problems


def _read(sheet: Sheet, document: dict[str, Any]) -> AssessmentForm | None:
    head = Section(sheet, (), document)
    values: dict[str, Any] = {
        "form": head.identifier("form"),
        "edition": head.text("edition", required=True, limit=40),
        "title": head.text("title", required=True),
        "source": _source(head),
        "purpose": head.choice("purpose", PURPOSES, "formative"),
        "note": head.text("note", limit=NOTE_LIMIT),
        "aggregate": head.choice("aggregate", AGGREGATES, "none"),
        "overall": head.text("overall") or None,
        "entrustment": head.flag("entrustment", default=False),
    }
    if values["overall"]:
        sheet.refer(values["overall"], ("item",), head.at("overall"))
    values["variant"] = read_all(head, "variant", read_variant)
    values["group"] = read_all(head, "group", read_group)
    values["domain"] = read_all(head, "domain", read_domain)
    values["scale"] = read_all(head, "scale", read_scale)
    values["item"] = read_all(head, "item", read_item)
    values["pass"] = _pass(head)
    values["evidence"] = _evidence(head)
    head.done()
    check_references(sheet)
    if values["source"] is None or values["pass"] is None:
        return None
    form = AssessmentForm(**values)
    check_form(sheet, form)
    return form


def _source(head: Section) -> FormSource | None:
    table = head.table_at("source", required=True)
    if table is None:
        return None
    source = FormSource(
        citation=table.text("citation", required=True),
        url=table.text("url") or None,
        year=table.whole("year", least=1900),
        licence=table.text("licence", required=True),
    )
    table.done()
    return source


def _pass(head: Section) -> PassRule | None:
    table = head.table_at("pass", required=True)
    if table is None:
        return None
    rule = PassRule(
        rule=table.choice("rule", PASS_KINDS, "none", required=True),
        at_least=table.number("at_least"),
        words=table.choice("words", ("passed", "satisfactory"), "passed"),
        cuts=read_all(table, "cuts", _cut),
        parts=read_all(table, "parts", _portfolio_part),
    )
    table.done()
    return rule


def _cut(table: Section) -> Cut | None:
    variant, number = table.text("variant", required=True), table.number("at_least", required=True)
    if variant:
        table.sheet.refer(variant, ("variant",), table.at("variant"))
    table.done()
    return Cut(variant=variant, at_least=number) if variant and number is not None else None


def _portfolio_part(table: Section) -> Part:
    outcomes = table.texts("outcome")
    for index, word in enumerate(outcomes):
        if word not in _OUTCOMES:
            hint = suggest(word, _OUTCOMES, otherwise=f"One of: {', '.join(_OUTCOMES)}.")
            path = (*table.at("outcome"), index)
            table.sheet.fault(path, f"“{word}” is no outcome.", code="unknown-value", hint=hint)
    number = table.whole("at_least", 1, least=1) or 1
    form, purpose = table.identifier("form"), table.choice("purpose", PURPOSES)
    table.done()
    part = Part(form=form, at_least=number, purpose=purpose)
    return part.model_copy(update={"outcome": outcomes}) if outcomes else part


def _evidence(head: Section) -> EvidenceRule:
    table = head.table_at("evidence")
    if table is None:
        return EvidenceRule()
    rule = EvidenceRule(
        forms=table.whole("forms", 0) or 0,
        assessors=table.whole("assessors", 0) or 0,
        per=table.choice("per", PER, "form"),
        counts=table.choice("counts", ("all", "passed"), "all"),
        occasions=table.whole("occasions", 0) or 0,
        apart=read_duration(table, "apart"),
        spread=read_duration(table, "spread"),
        release=table.whole("release", 0) or 0,
    )
    table.done()
    return rule
