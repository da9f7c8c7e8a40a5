"""Reading an invoice: from a page's words, or from XML, to named fields.

``read_pages(pages)`` takes pages of words with their boxes (a PDF's text layer or a recogniser's result) and never
raises; ``read_xml(xml)`` takes a UBL 2.1 or CII document and raises only :class:`NotAnInvoice` or :class:`UnsafeXml`
(of which :class:`XmlTooDeep` is one).
Both give a :class:`Reading`: its ``kind``, its ``language`` and a :class:`Field` per name of :data:`FIELDS` with value,
confidence, page, box and source. ``as_json`` and ``from_json`` carry it between processes.

How pages are read, in the order of the code:

1. ``words`` lays a page out: tilt, rows, phrases (cells, labels, address lines), blocks.
2. ``document`` finds every label (``labels`` over ``vocabulary``), date, amount and percentage once, and answers one
   question for all: which labels point at this place, and how strongly? Before it, left of it, or heading its column.
3. Each group of fields weighs its candidates: ``parties`` (with ``registrations`` for VAT numbers and IBANs),
   ``numbers``, ``days``, ``totals``, ``references``, ``lines``; ``receipts`` knows the heads of till slips.
   Fields that constrain each other are chosen together: net + VAT = total at a printed rate, rows of VAT that add up.
4. ``consistency`` compares the result with itself; a contradiction is a warning and lowers confidence.

Nothing here knows a particular supplier. To teach it a new word, add it to ``vocabulary``.
"""

from accounting.reading.fields import FIELDS, Field, Reading, as_json, from_json
from accounting.reading.pages import read_pages
from accounting.reading.structured import read_xml
from accounting.reading.words import Page, Word
from accounting.reading.xml import NotAnInvoice, UnsafeXml, XmlTooDeep

__all__ = [
    "FIELDS",
    "Field",
    "NotAnInvoice",
    "Page",
    "Reading",
    "UnsafeXml",
    "Word",
    "XmlTooDeep",
    "as_json",
    "from_json",
    "read_pages",
    "read_xml",
]
