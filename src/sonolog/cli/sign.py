"""``sonolog sign``: sign off records one has supervised or assessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import titled, typed_id, write_records
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.inbox import InboxLine
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.sign import Choice

OUTCOMES = ("passed", "failed", "satisfactory", "unsatisfactory", "not-judged")
AGREEMENTS = ("agree", "minor", "major")
_PRESENT = "present-for-part"
FINDINGS = ("normal", "abnormal", "indeterminate")


class Judgement(NamedTuple):
    """What the signer says beside the signature, of every record signed now."""

    meaning: str
    outcome: str
    agreement: str
    finding: str
    comment: str


@click.command(
    "sign",
    cls=Command,
    examples=[
        'sonolog sign --as "Sam Supervisor"         # shows what waits, asks which',
        'sonolog sign C-7K3M C-9P2X --as "Sam Supervisor" --agreement agree',
        'sonolog sign --all --as "Sam Supervisor" --meaning reviewed-afterwards',
    ],
)
@click.argument("records", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything that waits for you.")
@click.option("--meaning", metavar="CODE", help="What the signature says; see above.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Outcome of an assessment.")
@click.option("--agreement", type=click.Choice(AGREEMENTS), help="Do you agree with the finding?")
@click.option("--finding", type=click.Choice(FINDINGS), help="What you found yourself.")
@click.option("--comment", metavar="TEXT", help="A comment, kept with the signature.")
@pass_request
def command(request: Request, /, records: tuple[str, ...], *, everything: bool, **said: str | None) -> None:
    """Sign off records that wait for you; each is signed in exactly the version shown.

    For a scan the signature says "observed-directly", "present-for-part" or "reviewed-afterwards"; unless
    you say so with --meaning it follows the supervision recorded. Indirect supervision alone does not tell whether
    you were in the room: with --all you are asked, or say it with --meaning or --yes. A record named by its id is
    shown whole before you are asked for your passphrase. The first time a signing key is made for you.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.inbox import inbox
    from sonolog.usecases.people import the_actor
    from sonolog.usecases.sign import sign

    if records and everything:
        raise WrongUsage("Give either ids or --all.", "sonolog sign")
    with opened(request) as logbook:
        me = the_actor(logbook)
        waiting = inbox(logbook, me.id)
        chosen = _chosen(request, logbook, waiting, records, everything=everything)
        judged = Judgement(**{name: text or "" for name, text in said.items()})
        choices = [_choice(one, judged, opened=not everything) for one in chosen]
        _tell(chosen, judged.meaning, whole=not everything)
        if everything and not judged.meaning:
            _require_presence(request, chosen)
        signed = sign(logbook, choices, key=open_key_for(request, logbook), meaning=judged.meaning)
    write_records(request, signed.items, statements=signed.statements)
    diagnostics.note(f"{me.name} signed {counted(signed.count, 'record')}.")


def _require_presence(request: Request, chosen: Sequence[InboxLine]) -> None:
    """Ask whether somebody who signs everything at once was in the room where the record does not say so.

    Raises:
        NothingToDo: they were not: nothing is signed before they say what else it means.
    """
    from sonolog.ledger.meanings import MEANINGS
    from sonolog.usecases.errors import NothingToDo

    unsaid = [one for one in chosen if one.meaning == _PRESENT]
    question = (
        f"{counted(len(unsaid), 'record')} with indirect supervision: “{MEANINGS[_PRESENT].sentence}” Is that so?"
    )
    if unsaid and not diagnostics.confirm(question, yes=request.yes, flag="--meaning CODE, or --yes if it is so"):
        raise NothingToDo("Nothing was signed.", hint="Say what it means: --meaning reviewed-afterwards, or by ids.")


def _chosen(
    request: Request,
    logbook: Logbook,
    waiting: Sequence[InboxLine],
    records: Sequence[str],
    *,
    everything: bool,
) -> list[InboxLine]:
    """Return what is to be signed, each in the version that is shown."""
    if everything:
        from sonolog.usecases.errors import NothingToDo

        if not waiting:
            raise NothingToDo("Nothing waits for your signature.")
        return list(waiting)
    from sonolog.usecases.inbox import lines_of

    return list(lines_of(logbook, records or _asked(request, waiting)))


def _asked(request: Request, waiting: Sequence[InboxLine]) -> list[str]:
    """Show what waits to somebody at a terminal, and ask which of it to sign."""
    from sonolog.cli.inbox import write_inbox
    from sonolog.cli.selection import select
    from sonolog.usecases.errors import NothingToDo

    if request.json or not diagnostics.somebody_is_there():
        raise WrongUsage("Say which: one or more ids, or --all.", "sonolog sign")
    if not waiting:
        raise NothingToDo("Nothing waits for your signature.")
    write_inbox(request, waiting, numbered=True)
    request.out.flush()
    while True:
        answer = diagnostics.ask('Which? For example 1-3,5 or "all":', flag="one or more ids, or --all")
        numbers = select(answer, len(waiting))
        if numbers:
            return [waiting[number - 1].id for number in numbers]


def _choice(one: InboxLine, said: Judgement, *, opened: bool) -> Choice:
    from sonolog.usecases.sign import Choice

    return Choice(
        id=one.id,
        outcome=said.outcome,
        agreement=said.agreement,
        finding=said.finding,
        comment=said.comment,
        opened=opened and diagnostics.somebody_is_there(),
        digest=one.digest,
    )


def _tell(chosen: Sequence[InboxLine], meaning: str, *, whole: bool) -> None:
    """Show what is about to be signed, and the sentences the signature stands under."""
    from sonolog.ledger.meanings import MEANINGS

    for one in chosen if diagnostics.somebody_is_there() else ():
        _tell_one(one, whole=whole)
    said = [MEANINGS[meaning].sentence] if meaning in MEANINGS else [one.meaning_words for one in chosen]
    for sentence in dict.fromkeys(said):
        number = len(chosen) if meaning else said.count(sentence)
        diagnostics.note(f"You sign: {sentence} ({counted(number, 'record')})")


def _tell_one(one: InboxLine, *, whole: bool) -> None:
    from sonolog.cli.layout import record_lines

    what = titled(one.kind, one.kind_title, one.label)
    where = f"{typed_id(one.kind, one.label, one.id)}  {one.day or ''}  {what} of {one.trainee}"
    if not whole:
        diagnostics.note(f"{where}: {one.words}" if one.words else where)
        return
    diagnostics.note(f"\n{where}")
    for line in record_lines([(field.title, field.text) for field in one.fields], aligned=True):
        diagnostics.note(f"  {line}")
