"""Write a framework or an assessment form as a 1EdTech CASE package, for other programs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sonolog.clock import Clock
from sonolog.domain.text import counted
from sonolog.exchange.case_form import form_package
from sonolog.exchange.case_framework import framework_package
from sonolog.exchange.case_package import Written
from sonolog.paths import Home
from sonolog.usecases.forms import find_form
from sonolog.usecases.frameworks import find_framework
from sonolog.usecases.written_file import refuse_existing, write_file


@dataclass(frozen=True, slots=True)
class CaseWritten:
    """What was written."""

    path: Path
    title: str
    lost: tuple[str, ...]
    """What stands in extensions alone, in words: other programs need not read it."""

    @property
    def lost_by_kind(self) -> tuple[str, ...]:
        """The same in a few lines: of how many stages, requirements or lines, and which fields."""
        fields: dict[str, dict[str, None]] = {}
        count: Counter[str] = Counter()
        for one in self.lost:
            what, _, said = one.partition(": ")
            kind = what if what.startswith("the whole ") else what.partition(" ")[0]
            count[kind] += 1
            fields.setdefault(kind, {}).update(dict.fromkeys(said.split(", ")))
        return tuple(f"{_counted(kind, count[kind])}: {', '.join(sorted(found))}" for kind, found in fields.items())


def _counted(kind: str, count: int) -> str:
    return kind if kind.startswith("the whole ") else counted(count, kind)


def export_framework(name: str, path: Path, home: Home, clock: Clock, *, replace: bool = False) -> CaseWritten:
    """Write the framework called ``name`` as a package.

    Raises:
        UnknownFramework, UnknownEdition: there is none.
        FileNotWritten: the file cannot be made, or is there and is not to be replaced.
    """
    found = find_framework(name, home)
    package = framework_package(found.framework, found.text, _stamp(clock))
    return _write(path, found.framework.title, package, replace=replace)


def export_form(name: str, path: Path, home: Home, clock: Clock, *, replace: bool = False) -> CaseWritten:
    """Write the form called ``name`` as a package.

    Raises:
        UnknownForm: there is none.
        FileNotWritten: the file cannot be made, or is there and is not to be replaced.
    """
    found = find_form(name, home)
    return _write(path, found.form.title, form_package(found.form, found.text, _stamp(clock)), replace=replace)


def _write(path: Path, title: str, written: Written, *, replace: bool) -> CaseWritten:
    refuse_existing(path, replace=replace)
    text = json.dumps(written.package, indent=2, ensure_ascii=False)
    return CaseWritten(write_file(path, f"{text}\n".encode()), title, written.lost)


def _stamp(clock: Clock) -> str:
    return f"{clock.now():%Y-%m-%dT%H:%M:%S}Z"
