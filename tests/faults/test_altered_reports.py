"""T5d: a report that was changed in any way is not told as one that shows what its evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from tests.ledger.made import a_revision
from tests.usecases.ward import TESS, Ward, home_in

from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import read_bundle, write_bundle
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Revision
from sonolog.reports.attached import NAME, attachment_of
from sonolog.usecases import verify_report as verifying
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.verify_file import Verification, verify_file
from sonolog.usecases.verify_report import DIFFERENT, NOT_COMPARED, SAME_FILE, SAME_PAGES, NothingToRender, rendered

from .altered import flipped, resealed
from .programme import Programme
from .strangers import with_head

_NEVER = ("Valid", "Valid, identity not confirmed", "Valid, key since revoked")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[bytes, bytes]]:
    """Return two reports of one trainee: before and after another sign-off."""
    ward = Ward(tmp_path_factory.mktemp("report") / "home")
    ward.settle_in()
    ward.signed()
    ward.scan(region="hip")
    first = report_bytes(ward.book, ward.people[TESS], "progress")
    ward.signed(region="knee")
    yield first, report_bytes(ward.book, ward.people[TESS], "progress")
    ward.book.close()


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the pages of the same evidence once, however often they are compared."""
    plain = verifying.drawn_again

    @lru_cache(maxsize=8)
    def drawn(evidence: bytes) -> bytes | None:
        bundle, _ = verifying.read_what_holds(evidence)
        return plain(evidence, bundle, dict(bundle.head["report"]))

    monkeypatch.setattr(verifying, "drawn_again", lambda evidence, _bundle, _told: drawn(evidence))


class Reader:
    """Verifies PDFs as ``sonolog verify`` does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def verified(self, content: bytes) -> Verification | None:
        """Return what is found, or None where the file is refused."""
        path = self._folder / "report.pdf"
        path.write_bytes(content)
        try:
            return verify_file(path, home_in(self._folder / "home"))
        except SonologError as refusal:
            assert refusal.exit in (Exit.INPUT, Exit.FORMAT)
            return None

    def is_taken(self, content: bytes) -> bool:
        """Tell whether the file is told as one whose pages show what its evidence says."""
        found = self.verified(content)
        return found is not None and (str(found.word) in _NEVER or found.pages == SAME_FILE)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Return a reader in a home of its own."""
    return Reader(tmp_path)


def edited(pdf: bytes, change: Any) -> bytes:
    """Return a PDF after a change by a program that writes PDFs; the attachment stays."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_attachment(pdf: bytes, evidence: bytes) -> bytes:
    """Return the pages of a PDF with other evidence attached."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(pdf)).pages:
        writer.add_page(page)
    writer.add_attachment(NAME, evidence)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_report_as_it_was_made_shows_what_its_evidence_says(pdfs: tuple[bytes, bytes], reader: Reader) -> None:
    """Nothing changed: the pages are the same byte for byte, so that what is told below is told of the change."""
    for pdf in pdfs:
        assert reader.is_taken(pdf)


def test_no_bit_of_a_report_can_be_turned_over(pdfs: tuple[bytes, bytes], reader: Reader, programme: Programme) -> None:
    """Bits anywhere in the file: refused, Invalid, or told as changed; never success."""
    chance = Random(programme.seed)  # noqa: S311  (where to strike, not a secret)
    places = [chance.randrange(len(pdfs[0])) for _ in range(programme.amount(25, 800))]
    wrong = [place for place in places if reader.is_taken(flipped(pdfs[0], place))]
    assert not wrong
    programme.figure("T5d", "bits of a report turned over", count=len(places), least=800, wrong=len(wrong))


def _overwrite(old: bytes, new: bytes) -> Any:
    def change(writer: PdfWriter) -> None:
        for page in writer.pages:
            contents = page.get_contents()
            assert contents is not None
            stream = StreamObject()
            stream.set_data(contents.get_data().replace(old, new))
            page[NameObject("/Contents")] = writer._add_object(stream)

    return change


def _note(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="Signed by the professor", rect=(50, 50, 400, 90)))


def _script(writer: PdfWriter) -> None:
    act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("this.print();")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(act)


def _other_letters(writer: PdfWriter) -> None:
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = sorted(fonts)
    first, last = fonts.raw_get(names[0]), fonts.raw_get(names[-1])
    fonts[NameObject(names[0])], fonts[NameObject(names[-1])] = last, first


def _turned(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/Rotate")] = NumberObject(180)


def _cropped(writer: PdfWriter) -> None:
    writer.pages[0].cropbox.upper_right = (300, 300)


def _dropped(writer: PdfWriter) -> None:
    writer.remove_page(len(writer.pages) - 1)


def _page_more(writer: PdfWriter) -> None:
    writer.add_blank_page(200, 200)


def _exchanged(writer: PdfWriter) -> None:
    kids = writer._pages.get_object()["/Kids"]  # type: ignore[index]
    kids[0], kids[-1] = kids[-1], kids[0]


_PAGES = {
    "a stroke drawn elsewhere": _overwrite(b" re", b" re 0 0 m"),
    "a line of text taken out": _overwrite(b"Tj", b"pop"),
    "a note stuck over the page": _note,
    "a script": _script,
    "fonts exchanged": _other_letters,
    "a page turned": _turned,
    "a page cropped": _cropped,
    "the last page dropped": _dropped,
    "a page added": _page_more,
    "pages exchanged": _exchanged,
}


def test_changed_pages_do_not_match_the_evidence(
    pdfs: tuple[bytes, bytes], reader: Reader, programme: Programme
) -> None:
    """The attachment untouched and valid, the pages changed in every way a viewer would show: Invalid."""
    told = {}
    for name, change in _PAGES.items():
        found = reader.verified(edited(pdfs[0], change))
        told[name] = str(found.word) if found else "refused"
    assert told == dict.fromkeys(_PAGES, "Invalid")
    programme.figure("T5d", "pages changed, the attachment kept", count=len(_PAGES), least=10)


def test_another_valid_attachment_does_not_match_the_pages(
    pdfs: tuple[bytes, bytes], reader: Reader, programme: Programme
) -> None:
    """The evidence of one report under the pages of another, and no evidence at all."""
    first, second = (attachment_of(pdf) for pdf in pdfs)
    assert first is not None
    assert second is not None
    for pages, evidence in ((pdfs[0], second), (pdfs[1], first)):
        found = reader.verified(with_attachment(pages, evidence))
        assert found is not None
        assert (str(found.word), found.exit) == ("Invalid", Exit.INVALID)
    assert reader.verified(edited(pdfs[0], lambda writer: writer.root_object.pop("/Names"))) is None
    programme.figure("T5d", "attachments exchanged or taken away", count=3, least=3)


def test_a_report_only_saved_anew_is_told_as_such(pdfs: tuple[bytes, bytes], reader: Reader) -> None:
    """The same pages packed by another program: what they show matches, and it is still no success."""
    found = reader.verified(edited(pdfs[0], lambda writer: writer.add_metadata({"/Producer": "another"})))
    assert found is not None
    assert (found.pages, str(found.word), found.exit) == (SAME_PAGES, "Not checked", Exit.UNCONFIRMED)


@pytest.mark.parametrize("other", [b"sonolog 9.9.9", b"reportlab 9.9"], ids=["program", "library"])
def test_pages_of_another_version_cannot_be_compared(
    pdfs: tuple[bytes, bytes], reader: Reader, programme: Programme, other: bytes
) -> None:
    """Whoever drew it otherwise: said so, never a success of the pages, and a fresh report can be drawn."""
    evidence = attachment_of(pdfs[0])
    assert evidence is not None
    name = other.split()[0]
    at = evidence.index(name + b" ")
    end = min(evidence.index(mark, at) for mark in (b'"', b",") if mark in evidence[at : at + 40])
    made = resealed(evidence[:at] + other + evidence[end:])
    assert made is not None
    found = reader.verified(with_attachment(pdfs[0], made))
    assert found is not None
    assert found.pages.startswith(NOT_COMPARED)
    assert (str(found.word), found.exit) == ("Not checked", Exit.UNCONFIRMED)
    fresh = rendered(with_attachment(pdfs[0], made))
    assert fresh.startswith(b"%PDF-")
    assert attachment_of(fresh) == made
    programme.figure("T5d", f"drawn by another {name.decode()}", count=1)


@pytest.mark.parametrize(
    "told",
    [
        {"roots": 5},
        {"roots": [7]},
        {"asked": 5},
        {"asked": {"records": [{"a": 1}]}},
        {"as_of": "0001-01-01"},
        {"as_of": 5},
    ],
    ids=str,
)
def test_a_head_that_says_nonsense_is_answered(pdfs: tuple[bytes, bytes], reader: Reader, told: dict[str, Any]) -> None:
    """Whatever a forger writes where the report says what it is, there is a word, and it is none that is good."""
    evidence = attachment_of(pdfs[0])
    assert evidence is not None
    head = read_bundle(evidence).head
    made = with_head(evidence, {"report": {**head["report"], **told}})
    found = reader.verified(with_attachment(pdfs[0], made))
    assert found is not None
    assert str(found.word) in ("Invalid", "Not checked")
    assert found.pages == DIFFERENT or found.pages.startswith(NOT_COMPARED)


@pytest.mark.parametrize(
    "body",
    [{"date": "2026-13-99"}, {"date": 5}, {"date": "2026-01-02", "region": ["x", {"a": 1}], "note": {"b": [1]}}, {}],
    ids=str,
)
def test_a_scan_of_nonsense_in_the_evidence_is_answered(
    pdfs: tuple[bytes, bytes], reader: Reader, body: dict[str, Any]
) -> None:
    """Evidence with a scan whose fields are no fields draws nothing, and is told as such."""
    evidence = attachment_of(pdfs[0])
    assert evidence is not None
    bundle = read_bundle(evidence)
    owner = next(one.found for one in bundle.objects if isinstance(one.found, Revision))
    odd = a_revision(subject=owner.subject, by=owner.by, body=body)
    head = {key: value for key, value in bundle.head.items() if key not in ("t", "v", "count")}
    made = write_bundle(head, [*bundle.objects, Kept(odd)], bundle.entries)
    found = reader.verified(with_attachment(pdfs[0], made))
    assert found is not None
    assert str(found.word) == "Invalid"
    with pytest.raises(NothingToRender):
        rendered(with_attachment(pdfs[0], made))


def test_nothing_is_drawn_from_evidence_that_does_not_hold(pdfs: tuple[bytes, bytes]) -> None:
    """A fresh report is drawn from sound evidence alone."""
    evidence = attachment_of(pdfs[0])
    assert evidence is not None
    with pytest.raises(NothingToRender):
        rendered(with_attachment(pdfs[0], flipped(evidence, len(evidence) // 2)))
    with pytest.raises(NothingToRender):
        rendered(b"%PDF-1.4 nothing")
