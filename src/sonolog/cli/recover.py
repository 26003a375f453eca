"""``sonolog recover``: a sound logbook from a damaged one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request
from sonolog.domain.text import counted
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.usecases.recover import Recovered


@click.command(
    "recover",
    cls=Command,
    examples=[
        "sonolog recover ~/.local/share/sonolog/logbook.db",
        "sonolog recover damaged.db sound.db",
        "sonolog recover damaged.db --backup /media/stick/logbook.db --json",
    ],
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--backup", metavar="FILE", default="", help="Unite it with this backup, not with the newest one.")
@pass_request
def command(request: Request, file: Path, target: Path | None, *, backup: str) -> int:
    """Read what can be read of a damaged logbook, unite it with the newest backup, and write a new one at TARGET.

    FILE is only read. Nothing is believed but what has its digest and, of a statement, its signature. Exit code 1
    if something that others name is in neither.
    """
    from sonolog.usecases.recover import recover

    done = recover(file, target, home=request.home, clock=request.clock, backup=backup)
    if request.json:
        request.out.json(_object(done))
    else:
        _tell(request, done, file)
    return int(Exit.INVALID if done.lost else Exit.DONE)


def _tell(request: Request, done: Recovered, file: Path) -> None:
    lost = f"{counted(len(done.lost), 'object')} that others name" if done.lost else "nothing that anything names"
    rows = [
        ("Written", str(done.target)),
        ("Backup used", str(done.backup or "none found")),
        ("Objects", str(done.objects)),
        ("Only in the file", str(done.only_in_file)),
        ("Only in the backup", str(done.only_in_backup)),
        ("Journal entries", str(done.entries)),
        ("Not believed", counted(done.refused, "object")),
        ("Lost", lost),
    ]
    request.out.record(rows)
    for told in done.missing:
        diagnostics.note(told)
    for one in done.blocked:
        told = ", ".join(dict.fromkeys(f"{name}: {hit.reason} ({hit.masked})" for name, hit in one.hits))
        diagnostics.warning(f"A {one.what} was not kept, because it may identify a patient: {told}.")
    whole = "was whole after all; it" if done.whole else "is damaged, and"
    diagnostics.note(f"{file} {whole} was not changed.")
    diagnostics.note(f"Look at it: sonolog --logbook {done.target} scans")
    diagnostics.note(f"To go on with it: sonolog restore {done.target}")


def _object(done: Recovered) -> dict[str, object]:
    return {
        "target": str(done.target),
        "backup": str(done.backup) if done.backup is not None else None,
        "whole": done.whole,
        "objects": done.objects,
        "only_in_file": done.only_in_file,
        "only_in_backup": done.only_in_backup,
        "entries": done.entries,
        "refused": done.refused,
        "lost": list(done.lost),
        "missing": list(done.missing),
        "blocked": [
            {"digest": one.digest, "what": one.what, "fields": [name for name, _ in one.hits]} for one in done.blocked
        ],
    }
