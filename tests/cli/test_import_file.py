"""``sonolog import``: odd logbooks of other programs come in whole, or with every fault told, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from sonolog.errors import Exit

from .desk import Desk

EXAMPLES = Path(__file__).parents[2] / "examples" / "imports"
HEADS = "Date,Region,Side,Finding,Notes"


@pytest.fixture
def table(tmp_path: Path) -> Any:
    """Return a function that writes a CSV and returns its path."""

    def write(*rows: str, heads: str = HEADS, name: str = "log.csv") -> str:
        (tmp_path / name).write_text("\n".join([heads, *rows]) + "\n", "utf-8")
        return str(tmp_path / name)

    return write


@pytest.mark.parametrize(
    ("name", "scans", "words"),
    [
        ("utf8-bom.csv", 2, "动态检查"),
        ("utf16-timestamps.tsv", 2, "Elbow"),
        ("windows-1252.csv", 2, "naïve first look"),
        ("continuation.csv", 4, "compared with the other side"),
        ("two-tables.csv", 3, "Knee"),
        ("several-in-a-cell.csv", 5, "Elbow"),
        ("field-names.csv", 2, "Patellar tendon"),
    ],
)
def test_an_odd_logbook_is_read_as_it_is(empty_desk: Desk, name: str, scans: int, words: str) -> None:
    """Each file of the examples comes in without a word about what its columns mean."""
    path = str(EXAMPLES / name)
    preview = empty_desk.ok("import", path, "--dry-run")
    assert f"{scans} scans would be imported" in preview.err
    assert empty_desk.ok("import", path, "--json").json["imported"] == scans
    cases = empty_desk.cases()
    shown = "".join(empty_desk.ok("show", case).out for case in cases)
    assert len(cases) == scans
    assert words in shown


def test_lines_for_log_are_sent_there(empty_desk: Desk, tmp_path: Path) -> None:
    """A scan in words on every line is no table: what it is and the command that takes it are told; that one does."""
    refused = empty_desk.ask("import", str(EXAMPLES / "year.txt"), "--json")
    assert (refused.code, refused.fault["code"]) == (Exit.INPUT, "table-refused")
    assert "a scan in words on every line" in refused.err
    assert f"sonolog log - < {EXAMPLES / 'year.txt'}" in refused.err
    own = tmp_path / "my scans.txt"
    own.write_text("knee left date=2026-03-02 finding=normal\nshoulder right\nelbow lef normal\n", "utf-8")
    assert f"log - < '{own}'" in empty_desk.ask("import", str(own)).err
    words = tmp_path / "words.csv"
    words.write_text("Scan,Date\nknee left finding=normal,2026-03-02\n", "utf-8")
    assert empty_desk.ok("import", str(words), "--column", "Scan=scan-words", "--json").json["imported"] == 1


def test_one_length_of_several_scans_is_divided_and_told(empty_desk: Desk) -> None:
    """25 minutes of two scans are 13 and 12, an hour of two half an hour each; what one scan took is left alone."""
    path = str(EXAMPLES / "several-in-a-cell.csv")
    told = "2 rows name several scans and one length of time: it is divided among them."
    assert told in empty_desk.ok("import", path, "--dry-run").err
    done = empty_desk.ok("import", path)
    assert told in done.err
    assert "5 scans" in done.out
    shown = [empty_desk.ok("show", case, "--json").json["fields"] for case in empty_desk.cases()]
    minutes = [one["text"] for fields in shown for one in fields if one["name"] == "minutes"]
    assert sorted(minutes) == ["12 min", "13 min", "15 min", "30 min", "30 min"]


def test_a_length_written_once_for_a_case_stays_with_its_row(empty_desk: Desk, tmp_path: Path) -> None:
    """A row that goes on has day and people of the case above, and not its minutes too: they were worked once."""
    path = tmp_path / "case.csv"
    rows = "101,2026-02-14,Shoulder,Lt,25 min\n,,Knee,Rt,\n"
    path.write_text(f"Case ID,Date,Region,Side,Time taken\n{rows}", "utf-8")
    empty_desk.ok("import", str(path))
    shown = [empty_desk.ok("show", case, "--json").json["fields"] for case in empty_desk.cases()]
    assert len(shown) == 2
    assert [one["text"] for fields in shown for one in fields if one["name"] == "minutes"] == ["25 min"]


def test_a_workbook_comes_in_without_its_formula(empty_desk: Desk) -> None:
    """A formula whose value was not saved is told; its column can be left out; serial numbers are days."""
    path = str(EXAMPLES / "workbook.xlsx")
    refused = empty_desk.ask("import", path)
    assert refused.code == Exit.INPUT
    assert "formula whose value was not saved" in refused.out
    assert empty_desk.ok("import", path, "--leave-out", "Total", "--json").json["imported"] == 3
    assert {one["date"] for one in empty_desk.cases().values()} == {"2026-08-03", "2026-08-04", "2026-08-05"}


def test_day_and_month_are_asked_for_once(empty_desk: Desk) -> None:
    """3/4 is April or March; nothing is stored until somebody says which, and no other day is taken."""
    path = str(EXAMPLES / "ambiguous-dates.csv")
    refused = empty_desk.ask("import", path)
    assert (refused.code, "--dates dmy" in refused.err) == (Exit.INPUT, True)
    asked = empty_desk.at_terminal("import", path, answers="2\n")
    assert asked.code == 0, asked.err
    assert "what comes first in 03/04/2026?" in asked.err
    assert {one["date"] for one in empty_desk.cases().values()} == {"2026-03-04", "2026-05-06"}


def test_every_fault_is_told_with_row_and_column_and_nothing_is_stored(empty_desk: Desk) -> None:
    """Misspelt regions name the nearest; a missing day is never today; the good rows come in once that is said."""
    path = str(EXAMPLES / "faulty.csv")
    refused = empty_desk.ask("import", path, "--json")
    assert refused.code == Exit.INPUT
    told = empty_desk.ask("import", path).out
    for row, column, words in (
        ("3", "Region", "Did you mean “shoulder”?"),
        ("4", "Date", "no day of the calendar"),
        ("4", "Age", "300 is no age"),
        ("5", "Date", "in the future"),
        ("6", "Date", "never taken to be today"),
    ):
        assert any(line.startswith(f"{row} ") and column in line and words in line for line in told.splitlines()), words
    assert empty_desk.cases() == {}
    done = empty_desk.ok("import", path, "--leave-out-faulty", "--json").json
    assert (done["imported"], done["faulty_rows"]) == (2, [3, 4, 5, 6])


def test_nobody_can_be_identified(empty_desk: Desk, tmp_path: Path) -> None:
    """Masked in the preview, refused by row, and stored nowhere: in no record, map, journal or message."""
    path = str(EXAMPLES / "with-patients.csv")
    outs = [
        empty_desk.ask("import", path, "--dry-run", "--save-map", "ward"),
        empty_desk.ask("import", path),
        empty_desk.ask("import", path, "--json"),
        empty_desk.ok(
            "import",
            path,
            *("--leave-out", "Patient name", "--leave-out", "DOB", "--leave-out", "Hospital no"),
            "--leave-out-faulty",
            "--save-map",
            "ward",
        ),
    ]
    assert [one.code for one in outs] == [0, Exit.INPUT, Exit.INPUT, 0]
    assert len(empty_desk.cases()) == 1
    told = "".join(one.out + one.err for one in outs)
    kept = b"".join(one.read_bytes() for one in empty_desk.home.rglob("*") if one.is_file())
    for secret in ("Nobody", "Paul Person", "01/02/1950", "1950-02-01", "AB123456", "CD654321", "999 123 4560"):
        assert secret not in told
        assert secret.encode() not in kept
    assert "Patient name" not in (empty_desk.home / "config" / "import-maps" / "ward.toml").read_text("utf-8")


def test_a_doubtful_cell_is_stored_once_somebody_says_what_it_is(empty_desk: Desk, table: Any) -> None:
    """A long number asks; --not-patient answers, and the answer stands in the record."""
    path = table("2026-03-02,knee,L,normal,probe 12345678")
    refused = empty_desk.ask("import", path)
    assert (refused.code, "a long number" in refused.out) == (Exit.INPUT, True)
    assert empty_desk.ok("import", path, "--not-patient", "equipment", "--json").json["imported"] == 1
    assert "a machine, probe or room" in empty_desk.ok("show", next(iter(empty_desk.cases()))).out


def test_importing_again_adds_nothing(empty_desk: Desk, table: Any) -> None:
    """The same file twice, the file with one row more, two rows that say the same: each scan is there once."""
    rows = ["2026-03-02,knee,L,normal,a", "2026-03-03,hip,R,normal,b"]
    empty_desk.ok("import", table(*rows))
    again = empty_desk.ok("import", table(*rows), "--json").json
    assert (again["imported"], again["here"]) == (0, 2)
    more = empty_desk.ok("import", table(*rows, "2026-03-04,elbow,R,normal,c"), "--duplicates", "keep", "--json").json
    assert (more["imported"], more["here"]) == (1, 2)
    twice = table("2026-04-01,knee,L,normal,same", "2026-04-01,knee,L,normal,same", name="twice.csv")
    assert empty_desk.ask("import", twice).code == Exit.INPUT
    kept = empty_desk.ok("import", twice, "--duplicates", "keep")
    assert "2 scans" in kept.out
    assert "Left out" not in kept.out
    assert empty_desk.ok("import", twice, "--duplicates", "keep", "--json").json["imported"] == 0


def test_near_duplicates_are_shown_and_skipped_or_merged(empty_desk: Desk, table: Any) -> None:
    """Nothing is stored until it is said; merging fills in what the other scan leaves out, in logbook and file."""
    empty_desk.ok("log", "knee", "left", "date=2026-03-02", "finding=normal")
    path = table(
        "2026-03-02,knee,L,normal,more", "2026-03-05,hip,R,,first", "2026-03-05,hip,R,abnormal,", "2026-03-06,hip,R,,x"
    )
    refused = empty_desk.ask("import", path)
    assert refused.code == Exit.INPUT
    assert [line.split() for line in refused.out.splitlines()[2:]][1] == ["4", "row", "3", "Finding"]
    assert empty_desk.ok("import", path, "--duplicates", "skip", "--dry-run", "--json").json["ready"] == 2
    done = empty_desk.ok("import", path, "--duplicates", "merge", "--json").json
    assert (done["imported"], done["merged"]) == (2, 2)
    cases = empty_desk.cases()
    assert sorted(one["finding"] for one in cases.values()) == ["", "Abnormal", "Normal"]
    knee = next(case for case, one in cases.items() if one["region"] == "Knee")
    assert "more" in empty_desk.ok("show", knee).out
    undone = empty_desk.ok("import", "--undo", "--json").json
    assert (undone["withdrawn"], undone["restored"]) == (2, 1)
    assert "more" not in empty_desk.ok("show", knee).out.split("History")[0]


def test_a_whole_import_is_taken_back(empty_desk: Desk, table: Any) -> None:
    """All of it is withdrawn but what was changed since, which is named; then the file can be imported anew."""
    path = table("2026-03-02,knee,L,normal,a", "2026-03-03,hip,R,normal,b")
    number = empty_desk.ok("import", path, "--json").json["import"]
    hip = next(case for case, one in empty_desk.cases().items() if one["region"] == "Hip and groin")
    empty_desk.ok("amend", hip, "note=changed")
    (line,) = empty_desk.ok("import", "--list", "--json").json["imports"]
    assert (line["import"], line["records"], line["standing"]) == (number, 2, 2)
    done = empty_desk.ok("import", "--undo", "--number", number)
    assert "1 record withdrawn" in done.out
    assert hip in done.out
    assert empty_desk.ask("import", "--undo").code == Exit.INPUT
    assert empty_desk.ok("import", path, "--json").json["imported"] == 1


def test_undo_points_to_the_import(empty_desk: Desk, table: Any) -> None:
    """The last change was a whole import; undo takes that back too."""
    empty_desk.ok("import", table("2026-03-02,knee,L,normal,a", "2026-03-03,hip,R,normal,b"))
    assert "withdrawn" in empty_desk.ok("undo").out
    assert empty_desk.cases("--status", "draft") == {}


def test_a_map_is_kept_and_used_again(empty_desk: Desk, table: Any) -> None:
    """What was said of columns stands in a file that can be read, changed and listed; a faulty one is told whole."""
    heads = "Wann,Wo,Wie"
    path = table("2026-03-02,knee,good", heads=heads)
    said = ("--column", "Wie=note", "--column", "Wo=region", "--column", "Wann=date")
    empty_desk.ok("import", path, *said, "--save-map", "mine")
    other = table("2026-03-09,hip,better", heads=heads, name="other.csv")
    assert empty_desk.ok("import", other, "--map", "mine", "--json").json["imported"] == 1
    assert "mine" in empty_desk.ok("import", "--maps").out
    (kept,) = empty_desk.ok("import", "--maps", "--json").json["maps"]
    assert kept["columns"] == {"Wann": "date", "Wo": "region", "Wie": "note"}
    file = empty_desk.home / "config" / "import-maps" / "mine.toml"
    file.write_text('kind = "scan"\nfoo = 1\n[columns]\n"Wie" = "nte"\n', "utf-8")
    assert "no key “foo”" in empty_desk.ask("import", other, "--map", "mine").err
    assert empty_desk.ask("import", other, "--map", "nine").code == Exit.NO_INPUT


def test_what_is_not_known_is_kept_as_a_field_of_ones_own(empty_desk: Desk, table: Any, tmp_path: Path) -> None:
    """It is on the screen, in the table that is exported and in the PDF's columns, and comes in again from there."""
    path = table("2026-03-02,knee,L12-5,=1+1", heads="Date,Region,Probe,Sum")
    empty_desk.ok("import", path)
    (case,) = empty_desk.cases()
    shown = empty_desk.ok("show", case).out
    assert "L12-5" in shown
    exported = tmp_path / "out.csv"
    empty_desk.ok("scans", "--csv", str(exported))
    assert "custom.Probe" in exported.read_text("utf-8-sig")
    assert "L12-5" in empty_desk.ok("scans", "--columns", "custom.probe,status").out
    empty_desk.ok("scans", "--columns", "usual")
    empty_desk.ok("report", "logbook", str(tmp_path / "log.pdf"), "--columns", "date,scan,custom.Probe")
    empty_desk.ok("import", "--undo")
    assert empty_desk.ok("import", str(exported), "--json").json["imported"] == 1
    (again,) = empty_desk.cases("--status", "draft")
    assert "=1+1" in empty_desk.ok("show", again).out


@pytest.mark.parametrize("words", [(), ("--maps", "--undo"), ("x.csv", "--list"), ("x.csv", "--kind", "scn")])
def test_a_wrong_question_is_told(empty_desk: Desk, words: tuple[str, ...]) -> None:
    """Nothing to import, two things at once, a kind there is not."""
    assert empty_desk.ask("import", *words).code == Exit.USAGE


def test_columns_are_named_as_they_are(empty_desk: Desk, table: Any) -> None:
    """A heading or a field that is none names the nearest."""
    path = table("2026-03-02,knee,L,normal,a")
    assert "Did you mean “Region”" in empty_desk.ask("import", path, "--leave-out", "Regon").err.replace(
        "region", "Region"
    )
    assert "Did you mean “note”" in empty_desk.ask("import", path, "--column", "Notes=nte").err
    assert empty_desk.ask("import", path, "--column", "Notes").code == Exit.USAGE


def test_no_file_is_no_file(empty_desk: Desk, tmp_path: Path) -> None:
    """A folder, a pipe and what is not there end at once, with words."""
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, tmp_path / "pipe.csv", tmp_path / "none.csv"):
        answer = empty_desk.ask("import", str(path))
        assert (answer.code, "cannot be read" in answer.err) == (Exit.NO_INPUT, True)


def test_a_dry_run_makes_no_logbook(empty_desk: Desk) -> None:
    """Somebody who only looks leaves nothing behind."""
    empty_desk.ok("import", str(EXAMPLES / "field-names.csv"), "--dry-run")
    assert not empty_desk.logbook.exists()


def test_other_kinds_come_in_too(empty_desk: Desk, table: Any) -> None:
    """Courses from a table whose headings are names of fields."""
    path = table("Friday teaching,in-house,2026-03-06,60", heads="name,type,start,minutes")
    assert empty_desk.ok("import", path, "--kind", "course", "--json").json["imported"] == 1
    assert "Friday teaching" in empty_desk.ok("records", "course").out
