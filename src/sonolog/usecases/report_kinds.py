"""Every report there is: what it is called, what it says, and what of a logbook it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from sonolog.usecases.report_asked import Asked

if TYPE_CHECKING:
    from types import ModuleType

    from sonolog.progress.evidence import Evidence as Log
    from sonolog.reports.report import Evidence, Report
    from sonolog.usecases.logbook import Logbook


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report that can be made."""

    code: str
    title: str
    words: str
    takes: tuple[str, ...] = ()
    """Fields of :class:`Asked` it looks at."""
    counts: str = "scan"
    """The kind of record of which it says how many it shows."""
    counted: str = "scans"
    table: str = ""
    """The table its CSV holds; empty for all of them."""

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return {"progress": "progress report"}.get(self.code, self.title.lower())

    @property
    def _usecase(self) -> ModuleType:
        return import_module(f"sonolog.usecases.report_{self.code}")

    def shown(self, evidence: Log, asked: Asked) -> set[str] | None:
        """Return the records it shows of what is recorded; None for every record of the trainee."""
        shown = getattr(self._usecase, f"{self.code}_records", None)
        return cast("set[str] | None", shown(evidence, asked)) if shown is not None else None

    def records(self, logbook: Logbook, trainee: str, as_of: date, asked: Asked) -> set[str] | None:
        """Return the records whose text its evidence carries; None for every record of the trainee."""
        from sonolog.usecases.trusted_evidence import recorded_evidence

        with logbook.reading() as connection:
            return self.shown(recorded_evidence(connection, logbook, trainee, as_of), asked)

    def model(self, logbook: Logbook, trainee: str, as_of: date, asked: Asked, evidence: Evidence | None) -> Any:
        """Return its data; with ``evidence``, what that leaves out on purpose is not missed."""
        declared = evidence.left_out if evidence is not None else ()
        return replace(self.data(logbook, trainee, as_of, asked, declared), evidence=evidence)

    def data(self, logbook: Logbook, trainee: str, as_of: date, asked: Asked, declared: Collection[str]) -> Any:
        """Return its data without a file of evidence."""
        return getattr(self._usecase, f"{self.code}_report")(logbook, trainee, as_of, asked, declared)

    def pages(self, model: Any) -> Report:
        """Return its data laid out."""
        module = import_module(f"sonolog.reports.{_LAID_OUT.get(self.code, f'{self.code}_report')}")
        return cast("Report", getattr(module, f"{self.code}_pages")(model))


_LAID_OUT: Mapping[str, str] = {"progress": "progress_pages", "scope": "scope_card"}
_SCANS = ("since", "until", "placement", "region", "role", "age_band", "supervision")
_KINDS = (
    ReportKind("progress", "Progress", "Each framework stage by stage, charts, tables, what is open, and who signed."),
    ReportKind("scope", "Scope card", "One page: what may be done today, and what the next step asks for."),
    ReportKind(
        "logbook",
        "Logbook",
        "Scans, one a line, in the columns of your choice, and who signed each.",
        (*_SCANS, "columns"),
        table="scans",
    ),
    ReportKind(
        "matrix",
        "Supervision matrix",
        "Scans by region or procedure and supervision, in the period and since the beginning.",
        ("since", "until", "by"),
        table="lines",
    ),
    ReportKind(
        "sheet",
        "Competency sheet",
        "Every line of your frameworks: level, signed by, date.",
        counts="line",
        counted="competency lines",
    ),
    ReportKind(
        "placement",
        "Placement report",
        "Hours by week against the agreement, and attendance.",
        ("placement",),
        counts="session",
        counted="sessions",
    ),
    ReportKind(
        "assessments",
        "Assessments",
        "Every assessment with outcome, level, assessor and note, and the trend.",
        ("since", "until"),
        counts="assessment",
        counted="assessments",
        table="assessments",
    ),
    ReportKind(
        "portfolio",
        "Portfolio",
        "All of them in one file, with contents and page numbers, or the parts you choose.",
        ("sections", "columns", "by"),
    ),
)
REPORTS: Mapping[str, ReportKind] = {one.code: one for one in _KINDS}
SECTIONS = ("progress", "logbook", "matrix", "sheet", "assessments", "placement", "scope")
"""What a portfolio can hold, in its order."""
