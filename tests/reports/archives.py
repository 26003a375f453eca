"""What others say of our PDFs: Apache Preflight, poppler, pikepdf; each answer as plain values."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

_JARS = Path("/usr/share/java")
_NEEDED = (
    *("pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "commons-io"),
    *("bcprov", "bcmail", "bcpkix", "bcutil", "javax.activation", "jaxb-api"),
)
"""Of Debian's libpdfbox2-java and the packages it suggests."""
HAS_PREFLIGHT = shutil.which("java") is not None and all((_JARS / f"{name}.jar").exists() for name in _NEEDED)
HAS_POPPLER = all(shutil.which(name) for name in ("pdfinfo", "pdffonts", "pdftotext", "pdfdetach"))
OF_PART_THREE = {
    "1.2.9",  # a file is embedded
    "1.4",  # the table of objects is a stream
    "1.4.7",  # embedded files are listed
    "7.11.2",  # it says that it is part 3
}
"""What Preflight, which knows part 1 alone, finds in a sound file of part 3."""


def preflight(path: Path) -> set[str]:
    """Return the codes of the faults Apache Preflight finds in a file."""
    jars = ":".join(str(_JARS / f"{name}.jar") for name in _NEEDED)
    command = ["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "PDF/A-1b file" in told.stdout, told.stdout + told.stderr
    return set(re.findall(r"^([\d.]+) :", told.stdout, re.MULTILINE))


def poppler(program: str, *words: str) -> str:
    """Return what a program of poppler prints."""
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


@dataclass
class Element:
    """An element of the structure as it is read back."""

    kind: str
    words: str = ""
    alternative: str = ""
    scope: str = ""
    columns: int = 1
    below: list[Element] = field(default_factory=list)

    def all(self, kind: str = "") -> Iterator[Element]:
        """Yield this element and all below it, in the order of reading; of one kind if one is named."""
        if not kind or self.kind == kind:
            yield self
        for one in self.below:
            yield from one.all(kind)

    @property
    def text(self) -> str:
        """All its words in the order of reading."""
        return " ".join(" ".join(one.words for one in self.all()).split())


def structure_of(pdf: bytes) -> Element:
    """Return the structure of a PDF with the words each element shows; nothing may be shown outside of it."""
    with pikepdf.open(BytesIO(pdf)) as read:
        shown = {page.objgen: _marked_words(page) for page in (one.obj for one in read.pages)}
        _check_parents(read, shown)
        return _element(read.Root.StructTreeRoot.K, shown)


def _element(found: Any, shown: dict[Any, dict[int, str]]) -> Element:
    made = Element(str(found.S)[1:], alternative=str(found.get("/Alt", "")))
    attributes = found.get("/A", {})
    made.scope, made.columns = str(attributes.get("/Scope", ""))[1:], int(attributes.get("/ColSpan", 1))
    held = found.get("/K")
    for one in [] if held is None else held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(one, int):
            made.words += shown[found.Pg.objgen][one]
        elif one.get("/Type") == "/MCR":
            made.words += shown[one.Pg.objgen][int(one.MCID)]
        else:
            made.below.append(_element(one, shown))
    return made


def _check_parents(read: Any, shown: dict[Any, dict[int, str]]) -> None:
    """Every part of a page that is marked names the element that holds it (ISO 32000-1, 14.7.4.4)."""
    numbers = read.Root.StructTreeRoot.ParentTree.Nums
    for at, page in enumerate(read.pages):
        assert (page.obj.StructParents, numbers[2 * at]) == (at, at)
        parents = numbers[2 * at + 1]
        assert len(parents) == len(shown[page.obj.objgen])


def _letters(font: Any) -> list[str]:
    """Return the letter of each code of a font, as it says itself."""
    told = font.ToUnicode.read_bytes().partition(b"beginbfchar")[2]
    return [chr(int(code, 16)) for code in re.findall(rb"^<[0-9A-F]{2}> <([0-9A-F]+)>$", told, re.MULTILINE)]


_SHOWING = frozenset(("Tj", "S", "f", "B", "re", "b", "s", "f*"))


def _marked_words(page: Any) -> dict[int, str]:
    """Return the words of each marked part of a page; what is drawn outside of any fails."""
    words: dict[int, str] = {}
    within: list[int | None] = []
    letters: dict[str, list[str]] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            font = str(operands[0])
            if font not in letters:
                letters[font] = _letters(page.Resources.Font[font])
            chosen = letters[font]
        elif name in ("BDC", "BMC"):
            about = operands[1] if name == "BDC" else {}
            within.append(int(about["/MCID"]) if "/MCID" in about else None)
            if within[-1] is not None:
                assert within[-1] == len(words)
                words[within[-1]] = ""
        elif name == "EMC":
            within.pop()
        elif name in _SHOWING:
            assert len(within) == 1, f"{name} outside of any element, or in two"
            if name == "Tj" and within[0] is not None:
                words[within[0]] += "".join(chosen[code] for code in bytes(operands[0]))
    assert not within
    return words
