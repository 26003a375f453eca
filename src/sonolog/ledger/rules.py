"""What a statement may say by itself: the rules of its act, whoever signs it."""

from __future__ import annotations

from sonolog.ledger.meanings import says_its_meaning
from sonolog.ledger.objects import FOR_OTHERS, JUDGING, WITH_REASON, Statement
from sonolog.ledger.sshsig import fingerprint
from sonolog.ledger.trust import LEAD


def rule_fault(statement: Statement) -> str:
    """Return which rule for statements of its act this one breaks, as a sentence, or ""."""
    if statement.act in FOR_OTHERS and statement.signer.person == statement.subject:
        return f"Nobody may {statement.act} records of their own training."
    if statement.act in JUDGING and statement.signer.role == "trainee":
        return "Nobody judges as a trainee."
    if statement.act in WITH_REASON and not statement.reason:
        return f"To {statement.act} needs a reason."
    if statement.act in ("sign", "vouch") and not statement.meaning:
        return "A sign-off must say what it means."
    if not says_its_meaning(statement.meaning, statement.meaning_text):
        return "The sentence is not the one that its meaning stands for."
    trusting = _TRUSTING.get(statement.act)
    return trusting(statement) if trusting else ""


def _vouch_fault(statement: Statement) -> str:
    terms = statement.terms
    if statement.signer.role != LEAD:
        return "Only a lead vouches for people."
    if statement.signer.person == statement.subject or fingerprint(terms["key"]) == statement.by:
        return "Nobody vouches for themselves."
    if terms["valid_from"] > terms["valid_to"]:
        return "It ends before it begins."
    return ""


def _revocation_fault(statement: Statement) -> str:
    if statement.terms["key"] != statement.by and statement.signer.role != LEAD:
        return "Only a lead revokes the key of somebody else."
    return ""


_TRUSTING = {"vouch": _vouch_fault, "key-revoke": _revocation_fault}
