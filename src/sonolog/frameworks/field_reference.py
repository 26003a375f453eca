"""What a framework file can name, as the last part of its reference: fields of every kind, and the vocabulary.

``python -m sonolog.frameworks.field_reference`` prints it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

from sonolog.domain.fields import CALENDAR, DAY_KINDS, ENROLMENT, RULE_KINDS, SIGNATORY, Field, fields_of
from sonolog.domain.vocabulary import Term
from sonolog.frameworks.vocabulary import load_vocabulary

_HOLDS = {
    "code": "one of",
    "term": "words of the vocabulary",
    "number": "a number",
    "text": "text",
    "yes-no": "true or false",
    "day": "a day, as 2026-02-28",
    "person": "a person: { present = true }, distinct, or by",
    "record": "another record",
}
_WORDS = ("examination", "region", "procedure", "pathology")


def reference() -> Iterator[str]:
    """Yield the lines of the reference."""
    yield from (
        "",
        "`of` is one of " + ", ".join(f"`{kind}`" for kind in RULE_KINDS) + "; a day may also come from "
        "an entry of " + " or ".join(f"`{kind}`" for kind in DAY_KINDS if kind not in RULE_KINDS) + ".",
        "`distinct` and `per` take a field, or " + ", ".join(f"`{name}`" for name in CALENDAR) + ".",
    )
    for kind in RULE_KINDS:
        yield from ("", f"### Fields of a {kind}", "")
        yield from _table(fields_of(kind))
    yield from ("", "### Fields of a signatory, in `by`", "")
    yield from _table(SIGNATORY)
    yield from ("", "### Fields of the trainee, in `when`", "", "Besides the framework's own facts:", "")
    yield from _table(ENROLMENT)
    yield from ("", "### Words of the vocabulary", "", "`sonolog log` understands their labels and synonyms as well.")
    for kind in _WORDS:
        yield from ("", f"**{kind}**: {_ids(load_vocabulary().terms(kind))}")
    yield from _structures()


def _table(fields: Mapping[str, Field]) -> Iterator[str]:
    yield "| field | holds |"
    yield "|---|---|"
    for field in fields.values():
        yield f"| `{field.name}` | {_holds(field)} |"


def _holds(field: Field) -> str:
    several = "several " if field.many and field.type in ("term", "record") else ""
    if field.type == "code":
        told = "one of " + ", ".join(f"`{value}`" for value in field.values)
    elif field.type == "term":
        told = f"{several}{field.vocabulary} of the vocabulary"
    elif field.type == "record":
        told = (
            f"{several}{field.linked} records: `{{ where = {{ … }} }}`"
            if field.many
            else f"a {field.linked}: `{{ where = {{ … }} }}`"
        )
    else:
        told = _HOLDS[field.type]
    return f"{told}; {field.meaning}" if field.meaning else told


def _ids(terms: Iterable[Term]) -> str:
    return ", ".join(f"`{term.id}`" for term in terms)


def _structures() -> Iterator[str]:
    """Yield the structures, region by region; one that lies anywhere stands last."""
    vocabulary = load_vocabulary()
    found: dict[str, list[Term]] = {}
    for term in vocabulary.terms("structure"):
        found.setdefault(term.regions[0] if term.regions else "", []).append(term)
    for region, terms in found.items():
        where = f"structure ({vocabulary.label('region', region)})" if region else "structure (anywhere)"
        yield from ("", f"**{where}**: {_ids(terms)}")


def reference_text() -> str:
    """Return the reference as the text that follows its mark."""
    return "\n".join(reference()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference_text())
