"""What the identity guard asked about a record and was answered: kept with the version, and not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import date, timedelta, timezone
from typing import NamedTuple

from sonolog.clock import read_stamp
from sonolog.domain.admission import read_record
from sonolog.domain.identity_answers import Answers, Doubt, IdentityDoubted, doubts_of, field_of, said_at, said_in
from sonolog.domain.identity_reasons import WHY
from sonolog.domain.value import Record
from sonolog.errors import SonologError
from sonolog.ledger.canonical import canonical
from sonolog.ledger.objects import Revision
from sonolog.ledger.parts import GuardAnswer
from sonolog.store.database import Connection
from sonolog.store.lookups import guarded_texts
from sonolog.usecases.field_showing import FieldText
from sonolog.usecases.field_words import title_of

_TITLE = "No patient’s detail"

Known = Mapping[tuple[str, str, str], str]
"""What was answered before, by rule, field and what stood there."""


def guard_answers(
    connection: Connection, value: Record, record: str, answers: Answers, *, why: str = ""
) -> tuple[GuardAnswer, ...]:
    """Return an answer for everything in ``value`` that has to be asked about.

    What was answered in an earlier version of the record is not asked again.

    Raises:
        IdentityDoubted: something was not answered.
    """
    doubts = tuple(doubts_of(value, why=why))
    if not doubts:
        return ()
    known = known_answers(connection, record)
    said = [(one, answers.to(one) or known.get(doubt_key(one))) for one in doubts]
    open_ones = [one for one, why_not in said if why_not is None]
    if open_ones:
        raise IdentityDoubted(open_ones)
    return tuple(GuardAnswer(one.hit.rule, one.place, why_not) for one, why_not in said if why_not)


def carried_answers(
    connection: Connection, kind: str, body: Mapping[str, object], record: str, known: Known | None = None
) -> tuple[GuardAnswer, ...]:
    """Return the answers that go with a body written again; what was never asked about is left as it is.

    ``known`` is what was answered about the record, which is looked up where it is not given.
    """
    if known is not None and not known:
        return ()
    value = _read(kind, body)
    doubts = tuple(doubts_of(value)) if value is not None else ()
    if known is None:
        known = known_answers(connection, record) if doubts else {}
    return tuple(
        GuardAnswer(one.hit.rule, one.place, known[doubt_key(one)]) for one in doubts if doubt_key(one) in known
    )


def known_answers(connection: Connection, record: str) -> Known:
    """Return what was answered in any version of a record."""
    return {said.key: said.why for said in _said(guarded_texts(connection, records=[record]).values())}


def known_by_record(texts: Iterable[str]) -> dict[str, Known]:
    """Return what was answered in versions given by their texts, record by record."""
    found: dict[str, dict[tuple[str, str, str], str]] = defaultdict(dict)
    for said in _said(texts):
        found[said.record][said.key] = said.why
    return dict(found)


def confirmed_count(connection: Connection, subject: str, records: Container[str], until: date) -> int:
    """Return how many texts of a trainee's ``records`` were said, until a day, to be no patient's detail."""
    versions = [Revision.from_text(text) for text in guarded_texts(connection, subject=subject).values()]
    known = [one for one in versions if one.record in records and _day(one) <= until]
    return len({(said.record, *said.key) for said in _said(one.text for one in known)})


def answer_fields(connection: Connection, records: Collection[str]) -> dict[str, tuple[FieldText, ...]]:
    """Return by version, in words, what was said of texts that may be a patient's detail."""
    found: dict[str, list[str]] = defaultdict(list)
    for said in _said(guarded_texts(connection, records=records).values()):
        _rule, field, words = said.key
        quoted = f" “{words}”" if words else ""
        found[said.digest].append(f"{title_of(field.removeprefix('custom.'))}{quoted}: {WHY.get(said.why, said.why)}")
    return {digest: (FieldText("guard", _TITLE, "; ".join(told)),) for digest, told in found.items()}


class _Said(NamedTuple):
    digest: str
    record: str
    key: tuple[str, str, str]
    """Rule, field and what stood there."""
    why: str


def _said(texts: Iterable[str]) -> Iterator[_Said]:
    for version in map(Revision.from_text, texts):
        value = _read(version.kind, version.body)
        for one in version.guard:
            field = field_of(one.span)
            words = value and (said_in(version.why, one.span) if field == "why" else said_at(value, one.span))
            yield _Said(version.digest, version.record, (one.rule, field, words or ""), one.why)


def _day(version: Revision) -> date:
    return read_stamp(version.at).astimezone(timezone(timedelta(minutes=version.offset))).date()


def doubt_key(doubt: Doubt) -> tuple[str, str, str]:
    """Return by what an answer is found again: rule, field and what stands there."""
    return doubt.hit.rule, doubt.field, doubt.said


def _read(kind: str, body: Mapping[str, object]) -> Record | None:
    try:
        return read_record(kind, canonical(dict(body)))  # type: ignore[arg-type]
    except (SonologError, KeyError):  # of another version of this program
        return None
