"""Merging in any order gives the same logbook: random histories of three laptops, through real files and use cases."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

from tests.usecases.conftest import settled as settled  # noqa: PLC0414  (pytest takes fixtures by their name)
from tests.usecases.copies import digests, take_in
from tests.usecases.ward import SAM, TESS, Ward, held_clock

from sonolog.errors import SonologError
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import read_object
from sonolog.store.lookups import HeadRow, heads
from sonolog.store.objects import all_objects
from sonolog.usecases.absorb import Absorbed, Acceptance
from sonolog.usecases.amend import amend
from sonolog.usecases.check import check
from sonolog.usecases.give_back import give_back
from sonolog.usecases.redact import redact
from sonolog.usecases.versions import side_by_side
from sonolog.usecases.withdraw import withdraw

from .programme import Programme


def _copied(ward: Ward, folder: Path) -> Ward:
    shutil.copytree(ward.folder, folder, ignore=shutil.ignore_patterns("state", "backups"))
    return Ward(folder, clock=held_clock(), seed=folder.name, people=dict(ward.people))


def _absorbed(ward: Ward, path: Path) -> Absorbed:
    """Take in a file; a redaction by the trainee of what was signed meanwhile is let in by its key."""
    return take_in(ward.book, path, Acceptance(unconfirmed=True, keys=frozenset({ward.key(TESS).signing.fingerprint})))


def _bundle(ward: Ward, path: Path) -> Path:
    with ward.book.reading() as connection:
        objects = [Kept(read_object(one.text), one.signature) for one in all_objects(connection)]
    path.write_bytes(write_bundle({"purpose": "copy"}, objects))
    return path


def _scans(ward: Ward) -> tuple[HeadRow, ...]:
    with ward.book.reading() as connection:
        return heads(connection, kind="scan", subject=ward.people[TESS])


def _change(ward: Ward, record: str, number: int) -> None:
    """Amend a record, from one of its versions where it has two."""
    version = ""
    if ward.status(record) == "conflict":
        version = side_by_side(ward.book, record).versions[-1].mark
    amend(ward.book, record, {"note": f"{ward.seed} {number}"}, version=version)


def _do(ward: Ward, chance: Random, number: int) -> None:
    """Do one thing at random; what the record does not allow is refused, and changes nothing."""
    found = _scans(ward)
    if not found or chance.random() < 0.15:
        ward.scan(note=f"{ward.seed} {number}")
        return
    record = chance.choice(found).record
    acts: list[Callable[[], object]] = [
        lambda: _change(ward, record, number),
        lambda: _change(ward, record, number),
        lambda: ward.submit(record, to=SAM),
        lambda: ward.sign(record),
        lambda: give_back(ward.acting(SAM), [record], "which view?", key=ward.key(SAM)),
        lambda: withdraw(ward.book, [record], "twice", key=ward.key(TESS)),
        lambda: redact(ward.book, record, "a name", key=ward.key(TESS)),
    ]
    with suppress(SonologError):
        chance.choice(acts)()


def _history(settled_ward: Ward, folder: Path, chance: Random) -> list[Ward]:
    """Return three laptops after random acts, clock jumps, forks and syncs by file and by copy."""
    begun = _copied(settled_ward, folder / "begun")
    begun.submit(begun.scan(note="first"), to=SAM)
    laptops = [_copied(begun, folder / f"laptop-{name}") for name in "abc"]
    for number in range(chance.randint(5, 9)):
        at = chance.randrange(3)
        one, other = laptops[at], laptops[(at + 1) % 3]
        match chance.random():
            case low if low < 0.15:
                _absorbed(one, other.path)
            case low if low < 0.25:
                _absorbed(one, _bundle(other, folder / f"sync-{number}.slb"))
            case low if low < 0.3:
                laptops[at] = _copied(one, folder / f"fork-{number}")
            case low if low < 0.4:
                one.book.clock.moment += timedelta(days=chance.randint(-40, 40))  # type: ignore[attr-defined]
            case _:
                _do(one, chance, number)
    return laptops


def _stands(ward: Ward) -> list[tuple[str, str, str]]:
    return sorted((one.record, one.status, one.digest) for one in _scans(ward))


def _faults(laptops: list[Ward], folder: Path) -> list[str]:
    """Return which laws of merging the laptops break, each order tried on a copy of its own."""
    everything = set().union(*(digests(one) for one in laptops))
    found = []
    for number, order in enumerate(permutations(laptops)):
        merged = _copied(order[0], folder / f"merged-{number}")
        for other in order[1:]:
            _absorbed(merged, other.path)
        again = _absorbed(merged, order[-1].path)
        faults = tuple(one.what for one in check(merged.book).faults)
        found.append((digests(merged), _stands(merged), faults, again.new + again.redacted))
        merged.book.close()
    wrong = [] if all(one[0] == everything for one in found) else ["something is lost or made up"]
    wrong += [] if all(one[1] == found[0][1] for one in found) else ["records stand elsewhere in another order"]
    wrong += (
        [] if not any(one[2] for one in found) else [f"check: {sorted({told for one in found for told in one[2]})}"]
    )
    return wrong + ([] if not any(one[3] for one in found) else ["absorbing twice is not absorbing once"])


def test_real_logbooks_come_to_the_same(settled: Ward, tmp_path: Path, programme: Programme) -> None:
    """Three laptops in all six orders: the same objects, the same standing of every scan, and a clean check."""
    chance = Random(programme.seed)  # noqa: S311  (which history, not a secret)
    count = programme.amount(2, 30)
    broken, statuses = [], set()
    for number in range(count):
        laptops = _history(settled, tmp_path / f"{number}", chance)
        broken += [f"history {number}: {told}" for told in _faults(laptops, tmp_path / f"{number}")]
        statuses |= {one.status for ward in laptops for one in _scans(ward)}
        for one in laptops:
            one.book.close()
        shutil.rmtree(tmp_path / f"{number}")
    note = ", ".join(sorted(statuses))
    assert not broken, broken
    programme.figure("T11", "histories through real logbooks", count=count, least=30, wrong=len(broken), note=note)
