"""What is done with keys: compare, vouch, take a card, revoke, witness, carry one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.errors import SonologError
from sonolog.tui.fingerprints import in_groups, tail

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people_keys import KnownKey, PersonKeys
    from sonolog.usecases.vouch import Terms, Vouched

_COMPARE = "Read it to each other, face to face or by a number you know; never compare two copies from one file."
_WHAT = "Your signature says that this key is theirs, in these roles, between these days."
_CARD = "Whose card? The file they made: People, k, “Write my card”."
_REASONS = (
    ("lost", "Lost: the key or its passphrase is gone"),
    ("compromised", "Compromised: somebody else may have used it"),
    ("left", "Left: the person does not work here any more"),
    ("replaced", "Replaced by another key"),
)
_WITNESS = (
    "You note how far every signer's chain and every journal has come, and sign it. Whatever is taken away of that "
    "later shows. A lead's checkpoint counts for everybody who trusts the programme."
)
_YEARS = 3


class FormFault(SonologError):
    """A line of a form says nothing that can be used."""

    code = "form-fault"


async def compare(screen: DeskScreen[Any], name: str, key: KnownKey) -> bool:
    """Show a whole fingerprint to be compared, and return whether it was."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog

    words = f"{name}\n\n{in_groups(key.fingerprint)}\n\nToday: {key.standing}.\n\n{_COMPARE}"
    return (
        await screen.app.push_screen_wait(ConfirmDialog("Compare the fingerprint", words, yes="It is theirs")) is True
    )


async def one_key(screen: DeskScreen[Any], who: PersonKeys) -> KnownKey | None:
    """Return the key of a person, asked where there are several; None where there is none, or it was left."""
    from sonolog.tui.dialogs.pick import PickDialog

    if not who.keys:
        screen.say(f"No key of {who.person.name} is known here yet: take in their card (t).")
        return None
    if len(who.keys) == 1:
        return who.keys[0]
    options = [(one.fingerprint, f"{tail(one.fingerprint)}  {one.standing}") for one in who.keys]
    picked = await screen.app.push_screen_wait(PickDialog("Which key?", who.person.name, options))
    return next((one for one in who.keys if one.fingerprint == picked), None)


async def vouch_for(screen: DeskScreen[Any], who: PersonKeys, key: KnownKey) -> str:
    """Compare, ask for roles and days, sign, and return what was said; empty if it was left."""
    from sonolog.tui.dialogs.form import FormDialog

    if not await compare(screen, who.person.name, key):
        return ""
    lines, fault = _vouch_lines(screen, who), ""
    while True:
        typed = await screen.app.push_screen_wait(FormDialog(f"Vouch for {who.person.name}", _WHAT, lines, fault=fault))
        if typed is None:
            return ""
        try:
            terms = _terms(typed, key.public, screen.desk.clock.now().date())
        except SonologError as refusal:
            fault, lines = f"{refusal.message} {refusal.hint}".strip(), _filled(lines, typed)
            continue
        signing = await screen.open_key(f"You vouch for {who.person.name}, {tail(key.fingerprint)}.")
        if signing is None:
            return ""
        done = await screen.write(partial(_vouched, who.person.id, terms, signing))
        alike = "".join(f" Look: “{done.name}” looks like “{one}”, who is somebody else." for one in done.alike)
        return f"You vouched for {done.name} until {done.valid_to.isoformat()}. Publish it (g, then b).{alike}"


async def take_card(screen: DeskScreen[Any]) -> tuple[str, str] | None:
    """Take in somebody's card and return their id and public key; None if it was left."""
    from sonolog.tui.dialogs.file import FileDialog

    path = await screen.app.push_screen_wait(FileDialog("Take in a card", _CARD))
    return await screen.write(partial(_card_taken, path)) if path is not None else None


async def revoke_key(screen: DeskScreen[Any], who: PersonKeys, key: KnownKey) -> str:
    """Ask why, from when and what takes its place, sign, and return what was said; empty if it was left."""
    from sonolog.domain.when import read_day
    from sonolog.tui.dialogs.form import FormDialog, FormLine
    from sonolog.tui.dialogs.pick import PickDialog
    from sonolog.usecases.programme import checked_fingerprint

    told = f"{who.person.name}, {tail(key.fingerprint)}. What it signed before that day stays as far as it is proven."
    why = await screen.app.push_screen_wait(PickDialog("Revoke the key, why?", told, _REASONS))
    if why is None:
        return ""
    today = screen.desk.clock.now().date()
    lines = [
        FormLine("day", "From", today.isoformat()),
        FormLine("successor", "Its successor", "", "SHA256:… or empty"),
    ]
    typed = await screen.app.push_screen_wait(FormDialog("From which day on?", told, lines))
    if typed is None:
        return ""
    day = read_day(typed["day"], today, future=True)
    successor = checked_fingerprint(typed["successor"]) if typed["successor"] else ""
    signing = await screen.open_key(f"Revoking the key {tail(key.fingerprint)} of {who.person.name}.")
    if signing is None:
        return ""
    call = partial(_revoked, key.fingerprint, day, why, signing, successor, who.person.id)
    await screen.write(call)
    return f"The key {tail(key.fingerprint)} of {who.person.name} is revoked from {day.isoformat()} on."


async def witness(screen: DeskScreen[Any]) -> str:
    """Make a checkpoint and return what was said; empty if it was left."""
    from sonolog.tui.dialogs.confirm import ConfirmDialog

    if not await screen.app.push_screen_wait(ConfirmDialog("Make a checkpoint?", _WITNESS, yes="Go on")):
        return ""
    signing = await screen.open_key("A checkpoint is a signed statement.")
    if signing is None:
        return ""
    count = await screen.write(partial(_witnessed, signing))
    return f"Noted: how far {count} chains of statements have come."


def _vouch_lines(screen: DeskScreen[Any], who: PersonKeys) -> list[Any]:
    from sonolog.tui.dialogs.form import FormLine

    first = screen.desk.clock.now().date()
    last = first.replace(year=first.year + _YEARS, day=min(first.day, 28))
    roles = ", ".join(one for one in who.person.roles if one != "trainee") or "supervisor"
    return [
        FormLine("roles", "Roles", roles),
        FormLine("start", "From", first.isoformat()),
        FormLine("until", "Until", last.isoformat()),
        FormLine("checked", "How you checked", "", "staff badge seen; called back"),
    ]


def _filled(lines: Sequence[Any], typed: Mapping[str, str]) -> list[Any]:
    from dataclasses import replace

    return [replace(one, now=typed[one.name]) for one in lines]


def _terms(typed: Mapping[str, str], public: str, today: date) -> Terms:
    from sonolog.domain.people import ROLES
    from sonolog.domain.when import read_day
    from sonolog.usecases.vouch import Terms

    roles = [one.strip().lower() for one in typed["roles"].split(",") if one.strip()]
    unknown = [one for one in roles if one not in ROLES or one == "trainee"]
    if not roles or unknown:
        raise FormFault("Which roles?", hint=f"With commas between: {', '.join(ROLES[1:])}.")
    if not typed["checked"]:
        raise FormFault("How did you check that the key is theirs? It is part of what you sign.")
    first, last = (read_day(typed[name], today, future=True) for name in ("start", "until"))
    if last < first:
        raise FormFault("The last day comes before the first.")
    return Terms(roles=roles, valid_from=first, valid_to=last, checked=typed["checked"], key=public)


def _vouched(person: str, terms: Terms, key: KeyUse, logbook: Logbook) -> Vouched:
    from sonolog.usecases.vouch import vouch

    return vouch(logbook, person, terms, key=key)


def _card_taken(path: Path, logbook: Logbook) -> tuple[str, str]:
    from sonolog.usecases.vouch import take_card

    return take_card(logbook, path)


def _revoked(mark: str, day: date, why: str, key: KeyUse, successor: str, person: str, logbook: Logbook) -> None:
    from sonolog.usecases.vouch import revoke_key

    revoke_key(logbook, mark, day, why, key=key, successor=successor, person=person)


def _witnessed(key: KeyUse, logbook: Logbook) -> int:
    from sonolog.usecases.vouch import checkpoint

    return checkpoint(logbook, key=key)
