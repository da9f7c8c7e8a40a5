"""Structured invoices: which of the two vocabularies a file speaks."""

from lxml import etree

from accounting.reading import cii, ubl
from accounting.reading.fields import Reading
from accounting.reading.xml import NotAnInvoice, parse_safely


def read_xml(xml: bytes) -> Reading:
    """The invoice in ``xml``: UBL 2.1 Invoice or CreditNote with any prefixes, or CII (Factur-X, ZUGFeRD, XRechnung).

    Raises :class:`~accounting.reading.xml.UnsafeXml` or :class:`~accounting.reading.xml.NotAnInvoice`,
    and nothing else, on any bytes.
    """
    root = parse_safely(xml)
    name = etree.QName(root)
    namespace = name.namespace or ""
    if name.localname in ("Invoice", "CreditNote") and "ubl:schema:xsd:" in namespace:
        return ubl.read(root)
    if name.localname in ("CrossIndustryInvoice", "CrossIndustryDocument"):
        return cii.read(root)
    raise NotAnInvoice(f"The file is XML, but its first element is {name.localname}, not an invoice we know")
