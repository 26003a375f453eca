"""Proofs inside JSON documents: W3C Data Integrity with the suite ``eddsa-jcs-2022``, and keys as ``did:key``.

Sources: W3C Verifiable Credential Data Integrity 1.0; Data Integrity EdDSA Cryptosuites 1.0, section 3.3; the did:key
method.  The document and the proof's own options are put into the canonical form of RFC 8785, each is hashed with
SHA-256, and the key signs both hashes.  What it signs has 64 bytes, and never looks like a statement, which begins with
the magic word of SSHSIG.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sonolog.ledger.canonical import JSON, canonical
from sonolog.ledger.errors import NotCanonical, ProofUnreadable
from sonolog.ledger.keys import SigningKey
from sonolog.ledger.sshsig import KEY_SIZE, SIGNATURE_SIZE, public_line, raw_public, verify_raw

TYPE, SUITE = "DataIntegrityProof", "eddsa-jcs-2022"
PURPOSE = "assertionMethod"
_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = bytes([0xED, 0x01])
"""Says of a key which kind it is (multicodec)."""
_LONGEST = 200


def did_of(public: str) -> str:
    """Return a public line as a ``did:key``: a name that is the key itself, so that nothing has to be looked up.

    Raises:
        UnreadableSignature: it is no Ed25519 key.
    """
    return f"did:key:{_multibase(_ED25519 + raw_public(public))}"


def public_of_did(method: str) -> str:
    """Return the public line of a ``did:key``, or of a verification method in one.

    Raises:
        ProofUnreadable: it is no Ed25519 key in this form.
    """
    did, _, fragment = method.partition("#")
    coded = did.removeprefix("did:key:")
    raw = _from_multibase(coded)
    if did == coded or fragment not in ("", coded) or raw[:2] != _ED25519 or len(raw) != KEY_SIZE + 2:
        raise ProofUnreadable("its key is not an Ed25519 key in the form did:key")
    return public_line(raw[2:])


def with_proof(document: Mapping[str, JSON], key: SigningKey, created: str) -> dict[str, JSON]:
    """Return the document with a proof by ``key``, made at ``created`` (an ISO time with ``Z``).

    Raises:
        NotCanonical: the document has no canonical form.
    """
    did = did_of(key.public)
    options: dict[str, JSON] = {
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": PURPOSE,
    }
    context = {"@context": document["@context"]} if "@context" in document else {}
    signature = key.sign(_signed({**context, **options}, document))
    return {**document, "proof": [{**context, **options, "proofValue": _multibase(signature)}]}


def prover(document: Mapping[str, Any]) -> str:
    """Return the public line of the key whose proof a document carries, if the proof holds; else an empty text.

    Raises:
        ProofUnreadable: it carries no proof of this suite, or has no canonical form.
    """
    proofs = document.get("proof")
    found = proofs[0] if isinstance(proofs, list) and len(proofs) == 1 else proofs
    if not isinstance(found, dict):
        raise ProofUnreadable("it does not carry exactly one proof")
    if (found.get("type"), found.get("cryptosuite"), found.get("proofPurpose")) != (TYPE, SUITE, PURPOSE):
        raise ProofUnreadable(f"its proof is not of the suite {SUITE}")
    if found.get("@context", document.get("@context")) != document.get("@context"):
        raise ProofUnreadable("its proof is made for another context")
    public = public_of_did(str(found.get("verificationMethod")))
    signature = _from_multibase(str(found.get("proofValue")))
    options = {name: value for name, value in found.items() if name != "proofValue"}
    plain = {name: value for name, value in document.items() if name != "proof"}
    try:
        signed = _signed(options, plain)
    except NotCanonical as fault:
        raise ProofUnreadable(f"this program cannot put it into canonical form: {fault.message.rstrip('.')}") from None
    return public if len(signature) == SIGNATURE_SIZE and verify_raw(public, signed, signature) else ""


def _signed(options: Mapping[str, JSON], document: Mapping[str, JSON]) -> bytes:
    return b"".join(hashlib.sha256(canonical(dict(one)).encode()).digest() for one in (options, document))


def _multibase(raw: bytes) -> str:
    """Return bytes in base 58 (of Bitcoin), with the ``z`` that says so."""
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _DIGITS[rest] + text
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def _from_multibase(text: str) -> bytes:
    coded = text[1:]
    if not text.startswith("z") or len(text) > _LONGEST or any(one not in _DIGITS for one in coded):
        raise ProofUnreadable("what should be in base 58 is not")
    number = 0
    for one in coded:
        number = number * 58 + _DIGITS.index(one)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return b"\0" * (len(coded) - len(coded.lstrip("1"))) + raw
