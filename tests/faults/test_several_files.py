"""Several files given to the stranger's verifier at once: in any order what the program makes of their merger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from types import ModuleType

import pytest
from tests.ledger.corpus import ROOT_MARK
from tests.ledger.made import SAM, TESS, Book

from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.merge import Kept, merge
from sonolog.ledger.objects import Revision, Statement, read_object, tombstone_of
from sonolog.ledger.standalone import verifier_text
from sonolog.ledger.verdicts import Stored

from .altered import HEAD, a_book, kept_of
from .verifiers import ROOTS, loaded, ours


@pytest.fixture(scope="module")
def stranger() -> ModuleType:
    """Return the stranger's verifier."""
    return loaded(verifier_text())


def a_file(objects: Iterable[Kept]) -> bytes:
    """Return a file of these objects."""
    return write_bundle(HEAD, objects)


def in_every_order(module: ModuleType, files: list[bytes], roots: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Return the words and the faults, which are the same in every order of the files."""
    found = []
    for order in permutations(files):
        said, _, faults, _ = module.verify(list(order), roots)
        found.append(({digest: word for digest, (word, _) in sorted(said.items())}, sorted(faults)))
    assert all(one == found[0] for one in found)
    return found[0]


def merged(*sets: Iterable[Kept], roots: tuple[str, ...]) -> dict[str, str]:
    """Return the program's words for the merger."""
    union: dict[str, Kept] = {}
    for one in sets:
        union = merge(union, one)
    return ours({key: Stored(one.found.text, one.signature, one.is_tombstone) for key, one in union.items()}, roots)


def stone_of(one: Kept) -> Kept:
    """Return the tombstone of an object."""
    assert isinstance(one.found, Revision | Statement)
    return Kept(tombstone_of(one.found))


@pytest.mark.parametrize("roots", ROOTS, ids=["without a root", "with a root"])
def test_a_text_wins_over_a_tombstone_in_any_order(stranger: ModuleType, roots: tuple[str, ...]) -> None:
    """A file with a tombstone in the place of anything another file holds changes no word, before it or after it."""
    whole = kept_of(a_book())
    plain, _ = in_every_order(stranger, [a_file(whole)], roots)
    for one in whole:
        words, faults = in_every_order(stranger, [a_file(whole), a_file([stone_of(one)])], roots)
        assert (words, faults) == (plain, [])
        assert words == merged(whole, [stone_of(one)], roots=roots)


def test_a_redaction_wins_in_any_order(stranger: ModuleType) -> None:
    """Where its author redacted it, the text of another file does not come back; a stranger's word takes none away."""
    for who, word in ((SAM, "Redacted"), (TESS, "Valid, identity not confirmed")):
        book = Book()
        book.objects, book.statements, book.moment = dict(a_book().objects), a_book().statements, a_book().moment
        signed = next(one.statement for one in book.statements if one.statement.act == "sign")
        before = kept_of(book)
        book.say("redact", who, signed)
        after = [stone_of(one) if one.digest == signed.digest else one for one in kept_of(book)]
        words, faults = in_every_order(stranger, [a_file(before), a_file(after)], ())
        assert (words, faults) == (merged(before, after, roots=()), [])
        assert (signed.digest in words) is (word != "Redacted")


def test_different_things_under_one_digest_are_a_fault(stranger: ModuleType) -> None:
    """Two files with another signature of one text, or two tombstones of one object, are told, in any order."""
    whole = kept_of(a_book())
    signed = next(one for one in whole if one.signature is not None)
    forged = Kept(signed.found, bytes(64))
    _, faults = in_every_order(stranger, [a_file(whole), a_file([forged]), a_file([signed])], (ROOT_MARK,))
    assert faults == [f"The files hold different things under {signed.digest}."]
    stone = tombstone_of(read_revision(whole))
    other = replace(stone, at="2026-01-01T12:00:00.000Z")
    rest = [one for one in whole if one.digest != stone.named]
    _, faults = in_every_order(stranger, [a_file([*rest, Kept(stone)]), a_file([Kept(other)])], ())
    assert faults == [f"The files hold different things under {stone.named}."]
    words, faults = in_every_order(stranger, [a_file(whole), a_file([Kept(other)])], ())
    assert faults == [f"The files hold different things under {stone.named}."]
    assert words == in_every_order(stranger, [a_file(whole)], ())[0]


def read_revision(whole: Iterable[Kept]) -> Revision:
    """Return a revision among objects."""
    found = (read_object(one.found.text) for one in whole if isinstance(one.found, Revision))
    revision = next(found)
    assert isinstance(revision, Revision)
    return revision
