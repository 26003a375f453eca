"""What Sign-off asks the use cases, and the questions it asks of the person who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sonolog.tui.pile import AGREEMENTS, FINDINGS, Pile

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.inbox import InboxLine
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine
    from sonolog.usecases.status_words import RecordLine


_OTHER = "\n"
"""Answers that another reason is to be written; no reason offered has a line break."""


@dataclass(frozen=True, slots=True)
class SignerLine:
    """Somebody who can sign, and how many records wait for them."""

    person: PersonLine
    waiting: int
    signs_here: bool = True
    """They can sign at this keyboard."""


def may_sign(person: PersonLine) -> bool:
    """Tell whether the person is something else than a trainee."""
    return any(role != "trainee" for role in person.roles)


def signers(logbook: Logbook) -> tuple[SignerLine, ...]:
    """Return everyone who can sign, those first for whom most is waiting.

    In a department each signs under a login of their own, and its auditors sign nothing.
    """
    from sonolog.usecases.inbox import inbox
    from sonolog.usecases.people import list_people

    shared = logbook.is_department
    found = (one for one in list_people(logbook) if may_sign(one) and not (shared and one.roles == ("auditor",)))
    lines = (SignerLine(one, len(inbox(logbook, one.id)), one.is_me or not shared) for one in found)
    return tuple(sorted(lines, key=lambda line: (-line.waiting, line.person.name)))


def waiting_for(person: str, logbook: Logbook) -> tuple[PersonLine, tuple[InboxLine, ...]]:
    """Return the person, and what waits for them, the oldest first."""
    from sonolog.usecases.inbox import inbox
    from sonolog.usecases.people import find_person

    return find_person(logbook, person), inbox(logbook, person)


def next_meaning(pile: Pile, line: InboxLine) -> str:
    """Let the signature mean the next thing it can, and say so where there is only one."""
    from sonolog.usecases.sign import meanings

    changed = pile.next_meaning(line, meanings(line.kind))
    return "" if changed else f"A sign-off of this {line.kind_title.lower()} can mean nothing else."


async def ask_agreement(screen: DeskScreen[Any], pile: Pile, line: InboxLine) -> None:
    """Ask how the finding compares; where it differs, what the signer found, and a comment."""
    from sonolog.tui.dialogs.pick import PickDialog

    said = pile.judgement(line)
    told = f"{line.label}: {line.words}"
    picked = await screen.app.push_screen_wait(
        PickDialog("The finding", told, AGREEMENTS, at=said.agreement or "agree")
    )
    if picked is None:
        return
    if picked not in ("minor", "major"):
        pile.judge(line, agreement=picked, finding="")
        return
    found = await screen.app.push_screen_wait(PickDialog("What did you find?", told, FINDINGS, at=said.finding))
    if found is not None:
        pile.judge(line, agreement=picked, finding=found)
        await ask_comment(screen, pile, line)


async def ask_comment(screen: DeskScreen[Any], pile: Pile, line: InboxLine) -> None:
    """Ask for a comment; an empty one takes it away."""
    from sonolog.tui.dialogs.line import LineDialog

    now = pile.judgement(line).comment
    words = f"It is kept with your signature of {line.label}, and the trainee reads it."
    typed = await screen.app.push_screen_wait(LineDialog("A comment", words, now))
    if typed is not None:
        pile.comment(line, typed)


async def ask_reason(screen: DeskScreen[Any], signer: PersonLine, what: str) -> str:
    """Ask why records are returned: one of the sentences offered, or another; empty if it was left."""
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.tui.dialogs.reason import ReasonDialog
    from sonolog.usecases.return_reasons import return_reasons

    told = f"{what}. The trainee reads the reason, can amend and submit again."
    offered = await screen.read(lambda logbook: return_reasons(logbook.acting_as(signer.id)))
    options = [(_OTHER, "Another reason …"), *((one, one) for one in offered)]
    picked = await screen.app.push_screen_wait(PickDialog("Return why?", told, options))
    if picked != _OTHER:
        return picked or ""
    return await screen.app.push_screen_wait(ReasonDialog("Return why?", told)) or ""


def given_back(logbook: Logbook, records: Sequence[str], reason: str, key: KeyUse) -> tuple[RecordLine, ...]:
    """Return records with a reason, which is offered again next time."""
    from sonolog.usecases.give_back import give_back
    from sonolog.usecases.return_reasons import remember_reason

    done = give_back(logbook, records, reason, key=key)
    remember_reason(logbook, reason)
    return done


async def signing_key(screen: DeskScreen[Any], signer: PersonLine, words: str) -> KeyUse | None:
    """Show what is to be signed and return the key, opened for that alone; None if the question was left.

    Where somebody signs for the first time, a key is made after they have agreed.
    """
    from sonolog.tui.dialogs.confirm import ConfirmDialog

    if signer.has_key:
        return await screen.open_key(words, person=signer.id)
    if not await screen.app.push_screen_wait(ConfirmDialog("What you sign", words, yes="Sign")):
        return None
    if not await _ask_register(screen, signer):
        return None
    return await screen.open_key(f"{signer.name} signs here for the first time.", person=signer.id)


async def _ask_register(screen: DeskScreen[Any], signer: PersonLine) -> bool:
    from sonolog.tui.dialogs.register import RegisterDialog

    if signer.register:
        return True
    typed = await screen.app.push_screen_wait(RegisterDialog(signer.name))
    if typed is None:
        return False
    if typed[0]:
        await screen.write(lambda logbook: _keep_register(logbook, signer.id, typed))
    return True


def _keep_register(logbook: Logbook, person: str, register: tuple[str, str]) -> None:
    from sonolog.usecases.amend import amend

    typed = dict(zip(("register_body", "register_number"), register, strict=True))
    amend(logbook.acting_as(person), person, {name: text for name, text in typed.items() if text})
