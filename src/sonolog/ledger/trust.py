"""Whose key it is: programme roots, the people they vouch for, keys that were revoked, and what checkpoints prove.

A root is pinned by its fingerprint, which came another way.  A root vouches for leads and for anybody else; a lead
for anybody but leads.  Names identify nobody: everything here goes by the fingerprint of the key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from sonolog.ledger.objects import FOR_OTHERS, JUDGING, Statement
from sonolog.ledger.sshsig import fingerprint
from sonolog.ledger.tombstones import Tombstone
from sonolog.ledger.verdicts import Word

LEAD = "lead"
PROGRAMME = "programme"
"""The role in which another programme's root is vouched for: whom that one names may confirm placements."""
PLACEMENTS = frozenset({"placement", "session"})
_ROOTS_ONLY = frozenset({LEAD, PROGRAMME})
_STOLEN = frozenset({"lost", "compromised"})
"""Reasons for which a key is revoked after which somebody else may date statements back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a sound signature can be relied on, and why."""

    word: Word
    reason: str


class Trust:
    """Judges keys by the roots that are pinned and by what was said with them."""

    def __init__(self, roots: Iterable[str] = (), statements: Iterable[Statement] = ()) -> None:
        """Take root fingerprints and statements, each of them sound by itself; other acts do no harm."""
        self.roots = frozenset(roots)
        self.seen_on: Callable[[Statement], str] = lambda _statement: ""
        """Gives the ISO day on which somebody else had seen a statement, or ""."""
        self._persons: dict[tuple[str, str], set[str]] = defaultdict(set)
        """As whom each key signed about each person."""
        self._decided: set[str] = set()
        """What somebody gave an outcome."""
        self._followed: dict[str, set[str]] = defaultdict(set)
        """Digests that each key names as its own earlier statements."""
        self._vouches: dict[str, list[Statement]] = defaultdict(list)
        self._revocations: dict[str, list[Statement]] = defaultdict(list)
        self._redactions: dict[str, list[Statement]] = defaultdict(list)
        self.checkpoints: list[Statement] = []
        trusting = []
        for one in statements:
            self._persons[one.by, one.subject].add(one.signer.person)
            self._followed[one.by].update(one.prev)
            if one.act in JUDGING:
                self._decided.update(item.digest for item in one.items if item.outcome)
            if one.terms or one.act == "redact":
                trusting.append(one)
        for one in sorted(trusting, key=lambda said: (said.at, said.digest)):
            self._take(one)

    def _take(self, one: Statement) -> None:
        if one.act == "vouch":
            self._vouches[fingerprint(one.terms["key"])].append(one)
        elif one.act == "key-revoke":
            self._revocations[one.terms["key"]].append(one)
        elif one.act == "checkpoint":
            self.checkpoints.append(one)
        elif one.act == "redact":
            for item in one.items:
                self._redactions[item.digest].append(one)

    def standing(self, statement: Statement, kinds: Collection[str]) -> Standing:
        """Return how far a sound statement about records of ``kinds`` can be relied on."""
        if statement.act in FOR_OTHERS and self.is_own(statement.by, statement.subject):
            return Standing(Word.INVALID, "Its key is the trainee's own: nobody judges their own training.")
        if len(self._persons[statement.by, statement.subject] | {statement.signer.person}) > 1:
            return Standing(Word.INVALID, "Its key has signed as another person too.")
        if self.revoked_from(statement.by):
            return Standing(Word.REVOKED_KEY, "The signature matches; its key was revoked later.")
        if not self.roots:
            return Standing(Word.UNCONFIRMED, "The signature matches; no programme has confirmed whose key it is.")
        if statement.by in self.roots:
            return Standing(Word.VALID, "The signature matches, and the key is the programme's own.")
        return self._vouched(statement, kinds)

    def _vouched(self, statement: Statement, kinds: Collection[str]) -> Standing:
        known = [one for one in self._vouches.get(statement.by, ()) if self._may_vouch(one)]
        then = [one for one in known if covers(one, statement.day)]
        if not then:
            why = "only for other days" if known else "not at all"
            return Standing(Word.UNCONFIRMED, f"The signature matches; a programme vouched for the key {why}.")
        here = [one for one in then if not self._scope(one) or set(kinds) <= PLACEMENTS]
        if not here:
            return Standing(Word.UNCONFIRMED, "The signature matches; the key is vouched for in placements alone.")
        right = [one for one in here if statement.signer.role in one.terms["roles"]]
        if not right:
            held = " and ".join(sorted({role for one in here for role in one.terms["roles"]}))
            return Standing(Word.INVALID, f"Its key is vouched for as {held}, not as {statement.signer.role}.")
        return Standing(Word.VALID, f"The signature matches. {_told(right[-1])}{_other_name(right[-1], statement)}")

    def is_own(self, key: str, subject: str) -> bool:
        """Tell whether the key is that of the person ``subject``: they have used it, or a programme says so."""
        if subject in self._persons[key, subject]:
            return True
        return any(one.subject == subject and self._may_vouch(one) for one in self._vouches.get(key, ()))

    def vouch_for(self, key: str, day: str) -> Statement | None:
        """Return the newest vouch of a pinned programme for the key on that day, or None."""
        found = [one for one in self._vouches.get(key, ()) if covers(one, day) and self._may_vouch(one)]
        return found[-1] if found else None

    def roles_of(self, key: str, day: str) -> frozenset[str]:
        """Return the roles in which a pinned programme vouches for the key on that day; a root leads."""
        found = (one.terms["roles"] for one in self._vouches.get(key, ()) if covers(one, day) and self._may_vouch(one))
        return frozenset({LEAD} if key in self.roots else ()).union(*found)

    def revoked_from(self, key: str) -> str:
        """Return the day from which the key is revoked, or "": a lead's word goes before the key's own."""
        told = self._told_of(key)
        of_leads = [one for one in told if one.by != key]
        return min((str(one.terms["effective"]) for one in of_leads or told), default="")

    def successor_of(self, key: str) -> str:
        """Return the key that took the place of a revoked one, by the word of its holder or of a lead, or ""."""
        told = reversed(self._told_of(key))
        return next((str(one.terms["successor"]) for one in told if one.terms.get("successor")), "")

    def is_lead(self, one: Statement) -> bool:
        """Tell whether the statement was made in the role of a lead, as far as the pinned roots can say."""
        if one.signer.role != LEAD:
            return False
        if not self.roots or one.by in self.roots:
            return True
        return any(LEAD in vouch.terms["roles"] for vouch in self._of_roots(one.by, one.day))

    def _may_vouch(self, one: Statement) -> bool:
        if one.by in self.roots:
            return True
        if _ROOTS_ONLY & set(one.terms["roles"]) or not self._before_revocation(one):
            return False
        return any(_ROOTS_ONLY & set(vouch.terms["roles"]) for vouch in self._of_roots(one.by, one.day))

    def _before_revocation(self, one: Statement) -> bool:
        """Tell whether a lead's key was still to be trusted; of a stolen one, only if somebody else saw it then."""
        revoked = self.revoked_from(one.by)
        if not revoked:
            return True
        stolen = any(said.terms["reason"] in _STOLEN for said in self._told_of(one.by))
        day = self.seen_on(one) if stolen else one.day
        return "" < day < revoked

    def _told_of(self, key: str) -> list[Statement]:
        """Return the revocations of a key by its holder or by a lead."""
        return [one for one in self._revocations.get(key, ()) if one.by == key or self.is_lead(one)]

    def _of_roots(self, key: str, day: str) -> Iterator[Statement]:
        return (vouch for vouch in self._vouches.get(key, ()) if vouch.by in self.roots and covers(vouch, day))

    def _scope(self, one: Statement) -> str:
        """Return what a vouch is limited to: by its own word, or because another programme's root gave it."""
        if one.terms.get("scope") or one.by in self.roots:
            return str(one.terms.get("scope", ""))
        above = [vouch for vouch in self._of_roots(one.by, one.day) if LEAD in vouch.terms["roles"]]
        return "" if any(not vouch.terms.get("scope") for vouch in above) else "placements"

    def is_redacted(self, tombstone: Tombstone) -> bool:
        """Tell whether the author, or a lead, took the text away; a tombstone alone proves nothing."""
        return any(self.may_redact(one, tombstone) for one in self._redactions.get(tombstone.named, ()))

    def is_taken_away(self, tombstone: Tombstone) -> bool:
        """Tell whether its author, or a lead, takes a text away that is still there, by what they say of themselves.

        For merging: who may was asked when the statement came in, and the tombstone is made of the text itself.
        """
        return any(self._says_it_may(one, tombstone) for one in self._redactions.get(tombstone.named, ()))

    def may_redact(self, one: Statement, tombstone: Tombstone) -> bool:
        """Tell whether a statement can take away the text that stood where ``tombstone`` stands.

        What a tombstone tells of the text is anybody's word.  So an author takes away only what nobody gave an outcome,
        with a key that is theirs, and a signer only a statement that their key goes on from.
        """
        if not self._says_it_may(one, tombstone):
            return False
        if self._leads(one):
            return True
        if tombstone.of == "statement":
            return tombstone.named in self._followed[one.by]
        return tombstone.named not in self._decided and self._is_theirs(one)

    def _says_it_may(self, one: Statement, tombstone: Tombstone) -> bool:
        if tombstone.of == "document":
            return False
        author = one.signer.person if tombstone.of == "revision" else one.by
        return author == tombstone.by or self._leads(one)

    def _leads(self, one: Statement) -> bool:
        return self.is_lead(one) and not self.is_own(one.by, one.subject)

    def _is_theirs(self, one: Statement) -> bool:
        """Tell whether the key is that of whom it signs as: with pinned roots a name alone proves nothing."""
        person = one.signer.person
        if not self.roots or person == one.subject:
            return True
        return any(vouch.subject == person and self._may_vouch(vouch) for vouch in self._vouches.get(one.by, ()))


def covers(vouch: Statement, day: str) -> bool:
    """Tell whether a vouch holds on the ISO ``day``."""
    return bool(vouch.terms["valid_from"] <= day <= vouch.terms["valid_to"])


def _other_name(vouch: Statement, statement: Statement) -> str:
    """Return that it is signed in another name than the one vouched for, or ""."""
    signed, known = statement.signer.name, str(vouch.terms["name"])
    return "" if signed.casefold().split() == known.casefold().split() else f". It is signed in the name of {signed}"


def _told(vouch: Statement) -> str:
    terms = vouch.terms
    register = " ".join(str(terms[name]) for name in ("body", "number") if terms.get(name))
    known = f"{terms['name']} ({register})" if register else str(terms["name"])
    return f"{vouch.signer.name} vouched for the key as that of {known}; checked: {terms['checked']}"
