"""Which numbers of a signer's chain about a trainee are not there: a statement taken away leaves its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sonolog.ledger.objects import Statement
from sonolog.ledger.tombstones import Tombstone

_Chain = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of one key's statements about one person that are missing, each run as its first and last."""

    key: str
    name: str
    """Of the signer, as they call themselves; empty where only a checkpoint tells of them."""
    subject: str
    runs: tuple[tuple[int, int], ...]
    of_another: bool = True
    """Somebody else than whom they are about made them; also where that cannot be known."""

    @property
    def count(self) -> int:
        """How many statements are missing."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def words(self) -> str:
        """The numbers, for example ``2, 5-7``."""
        return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in self.runs)


def gaps(found: Iterable[Statement | Tombstone]) -> tuple[Gap, ...]:
    """Return what is missing before the highest number of each chain; a redacted statement is not missing."""
    there: dict[_Chain, set[int]] = defaultdict(set)
    highest: dict[_Chain, int] = {}
    names: dict[str, str] = {}
    own: set[_Chain] = set()
    for one in found:
        if one.n:
            there[one.by, one.subject].add(one.n)
        if isinstance(one, Statement):
            names[one.by] = one.signer.name
            if one.signer.person == one.subject:
                own.add((one.by, one.subject))
            for chain, number in _seen(one):
                highest[chain] = max(number, highest.get(chain, 0))
    told = []
    for chain in sorted(there.keys() | highest.keys()):
        numbers = there.get(chain, set())
        runs = tuple(_runs(sorted(numbers), highest.get(chain, 0)))
        if runs:
            told.append(Gap(chain[0], names.get(chain[0], ""), chain[1], runs, chain not in own))
    return tuple(told)


def _seen(one: Statement) -> Iterator[tuple[_Chain, int]]:
    for chain in one.terms["chains"] if one.act == "checkpoint" else ():
        yield (chain["key"], chain["subject"]), chain["n"]


def _runs(numbers: list[int], highest: int) -> Iterator[tuple[int, int]]:
    """Yield the runs between the numbers; a chain may have billions, so none is counted out."""
    before = 0
    for number in (*numbers, max(highest, *numbers, 0) + 1):
        if number > before + 1:
            yield before + 1, number - 1
        before = number
