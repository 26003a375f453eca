"""The package as a whole: its names, and that nothing but the standard library is needed for it."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from inspect import Signature, signature
from pathlib import Path

from sonolog import statistics
from sonolog.errors import SonologError

PROMISED = {
    "wilson_interval(successes, trials, confidence=0.95)",
    "exact_interval(successes, trials, confidence=0.95)",
    "kappa(table, weights=None)",
    "diagnostic_accuracy(tp, fp, fn, tn)",
    "wald_cusum(outcomes, acceptable, unacceptable, alpha, beta)",
    "lc_cusum(outcomes, acceptable, unacceptable, limit)",
    "lc_cusum_limit(acceptable, unacceptable, horizon, false_pass)",
    "lc_cusum_properties(acceptable, unacceptable, horizon, limit)",
    "page_cusum(outcomes, acceptable, unacceptable, limit, reset=True)",
    "risk_adjusted_weight(risk, odds_ratio, failed)",
    "learning_curve(x, y, *, least=20)",
    "contrasting_groups(mean1, sd1, mean2, sd2)",
    "forecast(events, available_weeks, needed, dispersion=1.0)",
}
PUBLISHED = {
    "wilson_interval": "test_rates.py::test_the_intervals_are_those_of_newcombe",
    "exact_interval": "test_rates.py::test_the_intervals_are_those_of_newcombe",
    "kappa": "test_agreement.py::test_kappa_and_its_interval_are_those_of_sas",
    "diagnostic_accuracy": "test_agreement.py::test_accuracy_is_that_of_altman_and_bland",
    "wald_cusum": "test_cusum.py::test_wald_lines_are_those_of_the_r_package_dodge",
    "lc_cusum": "test_cusum.py::test_the_learning_path_is_that_published_for_the_opposite",
    "lc_cusum_limit": "test_limits.py::test_a_limit_is_that_of_a_published_simulation",
    "lc_cusum_properties": "test_limits.py::test_the_probability_is_that_of_a_published_exact_limit",
    "page_cusum": "test_cusum.py::test_pages_chart_is_that_of_the_r_package_cusum",
    "risk_adjusted_weight": "test_cusum.py::test_risk_adjusted_weights_are_those_of_steiner",
    "learning_curve": "test_learning_curve.py::test_the_fit_is_the_certified_one",
    "contrasting_groups": "test_standards.py::test_pass_marks_are_those_of_ultrasound_operators",
    "forecast": "test_forecast_figures.py::test_a_season_is_foretold_as_published",
}
"""The test of each function against a published example; its docstring names the source."""
TUPLES = {
    "Interval": ("low", "high"),
    "Kappa": ("estimate", "se", "low", "high", "observed", "expected"),
    "Limit": ("limit", "false_pass", "detection"),
    "Curve": ("plateau", "rate", "rss"),
    "Forecast": ("p10", "p50", "p90"),
    "Chart": ("path", "competent_at", "alarms", "lower", "upper"),
}


def test_every_function_has_the_arguments_that_were_promised() -> None:
    """Names, order and defaults; scripts may rely on them."""
    assert {f"{name}{_plain(function)}" for name, function in _functions()} == PROMISED


def test_every_function_has_a_published_example() -> None:
    """A test that is there compares each function with what somebody else has printed."""
    assert set(PUBLISHED) == {name for name, _ in _functions()}
    for named in PUBLISHED.values():
        file, _, test = named.partition("::")
        assert f"def {test}(" in (Path(__file__).parent / file).read_text("utf-8"), named


def test_every_result_is_a_tuple_of_the_fields_that_were_promised() -> None:
    """Names and order of the fields."""
    for name, fields in TUPLES.items():
        kind = getattr(statistics, name)
        assert issubclass(kind, tuple) and kind._fields == fields, name


def test_every_docstring_says_what_is_refused() -> None:
    """A caller need not read the code to know errors and sources; each error is one of the program's own."""
    for name, function in _functions():
        assert "Raises:" in function.__doc__ and "Source" in function.__doc__, name
    for error in (statistics.ArgumentRefused, statistics.TooLittleData, statistics.NoFit):
        assert issubclass(error, SonologError) and issubclass(error, ValueError)


def test_the_standard_library_is_enough() -> None:
    """Importing it loads no module of any other library."""
    source = Path(statistics.__file__).parents[2]
    program = (
        f"import sys; sys.path[:0] = [{str(source)!r}]; import sonolog.statistics;"
        "print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names - {'sonolog', '__main__'})"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def _functions() -> list[tuple[str, Callable[..., object]]]:
    named = ((name, getattr(statistics, name)) for name in statistics.__all__)
    return [(name, found) for name, found in named if not isinstance(found, type)]


def _plain(function: Callable[..., object]) -> Signature:
    """Return the signature of a function without annotations."""
    arguments = [one.replace(annotation=one.empty) for one in signature(function).parameters.values()]
    return Signature(arguments)
