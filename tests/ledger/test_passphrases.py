"""Passphrases: the rule, and that secrets stay secret."""

from __future__ import annotations

import copy
import pickle

import pytest

from sonolog.ledger.errors import (
    WeakPassphrase,
)
from sonolog.ledger.keys import (
    Passphrase,
    check_passphrase,
    create_key,
)

from .made import chance

SECRET = "correct horse battery staple"


@pytest.mark.parametrize("good", ["twelve chars", "or by the sea", "aa bb cc dd", "пароль с пробелами", SECRET])
def test_passphrases_that_do(good: str) -> None:
    """Twelve characters or four words are enough, in any script."""
    assert check_passphrase(good).reveal() == good.encode()


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "tiny",
        "a b c d",
        "elevenchars",
        " " * 20,
        "x" * 1_001,
        "tab\tin the middle",
        "half \ud800 of it all",
    ],
)
def test_passphrases_that_do_not(weak: str) -> None:
    """Shorter ones, and ones other programs could not be given, are refused without being repeated."""
    with pytest.raises(WeakPassphrase) as refusal:
        check_passphrase(weak)
    assert not weak.strip() or weak not in str(refusal.value.as_dict())


def test_weak_passphrases_make_no_key() -> None:
    """The rule holds where the key is made, not only where the passphrase is typed."""
    with pytest.raises(WeakPassphrase):
        create_key(Passphrase("short"), comment="")


def test_secrets_do_not_print_or_travel() -> None:
    """Neither a passphrase nor a key shows itself when printed, formatted, pickled or copied."""
    secret = Passphrase(SECRET)
    pair = create_key(secret, comment="Sam Supervisor", entropy=chance("key"))
    for text in (
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r}",
        repr([secret]),
        f"{pair}",
        repr(pair.key),
    ):
        assert "horse" not in text
        assert "PRIVATE" not in text
    for one in (secret, pair.key):
        with pytest.raises(TypeError):
            pickle.dumps(one)
        with pytest.raises(TypeError):
            copy.deepcopy(one)
