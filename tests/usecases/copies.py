"""Other machines of the people of a ward: copies that go their own way, and files that travel between them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sonolog.usecases.absorb import Absorbed, Acceptance, absorb, read_incoming
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_request import open_request, read_request
from sonolog.usecases.request import request, respond

from .ward import SAM, Ward, held_clock

ANYBODY = Acceptance(unconfirmed=True)


def second_machine(ward: Ward, folder: Path) -> Ward:
    """Return a copy of the ward on another machine: its own clock, chance and writer, the same people."""
    shutil.copytree(ward.folder, folder, ignore=shutil.ignore_patterns("state", "backups"))
    return Ward(folder, clock=held_clock(), seed=folder.name, people=dict(ward.people))


def take_in(book: Logbook, path: Path, accept: Acceptance = ANYBODY) -> Absorbed:
    """Absorb a file, any new key let in."""
    return absorb(book, read_incoming(book, path), accept)


def digests(ward: Ward) -> set[str]:
    """Return the digests of everything kept."""
    from .ward import kept

    return set(kept(ward.book)[0])


def asked(ward: Ward, folder: Path, *, to: str = SAM, name: str = "request.slb") -> Path:
    """Return the file with which the trainee asks ``to`` for what waits for them."""
    path = folder / name
    return request(ward.book, to, path).path


def supervisors(ward: Ward, folder: Path, request_file: Path) -> Ward:
    """Return the machine of the person asked, where nothing was before, with the request opened."""
    theirs = Ward(folder, clock=held_clock(), seed=folder.name, people=dict(ward.people))
    theirs.book, _ = open_request(theirs.book, read_request(theirs.book, request_file), ANYBODY)
    return theirs


def answered(theirs: Ward, folder: Path, name: str = "response.slb") -> Path:
    """Return the answer of whoever acts on a machine."""
    return respond(theirs.book, folder / name).path
