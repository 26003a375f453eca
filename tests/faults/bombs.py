"""Files that are small or well formed on the outside, and meant to take a reader's time, memory or place."""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

MEGABYTE = 1024 * 1024
_HEAD = b'{"count":1,"purpose":"response","t":"bundle","v":1}\n'


def sealed(line: bytes, head: bytes = _HEAD) -> bytes:
    """Return a bundle with one line, whose last line fits."""
    content = head + line + b"\n"
    return content + b'{"sha256":"' + hashlib.sha256(content).hexdigest().encode() + b'","t":"end"}\n'


def _deep() -> bytes:
    return sealed(b'{"o":' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def _deep_head() -> bytes:
    return sealed(b'{"o":{}}', b'{"t":' * 100_000 + b"1" + b"}" * 100_000 + b"\n")


def _wide() -> bytes:
    return sealed(b'{"o":{"x":[' + b"[]," * 80_000 + b"[]]}}")


def _long_line() -> bytes:
    return sealed(b'{"o":{"x":"' + b"x" * (49 * MEGABYTE) + b'"}}')


def _many_lines() -> bytes:
    return _HEAD + b'{"o":{}}\n' * 3_000_000


def _with_megabytes(start: bytes, path: Path, size: int) -> None:
    """Write ``start`` and a hole behind it: a file of that size, which takes no room on the disk."""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size * MEGABYTE)


def _unpacking(packed: bytes) -> bytes:
    """Return a PDF whose attachment and page unpack to what ``packed`` holds."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    writer.add_attachment("evidence.slb", b"x")
    stream = StreamObject()
    stream._data = packed
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    held = writer._add_object(stream)
    page[NameObject("/Contents")] = held
    names = writer._root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    names[1].get_object()["/EF"][NameObject("/F")] = held  # type: ignore[index]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)), packer.flush()])


def _large_value(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA application_id=0; CREATE TABLE object(digest, type, text, signature);")
        connection.execute("INSERT INTO object VALUES ('x', 'revision', zeroblob(60000000), NULL)")
        connection.commit()


def _endless_view(path: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS digest, x AS text FROM n"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"CREATE VIEW object AS {endless}; CREATE VIEW journal AS {endless};")


def _key_of_absurd_work() -> bytes:
    import base64

    def held(raw: bytes) -> bytes:
        return len(raw).to_bytes(4, "big") + raw

    options = held(held(b"s" * 16) + (2**31).to_bytes(4, "big"))
    public = held(held(b"ssh-ed25519") + held(b"k" * 32))
    raw = b"openssh-key-v1\x00" + held(b"aes256-ctr") + held(b"bcrypt") + options + b"\x00\x00\x00\x01" + public
    armour = base64.encodebytes(raw + held(b"x" * 160))
    return b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + armour + b"-----END OPENSSH PRIVATE KEY-----\n"


CONTENTS: dict[str, Callable[[], bytes]] = {
    "JSON 100,000 levels deep": _deep,
    "a head 100,000 levels deep": _deep_head,
    "80,000 lists beside one another": _wide,
    "a number of 5,000 digits": lambda: sealed(b'{"o":{"n":' + b"9" * 5_000 + b"}}"),
    "a number that is none": lambda: sealed(b'{"o":{"n":NaN}}'),
    "an infinite number": lambda: sealed(b'{"o":{"n":-Infinity}}'),
    "a key twice": lambda: sealed(b'{"o":{"t":"revision","t":"document"}}'),
    "NUL inside": lambda: sealed(b'{"o":{"t":"\x00"}}'),
    "a line of 49 MB": _long_line,
    "three million lines": _many_lines,
    "gzip under our name": lambda: gzip.compress(bytes(10 * MEGABYTE)),
    "a PDF that unpacks to 300 MB": lambda: _unpacking(_zeros(300)),
    "a PDF that unpacks to 60 MB": lambda: _unpacking(_zeros(60)),
    "a key that asks for hours of work": _key_of_absurd_work,
    "TOML 100,000 levels deep": lambda: b"x = " + b"[" * 100_000 + b"]" * 100_000,
    "TOML tables in tables": lambda: b"[" + b"a." * 50_000 + b"a]\n",
    "TOML with a number of 5,000 digits": lambda: b"x = " + b"9" * 5_000,
    "TOML with NUL": lambda: b'framework = "a\x00b"\n',
    "TOML of a million keys": lambda: b"".join(b"a%d = 1\n" % number for number in range(150_000)),
    "nothing": lambda: b"",
}
PLACES: dict[str, Callable[[Path], None]] = {
    "200 MB of a bundle": lambda path: _with_megabytes(_HEAD, path, 200),
    "200 MB of a PDF": lambda path: _with_megabytes(b"%PDF-1.4\n", path, 200),
    "200 MB of a database": lambda path: _with_megabytes(b"SQLite format 3\0", path, 200),
    "200 MB of a key": lambda path: _with_megabytes(b"-----BEGIN OPENSSH PRIVATE KEY-----\n", path, 200),
    "a database with a value of 60 MB": _large_value,
    "a database without an end": _endless_view,
    "a pipe nobody writes to": os.mkfifo,
    "a device without an end": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path.name),
}


def make(name: str, path: Path) -> None:
    """Make the bomb called ``name`` at ``path``."""
    if name in PLACES:
        PLACES[name](path)
    else:
        path.write_bytes(CONTENTS[name]())
