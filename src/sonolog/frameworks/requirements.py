"""Reads one ``[[requirement]]`` with its parts, limits and groups, and checks what it says against itself."""

from __future__ import annotations

from typing import Any

from sonolog.domain.requirement import Requirement
from sonolog.frameworks.consistency import check_steps, check_subject
from sonolog.frameworks.groups import read_each, read_parts
from sonolog.frameworks.measures import read_limit, read_measured
from sonolog.frameworks.needs import read_needs
from sonolog.frameworks.predicates import Subject, read_optional, read_where, records_of, trainee_of
from sonolog.frameworks.reading import Section
from sonolog.frameworks.windows import read_cooldown, read_elapsed, read_kind, read_window

CONFIDENCES = ("published", "secondary", "template")


def read_requirement(section: Section) -> Requirement | None:
    """Return one requirement, or None where it lacks what every requirement has."""
    kind = read_kind(section)
    subject = records_of(kind) if kind else None
    identity = {"id": section.identifier(), "stage": section.identifier("stage")}
    if identity["id"]:
        section.sheet.define("requirement", identity["id"], section.path)
    if identity["stage"]:
        section.sheet.refer(identity["stage"], ("stage",), section.at("stage"))
    values = identity | {"of": kind} | read_measured(section, subject) | _whole(section, subject)
    section.done()
    check_subject(section)
    check_steps(section, values)
    return Requirement(**values) if all(identity.values()) and values["title"] else None


def _whole(section: Section, subject: Subject | None) -> dict[str, Any]:
    """Return what only a requirement has, not its parts."""
    return {
        "title": section.text("title", required=True),
        "eligible": section.flag("eligible", default=True),
        "about": read_where(section, "about", subject),
        "cooldown": read_cooldown(section, subject),
        "within": read_window(section),
        "limits": tuple(limit for table in section.tables_at("limits") if (limit := read_limit(table, subject))),
        "elapsed": read_elapsed(section),
        "parts": read_parts(section, "part", subject),
        "each": read_each(section, subject),
        "needs": read_needs(section, "needs"),
        "when": read_optional(section, "when", trainee_of(section.sheet, judged=True)),
        "waivable": section.flag("waivable", default=True),
        "sign_off": section.choice("sign_off", ("each", "none"), "each"),
        "confidence": section.choice("confidence", CONFIDENCES),
    }
