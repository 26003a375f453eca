"""What the supervisors of the example year found when they looked for themselves."""

from __future__ import annotations

from random import Random

_DIFFICULT = {"shoulder": 1.1, "wrist-hand": 1.6, "elbow": 1.7, "hip-groin": 1.2, "knee": 0.6, "ankle-foot": 0.8}
"""How much more often than in the mean of all regions the two did not agree."""
_AT_FIRST, _IN_THE_END, _LEARNED_AFTER = 0.28, 0.05, 90
"""Share of differences at the first scan and from the last one on which more was learned."""
_MAJOR = 0.6
"""Share of the differences in which the finding itself was another one."""
_OTHERWISE = {
    "normal": (("abnormal", "indeterminate"), (0.8, 0.2)),
    "abnormal": (("normal", "indeterminate"), (0.6, 0.4)),
}
"""What was found in its place, and how often."""


def second_read(chance: Random, finding: str, region: str, number: int) -> tuple[str, str]:
    """Return a supervisor's word of agreement and finding about the trainee's scan of this ``number``."""
    learned = min(number / _LEARNED_AFTER, 1)
    share = (_AT_FIRST + (_IN_THE_END - _AT_FIRST) * learned) * _DIFFICULT[region]
    if chance.random() >= share:
        return "agree", finding
    if chance.random() >= _MAJOR:
        return "minor", finding
    return "major", chance.choices(*_OTHERWISE[finding])[0]
