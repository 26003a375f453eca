"""The logical structure of a document: what is a heading, a table, a cell or a picture, in the order of reading.

A screen reader goes by it and not by where words stand on a page.  An element is a number: a long logbook has
hundreds of thousands of cells, and each takes a few bytes here.  Whatever belongs to no element is furniture: rules,
signs that repeat a word, heads drawn again, page numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "Document", "Sect", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH",
    "TD", "Figure", "TOC", "TOCI", "Reference", "Link",
]  # fmt: skip
"""Structure types of PDF 1.7, ISO 32000-1, 14.8.4."""

FURNITURE = -1
"""In place of an element: what is drawn says nothing that is not said elsewhere."""
FOOTER = -2
"""In place of an element: the foot of a page."""
_PACKED = 200
"""Elements spelt together, at least: a reader unpacks so many to get at one."""


class Structure:
    """The elements of one document and where on its pages each is drawn."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = []
        self.parents = array("i")
        self.extras: dict[int, str] = {}
        self.children: dict[int, list[int]] = {}
        self.rows: dict[int, int] = {}
        """Rows of long lists, with how many cells stand behind each."""
        self.pages: list[array[int]] = []

    def __len__(self) -> int:
        """Return how many elements there are."""
        return len(self.kinds)

    def add(self, kind: Kind, parent: int, extra: str = "") -> int:
        """Add an element behind the others of its parent (none for the first of all), with further entries as PDF."""
        element = len(self.kinds)
        self.kinds.append(kind)
        self.parents.append(parent)
        if parent >= 0:
            self.children.setdefault(parent, []).append(element)
        if extra:
            self.extras[element] = extra
        return element

    def add_row(self, parent: int, cells: int) -> int:
        """Add a row of so many cells to a table; return the first cell, the others are the numbers after it."""
        row = self.add("TR", parent)
        self.kinds += _CELL * cells
        self.parents.extend((row,) * cells)
        self.rows[row] = cells
        return row + 1

    def describe(self, element: int, extra: str) -> None:
        """Add entries to an element, as PDF."""
        self.extras[element] = self.extras.get(element, "") + extra

    def begin_page(self) -> None:
        """Let what is marked from now on stand on a further page."""
        self.pages.append(array("i"))

    def mark(self, element: int, count: int = 1) -> int:
        """Mark a part of so many elements from ``element`` on; return the number of the first mark on this page."""
        page = self.pages[-1]
        page.extend(range(element, element + count))
        return len(page) - count

    def spelt(self, first: int, root: int, pages: Sequence[int]) -> Iterator[list[str]]:
        """Yield the elements as PDF dictionaries, a few hundred at a time, the first as object ``first``.

        ``root`` is the number of the object above them, ``pages`` are those of the pages.
        """
        return _Spelling(self, first, root, pages).groups()

    def spelt_pages(self, first: int, pages: int) -> list[str]:
        """Return for each page the elements of its marks, by number, as PDF."""
        return [f"[{' '.join([f'{first + one} 0 R' for one in page])}]" for page in self.pages[:pages]]


class _Spelling:
    """Spells one structure."""

    def __init__(self, structure: Structure, first: int, root: int, pages: Sequence[int]) -> None:
        self._of = structure
        self._first, self._root = first, root
        self._page = array("i", [0]) * len(structure)
        self._mark = array("i", [0]) * len(structure)
        self._several: dict[int, list[tuple[int, int]]] = {}
        for page, marks in zip(pages, structure.pages, strict=False):  # the page begun last is not drawn
            for number, element in enumerate(marks):
                if self._page[element]:
                    earlier = (self._page[element], self._mark[element])
                    self._several.setdefault(element, [earlier]).append((page, number))
                else:
                    self._page[element], self._mark[element] = page, number

    def groups(self) -> Iterator[list[str]]:
        """Yield all elements."""
        spelt: list[str] = []
        element, rows = 0, self._of.rows
        while element < len(self._of):
            cells = rows.get(element, 0)
            if cells:
                self._row(spelt, element, cells)
                element += cells
            else:
                spelt.append(self._one(element))
            element += 1
            if len(spelt) >= _PACKED:
                yield spelt
                spelt = []
        if spelt:
            yield spelt

    def _one(self, element: int) -> str:
        structure, first = self._of, self._first
        parent = structure.parents[element]
        above = first + parent if parent >= 0 else self._root
        extra = structure.extras.get(element, "")
        return f"<</S/{structure.kinds[element]}/P {above} 0 R{self._held(element)}{extra}>>"

    def _held(self, element: int) -> str:
        """Return what an element holds: where it is drawn, or the elements below it."""
        several = self._several.get(element)
        if several is not None:
            return f"/K[{' '.join(f'<</Type/MCR/Pg {page} 0 R/MCID {mark}>>' for page, mark in several)}]"
        if self._page[element]:
            return f"/Pg {self._page[element]} 0 R/K {self._mark[element]}"
        children = self._of.children.get(element, ())
        return f"/K[{' '.join([f'{self._first + one} 0 R' for one in children])}]" if children else ""

    def _row(self, spelt: list[str], row: int, cells: int) -> None:
        """Spell a row of a long list: it is drawn nowhere itself, and its cells come right behind it."""
        own, extra = self._first + row, self._of.extras.get(row, "")
        held = " ".join([f"{one} 0 R" for one in range(own + 1, own + 1 + cells)])
        spelt.append(f"<</S/TR/P {self._first + self._of.parents[row]} 0 R/K[{held}]{extra}>>")
        spelt += self._cells(row + 1, cells)

    def _cells(self, first: int, cells: int) -> list[str]:
        """Return its cells, which mostly stand side by side on one page."""
        several, page, mark = self._several, self._page[first], self._mark[first]
        if several and any(cell in several for cell in range(first, first + cells)):
            return [self._one(cell) for cell in range(first, first + cells)]
        start = f"<</S/TD/P {self._first + first - 1} 0 R/Pg {page} 0 R/K "
        return [f"{start}{number}>>" for number in range(mark, mark + cells)]


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the structure at which layout goes on."""

    structure: Structure
    element: int
    level: int = 1
    """Of the headings below it."""

    def add(self, kind: Kind, extra: str = "") -> Branch:
        """Return the place below a further element."""
        return Branch(self.structure, self.structure.add(kind, self.element, extra), self.level)

    def leaf(self, kind: Kind, extra: str = "") -> int:
        """Return a further element that holds nothing but what is drawn."""
        return self.structure.add(kind, self.element, extra)

    def heading(self) -> int:
        """Return a heading of this level."""
        return self.leaf(_HEADINGS[min(self.level, len(_HEADINGS)) - 1])

    def deeper(self) -> Branch:
        """Return the same place, with headings one level further in."""
        return Branch(self.structure, self.element, self.level + 1)


_CELL: list[Kind] = ["TD"]
_HEADINGS: tuple[Kind, ...] = ("H1", "H2", "H3", "H4")
SCOPE_COLUMN = "/A<</O/Table/Scope/Column>>"
SCOPE_ROW = "/A<</O/Table/Scope/Row>>"


def spanning(columns: int) -> str:
    """Return what says that a cell is as wide as so many columns."""
    return f"/A<</O/Table/ColSpan {columns}>>"


def alternative(words: str) -> str:
    """Return what is read in place of a picture."""
    return f"/Alt<FEFF{words.encode('utf-16-be').hex().upper()}>"


def document_structure() -> Branch:
    """Return a structure with nothing but the document."""
    structure = Structure()
    return Branch(structure, structure.add("Document", FURNITURE))
