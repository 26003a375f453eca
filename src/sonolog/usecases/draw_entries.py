"""Draw entries at random for an audit; the draw is a record, and it binds once a lead has signed it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from random import Random
from typing import TYPE_CHECKING

from sonolog.domain.framework import Framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.drawing import candidates
from sonolog.progress.together import seen_by
from sonolog.store.people import names_of
from sonolog.usecases.add_record import add_record_value
from sonolog.usecases.enrolled_frameworks import enrolled_frameworks
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.trusted_evidence import trusted_evidence

if TYPE_CHECKING:
    from sonolog.progress.drawing import Candidates

_SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that is recorded, and still to be signed."""

    id: str
    framework: str
    requirement: str
    entries: tuple[str, ...]
    """Record ids."""
    labels: tuple[str, ...]
    out_of: int


def draw_entries(logbook: Logbook, trainee: str, framework: str, requirement: str) -> Drawn:
    """Draw as many entries as ``requirement`` asks for, from all that could be, and record them.

    Raises:
        NotEnrolled, UnknownFramework: the trainee does not follow it.
        NothingToDo: it draws nothing, it is not due, there is nothing to draw from, or it was drawn already.
    """
    found = _candidates(logbook, trainee, framework, requirement)
    seed = int.from_bytes(logbook.entropy(_SEED_BYTES), "big")
    drawn = Random(seed).sample(sorted(found.records), min(found.entries, len(found.records)))  # noqa: S311  seeded from the system's entropy
    entries = tuple(record for record in found.records if record in set(drawn))
    values = {
        "framework": framework,
        "requirement": requirement,
        "type": "draw",
        "entries": entries,
        "reason": f"{len(entries)} of {len(found.records)} entries drawn at random",
    }
    added = add_record_value(logbook, "override", values, trainee=trainee)
    labels = dict(zip(found.records, found.labels, strict=True))
    return Drawn(
        id=added.id,
        framework=framework,
        requirement=requirement,
        entries=entries,
        labels=tuple(labels[record] for record in entries),
        out_of=len(found.records),
    )


def _candidates(logbook: Logbook, trainee: str, framework: str, requirement: str) -> Candidates:
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        followed = enrolled_frameworks(
            connection, trainee, name, home=logbook.home, as_of=logbook.today, only=framework
        )
        evidence = trusted_evidence(connection, logbook, trainee, logbook.today)
    ((one, seen),) = seen_by(followed, evidence)
    _require_draw(one, requirement)
    found = candidates(one, seen, requirement, vocabulary=load_vocabulary())
    if found.drawn_words:
        raise NothingToDo(f"Already drawn: {found.drawn_words}.", hint="A second draw would change nothing.")
    if not found.is_due:
        raise NothingToDo("The draw is not due yet.", hint=f"It is made on or after {found.due_words}.")
    if not found.records:
        raise NothingToDo("There is nothing to draw from yet.")
    return found


def _require_draw(framework: Framework, requirement: str) -> None:
    drawing = [one.id for one in framework.requirements if one.draw is not None]
    if requirement not in drawing:
        near = get_close_matches(requirement, drawing, n=1) or drawing
        hint = f"These do: {', '.join(near)}." if near else "This framework has no requirement that does."
        raise NothingToDo(f"“{requirement}” draws nothing at random.", hint=hint)
