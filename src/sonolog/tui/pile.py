"""What lies before somebody who signs: which records are marked, were read, and what is said of each.

Nothing here knows of screens.  A mark holds for one exact version: a record changed since is unmarked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.inbox import InboxLine
    from sonolog.usecases.sign import Choice

AGREEMENTS = (
    ("agree", "I agree with the finding"),
    ("minor", "A minor difference"),
    ("major", "A major difference"),
    ("", "I say nothing about the finding"),
)
"""Codes and words of how the signer's view compares with what was recorded."""
FINDINGS = (
    ("", "I do not say"),
    ("normal", "Normal"),
    ("abnormal", "Abnormal"),
    ("indeterminate", "Indeterminate"),
)
"""Codes and words of what the signer found."""
_SHORT = {"agree": "agreed", "minor": "minor diff.", "major": "major diff."}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one record beside the signature."""

    meaning: str
    sentence: str
    agreement: str = ""
    finding: str = ""
    comment: str = ""


@dataclass
class Pile:
    """The records that wait, the oldest first."""

    lines: tuple[InboxLine, ...] = ()
    marked: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    """Records whose every line was on the screen."""
    _said: dict[str, Judgement] = field(default_factory=dict)

    def refill(self, lines: Sequence[InboxLine]) -> tuple[InboxLine, ...]:
        """Lay out other records; return those that are still here in another version, now unmarked."""
        before = {one.id: one.digest for one in self.lines}
        place = {one.id: at for at, one in enumerate(self.lines)}
        self.lines = tuple(sorted(lines, key=lambda one: place.get(one.id, len(place))))
        same = {one.id for one in lines if before.get(one.id) == one.digest}
        changed = tuple(one for one in lines if before.get(one.id, one.digest) != one.digest)
        self.marked &= same
        self.read &= same
        self._said = {record: said for record, said in self._said.items() if record in same}
        return changed

    def judgement(self, line: InboxLine) -> Judgement:
        """Return what is said of a record so far."""
        return self._said.get(line.id) or Judgement(line.meaning, line.meaning_words)

    def judge(self, line: InboxLine, *, agreement: str, finding: str) -> None:
        """Say how the finding compares with one's own."""
        self._said[line.id] = replace(self.judgement(line), agreement=agreement, finding=finding)

    def comment(self, line: InboxLine, text: str) -> None:
        """Add a comment, or take it away."""
        self._said[line.id] = replace(self.judgement(line), comment=text)

    def next_meaning(self, line: InboxLine, known: Sequence[tuple[str, str]]) -> bool:
        """Let the signature mean the next of ``known``; False where there is only one."""
        codes = [code for code, _ in known]
        now = self.judgement(line)
        if len(codes) < 2:
            return False
        at = codes.index(now.meaning) + 1 if now.meaning in codes else 0
        code, sentence = known[at % len(known)]
        self._said[line.id] = replace(now, meaning=code, sentence=sentence)
        return True

    def skip(self, line: InboxLine) -> None:
        """Put a record behind the others, unmarked."""
        self.marked.discard(line.id)
        self.lines = (*(one for one in self.lines if one is not line), line)

    def chosen_and_read(self, at: int) -> tuple[InboxLine, ...]:
        """Return what may be signed now: one record as it stands in the list; of several those that were read."""
        chosen = self.chosen(at)
        return chosen if len(chosen) < 2 else tuple(one for one in chosen if one.id in self.read)

    def toggle(self, line: InboxLine) -> None:
        """Mark a record, or unmark it."""
        self.marked ^= {line.id}

    def toggle_all(self) -> None:
        """Mark everything, or nothing where everything is marked."""
        everything = {one.id for one in self.lines}
        self.marked = set() if self.marked == everything else everything

    def chosen(self, at: int) -> tuple[InboxLine, ...]:
        """Return the marked records; where none is, the one at place ``at``."""
        return tuple(one for one in self.lines if one.id in self.marked) or self.lines[at : at + 1]

    def choices(self, chosen: Iterable[InboxLine]) -> list[Choice]:
        """Return what is to be signed, each in the version that was shown."""
        from sonolog.usecases.sign import Choice

        return [
            Choice(
                id=one.id,
                agreement=(said := self.judgement(one)).agreement,
                finding=said.finding,
                comment=said.comment,
                opened=one.id in self.read,
                meaning=said.meaning,
                digest=one.digest,
            )
            for one in chosen
        ]

    def remarks(self, line: InboxLine) -> str:
        """Return in a few words what is said of a record."""
        said = self.judgement(line)
        parts = (_SHORT.get(said.agreement, ""), "comment" if said.comment else "")
        return ", ".join(part for part in parts if part)


def signing_words(pile: Pile, chosen: Sequence[InboxLine], *, name: str, most: int) -> str:
    """Return what ``name`` is about to sign: whose records, under which sentences, how many of them read."""
    trainees = ", ".join(dict.fromkeys(one.trainee for one in chosen))
    lines = [f"{name} signs {counted(len(chosen), 'record')} of {trainees}.", ""]
    sentences = [pile.judgement(one).sentence for one in chosen]
    lines += [f"{sentences.count(one)} × “{one}”" for one in dict.fromkeys(sentences)]
    read = sum(one.id in pile.read for one in chosen)
    lines += ["", "All of them were opened and read to the end." if read > 1 else "It was opened and read to the end."]
    if not read:
        lines[-1] = "It was not opened: it is signed from the list."
    differing = [one.label for one in chosen if pile.judgement(one).agreement in ("minor", "major")]
    if differing:
        lines.append(f"Difference in the finding: {', '.join(differing)}.")
    unread = len(pile.marked - {one.id for one in chosen})
    if unread:
        lines.append(f"{counted(unread, 'marked record')} not opened: not signed now.")
    if len(chosen) > most:
        lines.append(f"One statement holds at most {most}; several are made.")
    return "\n".join(lines)
