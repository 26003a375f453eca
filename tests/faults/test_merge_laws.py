"""Merging in any order gives the same logbook: random histories of three laptops, as objects in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import permutations
from random import Random

from tests.ledger.made import NOON, SAM, TESS, a_key, a_revision, an_id

from sonolog.clock import stamp
from sonolog.ledger.facts import RevisionFacts, statement_facts
from sonolog.ledger.keys import SigningKey
from sonolog.ledger.merge import Kept, merge
from sonolog.ledger.objects import Item, Revision, Signer, Statement, Tombstone
from sonolog.ledger.statements import Intent, Setting, make_statement, sign_statement
from sonolog.ledger.status import state_of

from .programme import Programme

Objects = dict[str, Kept]
_KEYS = {TESS.person: a_key(TESS.name), SAM.person: a_key(SAM.name)}
_DAYS = 40
"""How far a clock may jump either way."""


class Laptop:
    """One laptop: what it holds, and a clock that may jump."""

    def __init__(self, name: str, chance: Random) -> None:
        self.name = name
        self.objects: Objects = {}
        self.chance = chance
        self.made = 0
        self.moment = NOON

    def fork(self, name: str) -> Laptop:
        """Return a copy that goes its own way."""
        twin = Laptop(name, self.chance)
        twin.objects, twin.moment = dict(self.objects), self.moment
        return twin

    def heads(self) -> dict[str, list[Revision | Tombstone]]:
        """Return the versions of each record that nothing follows."""
        return heads_of(self.objects)

    def _keep(self, found: Revision | Statement, signature: bytes | None = None) -> None:
        self.objects = merge(self.objects, [Kept(found, signature)])

    def _tick(self) -> str:
        self.made += 1
        jump = self.chance.choice([0, 0, 0, 0, self.chance.randint(-_DAYS, _DAYS)])
        self.moment += timedelta(days=jump, seconds=1)
        return stamp(self.moment)

    def log(self) -> None:
        """Log a scan."""
        at = self._tick()
        name = f"{self.name} {self.made} {at}"
        self._keep(a_revision(record=an_id(name), salt=f"{self.chance.getrandbits(128):032x}", at=at))

    def amend(self, parents: list[Revision | Tombstone]) -> None:
        """Amend a record, or settle its versions by one that follows all of them."""
        at, first = self._tick(), parents[0]
        links = tuple(sorted(_named(one) for one in parents))
        text = {"region": "shoulder", "note": f"{self.name} {self.made}"}
        salt = f"{self.chance.getrandbits(128):032x}"
        self._keep(a_revision(record=first.record, parents=links, salt=salt, at=at, body=text, why="put right"))

    def say(self, act: str, signer: Signer, target: str) -> None:
        """Let somebody make a statement about one version."""
        self._tick()
        key: SigningKey = _KEYS[signer.person]
        earlier = [one.found for one in self.objects.values() if isinstance(one.found, Statement | Tombstone)]
        reason = "" if act in ("submit", "sign") else "why"
        items = (Item(digest=target),)
        meaning = "observed-directly" if act == "sign" else ""
        said = make_statement(
            Intent(act=act, subject=TESS.person, items=items, reason=reason, meaning=meaning),
            signer=signer,
            public=key.public,
            previous=[one for one in earlier if not isinstance(one, Tombstone) or one.of == "statement"],
            moment=self.moment,
            setting=Setting(assurance="own-device"),
        )
        self._keep(said, sign_statement(said, key).signature)

    def do_something(self) -> None:
        """Do one thing at random."""
        heads = self.heads()
        if not heads or self.chance.random() < 0.1:
            self.log()
            return
        versions = heads[self.chance.choice(sorted(heads))]
        readable = [one for one in versions if isinstance(one, Revision)]
        target = _named(self.chance.choice(versions))
        act = self.chance.choice(["amend", "amend", "submit", "sign", "return", "withdraw", "redact"])
        if act == "amend" or not readable:
            self.amend(versions)
        elif act in ("sign", "return"):
            self.say(act, SAM, target)
        elif act != "redact" or isinstance(self.objects[target].found, Revision):
            self.say(act, TESS, target)


def _named(one: Revision | Tombstone) -> str:
    return one.named if isinstance(one, Tombstone) else one.digest


def heads_of(objects: Mapping[str, Kept]) -> dict[str, list[Revision | Tombstone]]:
    """Return the versions of each record that nothing in the set follows."""
    versions = [one.found for one in objects.values() if isinstance(one.found, Revision | Tombstone)]
    revisions = [one for one in versions if isinstance(one, Revision) or one.of == "revision"]
    followed = {link for one in revisions for link in one.parents}
    found: dict[str, list[Revision | Tombstone]] = {}
    for one in sorted(revisions, key=_named):
        if _named(one) not in followed:
            found.setdefault(one.record, []).append(one)
    return found


def folded(objects: Mapping[str, Kept]) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return where each record stands: status, heads, and whose sign-off."""
    said = [fact for one in objects.values() if isinstance(one.found, Statement) for fact in statement_facts(one.found)]
    revisions: dict[str, list[RevisionFacts]] = {}
    for one in objects.values():
        if isinstance(one.found, Revision):
            revisions.setdefault(one.found.record, []).append(RevisionFacts.of(one.found))
        elif isinstance(one.found, Tombstone) and one.found.of == "revision":
            gone = one.found
            facts = RevisionFacts(gone.named, gone.parents, gone.at, gone.by, redacted=True)
            revisions.setdefault(gone.record, []).append(facts)
    states = {record: state_of(facts, said) for record, facts in revisions.items()}
    return {
        record: (state.status, state.heads, state.sign_off.digest if state.sign_off else "")
        for record, state in states.items()
    }


def texts(objects: Mapping[str, Kept]) -> dict[str, str]:
    """Return the text under each digest."""
    return {digest: one.found.text for digest, one in objects.items()}


def a_history(chance: Random) -> list[Objects]:
    """Return what three laptops hold after random edits, syncs, settlements, redactions and forks."""
    begun = Laptop("a", chance)
    for _ in range(chance.randint(1, 3)):
        begun.log()
    laptops = [begun, begun.fork("b"), begun.fork("c")]
    for _ in range(chance.randint(6, 16)):
        one = chance.choice(laptops)
        match chance.random():
            case low if low < 0.15:
                one.objects = merge(one.objects, chance.choice(laptops).objects.values())
            case low if low < 0.2:
                laptops[chance.randrange(3)] = one.fork(f"{one.name}{one.made}")
            case _:
                one.do_something()
    return [one.objects for one in laptops]


def faults_of(laptops: list[Objects], union: object = merge) -> list[str]:
    """Return which laws of merging one history breaks."""
    together: list[Objects] = []
    for order in permutations(laptops):
        found: Objects = {}
        for one in order:
            found = union(found, one.values())  # type: ignore[operator]
        together.append(found)
    first = together[0]
    told = []
    if any(texts(one) != texts(first) for one in together):
        told.append("the order of merging matters")
    if any(folded(one) != folded(first) for one in together[1:]):
        told.append("records stand elsewhere in another order")
    left, middle, right = laptops
    if texts(union(left, union(middle, right.values()).values())) != texts(first):  # type: ignore[operator]
        told.append("merging is not associative")
    if texts(union(first, first.values())) != texts(first):  # type: ignore[operator]
        told.append("merging twice is not merging once")
    if set(first) != set().union(*laptops):
        told.append("something is lost")
    return told


def test_merging_in_any_order_is_the_same(programme: Programme) -> None:
    """Commutative, associative, idempotent, nothing lost, the same heads in all six orders."""
    chance = Random(programme.seed)  # noqa: S311  (which history, not a secret)
    count = programme.amount(100, 5_000)
    broken, conflicts, redacted, objects = [], 0, 0, 0
    for number in range(count):
        laptops = a_history(chance)
        broken += [f"history {number}: {told}" for told in faults_of(laptops)]
        union = merge(merge(laptops[0], laptops[1].values()), laptops[2].values())
        conflicts += sum(len(heads) > 1 for heads in heads_of(union).values())
        redacted += sum(one.is_tombstone for one in union.values())
        objects += len(union)
    assert conflicts > count // 20, "hardly a history had two versions of a record"
    assert redacted > count // 20, "hardly a history had a redaction"
    note = f"{objects} objects, {conflicts} conflicts, {redacted} redacted"
    programme.figure("T11", "histories in memory", count=count, least=5_000, wrong=len(broken), note=note)


def _first_wins(here: Mapping[str, Kept], there: object) -> Objects:
    """Merge wrongly: what is here stays, redacted or not."""
    return {**{one.digest: one for one in there}, **here}  # type: ignore[attr-defined]


def _newest_alone(here: Mapping[str, Kept], there: object) -> Objects:
    """Merge wrongly: of two current versions only the newer one is kept."""
    union = merge(here, there)  # type: ignore[arg-type]
    drop = {
        _named(one)
        for heads in heads_of(union).values()
        for one in sorted(heads, key=lambda each: (each.at, _named(each)))[:-1]
    }
    return {digest: one for digest, one in union.items() if digest not in drop}


def test_a_wrong_merge_would_be_noticed(programme: Programme) -> None:
    """Two merges that look right are found out within as many histories as every commit tries."""
    chance = Random(programme.seed)  # noqa: S311  (which history, not a secret)
    histories = [a_history(chance) for _ in range(100)]
    first = {told for one in histories for told in faults_of(one, _first_wins)}
    assert "the order of merging matters" in first
    newest = {told for one in histories for told in faults_of(one, _newest_alone)}
    assert "something is lost" in newest
