"""Reads a framework from TOML, or tells every fault at once with its line, place and nearest name."""

from __future__ import annotations

from functools import partial
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.domain.problems import Problem
from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.placing import placed
from sonolog.frameworks.reading import Section
from sonolog.frameworks.references import check_cycles, check_lines, check_references, check_shared_ids
from sonolog.frameworks.requirements import read_requirement
from sonolog.frameworks.sections import (
    fact_field,
    prepare,
    read_all,
    read_counting,
    read_eligible,
    read_event,
    read_fact,
    read_line,
    read_own_term,
    read_recognition,
    read_regions,
    read_source,
    read_stage,
    read_term,
)
from sonolog.frameworks.sheet import NOTE_LIMIT, Sheet
from sonolog.frameworks.toml_text import TomlFault, parse_toml

REQUIREMENT_LIMIT = 2_000
"""Requirements of one framework; the longest published one has about two hundred."""


def read_framework(text: str, *, file: str, vocabulary: Vocabulary) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Return the framework written in ``text``, and what is wrong with it, in the order of the lines.

    With any error the framework is None; warnings alone do not keep it back.  ``file`` is only shown.
    """
    try:
        document = parse_toml(text)
    except TomlFault as fault:
        return None, (Problem(fault.message, fault.code, file=file, line=fault.line),)
    if _rows(document, "requirement") > REQUIREMENT_LIMIT:
        message = f"A framework has at most {REQUIREMENT_LIMIT} requirements."
        return None, (Problem(message, "too-large", file=file),)
    sheet = Sheet(vocabulary)
    framework = _read(sheet, document)
    problems = placed(sheet, text, document, file)
    failed = framework is None or any(problem.severity == "error" for problem in problems)
    return None if failed else framework, problems


def _read(sheet: Sheet, document: dict[str, Any]) -> Framework | None:
    head = Section(sheet, (), document)
    prepare(sheet, head)
    values = _head(head)
    own = partial(read_own_term, prefix=values["framework"])
    values["vocabulary"] = read_all(head, "vocabulary", own)
    values["facts"] = read_all(head, "fact", read_fact)
    sheet.facts.update({fact.id: fact_field(fact) for fact in values["facts"]})
    values["regions"] = read_regions(head)
    values["eligible"] = read_eligible(head)
    values["terms"] = read_all(head, "term", read_term)
    values["stages"] = read_all(head, "stage", read_stage)
    values["lines"] = read_all(head, "line", read_line)
    values["events"] = read_all(head, "event", read_event)
    values["recognitions"] = read_all(head, "recognition", read_recognition)
    values["requirements"] = read_all(head, "requirement", read_requirement)
    head.done()
    check_references(sheet)
    check_shared_ids(sheet)
    framework = Framework(**values) if values["source"] is not None else None
    if framework is not None:
        check_lines(sheet, framework)
        check_cycles(sheet, framework)
    return framework


def _head(head: Section) -> dict[str, Any]:
    return {
        "framework": head.identifier("framework"),
        "edition": head.text("edition", required=True, limit=40),
        "title": head.text("title", required=True),
        "note": head.text("note", limit=NOTE_LIMIT),
        "source": read_source(head),
        "counting": read_counting(head),
    }


def _rows(document: dict[str, Any], key: str) -> int:
    rows = document.get(key)
    return len(rows) if isinstance(rows, list) else 0
