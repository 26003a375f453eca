"""The words of the field: every term a scan may use, and how a typed word finds one.

A word means the same whatever its case, accents, spaces, hyphens or apostrophes.  Within one kind a name
belongs to one term.  Between kinds it may belong to several ("lung" is a region and an examination), and
:meth:`Vocabulary.read_word` returns all of them, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from sonolog.domain.term_names import fit, fold, folded_words, spelling
from sonolog.errors import SonologError

KINDS: tuple[str, ...] = (
    "examination",
    "region",
    "structure",
    "side",
    "pathology",
    "procedure",
    "role",
    "supervision",
    "setting",
    "finding",
    "agreement",
    "sex",
    "correlation",
)
"""Every kind of term."""

_AFTER_REGION = ("side", "structure", "pathology", "procedure", "role", "supervision", "finding", "setting")
_BEFORE_REGION = ("region", *_AFTER_REGION, "examination")

LONGEST_NAME = 10
"""No name has more words."""
SUGGESTIONS = 3
_SHOWN = 60
_COMPARED = 80


class UnknownTerm(SonologError):
    """No term of this kind has this name."""

    code = "unknown-term"
    _sentence = "No {kind} is called “{word}”."

    def __init__(self, kind: str, word: str, nearest: Sequence[str] = ()) -> None:
        message = self._sentence.format(kind=kind, word=_short(word))
        super().__init__(message, hint=_did_you_mean(nearest), kept="Nothing was stored.")
        self.kind = kind
        self.word = word
        self.nearest = tuple(nearest)


class AmbiguousTerm(UnknownTerm):
    """Shorthand that means something else in each region, given without a region that settles it."""

    code = "ambiguous-term"
    _sentence = "“{word}” means more than one {kind}."


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its id is stored, its label is shown, and any of its names finds it."""

    kind: str
    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    shorthand: tuple[str, ...] = ()
    """Names that mean this term only within its own regions."""
    regions: tuple[str, ...] = ()
    """Where a structure lies, its main region first; empty: anywhere."""
    examination: str | None = None
    """The examination type a region is taken to be."""

    @property
    def names(self) -> tuple[str, ...]:
        """Id, label and synonyms: the names that need no region."""
        return (self.id, self.label, *self.synonyms)

    def lies_in(self, region: str | None) -> bool:
        """Tell whether the term may be used in ``region``; without a region, or without its own, it may."""
        return region is None or not self.regions or region in self.regions


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words of a line mean: the terms, the likeliest first, and how many words they took."""

    terms: tuple[Term, ...] = ()
    length: int = 0
    """Words; 0 where nothing is known by that name."""


class Vocabulary:
    """The terms of every kind; ``region`` is always the id of a region.

    Names are indexed when a kind is first asked for.  A kind that is not in :data:`KINDS` is a ``KeyError``.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, dict[str, Term]] = {kind: {} for kind in KINDS}
        for term in terms:
            self._terms[term.kind][term.id] = term
        self._indexes: dict[str, _Index] = {}

    def terms(self, kind: str) -> tuple[Term, ...]:
        """Return the terms of ``kind`` in the order of the vocabulary."""
        return tuple(self._terms[kind].values())

    def get(self, kind: str, term_id: str) -> Term:
        """Return the term with exactly this id.

        Raises:
            UnknownTerm: there is none.
        """
        found = self._terms[kind].get(term_id)
        if found is None:
            raise UnknownTerm(kind, term_id, self.nearest(kind, term_id))
        return found

    def label(self, kind: str, term_id: str) -> str:
        """Return what to show for an id: its label, or the id itself where it is unknown."""
        found = self._terms[kind].get(term_id)
        return found.label if found else term_id

    def find(self, kind: str, word: str, *, region: str | None = None) -> Term:
        """Return the term called ``word``: its id, label, synonym, or shorthand in ``region``.

        A name that belongs to one term finds it even where that term does not lie in ``region``; ask
        :meth:`Term.lies_in` where that matters.

        Raises:
            AmbiguousTerm: shorthand of several terms, and the region does not settle it.
            UnknownTerm: no term has this name; the hint holds the nearest ones.
        """
        found = self._named(kind, fold(word), region)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousTerm(kind, word, [term.label for term in found])
        raise UnknownTerm(kind, word, self.nearest(kind, word, region=region))

    def structures_of(self, region: str) -> tuple[Term, ...]:
        """Return the structures that lie in ``region``, then those that may lie anywhere."""
        inside = [term for term in self.terms("structure") if term.lies_in(region)]
        return tuple(sorted(inside, key=lambda term: not term.regions))

    def default_examination(self, region: str) -> str | None:
        """Return the examination type a scan of ``region`` is taken to be, if the vocabulary says."""
        found = self._terms["region"].get(region)
        return found.examination if found else None

    def search(
        self, kind: str, typed: str, *, region: str | None = None, frequency: Mapping[str, int] | None = None
    ) -> list[Term]:
        """Return the terms in whose names ``typed`` occurs, best first: whole, start, start of words, inside.

        Among equals the person's own ``frequency`` (id to count) decides.  With a region only what lies there
        is listed, unless nothing there fits.
        """
        used = frequency or {}
        ranked = self._index(kind).ranked(typed, region)
        inside = [(rank, term) for rank, term in ranked if term.lies_in(region)]
        order = sorted(inside or ranked, key=lambda hit: (hit[0], -used.get(hit[1].id, 0), not hit[1].regions))
        return [term for _, term in order]

    def nearest(self, kind: str, word: str, *, region: str | None = None) -> tuple[str, ...]:
        """Return at most three names of ``kind`` that resemble ``word``, those of ``region`` first."""
        similar = self._index(kind).similar(fold(word)[:_COMPARED])
        here = sorted(similar, key=lambda hit: not hit[1].lies_in(region))
        containing = ((term.label, term) for term in self.search(kind, word[:_COMPARED], region=region))
        named: dict[str, str] = {}
        for name, term in chain(here, containing if fold(word) else ()):
            named.setdefault(term.id, name)
        return tuple(named.values())[:SUGGESTIONS]

    def read_word(self, word: str, *, region: str | None = None) -> tuple[Term, ...]:
        """Return what a bare word of a quick line may mean, the likeliest first; nothing if it is unknown.

        Before the region is known: region, side, structure, pathology, procedure, role, supervision, finding,
        setting, examination.  After it: the same without region and examination, and what does not lie there
        comes last.
        """
        return self._read(fold(word), region)

    def longest_match(self, words: Sequence[str], start: int, *, region: str | None = None) -> Reading:
        """Read as many words from ``start`` on as make one name, so ``full thickness tear`` needs no quotes.

        Several words make a name only where the name is written as those words: "l ucl" is a side and a
        ligament, not the abbreviation LUCL.
        """
        for length in range(min(LONGEST_NAME, len(words) - start), 1, -1):
            typed = folded_words(" ".join(words[start : start + length]))
            found = self._read("".join(typed), region)
            spelt_so = tuple(term for term in found if any(folded_words(name) == typed for name in _all_names(term)))
            if spelt_so:
                return Reading(spelt_so, length)
        found = self.read_word(words[start], region=region) if start < len(words) else ()
        return Reading(found, 1) if found else Reading()

    def _read(self, key: str, region: str | None) -> tuple[Term, ...]:
        kinds = _BEFORE_REGION if region is None else _AFTER_REGION
        found = chain.from_iterable(self._named(kind, key, region) for kind in kinds)
        return tuple(sorted(found, key=lambda term: not term.lies_in(region)))

    def _named(self, kind: str, key: str, region: str | None) -> tuple[Term, ...]:
        index = self._index(kind)
        sole = index.names.get(key)
        if sole is not None:
            return (sole,)
        return tuple(term for term in index.shorthand.get(key, ()) if term.lies_in(region))

    def _index(self, kind: str) -> _Index:
        if kind not in self._indexes:
            self._indexes[kind] = _Index(self.terms(kind))
        return self._indexes[kind]


class _Index:
    """The names of one kind, folded."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self.names: dict[str, Term] = {}
        self.shorthand: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            for name in term.names:
                self.names.setdefault(fold(name), term)
            for name in term.shorthand:
                key = fold(name)
                self.shorthand[key] = (*self.shorthand.get(key, ()), term)

    def ranked(self, typed: str, region: str | None) -> list[tuple[int, Term]]:
        """Return (fit, term) of every term in whose names ``typed`` occurs."""
        part = spelling(typed)
        if typed.strip() and not part[0]:
            return []
        hits = ((self._fit(term, part, region), term) for term in self.terms)
        return [(found, term) for found, term in hits if found is not None]

    def similar(self, key: str) -> list[tuple[str, Term]]:
        """Return (name as written, term) of names spelt much like ``key``, the most alike first."""
        from difflib import get_close_matches

        written = {fold(name): name for term in reversed(self.terms) for name in reversed(term.names)}
        alike = get_close_matches(key, written, n=2 * SUGGESTIONS, cutoff=0.7)
        return [(written[match], self.names[match]) for match in alike]

    def _fit(self, term: Term, part: tuple[str, list[str]], region: str | None) -> int | None:
        local = region is None or region in term.regions
        names = self._spelt[term.id] if local else self._spelt[term.id][: len(term.names)]
        return min((found for name in names if (found := fit(name, part)) is not None), default=None)

    @cached_property
    def _spelt(self) -> dict[str, list[tuple[str, list[str]]]]:
        return {term.id: [spelling(name) for name in _all_names(term)] for term in self.terms}


def _all_names(term: Term) -> Iterator[str]:
    yield from term.names
    yield from term.shorthand


def _short(word: str) -> str:
    from sonolog.domain.identity_guard import mask_identity  # only a refusal needs it

    word = mask_identity(word[:1000])
    return word if len(word) <= _SHOWN else word[: _SHOWN - 1] + "…"


def _did_you_mean(nearest: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(f'“{name}”' for name in nearest)}?" if nearest else ""
