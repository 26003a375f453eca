"""A framework as a CASE package: stages, requirements, their parts and competency lines as a tree of CFItems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sonolog.domain.framework import Framework, SheetLine, Stage
from sonolog.domain.requirement import Needs, Part, Requirement
from sonolog.exchange.case_package import (
    CHILD_OF,
    PRECEDES,
    RELATED,
    Building,
    Node,
    Written,
    document,
    one_line,
    uri_of,
    whole_text,
)

KIND = "framework"
_TREE = {"id", "title", "note", "stage", "parts"}
_ELSEWHERE = ("counting", "regions", "eligible", "terms", "events", "facts", "recognitions", "vocabulary")
"""Sections of a framework that are about no single item."""


def framework_package(framework: Framework, text: str, stamp: str) -> Written:
    """Return the CASE package of a framework whose own text is ``text``, and what it carries in extensions alone."""
    building = Building(_name(framework), stamp)
    root = Node(building.identifier("document", framework.note), one_line(framework.title))
    nodes = {one.id: _stage(building, one) for one in framework.stages}
    nodes |= {one.id: _requirement(building, one) for one in framework.requirements}
    for number, stage in enumerate(framework.stages_in_order(), start=1):
        building.associate(nodes[stage.id], CHILD_OF, root, number)
        children = [nodes[one.id] for one in framework.requirements_of(stage.id)]
        children += [_line(building, one) for one in framework.lines if one.stage == stage.id]
        for place, child in enumerate(children, start=1):
            building.associate(child, CHILD_OF, nodes[stage.id], place)
    _dependencies(building, framework, nodes)
    source = framework.source
    head = document(
        building,
        root,
        creator=source.body,
        said=whole_text(KIND, text),
        officialSourceURL=source.url or "",
        description=framework.note,
        version=framework.edition,
        language="en",
        notes=f"{source.document}. Figures: {source.confidence}.",
    )
    package = {"CFDocument": head, "CFItems": building.items, "CFAssociations": building.associations}
    return Written(package, tuple(_lost(framework)))


def item_uri(framework: Framework, place: str, note: str = "") -> str:
    """Return the URI that the item called ``place`` (as “stage level-1”) has in every package of the edition."""
    return uri_of(Building(_name(framework), "").identifier(place, note))


def _name(framework: Framework) -> str:
    return f"framework {framework.framework}@{framework.edition}"


def _stage(building: Building, one: Stage) -> Node:
    return building.item(f"stage {one.id}", "Stage", one.title, one.note, _said(one))


def _line(building: Building, one: SheetLine) -> Node:
    return building.item(f"line {one.id}", "Competency line", one.title, one.note, _said(one))


def _requirement(building: Building, one: Requirement) -> Node:
    node = building.item(f"requirement {one.id}", "Requirement", one.title or one.id, one.note, _said(one))
    for number, part in enumerate(one.parts, start=1):
        building.associate(_part(building, one, part), CHILD_OF, node, number)
    return node


def _part(building: Building, of: Requirement, one: Part) -> Node:
    return building.item(f"part {of.id}/{one.id}", "Part", one.title or one.id, one.note, _said(one))


def _said(one: Stage | SheetLine | Requirement | Part) -> dict[str, Any]:
    """Return everything that has no field in CASE."""
    said: dict[str, Any] = one.model_dump(mode="json", exclude_defaults=True, exclude=_TREE)
    return said


def _dependencies(building: Building, framework: Framework, nodes: dict[str, Node]) -> None:
    """Associate what must be met before something else, and what a requirement is put together from."""
    for one in framework.stages:
        for before in dict.fromkeys(_named(one.requires)):
            if before in nodes:
                building.associate(nodes[before], PRECEDES, nodes[one.id])
    for requirement in framework.requirements:
        for other in dict.fromkeys(_named(requirement.needs)):
            if other in nodes:
                building.associate(nodes[requirement.id], RELATED, nodes[other])


def _named(needs: Needs | None) -> Iterator[str]:
    for one in needs.of if needs is not None else ():
        if isinstance(one, str):
            yield one
        else:
            yield from _named(one)


def _lost(framework: Framework) -> Iterator[str]:
    """Yield in sentences what other programs will not find in fields of their own."""
    for kind, items in (
        ("stage", framework.stages),
        ("requirement", framework.requirements),
        ("line", framework.lines),
    ):
        for one in items:
            if said := _said(one):
                yield f"{kind} {one.id}: {', '.join(sorted(said))}"
            for part in getattr(one, "parts", ()):
                if more := _said(part):
                    yield f"part {one.id}/{part.id}: {', '.join(sorted(more))}"
    for name in _ELSEWHERE:
        if name in framework.model_fields_set and (value := getattr(framework, name)):
            count = f" ({len(value)})" if isinstance(value, tuple) else ""
            yield f"the whole framework: {name}{count}"
