"""What could not be done, what was kept, and what to do next."""

from __future__ import annotations

from sonolog.errors import SonologError
from sonolog.tui.dialogs.notice import NoticeDialog


class RefusalDialog(NoticeDialog):
    """Shows a refusal until a key is pressed."""

    def __init__(self, refusal: SonologError, *, title: str = "That was not done") -> None:
        super().__init__(title, refusal.message, refusal.kept, refusal.hint)
