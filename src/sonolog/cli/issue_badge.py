"""``sonolog badge``: attest a completed stage as an Open Badges 3.0 credential."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command(
    "badge",
    cls=Command,
    examples=[
        'sonolog badge level-1 tess.json --as "A. Example" --trainee "Tess Trainee"',
        "sonolog badge rcr-msk/level-1 tess.json",
        "sonolog badge                                # which stages are completed",
    ],
)
@click.argument("stage", required=False)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@pass_request
def command(request: Request, stage: str | None, file: Path | None) -> None:
    """Attest, as a lead and with your key, that the trainee completed STAGE; the badge is written to FILE.

    It is an Open Badges 3.0 credential with a signature inside, which sonolog verify FILE and other programs check
    without asking anybody. A stage that is not met, signed, ratified where that is asked, and in force, gets none.
    Without STAGE the completed ones are listed.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.issue_badge import attainable, issue_badge, require_issuable
    from sonolog.usecases.written_file import refuse_existing

    with opened(request) as logbook:
        if stage is None or file is None:
            _list(request, attainable(logbook, request.trainee))
            return
        refuse_existing(file, replace=request.yes)
        award = require_issuable(logbook, stage, request.trainee)
        done = issue_badge(logbook, award, file, key=open_key_for(request, logbook), replace=request.yes)
    if request.json:
        told = {"file": str(done.path), "title": done.title, "holder": done.holder, "issuer": done.issuer}
        request.out.json({**told, "key": done.did})
        return
    request.out.lines([str(done.path)])
    diagnostics.note(f"{done.issuer} attests to {done.holder}: {done.title}. Check it with: sonolog verify {done.path}")


def _list(request: Request, stages: tuple[tuple[str, str], ...]) -> None:
    if request.json:
        request.out.json({"stages": [{"id": name, "title": title} for name, title in stages]})
        return
    request.out.table(("Stage", "Completed"), stages)
    diagnostics.note("A lead issues one with: sonolog badge STAGE FILE.json" if stages else "No stage is completed.")
