"""Asking in the app what a text is that may be a patient's detail, before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.domain.identity_answers import Answers, IdentityDoubted
    from sonolog.tui.work import DeskScreen


async def asked_doubts(screen: DeskScreen[Any], doubted: IdentityDoubted) -> Answers:
    """Return an answer for every place, each asked about by itself.

    Raises:
        IdentityDoubted: as it came, where the person would rather write something another way.
    """
    from sonolog.domain.identity_answers import Answers
    from sonolog.tui.dialogs.doubt import DoubtDialog
    from sonolog.usecases.field_words import title_of

    each = {}
    for one in doubted.doubts:
        title = title_of(one.field.removeprefix("custom."))
        answer = await screen.app.push_screen_wait(DoubtDialog(one, title))
        if not answer:
            raise doubted
        each[one.place] = answer
    return Answers(each=each)
