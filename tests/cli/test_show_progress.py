"""Progress on the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonolog.cli.layout import cell_width
from sonolog.cli.progress_table import Page, figure, requirement_lines
from sonolog.cli.show_progress import progress_object
from sonolog.errors import Exit
from sonolog.progress.answer import STATUS_WORDS, STATUSES, Answer, FrameworkProgress, Progress, StageAnswer

from .desk import Desk

KEYS = ["id", "parent", "stage", "title", "have", "signed", "need", "unit"]
KEYS += ["met", "status", "strength", "sentence", "counted", "not_counted"]
ANSWER = Answer(
    id="hours",
    parent=None,
    stage="one",
    title="Hours attended on a placement of some length in a department",
    have=Decimal("7.5"),
    signed=Decimal("7.0"),
    need=None,
    unit="hours",
    met=False,
    status="in-progress",
    strength="indicative",
    sentence="7.5 hours; no number is asked.",
    sign_off=True,
    counted=("a", "b"),
    not_counted={"withdrawn": ("c",)},
    share=0.75,
)


def _progress(*answers: Answer) -> Progress:
    stage = StageAnswer("one", "One", met=False, status="in-progress", sentence="1 open.")
    framework = FrameworkProgress("f", "1", "F", "published", answers, (stage,))
    return Progress("p", "Tess Trainee", date(2026, 11, 23), (framework,))


def test_json_has_the_keys_of_the_contract_in_its_order(desk: Desk) -> None:
    """Programs rely on names, order and types; what was added later stands after them."""
    progress = desk.ok("progress", "--json").json
    assert list(progress) == ["trainee", "as_of", "frameworks", "sign_offs"]
    (framework,) = progress["frameworks"]
    assert list(framework) == ["framework", "edition", "requirements", "stages", "decisions"]
    assert all(list(one) == [*KEYS, "falls_on", "sign_off"] for one in framework["requirements"])
    later = ["title", "sentence", "blocking", "ratified", "until"]
    assert all(list(one) == ["id", "met", "status", *later] for one in framework["stages"])
    supervised = next(one for one in framework["requirements"] if one["id"] == "supervised")
    assert (supervised["have"], supervised["signed"], supervised["need"]) == (4, 1, 250) or supervised["have"] == 5
    assert isinstance(supervised["counted"], int)


def test_ids_take_the_place_of_numbers(desk: Desk) -> None:
    """With --ids both counted and not_counted hold record ids."""
    (framework,) = desk.ok("progress", "--json", "--ids").json["frameworks"]
    supervised = next(one for one in framework["requirements"] if one["id"] == "supervised")
    known = {scan["id"] for scan in desk.cases().values()}
    assert set(supervised["counted"]) <= known
    assert all(set(held) <= known for held in supervised["not_counted"].values())


def test_as_of_an_earlier_day_counts_less(desk: Desk) -> None:
    """Scans dated later are not there yet."""

    def have(*words: str) -> object:
        (framework,) = desk.ok("progress", "--json", *words).json["frameworks"]
        return next(one["have"] for one in framework["requirements"] if one["id"] == "supervised")

    assert (have("--as-of", "2026-11-17"), have()) == (4, 5)


def test_the_page_has_a_bar_and_a_sentence_for_each_requirement(desk: Desk) -> None:
    """Every title and status stands on the page, and no line is wider than 80 cells."""
    answer = desk.at_terminal("progress")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert all(cell_width(line) <= 80 for line in lines)
    (framework,) = desk.ok("progress", "--json").json["frameworks"]
    page = " ".join(answer.out.split())
    for one in framework["requirements"]:
        if one["parent"] is None:
            assert one["title"].split()[0] in page
            assert f"{STATUS_WORDS[one['status']]}" in page
    assert "░" in page


def test_why_says_for_each_requirement_whether_a_scan_counts(desk: Desk) -> None:
    """Keys are those of the contract; the table says it in words."""
    case = desk.case("signed")
    told = desk.ok("progress", "--why", case, "--json").json
    assert told["id"] == desk.cases()[case]["id"]
    (framework,) = told["frameworks"]
    assert list(framework["requirements"][0]) == ["id", "counts", "reason"]
    assert "Counts." in desk.ok("progress", "--why", case).out


def test_plain_gives_a_row_a_requirement(desk: Desk) -> None:
    """--plain has no bars, and tabs between whole cells."""
    rows = [line.split("\t") for line in desk.ok("progress", "--plain").out.splitlines()]
    assert {len(row) for row in rows} == {10}


def test_not_enrolled_is_told_with_the_way_out(empty_desk: Desk) -> None:
    """Somebody on no framework learns how to enrol."""
    empty_desk.ok("log", "knee")
    refused = empty_desk.ask("progress")
    assert refused.code == Exit.INPUT
    assert "sonolog enrol" in refused.err


def test_a_framework_can_be_looked_at_without_enrolling(desk: Desk) -> None:
    """--framework chooses one, and an unknown name is answered with the nearest."""
    (framework,) = desk.ok("progress", "--framework", "case-pgc-msk", "--json").json["frameworks"]
    assert framework["framework"] == "case-pgc-msk"
    assert "rcr-msk" in desk.ask("progress", "--framework", "rcr-mks").err


def test_every_status_has_its_words() -> None:
    """No status of the evaluator is without words."""
    assert set(STATUS_WORDS) == set(STATUSES)


def test_whole_numbers_are_whole_in_json() -> None:
    """A decimal that is whole is written without a point, another with one, a missing target as null."""
    one = progress_object(_progress(ANSWER), ids=False)["frameworks"][0]["requirements"][0]  # type: ignore[index]
    assert (one["have"], one["signed"], one["need"]) == (7.5, 7, None)
    assert isinstance(one["signed"], int)
    assert (one["counted"], one["not_counted"]) == (2, {"withdrawn": 1})


def test_figures_have_no_needless_zeros() -> None:
    """People read 7 and 7.5, and a dash for no number."""
    assert [figure(n) for n in (Decimal("7.0"), Decimal("7.50"), 10, Decimal(100), None)] == [
        "7",
        "7.5",
        "10",
        "100",
        "-",
    ]


def test_a_row_never_looks_full_before_it_is() -> None:
    """A requirement just short of its target has an empty cell in its bar; ASCII bars have brackets."""
    nearly = replace(ANSWER, share=0.9999)
    plain, *_ = requirement_lines(nearly, [nearly], Page())
    assert "[#########.]" in plain
    done, *_ = requirement_lines(replace(ANSWER, met=True, status="signed"), [], Page(blocks=True))
    assert done.startswith("✓ ")
    assert "░" not in done


def test_many_parts_are_counted_unless_asked_for() -> None:
    """A sheet of many lines is summed up; --parts lists them."""
    parts = [replace(ANSWER, id=f"hours/{n}", parent="hours", title=f"Part {n}", met=n < 5) for n in range(20)]
    lines = list(requirement_lines(ANSWER, [ANSWER, *parts], Page()))
    assert lines[-1].strip() == "20 parts: 5 met, 15 open; --parts lists them."
    every = list(requirement_lines(ANSWER, [ANSWER, *parts], Page(every_part=True)))
    assert sum("Part " in line for line in every) == 20


def test_a_title_in_any_script_keeps_the_columns() -> None:
    """Wide letters are measured in cells, so that figures stay below each other."""
    wide = replace(ANSWER, title="超音波検査の記録と評価の研修を受けること" * 2)
    first, *more = requirement_lines(wide, [wide], Page())
    plain, *_ = requirement_lines(ANSWER, [ANSWER], Page())
    assert cell_width(first) == cell_width(plain) <= 80
    assert all(cell_width(line) <= 80 for line in more)
