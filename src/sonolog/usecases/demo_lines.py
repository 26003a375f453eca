"""The invented year as lines for ``sonolog log -``: written to ``examples/imports/year.txt``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator

from sonolog.usecases.demo_year import DemoSession, demo_year

_HEAD = """\
# An invented trainee's year, one scan a line, for: sonolog log - < examples/imports/year.txt
# Place and people stand in the first line of each session and carry forward; what was found never does.
"""
_CARRIED = ("date", "site", "supervisor")
_BARE = ("region", "side")


def log_lines() -> Iterator[str]:
    """Yield one line a scan, a blank one between sessions."""
    for session in demo_year():
        yield ""
        for at, scan in enumerate(session.scans):
            yield " ".join(_words(session, scan, first=at == 0))


def _words(session: DemoSession, scan: dict[str, str], *, first: bool) -> Iterator[str]:
    yield from (scan[name] for name in _BARE)
    yield from scan["structures"].split(", ")
    if first:
        yield f"date={session.day.isoformat()}"
        yield f"site={_quoted(scan['site'])}"
        yield f"by={_quoted(session.supervisor)}"
    for name, text in scan.items():
        if name not in (*_CARRIED, *_BARE, "structures"):
            yield f"{name}={_quoted(text)}"


def _quoted(text: str) -> str:
    """Return ``text`` as one word of a line, in double quotes where that is enough."""
    plain = shlex.quote(text)
    return plain if plain == text or any(mark in text for mark in '"\\$`') else f'"{text}"'


if __name__ == "__main__":
    sys.stdout.write(_HEAD + "\n".join(log_lines()) + "\n")
