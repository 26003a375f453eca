"""The lines below a form: what helps with a field, or the words that what is typed may become."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sonolog.tui.text import plain, styled

_BEFORE = "Enter takes "
_PICKED = "▸"


def hint_content(words: str, options: Sequence[str], picked: int) -> Content:
    """Return ``words``; where there are none, the options with the one picked marked."""
    if words or not options:
        return plain(words)
    return plain(_BEFORE) + Content(" ").join(_option(one, is_picked=at == picked) for at, one in enumerate(options))


def _option(words: str, *, is_picked: bool) -> Content:
    return styled(f"{_PICKED}{words}", "bold reverse") if is_picked else plain(f" {words}")
