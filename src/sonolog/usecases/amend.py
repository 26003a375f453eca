"""Change a record: a new version; the earlier ones stay.  Two current versions are settled by one that follows both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.domain.admission import make_record, read_record
from sonolog.domain.value import CustomField, Record
from sonolog.ledger.canonical import canonical
from sonolog.ledger.status import RecordState
from sonolog.store.lookups import HeadRow, body_of, first_authors
from sonolog.store.views import states_of
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.field_showing import FieldShower, typed_fields
from sonolog.usecases.fill_form import kept_levels, merged_levels, with_form_filled
from sonolog.usecases.find_record import find_record
from sonolog.usecases.framework_fields import with_framework_fields
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.held_back import require_shown
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.new_people import with_people_added
from sonolog.usecases.read_fields import read_fields
from sonolog.usecases.record_changes import FieldChange, field_changes
from sonolog.usecases.status_words import STATUS_WORDS
from sonolog.usecases.versions import Version, version_meant
from sonolog.usecases.writing import Place, Writing, writing

_FIXED = frozenset({"case", "source"})


@dataclass(frozen=True, slots=True)
class Changed:
    """What an amendment changed, in words."""

    id: str
    label: str
    status: str
    status_words: str
    changed: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Amendable:
    """A record as a form shows it."""

    id: str
    label: str
    typed: dict[str, str]


def fields_to_amend(logbook: Logbook, words: str, *, version: str = "") -> Amendable:
    """Return the fields of the record meant, as a person would type them; of its current version or of another one.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several.
        TwoVersions, UnknownVersion: see :func:`amend`.
        ActRefused: its answers are held back from whoever acts.
    """
    with logbook.reading() as connection:
        head = find_record(connection, words)
        state = states_of(connection, [head.record])[head.record]
        body = body_of(connection, version_meant(connection, head, state, version).digest)
        authors = first_authors(connection, [head.record])[head.record]
        require_shown(head.label, body, authors, logbook.actor, "amended")
    return Amendable(head.record, head.label, typed_fields(logbook, head.kind, body))


def amend(
    logbook: Logbook,
    words: str,
    typed: Mapping[str, str],
    *,
    why: str = "",
    new_people: bool = False,
    version: str = "",
) -> Changed:
    """Write a new version of the record meant, with the fields ``typed``; an empty text clears a field.

    ``version``, the first digits of a digest, says which version to go on from: an earlier one, to bring it back, or
    one of two current ones, which are settled by it.

    Raises:
        TwoVersions: the record has two current versions and ``version`` does not say which to go on from.
        UnknownVersion: ``version`` means none of the record's, or one whose text was taken away.
        ActRefused: the record is waiting for sign-off (recall it first), withdrawn, or another's.
        FieldsRefused, RecordRefused, IdentityRefused: the values may not be kept.
        NothingToDo: nothing would change.
    """
    with logbook.reading() as connection:
        kind = find_record(connection, words).kind
    said = clean_reason(why, asked=True)
    values, _ = read_fields(logbook, kind, typed, new_people=new_people)
    with writing(logbook, "amend") as act:
        ((head, state),) = require(act, [words], "amend")
        start = version_meant(act.connection, head, state, version)
        old = body_of(act.connection, _compared(state, start))
        value = amended(act, head, body_of(act.connection, start.digest), values)
        new = value.as_body()
        if new == old and len(state.heads) == 1:
            raise NothingToDo(f"{head.label} already says that; nothing was changed.")
        # One of two versions is kept as it is, the withdrawal of a draft included.
        gone = start.withdrawn and start.digest in state.heads and not typed
        place = Place(record=head.record, subject=head.subject, parents=state.heads, why=said, withdrawn=gone)
        act.record(value, place)
        shower = FieldShower.of(act.connection, kind, [old, new])
    status = "withdrawn" if gone else "amended" if state.sign_off or state.signed_in_earlier_version else "draft"
    return Changed(head.record, head.label, status, STATUS_WORDS[status], field_changes(shower, kind, old, new))


def _compared(state: RecordState, start: Version) -> str:
    """Return the version the new one is compared with: the current one, of two the one that is not kept."""
    return next((digest for digest in state.heads if digest != start.digest), state.head)


def amended(act: Writing, head: HeadRow, old: dict[str, Any], values: dict[str, Any]) -> Record:
    """Return the record with ``values`` put in, checked as a whole."""
    stored = read_record(head.kind, canonical(old))
    fields = {name: getattr(stored, name) for name in type(stored).model_fields}
    typed = {name: value for name, value in with_people_added(act, values).items() if name not in _FIXED}
    if "custom" in typed:
        typed["custom"] = _merged_columns(fields["custom"], typed["custom"])
    if "item_levels" in typed:
        typed["item_levels"] = merged_levels(kept_levels(fields, typed), typed["item_levels"] or ())
    said = {name: value for name, value in (fields | typed).items() if value is not None}
    if head.kind == "assessment":
        changed = {name: value for name, value in typed.items() if value != fields.get(name)}
        said = with_form_filled(act, head.subject, said, changed)
    return make_record(head.kind, with_framework_fields(act.logbook, act.connection, head.subject, head.kind, said))


def _merged_columns(old: tuple[CustomField, ...], new: tuple[dict[str, str], ...]) -> tuple[object, ...]:
    typed = {one["name"] for one in new}
    return (*(one for one in old if one.name not in typed), *(one for one in new if one["value"]))
