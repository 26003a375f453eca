"""Sign-off: a supervisor clears what waits, by keys alone; the passphrase comes last and for every act."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.domain.text import counted
from sonolog.errors import SonologError
from sonolog.tui.keys import bindings
from sonolog.tui.pile import Pile
from sonolog.tui.screens.place import Place
from sonolog.tui.screens.sign_off_files import SignOffFiles
from sonolog.tui.screens.sign_off_rows import counts, meaning_words, pile_row, row_height, signer_row, signers_words
from sonolog.tui.text import paragraphs
from sonolog.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from sonolog.tui.sign_off_asks import SignerLine
    from sonolog.usecases.inbox import InboxLine
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine

T = TypeVar("T")
_UNREAD = "Several are signed together only once each was opened: Enter opens, y agrees and goes on."
_KEPT = "Nothing was signed. Everything is marked as before."


class SignOffPlace(SignOffFiles):
    """The records that wait for one person's signature; before that, who that is."""

    PLACE: ClassVar[str] = "sign-off"
    KEYS = ("sign-off", *Place.KEYS)
    HELP = "What waits for your signature, the oldest first. Several are signed together once each was opened."
    CSS_PATH = "sign_off.tcss"
    BINDINGS = bindings("sign-off")

    def __init__(self) -> None:
        super().__init__()
        self._signer: PersonLine | None = None
        self._chosen_here = False  # from the list: need not be whoever acts
        self._signers: tuple[SignerLine, ...] = ()
        self._pile = Pile()
        self._is_visitor = False  # whoever signs came by
        self._is_returning = False

    def body(self) -> Iterable[Widget]:
        """Yield who signs, the list, and what the signature of the record under the cursor says."""
        yield Static(id="signer")
        yield LineList(id="waiting")
        yield Static(id="meaning")

    async def load(self) -> None:
        """Ask who can sign, or what waits for whoever does."""
        from sonolog.tui.sign_off_asks import may_sign, signers, waiting_for

        actor = self.sonolog.actor
        if self._signer is None and actor is not None and not self._chosen_here and may_sign(actor):
            self._signer = actor
        signer = self._signer
        if signer is None:
            self._signers = await self.read(signers)
            self._show_signers()
            return
        self._signer, found = await self.read(partial(waiting_for, signer.id))
        changed = self._pile.refill(found)
        if changed:
            self.say(f"Changed since you saw it, look again: {', '.join(one.label for one in changed)}.")
        self._show_pile()

    def on_line_list_moved(self) -> None:
        """Say what the signature of this record would mean; nothing while records go back unsigned."""
        line = None if self._is_returning else self._line
        shown = Content("") if line is None else meaning_words(line, self._pile.judgement(line))
        self.query_one("#meaning", Static).update(shown)

    def on_resize(self) -> None:
        """Give each record as many lines as it needs now."""
        if self._signer is not None:
            self._show_pile()

    def action_open(self) -> None:
        """Choose who signs, or read the record."""
        if self._signer is None:
            at = self._list.cursor
            if at < len(self._signers) and not self.refused_here(self._signers[at]):
                self._signer, self._chosen_here = self._signers[at].person, True
                self.reload()
        elif self._line is not None:
            self.act(self._read_on())

    def action_change_signer(self) -> None:
        """Let somebody else sign."""
        if not self.refused_here():
            self._change_signer(None)
            self.say("")
            self.reload()

    def signs(self) -> PersonLine | None:
        """Return whoever signs."""
        return self._signer

    def suggested(self) -> PersonLine | None:
        """Return whom the cursor is on among those who can sign, unless they have a key here."""
        at = self._list.cursor
        found = self._signers[at].person if self._signer is None and at < len(self._signers) else None
        return found if found is not None and not found.has_key else None

    def come(self, visitor: PersonLine) -> None:
        """Show what waits for a visitor."""
        self._change_signer(visitor)
        self._is_visitor = True
        self.reload()

    def leaving(self) -> None:
        """Forget a visitor: the computer is the trainee's again."""
        if self._is_visitor:
            self._change_signer(None)
            self._loaded = -1

    def _back_from_visit(self) -> str:
        """Give the computer back to its trainee, if a visitor has signed everything, and say so."""
        was_here = self._is_visitor
        self.leaving()
        return f" This is the computer of {self.sonolog.who} again." if was_here else ""

    def _change_signer(self, signer: PersonLine | None) -> None:
        self._signer, self._chosen_here = signer, True
        self._is_visitor = False
        self._pile = Pile()
        self._list.show(0, self._row)  # nothing of the old pile is drawn until the new one is here

    def action_mark(self) -> None:
        """Mark the record and go to the next."""
        if self._line is not None:
            self._pile.toggle(self._line)
            self._list.cursor += 1
            self._show_counts()

    def action_mark_all(self) -> None:
        """Mark everything, or nothing."""
        self._pile.toggle_all()
        self._show_counts()

    def action_next_meaning(self) -> None:
        """Let the signature of this record mean the next thing it can."""
        from sonolog.tui.sign_off_asks import next_meaning

        if self._line is not None:
            self.say(next_meaning(self._pile, self._line))
            self._show_counts()

    def action_agree(self) -> None:
        """Ask how the finding compares with one's own."""
        self._about_line("ask_agreement")

    def action_comment(self) -> None:
        """Ask for a comment, kept with the signature."""
        self._about_line("ask_comment")

    def action_sign(self) -> None:
        """Sign the record under the cursor, or of the marked ones those that were opened."""
        if chosen := self._pile.chosen_and_read(self._list.cursor):
            self.act(self._sign(chosen))
        elif self._pile.marked:
            self.say(_UNREAD)

    def action_skip(self) -> None:
        """Put the record at the end of what waits."""
        if self._line is not None:
            self._pile.skip(self._line)
            self._show_pile()

    def action_give_back(self) -> None:
        """Return what is marked, or the record under the cursor, with a reason."""
        if chosen := self._pile.chosen(self._list.cursor):
            self.act(self._returned(chosen))

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def _line(self) -> InboxLine | None:
        at = self._list.cursor
        return self._pile.lines[at] if self._signer is not None and at < len(self._pile.lines) else None

    def _about_line(self, question: str) -> None:
        from sonolog.tui import sign_off_asks

        line = self._line
        if line is not None:
            asked: Coroutine[Any, Any, None] = getattr(sign_off_asks, question)(self, self._pile, line)
            self.act(self._asked(asked))

    async def _asked(self, question: Coroutine[Any, Any, None]) -> None:
        await question
        self._show_counts()

    async def _read_on(self) -> None:
        """Show one record after the other, until somebody goes back."""
        from sonolog.tui.screens.reading import ReadRecord

        at = self._list.cursor
        left = await self.app.push_screen_wait(ReadRecord(self._pile, at))
        self._list.cursor = at if left is None else left.at
        self._show_counts()
        if left is not None and left.act == "reload":
            self.reload()
        elif left is not None and left.act == "give-back":
            await self._returned((self._pile.lines[left.at],))
        elif left is not None and left.act == "sign":
            await self._sign(self._pile.chosen_and_read(left.at))

    async def _sign(self, chosen: Sequence[InboxLine]) -> None:
        from sonolog.ledger.shapes import MOST_ITEMS
        from sonolog.tui.pile import signing_words
        from sonolog.tui.sign_off_asks import signing_key
        from sonolog.usecases.sign import sign

        signer = self._signer
        if signer is None:
            return
        choices = self._pile.choices(chosen)
        words = signing_words(self._pile, chosen, name=signer.name, most=MOST_ITEMS)
        key = await signing_key(self, signer, words)
        if key is None:
            self.say(_KEPT)
            return
        signed = await self._written(lambda logbook: sign(logbook.acting_as(signer.id), choices, key=key))
        left = len(self._pile.marked - {one.id for one in chosen})
        rest = f" {counted(left, 'marked record')} not opened: still waiting." if left else ""
        again = self._back_from_visit() if len(chosen) == len(self._pile.lines) else ""
        self.say(f"{signer.name} signed {counted(signed.count, 'record')}.{rest}{again}")
        self.reload()

    async def _returned(self, chosen: Sequence[InboxLine]) -> None:
        self._is_returning = True
        self.on_line_list_moved()
        try:
            await self._give_back(chosen)
        finally:
            self._is_returning = False
        self.on_line_list_moved()

    async def _give_back(self, chosen: Sequence[InboxLine]) -> None:
        from sonolog.tui.sign_off_asks import ask_reason, given_back, signing_key

        signer = self._signer
        if signer is None:
            return
        what = f"{counted(len(chosen), 'record')} ({', '.join(one.label for one in chosen)})"
        reason = await ask_reason(self, signer, what)
        words = f"{signer.name} returns {what}: “{reason}”"
        key = await signing_key(self, signer, words) if reason else None
        if not reason or key is None:
            self.say("Nothing was returned. Everything is marked as before.")
            return
        ids = [one.id for one in chosen]
        back = await self._written(lambda logbook: given_back(logbook.acting_as(signer.id), ids, reason, key))
        self.say(f"{signer.name} returned {counted(len(back), 'record')}.")
        self.reload()

    async def _written(self, call: Callable[[Logbook], T]) -> T:
        """Write; after a refusal the list is asked for again, because it may be out of date."""
        try:
            return await self.write(call)
        except SonologError:
            self.reload()
            raise

    def _show_signers(self) -> None:
        self.query_one("#signer", Static).update(paragraphs(signers_words(self._signers)))
        self._list.show(len(self._signers), lambda at, width: signer_row(self._signers[at], width), height=1)

    def _show_pile(self) -> None:
        height = row_height(self.size.width)
        self._list.show(len(self._pile.lines), self._row, cursor=self._list.cursor, height=height)
        self._show_counts()

    def _row(self, at: int, width: int) -> Sequence[Content]:
        today = self.desk.clock.now().date()
        return pile_row(self._pile, self._pile.lines[at], width, height=row_height(self.size.width), today=today)

    def _show_counts(self) -> None:
        from sonolog.usecases.waiting import reminder

        if self._signer is None:
            return
        overdue = reminder(self._pile.lines, self.desk.clock.now().date())
        name = f"Walk-up: {self._signer.name}" if self._is_visitor else self._signer.name
        self.query_one("#signer", Static).update(counts(self._pile, name, overdue))
        self._list.refresh()
        self.on_line_list_moved()
