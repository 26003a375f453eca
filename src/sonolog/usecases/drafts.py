"""Unfinished forms, kept as typed, so that a killed app loses at most the last second."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sonolog.clock import read_stamp, stamp
from sonolog.store.drafts import Draft, drafts, drop_draft, keep_draft
from sonolog.usecases.logbook import Logbook


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One unfinished form."""

    record: str
    """The id the record will have."""
    form: str
    at: datetime
    typed: dict[str, str]


def keep_form(logbook: Logbook, record: str, form: str, typed: Mapping[str, str]) -> None:
    """Keep what is typed so far, but for a field that could identify a patient: that is not written anywhere."""
    from sonolog.usecases.guarding import identifies  # Home only looks what there is

    harmless = {name: text for name, text in typed.items() if not identifies(name, text)}
    text = json.dumps(harmless)
    unfinished = Draft(record, form, logbook.actor, stamp(logbook.clock.now()), text)
    with logbook.database.write() as connection:
        keep_draft(connection, unfinished)


def kept_forms(logbook: Logbook, form: str) -> tuple[KeptForm, ...]:
    """Return the unfinished forms of whoever acts, the newest first; one that is damaged is not offered."""
    with logbook.reading() as connection:
        found = drafts(connection)
    mine = (_kept(one) for one in found if one.form == form and one.person == logbook.actor)
    return tuple(one for one in mine if one is not None)


def _kept(one: Draft) -> KeptForm | None:
    try:
        at, typed = read_stamp(one.at), json.loads(one.text)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(typed, dict) or not all(isinstance(text, str) for text in typed.values()):
        return None
    return KeptForm(one.record, one.form, at, typed)


def drop_form(logbook: Logbook, record: str) -> None:
    """Forget an unfinished form."""
    with logbook.database.write() as connection:
        drop_draft(connection, record)
