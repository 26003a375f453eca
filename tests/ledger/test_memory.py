"""While a secret is in memory the process leaves no core dump; afterwards everything is as it was."""

from __future__ import annotations

import resource

from sonolog.ledger.keys import Passphrase
from sonolog.ledger.memory import _GET_DUMPABLE, _MEMORY, _Memory, _prctl, memory_is_closed


def _in_force() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_CORE)[0], _prctl(_GET_DUMPABLE)


def test_closed_with_the_first_secret_and_open_after_the_last() -> None:
    """Two secrets that overlap close it once, and the one that goes first does not open it."""
    memory, before = _Memory(), _in_force()
    memory.enter()
    memory.enter()
    assert _in_force() in ((0, 0), (0, -1))
    memory.leave()
    assert memory.is_closed
    assert _in_force() in ((0, 0), (0, -1))
    memory.leave()
    assert not memory.is_closed
    assert _in_force() == before


def test_a_passphrase_closes_it_for_as_long_as_it_lives() -> None:
    """It counts from before its text is there until it is dropped, and its bytes are overwritten then."""
    count = _MEMORY._secrets
    secret = Passphrase("correct horse battery staple")
    buffer = secret._text
    assert memory_is_closed()
    assert _MEMORY._secrets == count + 1
    del secret
    assert _MEMORY._secrets == count
    assert set(buffer) == {0}
