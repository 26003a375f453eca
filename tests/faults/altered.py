"""A signed bundle, ways of altering it, and what three readers make of it: program, stranger, and what absorbs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from tests.ledger.corpus import LEE, ROOT, ROOT_MARK, changes, vouched
from tests.ledger.made import KEYS, SAM, TESS, Book, a_revision, follow

from sonolog.errors import SonologError
from sonolog.exchange.bundle import read_bundle, write_bundle
from sonolog.ledger.canonical import canonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import read_object
from sonolog.usecases.incoming import require_sound
from sonolog.usecases.verify_file import verify_bundle

HEAD = {"purpose": "answer", "made_by": "sonolog", "subject": TESS.person, "selection": {"left_out": []}}
REFUSED = "refused"


def a_book() -> Book:
    """Return a small book in which every object is named by a statement of a confirmed key."""
    book = Book()
    scans = [book.add(a_revision(number, body={"region": "shoulder"})) for number in range(2)]
    amended = book.add(follow(scans[1]))
    book.say("vouch", ROOT, subject=LEE.person, terms=vouched(KEYS[LEE.person], "lead"))
    book.say("vouch", LEE, subject=SAM.person, terms=vouched(KEYS[SAM.person], "supervisor"))
    book.say("vouch", LEE, subject=TESS.person, terms=vouched(KEYS[TESS.person], "trainee"))
    book.say("submit", TESS, *scans)
    book.say("sign", SAM, scans[0])
    book.say("return", SAM, scans[1])
    book.say("submit", TESS, amended)
    book.say("sign", SAM, amended)
    ends = [_end(book, SAM.person), _end(book, TESS.person)]
    book.say("checkpoint", ROOT, subject=ROOT.person, terms={"heads": [], "chains": ends, "count": 9})
    return book


def _end(book: Book, person: str) -> dict[str, object]:
    last = [one.statement for one in book.statements if one.statement.by == KEYS[person].fingerprint][-1]
    return {"key": last.by, "subject": TESS.person, "n": last.n, "last": [last.digest]}


def bundle_of(book: Book) -> bytes:
    """Return a book as a file."""
    return write_bundle(HEAD, kept_of(book))


def kept_of(book: Book) -> list[Kept]:
    """Return the objects of a book."""
    return [Kept(read_object(one.text), one.signature) for one in book.objects.values()]


def sealed(lines: Sequence[bytes]) -> bytes:
    """Return a file of these lines, its number of objects and its last line put right: what a forger would do."""
    head = json.loads(lines[0])
    if isinstance(head, dict):
        head["count"] = len(lines) - 1
    first = canonical(head).encode()
    content = b"".join(line + b"\n" for line in (first, *lines[1:]))
    return content + b'{"sha256":"' + hashlib.sha256(content).hexdigest().encode() + b'","t":"end"}\n'


def resealed(content: bytes) -> bytes | None:
    """Return an altered file with its last line put right, or None where the altered line is the last itself."""
    body, end, _ = content.rpartition(b'{"sha256":"')
    if not end:
        return None
    return body + b'{"sha256":"' + hashlib.sha256(body).hexdigest().encode() + b'","t":"end"}\n'


def lines_of(content: bytes) -> list[bytes]:
    """Return the lines of a file without the last."""
    return content.removesuffix(b"\n").split(b"\n")[:-1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reader makes of a file: a word or that it is refused, and which objects it read."""

    word: str
    objects: frozenset[tuple[str, str, bytes | None]] = frozenset()


def by_program(content: bytes) -> Outcome:
    """Return what ``sonolog verify`` makes of it."""
    try:
        found = verify_bundle(content, (ROOT_MARK,))
        return Outcome(str(found.word), objects_in(content))
    except SonologError:
        return Outcome(REFUSED)


def objects_in(content: bytes) -> frozenset[tuple[str, str, bytes | None]]:
    """Return the objects of a file, as far as it can be read whole."""
    try:
        return frozenset((one.digest, one.found.text, one.signature) for one in read_bundle(content).objects)
    except SonologError:
        return frozenset()


def by_stranger(module: ModuleType, content: bytes) -> Outcome:
    """Return what ``verify.py`` makes of it."""
    try:
        said, others, faults, _ = module.verify([content], (ROOT_MARK,))
    except (module.Bad, module.Newer):
        return Outcome(REFUSED)
    words = [word for word, _ in said.values()] + ["Invalid"] * bool(faults) + [word for _, word, _ in others]
    return Outcome(min(words, key=module.GRAVEST.index, default="Not checked"))


def by_absorb(content: bytes) -> Outcome:
    """Return what ``sonolog absorb`` makes of it before anything is kept."""
    try:
        bundle = read_bundle(content)
        require_sound(bundle.objects, dict(bundle.lines))
    except SonologError:
        return Outcome(REFUSED)
    return Outcome("taken", frozenset((one.digest, one.found.text, one.signature) for one in bundle.objects))


def flipped(content: bytes, place: int) -> bytes:
    """Return the content with one bit of the byte at ``place`` turned over; each of its bits in turn."""
    return content[:place] + bytes([content[place] ^ (1 << place % 8)]) + content[place + 1 :]


def fields_changed(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the file with one field of one object changed and everything about the file itself put right."""
    lines = lines_of(content)
    for number, line in enumerate(lines[1:], start=1):
        text, _, mark = line[5:-1].partition(b',"sig":"')
        for name, value in changes(json.loads(text)):
            try:
                other = canonical(value).encode()  # type: ignore[arg-type]
            except SonologError:
                continue
            made = b'{"o":' + other + (b',"sig":"' + mark if mark else b"") + b"}"
            yield f"line {number}: {name}", sealed([*lines[:number], made, *lines[number + 1 :]])


def signatures_moved(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the file with the signature of each statement put under each other one."""
    lines = lines_of(content)
    signed = [number for number, line in enumerate(lines) if b',"sig":"' in line]
    for one in signed:
        for other in signed:
            if one != other:
                text, mark = lines[one].partition(b',"sig":"')[0], lines[other].partition(b',"sig":"')[2]
                yield f"{one} by {other}", sealed([*lines[:one], text + b',"sig":"' + mark, *lines[one + 1 :]])
