"""``sonolog check --standard``: the published logbook standard, and how each item is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.cli.options import Request


def tell(request: Request) -> int:
    """Print every item, which needs no logbook, and return the exit code."""
    from sonolog.domain.logbook_standard import ITEMS, SOURCE

    if request.json:
        request.out.json({"source": SOURCE, "items": [one.as_json() for one in ITEMS]})
    else:
        request.out.table(("Item", "Need", "Met", "How"), [(one.asks, one.need, one.met, one.how) for one in ITEMS])
        diagnostics.note(f"{SOURCE}. docs/standard.md says where to read more.")
    return int(Exit.DONE)
