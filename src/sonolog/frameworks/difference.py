"""What two framework files say differently, in the words of the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.domain.value import Value
from sonolog.frameworks.toml_inline import inline
from sonolog.frameworks.toml_text import parse_toml

_SECTIONS: Mapping[str, str] = {
    "stage": "stages",
    "requirement": "requirements",
    "line": "lines",
    "term": "terms",
    "event": "events",
    "fact": "facts",
    "recognition": "recognitions",
    "vocabulary": "vocabulary",
}
"""Lists of the file whose items have an id, and where the framework keeps them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was added, removed or changed; ``before`` or ``after`` is empty where there is none."""

    section: str
    """head, stage, requirement, line, term, event, fact, recognition or vocabulary."""
    id: str
    """Id of the item; empty in the head."""
    key: str
    """The key that differs, ``part/ID/KEY`` within a part; empty where the whole item came or went."""
    before: str
    after: str

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"


def differences(old: Framework, old_text: str, new: Framework, new_text: str) -> tuple[Difference, ...]:
    """Return what ``new`` says other than ``old``; what is only worded otherwise and means the same is left out."""
    before, after = parse_toml(old_text), parse_toml(new_text)
    found = [*_keys("head", "", _head(before), _head(after))]
    for section, attribute in _SECTIONS.items():
        same = _same(getattr(old, attribute), getattr(new, attribute))
        found.extend(_items(section, _by_id(before.get(section)), _by_id(after.get(section)), same))
    return tuple(found)


def _head(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _SECTIONS}


def _same(old: tuple[Value, ...], new: tuple[Value, ...]) -> set[str]:
    """Return the ids of items that mean the same in both."""
    before = {getattr(one, "id", ""): one for one in old}
    return {name for one in new if before.get(name := getattr(one, "id", "")) == one}


def _items(section: str, old: Mapping[str, Any], new: Mapping[str, Any], same: set[str]) -> Iterator[Difference]:
    for name, item in new.items():
        if name not in old:
            yield Difference(section, name, "", "", _named(item))
        elif name not in same:
            yield from _keys(section, name, old[name], item)
    for name, item in old.items():
        if name not in new:
            yield Difference(section, name, "", _named(item), "")
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        yield Difference(section, "", "order", ", ".join(kept), ", ".join(name for name in new if name in old))


def _keys(section: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = dict(_flat(old)), dict(_flat(new))
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Difference(section, name, key, _shown(before, key), _shown(after, key))


def _flat(table: Mapping[str, Any], lead: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each key with its value; the items of a list of tables with ids stand under their ids."""
    for key, value in table.items():
        items = _by_id(value)
        if items:
            for name, item in items.items():
                yield from _flat(item, f"{lead}{key}/{name}/")
        elif not (lead and key == "id"):
            yield f"{lead}{key}", value


def _by_id(value: Any) -> dict[str, Any]:
    """Return the tables of a list by id; nothing where it is no such list."""
    if not isinstance(value, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in value
    ):
        return {}
    return {one["id"]: one for one in value}


def _shown(found: Mapping[str, Any], key: str) -> str:
    return inline(found[key]) if key in found else ""


def _named(item: Mapping[str, Any]) -> str:
    return str(item.get("title") or item.get("label") or item["id"])
