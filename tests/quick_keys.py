"""Keys that open at once: the program makes guessing at a passphrase slow, and the tests open some thousand keys."""

from __future__ import annotations

from sonolog.ledger import keys

ROUNDS_OF_THE_PROGRAM = keys.ROUNDS
"""What a key is made with outside the tests; programs that tests start make theirs so."""


def quick_keys() -> None:
    """Let keys be made from now on that ask for as little work as their format allows."""
    keys.ROUNDS = 1
