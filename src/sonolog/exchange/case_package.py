"""The parts of a 1EdTech CASE 1.1 package (CFPackage): identifiers, links, documents, items, associations.

The names of classes and fields are those of the specification (Competencies and Academic Standards Exchange, version
1.1).  Identifiers are made from what a thing is, so that the same edition always has the same ones; there is no
server, so a URI is the identifier as a URN (RFC 9562).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

VERSION = "1.1"
EXTENSION = "sonolog"
"""Name under which everything that CASE has no field for stands in ``extensions``."""
CHILD_OF, PRECEDES, RELATED = "isChildOf", "precedes", "isRelatedTo"
_NAMESPACE = uuid5(NAMESPACE_OID, "sonolog editions")
KNOWN_AS = re.compile(r"CASE [A-Za-z]+ ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
"""How a note tells which identifier a thing had in the package it came from; it keeps it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A package, and what of the edition stands in extensions alone, which other programs need not read."""

    package: dict[str, Any]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Something with an identifier that others are linked to."""

    identifier: str
    title: str

    @property
    def link(self) -> dict[str, str]:
        """Return the link to it."""
        return {"title": self.title, "identifier": self.identifier, "uri": uri_of(self.identifier)}


@dataclass
class Building:
    """A package that is being put together."""

    name: str
    """Which edition it is, from which identifiers are made."""
    stamp: str
    """When it is written, as an ISO date and time with ``Z``."""
    items: list[dict[str, Any]] = field(default_factory=list)
    associations: list[dict[str, Any]] = field(default_factory=list)

    def identifier(self, place: str, note: str = "") -> str:
        """Return the identifier of what is called ``place``, or the one it brought along."""
        known = KNOWN_AS.search(note)
        return known[1] if known else str(uuid5(_NAMESPACE, f"{self.name} {place}"))

    def facts(self, identifier: str) -> dict[str, Any]:
        """Return what everything in a package has."""
        return {"identifier": identifier, "uri": uri_of(identifier), "lastChangeDateTime": self.stamp}

    def item(self, place: str, kind: str, title: str, note: str = "", said: Mapping[str, Any] | None = None) -> Node:
        """Add a CFItem and return it; ``said`` is what CASE has no field for."""
        node = Node(self.identifier(place, note), one_line(title) or place)
        more = {"notes": note} if note else {}
        extension = {"extensions": {EXTENSION: dict(said)}} if said else {}
        code = place.partition(" ")[2] or place
        words = {"fullStatement": title or place, "humanCodingScheme": code, "CFItemType": kind}
        self.items.append({**self.facts(node.identifier), **words, **more, **extension})
        return node

    def associate(self, origin: Node, kind: str, destination: Node, number: int | None = None) -> None:
        """Add a CFAssociation; ``number`` is the place among its siblings, from 1."""
        place = f"{origin.identifier} {kind} {destination.identifier}"
        order = {"sequenceNumber": number} if number is not None else {}
        self.associations.append(
            {
                **self.facts(self.identifier(place)),
                "associationType": kind,
                **order,
                "originNodeURI": origin.link,
                "destinationNodeURI": destination.link,
            }
        )


def document(building: Building, node: Node, *, creator: str, said: Mapping[str, Any], **more: str) -> dict[str, Any]:
    """Return the CFDocument of a package; empty fields are left out."""
    filled = {name: text for name, text in more.items() if text}
    return {
        **building.facts(node.identifier),
        "caseVersion": VERSION,
        "creator": one_line(creator),
        "title": node.title,
        **filled,
        "extensions": {EXTENSION: dict(said)},
    }


def whole_text(kind: str, text: str) -> dict[str, str]:
    """Return the edition's own text as an extension holds it, so that it comes back to the letter."""
    return {"format": kind, "sha256": sha256(text.encode()).hexdigest(), "toml": text}


def own_text(package: Mapping[str, Any], kind: str) -> str:
    """Return the text of the edition that sonolog wrote into a package; empty if it is not there, or not whole."""
    extensions = package.get("CFDocument", {}).get("extensions", {})
    said = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    if not isinstance(said, dict) or said.get("format") != kind:
        return ""
    text = said.get("toml")
    is_whole = isinstance(text, str) and sha256(text.encode(errors="replace")).hexdigest() == said.get("sha256")
    return str(text) if is_whole else ""


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two packages say the same, whenever each was written."""
    return bool(_undated(one) == _undated(other))


def _undated(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _undated(inner) for key, inner in value.items() if key != "lastChangeDateTime"}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_undated(one) for one in value]
    return value


def uri_of(identifier: str) -> str:
    """Return the identifier as a URI."""
    return f"urn:uuid:{UUID(identifier)}"


def one_line(text: str) -> str:
    """Return a text as a normalised string: no line breaks, no runs of blanks."""
    return " ".join(text.split())
