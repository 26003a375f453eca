"""Proofs inside JSON documents: those of the W3C to the letter, and nothing changed is taken for whole."""

from __future__ import annotations

import contextlib
import copy
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.ledger.canonical import canonical
from sonolog.ledger.data_integrity import did_of, prover, public_of_did, with_proof
from sonolog.ledger.errors import ProofUnreadable
from sonolog.ledger.keys import key_from_seed

from .made import a_key

# The example of W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B.3 (representation: eddsa-jcs-2022).
SEED = bytes.fromhex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6")
MULTIKEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
CREATED = "2023-02-24T23:36:38Z"
PROOF_VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}


def test_the_published_example_comes_out_to_the_letter() -> None:
    """Key, method and proof value of the W3C's own example, made and checked."""
    key = key_from_seed(SEED)
    assert did_of(key.public) == f"did:key:{MULTIKEY}"
    assert public_of_did(f"did:key:{MULTIKEY}#{MULTIKEY}") == key.public
    signed = with_proof(CREDENTIAL, key, CREATED)
    (proof,) = signed["proof"]
    assert proof == {
        "@context": CREDENTIAL["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": CREATED,
        "verificationMethod": f"did:key:{MULTIKEY}#{MULTIKEY}",
        "proofPurpose": "assertionMethod",
        "proofValue": PROOF_VALUE,
    }
    assert prover(signed) == key.public
    assert prover({**signed, "proof": proof}) == key.public
    assert canonical(CREDENTIAL).encode() == rfc8785.dumps(CREDENTIAL)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["@context", "id", "name", "x"]), _JSON), st.data())
def test_a_change_anywhere_is_noticed(document: dict[str, Any], data: st.DataObject) -> None:
    """A field changed, added or taken away, in the document or in the proof, and the key is not the prover."""
    key = a_key("lead")
    signed = json.loads(json.dumps(with_proof(document, key, CREATED)))
    assert prover(signed) == key.public
    changed = copy.deepcopy(signed)
    where = data.draw(st.sampled_from([changed, changed["proof"][0]]))
    name = data.draw(st.sampled_from([*where, "more"]))
    where[name] = data.draw(_JSON)
    if changed == signed:
        return
    with contextlib.suppress(ProofUnreadable):
        assert prover(changed) != key.public


@pytest.mark.parametrize(
    "proof",
    [
        None,
        [],
        [{}, {}],
        "text",
        {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"},
    ],
)
def test_what_carries_no_proof_of_this_suite_is_told_so(proof: Any) -> None:
    """None, several, another suite: never taken for valid."""
    with pytest.raises(ProofUnreadable):
        prover({**CREDENTIAL, "proof": proof})


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:",
        "did:web:example.org",
        "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
        f"did:key:{MULTIKEY}#other",
        "did:key:z" + "1" * 500,
        "did:key:zO0",
    ],
)
def test_only_ed25519_keys_in_the_form_did_key_are_read(did: str) -> None:
    """Other methods, other kinds of key, another fragment, what is no base 58, what is too long."""
    with pytest.raises(ProofUnreadable):
        public_of_did(did)
