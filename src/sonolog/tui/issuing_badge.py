"""Issue a badge for a stage: what is attested is found out first, then a file and the passphrase are asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.exchange.badges import Award
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.issue_badge import Issued
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook

_FILE = "Into which file? An Open Badge (JSON) that anyone can check; it names {name} and you."


async def issue(screen: DeskScreen[Any], stage: str, trainee: str) -> str:
    """Attest that ``trainee`` completed ``stage`` (``framework/stage``); return what was done, empty if it was left."""
    from sonolog.tui.dialogs.file import FileDialog

    award = await screen.read(partial(_award, stage, trainee))
    words = _FILE.format(name=award.holder_name)
    path = await screen.app.push_screen_wait(FileDialog("Issue a badge", words, f"~/{award.stage.id}-badge.json"))
    if path is None:
        return ""
    key = await screen.open_key(f"You attest that {award.holder_name} completed {award.stage.title}.")
    if key is None:
        return ""
    done = await screen.read(partial(_issued, award, path, key))
    return f"{done.issuer} attests to {done.holder}: {done.title}. It is in {done.path}."


def _award(stage: str, trainee: str, logbook: Logbook) -> Award:
    from sonolog.usecases.issue_badge import require_issuable

    return require_issuable(logbook, stage, trainee)


def _issued(award: Award, path: Path, key: KeyUse, logbook: Logbook) -> Issued:
    from sonolog.usecases.issue_badge import issue_badge

    return issue_badge(logbook, award, path, key=key)
