"""The form of a scan, made ready in a thread: its fields, and what stands in them to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sonolog.domain.supervision import WHERE_QUESTION
from sonolog.tui.offering import Offering

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary
    from sonolog.usecases.field_help import FieldHelp
    from sonolog.usecases.likely_scan import UsualWords
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
LINE = "in one line"
"""The line in which a whole scan is typed; what it says stands in the fields below."""
SECOND_READ = ("supervisor_finding", "supervisor_findings", "agreement")
"""Asked only of a scan whose own finding is saved: a first read is blind when it is fixed before the second."""
_TITLES = {
    "supervision": WHERE_QUESTION,
    "role": "Who held the probe?",
    "why": "Why amended",
    OWN_COLUMN: "A column of your own",
    LINE: "In one line",
}
_LINE_HINT = "For example: shoulder l supraspinatus tear direct. Enter saves it."
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
    records: Mapping[str, str] = field(default_factory=dict)
    """What is shown in place of a record's id, to the id."""
    is_closed: bool = False
    """Only the words offered can be meant, so that any part of one finds it."""


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
    usual: UsualWords | None = None
    """How often the trainee's scans say what."""
    trainee: str = ""


def new_form(logbook: Logbook, trainee: str) -> ScanForm:
    """Return the newest unfinished form, or one with the likely place and people and nothing else."""
    return begun_again(
        logbook, FORM, lambda record, typed, said: _resumed(logbook, record, typed, said, trainee)
    ) or _likely_form(logbook, trainee, {}, first="region")


def quick_form(logbook: Logbook, trainee: str) -> ScanForm:
    """Return a form that begins with a line for a whole scan."""
    return _with_line(_likely_form(logbook, trainee, {}, first=LINE))


def _with_line(form: ScanForm) -> ScanForm:
    """Return the form with a line for a whole scan above its fields."""
    line = FormField(LINE, _TITLES[LINE], _LINE_HINT)
    return replace(form, title="A scan in one line", fields=(line, *form.fields), first=LINE)


def template_form(logbook: Logbook, trainee: str, slot: int) -> ScanForm:
    """Return a form filled in from a template.

    Raises:
        NoTemplate: there is none of this digit.
    """
    from sonolog.usecases.templates import template_fields

    typed = template_fields(logbook, slot)
    said = f"From template {slot}; what was found is yours to say."
    return _likely_form(logbook, trainee, typed, first=next(_open(typed)), said=said)


def _likely_form(logbook: Logbook, trainee: str, typed: Mapping[str, str], *, first: str, said: str = "") -> ScanForm:
    from sonolog.usecases.likely_scan import likely_fields
    from sonolog.usecases.log_scan import new_record_id

    filled = {**_today(logbook), **likely_fields(logbook, trainee), **typed}
    return _form(logbook, new_record_id(logbook), filled, first=first, said=said, trainee=trainee)


def _open(typed: Mapping[str, str]) -> Iterator[str]:
    """Yield the fields of the day that are left to say: of a filled template first the finding."""
    yield from (name for name in ("region", "side", "finding") if not typed.get(name))


def _resumed(logbook: Logbook, record: str, typed: Mapping[str, str], said: str, trainee: str) -> ScanForm:
    first = next((name for name in _DAILY if not typed.get(name)), "indication")
    form = _form(logbook, record, typed, first=first, said=said, trainee=trainee)
    return _with_line(form) if typed.get(LINE) else form


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
    record = new_record_id(logbook)
    return _form(logbook, record, _today(logbook) | typed, first=first, said=said, trainee=trainee)


def next_form(logbook: Logbook, typed: Mapping[str, str], said: str, *, after: ScanForm) -> ScanForm:
    """Return a form for the next scan of the same list as the scan ``typed`` into the form ``after``."""
    from sonolog.usecases.likely_scan import PLACE_AND_PEOPLE
    from sonolog.usecases.log_scan import new_record_id

    ids = {one.name: one.records for one in after.fields}
    told = {name: typed[name] for name in ("date", *PLACE_AND_PEOPLE) if typed.get(name)}
    carried = {name: ids[name].get(text, text) for name, text in told.items()}
    form = _form(logbook, new_record_id(logbook), carried, said=said, trainee=after.trainee)
    return _with_line(form) if after.fields[0].name == LINE else form


def amending_form(logbook: Logbook, record: str, trainee: str, first: str) -> ScanForm:
    """Return the form of a scan that is there, with what was begun of an amendment."""

    def make(which: str, typed: Mapping[str, str], said: str) -> ScanForm:
        return _form(logbook, which, typed, first=first, said=said, trainee=trainee, is_committed=True)

    return amendment(logbook, record, make)


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
    from sonolog.usecases.day_words import day_words

    return {"date": day_words(logbook.today)}


def _form(
    logbook: Logbook,
    record: str,
    typed: Mapping[str, str],
    *,
    first: str = "region",
    said: str = "",
    trainee: str = "",
    is_committed: bool = False,
) -> ScanForm:
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.usecases.field_help import field_help
    from sonolog.usecases.likely_scan import usual_words

    usual = usual_words(logbook, trainee) if trainee else None
    offering = Offering.of(logbook, trainee, usual)
    hidden = () if is_committed and (typed.get("finding") or typed.get("findings")) else SECOND_READ
    known = {one.name: one for one in field_help("scan") if one.name not in hidden}
    names = [*_DAILY, *(name for name in known if name not in _DAILY)]
    records = offering.records(logbook, typed)
    own = sorted(name for name in typed if name.startswith(f"{OWN_COLUMN}."))
    fields = (
        *(_field(known[name], offering, records.get(name, {})) for name in names),
        *(FormField(name, name.removeprefix(f"{OWN_COLUMN}."), "A column of your own.") for name in own),
    )
    labels = {name: {record: label for label, record in found.items()} for name, found in records.items()}
    shown = {name: labels.get(name, {}).get(text, text) for name, text in typed.items()}
    return ScanForm(
        record, "Log a scan", fields, shown, load_vocabulary(), first=first, said=said, usual=usual, trainee=trainee
    )


def _field(known: FieldHelp, offering: Offering, records: Mapping[str, str]) -> FormField:
    from sonolog.tui.scan_offers import standing_hint
    from sonolog.usecases.field_words import term_kind

    return FormField(
        name=known.name,
        title=_TITLES.get(known.name, known.title),
        hint=standing_hint(known, offering.people, tuple(records)),
        offers=tuple(records) or offering.words(known),
        term=term_kind("scan", known.name) if known.kind == "term" else "",
        many=known.many,
        is_day=known.kind == "day",
        is_person=known.kind == "person",
        records=records,
        is_closed=known.kind in ("term", "code", "flag") or bool(records),
    )
