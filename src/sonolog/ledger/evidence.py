"""The files with which anyone can check a sign-off without this program: OpenSSH and sha256sum are enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sonolog.ledger import sshsig
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.errors import NotTheEvidence
from sonolog.ledger.objects import Statement
from sonolog.ledger.statements import SignedStatement

REVISION = "REVISION.json"
SIGNERS = "allowed_signers"
SUMS = "SHA256SUMS"
README = "README.txt"
BUNDLE = "evidence.slb"
"""The same in one file, for verify.py."""


def evidence_files(revision_text: str, statements: Sequence[SignedStatement]) -> dict[str, bytes]:
    """Return the content of each evidence file by its name.

    The first statement is ``STATEMENT.json``, a second ``STATEMENT-2.json`` and so on, each with its
    ``.sig``.

    Raises:
        NotTheEvidence: a statement names neither the revision nor, to take it back, another of the statements.
    """
    named = digest_of(revision_text)
    about = {named, *(one.statement.digest for one in statements)}
    for one in statements:
        if not about & {item.digest for item in one.statement.items}:
            raise NotTheEvidence(one.statement.digest, named)
    files = {REVISION: revision_text.encode(), SUMS: f"{named}  {REVISION}\n".encode()}
    for place, one in enumerate(statements, start=1):
        name = _name(place)
        files[name] = one.statement.text.encode()
        files[f"{name}.sig"] = sshsig.armour(one.statement.key, one.signature).encode()
    signers = sorted({allowed_signer(one.statement) for one in statements})
    files[SIGNERS] = "".join(signers).encode()
    files[README] = _readme([one.statement for one in statements]).encode()
    return files


def allowed_signer(statement: Statement) -> str:
    """Return the line by which ``ssh-keygen -Y verify`` knows the signer; the principal is their id."""
    return f'{statement.signer.person} namespaces="{sshsig.NAMESPACE}" {statement.key}\n'


def _name(place: int) -> str:
    return "STATEMENT.json" if place == 1 else f"STATEMENT-{place}.json"


def _readme(statements: Sequence[Statement]) -> str:
    names = {one.digest: _name(place) for place, one in enumerate(statements, start=1)}
    checks = "\n".join(_check(one, names) for one in statements)
    return f"""Evidence of a sign-off
======================

{REVISION} is one version of one record.  Each STATEMENT is what one person signed about it, and the
file with .sig added is the signature.  Run these commands in this folder; each must succeed.

1. The record is unaltered:

    sha256sum -c {SUMS}

2. Each statement is unaltered and signed, and names this record:
{checks}
3. The key belongs to the person.  The line in {SIGNERS} was written from the statement itself: it
   shows that one key made the signature, not whose key it is.  Compare the fingerprint with the one that
   the person or their training programme gives you by another way.

With Python and its cryptography package, python3 verify.py {BUNDLE} does all of this, and follows every rule
that docs/logbook-format.md of sonolog gives; --root SHA256:... names the programme whose word is to count.
"""


def _check(statement: Statement, names: Mapping[str, str]) -> str:
    name = names[statement.digest]
    about = next((names[item.digest] for item in statement.items if item.digest in names), REVISION)
    takes_back = f"\n   It takes back {about}: what that said no longer holds." if about != REVISION else ""
    return f"""
    ssh-keygen -Y verify -f {SIGNERS} -I {statement.signer.person} \\
        -n {sshsig.NAMESPACE} -s {name}.sig < {name}
    grep -c "\\"digest\\":\\"$(sha256sum < {about} | cut -c1-64)\\"" {name}

   {_printable(statement.signer.name)}, {statement.signer.role}, {statement.act}, {statement.at}
   key {statement.by}{takes_back}
"""


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else f"<U+{ord(one):04X}>" for one in text)
