"""The form of a scan, made ready in a thread: its fields, and what stands in them to begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sonolog.domain.supervision import WHERE_QUESTION

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary
    from sonolog.usecases.field_help import FieldHelp
    from sonolog.usecases.logbook import Logbook

FORM = "scan"
AMENDING = "amend"
OWN_COLUMN = "custom"
"""The line where a column of one's own is typed, as “name: value”."""
_DAILY = (
    "date",
    "region",
    "side",
    "structures",
    "finding",
    "pathologies",
    "supervisor",
    "supervision",
    "role",
    "indication",
    "reported",
    "site",
)
"""Asked first, in this order; what is left of a repeated scan to say comes early."""
_NEXT_CARRIED = ("date", "site", "placement", "session", "setting", "supervisor", "supervision", "role")
"""What the next scan of the same list takes over: place and people."""
_TITLES = {
    "supervision": WHERE_QUESTION,
    "role": "Who held the probe?",
    "why": "Why amended",
    OWN_COLUMN: "A column of your own",
}
_OFFERED = 200
Make = Callable[[str, Mapping[str, str], str], "ScanForm"]
"""Makes a form of a record's id, what stands in it, and what the person should know."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the form."""

    name: str
    title: str
    hint: str
    """What may be typed, in a sentence."""
    offers: tuple[str, ...] = ()
    """Words offered while typing; terms are looked up instead."""
    term: str = ""
    """Kind of term in the vocabulary; empty for other fields."""
    many: bool = False
    is_day: bool = False
    is_prose: bool = False
    """Several lines may be typed."""
    is_person: bool = False
    stands_for: tuple[str, str] = ("", "")
    """What is shown in place of a record's id, and the id."""


@dataclass(frozen=True, slots=True)
class ScanForm:
    """A form ready to be filled in."""

    record: str
    title: str
    fields: tuple[FormField, ...]
    typed: Mapping[str, str]
    vocabulary: Vocabulary
    kind: str = FORM
    """Kind of the record."""
    amended: str = ""
    """What a person calls the scan that is amended; empty for a new one."""
    before: Mapping[str, str] = field(default_factory=dict)
    """What the amended scan says now, as typed."""
    first: str = "region"
    """The field to begin with."""
    said: str = ""
    """What the person should know, such as where the text comes from."""
    is_kept: bool = False
    """It was begun before, and is in the logbook's drafts."""


def new_form(logbook: Logbook) -> ScanForm:
    """Return an empty form, or the newest unfinished one."""
    from sonolog.usecases.log_scan import new_record_id

    return begun_again(logbook, FORM, lambda record, typed, said: _resumed(logbook, record, typed, said)) or _form(
        logbook, new_record_id(logbook), _today(logbook)
    )


def _resumed(logbook: Logbook, record: str, typed: Mapping[str, str], said: str) -> ScanForm:
    first = next((name for name in _DAILY if not typed.get(name)), "indication")
    return _form(logbook, record, typed, first=first, said=said)


def begun_again(logbook: Logbook, kind: str, make: Make) -> ScanForm | None:
    """Return the newest unfinished form of ``kind`` as ``make`` makes it; None where there is none."""
    from sonolog.usecases.drafts import kept_forms

    kept = next(iter(kept_forms(logbook, kind)), None)
    if kept is None:
        return None
    at = kept.at.astimezone(logbook.clock.now().tzinfo)
    said = f"Your unfinished form of {at:%d %b, %H:%M} is back. ^t throws it away."
    return replace(make(kept.record, kept.typed, said), is_kept=True)


def repeated_form(logbook: Logbook, trainee: str) -> ScanForm:
    """Return a form filled in from the last scan; what was found is left to say."""
    from sonolog.usecases.log_scan import new_record_id, repeat_fields

    typed = repeat_fields(logbook, trainee)
    said = "As the last scan; what was found is yours to say." if typed else "There is no scan to repeat yet."
    first = "finding" if typed else "region"
    return _form(logbook, new_record_id(logbook), _today(logbook) | typed, first=first, said=said)


def next_form(logbook: Logbook, typed: Mapping[str, str], said: str) -> ScanForm:
    """Return a form for the next scan of the same list."""
    from sonolog.usecases.log_scan import new_record_id

    carried = {name: typed[name] for name in _NEXT_CARRIED if typed.get(name)}
    return _form(logbook, new_record_id(logbook), carried, said=said)


def amending_form(logbook: Logbook, record: str) -> ScanForm:
    """Return the form of a scan that is there, with what was begun of an amendment."""
    return amendment(
        logbook, record, lambda which, typed, said: _form(logbook, which, typed, first="finding", said=said)
    )


def amendment(logbook: Logbook, record: str, make: Make) -> ScanForm:
    """Return the form that ``make`` makes of what a record says, or of what was begun to be amended of it."""
    from sonolog.usecases.amend import fields_to_amend
    from sonolog.usecases.drafts import kept_forms

    found = fields_to_amend(logbook, record)
    kept = next((one for one in kept_forms(logbook, AMENDING) if one.record == record), None)
    said = "What you had begun to amend is back. ^t throws it away." if kept else ""
    form = make(record, kept.typed if kept else found.typed, said)
    why = FormField("why", _TITLES["why"], "A reason, kept with the new version; it may stay empty.")
    return replace(
        form,
        title=f"Amend {found.label}",
        fields=(*form.fields, why),
        amended=found.label,
        before=found.typed,
        is_kept=kept is not None,
    )


def _today(logbook: Logbook) -> dict[str, str]:
    """Return today as a day that stays the same when the form is finished tomorrow."""
    from sonolog.usecases.field_showing import day_words

    return {"date": day_words(logbook.today)}


def _form(
    logbook: Logbook, record: str, typed: Mapping[str, str], *, first: str = "region", said: str = ""
) -> ScanForm:
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.usecases.field_help import field_help
    from sonolog.usecases.people import list_people

    known = {one.name: one for one in field_help("scan")}
    names = [*_DAILY, *(name for name in known if name not in _DAILY)]
    people = tuple(one.name for one in list_people(logbook) if not one.is_me)[:_OFFERED]
    called = _called(logbook, {name: text for name, text in typed.items() if _is_record(known, name)})
    own = sorted(name for name in typed if name.startswith(f"{OWN_COLUMN}."))
    fields = (
        *(_field(known[name], people, called.get(name, ("", ""))) for name in names),
        *(FormField(name, name.removeprefix(f"{OWN_COLUMN}."), "A column of your own.") for name in own),
    )
    shown = {name: called[name][0] if name in called else text for name, text in typed.items()}
    return ScanForm(record, "Log a scan", fields, shown, load_vocabulary(), first=first, said=said)


def _is_record(known: Mapping[str, FieldHelp], name: str) -> bool:
    return name in known and known[name].kind == "record"


def _called(logbook: Logbook, ids: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return what a person calls the records with ``ids``, beside the id."""
    from sonolog.usecases.field_showing import show_fields

    shown = show_fields(logbook, "scan", ids) if ids else ()
    return {one.name: (one.text, ids[one.name]) for one in shown}


def _field(known: FieldHelp, people: tuple[str, ...], stands_for: tuple[str, str]) -> FormField:
    from sonolog.tui.scan_offers import standing_hint
    from sonolog.usecases.field_words import term_kind

    labels = tuple(label for _, label in known.choices)
    return FormField(
        name=known.name,
        title=_TITLES.get(known.name, known.title),
        hint=standing_hint(known, people),
        offers=people if known.kind == "person" else labels or (("yes", "no") if known.kind == "flag" else ()),
        term=term_kind("scan", known.name) if known.kind == "term" else "",
        many=known.many,
        is_day=known.kind == "day",
        stands_for=stands_for,
    )
