"""The little that must be known of an XML file before `accounting.reading` may see it: is it safe, has it a picture."""

import base64
import binascii

from lxml import etree

from libs import problems
from libs.problems import Unreadable

_LARGEST_PDF = 30_000_000


def is_safe(data: bytes) -> bool:
    """False when there is a document type or an entity: invoices have neither, attacks need them."""
    text = data.decode("utf-16", errors="ignore") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("latin-1")
    return "<!DOCTYPE" not in text and "<!ENTITY" not in text


def open_invoice(data: bytes) -> tuple[bytes, bytes | None]:
    """The XML without its attachments, and the PDF among them for people to look at, if there is one.

    Attachments sit in AdditionalDocumentReference (UBL) or AttachmentBinaryObject (CII) and may be far larger than the
    invoice. Raises `Unreadable`: unsafe_xml for document types and entities, xml_too_deep for bottomless nesting,
    damaged_file for broken XML.
    """
    if not is_safe(data):
        raise Unreadable(problems.UNSAFE_XML)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        raise Unreadable(problems.XML_TOO_DEEP if deep else problems.DAMAGED_FILE) from None
    picture: bytes | None = None
    attachments = list(root.iter("{*}EmbeddedDocumentBinaryObject", "{*}AttachmentBinaryObject"))
    for element in attachments:
        text, element.text = element.text or "", None
        if picture is None and element.get("mimeCode") == "application/pdf" and len(text) < _LARGEST_PDF * 4 // 3:
            picture = _decoded(text)
    return (etree.tostring(root, encoding="UTF-8", xml_declaration=True) if attachments else data), picture


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=False) or None
    except (binascii.Error, ValueError):
        return None
