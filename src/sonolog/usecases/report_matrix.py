"""The supervision matrix: how many scans of each region or procedure were supervised how, now and in all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evidence import Evidence, Log
from sonolog.reports.matrix_report import MatrixLine, MatrixReport
from sonolog.usecases.enrolled_frameworks import titles_followed
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_logbook import chosen_scans
from sonolog.usecases.report_rows import opened_rows

_FIELDS = {"region": "region", "procedure": "intervention"}
_NO_PROCEDURE = "Without a procedure"


def matrix_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked, declared: Collection[str] = ()
) -> MatrixReport:
    """Return everything the matrix says; ``declared`` is what its evidence leaves out on purpose."""
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        log = rows.evidence.log("scan")
        whole = chosen_scans(log, replace(asked, since=None))
        period = chosen_scans(log, asked)
        by = asked.by or "region"
        return MatrixReport(
            **about,
            follows=titles_followed(connection, trainee, as_of),
            by=by,
            start=asked.since or (log.dates[period[0]] if period else None),
            until=asked.until or (as_of if period else None),
            lines=(*_lines("period", log, period, by), *_lines("cumulative", log, whole, by)),
            sign_offs=rows.sign_offs([log.records[at] for at in whole]),
        )


def matrix_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records a matrix shows: its scans since the beginning."""
    log = evidence.log("scan")
    return {log.records[at] for at in chosen_scans(log, replace(asked, since=None))}


def _lines(span: str, log: Log, chosen: Sequence[int], by: str) -> Iterator[MatrixLine]:
    if not chosen:
        return
    column = log.columns[_FIELDS[by]]
    groups: dict[str, list[int]] = {}
    for at in chosen:
        groups.setdefault(str(column[at] or ""), []).append(at)
    vocabulary = load_vocabulary()
    for code in sorted(groups, key=lambda one: _place(vocabulary, by, one)):
        yield _line(span, vocabulary.label(by, code) if code else _NO_PROCEDURE, log, groups[code])
    yield _line(span, f"All {by}s", log, chosen)


def _place(vocabulary: Vocabulary, by: str, code: str) -> tuple[bool, int, str]:
    """Return the place of a term in its vocabulary; unknown ones follow by name, nothing said comes last."""
    known = [term.id for term in vocabulary.terms(by)]
    return not code, known.index(code) if code in known else len(known), code


def _line(span: str, title: str, log: Log, chosen: Sequence[int]) -> MatrixLine:
    said = [log.columns["supervision"][at] for at in chosen]
    return MatrixLine(
        span=span,
        title=title,
        direct=said.count("direct"),
        indirect=said.count("indirect"),
        remote=said.count("remote"),
        unsupervised=said.count("none"),
        not_recorded=said.count(None),
        logged=len(chosen),
        signed=sum(log.signed[at] is not None for at in chosen),
    )
