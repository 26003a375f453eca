"""Reads all of a framework but its requirements: head, stages, terms, lines, events, facts, recognitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sonolog.domain.fields import DAY_KINDS, RULE_KINDS, Field, FieldType
from sonolog.domain.framework import (
    Counting,
    Eligible,
    Event,
    Fact,
    LapseStep,
    OwnTerm,
    Recognition,
    SheetLine,
    Source,
    Stage,
    Term,
)
from sonolog.domain.people import ROLES
from sonolog.domain.requirement import Scale, Setting
from sonolog.frameworks.bounds import ROUNDINGS, read_bound, read_duration
from sonolog.frameworks.needs import read_needs
from sonolog.frameworks.predicates import check_word, read_by, read_where, records_of, trainee_of
from sonolog.frameworks.reading import Section
from sonolog.frameworks.requirements import CONFIDENCES
from sonolog.frameworks.sheet import NOTE_LIMIT, Sheet, listed, shown, suggest
from sonolog.frameworks.windows import read_kind

Item = TypeVar("Item")

_OWN_KINDS = ("examination", "region", "structure", "pathology", "procedure")
_FACT_TYPES: dict[str, FieldType] = {
    "yes-no": "yes-no",
    "number": "number",
    "choice": "code",
    "date": "day",
    "text": "text",
}


def read_all(section: Section, key: str, read: Callable[[Section], Item | None]) -> tuple[Item, ...]:
    """Return what ``read`` makes of every table at ``key``, without those that could not be made."""
    return tuple(item for table in section.tables_at(key) if (item := read(table)) is not None)


def read_source(head: Section) -> Source | None:
    """Return where the figures come from."""
    table = head.table_at("source", required=True)
    if table is None:
        return None
    source = Source(
        body=table.text("body", required=True),
        document=table.text("document", required=True),
        edition=table.text("edition") or None,
        url=table.text("url") or None,
        confidence=table.choice("confidence", CONFIDENCES, "template", required=True),
    )
    table.done()
    return source


def read_counting(head: Section) -> Counting:
    """Return what one scan counts as."""
    table = head.table_at("counting")
    if table is None:
        return Counting()
    bilateral = table.whole("bilateral", 1, least=1)
    if bilateral not in (1, 2):
        table.fault("bilateral", "A bilateral study counts as 1 or 2.", code="out-of-range")
    counting = Counting(
        unit=table.choice("unit", ("examination", "encounter", "region", "structure"), "examination"),
        bilateral=2 if bilateral == 2 else 1,
        overlap=table.choice("overlap", ("each", "once"), "each"),
        reuse=table.choice("reuse", ("each", "once"), "each"),
    )
    table.done()
    return counting


def read_regions(head: Section) -> tuple[str, ...]:
    """Return the regions the framework covers."""
    return _words(head, "regions", "region")


def _words(section: Section, key: str, kind: str) -> tuple[str, ...]:
    words = section.texts(key)
    for index, word in enumerate(words):
        path = (*section.at(key), index)
        check_word(section.sheet, path, word, kind)
        if word in words[:index]:
            section.sheet.fault(path, f"“{shown(word)}” is listed twice.", code="duplicate-id")
    return words


def read_eligible(head: Section) -> tuple[Eligible, ...]:
    """Return what every requirement of a kind starts from, one table a kind."""
    table = head.table_at("eligible")
    return () if table is None else tuple(_eligible(table))


def _eligible(table: Section) -> Iterator[Eligible]:
    for kind in table.table:
        if kind not in RULE_KINDS:
            hint = suggest(kind, RULE_KINDS, otherwise=f"Kinds: {', '.join(RULE_KINDS)}.")
            table.fault(kind, f"There are no records called “{shown(kind)}”.", code="unknown-value", hint=hint)
            continue
        inner = table.table_at(kind)
        if inner is not None:
            yield Eligible(kind=kind, where=read_where(inner, "where", records_of(kind)), by=read_by(inner))
            inner.done()


def read_stage(table: Section) -> Stage | None:
    """Return one ``[[stage]]``."""
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title", required=True),
        "requires": read_needs(table, "requires"),
        "grants": table.texts("grants"),
        "ratified_by": table.choice("ratified_by", ROLES),
        **{key: read_duration(table, key) for key in ("valid", "due", "lapses")},
        "upkeep": read_needs(table, "upkeep"),
        "ladder": read_all(table, "lapse", _lapse_step),
        "order": table.whole("order"),
        "note": table.text("note", limit=NOTE_LIMIT),
    }
    return Stage(**values) if _finish(table, "stage", values) else None


def _lapse_step(table: Section) -> LapseStep | None:
    after, needs = read_duration(table, "after"), read_needs(table, "needs")
    for key, value in (("after", after), ("needs", needs)):
        if value is None and key not in table:
            table.fault(None, f"“{key}” is missing.", code="missing-key")
    title = table.text("title")
    table.done()
    return None if after is None or needs is None else LapseStep(after=after, needs=needs, title=title)


def read_term(table: Section) -> Term | None:
    """Return one ``[[term]]``, a predicate with a name."""
    kind = read_kind(table) or "scan"
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title"),
        "of": kind,
        "where": read_where(table, "where", records_of(kind)),
    }
    if "where" not in table:
        table.fault(None, "“where” is missing: what does the term mean?", code="missing-key")
    return Term(**values) if _finish(table, "term", values) else None


def read_line(table: Section) -> SheetLine | None:
    """Return one ``[[line]]`` of the competency sheet."""
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title", required=True),
        "stage": table.identifier("stage"),
        "region": table.text("region") or None,
        "structures": _words(table, "structures", "structure"),
        "grants": table.texts("grants"),
        "note": table.text("note", limit=NOTE_LIMIT),
    }
    if values["stage"]:
        table.sheet.refer(values["stage"], ("stage",), table.at("stage"))
    if values["region"]:
        check_word(table.sheet, table.at("region"), values["region"], "region")
    return SheetLine(**values) if _finish(table, "line", values) and values["stage"] else None


def read_event(table: Section) -> Event | None:
    """Return one ``[[event]]``, a day with a name."""
    kind = read_kind(table, kinds=DAY_KINDS)
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title"),
        "of": kind,
        "where": read_where(table, "where", records_of(kind) if kind else None),
        "pick": table.choice("pick", ("first", "last"), "first"),
        "fact": table.text("fact") or None,
    }
    if values["fact"]:
        table.sheet.refer(values["fact"], ("fact",), table.at("fact"))
    if ("of" in table) == ("fact" in table):
        table.fault(None, "An event is the day of entries (“of”) or the answer to a “fact”.", code="contradiction")
    return Event(**values) if _finish(table, "event", values) else None


def read_fact(table: Section) -> Fact | None:
    """Return one ``[[fact]]``, a question put at enrolment."""
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title", required=True),
        "type": table.choice("type", tuple(_FACT_TYPES), "yes-no"),
        "options": table.texts("options"),
    }
    if (values["type"] == "choice") != bool(values["options"]):
        table.fault(None, '“options” goes with type = "choice".', code="contradiction")
    if not _finish(table, "fact", values):
        return None
    return Fact(**values)


def fact_field(fact: Fact) -> Field:
    """Return the fact as a field that ``when`` may name."""
    return Field(fact.id, _FACT_TYPES[fact.type], values=fact.options, meaning=fact.title)


def read_own_term(table: Section, *, prefix: str) -> OwnTerm | None:
    """Return one ``[[vocabulary]]`` word of the framework's own; its id starts with ``prefix:``."""
    word = table.identifier()
    if word and not word.startswith(f"{prefix}:"):
        hint = f"Write “{prefix}:{word}”."
        table.fault("id", "A word of its own starts with the framework's id.", code="bad-id", hint=hint)
    kind = table.choice("kind", _OWN_KINDS, required=True)
    values: dict[str, Any] = {
        "kind": kind,
        "id": word,
        "label": table.text("label", required=True),
        "also": table.texts("also"),
        "regions": table.texts("regions"),
    }
    table.sheet.own_words.setdefault(kind or "", set()).add(word)
    return OwnTerm(**values) if _finish(table, "word", values) and kind else None


def read_recognition(table: Section) -> Recognition | None:
    """Return one ``[[recognition]]`` of a prior award or experience."""
    values: dict[str, Any] = {
        "id": table.identifier(),
        "title": table.text("title"),
        "when": read_where(table, "when", trainee_of(table.sheet)),
        "waives": table.references("waives", ("requirement",)),
        "sets": _settings(table),
        "scales": read_all(table, "scales", _scale),
    }
    if "when" not in table:
        table.fault(None, "“when” is missing: for whom does it hold?", code="missing-key")
    if not (values["waives"] or values["sets"] or values["scales"]):
        table.fault(None, f"One of {listed(('waives', 'sets', 'scales'))} says what changes.", code="missing-key")
    return Recognition(**values) if _finish(table, "recognition", values) else None


def _settings(table: Section) -> tuple[Setting, ...]:
    inner = table.table_at("sets")
    if inner is None:
        return ()
    found = []
    for name in inner.table:
        inner.sheet.refer(name, ("requirement", "part"), inner.at(name))
        bound = read_bound(inner, name)
        if bound is not None:
            found.append(Setting(requirement=name, at_least=bound))
    return tuple(found)


def _scale(table: Section) -> Scale | None:
    percent = table.number("percent", required=True, most=100)
    values: dict[str, Any] = {
        "requirements": _all_or_ids(table, "requirements"),
        "parts": _all_or_ids(table, "parts"),
        "but": table.references("but", ("requirement", "part")),
        "round": table.choice("round", ROUNDINGS, "up"),
    }
    if not (values["requirements"] or values["parts"]):
        table.fault(None, "“requirements” or “parts” says what is scaled.", code="missing-key")
    table.done()
    return None if percent is None else Scale(percent=percent, **values)


def _all_or_ids(table: Section, key: str) -> Any:
    if table.raw(key) == "all":
        return "all"
    return table.references(key, ("requirement",) if key == "requirements" else ("part",))


def _finish(table: Section, sort: Any, values: dict[str, Any]) -> bool:
    """Note unknown keys and the id, and tell whether the value can be made."""
    table.done()
    if values["id"]:
        table.sheet.define(sort, values["id"], table.path)
    return bool(values["id"]) and values.get("title", "·") is not None


def prepare(sheet: Sheet, head: Section) -> None:
    """Note the kinds of all terms first, since a term may be used before it is defined."""
    terms = head.table.get("term")
    for item in terms if isinstance(terms, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            sheet.term_kinds[item["id"]] = str(item.get("of", "scan"))
