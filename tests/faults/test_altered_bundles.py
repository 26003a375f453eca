"""T5a: whatever is done to a file of signed objects is noticed, or leaves the same objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from tests.ledger.corpus import EVE, LEE, vouched
from tests.ledger.made import KEYS, SAM, TESS, Book, an_id

from sonolog.ledger.keys import SigningKey
from sonolog.ledger.objects import Statement
from sonolog.ledger.sshsig import fingerprint, signed_bytes
from sonolog.ledger.standalone import verifier_text
from sonolog.ledger.statements import SignedStatement

from .altered import (
    REFUSED,
    a_book,
    bundle_of,
    by_absorb,
    by_program,
    by_stranger,
    fields_changed,
    flipped,
    lines_of,
    objects_in,
    resealed,
    sealed,
    signatures_moved,
)
from .programme import Programme
from .verifiers import loaded, signatures_once, texts_once

_WHOLE = bundle_of(a_book())


@pytest.fixture(scope="module")
def stranger() -> Iterator[ModuleType]:
    """Return the stranger's verifier, and let no signature be computed and no text be read twice."""
    module = loaded(verifier_text())
    with signatures_once(), texts_once(module):
        yield module


def unnoticed(module: ModuleType, altered: Iterable[tuple[str, bytes]]) -> tuple[int, list[str]]:
    """Return how many files were tried, and what of them a reader took for the whole one though it is another.

    Both verifiers must call it something else than Valid, or the objects must be the same.
    """
    count, wrong = 0, []
    same = objects_in(_WHOLE)
    for name, content in altered:
        count += 1
        here, there = by_program(content), by_stranger(module, content)
        if "Valid" in (here.word, there.word) and here.objects != same:
            wrong.append(f"{name}: {here.word}, {there.word}")
    return count, wrong


def test_the_whole_file_is_valid_for_all(stranger: ModuleType) -> None:
    """What is not altered is Valid for both verifiers and taken in: the checks below can fail."""
    assert by_program(_WHOLE).word == by_stranger(stranger, _WHOLE).word == "Valid"
    assert by_absorb(_WHOLE).objects == objects_in(_WHOLE) != frozenset()


def test_no_bit_can_be_turned_over(stranger: ModuleType, programme: Programme) -> None:
    """One bit of every byte: both verifiers and absorb refuse it or call it Invalid."""
    places = range(0, len(_WHOLE), programme.amount(40, 1) if programme.full else 40)
    wrong = []
    for place in places:
        content = flipped(_WHOLE, place)
        words = by_program(content).word, by_stranger(stranger, content).word, by_absorb(content).word
        if not set(words) <= {REFUSED, "Invalid"} or words[2] != REFUSED:
            wrong.append((place, words))
    assert not wrong
    programme.figure("T5a", "bits of a bundle turned over", count=len(places), least=len(_WHOLE), wrong=len(wrong))


def test_no_bit_can_be_turned_over_and_the_file_put_right(stranger: ModuleType, programme: Programme) -> None:
    """The same with the sum of the file made anew: noticed, or the objects are the same."""
    step = 3 if programme.full else 60
    altered = ((str(place), resealed(flipped(_WHOLE, place))) for place in range(0, len(_WHOLE), step))
    count, wrong = unnoticed(stranger, ((name, content) for name, content in altered if content is not None))
    assert not wrong
    programme.figure("T5a", "bits turned over, the file's sum made anew", count=count, least=2_500, wrong=len(wrong))


def test_no_field_can_be_changed(stranger: ModuleType, programme: Programme) -> None:
    """Each field of each object changed, every digest of the file put right."""
    every = list(fields_changed(_WHOLE))[:: 1 if programme.full else 12]
    count, wrong = unnoticed(stranger, every)
    assert not wrong
    programme.figure("T5a", "fields changed, digests put right", count=count, least=300, wrong=len(wrong))


def test_no_line_can_be_taken_away_moved_or_told_twice(stranger: ModuleType, programme: Programme) -> None:
    """Each line removed, put in its neighbour's place, repeated; each signature moved to another statement."""
    lines = lines_of(_WHOLE)
    places = range(1, len(lines))
    altered = [(f"without {at}", sealed([*lines[:at], *lines[at + 1 :]])) for at in places]
    altered += [(f"{at} twice", sealed([*lines, lines[at]])) for at in places]
    altered += [
        (f"{at} after its neighbour", sealed([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]))
        for at in places[:-1]
    ]
    altered += list(signatures_moved(_WHOLE))[:: 1 if programme.full else 5]
    count, wrong = unnoticed(stranger, altered)
    # Nothing refers to the root's last statement yet: its loss shows at the next one, or in the root's own copy (T5b).
    last = next(at for at in places if b'"t":"checkpoint"' in lines[at])
    assert [one.partition(":")[0] for one in wrong] == [f"without {last}"]
    same = [name for name, content in altered if objects_in(content) == objects_in(_WHOLE)]
    assert len(same) == 2 * len(places) - 1  # swaps and repeats
    programme.figure(
        "T5a",
        "lines removed, moved, repeated, signatures moved",
        count=count,
        least=100,
        note="the last statement of all left aside",
    )


def forged(book: Book, said: Statement, key: SigningKey, /, **fields: object) -> bytes:
    """Return the book with a sign-off told otherwise and signed by ``key``, under the fingerprint it claims."""
    changed = replace(said, **{"key": key.public, "by": fingerprint(key.public)} | fields)  # type: ignore[arg-type]
    book.objects.pop(said.digest)
    book.keep(SignedStatement(changed, key.sign(signed_bytes(changed.text.encode()))))
    return bundle_of(book)


def forgeries() -> Iterator[tuple[str, bytes]]:
    """Yield files in which somebody signs who may not."""
    last = 7
    for key, name in ((EVE, "unknown key"), (KEYS[TESS.person], "the trainee's own key")):
        for signer, who in ((SAM, "as the supervisor"), (replace(SAM, person=an_id("Nobody")), "as nobody")):
            for chain in ({"n": 1, "prev": ()}, {}):
                book = a_book()
                yield (
                    f"{name} {who} {chain}",
                    forged(book, book.statements[last].statement, key, signer=signer, **chain),
                )
    for key in (EVE, KEYS[TESS.person]):
        for by in (LEE, TESS):
            book = a_book()
            vouch = book.statements[1].statement
            terms = vouched(key, "supervisor")
            yield f"vouched by {by.name}", forged(book, vouch, key, signer=replace(by, role="lead"), terms=terms)
    for wrong in ({"by": KEYS[SAM.person].fingerprint}, {"key": KEYS[SAM.person].public}):
        book = a_book()
        yield f"under another id {wrong}", forged(book, book.statements[last].statement, EVE, **wrong)
    for role in ("assessor", "lead", "trainee"):
        book = a_book()
        signer = replace(SAM, role=role)
        yield f"in the role of {role}", forged(book, book.statements[last].statement, KEYS[SAM.person], signer=signer)
    for fields in ({"at": "2020-01-01T12:00:00.000Z"}, {"at": "2029-01-01T12:00:00.000Z"}, {"subject": an_id("Other")}):
        book = a_book()
        yield f"otherwise {fields}", forged(book, book.statements[last].statement, KEYS[SAM.person], **fields)


def test_no_signer_can_be_forged(stranger: ModuleType, programme: Programme) -> None:
    """An unknown key, one's own key under another id, one's own training, a vouch for oneself: none is Valid."""
    every = list(forgeries())
    count, wrong = unnoticed(stranger, every)
    assert not wrong
    programme.figure("T5a", "forged signers", count=count, least=15, wrong=len(wrong))
