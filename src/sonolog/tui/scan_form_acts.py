"""What is done with the form of a scan: save it, leave it, throw it away; nothing typed is lost by any of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sonolog.domain.identity_answers import IdentityDoubted
from sonolog.errors import SonologError
from sonolog.tui import scan_saving
from sonolog.usecases.errors import FieldsRefused

if TYPE_CHECKING:
    from sonolog.domain.identity_answers import Doubt
    from sonolog.tui.draft_keeping import DraftKeeping
    from sonolog.tui.scan_form import ScanForm
    from sonolog.tui.screens.log_scan import LogScan
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.logbook import Logbook

_NEW = "\n"
"""Answers that a name is of somebody new; no name has a line break."""
_NOT_RECORDED = "The accreditation of somebody new is shown as “not recorded”."


async def save(screen: LogScan, *, onward: bool = False) -> None:
    """Save the form and leave it, or go on to the next scan; else show what is wrong."""
    form, keeping = await screen.ready()
    await screen.finish_line()
    screen.fields.finish_words()
    people = await _who_is_new(screen, form)
    if people is None:
        return
    typed = screen.typed
    await keeping.end()
    try:
        said = await screen.write(partial(_write, form, typed, new_people=bool(people)))
    except FieldsRefused as refusal:
        keeping.go_on()
        screen.show_faults(refusal.faults)
        return
    except IdentityDoubted as doubted:
        keeping.go_on()
        screen.show_faults([_doubtful(one) for one in doubted.doubts])
        return
    except SonologError:
        keeping.go_on()
        raise
    if onward and not form.amended:
        await screen.show(await screen.read(partial(_next, form, typed, said)))
    else:
        screen.dismiss(said)


_KEEP, _DROP, _GO_ON = "keep", "drop", "go on"
_LEAVING = (
    (_KEEP, "Keep it for later"),
    (_DROP, "Throw it away"),
    (_GO_ON, "Go on typing"),
)


async def leave(screen: LogScan) -> None:
    """Leave the form; where something was typed, ask what becomes of it."""
    if not screen.is_ready:
        screen.dismiss(None)
        return
    form, keeping = await screen.ready()
    keeping.note(screen.typed)
    why_not = await keeping.keep_if_possible()
    if why_not:
        await _leave_unkept(screen, keeping, why_not)
    elif not (keeping.is_touched or form.is_kept):
        screen.dismiss(None)
    else:
        await _leave_typed(screen, form, keeping)


async def _leave_typed(screen: LogScan, form: ScanForm, keeping: DraftKeeping) -> None:
    from sonolog.tui.dialogs.pick import PickDialog

    back = "amend it again" if form.amended else "n" if form.kind == "scan" else "the same kind"
    words = f"It is not saved yet. Kept for later, {back} brings it back."
    answer = await screen.app.push_screen_wait(PickDialog("Leave this form?", words, _LEAVING))
    if answer == _KEEP:
        screen.dismiss(f"Kept as you left it; {back} brings it back.")
    elif answer == _DROP:
        await _drop(screen, form, keeping)


async def _leave_unkept(screen: LogScan, keeping: DraftKeeping, why_not: str) -> None:
    from sonolog.tui.dialogs.confirm import ConfirmDialog

    words = f"What is typed here cannot be kept.\n{why_not}"
    if await screen.app.push_screen_wait(ConfirmDialog("Leave and lose it?", words, yes="Leave")):
        await keeping.end()
        screen.dismiss("Left; what was typed is not kept.")


async def throw_away(screen: LogScan) -> None:
    """Throw the form away, after asking."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog

    form, keeping = await screen.ready()
    words = "What is typed here is thrown away. Nothing in the logbook changes."
    if await screen.app.push_screen_wait(ConfirmDialog("Throw the form away?", words, yes="Throw away")):
        await _drop(screen, form, keeping)


async def _drop(screen: LogScan, form: ScanForm, keeping: DraftKeeping) -> None:
    await keeping.end()
    try:
        await screen.write(partial(scan_saving.discard, form))
    except SonologError as refusal:
        screen.dismiss(f"Left; its draft could not be taken away and comes back. {refusal.message}")
    else:
        screen.dismiss("Thrown away.")


async def _who_is_new(screen: LogScan, form: ScanForm) -> tuple[str, ...] | None:
    """Return the names of people to be added; None if something is to be corrected first, which is then shown."""
    found = await screen.read(partial(scan_saving.judged, form, screen.typed))
    unsure = [one for one in found.faults if one.field == "supervisor" and one.nearest]
    if len(unsure) < len(found.faults):
        screen.show_faults(found.faults)
        return None
    new: list[str] = []
    for fault in [*unsure, *map(_stranger, found.strangers)]:
        answer = await _asked_who(screen, fault.text, fault.nearest)
        if not answer:
            screen.show_faults([fault])
            return None
        if answer == _NEW:
            new.append(fault.text)
        else:
            screen.fields.put({"supervisor": answer})
    return tuple(new)


async def _asked_who(screen: LogScan, name: str, nearest: Sequence[str]) -> str:
    """Return who is meant by ``name``, :data:`_NEW` for somebody new, nothing if the question was left."""
    from sonolog.tui.dialogs.pick import PickDialog

    options = [*((other, other) for other in nearest), (_NEW, f"Add “{name.strip()}” as a new supervisor")]
    words = f"Nobody called “{name.strip()}” is in this logbook.\n{_NOT_RECORDED}"
    return await screen.app.push_screen_wait(PickDialog("Add a supervisor?", words, options)) or ""


def _stranger(name: str) -> FieldFault:
    from sonolog.usecases.errors import FieldFault

    return FieldFault("Supervisor", "supervisor", name, "nobody of this name is in the logbook")


def _doubtful(doubt: Doubt) -> FieldFault:
    from sonolog.usecases.errors import FieldFault
    from sonolog.usecases.field_words import title_of

    name = doubt.field.partition(".")[0]
    hint = "Write it another way, or save again and say what it is."
    return FieldFault(title_of(name), name, doubt.text, f"has {doubt.hit.reason} ({doubt.hit.masked})", (), hint)


def _write(form: ScanForm, typed: dict[str, str], logbook: Logbook, *, new_people: bool) -> str:
    return scan_saving.save(form, typed, logbook, new_people=new_people)


def _next(form: ScanForm, typed: dict[str, str], said: str, logbook: Logbook) -> ScanForm:
    from sonolog.tui.scan_form import next_form

    return next_form(logbook, typed, said, after=form)
