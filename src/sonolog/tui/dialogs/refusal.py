"""What could not be done, what was kept, and what to do next."""

from __future__ import annotations

from sonolog.domain.identity_guard import mask_identity
from sonolog.errors import SonologError
from sonolog.tui.dialogs.notice import NoticeDialog


class RefusalDialog(NoticeDialog):
    """Shows a refusal until a key is pressed; what may identify a patient is masked, whoever repeats it."""

    def __init__(self, refusal: SonologError, *, title: str = "That was not done") -> None:
        super().__init__(title, *map(mask_identity, (refusal.message, refusal.kept, refusal.hint)))
