"""The evidence inside a PDF: what it is called there, taken out again, and the pages it is compared with."""

from __future__ import annotations

from io import BytesIO
from typing import Any

NAME = "evidence.slb"
"""What the attachment is called in a reader program."""


def attachment_of(pdf: bytes) -> bytes | None:
    """Return the evidence in a PDF, or None where there is none or the file cannot be read."""
    try:
        found = _reader(pdf).attachments.get(NAME, [])
        return bytes(found[0]) if len(found) == 1 else None
    except Exception:  # noqa: BLE001  (the library fails on a hostile file in any way, and each means the same)
        return None


def page_contents(pdf: bytes) -> list[bytes]:
    """Return all that each page shows, and last what the file does besides, however it is packed; [] if unreadable.

    That is what a page draws, what it draws with, its size, and whatever lies on it: another letter form, a note stuck
    over a line or a turned page shows another text than the one that is drawn.
    """
    try:
        reader, met = _reader(pdf), dict[int, int]()
        pages = [_spelt(page, met) for page in reader.pages]
        return [*pages, _spelt(_beside_pages(reader.trailer["/Root"].get_object()), met)]
    except Exception:  # noqa: BLE001  (likewise)
        return []


def _reader(pdf: bytes) -> Any:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it remarks on is said by what is found, or not
    return PdfReader(BytesIO(pdf), strict=True)


_OF_PACKING = frozenset({"/Parent", "/P", "/Length", "/Filter", "/DecodeParms"})
_NOT_SHOWN = frozenset({"/Pages", "/Names", "/Metadata", "/Version"})


def _beside_pages(root: Any) -> dict[str, Any]:
    """Return what a file opens with or does besides showing pages; the attachment is read elsewhere."""
    names = root.get("/Names")
    others = {key: one for key, one in names.get_object().items() if key != "/EmbeddedFiles"} if names else {}
    return {**{key: one for key, one in root.items() if key not in _NOT_SHOWN}, "names": others}


def _spelt(value: Any, met: dict[int, int]) -> bytes:
    """Return an object of a PDF in one spelling, with every object it refers to; streams as they are unpacked.

    An object met before is named by its place in the order of meeting: no file can make this long.
    """
    number = getattr(value, "idnum", None)
    if number is not None:
        if number in met:
            return b"object %d" % met[number]
        met[number] = len(met)
        return _spelt(value.get_object(), met)
    if isinstance(value, dict):
        keys = sorted(key for key in value if key not in _OF_PACKING)
        parts = [str(key).encode() + b" " + _spelt(dict.__getitem__(value, key), met) for key in keys]
        drawn = bytes(value.get_data()) if hasattr(value, "get_data") else b""
        return b"<<" + b" ".join(parts) + b">>" + drawn
    if isinstance(value, list):
        return b"[" + b" ".join(_spelt(one, met) for one in list.__iter__(value)) + b"]"
    return repr(value).encode()
