"""Making one's signing key on the command line."""

from __future__ import annotations

from .desk import PASSPHRASE, Desk


def test_somebody_at_a_terminal_may_choose_a_longer_passphrase(desk: Desk) -> None:
    """The rule is told before the first try and again after a passphrase that breaks it; the next one is taken."""
    desk.ok("people", "add", "Nora Nobody")
    typed = iter(["short", "short", PASSPHRASE, PASSPHRASE])
    said = desk.at_terminal("identity", "create", "--as", "Nora Nobody", passphrase=typed).err
    assert said.count("12 characters or more") == 2
    assert "Made the signing key of Nora Nobody" in said
    assert max(len(line) for line in said.splitlines() if "words" in line or "key" not in line) <= 80
