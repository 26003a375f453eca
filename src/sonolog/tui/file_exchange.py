"""Signatures by files: ask for them, open such a request, answer it; no account and no network is needed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sonolog.tui.dialogs.working import Wanted
    from sonolog.tui.sign_off_asks import SignerLine
    from sonolog.tui.widgets.sheet import Entry
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.absorb import Absorbed, Acceptance
    from sonolog.usecases.brought import Brought
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.open_request import Asked
    from sonolog.usecases.request import Sent

_WHOM = "Who is to sign on a computer of their own? They need this program, and nothing else."
_WHERE = "Where to? Send the file as you send any other: on a stick, or by e-mail."
_THEY_OPEN = "They open it with “sonolog open FILE”, or in the app on Sign-off with k. Sent twice, it does no harm."
_COMES_BACK = "What comes back is a file too: Sign-off, then j, takes it in."
_OPEN = "Which request? The file (.slb) that somebody sent you."
_IS_ME = "Enter opens it as {name}: this home is yours."
_IS_IT_YOU = "Enter says that you are {name}. From then on this home is yours."
_OF_WHOM = "Whose records did you judge? The answer holds all you have said about them."
_THEY_ABSORB = "They take it in with “sonolog absorb FILE”, or in the app on Sign-off with j."
_NOT = "Nothing was opened."


async def ask_by_file(screen: DeskScreen[Any], trainee: str) -> None:
    """Write a request: choose the person and the file, then show where it is and what to tell them."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.tui.sign_off_asks import signers

    found = await screen.read(signers)
    if not found:
        screen.say("Nobody here can be asked yet: a supervisor is known as soon as a scan names one.")
        return
    options = [(one.person.id, _signer_words(one)) for one in found]
    person = await screen.app.push_screen_wait(PickDialog("Ask for signatures", _WHOM, options))
    if person is None:
        return
    name = await screen.read(partial(_name_of, "request", person))
    path = await screen.app.push_screen_wait(FileDialog("Ask for signatures", _WHERE, f"~/{name}"))
    if path is not None:
        sent = await screen.read(partial(_requested, person, path, trainee))
        await _show_sent(screen, sent, f"{counted(sent.count, 'record')} to be judged.", _THEY_OPEN, _COMES_BACK)


async def open_by_file(screen: DeskScreen[Any]) -> str:
    """Open somebody's request, act as the person asked, and return what was opened; empty where it was left."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.working import WorkingDialog
    from sonolog.tui.screens.absorb import AbsorbScreen
    from sonolog.tui.taking_in import absorbed_words, accepted

    path = await screen.app.push_screen_wait(FileDialog("Open a request", _OPEN))
    reading = WorkingDialog("Reading and checking …", screen.desk, partial(_read, path)) if path else None
    read = await screen.app.push_screen_wait(reading) if reading else None
    if path is None or read is None:
        screen.say(_NOT)
        return ""
    asked, found = read
    shown = AbsorbScreen("A request for signatures", _asked_entries(path.name, asked, found), accept="Open it")
    keys = asked.incoming.keys
    # The trainee's own key is pinned at first use, and the page says so; another one of theirs is an alarm here too.
    accept = await accepted(screen, keys, first_use=True) if await screen.app.push_screen_wait(shown) else None
    if accept is None:
        screen.say(_NOT)
        return ""
    opening = WorkingDialog("Opening …", screen.desk, partial(_opened, asked, accept), writes=True)
    done = await screen.app.push_screen_wait(opening)
    if done is None:
        return ""
    acting, absorbed = done
    screen.desk.adopt(acting)
    await screen.sonolog.meet()
    return f"{asked.trainee} asks you. {absorbed_words(absorbed)}"


async def answer_by_file(screen: DeskScreen[Any], signer: str) -> None:
    """Write the answer of ``signer`` to a trainee's request."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.pick import PickDialog

    found = await screen.read(partial(_answered, signer))
    if not found:
        screen.say("Nothing was signed or returned yet, so there is nothing to answer.")
        return
    trainee: str | None = found[0][0]
    if len(found) > 1:
        trainee = await screen.app.push_screen_wait(PickDialog("Answer whom?", _OF_WHOM, found))
    if trainee is None:
        return
    name = await screen.read(partial(_name_of, "response", trainee))
    path = await screen.app.push_screen_wait(FileDialog("The answer", _WHERE, f"~/{name}"))
    if path is not None:
        sent = await screen.read(partial(_responded, signer, trainee, path))
        await _show_sent(screen, sent, f"It holds {counted(sent.count, 'statement')}.", _THEY_ABSORB)


async def _show_sent(screen: DeskScreen[Any], sent: Sent, *more: str) -> None:
    from sonolog.tui.dialogs.notice import NoticeDialog

    await screen.app.push_screen_wait(NoticeDialog(f"For {sent.to}", f"Written: {sent.path}", *more))
    screen.say(f"Written: {sent.path}")


def _asked_entries(name: str, asked: Asked, found: Brought) -> Iterator[Entry]:
    from sonolog.tui.screens.absorb import brought_entries
    from sonolog.tui.widgets.sheet import Entry

    yield Entry("Who asks", asked.trainee)
    yield Entry("Who is asked", asked.name)
    yield Entry("Is that you?", (_IS_ME if asked.is_me else _IS_IT_YOU).format(name=asked.name))
    yield Entry("")
    yield from brought_entries(name, asked.incoming, found)


def _signer_words(one: SignerLine) -> str:
    waiting = f"{counted(one.waiting, 'record')} waiting" if one.waiting else "nothing waiting"
    return f"{one.person.name}: {waiting}"


def _name_of(purpose: str, person: str, logbook: Logbook) -> str:
    from sonolog.usecases.people import find_person
    from sonolog.usecases.request import file_name

    return file_name(purpose, find_person(logbook, person).name, logbook)


def _requested(person: str, path: Path, trainee: str, logbook: Logbook) -> Sent:
    from sonolog.usecases.request import request

    return request(logbook, person, path, trainee=trainee)


def _responded(signer: str, trainee: str, path: Path, logbook: Logbook) -> Sent:
    from sonolog.usecases.request import respond

    return respond(logbook.acting_as(signer), path, trainee=trainee)


def _answered(signer: str, logbook: Logbook) -> list[tuple[str, str]]:
    from sonolog.usecases.request import answered_trainees

    return [(one.id, one.name) for one in answered_trainees(logbook.acting_as(signer))]


def _read(path: Path, wanted: Wanted, logbook: Logbook) -> tuple[Asked, Brought]:
    from sonolog.usecases.brought import brought
    from sonolog.usecases.open_request import read_request

    wanted.tell(path.name)
    asked = read_request(logbook, path)
    return asked, brought(logbook, asked.incoming)


def _opened(asked: Asked, accept: Acceptance, _wanted: Wanted, logbook: Logbook) -> tuple[Logbook, Absorbed]:
    from sonolog.usecases.open_request import open_request

    return open_request(logbook, asked, accept)
