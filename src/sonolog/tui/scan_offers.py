"""What the form of a scan says about a field: what may be typed, what is offered, what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from sonolog.domain.supervision import PROBE, PROBE_QUESTION, WHERE
from sonolog.usecases.field_words import vocabulary_of

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
    """Return the words ``part`` may become, the likeliest first; none where it is understood as it stands."""
    if not one.term:
        return () if part.casefold() in map(str.casefold, one.offers) else _fitting(one, part)
    where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
    if _known(form.vocabulary, one.term, part, where) is not None:
        return ()
    often = form.usual.of(one.name, where) if form.usual is not None else None
    found = form.vocabulary.search(one.term, part, region=where, frequency=often)
    return (_typable(term, part) for term in found)


def written_out(form: ScanForm, one: FormField, typed: str, region: str) -> str:
    """Return what is typed into a field of terms with the label of every term that is understood."""
    where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
    parts = [part.strip() for part in typed.split(",")] if one.many else [typed.strip()]
    known = (_known(form.vocabulary, one.term, part, where) if part else None for part in parts)
    return ", ".join(
        part if term is None else _typable(term, term.label) for part, term in zip(parts, known, strict=True)
    )


def often_said(form: ScanForm, one: FormField, region: str) -> tuple[str, ...]:
    """Return the words this trainee says most in a field."""
    if form.usual is None:
        return ()
    where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
    counts = form.usual.of(one.name, where)
    codes = sorted(counts, key=lambda code: -counts[code])[:_NAMED]
    kind = one.term or vocabulary_of(one.name)
    return tuple(form.vocabulary.label(kind, code) if kind else code for code in codes)


def hint(form: ScanForm, one: FormField, part: str, region: str) -> str:
    """Return what helps with a field of which ``part`` is typed and nothing is offered."""
    if part and one.term:
        where = _region(form.vocabulary, region) if one.term in _IN_REGION else None
        known = _known(form.vocabulary, one.term, part, where)
        return f"Understood: {known.label}." if known is not None else f"No {one.term} is called so."
    often = often_said(form, one, region)
    if often and not part:
        return f"Often: {_SEPARATOR.join(often)}"
    where = _region(form.vocabulary, region) if one.term == "structure" else None
    return _structures(form.vocabulary, where) if where else one.hint


def _fitting(one: FormField, part: str) -> Iterator[str]:
    """Yield the words that begin so; of closed fields and people then those in which a word begins so, or any part."""
    typed = part.casefold()
    yield from (word for word in one.offers if word.casefold().startswith(typed))
    if one.is_closed or one.is_person:
        inner = [word for word in one.offers if not word.casefold().startswith(typed)]
        yield from (word for word in inner if _begins_a_word(word, typed))
        yield from (word for word in inner if typed in word.casefold() and not _begins_a_word(word, typed))


def _begins_a_word(text: str, typed: str) -> bool:
    return any(each.startswith(typed) for each in text.casefold().split())


def standing_hint(known: FieldHelp, people: tuple[str, ...], records: tuple[str, ...] = ()) -> str:
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
    if records:
        return _SEPARATOR.join(records[:_NAMED])
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


def _typable(term: Term, part: str) -> str:
    """Return the name of a term that begins with ``part``, else its label; a name with a comma would be two."""
    names = [name for name in (term.label, *term.synonyms, term.id) if "," not in name]
    return next((name for name in names if name.casefold().startswith(part.casefold())), names[0])


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
