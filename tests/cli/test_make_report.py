"""Writing reports."""

from __future__ import annotations

from pathlib import Path

from sonolog.errors import Exit

from .desk import Desk


def test_the_progress_report_is_a_pdf_and_the_same_each_time(desk: Desk, tmp_path: Path) -> None:
    """The same records and day give the same bytes; another day gives others."""
    first, second, earlier = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    assert desk.ok("report", "progress", str(first)).out == f"{first}\n"
    assert desk.ok("report", "progress", str(second), "--json").json == {"report": str(second)}
    desk.ok("report", "progress", str(earlier), "--as-of", "2026-11-17", "--paper", "letter")
    assert first.read_bytes().startswith(b"%PDF-")
    assert first.read_bytes() == second.read_bytes() != earlier.read_bytes()


def test_a_file_is_written_over_only_when_told(desk: Desk, tmp_path: Path) -> None:
    """73 and an untouched file, unless --replace says otherwise."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"mine")
    assert desk.ask("report", "progress", str(file)).code == Exit.NO_OUTPUT
    assert file.read_bytes() == b"mine"
    desk.ok("report", "progress", str(file), "--replace")
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_report_that_does_not_exist_is_wrong_usage(desk: Desk) -> None:
    """An unknown kind is answered with the nearest."""
    assert desk.ask("report", "progres", "a.pdf").code == Exit.USAGE
