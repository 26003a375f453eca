"""What becomes of a filled form, in a thread: judged, saved, kept as a draft, or thrown away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sonolog.errors import SonologError
from sonolog.tui.scan_form import AMENDING, FORM, LINE, OWN_COLUMN, ScanForm

if TYPE_CHECKING:
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.scan_faults import ScanFaults


_OF_THE_FORM = ("why", LINE, OWN_COLUMN)
"""Lines of the form that are no fields of the record."""


def judged(form: ScanForm, typed: Mapping[str, str], logbook: Logbook) -> ScanFaults:
    """Return everything that is wrong with the form, by the names of its lines."""
    from sonolog.usecases.scan_faults import ScanFaults, scan_faults

    said = _said(form, typed)
    if form.kind != FORM:
        return ScanFaults(tuple(_why_faults(typed.get("why", ""))), ())
    if not form.amended:
        found = scan_faults(logbook, said)
    else:
        in_region = {"region": said["region"]} if said.get("region") else {}
        found = scan_faults(logbook, in_region | _changed(form, said), whole=not said.get("region"))
    of_form = (*_line_faults(typed), *found.faults, *_own_faults(typed), *_why_faults(typed.get("why", "")))
    return ScanFaults(of_form, found.strangers)


def save(form: ScanForm, typed: Mapping[str, str], logbook: Logbook, *, new_people: bool = False) -> str:
    """Save what is typed and return in a sentence what was saved.

    Raises:
        SonologError: it was refused; nothing was stored.
    """
    said = _said(form, typed)
    if form.amended:
        return _amend(form, said, typed.get("why", ""), logbook, new_people=new_people)
    if form.kind != FORM:
        return _add(form, said, logbook, new_people=new_people)
    from sonolog.usecases.log_scan import log_scan

    done = log_scan(logbook, said, record=form.record, new_people=new_people)
    added = [f"{name} added, accreditation not recorded." for name in done.added_people]
    return " ".join((f"Logged {done.case}: {done.words}.", *added, *done.notices))


def keep(form: ScanForm, typed: Mapping[str, str], logbook: Logbook) -> None:
    """Keep what is typed so far; “yesterday” is kept as the day it means now."""
    from sonolog.usecases.drafts import keep_form

    days = {one.name: spoken_day(text, logbook) for one in form.fields if one.is_day and (text := typed.get(one.name))}
    kept = {**typed, **_ids(form, typed), **days}
    keep_form(logbook, form.record, AMENDING if form.amended else form.kind, kept)


def discard(form: ScanForm, logbook: Logbook) -> None:
    """Forget what is typed."""
    from sonolog.usecases.drafts import drop_form

    drop_form(logbook, form.record)


def spoken_day(text: str, logbook: Logbook) -> str:
    """Return the day that ``text`` means today, in words that mean the same tomorrow; else ``text`` itself."""
    from sonolog.domain.when import DayRefused, read_day
    from sonolog.usecases.day_words import day_words

    try:
        return day_words(read_day(text, logbook.today, future=True))
    except DayRefused:
        return text


def _said(form: ScanForm, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what the form says to the use cases: ids for what stands for them, a column of one's own by its name."""
    said = {name: text for name, text in typed.items() if text.strip() and name not in _OF_THE_FORM}
    name, _, value = typed.get(OWN_COLUMN, "").partition(":")
    own = {f"{OWN_COLUMN}.{name.strip()}": value.strip()} if name.strip() and value.strip() else {}
    return said | _ids(form, typed) | own


def _ids(form: ScanForm, typed: Mapping[str, str]) -> dict[str, str]:
    ids = {one.name: one.records.get(typed.get(one.name, "")) for one in form.fields}
    return {name: record for name, record in ids.items() if record is not None}


def _changed(form: ScanForm, said: Mapping[str, str]) -> dict[str, str]:
    names = sorted({*said, *form.before})
    return {name: said.get(name, "") for name in names if said.get(name, "") != form.before.get(name, "")}


def _add(form: ScanForm, said: Mapping[str, str], logbook: Logbook, *, new_people: bool) -> str:
    from sonolog.usecases.add_record import add_record

    done = add_record(logbook, form.kind, said, record=form.record, new_people=new_people)
    discard(form, logbook)
    added = [f"{name} added, accreditation not recorded." for name in done.added_people]
    return " ".join((f"Added {done.kind_title.lower()} {done.label}.", *added))


def _amend(form: ScanForm, said: Mapping[str, str], why: str, logbook: Logbook, *, new_people: bool) -> str:
    from sonolog.usecases.amend import amend

    done = amend(logbook, form.record, _changed(form, said), why=why, new_people=new_people)
    discard(form, logbook)
    return f"{done.label} amended: {', '.join(title for title, _, _ in done.changed)}. It is {done.status_words}."


def _line_faults(typed: Mapping[str, str]) -> Iterator[FieldFault]:
    """Yield what of the line is not understood, so that no word of it is left out unseen."""
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.quick_line import read_quick_line

    text = typed.get(LINE, "")
    refused = read_quick_line(f"{text} ").refused if text.strip() else ""
    if refused:
        yield FieldFault("In one line", LINE, text, refused)


def _own_faults(typed: Mapping[str, str]) -> Iterator[FieldFault]:
    from sonolog.usecases.errors import FieldFault

    text = typed.get(OWN_COLUMN, "")
    name, _, value = text.partition(":")
    if text.strip() and not (name.strip() and value.strip()):
        yield FieldFault("Column", OWN_COLUMN, text, "needs a name and what it says, such as “Probe: linear”")


def _why_faults(why: str) -> Iterator[FieldFault]:
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.guarding import clean_reason

    try:
        clean_reason(why, asked=True)
    except SonologError as refusal:
        yield FieldFault("Why", "why", why, refusal.message, (), refusal.hint)
