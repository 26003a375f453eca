"""The form of a record of any kind but a scan, made ready in a thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sonolog.tui.scan_form import OWN_COLUMN, FormField, ScanForm, amendment, begun_again

if TYPE_CHECKING:
    from sonolog.usecases.field_help import FieldHelp
    from sonolog.usecases.logbook import Logbook

_OFFERED = 200
_PROSE = "Several lines: enter begins a new one, down at the last goes on. No patient's name or number."
_FIRST = ("date", "start", "until")


def new_record_form(kind: str, trainee: str, logbook: Logbook) -> ScanForm:
    """Return an empty form of ``kind``, or the newest unfinished one."""
    from sonolog.usecases.day_words import day_words
    from sonolog.usecases.log_scan import new_record_id

    today = {name: day_words(logbook.today) for name in ("date", "start")}
    make = partial(_form, logbook, kind, trainee)
    return begun_again(logbook, kind, make) or make(new_record_id(logbook), today)


def amending_record_form(record: str, kind: str, trainee: str, logbook: Logbook) -> ScanForm:
    """Return the form of a record that is there, with what was begun of an amendment."""
    return amendment(logbook, record, partial(_form, logbook, kind, trainee))


def _form(logbook: Logbook, kind: str, trainee: str, record: str, typed: Mapping[str, str], said: str = "") -> ScanForm:
    from sonolog.domain.kinds import record_class
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.usecases.field_help import field_help
    from sonolog.usecases.people import list_people

    known = sorted(field_help(kind), key=lambda one: one.name not in _FIRST)
    people = tuple(one.name for one in list_people(logbook))[:_OFFERED]
    offered = dict(_offered(logbook, kind, trainee))
    fields = tuple(_field(kind, one, people, offered.get(one.name, ())) for one in known)
    names = {one.name for one in fields}
    shown = {name: text for name, text in typed.items() if name in names or name == "why"}
    first = next((one.name for one in fields if not shown.get(one.name)), fields[0].name)
    title = f"Add: {record_class(kind).title.lower()}"
    return ScanForm(record, title, fields, shown, load_vocabulary(), kind=kind, first=first, said=said)


def _field(kind: str, known: FieldHelp, people: tuple[str, ...], offered: tuple[str, ...]) -> FormField:
    from sonolog.tui.scan_offers import standing_hint
    from sonolog.usecases.field_words import term_kind

    labels = tuple(label for _, label in known.choices)
    by_kind = {"person": people, "flag": ("yes", "no")}
    offers = offered or by_kind.get(known.kind, labels)
    hint = " · ".join(offered[:12]) if offered else standing_hint(known, people)
    hint = _PROSE if known.kind == "prose" else hint
    hint = f"F6 fills it in, item by item. {hint}" if (kind, known.name) == ("assessment", "form") else hint
    needed = " It has to be filled in." if known.required else ""
    return FormField(
        name=known.name,
        title="A column of your own" if known.name == OWN_COLUMN else known.title,
        hint=f"{hint}{needed}",
        offers=offers,
        term=term_kind(kind, known.name) if known.kind == "term" else "",
        many=known.many,
        is_day=known.kind == "day",
        is_prose=known.kind == "prose",
        is_person=known.kind == "person",
        is_closed=known.kind in ("term", "code", "flag"),
    )


def _offered(logbook: Logbook, kind: str, trainee: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be named in fields that mean a framework, something in it, or another record."""
    from sonolog.usecases.fill_form_fields import nameable_forms
    from sonolog.usecases.framework_fields import nameable
    from sonolog.usecases.list_records import list_records
    from sonolog.usecases.list_scans import list_scans

    yield from nameable(logbook, trainee).items()
    if kind == "assessment":
        yield "form", nameable_forms(logbook)
    yield "placement", tuple(one.label for one in list_records(logbook, trainee, kinds=("placement",)))
    if kind in ("reflection", "assessment"):
        cases = tuple(one.case for one in list_scans(logbook, trainee, limit=_OFFERED).scans)
        yield "scan", cases
        yield "scans", cases
