"""What makes a PDF an archival one: PDF/A-3b (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

It says of itself what it is, names its colour space, and holds the file it was made from.
"""

from __future__ import annotations

from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream, PDFString, PDFZCompress

from sonolog.reports.attached import NAME
from sonolog.reports.colour_profile import srgb_profile
from sonolog.reports.report import Evidence

_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
)
_DESCRIBING = (
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"'
)
_ACCESSIBLE = (
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A wants a schema that it does not know described in the file."""


def make_archival(document: Any, evidence: Evidence | None) -> None:
    """Give the library's document all that, before it is written."""
    catalog = document.Catalog
    info = document.info = _Info(document.info)
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.Metadata = _stream(_metadata(info, document._timeStamp.YMDhms), Type="Metadata", Subtype="XML")
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.OutputIntents = PDFArray([_colours()])
    if evidence is not None:
        _attach(document, evidence)


class _Info(PDFObject):  # type: ignore[misc]  # the library has no types
    """The properties of a document, each of which its metadata repeats: the library's own holds empty ones too."""

    def __init__(self, told: Any) -> None:
        self.title, self.author, self.subject = str(told.title), str(told.author), str(told.subject)
        self.creator, self.producer = str(told.creator), str(told.producer)

    def format(self, document: Any) -> bytes:
        """Return them as PDF."""
        at = PDFString("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'".format(*document._timeStamp.YMDhms))
        told = {name.title(): PDFString(getattr(self, name)) for name in ("title", "author", "subject", "creator")}
        held = {**told, "Producer": PDFString(self.producer), "CreationDate": at, "ModDate": at}
        return bytes(PDFDictionary(held).format(document))


def _metadata(info: _Info, at: tuple[int, ...]) -> bytes:
    moment = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*at)
    told = "".join(
        (
            f"<dc:title>{_in_one_language(info.title)}</dc:title>",
            f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>",
            f"<dc:description>{_in_one_language(info.subject)}</dc:description>" if info.subject else "",
            f"<xmp:CreatorTool>{escape(info.creator)}</xmp:CreatorTool>",
            f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>",
            f"<pdf:Producer>{escape(info.producer)}</pdf:Producer>",
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        )
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_DESCRIBING}>{_ACCESSIBLE}</rdf:Description>'
        f'<rdf:Description rdf:about="" {_SPACES}>{told}</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="r"?>'
    )
    return packet.encode()


def _in_one_language(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'


def _colours() -> PDFDictionary:
    named = PDFString("sRGB IEC61966-2.1")
    profile = _stream(srgb_profile(), packed=True)
    profile.dictionary["N"] = 3
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": named,
            "Info": named,
            "DestOutputProfile": profile,
        }
    )


def _attach(document: Any, evidence: Evidence) -> None:
    """Attach the evidence as the source the pages were made from."""
    at = PDFString("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'".format(*document._timeStamp.YMDhms))
    held = _stream(evidence.content, packed=True, Type="EmbeddedFile")
    held.dictionary["Subtype"] = "/application#2Fx-ndjson"
    check = md5(evidence.content, usedforsecurity=False).hexdigest()
    held.dictionary["Params"] = PDFDictionary({"Size": len(evidence.content), "ModDate": at, "CheckSum": f"<{check}>"})
    file = document.Reference(held)
    named = PDFString(NAME)
    attachment = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": named,
                "UF": named,
                "EF": PDFDictionary({"F": file, "UF": file}),
                "AFRelationship": PDFName("Source"),
                "Desc": PDFString("Every entry this report counts, and every signature: sonolog verify reads it."),
            }
        )
    )
    document.Catalog.AF = PDFArray([attachment])
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray([named, attachment])})})


def _stream(content: bytes, *, packed: bool = False, **names: str) -> PDFStream:
    described = PDFDictionary({key: PDFName(name) for key, name in names.items()})
    return PDFStream(described, content, [PDFZCompress] if packed else None)
