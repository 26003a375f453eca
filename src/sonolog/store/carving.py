"""Reading the rows of an SQLite file page by page, where its trees are broken and SQLite itself gives up.

After the published description of the file format (sqlite.org/fileformat2.html): every leaf page of a table says where
its rows begin, and long rows go on in a chain of further pages.  Nothing that is read here is believed for itself:
whoever asks keeps only what has the digest it is kept under.
"""

from __future__ import annotations

from collections.abc import Iterator

Value = str | bytes | int | None
_LEAF_OF_A_TABLE = 0x0D
_HEADER = 100
_USUAL_PAGE = 4096
_SIZES = frozenset(2**power for power in range(9, 17))
_WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def carved_rows(content: bytes) -> Iterator[tuple[Value, ...]]:
    """Yield every row that can be read from the pages of a database file, in the order of the pages."""
    size, usable = _page_size(content)
    for start in range(0, len(content), size):
        yield from _rows_of(content, start, size, usable)


def _page_size(content: bytes) -> tuple[int, int]:
    """Return how long a page is, and how much of it is used; the usual numbers where the header is gone."""
    size = int.from_bytes(content[16:18], "big")
    size = 65_536 if size == 1 else size
    if size not in _SIZES or not content.startswith(b"SQLite format 3\0"):
        return _USUAL_PAGE, _USUAL_PAGE
    return size, size - content[20]


def _rows_of(content: bytes, start: int, size: int, usable: int) -> Iterator[tuple[Value, ...]]:
    page = content[start : start + size]
    head = _HEADER if start == 0 else 0
    if len(page) < head + 8 or page[head] != _LEAF_OF_A_TABLE:
        return
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    for number in range(min(count, (size - head - 8) // 2)):
        at = head + 8 + 2 * number
        try:
            payload = _payload(content, page, int.from_bytes(page[at : at + 2], "big"), size, usable)
            yield _row(payload)
        except (IndexError, ValueError):  # not a row, or no longer one
            continue


def _payload(content: bytes, page: bytes, at: int, size: int, usable: int) -> bytes:
    """Return the bytes of a row, those of its further pages included."""
    length, at = _varint(page, at)
    _, at = _varint(page, at)
    if length > len(content):
        raise ValueError(length)
    local = _local_length(length, usable)
    found = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4], "big") if local < length else 0
    parts, missing = [found], length - len(found)
    while missing > 0:
        start = (following - 1) * size
        if following < 1 or start >= len(content):
            raise ValueError(following)
        parts.append(content[start + 4 : start + min(usable, 4 + missing)])
        if not parts[-1]:
            raise ValueError(following)
        missing -= len(parts[-1])
        following = int.from_bytes(content[start : start + 4], "big")
    return b"".join(parts)


def _local_length(length: int, usable: int) -> int:
    """Return how much of a row is on its own page."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - 4)
    return kept if kept <= most else least


def _row(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    if at != end:
        raise ValueError(end)
    values: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    if kind in _WHOLE_NUMBERS:
        end = at + _WHOLE_NUMBERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:  # a real number, of which a logbook has none
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise ValueError(kind)
    return (payload[at:end].decode() if kind % 2 else payload[at:end]), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        value, at = value << 7 | byte & 0x7F, at + 1
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
