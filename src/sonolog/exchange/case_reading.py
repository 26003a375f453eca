"""Reading a CASE package of any program: documents, the tree of items, rubrics, and what is not understood.

Nothing is trusted: what has another type than the specification says is a fault with its identifier, and what this
program has no place for is told, with its identifier too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sonolog.domain.problems import Problem
from sonolog.exchange.case_package import CHILD_OF, EXTENSION, PRECEDES, one_line

MOST_BYTES = 20_000_000
"""Bytes of a package; the largest published state standards have a few million."""
MOST_ITEMS = 20_000
_LARGEST = 2**53
TOO_LARGE = f"is beyond {_LARGEST:,}, and what it numbers comes last"
_USED = {
    "CFPackage": {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics", "extensions"},
    "CFDocument": {
        *("identifier", "uri", "lastChangeDateTime", "caseVersion", "creator", "title", "version", "description"),
        *("officialSourceURL", "notes", "language", "extensions", "CFPackageURI"),
    },
    "CFItem": {
        *("identifier", "uri", "lastChangeDateTime", "fullStatement", "humanCodingScheme", "abbreviatedStatement"),
        *("notes", "listEnumeration", "CFDocumentURI", "language", "extensions"),
    },
}


@dataclass
class Item:
    """One CFItem with its children, in order."""

    identifier: str
    statement: str
    code: str = ""
    short: str = ""
    notes: str = ""
    order: str = ""
    children: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    """Items that precede it."""

    @property
    def leaves(self) -> Iterator[Item]:
        """Yield the items below it that have none below them."""
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if not one.children:
                yield one
            waiting += reversed(one.children)


@dataclass
class Package:
    """What a package says, as far as it is understood."""

    document: Mapping[str, Any]
    roots: list[Item]
    """Items at the top, each with what is below it."""
    rubrics: Sequence[Mapping[str, Any]]
    raw: Mapping[str, Any]
    problems: list[Problem]

    def text(self, name: str) -> str:
        """Return a text of the document, on one line; empty if there is none."""
        return one_line(_text(self.document, name))


def read_package(content: bytes, *, file: str) -> tuple[Package | None, list[Problem]]:
    """Return the package in ``content``, and every fault and everything that is not understood in it."""
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, [Problem("The file is no UTF-8 text.", "not-json", file=file)]
    except json.JSONDecodeError as fault:
        return None, [Problem(f"The file is no JSON: {fault.msg}.", "not-json", file=file, line=fault.lineno)]
    except (ValueError, RecursionError):
        return None, [Problem("The file is no JSON that can be read.", "not-json", file=file)]
    if not _is_text(raw):
        return None, [Problem("The file holds half a character, or a number without end.", "not-json", file=file)]
    head = raw.get("CFDocument") if isinstance(raw, dict) else None
    if not isinstance(head, dict) or not _text(head, "title"):
        message = "This is no CASE package: it has no CFDocument with a title."
        return None, [Problem(message, "not-case", file=file)]
    reading = _Reading(raw, file)
    return reading.package(), reading.problems


class _Reading:
    """A package that is being gone through."""

    def __init__(self, raw: Mapping[str, Any], file: str) -> None:
        self._raw = raw
        self._file = file
        self._items: dict[str, Item] = {}
        self.problems: list[Problem] = []

    def package(self) -> Package | None:
        """Return the package, or None where it cannot be used at all."""
        head = self._raw["CFDocument"]
        self._leftover("CFPackage", self._raw, "")
        self._leftover("CFDocument", head, _text(head, "identifier"))
        self._leftover_definitions()
        rows = self._list(self._raw, "CFItems")
        if len(rows) > MOST_ITEMS:
            self._tell("error", f"It has more than {MOST_ITEMS:,} items.", "")
            return None
        for row in rows:
            self._item(row)
        roots = self._tree(_text(head, "identifier"))
        rubrics = [row for row in self._list(self._raw, "CFRubrics") if isinstance(row, dict)]
        return Package(head, roots, rubrics, self._raw, self.problems)

    def _item(self, row: object) -> None:
        identifier = _text(row, "identifier") if isinstance(row, dict) else ""
        if not isinstance(row, dict) or not identifier or not _text(row, "fullStatement"):
            self._tell("error", "A CFItem needs an identifier and a fullStatement.", identifier)
        elif identifier in self._items:
            self._tell("error", "There are two CFItems of this identifier.", identifier)
        else:
            self._items[identifier] = Item(
                identifier,
                _text(row, "fullStatement"),
                code=_text(row, "humanCodingScheme"),
                short=_text(row, "abbreviatedStatement"),
                notes=_text(row, "notes"),
                order=_text(row, "listEnumeration"),
            )
            self._leftover("CFItem", row, identifier)

    def _tree(self, document: str) -> list[Item]:
        """Hang the items under one another, and return those under the document, or under nothing."""
        edges: list[tuple[float, int, Item, Item | None]] = []
        for place, row in enumerate(self._list(self._raw, "CFAssociations")):
            self._association(row, place, document, edges)
        parents: dict[str, Item | None] = {}
        roots: list[Item] = []
        for _, _, child, parent in sorted(edges, key=lambda edge: edge[:2]):
            if child.identifier in parents:
                self._tell("warning", "This item has a second parent; it stands under the first.", child.identifier)
                continue
            parents[child.identifier] = parent
            (roots if parent is None else parent.children).append(child)
        loose = [one for one in self._items.values() if one.identifier not in parents]
        reached = _reached([*roots, *loose])
        for one in self._items.values():
            if one.identifier not in reached:
                self._tell("warning", "This item is left out: its parents go in a circle.", one.identifier)
        return [*roots, *sorted(loose, key=lambda one: one.order)]

    def _association(
        self, row: object, place: int, document: str, edges: list[tuple[float, int, Item, Item | None]]
    ) -> None:
        if not isinstance(row, dict):
            self._tell("error", "A CFAssociation is no object.", "")
            return
        identifier, kind = _text(row, "identifier"), _text(row, "associationType")
        origin, destination = (_linked(row.get(name)) for name in ("originNodeURI", "destinationNodeURI"))
        child, parent = self._items.get(origin), self._items.get(destination)
        if kind == CHILD_OF and child is not None and (parent is not None or destination == document):
            number = row.get("sequenceNumber")
            if is_too_large(number):
                self._tell("error", f"This sequenceNumber {TOO_LARGE}.", identifier)
            edges.append((place_in_order(number if isinstance(number, int) else None), place, child, parent))
        elif kind == PRECEDES and child is not None and parent is not None:
            parent.after.append(child)
        elif kind == CHILD_OF:
            self._tell("warning", "This association leads to nothing in the package.", identifier)
        else:
            self._tell("warning", f"There is no place for an association “{kind[:40]}”.", identifier)

    def _leftover_definitions(self) -> None:
        definitions = self._raw.get("CFDefinitions")
        for name, rows in definitions.items() if isinstance(definitions, dict) else ():
            for row in rows if isinstance(rows, list) else ():
                self._tell("warning", f"There is no place for {name[:40]}.", _text(row, "identifier"))

    def _leftover(self, kind: str, row: Mapping[str, Any], identifier: str) -> None:
        unused = sorted(
            name for name, value in row.items() if name not in _USED[kind] and value not in (None, "", [], {})
        )
        extensions = row.get("extensions")
        others = set(extensions) - {EXTENSION} if isinstance(extensions, dict) else set()
        unused += [f"the extension {name[:40]}" for name in sorted(others)]
        if unused:
            self._tell("warning", f"There is no place for {', '.join(name[:40] for name in unused)}.", identifier)

    def _list(self, row: Mapping[str, Any], name: str) -> list[Any]:
        value = row.get(name) or []
        if not isinstance(value, list):
            self._tell("error", f"{name} is no list.", "")
            return []
        return value

    def _tell(self, severity: Any, message: str, identifier: str) -> None:
        self.problems.append(Problem(message, "case", file=self._file, where=identifier[:80], severity=severity))


def is_too_large(number: object) -> bool:
    """Return whether a number of a package is beyond those every reader of JSON holds exactly."""
    return isinstance(number, int | float) and not -_LARGEST <= number <= _LARGEST


def place_in_order(number: object) -> float:
    """Return a number things are put in order by; what is none, or too large, comes last."""
    return float(number) if isinstance(number, int | float) and not is_too_large(number) else float("inf")


def _is_text(raw: object) -> bool:
    """Return whether everything in it can be written as UTF-8 JSON again."""
    try:
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _reached(roots: list[Item]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if one.identifier not in found:
            found.add(one.identifier)
            waiting += one.children
    return found


def _linked(link: object) -> str:
    """Return the identifier a link leads to; packages are met that give the address alone."""
    if not isinstance(link, dict):
        return ""
    return _text(link, "identifier") or _text(link, "uri").rstrip("/").replace("urn:uuid:", "/").rpartition("/")[2]


def _text(row: object, name: str) -> str:
    value = row.get(name) if isinstance(row, Mapping) else None
    return value if isinstance(value, str) else ""
