"""A name that is almost a known one: refused with the nearest, and how to insist on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

INSIST = "If it is somebody new, say it again with --yes."


@contextmanager
def offering_new_people(kind: str) -> Iterator[None]:
    """Add how to insist to a refusal that rests on an unknown person in a record of ``kind``.

    Raises:
        SonologError: as it came.
    """
    from sonolog.usecases.errors import FieldsRefused, UnknownPerson

    try:
        yield
    except FieldsRefused as refusal:
        if any(_names_a_person(kind, fault.field) and fault.nearest for fault in refusal.faults):
            refusal.hint = " ".join(part for part in (refusal.hint, INSIST) if part)
        raise
    except UnknownPerson as refusal:
        refusal.hint = " ".join(part for part in (refusal.hint, INSIST) if part)
        raise


def _names_a_person(kind: str, name: str) -> bool:
    from sonolog.usecases.field_words import declared

    found = declared(kind, name)
    return found is not None and found.type == "person"
