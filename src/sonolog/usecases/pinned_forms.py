"""The forms assessments were made on, by the texts kept with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sonolog.assessment.reader import read_form
from sonolog.domain.form import AssessmentForm
from sonolog.ledger.objects import Document, read_object
from sonolog.store.database import Connection
from sonolog.store.objects import stored_text
from sonolog.usecases.form_errors import FormLost


def pinned_form(connection: Connection, digest: str) -> AssessmentForm:
    """Return the form whose text is the document ``digest``.

    Raises:
        FormLost: the logbook does not hold it, or this program cannot read it.
    """
    text = stored_text(connection, digest)
    found = read_object(text) if text is not None else None
    if not isinstance(found, Document):
        raise FormLost(digest)
    return _read(digest, found.content)


def forms_of(connection: Connection, bodies: Iterable[Mapping[str, Any]]) -> dict[str, AssessmentForm]:
    """Return the forms that stored assessments name, by digest; one that cannot be read is left out."""
    found: dict[str, AssessmentForm] = {}
    for digest in {str(body["document"]) for body in bodies if body.get("document")}:
        try:
            found[digest] = pinned_form(connection, digest)
        except FormLost:  # what is stored is shown as it stands
            continue
    return found


@lru_cache(maxsize=64)
def _read(digest: str, content: str) -> AssessmentForm:
    form, _ = read_form(content, file=digest)
    if form is None:
        raise FormLost(digest)
    return form
