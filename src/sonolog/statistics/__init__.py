"""Competence statistics: pure arithmetic over counts, outcomes and days, with the standard library only.

Each function says in its docstring what it takes and gives, in which unit, what it refuses and where it is from.
"""

from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa, diagnostic_accuracy, kappa
from sonolog.statistics.cusum import Chart, lc_cusum, page_cusum, risk_adjusted_weight, wald_cusum
from sonolog.statistics.errors import ArgumentRefused, NoFit, TooLittleData
from sonolog.statistics.forecast import Forecast, forecast
from sonolog.statistics.learning_curve import Curve, learning_curve
from sonolog.statistics.limits import Limit, lc_cusum_limit, lc_cusum_properties
from sonolog.statistics.rates import Interval, exact_interval, wilson_interval
from sonolog.statistics.standards import contrasting_groups

__all__ = [
    "ArgumentRefused",
    "Chart",
    "Curve",
    "DiagnosticAccuracy",
    "Forecast",
    "Interval",
    "Kappa",
    "Limit",
    "NoFit",
    "TooLittleData",
    "contrasting_groups",
    "diagnostic_accuracy",
    "exact_interval",
    "forecast",
    "kappa",
    "lc_cusum",
    "lc_cusum_limit",
    "lc_cusum_properties",
    "learning_curve",
    "page_cusum",
    "risk_adjusted_weight",
    "wald_cusum",
    "wilson_interval",
]
