"""The rows of a progress report: what was logged, where, when, and who signed it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from sonolog import __version__
from sonolog.clock import read_stamp
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.ledger.alone import Alone
from sonolog.ledger.objects import Statement
from sonolog.ledger.trust import Trust
from sonolog.progress.evidence import UNCOUNTED, Evidence, Log
from sonolog.progress.evidence import SignOff as Signature
from sonolog.progress.sign_offs import sign_off_doubt, sign_off_label
from sonolog.reports.progress_report import AssessmentLine, CourseLine, PlacementLine, RegionCount
from sonolog.reports.report import DayCount, SignOff
from sonolog.store.database import Connection
from sonolog.store.objects import stored_texts
from sonolog.store.people import person_row
from sonolog.store.summaries import sign_statements
from sonolog.usecases.guard_answers import confirmed_count
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.pinned_forms import forms_of
from sonolog.usecases.programme import trust_of
from sonolog.usecases.show_record import verifier
from sonolog.usecases.trusted_evidence import trusted_evidence

_KEY_TAIL = 11


class ReportRows:
    """Makes the rows from the same evidence the evaluator reads, so that report and progress agree."""

    def __init__(
        self, connection: Connection, evidence: Evidence, trust: Trust, declared: Collection[str], alone: Alone
    ) -> None:
        self._trust, self._declared, self._alone = trust, declared, alone
        self._connection = connection
        self._evidence = evidence
        self._scans = [at for at, status in enumerate(self._log("scan").statuses) if status not in UNCOUNTED]

    def _log(self, kind: str) -> Log:
        return self._evidence.log(kind)

    @property
    def evidence(self) -> Evidence:
        """What the evaluator reads."""
        return self._evidence

    @property
    def days(self) -> list[date]:
        """Days of all scans, ascending."""
        return [self._log("scan").dates[at] for at in self._scans]

    def cumulative(self) -> tuple[DayCount, ...]:
        """Return scans logged and signed in all on each day either number changed."""
        log = self._log("scan")
        logged = Counter(log.dates[at] for at in self._scans)
        signed = Counter(sign_off.day for at in self._scans if (sign_off := log.signed[at]) is not None)
        counts, have, done = [], 0, 0
        for day in sorted(logged.keys() | signed.keys()):
            have, done = have + logged[day], done + signed[day]
            counts.append(DayCount(day, have, min(done, have)))
        return tuple(counts)

    def regions(self) -> tuple[RegionCount, ...]:
        """Return scans by region, in the order of the vocabulary."""
        log, vocabulary = self._log("scan"), load_vocabulary()
        regions, findings = log.columns.get("region", ()), log.columns.get("finding", ())
        logged: Counter[str] = Counter()
        signed: Counter[str] = Counter()
        abnormal: Counter[str] = Counter()
        for at in self._scans:
            region = str(regions[at])
            logged[region] += 1
            signed[region] += log.signed[at] is not None
            abnormal[region] += findings[at] == "abnormal"
        known = [term.id for term in vocabulary.terms("region")]
        ordered = sorted(logged, key=lambda one: (known.index(one) if one in known else len(known), one))
        return tuple(
            RegionCount(vocabulary.label("region", one), logged[one], signed[one], abnormal[one]) for one in ordered
        )

    def placements(self) -> tuple[PlacementLine, ...]:
        """Return placements with the hours agreed until the day, and the hours logged in sessions."""
        minutes: defaultdict[str, int] = defaultdict(int)
        for session in entries_of(self._log("session")):
            if session["attended"] is not False and isinstance(session["minutes"], int):
                minutes[str(session["placement"])] += session["minutes"]
        return tuple(self._placement(one, minutes) for one in entries_of(self._log("placement")))

    def _placement(self, one: dict[str, Any], minutes: dict[str, int]) -> PlacementLine:
        start, until = one["start"], one["until"]
        last = min(until or self._evidence.as_of, self._evidence.as_of)
        weeks = Fraction((last - start).days + 1, 7)
        weekly = one["weekly_minutes"]
        agreed = _hours(weekly * weeks) if isinstance(weekly, int) else None
        return PlacementLine(one["site"], start, until, agreed, _hours(Fraction(minutes.get(one["record"], 0))))

    def courses(self) -> tuple[CourseLine, ...]:
        """Return courses and modules."""
        return tuple(
            CourseLine(
                one["name"], one["start"], one["until"], one["provider"] or "", _word(one["outcome"]), one["status"]
            )
            for one in entries_of(self._log("course"))
        )

    def assessments(self) -> tuple[AssessmentLine, ...]:
        """Return assessments with their outcome, each by the title of its form."""
        entries = list(entries_of(self._log("assessment")))
        forms = forms_of(self._connection, entries)
        return tuple(
            AssessmentLine(
                form=forms[one["document"]].title if one["document"] in forms else _word(one["form"]),
                day=one["date"],
                assessor=self._name(one["assessor"]),
                outcome=_word(one["outcome"]),
                purpose=one["purpose"] or "",
                status=one["status"],
            )
            for one in entries
        )

    def confirmed(self) -> int:
        """Return how many texts were said to be no patient's detail."""
        logs = self._evidence.logs.values()
        records = {record for log in logs for at, record in enumerate(log.records) if log.statuses[at] not in UNCOUNTED}
        return confirmed_count(self._connection, self._evidence.trainee, records, self._evidence.as_of)

    def sign_offs(self, records: Collection[str] | None = None) -> tuple[SignOff, ...]:
        """Return who signed in which role, meaning and key, with what verification says now; of ``records`` alone."""
        standing = self._standing(records)
        blocks = (_sign_off(key[-2], key[-1], group, standing) for key, group in self._signed.items())
        return tuple(sorted((one for one in blocks if one.entries), key=lambda one: (one.name, one.meaning)))

    @cached_property
    def _signed(self) -> dict[tuple[str, ...], list[Statement]]:
        """What was signed, by who signed it how and what verification says of it."""
        rows = sign_statements(self._connection, self._evidence.trainee, self._evidence.as_of)
        kept = stored_texts(self._connection, [row.digest for row in rows])
        signs = {digest: Statement.from_text(one.text) for digest, one in kept.items()}
        named = (digest for said in signs.values() for digest in (*(item.digest for item in said.items), *said.prev))
        read = kept | stored_texts(self._connection, set(named) - kept.keys())
        check = verifier(self._connection, self._trust, self._declared, alone=self._alone, read=read)
        groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        signed = (one for log in self._evidence.logs.values() for one in log.signed)
        proven = {one.statement for one in signed if one is not None and one.proven}
        for row in rows:
            one = kept[row.digest]
            word = str(check.verify(one.text, one.signature).word)
            said = signs[row.digest]
            doubt = sign_off_label(word, proven=row.digest in proven, assurance=said.assurance)[len(word) :]
            groups[_group(said, word, doubt)].append(said)
        return groups

    def _standing(self, records: Collection[str] | None) -> Counter[str]:
        """Return the digests of the sign-offs in force, and for how many records each stands."""
        wanted = None if records is None else frozenset(records)
        return Counter(
            sign_off.statement
            for log in self._evidence.logs.values()
            for record, sign_off in zip(log.records, log.signed, strict=True)
            if sign_off is not None and (wanted is None or record in wanted)
        )

    def _name(self, person: str | None) -> str:
        found = self._evidence.people.get(person or "")
        return found.name if found is not None else ""


def doubt_in_list(one: Signature | None) -> str:
    """Return what keeps one sign-off among many from being beyond doubt.

    That no programme confirmed whose key it is, is said once for each signer, in the signature blocks.
    """
    return sign_off_doubt(one).removeprefix("Valid, identity not confirmed").removeprefix(", ")


@contextmanager
def opened_rows(
    logbook: Logbook, trainee: str, as_of: date, declared: Collection[str] = ()
) -> Iterator[tuple[Connection, ReportRows, dict[str, Any]]]:
    """Give the logbook's tables, the rows of a report, and what every report says of whom it is about."""
    with logbook.reading() as connection:
        person = person_row(connection, trainee)
        register = (person.register_body, person.register_number) if person else ()
        evidence = trusted_evidence(connection, logbook, trainee, as_of, declared)
        rows = logbook.once(
            ("rows", trainee, as_of, frozenset(declared), logbook.for_others),
            lambda: ReportRows(connection, evidence, trust_of(connection, logbook.home), declared, logbook.alone),
        )
        yield (
            connection,
            rows,
            {
                "trainee": person.name if person else "",
                "as_of": as_of,
                "made_by": f"sonolog {__version__}",
                "register": " ".join(part for part in register if part),
            },
        )


def entries_of(log: Log) -> Iterator[dict[str, Any]]:
    """Yield the entries of a log that count for anything, as field name to value."""
    for at, record in enumerate(log.records):
        if log.statuses[at] not in UNCOUNTED:
            values = {name: column[at] for name, column in log.columns.items()}
            yield values | {"record": record, "status": log.statuses[at]}


def _group(one: Statement, word: str, doubt: str) -> tuple[str, ...]:
    return one.by, one.signer.name, one.signer.role, one.meaning, word, doubt.removeprefix(", ")


def _sign_off(word: str, doubt: str, group: list[Statement], standing: Counter[str]) -> SignOff:
    in_force = [one for one in group if one.digest in standing]
    latest = (in_force or group)[-1]
    zone = timezone(timedelta(minutes=latest.offset))
    signer = latest.signer
    return SignOff(
        name=signer.name,
        register=" ".join(part for part in (signer.body, signer.number) if part),
        role=signer.role,
        meaning=latest.meaning_text,
        at=read_stamp(latest.at).astimezone(zone),
        key=latest.by[-_KEY_TAIL:],
        entries=sum(standing[one.digest] for one in in_force),
        verification=word,
        doubt=doubt,
    )


def _hours(minutes: Fraction) -> Decimal:
    """Return hours to one decimal, halves up."""
    tenths = (minutes / 6 + Fraction(1, 2)).__floor__()
    return Decimal(tenths) / 10


def _word(code: str | None) -> str:
    return (code or "").replace("-", " ")
