"""Log a scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sonolog.domain.admission import make_record
from sonolog.domain.scan import Scan
from sonolog.ledger.identifiers import CASE_LENGTH, case_number
from sonolog.store.database import Connection
from sonolog.store.drafts import drop_draft
from sonolog.store.lookups import head_of, last_scan_body, scan_bodies_of_day
from sonolog.usecases.day_words import day_words
from sonolog.usecases.errors import NobodyActs, WordRefused
from sonolog.usecases.field_showing import typed_fields
from sonolog.usecases.finding_words import overall_finding
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.new_people import with_people_added
from sonolog.usecases.people import trainee_row
from sonolog.usecases.read_fields import read_fields
from sonolog.usecases.writing import Place, Writing, writing

CARRIED = (
    "examination",
    "region",
    "side",
    "structures",
    "placement",
    "session",
    "site",
    "setting",
    "role",
    "supervision",
    "supervisor",
)
"""What a repeated scan takes over: place, people and what was scanned; never what was found or thought of it."""
_TRIES_FOR_SHORT = 6
_NAMED = 2
"""Scans that are named of those that say the same."""
_LONGEST_CASE = 8


@dataclass(frozen=True, slots=True)
class LoggedScan:
    """A scan that is kept."""

    id: str
    case: str
    day: date
    words: str
    added_people: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def new_record_id(logbook: Logbook) -> str:
    """Return the id of a record to come: made before the first save, so that saving again is the same record."""
    return logbook.new_id()


def log_scan(
    logbook: Logbook,
    typed: Mapping[str, str],
    *,
    record: str | None = None,
    trainee: str | None = None,
    new_people: bool = False,
) -> LoggedScan:
    """Log the scan that ``typed`` describes (see :func:`read_fields.read_fields`); today, if no day is said.

    ``record`` is the id made for it before; a scan already kept under it is answered, not kept again.

    Raises:
        FieldsRefused: fields not understood; all of them.
        RecordRefused, IdentityRefused: the values may not be kept.
        NobodyActs: it is not known who logs.
    """
    values, added = read_fields(logbook, "scan", typed, new_people=new_people)
    return log_scan_value(logbook, values, record=record, trainee=trainee, added_people=added)


def log_scan_value(
    logbook: Logbook,
    values: Mapping[str, Any],
    *,
    record: str | None = None,
    trainee: str | None = None,
    added_people: tuple[str, ...] = (),
) -> LoggedScan:
    """Log a scan given as values; see :func:`log_scan`."""
    if logbook.actor is None:
        raise NobodyActs
    wanted = record or logbook.new_id()
    with writing(logbook, "log") as act:
        subject = trainee_row(act.connection, logbook, trainee).id
        kept = head_of(act.connection, wanted)
        if kept is not None:
            return LoggedScan(wanted, kept.label, date.fromisoformat(kept.day or ""), kept.label)
        named = with_people_added(act, dict(values))
        scan = _scan(act, named)
        act.record(scan, Place(record=wanted, subject=subject))
        drop_draft(act.connection, wanted)
        notices = _notices(act.connection, subject, scan)
    return LoggedScan(wanted, scan.case, scan.date, scan_words(logbook, scan), added_people, notices)


def _scan(act: Writing, values: dict[str, Any]) -> Scan:
    said = {name: value for name, value in values.items() if value is not None}
    said.setdefault("date", act.logbook.today)
    said.setdefault("case", _free_case(act))
    if "examination" not in said and "region" in said:
        said["examination"] = _usual_examination(str(said["region"]))
    if said.get("role", "performed") == "performed":
        said.setdefault("adequate", True)
    if "finding" not in said and said.get("findings"):
        said["finding"] = overall_finding(said["findings"])
    if "region" not in said:
        raise WordRefused("scan", "the region is missing", hint="For example: sonolog log shoulder left")
    return cast("Scan", make_record("scan", said))


def _usual_examination(region: str) -> str:
    from sonolog.frameworks.vocabulary import load_vocabulary

    return load_vocabulary().default_examination(region) or "msk"


def _free_case(act: Writing) -> str:
    """Return a case number nobody has in this logbook; longer ones once most short ones are taken."""
    from sonolog.store.lookups import is_label_taken

    for length in range(CASE_LENGTH, _LONGEST_CASE + 1):
        for _ in range(_TRIES_FOR_SHORT):
            case = case_number(act.logbook.entropy, length=length)
            if not is_label_taken(act.connection, case):
                return case
    return case_number(act.logbook.entropy, length=_LONGEST_CASE)


def _notices(connection: Connection, subject: str, scan: Scan) -> tuple[str, ...]:
    """Return what is worth a second look: the same scan twice, a structure that lies elsewhere."""
    new = scan.as_body() | {"case": None}
    earlier = scan_bodies_of_day(connection, subject, scan.date)
    same = [str(body["case"]) for body in earlier if body | {"case": None} == new]
    others = same[:_NAMED] + ([f"{len(same) - _NAMED} more"] if len(same) > _NAMED else [])
    say = "says" if len(same) == 1 else "say"
    twice = f"{', '.join(others)} of the same day {say} exactly the same. If it was one scan, undo this one."
    elsewhere = _lying_elsewhere(scan)
    where = f"{', '.join(elsewhere)}: usually not part of this region. Amend the scan if that was a slip."
    return (*((twice,) if same else ()), *((where,) if elsewhere else ()))


def _lying_elsewhere(scan: Scan) -> list[str]:
    from sonolog.frameworks.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    known = {term.id: term for term in vocabulary.terms("structure")}
    if not any(scan.region in term.regions for term in known.values()):
        return []  # a region that may be anywhere, such as a lump, has no structures of its own
    found = (known[one] for one in scan.structures if one in known)
    return [term.label for term in found if not term.lies_in(scan.region)]


def scan_words(logbook: Logbook, scan: Scan) -> str:
    """Return a scan in one line: side, region, day and supervisor."""
    from sonolog.frameworks.vocabulary import load_vocabulary
    from sonolog.store.people import names_of

    vocabulary = load_vocabulary()
    where = vocabulary.label("region", scan.region)
    side = vocabulary.label("side", scan.side) if scan.side else ""
    parts = [f"{side} {where[:1].lower()}{where[1:]}" if side else where, day_words(scan.date)]
    if scan.supervisor:
        with logbook.reading() as connection:
            names = names_of(connection, {scan.supervisor})
        parts.append(f"with {names.get(scan.supervisor, 'a supervisor')}")
    return ", ".join(parts)


def repeat_fields(logbook: Logbook, trainee: str) -> dict[str, str]:
    """Return what the trainee's last scan hands on to a repeated one, as typed; empty where there is none."""
    with logbook.reading() as connection:
        body = last_scan_body(connection, trainee)
    if body is None:
        return {}
    return typed_fields(logbook, "scan", {name: body[name] for name in CARRIED if name in body})
