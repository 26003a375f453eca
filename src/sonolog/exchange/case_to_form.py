"""A foreign CFRubric as the text of an assessment form: criteria are items, their levels a scale.

CASE says what is seen at each level, and neither what the levels come to nor what is passed: such a form is filled in,
and nobody passes or fails by it until somebody writes a rule into its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.domain.problems import Problem
from sonolog.exchange.case_package import one_line
from sonolog.exchange.case_reading import TOO_LARGE, Package, is_too_large, place_in_order
from sonolog.exchange.case_to_framework import Names
from sonolog.frameworks.toml_inline import inline

_LONGEST = 500
_START = """\
# Made of a CASE rubric, which has no place for a rule of passing: write yours under [pass].
"""
Level = tuple[int, str, str]
"""Value, label, and what is seen."""


def form_texts(package: Package, *, file: str) -> list[tuple[str, list[Problem]]]:
    """Return the text of a form for each rubric of the package, and what is not understood in it."""
    names = Names()
    return [_Rubric(package, rubric, names, file).text() for rubric in package.rubrics]


class _Rubric:
    def __init__(self, package: Package, rubric: Mapping[str, Any], names: Names, file: str) -> None:
        self._package = package
        self._rubric = rubric
        self._file = file
        self._identifier = _said(rubric, "identifier")
        self._names = names
        self._scales: dict[tuple[str, tuple[tuple[int, str], ...]], str] = {}
        self.problems: list[Problem] = []

    def text(self) -> tuple[str, list[Problem]]:
        """Return the whole text, and what is not understood."""
        rows = self._rubric.get("CFRubricCriteria") or []
        criteria = self._in_order(rows)
        domains = {name: "" for one in criteria if (name := one_line(_said(one, "category")))}
        ids = Names()
        domains = {name: ids.of(name, "domain") for name in domains}
        items = Names()
        blocks = [block for one in criteria if (block := self._item(one, items, domains))]
        parts = [f"[[domain]]\nid = {inline(name)}\ntitle = {inline(title)}\n" for title, name in domains.items()]
        scales = [_scale(name, kind, levels) for (kind, levels), name in self._scales.items()]
        if not blocks:
            self._tell("This rubric has no criteria with levels, so no form can be made of it.", self._identifier)
        return "\n".join([self._head(), *parts, *scales, *blocks]), self.problems

    def _head(self) -> str:
        package = self._package
        title = one_line(_said(self._rubric, "title")) or package.text("title")
        licence = package.document.get("licenseURI")
        source = {
            "citation": f"{package.text('creator') or 'not stated'}, CASE package {package.text('identifier')}"[
                :_LONGEST
            ],
            "licence": one_line(_said(licence, "title"))[:_LONGEST] or "not stated in the package",
        }
        rows = {
            "form": self._names.of(title, "rubric"),
            "edition": (package.text("version") or _said(self._rubric, "lastChangeDateTime")[:10])[:40] or "1",
            "title": title[:_LONGEST],
            "note": f"{one_line(_said(self._rubric, 'description'))[:4_000]} CASE rubric {self._identifier}.".strip(),
        }
        lines = "".join(f"{key} = {inline(value)}\n" for key, value in rows.items())
        return f'{_START}\n{lines}source = {inline(source)}\n\n[pass]\nrule = "none"\n'

    def _item(self, one: Mapping[str, Any], names: Names, domains: Mapping[str, str]) -> str:
        identifier, words = _said(one, "identifier"), one_line(_said(one, "description"))
        if one.get("weight") not in (None, 1, 1.0):
            self._tell("There is no place for a weight: levels are never weighed.", identifier)
        if isinstance(one.get("CFItemURI"), dict):
            self._tell("There is no place for the link to a CFItem.", identifier)
        kind, levels = self._levels(one)
        if not levels or not words:
            self._tell("This criterion is left out: it has no description or no two levels.", identifier)
            return ""
        labels = tuple((value, label) for value, label, _ in levels)
        scale = self._scales.setdefault((kind, labels), f"scale-{len(self._scales) + 1}")
        anchors = {str(value): seen for value, _, seen in levels if seen}
        rows: dict[str, object] = {
            "id": names.of(words, "item"),
            "text": words[:_LONGEST],
            "domain": domains.get(one_line(_said(one, "category")), ""),
            "scale": scale,
            "anchors": anchors,
            "note": f"CASE criterion {identifier}." if identifier else "",
        }
        return "[[item]]\n" + "".join(f"{key} = {inline(value)}\n" for key, value in rows.items() if value)

    def _levels(self, one: Mapping[str, Any]) -> tuple[str, list[Level]]:
        """Return whether levels are points, and the levels; without whole scores each, they only have an order."""
        found = one.get("CFRubricCriterionLevels") or []
        rows = self._in_order(found)
        if len(rows) < 2:
            return "", []
        for row in rows:
            if _said(row, "feedback"):
                self._tell("There is no place for feedback.", _said(row, "identifier"))
        scores = [row.get("score") for row in rows]
        whole = [int(one) for one in scores if isinstance(one, int | float) and one == int(one)]
        points = len(whole) == len(rows) == len(set(whole)) and min(whole) >= 0
        if not points and any(one is not None for one in scores):
            self._tell(
                "Its scores are not whole or not different, so its levels only have an order.", _said(one, "identifier")
            )
        values = whole if points else list(range(1, len(rows) + 1))
        words = [(one_line(_said(row, "quality")), one_line(_said(row, "description"))[:_LONGEST]) for row in rows]
        levels = [
            (value, (label or seen or str(value))[:80], seen)
            for value, (label, seen) in zip(values, words, strict=True)
        ]
        return ("points" if points else "ordinal"), sorted(levels)

    def _in_order(self, rows: Any) -> list[dict[str, Any]]:
        found = [row for row in rows if isinstance(row, dict)]
        for row in found:
            if is_too_large(row.get("position")):
                self._tell(f"This position {TOO_LARGE}.", _said(row, "identifier"))
        return sorted(found, key=lambda row: place_in_order(row.get("position")))

    def _tell(self, message: str, identifier: str) -> None:
        self.problems.append(Problem(message, "case", file=self._file, where=identifier, severity="warning"))


def _scale(name: str, kind: str, levels: tuple[tuple[int, str], ...]) -> str:
    rows = "".join(f"    {inline({'value': value, 'label': label})},\n" for value, label in levels)
    return f"[[scale]]\nid = {inline(name)}\nkind = {inline(kind)}\nlevels = [\n{rows}]\n"


def _said(row: object, name: str) -> str:
    value = row.get(name) if isinstance(row, Mapping) else None
    return value if isinstance(value, str) else ""
