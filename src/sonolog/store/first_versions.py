"""First versions of many new records at once: object and every row of the views, written without reading them back.

What is written is what :func:`sonolog.store.objects.keep` writes for the same texts; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from sonolog.domain.labels import day_of, label_of
from sonolog.ledger.canonical import JSON, canonical, canonical_text
from sonolog.ledger.canonical import digest as digest_of
from sonolog.store.engines import is_department
from sonolog.store.kind_tables import field_shapes, kind_table, stored_value
from sonolog.store.objects import StoredObject, keep
from sonolog.store.tables import head, revision
from sonolog.store.view_rows import spoken_words

_MANY = 5_000
"""Rows from which on it is worth building indexes once."""
_HASHED = "INSERT INTO search(search, rank) VALUES ('hashsize', ?)"
_USUALLY_HASHED, _MUCH_HASHED = 1_048_576, 16_777_216
"""Bytes of new words that the search gathers before it writes them (SQLite, FTS5, section 6.7)."""
_CACHE = 32_000
"""Kibibytes of pages kept in memory meanwhile."""
_TEXT, _WORDS = itemgetter(1), itemgetter(3)
SALT = 16
"""Bytes."""


class Spelled(NamedTuple):
    """One field of a record in every form in which it is kept; spelled once for all records that say the same."""

    name: str
    text: str
    """Name and value as they stand in the canonical text of the body."""
    column: Any
    """The value in the table of the kind."""
    words: str
    """What of it can be searched for."""


class FirstVersion(NamedTuple):
    """A record that is in no logbook yet."""

    record: str
    parts: Sequence[Spelled | None]
    """One place for each of :func:`places`, None where nothing is said."""
    guard: str = ""
    """Answers to the identity guard, spelled as :func:`spell_answers` does."""


class Origin(NamedTuple):
    """What all versions of one act have in common."""

    kind: str
    subject: str
    by: str
    at: str
    offset: int


@cache
def places(kind: str) -> dict[str, int]:
    """Return the place of every field of ``kind`` in the canonical text of a body: the order of their names."""
    return {name: place for place, name in enumerate(sorted(field_shapes(kind)))}


def spell(kind: str, name: str, value: JSON) -> Spelled:
    """Return a field in its spellings.

    Raises:
        NotCanonical: the value has no canonical form.
    """
    if type(value) is str:
        return Spelled(name, f'"{name}":{canonical_text(value)}', value, value)
    column = stored_value(field_shapes(kind)[name], value)
    return Spelled(name, f'"{name}":{canonical(value)}', column, " ".join(spoken_words(value)))


def spell_answers(answers: Sequence[dict[str, JSON]]) -> str:
    """Return answers to the identity guard as they stand in the text of a revision; nothing for none."""
    return f"{canonical({'guard': list(answers)})[1:-1]}," if answers else ""


@contextmanager
def indexes_built_afterwards(connection: Connection, expected: int) -> Iterator[None]:
    """Leave the indexes of heads and revisions alone meanwhile and build them at the end, where that is quicker.

    It is where most rows will be new: building an index sorts once, keeping it up to date looks for every place.
    """
    there = int(connection.execute(select(func.count()).select_from(head)).scalar_one())
    indexes = sorted((*head.indexes, *revision.indexes), key=lambda one: str(one.name))
    if expected < _MANY or expected < there or is_department(connection):
        indexes = []
    for index in indexes:
        index.drop(connection)
    if indexes:
        usual = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
        connection.exec_driver_sql(f"PRAGMA cache_size = {-_CACHE}")
        connection.exec_driver_sql(_HASHED, (_MUCH_HASHED,))
    yield
    if indexes:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")
        connection.exec_driver_sql(_HASHED, (_USUALLY_HASHED,))
        connection.exec_driver_sql("DELETE FROM search_config WHERE k = 'hashsize'")  # as in a file that never had it
    for index in indexes:
        index.create(connection)


def keep_first_versions(
    connection: Connection, origin: Origin, versions: Sequence[FirstVersion], entropy: Callable[[int], bytes]
) -> list[str]:
    """Keep objects and views of new records, and return the digests of the objects in the order of ``versions``."""
    salts = entropy(SALT * len(versions)).hex()
    lead = f'{{"at":"{origin.at}","body":{{'
    middle = f'}},"by":"{origin.by}",'
    kind = f'"kind":"{origin.kind}","offset":{origin.offset},"parents":[],"record":"'
    end = f'","subject":"{origin.subject}","t":"revision","v":1}}'
    used = _used(versions)
    pick = itemgetter(*used) if len(used) > 1 else lambda parts: [parts[at] for at in used]
    said = [pick(one.parts) for one in versions]
    digests, objects = [], []
    for place, ((record, _, guard), parts) in enumerate(zip(versions, said, strict=True)):
        salt = salts[place * 2 * SALT : (place + 1) * 2 * SALT]
        body = ",".join(map(_TEXT, filter(None, parts)))
        text = f'{lead}{body}{middle}{guard}{kind}{record}","salt":"{salt}{end}'
        digest = digest_of(text)
        digests.append(digest)
        objects.append((digest, text))
    if is_department(connection):  # a server keeps its views itself
        keep(connection, [StoredObject(one, "revision", text) for one, text in objects])
        return digests
    insert_objects(connection, objects)
    _insert_revisions(connection, origin, zip(digests, (one[0] for one in versions), strict=True))
    _insert_views(connection, origin, list(zip(digests, versions, said, strict=True)), used)
    return digests


def _used(versions: Sequence[FirstVersion]) -> tuple[int, ...]:
    """Return the places in which any of them says something."""
    columns = zip(*[one.parts for one in versions], strict=True)
    return tuple(place for place, column in enumerate(columns) if any(column))


def insert_objects(connection: Connection, objects: list[tuple[str, str]]) -> None:
    """Insert the texts in the order of their digests, which keeps the index in one piece."""
    sql = "INSERT INTO object(digest, type, text, signature) VALUES (?, 'revision', ?, NULL)"
    connection.exec_driver_sql(sql, sorted(objects))


def _insert_revisions(connection: Connection, origin: Origin, pairs: Iterable[tuple[str, str]]) -> None:
    sql = (
        "INSERT INTO revision(digest, record, kind, subject, author, at, parents, why, withdrawn, redacted)"
        " VALUES (?, ?, ?, ?, ?, ?, '[]', NULL, 0, 0)"
    )
    same = (origin.kind, origin.subject, origin.by, origin.at)
    connection.exec_driver_sql(sql, sorted([(digest, record, *same) for digest, record in pairs]))


def _insert_views(
    connection: Connection,
    origin: Origin,
    kept: Sequence[tuple[str, FirstVersion, Sequence[Spelled | None]]],
    used: tuple[int, ...],
) -> None:
    row = int(connection.execute(select(func.max(head.c.row))).scalar() or 0)
    kind, subject, at = origin.kind, origin.subject, origin.at
    named_by, day_by = _labelled_by(kind)
    heads, rows, texts = [], [], []
    for digest, (record, parts, _), said in kept:
        row += 1
        named, day = (parts[named_by[0]] if named_by else None), (parts[day_by] if day_by >= 0 else None)
        label = label_of(kind, {named_by[1]: named[2]} if named_by and named is not None else {})
        heads.append((row, record, kind, subject, digest, day and day[2], label, at, at))
        rows.append((record, subject, *[part and part[2] for part in said]))
        texts.append((row, f"{label} {' '.join(filter(None, map(_WORDS, filter(None, said))))}"))
    connection.exec_driver_sql(_HEAD, heads)
    connection.exec_driver_sql(_kind_insert(kind, used), rows)
    connection.exec_driver_sql("INSERT INTO search(rowid, content) VALUES (?, ?)", texts)


_HEAD = (
    "INSERT INTO head(row, record, kind, subject, digest, status, day, label, versions, created, changed)"
    " VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, 1, ?, ?)"
)


@cache
def _kind_insert(kind: str, used: tuple[int, ...]) -> str:
    names = tuple(places(kind))
    listed = ", ".join(f'"{name}"' for name in ("record", "subject", *(names[place] for place in used)))
    marks = ", ".join("?" * (len(used) + 2))
    return f'INSERT INTO "{kind_table(kind).name}"({listed}) VALUES ({marks})'  # noqa: S608  (names of our own)


@cache
def _labelled_by(kind: str) -> tuple[tuple[int, str] | None, int]:
    """Return the field that names a record of ``kind``, and the place of its day; found by asking for them."""
    named = next((name for name in places(kind) if label_of(kind, {name: "named"}) == "named"), None)
    day = next((place for name, place in places(kind).items() if day_of({name: "day"})), -1)
    return (places(kind)[named], named) if named else None, day
