"""Take a file in: read and check it, show what it brings, ask about keys that were not met before, then keep it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.absorb import Absorbed, Acceptance, Incoming
    from sonolog.usecases.brought import Brought
    from sonolog.usecases.keys_met import NewKey
    from sonolog.usecases.logbook import Logbook

_WHICH = (
    "Which file? An answer (.slb), a programme's list of keys, a copy of the logbook (.db), or the folder of an export."
)
_WHICH_LOGBOOK = "Where is it? The folder of an export, a file everything.slb, or a logbook or backup (.db)."
_NOT = "Nothing was taken in."
_MINE = "Each of them signs with a key this logbook has never seen. Is it theirs? It stays “identity not confirmed”."


async def take_in(screen: DeskScreen[Any], path: Path | None = None) -> None:
    """Ask for a file unless one is given, and take it in; what came of it is said on the screen."""
    from sonolog.tui.dialogs.working import WorkingDialog

    agreed = await _agreed(screen, "Take a file in", _WHICH, path)
    if agreed is None:
        return
    keeping = WorkingDialog("Taking it in …", screen.desk, partial(_kept, *agreed), writes=True)
    done = await screen.app.push_screen_wait(keeping)
    if done is not None:
        await tell(screen, done)


async def take_over(screen: DeskScreen[Any]) -> str:
    """Begin with a copy of a logbook that was kept elsewhere; return what is to be said, empty if it was left."""
    from sonolog.tui.dialogs.working import WorkingDialog

    agreed = await _agreed(screen, "Bring your logbook", _WHICH_LOGBOOK)
    if agreed is None:
        return ""
    keeping = WorkingDialog("Taking it in …", screen.desk, partial(_taken_over, *agreed), writes=True)
    done = await screen.app.push_screen_wait(keeping)
    if done is None:
        return ""
    logbook, name, absorbed = done
    screen.desk.adopt(logbook)
    return f"It is the logbook of {name}. {absorbed_words(absorbed)}"


async def _agreed(
    screen: DeskScreen[Any], title: str, words: str, path: Path | None = None
) -> tuple[Incoming, Acceptance] | None:
    """Ask for a file, show what it brings, and ask about keys; None where it was left."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.working import WorkingDialog
    from sonolog.tui.screens.absorb import AbsorbScreen, brought_entries

    chosen = path or await screen.app.push_screen_wait(FileDialog(title, words))
    if chosen is None:
        return None
    read = await screen.app.push_screen_wait(
        WorkingDialog("Reading and checking …", screen.desk, partial(_read, chosen))
    )
    if read is None:
        screen.say(_NOT)
        return None
    incoming, found = read
    shown = AbsorbScreen("What the file brings", brought_entries(chosen.name, incoming, found))
    accept = await accepted(screen, incoming.keys) if await screen.app.push_screen_wait(shown) else None
    if accept is None:
        screen.say(_NOT)
        return None
    return incoming, accept


async def accepted(screen: DeskScreen[Any], keys: Sequence[NewKey], *, first_use: bool = False) -> Acceptance | None:
    """Return which keys are let in; None where one was not.  With ``first_use``, new ones are let in without asking."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog
    from sonolog.tui.dialogs.fingerprint import FingerprintDialog
    from sonolog.usecases.absorb import Acceptance

    for one in keys:
        if one.is_another:
            words = (
                f"{one.name} signed with another key before. Either they have a new one, or somebody uses their name."
            )
            if not await screen.app.push_screen_wait(FingerprintDialog("Another key", words, one.fingerprint)):
                return None
    new = [one for one in keys if not one.is_another]
    if new and not first_use:
        asked = ConfirmDialog("Keys met for the first time", f"{_names(new)}\n\n{_MINE}", yes="Let them in")
        if not await screen.app.push_screen_wait(asked):
            return None
    return Acceptance(unconfirmed=True, keys=frozenset(one.fingerprint for one in keys if one.is_another))


async def tell(screen: DeskScreen[Any], done: Absorbed) -> None:
    """Say what came of it, and what is to be settled."""
    from sonolog.tui.dialogs.notice import NoticeDialog

    screen.say(absorbed_words(done))
    if done.conflicts:
        words = f"Two versions side by side: {', '.join(done.conflicts[:12])}."
        more = "Both were changed on two machines. Open the record and press v to compare them and settle it."
        await screen.app.push_screen_wait(NoticeDialog("To be settled", words, more))


def absorbed_words(done: Absorbed) -> str:
    """Return in a line what came of taking a file in."""
    if not done.new and not done.redacted:
        return "All of it was here already; nothing changed."
    parts = [f"Taken in: {counted(done.new, 'object')}, {counted(done.statements, 'statement')} among them"]
    parts += [f"{counted(done.redacted, 'text')} redacted"] if done.redacted else []
    parts += [f"{counted(len(done.blocked), 'object')} not let in"] if done.blocked else []
    parts += [f"{counted(len(done.doubted), 'object')} to look at (Safekeeping, p)"] if done.doubted else []
    parts += [f"{counted(len(done.conflicts), 'record')} in two versions"] if done.conflicts else []
    return f"{'; '.join(parts)}."


def _names(keys: Sequence[NewKey]) -> str:
    from sonolog.tui.fingerprints import in_groups

    return "\n".join("\n".join([one.name, in_groups(one.fingerprint), *one.warnings]) for one in keys)


def _read(path: Path, wanted: Wanted, logbook: Logbook) -> tuple[Incoming, Brought]:
    from sonolog.usecases.absorb import read_incoming
    from sonolog.usecases.brought import brought

    wanted.tell(path.name)
    incoming = read_incoming(logbook, path)
    return incoming, brought(logbook, incoming)


def _kept(incoming: Incoming, accept: Acceptance, _wanted: Wanted, logbook: Logbook) -> Absorbed:
    from sonolog.usecases.absorb import absorb

    return absorb(logbook, incoming, accept)


def _taken_over(
    incoming: Incoming, accept: Acceptance, _wanted: Wanted, logbook: Logbook
) -> tuple[Logbook, str, Absorbed]:
    from sonolog.usecases.absorb import absorb
    from sonolog.usecases.take_over import as_keeper, settle

    keeper = as_keeper(logbook, incoming)
    done = absorb(keeper, incoming, accept)
    return keeper, settle(keeper), done
