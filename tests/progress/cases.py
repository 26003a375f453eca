"""How many random cases a comparison looks at: some in every run, many more under ``make opinions``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("SONOLOG_CASES", "1"))
"""Every comparison looks at so many times its number of cases."""


def cases(number: int) -> settings:
    """Return the settings for a comparison of ``number`` random cases in an ordinary run."""
    return settings(max_examples=number * FACTOR, deadline=None, suppress_health_check=[HealthCheck.too_slow])
