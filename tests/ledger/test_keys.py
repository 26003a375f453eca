"""Keys and their files, against the real OpenSSH."""

from __future__ import annotations

import base64
import contextlib
import os
import stat
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quick_keys import ROUNDS_OF_THE_PROGRAM

from sonolog.errors import Exit
from sonolog.ledger.errors import (
    KeyFileExists,
    KeyFileExposed,
    KeyFileMissing,
    UnusableKey,
    WrongPassphrase,
)
from sonolog.ledger.keyfile import read_envelope
from sonolog.ledger.keys import (
    KeyPair,
    Passphrase,
    create_key,
    key_from_seed,
    load_key,
    public_of,
    write_key,
)

from .made import chance, run

SECRET = "correct horse battery staple"


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    """Return a key as the program makes it, which comes out the same each time."""
    with patch("sonolog.ledger.keys.ROUNDS", ROUNDS_OF_THE_PROGRAM):
        return create_key(Passphrase(SECRET), comment="Sam  Supervisor\n", entropy=chance("key"))


@pytest.fixture
def path(tmp_path: Path, pair: KeyPair) -> Path:
    """Return the path of a written key."""
    made = tmp_path / "sam"
    write_key(pair, made)
    return made


def test_is_read_back(path: Path, pair: KeyPair) -> None:
    """The key in the file is the key that was made, and the passphrase opens it."""
    assert load_key(path, Passphrase(SECRET)).fingerprint == pair.fingerprint
    assert public_of(path) == pair.key.public


def test_openssh_reads_the_files(path: Path, pair: KeyPair) -> None:
    """``ssh-keygen`` opens the private file with the passphrase and prints our fingerprint."""
    shown = run("ssh-keygen", "-y", "-P", SECRET, "-f", "sam", folder=path.parent)
    assert shown.stdout.decode().split()[:2] == pair.key.public.split()
    listed = run("ssh-keygen", "-l", "-f", "sam.pub", folder=path.parent).stdout.decode()
    assert listed == f"256 {pair.fingerprint} Sam Supervisor (ED25519)\n"
    wrong = run("ssh-keygen", "-y", "-P", "something else", "-f", "sam", folder=path.parent)
    assert wrong.returncode != 0


def test_we_read_files_of_openssh(tmp_path: Path) -> None:
    """A key that ``ssh-keygen`` made with a passphrase opens here."""
    run("ssh-keygen", "-q", "-t", "ed25519", "-a", "16", "-N", SECRET, "-f", "theirs", folder=tmp_path)
    key = load_key(tmp_path / "theirs", Passphrase(SECRET))
    assert (tmp_path / "theirs.pub").read_text().startswith(key.public)


@pytest.mark.parametrize("cipher", ["aes256-gcm@openssh.com", "aes256-cbc"])
def test_other_ciphers_tell_a_wrong_passphrase(tmp_path: Path, cipher: str) -> None:
    """Whatever cipher protects the file, a wrong passphrase is called just that."""
    run(
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-a",
        "16",
        "-Z",
        cipher,
        "-N",
        SECRET,
        "-f",
        "k",
        folder=tmp_path,
    )
    assert load_key(tmp_path / "k", Passphrase(SECRET)).public
    with pytest.raises(WrongPassphrase):
        load_key(tmp_path / "k", Passphrase("not this one at all"))


def test_guessing_is_slow(pair: KeyPair) -> None:
    """The file asks for a hundred rounds of bcrypt."""
    assert read_envelope(pair.encrypted, where="sam").rounds == ROUNDS_OF_THE_PROGRAM == 100


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_private(tmp_path: Path, pair: KeyPair, umask: int) -> None:
    """Both files are mode 0600 whatever the umask."""
    before = os.umask(umask)
    try:
        write_key(pair, tmp_path / "sam")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "sam", tmp_path / "sam.pub")]
    assert modes == [0o600, 0o600]


@pytest.mark.parametrize("taken", ["sam", "sam.pub"])
@pytest.mark.parametrize("as_link", [False, True])
def test_nothing_is_overwritten(tmp_path: Path, pair: KeyPair, taken: str, as_link: bool) -> None:
    """A file or link already there stays as it is, and no half of the pair is left behind."""
    there = tmp_path / taken
    if as_link:
        there.symlink_to(tmp_path / "elsewhere")
    else:
        there.write_text("mine")
    with pytest.raises(KeyFileExists) as refusal:
        write_key(pair, tmp_path / "sam")
    assert refusal.value.exit == Exit.NO_OUTPUT
    assert [one.name for one in tmp_path.iterdir()] == [taken]
    assert as_link or there.read_text() == "mine"


def test_a_full_disk_leaves_nothing(tmp_path: Path, pair: KeyPair, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the content cannot be made durable, neither file is left."""

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_key(pair, tmp_path / "sam")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", ["Correct horse battery staple", SECRET + " ", "", "x" * 2_000, "\udc80"])
def test_wrong_passphrase(path: Path, wrong: str) -> None:
    """Any other passphrase is refused with exit code 77, and is not in the message."""
    with pytest.raises(WrongPassphrase) as refusal:
        load_key(path, Passphrase(wrong))
    assert refusal.value.exit == Exit.DENIED
    assert not wrong or wrong not in str(refusal.value.as_dict())


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604, 0o610])
def test_exposed_files_are_refused(path: Path, mode: int) -> None:
    """A key file that others may open is refused, with the command that closes it."""
    path.chmod(mode)
    with pytest.raises(KeyFileExposed) as refusal:
        load_key(path, Passphrase(SECRET))
    assert refusal.value.exit == Exit.DENIED
    assert f"chmod 600 {path}" in refusal.value.hint


def test_missing_files(tmp_path: Path) -> None:
    """A missing file, a folder and a pipe nobody writes to are said to be no key file, without waiting."""
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in ("none", ".", "pipe"):
        with pytest.raises(KeyFileMissing) as refusal:
            load_key(tmp_path / name, Passphrase(SECRET))
        assert refusal.value.exit == Exit.NO_INPUT


def refused(path: Path) -> str:
    """Return why the file is unusable."""
    path.chmod(0o600)
    with pytest.raises(UnusableKey) as refusal:
        load_key(path, Passphrase(SECRET))
    return refusal.value.message


def test_unsuitable_keys_are_refused(tmp_path: Path) -> None:
    """An unprotected key, another algorithm, another format and a file of anything are each named."""
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "open", folder=tmp_path)
    assert "passphrase" in refused(tmp_path / "open")
    run("ssh-keygen", "-q", "-t", "ecdsa", "-N", SECRET, "-f", "ecdsa", folder=tmp_path)
    assert "not an Ed25519" in refused(tmp_path / "ecdsa")
    run("ssh-keygen", "-q", "-t", "rsa", "-m", "PEM", "-N", SECRET, "-f", "pem", folder=tmp_path)
    assert "OpenSSH's format" in refused(tmp_path / "pem")
    for place, content in enumerate([b"", b"hello", os.urandom(5_000), b"\0" * 200_000]):
        (tmp_path / str(place)).write_bytes(content)
        assert "OpenSSH's format" in refused(tmp_path / str(place))


def body(pair: KeyPair) -> bytearray:
    """Return the bytes inside the armour of a key file."""
    return bytearray(base64.b64decode(b"".join(pair.encrypted.splitlines()[1:-1])))


def wrapped(raw: bytes) -> bytes:
    """Return a key file around ``raw``."""
    lines = base64.encodebytes(raw)
    return b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + lines + b"-----END OPENSSH PRIVATE KEY-----\n"


def test_a_file_cannot_ask_for_hours_of_work(path: Path, pair: KeyPair) -> None:
    """A file that asks for four thousand million rounds is refused at once."""
    raw = body(pair)
    place = raw.index(ROUNDS_OF_THE_PROGRAM.to_bytes(4, "big"), 40)
    raw[place : place + 4] = b"\xff" * 4
    path.write_bytes(wrapped(bytes(raw)))
    began = time.process_time()
    assert "protection" in refused(path)
    assert time.process_time() - began < 1


@given(st.integers(0, 130), st.integers(0, 255))
def test_damage_outside_the_secret_is_refused_as_such(pair: KeyPair, place: int, value: int) -> None:
    """A changed byte in the file's outside is refused in one way, or leaves a readable outside."""
    raw = body(pair)
    raw[place] = value
    with contextlib.suppress(UnusableKey):
        assert read_envelope(wrapped(bytes(raw)), where="sam").public.startswith("ssh-ed25519 ")


def test_parts_that_do_not_belong_together(path: Path, pair: KeyPair) -> None:
    """A file whose public part was exchanged does not sign under another name."""
    raw = body(pair)
    mine = base64.b64decode(pair.key.public.split()[1])[-32:]
    other = base64.b64decode(key_from_seed(b"o" * 32).public.split()[1])[-32:]
    path.write_bytes(wrapped(bytes(raw).replace(mine, other)))
    with pytest.raises((UnusableKey, WrongPassphrase)):
        load_key(path, Passphrase(SECRET))


def test_without_entropy_each_key_is_new() -> None:
    """The library draws a different key each time."""
    made = {create_key(Passphrase(SECRET), comment="").fingerprint for _ in range(2)}
    assert len(made) == 2


def test_seeded_keys_are_the_same_each_time() -> None:
    """A seed determines the key: the first test vector of RFC 8032, section 7.1."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    key = key_from_seed(seed)
    assert base64.b64decode(key.public.split()[1]).endswith(public)
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a")
