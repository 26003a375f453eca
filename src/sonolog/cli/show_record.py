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
    from sonolog.usecases.versions import SideBySide


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
    if view.versions is not None:
        _write_versions(request, view.versions)
    _write_history(request, view.history)


def _write_versions(request: Request, found: SideBySide) -> None:
    """Write two current versions side by side: who wrote each, and where they differ."""
    from sonolog.cli.layout import Column

    zone = request.clock.now().tzinfo
    request.out.heading("Two versions" if len(found.versions) == 2 else f"{len(found.versions)} versions")
    who = ("Written by", *(one.who or "somebody" for one in found.versions))
    when = ("On", *(f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}" for one in found.versions))
    state = ("", *("withdrawn" if one.withdrawn else "redacted" if one.redacted else "" for one in found.versions))
    rows = [who, when, *([state] if any(state) else [])]
    rows += [(one.title, *(text or "nothing" for text in one.texts)) for one in found.differences]
    request.out.table([Column("Version"), *(Column(one.mark) for one in found.versions)], rows)
    diagnostics.note(f"Keep one, with changes or without: sonolog amend {found.label} --from VERSION key=value")
    request.out.lines([""])


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
        "versions": _versions(view.versions),
    }


def _versions(found: SideBySide | None) -> list[dict[str, object]]:
    if found is None:
        return []
    return [
        {
            "version": one.mark,
            "digest": one.digest,
            "who": one.who,
            "at": one.at.isoformat(),
            "withdrawn": one.withdrawn,
            "redacted": one.redacted,
            "differs": {each.name: each.texts[at] for each in found.differences},
        }
        for at, one in enumerate(found.versions)
    ]
