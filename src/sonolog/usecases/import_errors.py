"""Refusals of an import, built from facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sonolog.domain.problems import did_you_mean
from sonolog.errors import Exit, SonologError

if TYPE_CHECKING:
    from sonolog.usecases.import_survey import Survey


class DateOrderOpen(SonologError):
    """Days are written in figures that could be read both ways, and nobody said which."""

    code = "date-order-open"

    def __init__(self, heading: str, example: str, count: int) -> None:
        super().__init__(
            f"In “{heading}”, days such as {example} can be read in two ways ({count} of them).",
            hint="Say which: --dates dmy where the day comes first, --dates mdy where the month does.",
            kept="Nothing was stored.",
            where=heading,
        )
        self.heading, self.example = heading, example


class ImportRefused(SonologError):
    """Rows are faulty, and nobody said to leave them out; nothing was kept."""

    code = "import-refused"
    exit = Exit.INPUT

    def __init__(self, survey: Survey) -> None:
        rows = len(survey.faulty_rows)
        faults = f"{survey.fault_count} fault{'s' if survey.fault_count != 1 else ''}"
        super().__init__(
            f"{rows} of {survey.rows} row{'s' if survey.rows != 1 else ''} cannot be imported as they are: {faults}.",
            hint="Mend them in the file, or import the others with --leave-out-faulty.",
            kept="Nothing was stored.",
        )
        self.survey = survey


class TwinsFound(SonologError):
    """Rows are probably scans that are there already, and nobody said what to do with them; nothing was kept."""

    code = "twins-found"

    def __init__(self, survey: Survey) -> None:
        count = len(survey.open_twins)
        super().__init__(
            f"{count} row{'s' if count != 1 else ''} may be of scans that are there already.",
            hint="Say what becomes of them: --duplicates skip leaves them out, merge fills in what the other scan"
            " leaves out, keep imports them beside it.",
            kept="Nothing was stored.",
        )
        self.survey = survey


class NoSuchColumn(SonologError):
    """A heading was named that the table does not have."""

    code = "no-such-column"
    exit = Exit.USAGE

    def __init__(self, heading: str, known: Sequence[str]) -> None:
        hint = did_you_mean(heading, known) or f"There is {', '.join(known)[:500]}."
        super().__init__(f"The table has no column “{heading[:60]}”.", hint=hint, kept="Nothing was stored.")
