"""How far the sign-offs of a trainee can be relied on, as counts and in words."""

from __future__ import annotations

from dataclasses import dataclass

from sonolog.progress.evidence import Evidence, SignOff

_UNCONFIRMED, _REVOKED = "Valid, identity not confirmed", "Valid, key since revoked"


@dataclass(frozen=True, slots=True)
class SignOffCounts:
    """How many records are signed, and how many of them with less than everything."""

    records: int = 0
    unconfirmed: int = 0
    """No programme has confirmed whose key it is."""
    revoked_proven: int = 0
    """The key was revoked later; that it was signed before is proven."""
    revoked_unproven: int = 0
    """The key was reported lost, and when it was signed is not proven."""
    walk_up: int = 0
    """Signed with a key brought to somebody else's computer."""
    not_as_signed: int = 0
    """Shown as signed in the tables, but not what was signed; these are not among the records."""


def sign_off_counts(evidence: Evidence) -> SignOffCounts:
    """Return the counts over every record of every kind that carries a sign-off in force."""
    signed = [one for log in evidence.logs.values() for one in log.signed if one is not None]
    revoked = [one for one in signed if one.word == _REVOKED]
    proven = sum(one.proven for one in revoked)
    return SignOffCounts(
        records=len(signed),
        unconfirmed=sum(one.word == _UNCONFIRMED for one in signed),
        revoked_proven=proven,
        revoked_unproven=len(revoked) - proven,
        walk_up=sum(one.assurance == "walk-up" for one in signed),
        not_as_signed=sum(log.not_as_signed for log in evidence.logs.values()),
    )


def sign_off_sentence(counts: SignOffCounts) -> str:
    """Return what is to be said of the sign-offs, or nothing where each is beyond doubt."""
    told = (
        (counts.unconfirmed, "with identity not confirmed"),
        (counts.revoked_proven, "by a key since revoked, proven to be earlier"),
        (counts.revoked_unproven, "by a key later reported lost, order not proven"),
        (counts.walk_up, "walk-up"),
    )
    said = [f"{'all' if count == counts.records > 1 else count} {words}" for count, words in told if count]
    signed = "1 record is" if counts.records == 1 else f"{counts.records} records are"
    told_signed = [f"{signed} signed: {'; '.join(said)}."] if said else []
    return " ".join([*told_signed, *_altered(counts.not_as_signed)])


def _altered(count: int) -> list[str]:
    if not count:
        return []
    are = "1 record is not as it was" if count == 1 else f"{count} records are not as they were"
    return [f"{are} signed, and not counted as signed; “sonolog check” says more."]


def sign_off_label(word: str, *, proven: bool, assurance: str) -> str:
    """Return what verification says of a sign-off, its order where the key was revoked, and that it was walk-up."""
    order = ", proven to be earlier" if proven else ", order not proven"
    return word + (order if word == _REVOKED else "") + (", signed walk-up" if assurance == "walk-up" else "")


def sign_off_doubt(one: SignOff | None) -> str:
    """Return what keeps a sign-off from being beyond doubt, or nothing."""
    if one is None:
        return ""
    label = sign_off_label(one.word, proven=one.proven, assurance=one.assurance)
    return "" if label in ("", "Valid") else label
