"""Supervision, derived from two plain questions.

The usual words (direct, indirect, remote) are read differently by different people, so the form asks where the
supervisor was and who held the probe for the key views, and derives the codes.  A framework maps the codes to its own
terms with ``[[term]]``.
"""

from __future__ import annotations

from typing import Literal

Role = Literal["observed", "assisted", "performed"]
Supervision = Literal["direct", "indirect", "remote", "none"]

WHERE_QUESTION = "Where was the supervisor?"
WHERE: dict[Supervision, str] = {
    "direct": "beside me, watching the scan",
    "indirect": "close by, checked it before the patient left",
    "remote": "elsewhere, reviewed the images later",
    "none": "nobody supervised this scan",
}
PROBE_QUESTION = "Who held the probe for the key views?"
PROBE: dict[Role, str] = {
    "performed": "I did",
    "assisted": "both of us",
    "observed": "the supervisor; I watched",
}
