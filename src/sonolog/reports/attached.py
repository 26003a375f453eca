"""The evidence inside a PDF: attached to it, taken out again, and the pages it is compared with."""

from __future__ import annotations

from io import BytesIO
from typing import Any

NAME = "evidence.slb"
"""What the attachment is called in a reader program."""


def attach(pdf: bytes, content: bytes) -> bytes:
    """Return the PDF with ``content`` as its one attachment; the same two give the same bytes."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.add_attachment(NAME, content)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def attachment_of(pdf: bytes) -> bytes | None:
    """Return the evidence in a PDF, or None where there is none or the file cannot be read."""
    try:
        found = _reader(pdf).attachments.get(NAME, [])
        return bytes(found[0]) if len(found) == 1 else None
    except Exception:  # noqa: BLE001  (the library fails on a hostile file in any way, and each means the same)
        return None


def page_contents(pdf: bytes) -> list[bytes]:
    """Return what each page draws, decompressed, with the content of every object it draws with; [] if unreadable."""
    try:
        return [_page(page) for page in _reader(pdf).pages]
    except Exception:  # noqa: BLE001  (likewise)
        return []


def _reader(pdf: bytes) -> Any:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it remarks on is said by what is found, or not
    return PdfReader(BytesIO(pdf), strict=True)


def _page(page: Any) -> bytes:
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    return bytes(drawn) + b"\n" + b"\n".join(_fonts(page)) + repr(page.mediabox).encode()


def _fonts(page: Any) -> list[bytes]:
    """Return the programs of the fonts: a changed letter form shows another text than the one that is drawn."""
    found = []
    fonts = page["/Resources"].get_object().get("/Font", {})
    for name in sorted(fonts):
        font = fonts[name].get_object()
        described = font.get("/FontDescriptor")
        program = described.get_object().get("/FontFile2") if described is not None else None
        mapping = font.get("/ToUnicode")
        found += [bytes(part.get_object().get_data()) for part in (program, mapping) if part is not None]
        found.append(repr(font.get("/Widths")).encode())
    return found
