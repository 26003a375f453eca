"""A foreign CASE package as the text of a framework: what it lists becomes lines of a competency sheet.

CASE says what there is to be learned and how it is arranged, and neither how often nor by whom it must be seen.  So
each item without others below it becomes a line, to be put forward and signed by itself; the items at the top become
stages, and every item between asks for the lines right below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from sonolog.domain.problems import Problem
from sonolog.exchange.case_reading import Item, Package
from sonolog.frameworks.sheet import NOTE_LIMIT, TITLE_LIMIT
from sonolog.frameworks.toml_inline import inline

_NO_ID = re.compile("[^a-z0-9]+")
_LONGEST_ID = 60
_START = """\
# Made of a CASE package. It lists what is to be learned; CASE has no place for how often and under which supervision.
# Every item is a line of the competency sheet, to be signed once: change the numbers to those of your programme.
"""


@dataclass
class Names:
    """Ids made from what things are called, each once."""

    taken: set[str] = field(default_factory=set)

    def of(self, words: str, otherwise: str) -> str:
        """Return an id that nothing else has."""
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        start = _NO_ID.sub("-", plain).strip("-")[:_LONGEST_ID].strip("-") or otherwise
        name = next(name for number in range(1, 1_000_000) if (name := _numbered(start, number)) not in self.taken)
        self.taken.add(name)
        return name


def _numbered(start: str, number: int) -> str:
    return start if number == 1 else f"{start}-{number}"


def framework_text(package: Package) -> tuple[str, list[Problem]]:
    """Return a framework with everything the package lists, and what was cut."""
    writing = _Writing(package)
    return writing.text(), writing.problems


class _Writing:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._names = Names()
        self._stages: dict[str, str] = {}
        self.problems: list[Problem] = []

    def text(self) -> str:
        """Return the whole text."""
        roots = self._package.roots
        grouped = [one for one in roots if one.children]
        single = [one for one in roots if not one.children]
        for one in grouped:
            self._stages[one.identifier] = self._names.of(one.code or one.short or one.statement, "stage")
        blocks = [self._head()]
        for one in grouped:
            blocks += [self._stage(one), *self._below(one, self._stages[one.identifier])]
        if single:
            identifier = str(self._package.document.get("identifier", ""))
            whole = Item(identifier, self._package.text("title") or "Everything", children=single)
            self._stages[identifier] = self._names.of("all", "all")
            blocks += [self._stage(whole, document=True), *self._below(whole, self._stages[identifier])]
        return "\n".join(blocks)

    def _head(self) -> str:
        package = self._package
        name = Names().of(package.text("title"), "case")
        edition = (package.text("version") or str(package.document.get("lastChangeDateTime", ""))[:10])[:40] or "1"
        url = package.text("officialSourceURL") or package.text("uri")
        source = {
            "body": package.text("creator")[:TITLE_LIMIT] or "not stated",
            "document": f"CASE package {package.text('identifier')}".strip(),
            **({"url": url} if url.startswith(("https://", "http://")) and len(url) < TITLE_LIMIT else {}),
            "confidence": "template",
        }
        rows: dict[str, object] = {
            "framework": name,
            "edition": edition,
            "title": self._title(package.text("title"), ""),
        }
        note = self._note(str(package.document.get("description") or ""), "document", package.text("identifier"))
        return f"{_START}\n{_rows(rows)}note = {inline(note)}\nsource = {inline(source)}\n"

    def _stage(self, one: Item, *, document: bool = False) -> str:
        kind = "document" if document else "item"
        rows: dict[str, object] = {
            "id": self._stages[one.identifier],
            "title": self._title(one.statement, one.identifier),
            "note": self._note(one.notes, kind, one.identifier, one.statement),
        }
        if before := [self._stages[other.identifier] for other in one.after if other.identifier in self._stages]:
            rows["requires"] = sorted(set(before) - {self._stages[one.identifier]})
        return f"[[stage]]\n{_rows(rows)}"

    def _below(self, root: Item, stage: str) -> Iterator[str]:
        """Yield the lines below an item and, for each item that has some right below it, what asks for them."""
        waiting: list[tuple[Item, str]] = [(root, "")]
        while waiting:
            one, path = waiting.pop()
            lines = [child for child in one.children if not child.children]
            ids = [self._names.of(line.code or line.short or line.statement, "line") for line in lines]
            for line, name in zip(lines, ids, strict=True):
                yield self._line(line, name, stage)
            if lines:
                yield self._requirement(one, path, stage, ids)
            below = [child for child in one.children if child.children]
            waiting += [(child, f"{path} › {child.statement}".strip(" ›")) for child in reversed(below)]

    def _line(self, one: Item, name: str, stage: str) -> str:
        title = self._title(one.short or one.statement, one.identifier)
        note = self._note(one.notes, "item", one.identifier, one.statement)
        return f"[[line]]\n{_rows({'id': name, 'title': title, 'stage': stage, 'note': note})}"

    def _requirement(self, one: Item, path: str, stage: str, lines: list[str]) -> str:
        name = self._names.of(f"sheet {one.code or one.short or one.statement}", "sheet")
        rows: dict[str, object] = {
            "id": name,
            "stage": stage,
            "title": self._title(path or one.statement, one.identifier),
            "note": self._note("", "item", one.identifier) if path else "",
            "of": "line",
            "each": {"field": "line", "values": lines, "at_least": 1},
        }
        return f"[[requirement]]\n{_rows(rows)}"

    def _title(self, words: str, identifier: str) -> str:
        words = " ".join(words.split())
        if len(words) <= TITLE_LIMIT:
            return words
        self.problems.append(Problem("The title was cut.", "case", where=identifier, severity="warning"))
        return f"{words[: TITLE_LIMIT - 1]}…"

    def _note(self, notes: str, kind: str, identifier: str, statement: str = "") -> str:
        """Return a note that ends with where it comes from, so that it keeps its identifier when it goes out again."""
        told = statement if len(statement) > TITLE_LIMIT else ""
        origin = f"CASE {kind} {identifier}." if identifier else ""
        said = " ".join(filter(None, (*told.split(), *notes.split())))
        if len(said) + len(origin) + 2 > NOTE_LIMIT:
            self.problems.append(Problem("The note was cut.", "case", where=identifier, severity="warning"))
            said = f"{said[: NOTE_LIMIT - len(origin) - 2]}…"
        return f"{said} {origin}".strip()


def _rows(rows: dict[str, object]) -> str:
    return "".join(f"{key} = {inline(value)}\n" for key, value in rows.items() if value not in ("", None))
