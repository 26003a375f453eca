"""What the evaluator refuses to judge, said plainly instead of being passed over."""

from __future__ import annotations

from sonolog.errors import SonologError


class NotEvaluated(SonologError):
    """A rule that this version reads but cannot judge; the requirement then counts as not met."""

    code = "not-evaluated"

    def __init__(self, rule: str) -> None:
        super().__init__(f"This version cannot judge {rule}.", hint="Ask whoever leads the programme.")
        self.rule = rule
