"""``sonolog amend``: change a record; its earlier versions stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.typed_words import assignments

if TYPE_CHECKING:
    from sonolog.usecases.amend import Changed


@click.command(
    "amend",
    cls=Command,
    examples=[
        "sonolog amend C-7K3M side=right",
        'sonolog amend C-7K3M pathology=tear finding=abnormal --why "second look"',
        "sonolog amend C-7K3M indication=              # says nothing any more",
        "sonolog amend C-7K3M --from 3fa91c02 side=left   # settles two versions",
    ],
)
@click.argument("record", metavar="ID")
@click.argument("words", metavar="KEY=VALUE...", nargs=-1)
@click.option("--from", "version", metavar="VERSION", default="", help="Which version to go on from, not the current.")
@click.option("--why", metavar="TEXT", default="", help="The reason, kept with the new version.")
@pass_request
def command(request: Request, record: str, words: tuple[str, ...], *, version: str, why: str) -> None:
    """Change fields of a record, and say what changed.

    Keys are those of "sonolog log", or of "sonolog add KIND --fields". "key=" clears a field. The earlier
    version stays in the history; a record that was signed must be submitted again.

    Where another copy of the logbook changed the same record, it has two versions, which "sonolog show" puts side by
    side. --from says which of them to keep; fields changed at the same time are put in. The new version follows both.
    """
    if not words and not version:
        raise WrongUsage("Say what to change: key=value.", "sonolog amend")
    typed = assignments(words, "sonolog amend")
    from sonolog.cli.asking_doubts import asking_doubts
    from sonolog.cli.new_names import offering_new_people
    from sonolog.usecases.amend import amend
    from sonolog.usecases.show_record import show_record

    with opened(request) as logbook:
        kind = show_record(logbook, record).kind
        with offering_new_people(kind):
            changed = asking_doubts(
                logbook, lambda here: amend(here, record, typed, why=why, new_people=request.yes, version=version)
            )
    _answer(request, changed)


def _answer(request: Request, changed: Changed) -> None:
    if request.json:
        fields = [{"title": title, "old": old, "new": new} for title, old, new in changed.changed]
        request.out.json({"id": changed.id, "label": changed.label, "status": changed.status, "changed": fields})
        return
    request.out.table(("Field", "Was", "Is"), changed.changed)
    diagnostics.note(f"Amended {changed.label}; it is {changed.status_words}.")
    if changed.status == "amended":
        diagnostics.note(f"For a signature of this version: sonolog submit {changed.label}")
