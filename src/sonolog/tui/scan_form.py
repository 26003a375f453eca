"""What the form of a scan asks the use cases: everything here runs in a thread, away from the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sonolog.domain.supervision import PROBE, WHERE, WHERE_QUESTION

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Term, Vocabulary
    from sonolog.usecases.field_help import FieldHelp
    from sonolog.usecases.logbook import Logbook

FORM = "scan"
AMENDING = "amend"
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
_TITLES = {"supervision": WHERE_QUESTION, "role": "Who held the probe?", "region": "Region", "why": "Why amended"}
_OFFERED = 200


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


@dataclass(frozen=True, slots=True)
class ScanForm:
    """A form ready to be filled in."""

    record: str
    title: str
    fields: tuple[FormField, ...]
    typed: Mapping[str, str]
    vocabulary: Vocabulary
    amended: str = ""
    """What a person calls the scan that is amended; empty for a new one."""
    before: Mapping[str, str] = field(default_factory=dict)
    """What the amended scan says now, as typed."""
    first: str = "region"
    """The field to begin with."""
    said: str = ""
    """What the person should know, such as where the text comes from."""


def new_form(logbook: Logbook) -> ScanForm:
    """Return an empty form, or the newest unfinished one."""
    from sonolog.usecases.drafts import kept_forms
    from sonolog.usecases.log_scan import new_record_id

    kept = next(iter(kept_forms(logbook, FORM)), None)
    if kept is None:
        return _form(logbook, new_record_id(logbook), {"date": "today"})
    at = kept.at.astimezone(logbook.clock.now().tzinfo)
    said = f"Your unfinished form of {at:%d %b, %H:%M} is back. ^t throws it away."
    return _form(logbook, kept.record, kept.typed, said=said)


def repeated_form(logbook: Logbook, trainee: str) -> ScanForm:
    """Return a form filled in from the last scan; what was found is left to say."""
    from sonolog.usecases.log_scan import new_record_id, repeat_fields

    typed = repeat_fields(logbook, trainee)
    said = "As the last scan; what was found is yours to say." if typed else "There is no scan to repeat yet."
    first = "finding" if typed else "region"
    return _form(logbook, new_record_id(logbook), {"date": "today"} | typed, first=first, said=said)


def next_form(logbook: Logbook, typed: Mapping[str, str], said: str) -> ScanForm:
    """Return a form for the next scan of the same list."""
    from sonolog.usecases.log_scan import new_record_id

    carried = {name: typed[name] for name in _NEXT_CARRIED if typed.get(name)}
    return _form(logbook, new_record_id(logbook), carried, said=said)


def amending_form(logbook: Logbook, record: str) -> ScanForm:
    """Return the form of a scan that is there, with what was begun of an amendment."""
    from sonolog.usecases.amend import fields_to_amend
    from sonolog.usecases.drafts import kept_forms

    found = fields_to_amend(logbook, record)
    kept = next((one for one in kept_forms(logbook, AMENDING) if one.record == record), None)
    said = "What you had begun to amend is back. ^t throws it away." if kept else ""
    form = _form(logbook, record, kept.typed if kept else found.typed, first="finding", said=said)
    return ScanForm(
        record=record,
        title=f"Amend {found.label}",
        fields=(*form.fields, FormField("why", _TITLES["why"], "A reason, kept with the new version.")),
        typed=form.typed,
        vocabulary=form.vocabulary,
        amended=found.label,
        before=found.typed,
        first=form.first,
        said=said,
    )


def save(form: ScanForm, typed: Mapping[str, str], logbook: Logbook, *, new_people: bool = False) -> str:
    """Save what is typed and return in a sentence what was saved.

    Raises:
        SonologError: it was refused; nothing was stored.
    """
    if form.amended:
        return _amend(form, typed, logbook, new_people=new_people)
    from sonolog.usecases.log_scan import log_scan

    said = {name: text for name, text in typed.items() if text.strip()}
    done = log_scan(logbook, said, record=form.record, new_people=new_people)
    added = [f"{name} added, accreditation not recorded." for name in done.added_people]
    return " ".join((f"{done.case}: {done.words}.", *added, *done.notices))


def keep(form: ScanForm, typed: Mapping[str, str], logbook: Logbook) -> None:
    """Keep what is typed so far."""
    from sonolog.usecases.drafts import keep_form

    keep_form(logbook, form.record, AMENDING if form.amended else FORM, typed)


def discard(form: ScanForm, logbook: Logbook) -> None:
    """Forget what is typed."""
    from sonolog.usecases.drafts import drop_form

    drop_form(logbook, form.record)


def offers(form: ScanForm, one: FormField, part: str, region: str) -> Iterable[str]:
    """Return the words that may complete ``part``, the likeliest first; none where it is understood as it stands."""
    if not one.term:
        return one.offers
    where = _region(form.vocabulary, region) if one.term != "region" else None
    if _is_known(form.vocabulary, one.term, part, where):
        return ()
    return _names(form.vocabulary.search(one.term, part, region=where))


def _region(vocabulary: Vocabulary, words: str) -> str | None:
    known = vocabulary.read_word(words) if words else ()
    return next((term.id for term in known if term.kind == "region"), None)


def _is_known(vocabulary: Vocabulary, kind: str, word: str, region: str | None) -> bool:
    from sonolog.domain.vocabulary import UnknownTerm

    try:
        vocabulary.find(kind, word, region=region)
    except UnknownTerm:
        return False
    return True


def _names(terms: Iterable[Term]) -> Iterator[str]:
    """Yield the names a term may be typed by in a list, its label first."""
    for term in terms:
        yield from (name for name in (term.label, *term.synonyms, term.id) if "," not in name)


def _amend(form: ScanForm, typed: Mapping[str, str], logbook: Logbook, *, new_people: bool) -> str:
    from sonolog.usecases.amend import amend

    names = {*typed, *form.before} - {"why"}
    changed = {name: typed.get(name, "") for name in names if typed.get(name, "") != form.before.get(name, "")}
    done = amend(logbook, form.record, changed, why=typed.get("why", ""), new_people=new_people)
    discard(form, logbook)
    return f"{done.label} amended: {', '.join(title for title, _, _ in done.changed)}. It is {done.status_words}."


def _form(
    logbook: Logbook, record: str, typed: Mapping[str, str], *, first: str = "region", said: str = ""
) -> ScanForm:
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.usecases.field_help import field_help
    from sonolog.usecases.people import list_people

    known = {one.name: one for one in field_help("scan")}
    names = [*_DAILY, *(name for name in known if name not in _DAILY and name != "custom")]
    people = tuple(one.name for one in list_people(logbook) if not one.is_me)[:_OFFERED]
    custom = sorted(name for name in typed if name.startswith("custom."))
    fields = tuple(_field(known[name], people) for name in names)
    own = tuple(FormField(name, name.removeprefix("custom."), "A column of your own.") for name in custom)
    return ScanForm(record, "Log a scan", (*fields, *own), typed, load_vocabulary(), first=first, said=said)


def _field(known: FieldHelp, people: tuple[str, ...]) -> FormField:
    from sonolog.usecases.field_words import term_kind

    labels = tuple(label for _, label in known.choices)
    return FormField(
        name=known.name,
        title=_TITLES.get(known.name, known.title),
        hint=_hint(known, labels, people),
        offers=people if known.kind == "person" else labels or (("yes", "no") if known.kind == "flag" else ()),
        term=term_kind("scan", known.name) if known.kind == "term" else "",
        many=known.many,
    )


def _hint(known: FieldHelp, labels: tuple[str, ...], people: tuple[str, ...]) -> str:
    if known.name in ("supervision", "role"):
        answers = WHERE if known.name == "supervision" else PROBE
        return " · ".join(f"{code}: {words}" for code, words in answers.items())
    if known.kind == "person":
        return f"A name: {', '.join(people[:6])}; a new one is added." if people else "A name; it is added."
    if labels:
        return " · ".join(labels)
    return _HINTS.get(known.name) or _BY_KIND.get(known.kind, "Free text; no patient's name or number.")


_HINTS = {
    "region": "For example shoulder, knee, wrist; anything the vocabulary knows.",
    "structures": "Structures with commas between; short forms are known: SSP, LHB, ATFL.",
    "findings": "Structure by structure: supraspinatus full-thickness tear; biceps normal.",
    "patient": "Tells patients apart without naming them: P-1, P-2.",
    "case": "",
}
_BY_KIND = {
    "day": "today, yesterday, tue, 28, 28/3, 2026-03-28.",
    "flag": "yes or no; leave it empty where nothing is to be said.",
    "minutes": "90, 1h30 or 45 min.",
    "number": "A whole number.",
    "term": "Words of the vocabulary, with commas between several.",
    "record": "A case number, or the end of an id.",
}
