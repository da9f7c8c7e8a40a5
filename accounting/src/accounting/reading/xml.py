"""XML from outside: parsing it safely, and taking texts, amounts and dates out of its elements.

A file from outside is hostile until shown otherwise. It is looked at with expat first, which stops at the first
element: a document type (the door to entities, bombs and files of this machine) is refused before libxml2 sees
a byte. Then libxml2 parses without DTD, entities, network or its "huge" mode.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from lxml import etree

from accounting.errors import Invalid
from accounting.reading.amounts import LARGEST, plain
from accounting.reading.fields import Field, Value

MAX_BYTES = 50_000_000
"""Larger files are refused: an invoice with an embedded PDF stays far below."""


class NotAnInvoice(Invalid):
    """This XML file is not an invoice we know: UBL Invoice or CreditNote, or UN/CEFACT CII (Factur-X, ZUGFeRD)."""


class UnsafeXml(Invalid):
    """This XML file holds what an invoice never needs, such as a document type or entities, so we do not open it."""


class XmlTooDeep(UnsafeXml):
    """This XML file is nested deeper, or holds longer texts, than any invoice does, so we do not open it."""


class _FirstElement(Exception):
    """Raised inside expat to stop at the end of the prolog."""


def parse_safely(xml: bytes) -> etree._Element:
    """The root element of well-formed XML without a document type."""
    if len(xml) > MAX_BYTES:
        raise UnsafeXml(f"The XML file is larger than {MAX_BYTES // 1_000_000} MB")
    _refuse_document_type(xml)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "limit" in str(error).lower() or "huge" in str(error).lower() or "depth" in str(error).lower():
            raise XmlTooDeep() from error
        raise NotAnInvoice("The file is not well-formed XML") from error
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise UnsafeXml()
    return root


def _refuse_document_type(xml: bytes) -> None:
    def document_type(*_: object) -> None:
        raise UnsafeXml()

    def first_element(*_: object) -> None:
        raise _FirstElement

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = document_type
    parser.EntityDeclHandler = document_type
    parser.StartElementHandler = first_element
    try:
        parser.Parse(xml, True)
    except _FirstElement:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotAnInvoice("The file is not well-formed XML") from error
    raise NotAnInvoice("The file is empty")


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first descendant along ``path`` (local names joined by /), whatever the prefixes are."""
    return next(children(element, path), None)


def children(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """Every descendant along ``path``, in document order."""
    if element is None:
        return
    first, _, rest = path.partition("/")
    for found in element:
        if isinstance(found.tag, str) and found.tag.rpartition("}")[2] == first:
            if rest:
                yield from children(found, rest)
            else:
                yield found


def text(element: etree._Element | None, path: str = "") -> str | None:
    """The text at ``path`` with blanks joined, or None when there is none."""
    found = child(element, path) if path else element
    if found is None:
        return None
    return " ".join("".join(part for part in found.itertext() if isinstance(part, str)).split()) or None


def first_text(element: etree._Element | None, *paths: str) -> str | None:
    """The first of these paths that holds a text."""
    return next((found for path in paths if (found := text(element, path))), None)


def amount(written: str | None, decimals: int = 2) -> str | None:
    """An XML decimal in our form, or None.

    >>> amount("1656.25"), amount("12.5"), amount("x"), amount("3.0", 0)
    ('1656.25', '12.50', None, '3')
    """
    value = number(written)
    return None if value is None else plain(value, decimals)


def number(written: str | None) -> Decimal | None:
    """An XML decimal of a reasonable size, or None."""
    try:
        value = Decimal(written or "")
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent
    return (
        value if value.is_finite() and abs(value) < LARGEST and isinstance(exponent, int) and exponent > -12 else None
    )


def day(written: str | None) -> str | None:
    """An ISO date, or CII's 20180305, as ISO.

    >>> day("2018-03-05+01:00"), day("20180305"), day("2018-13-05")
    ('2018-03-05', '2018-03-05', None)
    """
    match = re.match(r"\s*(\d{4})(-?)(\d\d)\2(\d\d)", written or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    except ValueError:
        return None


def put(fields: dict[str, Field], name: str, value: Value | None, confidence: float = 1.0) -> None:
    """Keep ``value`` under ``name`` unless it is empty."""
    if value:
        fields[name] = Field(value, confidence, source="xml")
