"""The file in which objects travel (.slb): one canonical JSON text a line, nothing compressed, nothing executed.

The first line says what the file is, each further one holds an object (with its signature), the last one the SHA-256 of
all bytes before it.  Limits are looked at before anything is read.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sonolog.errors import Exit, SonologError
from sonolog.ledger.canonical import JSON, SIZE_LIMIT, canonical, parse
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, Statement, read_object

FORMAT = 1
MOST_BYTES = 50 * 1024 * 1024
MOST_LINES = 200_000
_LONGEST_LINE = SIZE_LIMIT + 200
_MOST_FAULTS = 10
_LAST = b'{"sha256":'
_START, _SIGNED, _END = b'{"o":', b',"sig":"', b'"}'
_SIGNATURE = 88
"""Characters of 64 bytes in base64."""
_NO_FILE = "line 1 is not that of a file of sonolog"


class BundleRefused(SonologError):
    """The file is no bundle, is cut short, or was altered; says where."""

    code = "bundle-refused"

    def __init__(self, faults: Sequence[str], where: str = "") -> None:
        shown = "; ".join(faults[:_MOST_FAULTS])
        more = f"; and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        super().__init__(
            f"This file cannot be used: {shown}{more}.",
            hint="Ask for the file again.",
            kept="Nothing was stored.",
            where=where,
        )
        self.faults = tuple(faults)


class NewerBundle(SonologError):
    """The file was made by a later version of the program."""

    code = "newer-bundle"
    exit = Exit.FORMAT

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The file has {found}; this program reads format {FORMAT}.",
            hint="Use a newer version of the program.",
            kept="Nothing was stored.",
        )


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a file holds."""

    head: Mapping[str, Any]
    """What the first line says: purpose, from, to, subject and the like."""
    objects: tuple[Kept, ...]
    entries: tuple[JournalEntry, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line by digest, for messages."""
    newer: tuple[tuple[str, bytes | None], ...] = ()
    """Text and signature of what is of a form that this program does not know."""

    @property
    def declared(self) -> frozenset[str]:
        """Digests of what was left out on purpose, and said to be."""
        selection = self.head.get("selection")
        left_out = selection.get("left_out", ()) if isinstance(selection, dict) else ()
        return frozenset(one for one in left_out if isinstance(one, str)) if isinstance(left_out, list) else frozenset()


def write_bundle(head: Mapping[str, JSON], objects: Iterable[Kept], entries: Iterable[JournalEntry] = ()) -> bytes:
    """Return the content of a file; the same objects give the same bytes."""
    lines = [_line(one) for one in sorted(objects, key=_order)]
    lines += [_START + one.text.encode() + b"}" for one in sorted(entries, key=lambda one: (one.writer, one.seq))]
    first = canonical({"t": "bundle", "v": FORMAT, "count": len(lines), **head}).encode()
    content = b"".join(line + b"\n" for line in (first, *lines))
    return content + _last_line(content) + b"\n"


def read_bundle(content: bytes) -> Bundle:
    """Return what the file holds, every line read and every fault named.

    Signatures are not checked here: a bundle tells what somebody handed over, not that it is true.

    Raises:
        BundleRefused: it is too long, cut short, altered, or no bundle.
        NewerBundle: its format, or an object in it, is not known to this program.
    """
    bundle, faults = read_what_holds(content)
    if bundle.newer:
        raise NewerBundle("objects of a newer form")
    if faults:
        raise BundleRefused(faults)
    return bundle


def read_what_holds(content: bytes) -> tuple[Bundle, tuple[str, ...]]:
    """Return what of a file can be read, and every fault of the rest; for looking at, never for taking in.

    Raises:
        BundleRefused: it is too long, or no bundle at all.
        NewerBundle: its format is not known to this program.
    """
    lines = _lines(content)
    head = _head(lines[0])
    faults = list(_envelope_faults(content, lines, head))
    reading = _Reading(head)
    for number, line in enumerate(lines[1:] if faults else lines[1:-1], start=2):
        try:
            reading.take(line, number)
        except (NotCanonical, MalformedObject, ValueError) as fault:
            if not line.startswith(_LAST):
                faults.append(f"line {number}: {_words(fault)}")
    return reading.bundle(), tuple(faults)


class _Reading:
    """The lines of a file, taken one by one."""

    def __init__(self, head: Mapping[str, Any]) -> None:
        self._head = head
        self._objects: dict[str, Kept] = {}
        self._entries: dict[str, JournalEntry] = {}
        self._lines: dict[str, int] = {}
        self._newer: list[tuple[str, bytes | None]] = []

    def take(self, line: bytes, number: int) -> None:
        """Read one line, or raise what is wrong with it."""
        text, signature = _parts(line)
        try:
            found = read_object(text)
        except NewerObject:
            self._newer.append((text, signature))
            return
        if isinstance(found, Statement) != (signature is not None):
            raise ValueError("a statement has a signature, and nothing else has")
        if isinstance(found, JournalEntry):
            self._entries[found.digest] = found
            return
        kept = Kept(found, signature)
        before = self._objects.setdefault(kept.digest, kept)
        self._lines.setdefault(kept.digest, number)
        if (before.found.text, before.signature) != (found.text, signature):
            raise ValueError(f"it is another thing than line {self._lines[kept.digest]}, under the same digest")

    def bundle(self) -> Bundle:
        """Return what was read."""
        objects, entries = tuple(self._objects.values()), tuple(self._entries.values())
        return Bundle(self._head, objects, entries, self._lines, tuple(self._newer))


def _order(one: Kept) -> tuple[int, str, int, str]:
    """Return the place of an object: documents, then records by time, then what was said of them."""
    found = one.found
    if isinstance(found, Statement):
        return (2, found.by, found.n, found.digest)
    return (1 if hasattr(found, "parents") else 0, getattr(found, "at", ""), 0, one.digest)


def _line(one: Kept) -> bytes:
    text = _START + one.found.text.encode()
    return text + _SIGNED + base64.b64encode(one.signature) + _END if one.signature is not None else text + b"}"


def _last_line(before: bytes) -> bytes:
    return canonical({"t": "end", "sha256": hashlib.sha256(before).hexdigest()}).encode()


def _lines(content: bytes) -> list[bytes]:
    if len(content) > MOST_BYTES:
        raise BundleRefused([f"it is larger than {MOST_BYTES // 1024 // 1024} MB"])
    if not content.startswith(b'{"'):
        raise BundleRefused(["it is no file of sonolog"])
    _require_lines(content)
    lines = content.removesuffix(b"\n").split(b"\n")
    if len(lines) < 2:
        raise BundleRefused(["it ends early: there is no last line"])
    return lines


def _require_lines(content: bytes) -> None:
    """Refuse too many lines, and lines that are too long, before anything of them is copied."""
    start = 0
    for number in range(1, MOST_LINES + 3):
        end = content.find(b"\n", start, start + _LONGEST_LINE + 1)
        if end < 0 and len(content) - start > _LONGEST_LINE:
            raise BundleRefused([f"line {number} is too long"])
        start = end + 1
        if end < 0 or start == len(content):
            return
    raise BundleRefused([f"it has more than {MOST_LINES} lines"])


def _head(line: bytes) -> dict[str, Any]:
    try:
        head = parse(line.decode())
    except (NotCanonical, ValueError):
        raise BundleRefused([_NO_FILE]) from None
    if not isinstance(head, dict) or head.get("t") != "bundle" or type(head.get("v")) is not int:
        raise BundleRefused([_NO_FILE])
    if _format_of(head) > FORMAT:
        raise NewerBundle(f"format {_format_of(head)}")
    return head


def _format_of(head: Mapping[str, Any]) -> int:
    return int(head["v"])


def _envelope_faults(content: bytes, lines: list[bytes], head: Mapping[str, Any]) -> Iterator[str]:
    last = lines[-1]
    if last != _last_line(content[: len(content) - len(last) - 1]) or not content.endswith(b"\n"):
        yield "it was altered, or lines are missing" if last.startswith(_LAST) else "it ends early: no last line"
    elif head.get("count") != len(lines) - 2:
        yield f"it should hold {str(head.get('count'))[:20]} objects, and holds {len(lines) - 2}"


def _parts(line: bytes) -> tuple[str, bytes | None]:
    """Return the text of the object in a line, and its signature."""
    if not line.startswith(_START) or not line.endswith(b"}"):
        raise ValueError("it holds no object")
    signature = None
    text = line[len(_START) : -1]
    start = len(line) - len(_END) - _SIGNATURE - len(_SIGNED)
    if line.endswith(_END) and line[max(start, 0) :].startswith(_SIGNED):
        signature = _signature(line[start + len(_SIGNED) : -len(_END)])
        text = line[len(_START) : start]
    return text.decode(), signature


def _signature(coded: bytes) -> bytes:
    try:
        raw = base64.b64decode(coded, validate=True)
    except binascii.Error as fault:
        raise ValueError("its signature is not base64") from fault
    if base64.b64encode(raw) != coded or len(raw) != 64:
        raise ValueError("its signature is spelt otherwise")
    return raw


def _words(fault: Exception) -> str:
    if isinstance(fault, UnicodeDecodeError):
        return "it is not UTF-8"
    return (fault.message if isinstance(fault, SonologError) else str(fault)).rstrip(".")
