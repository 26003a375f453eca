"""``sonolog show``: one record with its history and sign-off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import wrap
from sonolog.cli.opening import opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from sonolog.usecases.show_record import HistoryLine, RecordView


@click.command(
    "show",
    cls=Command,
    examples=[
        "sonolog show C-7K3M",
        "sonolog show C-7K3M --evidence proof/    # files anyone can check with OpenSSH",
    ],
)
@click.argument("record", metavar="ID")
@click.option(
    "--evidence",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write the record, its statements and signatures into this folder.",
)
@pass_request
def command(request: Request, record: str, evidence: Path | None) -> None:
    """Show one record: what it says, where it stands, and who did what to it.

    ID is a case number, or an end of an id that fits one record only. Every signature is verified anew.
    """
    from sonolog.usecases.show_record import show_record, write_evidence

    with opened(request) as logbook:
        view = show_record(logbook, record)
        files = write_evidence(logbook, view.id, evidence) if evidence is not None else ()
    if request.json:
        further = {"evidence": [str(path) for path in files]} if evidence is not None else {}
        request.out.json(_object(view) | further)
        return
    write_view(request, view)
    if evidence is not None:
        diagnostics.note(f"Wrote {len(files)} files to {evidence}: README.txt there says how to check them.")


def write_view(request: Request, view: RecordView) -> None:
    """Write a record for people: fields first, then its history."""
    request.out.heading(f"{view.kind_title} {view.label}: {view.status_words}")
    rows = [(one.title, one.text) for one in view.fields]
    request.out.record([("Trainee", view.subject_name), *rows, ("Id", view.id), ("Version", view.digest)])
    request.out.lines([""])
    _write_history(request, view.history)


def _write_history(request: Request, history: Sequence[HistoryLine]) -> None:
    from sonolog.usecases.record_changes import change_words

    zone = request.clock.now().tzinfo
    if request.out.plain:
        rows = [(_time(line, zone), line.who, line.act, _told(line), line.verification) for line in history]
        request.out.table(("When", "Who", "What", "In words", "Signature"), rows)
        return
    request.out.heading("History")
    for line in history:
        lead = f"{_time(line, zone)}  "
        done = f"{line.who} {line.act}" + (f". Signature: {line.verification}." if line.verification else ".")
        parts = (done, line.words, *map(change_words, line.changes))
        told = [text for part in parts if part for text in wrap(part, request.out.room - len(lead))]
        request.out.lines([lead + told[0], *(" " * len(lead) + text for text in told[1:])])


def _told(line: HistoryLine) -> str:
    from sonolog.usecases.record_changes import change_words

    return "; ".join(part for part in (line.words, *map(change_words, line.changes)) if part)


def _time(line: HistoryLine, zone: tzinfo | None) -> str:
    return f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}"


def _object(view: RecordView) -> dict[str, object]:
    return {
        "id": view.id,
        "kind": view.kind,
        "label": view.label,
        "date": view.day.isoformat() if view.day else None,
        "trainee": view.subject_name,
        "status": view.status,
        "digest": view.digest,
        "fields": [{"name": one.name, "title": one.title, "text": one.text} for one in view.fields],
        "history": [
            {
                "at": line.at.isoformat(),
                "who": line.who,
                "act": line.act,
                "words": line.words,
                "verification": line.verification,
                "changes": [one._asdict() for one in line.changes],
            }
            for line in view.history
        ],
        "allowed": sorted(view.allowed),
    }
