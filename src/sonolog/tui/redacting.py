"""Take the text of a record away for good: the plain warning, why, how much, and the passphrase last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.redact import Redacted, RedactPlan

_WARNING = """\
{label}: {texts} of it would be taken away for good, here and in every copy that absorbs this one.

It cannot be undone, not by anybody. Digests and signatures stay, and say “Redacted”. Do it when a text could \
identify a patient; for anything else there is Withdraw."""
_WHY = "The reason is kept and shown. Say what kind of detail it was, never whose."
_HOW_MUCH = (("all", "Every version, the current one too"), ("earlier", "The earlier versions only"))
_BACKUPS = (("clean", "Clean them too, so that the text is in none of them"), ("leave", "Leave them as they are"))


async def redact_record(screen: DeskScreen[Any], record: str) -> str:
    """Ask, redact and show what goes into the incident report; return what was done, or nothing."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog
    from sonolog.tui.dialogs.reason import ReasonDialog

    plan: RedactPlan = await screen.read(partial(_plan, record))
    words = _WARNING.format(label=plan.label, texts=counted(plan.texts, "version"))
    if not await screen.app.push_screen_wait(ConfirmDialog(f"Redact {plan.label}?", words, yes="Go on")):
        return ""
    why = await screen.app.push_screen_wait(ReasonDialog("Redact why?", _WHY))
    options = await _options(screen, plan) if why else None
    if not why or options is None:
        return ""
    key = await screen.open_key(f"You take away {plan.label} for good: “{why}”")
    return await _redact(screen, record, why, options, key) if key is not None else ""


async def _options(screen: DeskScreen[Any], plan: RedactPlan) -> tuple[bool, bool] | None:
    """Return whether the current version stays, and whether backups are cleaned; None if a question was left.

    A department has none here: it is backed up where its server is.
    """
    from sonolog.tui.dialogs.pick import PickDialog

    keep, clean = False, False
    if plan.texts > 1:
        much = await screen.app.push_screen_wait(PickDialog("How much?", plan.label, _HOW_MUCH))
        if much is None:
            return None
        keep = much == "earlier"
    if screen.desk.is_department:
        return keep, False
    held = _copies(len(plan.copies))
    told = f"{held} beside it and in the backups, and one more that is made before, hold it as well."
    backups = await screen.app.push_screen_wait(PickDialog("And the copies?", told, _BACKUPS))
    if backups is None:
        return None
    clean = backups == "clean"
    return keep, clean


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number} copies"


async def _redact(screen: DeskScreen[Any], record: str, why: str, options: tuple[bool, bool], key: KeyUse) -> str:
    from sonolog.tui.dialogs.notice import NoticeDialog
    from sonolog.tui.dialogs.working import WorkingDialog
    from sonolog.usecases.redact import incident_note

    call = partial(_done, record, why, options, key)
    done = await screen.app.push_screen_wait(WorkingDialog("Taking it away …", screen.desk, call, writes=True))
    if done is None:
        return ""
    cleaned = "were cleaned" if done.cleaned else "still hold it"
    copies = f"{_copies(len(done.copies))} {cleaned}." if done.copies else ""
    if done.remaining:
        copies += " These cannot be cleaned: " + ", ".join(one.name for one in done.remaining)
    note = " ".join(incident_note(done, screen.desk.clock.now().date()).split())
    await screen.app.push_screen_wait(NoticeDialog("Taken away", note, copies))
    return f"{counted(done.texts, 'text')} of {done.label} taken away. {copies}".rstrip()


def _plan(record: str, logbook: Logbook) -> RedactPlan:
    from sonolog.usecases.redact import what_redact_does

    return what_redact_does(logbook, record)


def _done(
    record: str, why: str, options: tuple[bool, bool], key: KeyUse, _wanted: Wanted, logbook: Logbook
) -> Redacted:
    from sonolog.usecases.redact import redact

    return redact(logbook, record, why, key=key, keep_current=options[0], backups=options[1])
