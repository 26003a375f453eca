"""Signatures, against the real OpenSSH."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.ledger.errors import UnreadableSignature
from sonolog.ledger.keys import Passphrase, create_key, write_key
from sonolog.ledger.sshsig import (
    NAMESPACE,
    armour,
    fingerprint,
    public_line,
    raw_public,
    read_armour,
    signed_bytes,
    verify,
)

from .made import a_key, chance, run

KEY = a_key("Sam Supervisor")
MESSAGES = [b"", b"{}", '{"name":"Zo\u00eb"}'.encode(), b"\x00\xff\n\r\n", b"a" * 300_000]


def sign(message: bytes) -> bytes:
    """Return the raw signature of ``message`` by the test's key."""
    return KEY.sign(signed_bytes(message))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an unprotected key made by ssh-keygen, and ours as an allowed signer."""
    made = tmp_path_factory.mktemp("openssh")
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "theirs", "-f", "theirs", folder=made)
    (made / "allowed").write_text(f'sam namespaces="{NAMESPACE}" {KEY.public}\n')
    return made


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_openssh_accepts_ours(folder: Path, message: bytes) -> None:
    """``ssh-keygen -Y verify`` and ``check-novalidate`` accept what we sign, whatever the bytes."""
    (folder / "ours.sig").write_text(armour(KEY.public, sign(message)))
    about = ("-n", NAMESPACE, "-s", "ours.sig")
    known = run("ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "sam", *about, folder=folder, typed=message)
    assert known.returncode == 0, known.stderr
    assert KEY.fingerprint.encode() in known.stdout
    alone = run("ssh-keygen", "-Y", "check-novalidate", *about, folder=folder, typed=message)
    assert alone.returncode == 0, alone.stderr
    other = run("ssh-keygen", "-Y", "check-novalidate", *about, folder=folder, typed=message + b"x")
    assert other.returncode != 0


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_we_accept_openssh(folder: Path, message: bytes) -> None:
    """What ``ssh-keygen -Y sign`` writes is read, verifies, and is byte for byte what we would write."""
    signed = run("ssh-keygen", "-Y", "sign", "-f", "theirs", "-n", NAMESPACE, folder=folder, typed=message)
    text = signed.stdout.decode()
    read = read_armour(text)
    assert armour(read.public, read.raw) == text
    assert (folder / "theirs.pub").read_text().startswith(read.public)
    assert verify(read.public, message, read.raw)
    assert not verify(read.public, message + b"x", read.raw)
    assert not verify(KEY.public, message, read.raw)


def test_same_key_same_bytes(tmp_path: Path) -> None:
    """From one key and message both programs make the same file, to the last byte."""
    pair = create_key(Passphrase("correct horse battery staple"), comment="x", entropy=chance("key"))
    write_key(pair, tmp_path / "key")
    opened = run("ssh-keygen", "-p", "-q", "-P", "correct horse battery staple", "-N", "", "-f", "key", folder=tmp_path)
    assert opened.returncode == 0, opened.stderr
    theirs = run("ssh-keygen", "-Y", "sign", "-f", "key", "-n", NAMESPACE, folder=tmp_path, typed=b"{}")
    assert theirs.stdout.decode() == armour(pair.key.public, pair.key.sign(signed_bytes(b"{}")))


def test_fingerprint_is_what_openssh_prints(folder: Path) -> None:
    """The fingerprint equals that of ``ssh-keygen -l``."""
    printed = run("ssh-keygen", "-l", "-f", "theirs.pub", folder=folder).stdout.decode().split()
    assert fingerprint((folder / "theirs.pub").read_text()) == printed[1]


@pytest.mark.parametrize(
    "options",
    [("-n", "git"), ("-n", NAMESPACE, "-O", "hashalg=sha256")],
    ids=["another namespace", "another hash"],
)
def test_other_purposes_are_refused(folder: Path, options: tuple[str, ...]) -> None:
    """A signature made for another namespace or with another hash is no signature of a statement."""
    signed = run("ssh-keygen", "-Y", "sign", "-f", "theirs", *options, folder=folder, typed=b"{}")
    with pytest.raises(UnreadableSignature):
        read_armour(signed.stdout.decode())


def test_other_keys_are_refused(tmp_path: Path) -> None:
    """Signatures and lines of RSA and ECDSA keys are refused."""
    for kind in ("rsa", "ecdsa"):
        run("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", kind, folder=tmp_path)
        signed = run("ssh-keygen", "-Y", "sign", "-f", kind, "-n", NAMESPACE, folder=tmp_path, typed=b"{}")
        with pytest.raises(UnreadableSignature):
            read_armour(signed.stdout.decode())
        with pytest.raises(UnreadableSignature):
            raw_public((tmp_path / f"{kind}.pub").read_text())


def test_every_single_bit_of_the_armour_matters() -> None:
    """Each one-bit change to a signature file is refused, or is another signature that does not verify."""
    text = armour(KEY.public, sign(b"{}")).encode()
    accepted = 0
    for place in range(len(text) * 8):
        changed = bytearray(text)
        changed[place // 8] ^= 1 << (place % 8)
        try:
            read = read_armour(changed.decode("latin-1"))
        except UnreadableSignature:
            continue
        accepted += verify(read.public, b"{}", read.raw) and read.public == KEY.public
    assert accepted == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text.replace("\n", "\n\n", 1),
        lambda text: text.replace("\n", "\u2028"),
        lambda text: text[:100],
        lambda text: "",
        lambda text: text * 2,
        lambda text: text + "x" * 10_000_000,
    ],
)
def test_armour_has_one_spelling(spoil: object) -> None:
    """Other line breaks, white space, cuts and additions are refused."""
    text = armour(KEY.public, sign(b"{}"))
    with pytest.raises(UnreadableSignature):
        read_armour(spoil(text))  # type: ignore[operator]


@given(st.text(max_size=300) | st.binary(max_size=250).map(lambda raw: base64.b64encode(raw).decode()))
@settings(max_examples=300)
def test_nonsense_is_refused_in_one_way(text: str) -> None:
    """No text makes the readers fail in any way but their own."""
    begin, end = "-----BEGIN SSH SIGNATURE-----\n", "\n-----END SSH SIGNATURE-----\n"
    with pytest.raises(UnreadableSignature):
        read_armour(begin + text + end)
    with pytest.raises(UnreadableSignature):
        raw_public(text)
    assert not verify(text, b"", b"\0" * 64)


@given(st.binary(max_size=70))
def test_a_made_up_signature_is_false(raw: bytes) -> None:
    """Bytes that are no signature, of any length, are false and not an error."""
    assert verify(KEY.public, b"{}", raw) is False


def test_a_changed_bit_of_the_signature_is_false() -> None:
    """Each one-bit change to the 64 bytes is noticed."""
    good = sign(b"{}")
    assert verify(KEY.public, b"{}", good)
    for place in range(512):
        changed = bytearray(good)
        changed[place // 8] ^= 1 << (place % 8)
        assert not verify(KEY.public, b"{}", bytes(changed))


def test_only_64_bytes_are_armoured() -> None:
    """Armour is not made around anything but a raw signature."""
    with pytest.raises(UnreadableSignature):
        armour(KEY.public, b"\0" * 63)


def test_public_lines_round_trip() -> None:
    """A raw key and its line say the same; a comment is ignored."""
    raw = raw_public(KEY.public)
    assert public_line(raw) == KEY.public
    assert raw_public(f"{KEY.public} a comment\n") == raw
    assert fingerprint(f"{KEY.public} a comment") == KEY.fingerprint
