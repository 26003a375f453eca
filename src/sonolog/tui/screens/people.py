"""People of the logbook: who may sign, with what register, accreditation and key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content

from sonolog.tui.fingerprints import tail
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.tui.vouching import one_key

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine
    from sonolog.usecases.people_keys import KnownKey, PersonKeys

_NAME, _SHORT_NAME, _ROLES, _REGISTER, _KEY = 22, 20, 14, 16, 11
_WIDE, _WIDEST = 70, 100
_NEW = "Name of the person to be added:"
_ONLY_LEADS = "Only a lead of the programme vouches for keys. You can compare fingerprints (f)."
_WHICH = "What are they to the trainees of this logbook? Further roles: amend the person (a)."


class PeopleScreen(ListingScreen["PersonKeys"]):
    """Everyone, by name, with their keys."""

    HEADING: ClassVar[str] = "People and keys"
    KEYS = ("people", "everywhere")
    BINDINGS = bindings("people")
    HELP: ClassVar[str] = (
        "People are added when a scan names them. A key is worth what stands beside it: vouched for by a programme you "
        "trust (g), not confirmed, or revoked. “Not recorded” says nothing against anybody (+ on Records)."
    )

    async def load(self) -> Sequence[PersonKeys]:
        """Ask for everyone."""
        return await self.read(_people)

    def row(self, one: PersonKeys, width: int) -> Content:
        """Return name, roles, register where it is wide, and the end and standing of the key."""
        who = one.person
        mark = "! " if one.warnings else ""
        name = cell(
            f"{mark}{who.name}{' (you)' if who.is_me else ''}", _NAME if width >= _WIDE else _SHORT_NAME, "bold"
        )
        roles = _column(", ".join(who.roles), _ROLES if width >= _WIDE else 0)
        register = _column(who.register, _REGISTER if width >= _WIDEST else 0)
        key = cell(tail(one.keys[-1].fingerprint) if one.keys else "no key", _KEY)
        used = name.cell_length + roles.cell_length + register.cell_length + key.cell_length
        return name + roles + register + key + cell(one.standing, width - used)

    def about(self, one: PersonKeys) -> str:
        """Return what is odd about the name, the register, the accreditation, and every key."""
        who = one.person
        lines = [f"! {warning}" for warning in one.warnings]
        lines += [f"Register: {who.register or 'not recorded'}. Accreditation: {who.accredited}."]
        lines += [f"{key.fingerprint}\n  {key.standing}" for key in one.keys]
        here = "on this computer" if who.has_key else "not on this computer"
        return "\n".join([*lines, f"Their signing key is {here}."] if one.keys else [*lines, "No key is known here."])

    def action_open(self) -> None:
        """Show everything about the person."""
        from sonolog.tui.screens.record import RecordScreen

        if self.chosen is not None:
            self.app.push_screen(RecordScreen(self.chosen.person.id, self.chosen.person.name, kind="person"))

    def action_amend(self) -> None:
        """Open the form with the person."""
        if self.chosen is not None:
            self.sonolog.open_record_form("person", amend=self.chosen.person.id)

    def action_add(self) -> None:
        """Add somebody."""
        self.act(self._add())

    def action_fingerprint(self) -> None:
        """Show the whole fingerprint of a key, to be compared."""
        self._about_key(self._compare)

    def action_vouch(self) -> None:
        """Vouch for a key of the person."""
        self._about_key(self._vouch)

    def action_revoke(self) -> None:
        """Revoke a key of the person."""
        self._about_key(self._revoke)

    def action_take_card(self) -> None:
        """Take in somebody's card, and vouch for them as a lead."""
        self.act(self._take_card())

    def action_my_key(self) -> None:
        """Do something with one's own key."""
        from sonolog.tui.own_key import about_my_key

        self.act(self._told(about_my_key(self)))

    def action_witness(self) -> None:
        """Make a checkpoint."""
        from sonolog.tui.vouching import witness

        self.act(self._told(witness(self)))

    def action_programmes(self) -> None:
        """Show the programmes that are trusted."""
        from sonolog.tui.screens.programme import ProgrammeScreen

        self.app.push_screen(ProgrammeScreen())

    @property
    def _leads(self) -> bool:
        return self.sonolog.actor is not None and "lead" in self.sonolog.actor.roles

    def _about_key(self, done: Callable[[PersonKeys, KnownKey], Coroutine[Any, Any, str]]) -> None:
        if self.chosen is not None:
            self.act(self._with_key(self.chosen, done))

    async def _with_key(
        self, who: PersonKeys, done: Callable[[PersonKeys, KnownKey], Coroutine[Any, Any, str]]
    ) -> None:
        key = await one_key(self, who)
        if key is not None:
            await self._told(done(who, key))

    async def _told(self, done: Coroutine[Any, Any, str]) -> None:
        said = await done
        if said:
            self.say(said)
            self.reload()

    async def _compare(self, who: PersonKeys, key: KnownKey) -> str:
        from sonolog.tui.vouching import compare

        same = await compare(self, who.person.name, key)
        return "The same. A lead can vouch for it (v)." if same else ""

    async def _vouch(self, who: PersonKeys, key: KnownKey) -> str:
        from sonolog.tui.vouching import vouch_for

        if not self._leads:
            return _ONLY_LEADS
        return await vouch_for(self, who, key)

    async def _revoke(self, who: PersonKeys, key: KnownKey) -> str:
        from sonolog.tui.vouching import revoke_key

        return await revoke_key(self, who, key)

    async def _take_card(self) -> None:
        from sonolog.tui.vouching import take_card, vouch_for
        from sonolog.usecases.people_keys import NOT_CONFIRMED, KnownKey

        taken = await take_card(self)
        if taken is None:
            return
        person, public = taken
        who = next(one for one in await self.load() if one.person.id == person)
        mark = await self.read(partial(_fingerprint, public))
        key = next((one for one in who.keys if one.fingerprint == mark), KnownKey(mark, public, NOT_CONFIRMED))
        said = await vouch_for(self, who, key) if self._leads else ""
        self.say(said or f"{who.person.name} is in this logbook; nobody vouched for the key.")
        self.reload()

    async def _add(self) -> None:
        from sonolog.domain.people import ROLES
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.tui.dialogs.pick import PickDialog

        name = await self.app.push_screen_wait(LineDialog("Add a person", _NEW))
        if not name:
            return
        roles = [(role, role.capitalize()) for role in ROLES]
        role = await self.app.push_screen_wait(PickDialog(name, _WHICH, roles, at="supervisor"))
        if role is not None:
            await self.write(partial(_added, name, role))
            self.say(f"{name} added; accreditation not recorded.")
            self.reload()


def _column(text: str, width: int) -> Content:
    """Return a text and the blank after it; nothing where there is no room for the column."""
    return cell(text, width - 1) + Content(" ") if width else Content("")


def _people(logbook: Logbook) -> tuple[PersonKeys, ...]:
    from sonolog.usecases.people_keys import people_keys

    return people_keys(logbook)


def _fingerprint(public: str, _logbook: Logbook) -> str:
    from sonolog.ledger.sshsig import fingerprint

    return fingerprint(public)


def _added(name: str, role: str, logbook: Logbook) -> PersonLine:
    from sonolog.usecases.people import add_person

    return add_person(logbook, name, roles=(role,))
