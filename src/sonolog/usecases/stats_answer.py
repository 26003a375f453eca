"""What the statistics of a logbook say: figures with what they were taken from, and a sentence for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa
from sonolog.statistics.cusum import Chart
from sonolog.statistics.learning_curve import Curve
from sonolog.statistics.limits import Limit
from sonolog.statistics.rates import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of the rate behind them."""

    count: int
    of: int
    interval: Interval

    @classmethod
    def counted(cls, count: int, of: int) -> Share:
        """Return so many of so many with Wilson's interval."""
        return cls(count, of, wilson_interval(count, of))

    @property
    def rate(self) -> float | None:
        """The share, 0 to 1; None of none."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a trainee's findings and a supervisor's agree, in all scans, one region or one structure."""

    kind: str
    """``all``, ``region`` or ``structure``."""
    id: str
    title: str
    scans: int
    reviewed: Share
    """Of all scans those on which there is a supervisor's word."""
    agreed: Share
    """Of those reviewed the ones without any difference, minor or major."""
    kappa: Kappa | None
    """Agreement beyond chance of both findings; None where too few have both."""
    accuracy: DiagnosticAccuracy | None
    """Of the trainee's "abnormal" against the supervisor's; None where too few have both."""
    pairs: int
    """Scans with a finding of both."""
    sentences: tuple[str, ...]
    together: int = 0
    """Of those reviewed the ones into which both findings were typed at once: nothing shows whose came first."""
    typed: int = 0
    """Of those reviewed the ones whose supervisor's word was only typed, and signed by nobody."""
    amended: int = 0
    """Of those reviewed the ones that were amended after the supervisor signed their word."""


@dataclass(frozen=True, slots=True)
class Cusum:
    """A learning-curve chart, the probabilities of its limit, and what happened since."""

    id: str
    title: str
    cases: int
    chart: Chart
    looked_at: int
    """The case at which it passed, or how many it has looked at in vain."""
    within: Limit
    """Its limit within so many cases, at least the horizon."""
    limit: Limit
    """Its limit within the horizon it was chosen for."""
    watch: Chart | None
    """The chart that watches over competence, from the case after it was shown; None until then."""
    watch_limit: Limit
    """Of that chart within the horizon: ``false_pass`` is a false alarm, ``detection`` an alarm that is right."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a count: of a month, a finding, a role."""

    kind: str
    id: str
    title: str
    share: Share


@dataclass(frozen=True, slots=True)
class Lag:
    """How many days something took: half of them at most ``median``, nine of ten at most ``p90``."""

    id: str
    title: str
    cases: int
    median: int | None
    p90: int | None
    longest: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning curve of one assessment form, or why there is none."""

    form: str
    """Code of the form."""
    cases: int
    curve: Curve | None
    sentence: str
    scores: tuple[float, ...] = ()
    """One for each assessment, in order."""
    edition: str = ""
    """Edition of the form; empty where the assessments do not say."""
    variant: str = ""
    """Kind of examination; empty where the form has one set of thresholds."""

    @property
    def title(self) -> str:
        """The form with its edition and variant, where they are said."""
        edition = f"edition {self.edition}" if self.edition else ""
        return ", ".join(filter(None, (self.form, edition, self.variant)))


@dataclass(frozen=True, slots=True)
class Stats:
    """The statistics of one trainee's logbook on one day."""

    trainee: str
    name: str
    as_of: date
    scans: int
    agreement: tuple[Agreement, ...]
    """All scans first, then the regions and the structures, those with most scans first."""
    cusums: tuple[Cusum, ...]
    adequacy: tuple[Counted, ...]
    """Adequate images month by month as logged, of the scans that say so."""
    case_mix: tuple[Counted, ...]
    lags: tuple[Lag, ...]
    learning: tuple[Learning, ...]
