"""Long lists in pieces that fit one SQL statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BATCH = 500


def batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ``items`` in runs of at most 500."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
