"""What the form of a scan says about a field: what may be typed, what is offered, what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from sonolog.domain.supervision import PROBE, PROBE_QUESTION, WHERE

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Term, Vocabulary
    from sonolog.tui.scan_form import FormField, ScanForm
    from sonolog.usecases.field_help import FieldHelp

_NAMED = 8
"""Words offered at once in the hint."""
_SEPARATOR = " · "
_IN_REGION = frozenset({"structure", "pathology", "procedure"})
"""Kinds of terms whose short forms depend on the region."""


def offers(form: ScanForm, one: FormField, part: str, region: str) -> Iterable[str]:
    """Return the words that may complete ``part``, the likeliest first; none where it is understood as it stands."""
    if not one.term:
        return one.offers
    where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
    if _known(form.vocabulary, one.term, part, where) is not None:
        return ()
    return _names(form.vocabulary.search(one.term, part, region=where))


def hint(form: ScanForm, one: FormField, part: str, region: str) -> str:
    """Return what helps with ``part``, the word being typed: what it means, or what it may become."""
    if not one.term:
        return one.hint
    where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
    if not part:
        return _structures(form.vocabulary, where) if one.term == "structure" and where else one.hint
    known = _known(form.vocabulary, one.term, part, where)
    if known is not None:
        return f"Understood: {known.label}."
    found = [term.label for term in islice(form.vocabulary.search(one.term, part, region=where), _NAMED)]
    return f"Perhaps: {_SEPARATOR.join(found)}" if found else f"No {one.term} is called so."


def standing_hint(known: FieldHelp, people: tuple[str, ...]) -> str:
    """Return what may be typed into a field, in a sentence."""
    if known.name == "supervision":
        return _SEPARATOR.join(f"{code}: {words}" for code, words in WHERE.items())
    if known.name == "role":
        answers = _SEPARATOR.join(f"{code}: {words}" for code, words in PROBE.items())
        return f"{PROBE_QUESTION} {answers}"
    if known.kind == "person":
        return (
            f"A name: {', '.join(people[:6])}; a new one is asked about." if people else "A name; a new one is added."
        )
    if known.choices and known.name not in _HINTS:
        return _SEPARATOR.join(label for _, label in known.choices)
    return _HINTS.get(known.name) or _BY_KIND.get(known.kind, "Free text; no patient's name or number.")


def _structures(vocabulary: Vocabulary, region: str) -> str:
    inside = (term.label for term in vocabulary.structures_of(region) if term.regions)
    return f"{vocabulary.label('region', region)}: {_SEPARATOR.join(islice(inside, 3 * _NAMED))}"


def _region(vocabulary: Vocabulary, words: str) -> str | None:
    known = _known(vocabulary, "region", words, None) if words else None
    return known.id if known is not None else None


def _known(vocabulary: Vocabulary, kind: str, word: str, region: str | None) -> Term | None:
    """Return the one term called ``word``; unlike a search that fails, this costs nothing at each keystroke."""
    found = [term for term in vocabulary.read_word(word, region=region) if term.kind == kind]
    return found[0] if len(found) == 1 else None


def _names(terms: Iterable[Term]) -> Iterator[str]:
    """Yield the names a term may be typed by in a list, its label first."""
    for term in terms:
        yield from (name for name in (term.label, *term.synonyms, term.id) if "," not in name)


_HINTS = {
    "region": "For example shoulder, knee, wrist; anything the vocabulary knows.",
    "structures": "Structures with commas between; short forms are known: SSP, LHB, ATFL.",
    "findings": "Structure by structure: supraspinatus full-thickness tear; biceps normal.",
    "supervisor_findings": "Structure by structure: supraspinatus full-thickness tear; biceps normal.",
    "patient": "Tells patients apart without naming them: P-1, P-2.",
    "age_band": "Age in years, or a band such as 40-49; only the band is kept.",
    "difficulty": "1 (easy) to 5 (hard).",
    "tags": "Words of your own, with commas between.",
    "images_until": "The day the images leave the scanner; it may lie ahead: 28/3/2027.",
    "custom": "A name and what it says, for example  Probe: linear.",
    "agreement": "How your finding and the supervisor's agree: Agree · Minor disagreement · Major disagreement",
}
_BY_KIND = {
    "day": "today, yesterday, tue, 28, 28/3, 2026-03-28.",
    "flag": "yes or no; leave it empty where nothing is to be said.",
    "minutes": "90, 1h30 or 45 min.",
    "number": "A whole number.",
    "term": "Words of the vocabulary; short forms are known.",
    "record": "The end of its id; a repeated scan takes it over.",
    "prose": "Free text; line breaks that are pasted stay. No patient's name or number.",
}
