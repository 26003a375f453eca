"""Verify a report: its evidence, and whether its pages show what the evidence says."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sonolog import __version__
from sonolog.clock import HeldClock
from sonolog.domain.text import visible
from sonolog.errors import SonologError
from sonolog.exchange.bundle import Bundle, BundleRefused, read_bundle, read_what_holds
from sonolog.ledger.verdicts import Word, gravest
from sonolog.paths import Home
from sonolog.reports.attached import attachment_of, page_contents
from sonolog.reports.report import Evidence
from sonolog.reports.style import PAPERS
from sonolog.store.objects import StoredObject
from sonolog.usecases.check_fault import CheckFault
from sonolog.usecases.incoming import require_readable
from sonolog.usecases.incoming_file import FileMissing
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.programme import pin
from sonolog.usecases.report_evidence import drawing_versions
from sonolog.usecases.verify_file import Verification, selection_words, verify_bundle
from sonolog.usecases.writing import writing
from sonolog.usecases.written_file import refuse_existing, write_file

SAME_FILE = "show what the evidence says: drawn again, they are the same byte for byte"
SAME_PAGES = "show what the evidence says; other parts of the file were changed"
DIFFERENT = "do not show what the evidence says"
NOT_COMPARED = "cannot be compared"
UNDRAWABLE = "what the evidence says cannot be drawn"


def verify_report(content: bytes, roots: Collection[str]) -> Verification:
    """Verify the PDF's evidence and compare its pages with what the evidence draws.

    Raises:
        BundleRefused: there is no evidence in it.
    """
    evidence = attachment_of(content)
    if evidence is None:
        raise BundleRefused(["this PDF carries no evidence of sonolog, or cannot be read"])
    found = verify_bundle(evidence, roots, source="report")
    bundle, _ = read_what_holds(evidence)
    pages = _compared(content, evidence, bundle)
    if pages == DIFFERENT:
        fault = CheckFault(f"The pages {DIFFERENT}.", "pages")
        return replace(found, pages=pages, word=Word.INVALID, faults=(*found.faults, fault))
    if pages != SAME_FILE:
        return replace(found, pages=pages, word=gravest([found.word, Word.NOT_CHECKED]))
    return replace(found, pages=pages)


class NothingToRender(SonologError):
    """There is no report that could be drawn anew."""

    code = "nothing-to-render"

    def __init__(self, why: str) -> None:
        super().__init__(f"No report was drawn: {why}.", kept="Nothing was written.")


def render_report(path: Path, target: Path) -> Path:
    """Draw the report of a PDF anew by this version from its evidence, to be read instead of its pages.

    Raises:
        FileMissing: it cannot be read.
        BundleRefused, NothingToRender: it carries no evidence, or none that holds and tells which report it is.
        FileNotWritten: the target is there already, or cannot be made.
    """
    refuse_existing(target, replace=False)
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as fault:
        raise FileMissing(path, fault) from None
    return write_file(target, rendered(content))


def rendered(content: bytes) -> bytes:
    """Return the report of a PDF drawn anew from its evidence; see :func:`render_report`."""
    evidence = attachment_of(content)
    if evidence is None:
        raise NothingToRender("this file is no PDF with evidence of sonolog")
    if verify_bundle(evidence, ()).word is Word.INVALID:
        raise NothingToRender("the evidence is Invalid")
    bundle = read_bundle(evidence)
    told = bundle.head.get("report")
    drawn = drawn_again(evidence, bundle, told) if isinstance(told, dict) else None
    if drawn is None:
        raise NothingToRender("the evidence does not say which report it is")
    return drawn


def _compared(content: bytes, evidence: bytes, bundle: Bundle) -> str:
    told = bundle.head.get("report")
    if not isinstance(told, dict):
        return f"{NOT_COMPARED}: the evidence does not say which report it is"
    made_with = f"{bundle.head.get('made_by')}, {told.get('drawn_with')}"
    if made_with != f"sonolog {__version__}, {drawing_versions()}":
        return f"{NOT_COMPARED}: made by {made_with}; this is sonolog {__version__}, {drawing_versions()}"
    if told.get("font"):
        font = visible(" ".join(str(told["font"])[:60].split()))
        return f"{NOT_COMPARED}: some letters are of the font {font}, which whoever made it had"
    try:
        again = drawn_again(evidence, bundle, told)
    except NothingToRender:
        return f"{NOT_COMPARED}: {UNDRAWABLE}"
    if again is None:
        return DIFFERENT
    if again == content:
        return SAME_FILE
    ours, theirs = page_contents(again), page_contents(content)
    return SAME_PAGES if ours and ours == theirs else DIFFERENT


def drawn_again(evidence: bytes, bundle: Bundle, told: dict[str, Any]) -> bytes | None:
    """Return the report drawn anew from its evidence alone, or None where the program refuses that.

    Raises:
        NothingToRender: drawing it breaks down: somebody made evidence that no logbook would have.
    """
    try:
        return _drawn_again(evidence, bundle, told)
    except Exception as fault:
        # Whatever a stranger's evidence does to the drawing, there is an answer to what its signatures are worth.
        raise NothingToRender(UNDRAWABLE) from fault


def _drawn_again(evidence: bytes, bundle: Bundle, told: dict[str, Any]) -> bytes | None:
    try:
        as_of = date.fromisoformat(str(told.get("as_of")))
    except ValueError:
        return None
    with tempfile.TemporaryDirectory(prefix="sonolog-") as folder, suppress(SonologError, KeyError, ValueError):
        require_readable(bundle.objects, bundle.lines)
        roots = tuple(str(one) for one in told.get("roots", ()))
        logbook = _logbook_of(bundle, Path(folder), as_of, roots)
        try:
            carried = Evidence(evidence, selection_words(bundle.head), tuple(sorted(bundle.declared)), roots)
            return _draw(logbook, str(bundle.head.get("subject")), told, as_of, carried)
        finally:
            logbook.close()
    return None


def _logbook_of(bundle: Bundle, folder: Path, as_of: date, roots: Collection[str]) -> Logbook:
    """Return a logbook in a folder that holds what the evidence holds, and nothing else."""
    home = Home(data=folder / "data", config=folder / "config", state=folder / "state")
    for root in roots:
        pin(home, root, "as printed")
    clock = HeldClock(datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=UTC))
    logbook = open_logbook(str(folder / "book.db"), home=home, clock=clock, make=True)
    with writing(logbook, "begin") as act:
        act.objects += [StoredObject.of(one) for one in bundle.objects]
    return logbook


def _draw(logbook: Logbook, trainee: str, told: dict[str, Any], as_of: date, evidence: Evidence) -> bytes | None:
    from sonolog.usecases.make_report import report_pdf
    from sonolog.usecases.report_asked import Asked
    from sonolog.usecases.report_kinds import REPORTS

    paper = next((name for name in PAPERS if name == told.get("paper")), None)
    kind = str(told.get("kind"))
    if kind not in REPORTS or paper is None:
        return None
    asked = Asked.read(told.get("asked"))
    return report_pdf(logbook, trainee, kind, as_of=as_of, asked=asked, paper=paper, evidence=evidence)
