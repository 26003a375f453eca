"""A PDF as a file: the library's objects, and the many small ones of the structure packed together (ISO 32000-1, 7.5).

The library writes each object at length and knows no structure; a logbook of thousands of scans would be twice as large
and take twice as long to write.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from hashlib import md5
from itertools import accumulate, islice
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFObject, PDFPage, PDFStream, format  # noqa: A004  (its name)

from sonolog.reports.archive import make_archival
from sonolog.reports.report import Evidence
from sonolog.reports.structure import Structure

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = b"endstream\n"
_QUICK = 1
"""How hard the structure is packed: the hardest way takes three times as long for a tenth."""
_SAVING = Lock()
"""One at a time switches the library to binary streams: spelling them in letters took a quarter of the time."""


def whole_file(document: Any, canvas: Any, structure: Structure, evidence: Evidence | None) -> bytes:
    """Return the file of a finished document, which is then spent."""
    root = _Later()
    document.Catalog.StructTreeRoot = root
    make_archival(document, evidence)
    for number, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
        page.StructParents = number
    with _SAVING:
        spelt, rl_config.useA85 = rl_config.useA85, 0
        try:
            return _written(document, canvas, structure, root)
        finally:
            rl_config.useA85 = spelt


class _Later(PDFObject):  # type: ignore[misc]  # the library has no types
    """Stands for an object that is written when all others are."""

    __RefOnly__ = 1


def _written(document: Any, canvas: Any, structure: Structure, root: _Later) -> bytes:
    _prepare(document, canvas)
    spelt: dict[int, bytes] = {}
    number = 0
    while (name := document.numberToId.get(number := number + 1)) is not None:  # grows while it is gone through
        if (content := document.idToObject[name]) is not root:
            spelt[number] = _spelt(content, document)
    file = _File(number - 1)
    for one, content in spelt.items():
        file.add(one, content)
    numbers = {name: number for number, name in document.numberToId.items()}
    pages = [numbers[page.__InternalName__] for page in document.Pages.pages]
    _add_structure(file, structure, numbers[root.__InternalName__], number, pages)
    return file.finished(root=numbers[document.Catalog.__InternalName__], info=numbers[document.info.__InternalName__])


def _prepare(document: Any, canvas: Any) -> None:
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None


def _spelt(content: Any, document: Any) -> bytes:
    """Return an object as PDF; a stream ends with a line end that is not part of it, as archives ask for."""
    spelt = bytes(format(content, document, toplevel=1))
    if isinstance(content, PDFPage):
        content.stream = None  # is held by another object now, and by none once that is spelt
    if isinstance(content, PDFStream):
        spelt = spelt[: -len(_END)] + b"\n" + _END
        content.content = None
    return spelt


def _add_structure(file: _File, structure: Structure, root: int, first: int, pages: Sequence[int]) -> None:
    """Write the structure as objects from ``first`` on, and its root."""
    for group in structure.spelt(first, root, pages):
        file.add_packed(group)
    below = first + len(structure)
    file.add_packed(structure.spelt_pages(first, len(pages)))
    numbered = b" ".join(b"%d %d 0 R" % (page, below + page) for page in range(len(pages)))
    tree = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
    file.add(root, tree % (first, numbered, len(pages)))


class _File:
    """Objects one after the other, and where each of them is: first those that stand alone, then those packed."""

    def __init__(self, alone: int) -> None:
        self._parts = [_HEAD]
        self._sum = md5(_HEAD, usedforsecurity=False)
        self._size = len(_HEAD)
        self._alone = alone
        self._places = [0] * (alone + 1)
        self._packs: list[bytes] = []
        self._counts: list[int] = []

    def add(self, number: int, content: bytes) -> None:
        """Add an object that stands alone."""
        self._places[number] = self._size
        self._put(b"%d 0 obj\n%b%bendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))

    def add_packed(self, contents: Sequence[str]) -> None:
        """Add objects without streams, numbered on from those before, packed together."""
        first = self._alone + 1 + sum(self._counts)
        places = accumulate([len(content) + 1 for content in contents], initial=0)
        table = " ".join([f"{number} {place}" for number, place in enumerate(islice(places, len(contents)), first)])
        entries = f"/Type/ObjStm/N {len(contents)}/First {len(table) + 1}"
        self._packs.append(_packed_stream(entries, " ".join((table, *contents)).encode("ascii")))
        self._counts.append(len(contents))

    def finished(self, *, root: int, info: int) -> bytes:
        """Return the file with its table of objects (7.5.8)."""
        first = self._alone + 1 + sum(self._counts)
        places = self._places
        for number, pack in enumerate(self._packs, first):
            places.append(self._size)
            self._put(b"%d 0 obj\n%bendobj\n" % (number, pack))
        own = first + len(self._packs)
        places.append(self._size)
        name = self._sum.hexdigest()
        entries = f"/Type/XRef/Size {own + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
        self._put(b"%d 0 obj\n%bendobj\n" % (own, _packed_stream(entries, self._table(first))))
        self._put(b"startxref\n%d\n%%%%EOF\n" % places[-1])
        return b"".join(self._parts)

    def _table(self, first: int) -> bytes:
        """Return where each object is: nowhere (0), in the file (1), or in which pack and where in it (2)."""
        alone = [struct.pack(">BLH", 1, place, 0) for place in self._places]
        alone[0] = struct.pack(">BLH", 0, 0, 0xFFFF)
        packed = []
        for number, count in enumerate(self._counts, first):
            within = struct.pack(">BL", 2, number)
            packed.append(within + within.join([index.to_bytes(2, "big") for index in range(count)]))
        end = self._alone + 1
        return b"".join((*alone[:end], *packed, *alone[end:]))

    def _put(self, content: bytes) -> None:
        self._parts.append(content)
        self._sum.update(content)
        self._size += len(content)


def _packed_stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content, _QUICK)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return b"%b%b\nendstream\n" % (head.encode("ascii"), packed)
