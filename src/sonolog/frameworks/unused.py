"""What a framework names and never uses: terms, questions, days and lines of the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from sonolog.domain.framework import Framework, SheetLine
from sonolog.domain.predicate import TermRef
from sonolog.domain.requirement import NamedDay, Requirement
from sonolog.domain.value import Value
from sonolog.frameworks.warned import Warned

_HINT = "Use it, or leave it out."


def unused_warnings(framework: Framework) -> Iterator[Warned]:
    """Yield a warning for each term, fact, event and line that nothing refers to."""
    inside = list(walk(framework))
    terms = {one.term for one in inside if isinstance(one, TermRef)}
    days = {one.name for one in inside if isinstance(one, NamedDay)}
    asked = _facts_asked(framework)
    for key, names, used, why in (
        ("term", [one.id for one in framework.terms], terms, "No condition uses the term “{}”."),
        ("fact", [one.id for one in framework.facts], asked, "No rule asks for the answer to “{}”."),
        ("event", [one.id for one in framework.events], days, "No rule uses the day “{}”."),
    ):
        for at, name in enumerate(names):
            if name not in used:
                yield Warned((key, at), why.format(name), f"unused-{key}", _HINT)
    yield from _unused_lines(framework)


def walk(value: Value) -> Iterator[Value]:
    """Yield every value inside ``value``, itself included."""
    ahead: list[object] = [value]
    while ahead:
        one = ahead.pop()
        if isinstance(one, Value):
            yield one
            ahead.extend(getattr(one, name) for name in type(one).model_fields)
        elif isinstance(one, tuple):
            ahead.extend(one)


def _facts_asked(framework: Framework) -> set[str]:
    conditions = [rule.when for rule in framework.requirements if rule.when is not None]
    conditions += [one.when for one in framework.recognitions]
    fields = {getattr(inner, "field", "") for condition in conditions for inner in walk(condition)}
    return fields | {event.fact for event in framework.events if event.fact}


def _unused_lines(framework: Framework) -> Iterator[Warned]:
    counting = [rule for rule in framework.requirements if rule.of == "line"]
    for at, line in enumerate(framework.lines):
        if not line.grants and not any(_counts(rule, line) for rule in counting):
            hint = 'Count it with of = "line", or let it grant something.'
            yield Warned(("line", at), f"No requirement counts the line “{line.id}”.", "unused-line", hint)


def _counts(rule: Requirement, line: SheetLine) -> bool:
    if rule.each is None or rule.each.field != "line" or rule.at_least is not None:
        return True
    if rule.each.values == "stage":
        return rule.stage == line.stage
    return line.id in rule.each.values or line.id in {one.value for one in rule.each.minima}
