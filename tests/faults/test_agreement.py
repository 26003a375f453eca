"""T15: the stranger's verifier, the program's own and OpenSSH say the same of every statement, good and bad."""

from __future__ import annotations

import json
from types import ModuleType

import pytest
from tests.ledger.corpus import ROOT_MARK, a_programme, cases
from tests.ledger.scenarios import scenarios
from tests.ledger.spellings import texts

from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.objects import read_object
from sonolog.ledger.standalone import verifier_text
from sonolog.ledger.verdicts import Word

from .programme import Programme
from .verifiers import ROOTS, loaded, ours, signatures_once, texts_once, theirs


@pytest.fixture(scope="module")
def stranger() -> ModuleType:
    """Return the stranger's verifier."""
    return loaded(verifier_text())


def reading_here(text: str) -> str:
    """Return what the program makes of a text."""
    try:
        read_object(text)
    except NewerObject:
        return "newer"
    except (NotCanonical, MalformedObject):
        return "bad"
    return "good"


def reading_there(module: ModuleType, text: str) -> str:
    """Return what the stranger's verifier makes of it."""
    try:
        module.read_object(text)
    except module.Newer:
        return "newer"
    except module.Bad:
        return "bad"
    return "good"


def test_both_verifiers_give_every_statement_the_same_word(programme: Programme) -> None:
    """Sets made by hand and sets spoilt value by value get the same words, with a pinned root and without."""
    stranger = loaded(verifier_text())
    seen: dict[str, int] = {}
    wrong = []
    every = [*scenarios(), *cases(a_programme())]
    with signatures_once(), texts_once(stranger):
        for case in every[:: 3 if programme.full else 90]:
            for roots in ROOTS:
                mine = ours(case.objects, roots)
                if theirs(stranger, case.objects, roots) != mine:
                    wrong.append(case.name)
                for word in mine.values():
                    seen[word] = seen.get(word, 0) + 1
    assert not wrong
    assert set(seen) == {str(word) for word in Word}
    told = ", ".join(f"{count:,} {word}" for word, count in sorted(seen.items()))
    programme.figure("T15", "verdicts of both verifiers", count=sum(seen.values()), least=1_000, note=told)


def test_both_read_and_refuse_the_same_texts(stranger: ModuleType, programme: Programme) -> None:
    """Every kind of object, spelt well and in every wrong way, is taken, refused or set aside by both alike."""
    every = list(texts())
    step = 1 if programme.full else 7
    found = {text[:300]: (reading_here(text), reading_there(stranger, text)) for text in every[::step]}
    wrong = {text: both for text, both in found.items() if both[0] != both[1]}
    assert not wrong
    assert {one for one, _ in found.values()} == {"good", "bad", "newer"}
    programme.figure("T15", "texts read or refused by both", count=len(every[::step]), least=1_000)


def test_a_declared_gap_is_not_incomplete_for_either(stranger: ModuleType) -> None:
    """What a file says it leaves out does not make the rest Incomplete; what it does not say, does."""
    whole = a_programme().objects
    for digest in sorted(whole):
        rest = {key: one for key, one in whole.items() if key != digest}
        mine = ours(rest, (ROOT_MARK,), (digest,))
        assert theirs(stranger, rest, (ROOT_MARK,), (digest,)) == mine
        if json.loads(whole[digest].text)["t"] != "redact":  # whose loss leaves a tombstone that nobody explains
            assert "Incomplete" not in mine.values()
