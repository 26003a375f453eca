"""What the pages of a report have to say, worked out from what the commands answer and from the report's data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from .placed_rows import DASH, day, row, status

Ask = Callable[..., Any]
"""Asks a command, and returns what it answers as JSON."""


def progress(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield the tables of the frameworks, then what was logged by region, courses and assessments, and who signed."""
    told = ask("progress")
    left: list[str] = []
    for framework, printed in zip(told["frameworks"], data["frameworks"], strict=True):
        stages = framework["stages"]
        wholes = [one for one in framework["requirements"] if one["parent"] is None]
        yield [
            row(printed["title"], f"Edition {framework['edition']}"),
            *(row(stage["title"], _how_far(stage, wholes), stage["sentence"]) for stage in stages),
        ]
        for stage in stages:
            below = [one for one in framework["requirements"] if one["stage"] == stage["id"]]
            yield [
                row(f"{stage['title']}: {status(stage['status']).lower()}", stage["sentence"]),
                *_requirements(below),
            ]
        left += [row(printed["title"]), *_missing(wholes, printed["title"], data)]
    yield [row("All that is missing"), *left]
    yield from _logged(ask, data)
    assert sum(one["entries"] for one in data["sign_offs"]) == told["sign_offs"]["records"]


def _missing(wholes: Sequence[Any], title: str, data: Any) -> list[str]:
    """Return what the report calls open, each a requirement with its sentence as ``progress`` answers it."""
    told = [one["sentence"] for one in data["outstanding"] if one["framework"] == title]
    asked = [f"{one['title']}: {one['sentence']}" for one in wholes]
    assert told == [one for one in asked if one in told]
    return list(map(row, told))


def _how_far(stage: Any, wholes: Sequence[Any]) -> str:
    asked = [one for one in wholes if one["stage"] == stage["id"] and one["strength"] == "mandatory"]
    words = status(stage["status"])
    return f"{words} · {sum(one['met'] for one in asked)} of {len(asked)} requirements met" if asked else words


def _requirements(lines: Sequence[Any]) -> Iterator[str]:
    """Yield a row a requirement; eight parts and more with nothing in them are one row, and named behind the last."""
    named: list[str] = []
    for is_part, group in groupby(lines, key=lambda one: one["parent"] is not None):
        several = list(group)
        empty = [one for one in several if one["status"] == "not-started" and (one["have"], one["need"]) == (0, 1)]
        empty = empty if is_part and len(empty) >= 8 else []
        for one in (one for one in several if one not in empty):
            strength = "" if one["strength"] == "mandatory" else f"{status(one['strength'])}. "
            unit = "" if is_part else one["unit"]
            counts = (one["have"], one["signed"] if one["sign_off"] else "–", one["need"], unit)
            yield row(one["title"], strength, one["sentence"], *counts, status(one["status"]))
        if empty:
            yield row(
                f"{len(empty)} parts with nothing yet", "Named under this table.", 0, 0, len(empty), "Not started"
            )
            named += _together([one["title"] for one in empty])
    yield from map(row, named)


def _together(titles: Sequence[str]) -> list[str]:
    """Return titles as they are named: those with one beginning together, without it."""
    parts = [title.rpartition(": ") for title in titles]
    order = list(dict.fromkeys(about for about, _, _ in parts))
    return [title for _, _, title in sorted(parts, key=lambda part: order.index(part[0]))]


def _logged(ask: Ask, data: Any) -> Iterator[list[str]]:
    counted = ask("stats")
    mix = {one["title"]: one["count"] for one in counted["case_mix"] if one["kind"] == "region"}
    assert {one["region"]: one["logged"] for one in data["regions"]} == mix
    last = data["cumulative"][-1]
    assert last["logged"] == counted["scans"]
    shares = ((one, round(100 * one["abnormal"] / one["logged"])) for one in data["regions"])
    regions = [row(one["region"], one["logged"], one["signed"], f"{one['abnormal']} ({of} %)") for one, of in shares]
    yield [row("Scans over time"), row(f"{last['logged']} logged"), row(f"{last['signed']} signed"), *regions]
    hours = {one["site"]: one["minutes"] / 60 for one in ask("placements")["placements"]}
    assert {one["site"]: float(one["hours_logged"]) for one in data["placements"]} == hours
    yield [
        row(one["site"], f"since {day(one['start'])}", one["hours_logged"], one["hours_agreed"])
        for one in data["placements"]
    ]
    for kind, title in (("course", "name"), ("assessment", "form")):
        _same(ask("records", kind)["records"], data[f"{kind}s"], "start" if kind == "course" else "day")
        yield [row(kind.capitalize() + "s"), *(_line(kind, one, title) for one in data[f"{kind}s"])]


def _same(records: Sequence[Any], lines: Sequence[Any], on: str) -> None:
    """Require that the list of the command and that of the report hold the same days and statuses."""
    told = Counter((one["date"], one["status"]) for one in records if one["status"] != "withdrawn")
    assert told == Counter((one[on], one["status"]) for one in lines)


def _line(kind: str, one: Any, title: str) -> str:
    outcome = status(one["outcome"]) or DASH
    if kind == "assessment":
        return row(one[title], one["purpose"], day(one["day"]), one["assessor"], outcome, status(one["status"]))
    return row(one[title], one["provider"], _span(one["start"], one["until"]), outcome, status(one["status"]))


def _span(start: str, until: str | None) -> str:
    if until is None:
        return f"since {day(start)}"
    return day(start) if start == until else f"{day(start)} – {day(until)}"


def logbook(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield every scan in the order of the report, in all its columns."""
    scans = {one["case"]: one for one in ask("scans", "--limit", "1000")["scans"] if one["status"] != "withdrawn"}
    printed = data["scans"]
    assert {one["case"] for one in printed} == scans.keys()
    for one in printed:
        told = scans[one["case"]]
        assert (one["date"], one["supervision"]) == (told["date"], told["supervision"])
        assert one["role"].lower() == told["role"]
        assert one["scan"].lower() == f"{told['side']} {told['region']}: {told['structures']}".strip().lower()
        assert one["found"] == (told["pathology"] or told["finding"])
        assert told["status"] != "signed" or one["signed"].endswith(told["supervisor"])
    signed = sum(one["status"] == "signed" for one in scans.values())
    columns = ("case", "scan", "found", "role", "supervision", "signed")
    lines = [row(day(one["date"]), *(one[name] for name in columns)) for one in printed]
    assert data["signed"] == signed
    yield [row("Scans listed", len(scans)), row("Scans signed", signed), *lines]


def matrix(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield each region with the scans under each kind of supervision, counted from the list of scans."""
    scans = [one for one in ask("scans", "--limit", "1000")["scans"] if one["status"] != "withdrawn"]
    ways = ("Direct", "Indirect", "Remote", "None", "")
    lines = []
    for one in (one for one in data["lines"] if one["span"] == "period"):
        of = [scan for scan in scans if one["title"] in (scan["region"], "All regions")]
        across = Counter(scan["supervision"] for scan in of)
        signed = sum(scan["status"] == "signed" for scan in of)
        lines.append(row(one["title"], *(across[way] or None for way in ways), len(of), signed))
    yield [row("Scans in the period", len(scans)), *lines]


def sheet(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield each line that is begun with level, name and day, then the titles of the others."""
    found: list[str] = []
    for printed, framework in zip(data["sheets"], ask("progress")["frameworks"], strict=True):
        told = [one for one in framework["requirements"] if one["parent"] and one["unit"].startswith("competency")]
        assert [one["status"] == "signed" for one in told] == [one["status"] == "signed" for one in printed["lines"]]
        begun = [one for one in printed["lines"] if one["status"] != "not-started"]
        left = _together([one["title"] for one in printed["lines"] if one["status"] == "not-started"])
        signed = sum(one["status"] == "signed" for one in told)
        head = [row(printed["title"], f"Edition {framework['edition']}")]
        counted = [row(f"{signed} of {len(told)} signed")] if told else []
        rest = [row(f"Not put forward yet, {len(left)} of {len(told)}:")] if left else []
        found += [*head, *counted, *map(_sheet_line, begun), *rest, *map(row, left)]
    yield found


def _sheet_line(one: Any) -> str:
    signed = (one["signed_by"] or DASH, day(one["day"]) if one["day"] else DASH)
    return row(one["title"], one["level"] or DASH, *signed, status(one["status"]))


def placement(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield each placement with its hours, week by week."""
    told = {one["site"]: one for one in ask("placements")["placements"]}
    for one in data["placements"]:
        same = told[one["site"]]
        weeks = sorted(same["weeks"], key=lambda week: str(week["monday"]))
        remarks = [week["remark"].capitalize() for week in one["weeks"]]
        assert [remark == "Short" for remark in remarks] == [week["short"] for week in weeks]
        sessions = sum(week["sessions"] for week in weeks)
        short = sum(week["short"] for week in weeks)
        yield [
            row(one["site"], f"since {day(same['start'])}"),
            row(f"{_length(same['minutes'])} in all · {sessions} of {sessions} sessions attended"),
            row(f"{short} weeks short of the agreement"),
            *(
                row(day(week["monday"]), _length(week["minutes"]), _length(week["agreed"]), week["sessions"], remark)
                for week, remark in zip(weeks, remarks, strict=True)
            ),
        ]


def _length(minutes: int) -> str:
    return f"{minutes // 60} h" if minutes else "0 min"


def scope(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield what may be done, and what the rest still needs."""
    told = ask("scope")
    assert [len(told[name]) for name in ("may", "not_yet")] == [len(data[name]) for name in ("may", "not_yet")]
    yield [row("May do today", len(told["may"]) or "nothing"), row("Not yet", len(told["not_yet"]))]
    grouped = groupby(told["not_yet"], key=lambda one: one["framework"])
    for _, lines in sorted(((name, list(lines)) for name, lines in grouped), key=lambda one: one[0]):
        yield [row(one["title"], one["by"], one["missing"]) for one in lines]


def assessments(ask: Ask, data: Any) -> Iterator[list[str]]:
    """Yield each form with its assessments in a table, then each of them as it was filled in."""
    shown = [ask("show", one["id"]) for one in ask("records", "assessment")["records"]]
    left = {_key(one): one for one in shown}
    signed = sum(one["status"] == "signed" for one in shown)
    yield [row("Assessments", len(shown)), row("Signed", signed)]
    for form, group in groupby(data["assessments"], key=lambda one: one["form"]):
        parts = list(group)
        for one in parts:
            _require_shown(one, left.pop((one["form"].partition(", edition")[0].lower(), one["day"], one["assessors"])))
        count = "1 assessment" if len(parts) == 1 else f"{len(parts)} assessments, oldest first"
        yield [row(form, count), *map(_assessed, parts), *(line for one in parts for line in _filled(one))]
    assert not left


def _texts(shown: Any) -> dict[str, str]:
    return {one["name"]: one["text"] for one in shown["fields"]}


def _key(shown: Any) -> tuple[str, str, str]:
    texts = _texts(shown)
    form = texts["form"].rpartition(" (")[0] or texts["form"]
    return form.replace("-", " ").lower(), shown["date"], texts["assessor"]


def _require_shown(one: Any, shown: Any) -> None:
    """Require that the report says of an assessment what ``show`` says."""
    texts = _texts(shown)
    assert one["status"] == shown["status"]
    assert one["outcome"] == texts.get("outcome", "Not judged").lower()
    assert (one["score"], one["region"]) == (texts.get("score", ""), texts.get("region", ""))
    assert one["result"] == texts.get("result", "")
    items = [(field["title"], field["text"]) for field in shown["fields"] if field["name"].startswith("item.")]
    assert items == [(item["item"], item["level"]) for item in one["filled"]]


def _assessed(one: Any) -> str:
    where = " · ".join(word for word in (one["variant"], one["region"], one["setting"]) if word)
    marks = (one["level"], one["score"] or None)
    signed = one["signed"] or status(one["status"])
    return row(day(one["day"]), status(one["purpose"]), where, status(one["outcome"]), *marks, one["assessors"], signed)


def _filled(one: Any) -> Iterator[str]:
    if not (one["filled"] or one["note"] or one["marks"]):
        return
    items = one["filled"]
    alone = items[0]["anchor"] if len(items) == 1 else ""
    yield row(f"{day(one['day'])}: {one['assessors']}", one["result"], alone)
    for item in items if len(items) > 1 else ():
        about = " · ".join(word for word in (item["domain"], "critical" if item["critical"] else "") if word)
        yield row(item["item"], about, item["level"], item["anchor"])
    yield from map(row, filter(None, (one["marks"], one["note"])))


ROWS: dict[str, Callable[[Ask, Any], Iterator[list[str]]]] = {
    "progress": progress,
    "logbook": logbook,
    "matrix": matrix,
    "sheet": sheet,
    "assessments": assessments,
    "placement": placement,
    "scope": scope,
}
