"""``sonolog redact``: take a text away for good, because it could identify a patient."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command(
    "redact",
    cls=Command,
    examples=[
        'sonolog redact C-7K3M --why "holds a name"',
        'sonolog redact C-7K3M --why "in version 1" --keep-current',
    ],
)
@click.argument("record", metavar="ID|DIGEST")
@click.option("--why", metavar="TEXT", required=True, help="Why, without saying who.")
@click.option("--keep-current", is_flag=True, help="Take away the earlier versions only.")
@click.option("--backups", is_flag=True, help="Also clean the backups of this home, and what lies beside the logbook.")
@pass_request
def command(request: Request, record: str, *, why: str, keep_current: bool, backups: bool) -> None:
    """Take the text of a record away for good, in every version, and leave its digest.

    This cannot be undone. Signatures and their order still verify, and say Redacted. DIGEST, at least eight
    digits, means what somebody signed, such as a comment. What was signed is redacted by a lead. Every copy that
    absorbs this one forgets the text as well.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.redact import incident_note, redact

    question = f"Take away what {record} says, for good?"
    if not diagnostics.confirm(question, default=False, yes=request.yes):
        raise WrongUsage("Nothing was redacted.", "sonolog redact")
    with opened(request) as logbook:
        key = open_key_for(request, logbook)
        done = redact(logbook, record, why, key=key, keep_current=keep_current, backups=backups)
        note = incident_note(done, logbook.today)
    if request.json:
        copies, remaining = ([str(one) for one in found] for found in (done.copies, done.remaining))
        told = {"label": done.label, "texts": done.texts, "copies": copies, "cleaned": done.cleaned}
        request.out.json({**told, "remaining": remaining})
        return
    request.out.lines([str(one) for one in done.copies])
    if done.copies:
        said = "held it, and were cleaned" if done.cleaned else "still hold it; --backups cleans them"
        diagnostics.note(f"These copies {said}.")
    for one in done.remaining:
        diagnostics.note(f"{one} cannot be read or cleaned, and may hold it: delete it once you need it no more.")
    if not done.texts:
        note = f"Nothing of {done.label} was left in this logbook; its copies here were looked through."
    diagnostics.note(note)
