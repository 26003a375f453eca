"""One record that waits for a signature, read whole: every field as it will be signed, then its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.pile import Judgement, Pile
from sonolog.tui.text import paragraphs, plain, styled
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.inbox import InboxLine
    from sonolog.usecases.show_record import HistoryLine, RecordView

_MORE = "More below: Enter or page down reads on."
_STALE = "This record has changed since the list was made. Go back (esc) and look at it again."


@dataclass(frozen=True, slots=True)
class Left:
    """Where reading ended, and what is to be done there."""

    at: int
    act: str = ""
    """``give-back``, ``sign``, ``reload`` or nothing."""


class ReadRecord(DeskScreen[Left]):
    """Reads the records of a pile; one counts as read when its last field was on the screen."""

    CSS_PATH = "reading.tcss"
    BINDINGS = bindings("reading-to-sign")

    def __init__(self, pile: Pile, at: int) -> None:
        super().__init__()
        self._pile = pile
        self._at = at
        self._stale = False

    def compose(self) -> Iterable[Widget]:
        """Yield the record between its title and the keys."""
        yield TitleLine(title="What you sign")
        yield Static(id="which")
        with VerticalScroll(id="paper"):
            yield Sheet(packed=True, id="fields")
            yield Sheet(id="history")
        yield Static(id="stand")
        yield KeyLine(keys_of("reading-to-sign"))

    def on_mount(self) -> None:
        """Show the record, and follow how far it is read."""
        self._turn_to(self._at)
        self.watch(self._paper, "scroll_y", self._follow, init=False)

    def on_resize(self) -> None:
        """See again what is on the screen."""
        self.call_after_refresh(self._follow)

    def action_accept(self) -> None:
        """Read on; at the end mark the record and go to the next."""
        if self._line.id not in self._pile.read:
            self._paper.scroll_page_down(animate=False)
            return
        if not self._stale:
            self._pile.marked.add(self._line.id)
        self.action_next_record()

    def action_agree_and_accept(self) -> None:
        """Agree with the finding, mark the record and go to the next."""
        if self._line.id in self._pile.read and not self._stale:
            self._pile.judge(self._line, agreement="agree", finding="")
        self.action_accept()

    def action_sign(self) -> None:
        """Sign what was read and marked so far."""
        self.dismiss(Left(self._at, "reload" if self._stale else "sign"))

    def action_skip(self) -> None:
        """Put the record at the end of what waits, and show the next."""
        self._pile.skip(self._line)
        self._turn_to(min(self._at, len(self._pile.lines) - 1))

    def action_mark(self) -> None:
        """Mark the record, or unmark it."""
        self._pile.toggle(self._line)
        self._stand()

    def action_next_record(self) -> None:
        """Go to the next record, or back to the list after the last."""
        if self._at + 1 < len(self._pile.lines):
            self._turn_to(self._at + 1)
        else:
            self.action_leave()

    def action_previous_record(self) -> None:
        """Go to the record before."""
        if self._at > 0:
            self._turn_to(self._at - 1)

    def action_next_meaning(self) -> None:
        """Let the signature mean the next thing it can."""
        from sonolog.tui.sign_off_asks import next_meaning

        next_meaning(self._pile, self._line)
        self._stand()

    def action_agree(self) -> None:
        """Ask how the finding compares with one's own."""
        from sonolog.tui.sign_off_asks import ask_agreement

        self.act(self._asked(ask_agreement(self, self._pile, self._line)))

    def action_comment(self) -> None:
        """Ask for a comment."""
        from sonolog.tui.sign_off_asks import ask_comment

        self.act(self._asked(ask_comment(self, self._pile, self._line)))

    def action_give_back(self) -> None:
        """Return this record with a reason."""
        self.dismiss(Left(self._at, "give-back"))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(Left(self._at, "reload" if self._stale else ""))

    @property
    def _line(self) -> InboxLine:
        return self._pile.lines[self._at]

    @property
    def _paper(self) -> VerticalScroll:
        return self.query_one("#paper", VerticalScroll)

    async def _asked(self, question: Any) -> None:
        await question
        self._stand()

    def _turn_to(self, at: int) -> None:
        from sonolog.usecases.inbox import images_words

        self._at = at
        line = self._line
        place = f"{at + 1} of {len(self._pile.lines)}"
        which = f" {line.kind_title} of {line.trainee}, {place}, version {line.digest[:12]}"
        images = images_words(line, self.desk.clock.now().date())
        clock = styled(f"  {images}", "bold") if images else plain("")
        self.query_one("#which", Static).update(styled(line.label, "bold") + plain(which) + clock)
        fields = [Entry(one.title, one.text) for one in line.fields]
        self.query_one("#fields", Sheet).show(fields)
        self.query_one("#history", Sheet).show([Entry("History")])
        self._paper.scroll_to(y=0, animate=False, immediate=True)
        self._paper.focus()
        self._stand()
        self.call_after_refresh(self._follow)
        self.act(self._load_history(line), latest="history")

    async def _load_history(self, line: InboxLine) -> None:
        from sonolog.usecases.show_record import show_record

        view: RecordView = await self.read(lambda logbook: show_record(logbook, line.id))
        self.query_one("#history", Sheet).show([Entry("History"), *(_history_entry(one) for one in view.history)])
        if view.digest != line.digest:
            self._stale = True
            self._pile.marked.discard(line.id)
            self._stand()

    def _follow(self) -> None:
        """Take note of a record whose last field is on the screen."""
        paper, fields = self._paper, self.query_one("#fields", Sheet)
        shown_to = paper.scroll_offset.y + paper.scrollable_content_region.height
        if fields.is_laid_out and fields.virtual_region.bottom <= shown_to:
            self._pile.read.add(self._line.id)
        self._stand()

    def _stand(self) -> None:
        line, said = self._line, self._pile.judgement(self._line)
        mark = "[x] marked" if line.id in self._pile.marked else "[ ] not marked"
        remarks = self._pile.remarks(line)
        told = f"{mark}{f', {remarks}' if remarks else ''}. Signs as: “{said.sentence}”"
        comment = f"\nComment: {said.comment}" if said.comment else ""
        more = "" if line.id in self._pile.read else f"\n{_MORE}"
        words = _STALE if self._stale else f"{findings_words(line, said)}{told}{comment}{more}"
        self.query_one("#stand", Static).update(paragraphs(words))


def findings_words(line: InboxLine, said: Judgement) -> str:
    """Return the trainee's finding beside one's own; empty for what has none."""
    texts = {one.name: one.text for one in line.fields}
    found = ", ".join(texts[name] for name in ("finding", "pathologies") if name in texts)
    if not found:
        return ""
    own = {"agree": "the same", "minor": "a minor difference", "major": "a major difference"}.get(said.agreement, "—")
    more = f", {said.finding}" if said.finding else ""
    return f"Trainee found: {found}  |  You found: {own}{more}\n"


def _history_entry(one: HistoryLine) -> Entry:
    from sonolog.tui.screens.record import history_words

    return Entry(f"{one.at:%Y-%m-%d %H:%M}", history_words(one))
