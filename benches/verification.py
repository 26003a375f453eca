"""How long verifying takes, as a ratio to floors measured in the same run; exit 1 beyond a limit.

10,000 signatures, from the rows of a logbook to a word for each statement and record, against the same 10,000 bare
Ed25519 verifications one after the other in one thread; the program itself checks signatures on every processor while
it reads.  100,000 objects, from rows to what is wrong with each, against reading the same rows and hashing them.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from table import Left, Line, few_runs, hand_over, middle, sizes, taken

from sonolog.__main__ import OBJECTS_BEFORE_COLLECTING
from sonolog.clock import HeldClock, stamp
from sonolog.ledger import sshsig
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.identifiers import new_id
from sonolog.ledger.keys import key_from_seed
from sonolog.ledger.meanings import MEANINGS
from sonolog.ledger.objects import Item, Revision, Signer, Statement
from sonolog.ledger.standings import standings
from sonolog.ledger.survey import survey
from sonolog.paths import Home
from sonolog.store.objects import StoredObject, all_objects, keep
from sonolog.usecases.check import stored_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

SIGNATURES, OBJECTS = 10_000, 100_000
RUNS = 5
SIGNATURE_LIMIT, OBJECT_LIMIT = 1.5, 8.0
LEFT_SIGNED = Left(
    what="signatures verified",
    above=100_000,
    why="a pair of runs of a million takes many minutes, and every signature is verified by itself.",
)
LEFT_OBJECTS = Left(
    what="objects checked",
    above=100_000,
    why="a million take minutes to make before a pair of runs begins.",
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEYS = [key_from_seed(bytes([number]) * 32) for number in range(1, 4)]


def _id(number: int) -> str:
    return new_id(NOON, lambda size: number.to_bytes(size, "big"))


def scan(number: int) -> Revision:
    """Return a scan of the usual size."""
    body = {
        "adequate": True,
        "case": f"C-{number:06d}",
        "date": "2026-03-02",
        "examination": "msk",
        "finding": "abnormal",
        "region": "shoulder",
        "side": "left",
        "structures": ["supraspinatus", "infraspinatus"],
        "supervisor": _id(2),
    }
    return Revision(
        kind="scan",
        record=_id(1_000 + number),
        subject=_id(1),
        salt=f"{number:032x}",
        by=_id(1),
        at=stamp(NOON + timedelta(seconds=number)),
        offset=0,
        body=body,
    )


def signed(count: int) -> Iterator[StoredObject]:
    """Yield scans, each submitted by the trainee and signed by one of two supervisors: ``count`` signatures."""
    last: dict[int, tuple[int, tuple[str, ...]]] = {}
    for number in range(count // 2):
        one = scan(number)
        yield StoredObject(one.digest, "revision", one.text, None)
        for who, act in ((0, "submit"), (1 + number % 2, "sign")):
            key, (before, links) = KEYS[who], last.get(who, (0, ()))
            code = "observed-directly" if act == "sign" else ""
            role = "trainee" if who == 0 else "supervisor"
            said = Statement(
                act=act,
                by=key.fingerprint,
                key=key.public,
                signer=Signer(person=_id(1 + who), name=f"Person {who}", role=role),
                subject=_id(1),
                n=before + 1,
                prev=links,
                at=stamp(NOON + timedelta(seconds=number)),
                offset=0,
                items=(Item(digest=one.digest),),
                meaning=code,
                meaning_text=MEANINGS[code].sentence if code else "",
                assurance="own-device",
            )
            last[who] = said.n, (said.digest,)
            mark = key.sign(sshsig.signed_bytes(said.text.encode()))
            yield StoredObject(said.digest, "statement", said.text, mark)


def scans(count: int) -> Iterator[StoredObject]:
    """Yield ``count`` scans that nobody signed."""
    for number in range(count):
        one = scan(number)
        yield StoredObject(one.digest, "revision", one.text, None)


def logbook_of(folder: Path, objects: Iterator[StoredObject]) -> Logbook:
    """Return a logbook whose table of objects holds these."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = open_logbook(None, home=home, clock=HeldClock(NOON), make=True)
    with logbook.database.write() as connection:
        keep(connection, list(objects))
    return logbook


def _verify(logbook: Logbook, *, records: bool) -> None:
    with logbook.reading() as connection:
        found = survey(stored_of(all_objects(connection)))
    words = {str(one.verdict.word) for one in found.statements}
    if found.faults or words - {"Valid, identity not confirmed"}:
        sys.exit(f"the example does not verify: {found.faults[:3]} {words}")
    if records and {one.state.status for one in standings(found)} != {"signed"}:
        sys.exit("the example's scans are not signed")


def _bare(logbook: Logbook) -> Callable[[], None]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys = {one.public: Ed25519PublicKey.from_public_bytes(sshsig.raw_public(one.public)) for one in KEYS}
    with logbook.reading() as connection:
        said = [one for one in all_objects(connection) if one.signature is not None]
    checks = [
        (keys[Statement.from_text(one.text).key], one.signature or b"", sshsig.signed_bytes(one.text.encode()))
        for one in said
    ]

    def verify() -> None:
        for key, mark, message in checks:
            key.verify(mark, message)

    return verify


def _hashed(logbook: Logbook) -> None:
    with logbook.reading() as connection:
        if any(digest_of(one.text) != one.digest for one in all_objects(connection)):
            sys.exit("the example's digests are wrong")


def signatures_checked(count: int, runs: int) -> Line:
    """Return how long the signatures of a logbook take."""
    with tempfile.TemporaryDirectory() as folder:
        logbook = logbook_of(Path(folder), signed(count))
        bare = _bare(logbook)
        took, floor = middle([(taken(lambda: _verify(logbook, records=True)), taken(bare)) for _ in range(runs)])
        logbook.close()
    return Line(
        what="signatures verified",
        size=count,
        judged=count == SIGNATURES,
        took=took,
        floor=floor,
        about="the same Ed25519 verifications bare, one after the other; the program uses every processor.",
        limit=SIGNATURE_LIMIT,
    )


def objects_checked(count: int, runs: int) -> Line:
    """Return how long the objects of a logbook take."""
    with tempfile.TemporaryDirectory() as folder:
        logbook = logbook_of(Path(folder), scans(count))
        turns = [(taken(lambda: _verify(logbook, records=False)), taken(lambda: _hashed(logbook))) for _ in range(runs)]
        took, floor = middle(turns)
        logbook.close()
    return Line(
        what="objects checked",
        size=count,
        judged=count == OBJECTS,
        took=took,
        floor=floor,
        about="reading the same rows and hashing them.",
        limit=OBJECT_LIMIT,
    )


def measured(
    signatures: Sequence[int] = (SIGNATURES,), objects: Sequence[int] = (OBJECTS,), runs: int = RUNS
) -> Iterator[Line]:
    """Yield the figures, each the middle of several runs taken in turn with its floor."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)  # as the program does
    for count in signatures:
        yield signatures_checked(count, runs if count == SIGNATURES else min(runs, few_runs(count)))
    for count in objects:
        yield objects_checked(count, runs if count == OBJECTS else min(runs, few_runs(count)))


def main() -> int:
    """Hand the figures over and return 1 where a limit is broken."""
    words = sys.argv[1:]
    return hand_over(measured(sizes(words, (SIGNATURES,), LEFT_SIGNED), sizes(words, (OBJECTS,), LEFT_OBJECTS)))


if __name__ == "__main__":
    sys.exit(main())
