"""The page of the shipped templates, written from the templates themselves: ``python -m`` prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sonolog.domain.bound import Bound, Count, Duration, Percent
from sonolog.domain.framework import Framework
from sonolog.domain.requirement import Requirement
from sonolog.frameworks.shipped import load_shipped, shipped_names

_HEAD = """\
# Templates

The frameworks that come with sonolog. Each is a file to be compared with your own copy of the document it is named
after before anyone relies on it: `sonolog framework show NAME > ours.toml`, correct it, give it a name or edition of
its own, then check, try and add it, as docs/frameworks.md says. *published* figures were read in the body's own
document, *secondary* ones in somebody else's account of it, *template* ones are a start. Nothing but figures was taken
over.
"""


def template_page() -> str:
    """Return the page in Markdown."""
    return "\n".join([_HEAD, *(line for name in shipped_names() for line in _section(load_shipped(name)))])


def _section(framework: Framework) -> Iterator[str]:
    source = framework.source
    edition = f", {source.edition}" if source.edition else ""
    yield f"## {framework.framework}\n"
    yield f"**{framework.title}**, edition {framework.edition}. After: {source.body}, {source.document}{edition}.\n"
    yield "| requirement | asks for | confidence | note |"
    yield "|---|---|---|---|"
    for rule in framework.requirements:
        confidence = rule.confidence or source.confidence
        yield f"| {rule.title} | {_asked(rule)} | {confidence} | {rule.note} |"
    yield ""


def _asked(rule: Requirement) -> str:
    said = [_bound(rule.at_least)] if rule.at_least is not None else []
    said += [f"{part.title}: {_bound(part.at_least)}" for part in rule.parts if part.at_least is not None]
    if rule.each is not None and rule.each.at_least is not None:
        said.append(f"each {rule.each.field}: {_bound(rule.each.at_least)}")
    if rule.rate is not None:
        said.append(f"{rule.rate.at_least} a {rule.rate.per}")
    shown = "; ".join(said) or "shown, not judged"
    return shown if rule.strength == "mandatory" else f"{shown} ({rule.strength})"


def _bound(bound: Bound | None) -> str:
    match bound:
        case Count(value=value):
            return f"{value}"
        case Duration(value=value, unit=unit):
            return f"{value} {unit if value != 1 else unit.removesuffix('s')}"
        case Percent(percent=percent, of=of):
            return f"{percent} % of the {of}"
    return ""


if __name__ == "__main__":
    sys.stdout.write(template_page())
