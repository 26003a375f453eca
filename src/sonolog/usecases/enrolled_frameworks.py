"""The frameworks a trainee is judged by: each by the text pinned at enrolment."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sonolog.domain.framework import Framework
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.ledger.objects import Document
from sonolog.paths import Home
from sonolog.store.database import Connection
from sonolog.store.enrolments import EnrolmentRow, enrolment_rows
from sonolog.store.objects import stored_text
from sonolog.usecases.errors import FrameworkLost, NotEnrolled
from sonolog.usecases.frameworks import find_framework
from sonolog.usecases.logbook import Logbook


def enrolled_frameworks(
    connection: Connection, trainee: str, name: str, *, home: Home, as_of: date, only: str | None = None
) -> tuple[Framework, ...]:
    """Return the frameworks ``trainee`` (called ``name``) was enrolled on by ``as_of``.

    With ``only``, that one: as pinned, or as it is known to this home where the trainee is not enrolled on it.

    Raises:
        NotEnrolled: on none.
        UnknownFramework: ``only`` is known neither by enrolment nor here.
    """
    rows = enrolment_rows(connection, trainee, as_of)
    if only is not None:
        pinned = [row for row in rows if row.framework == only]
        if not pinned:
            return (find_framework(only, home).framework,)
        rows = tuple(pinned)
    if not rows:
        raise NotEnrolled(name)
    return tuple(pinned_framework(connection, row.document) for row in rows)


def followed(logbook: Logbook, trainee: str) -> frozenset[tuple[str, str]]:
    """Return name and edition of every framework the trainee follows today."""
    with logbook.reading() as connection:
        rows = enrolment_rows(connection, trainee, logbook.today)
    return frozenset((row.framework, row.edition) for row in rows)


def titles_followed(connection: Connection, trainee: str, as_of: date) -> tuple[str, ...]:
    """Return title and edition of every framework followed on a day; of one that is lost the word it is typed with."""
    return tuple(f"{_title(connection, row)} {row.edition}" for row in enrolment_rows(connection, trainee, as_of))


def _title(connection: Connection, row: EnrolmentRow) -> str:
    try:
        return pinned_framework(connection, row.document).title
    except FrameworkLost:
        return row.framework


def pinned_framework(connection: Connection, digest: str) -> Framework:
    """Return the framework whose text is the document ``digest``.

    Raises:
        FrameworkLost: the logbook does not hold it, or this program cannot read it.
    """
    text = stored_text(connection, digest)
    if text is None:
        raise FrameworkLost(digest)
    return _read(digest, Document.from_text(text).content)


@lru_cache(maxsize=64)
def _read(digest: str, content: str) -> Framework:
    framework, _ = read_framework(content, file=digest, vocabulary=load_vocabulary())
    if framework is None:
        raise FrameworkLost(digest)
    return framework
