"""From pages of words to a reading: look at the document once, ask each group of fields, check them together."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from accounting.reading.amounts import plain
from accounting.reading.breakdown import read_breakdown
from accounting.reading.consistency import amount_of, checked
from accounting.reading.currency import read_currency
from accounting.reading.days import read_days
from accounting.reading.document import Document, open_document
from accounting.reading.fields import AMOUNTS, FIELDS, Field, Kind, Reading
from accounting.reading.labels import language_of
from accounting.reading.lines import read_lines
from accounting.reading.numbers import find_invoice_number
from accounting.reading.parties import read_parties
from accounting.reading.receipts import is_receipt, read_shop
from accounting.reading.references import read_reference
from accounting.reading.totals import read_totals
from accounting.reading.vocabulary import LABELS
from accounting.reading.words import Page

CREDIT_NOTE = tuple(phrase for phrases in LABELS["credit_note"].values() for phrase in phrases)
"""What a credit note calls itself."""


def read_pages(pages: Sequence[Page]) -> Reading:
    """What an invoice, credit note or receipt of these pages says. Never raises: unreadable pages give no fields."""
    document = open_document(pages)
    receipt = is_receipt(document)
    fields = read_parties(document)
    if receipt:
        fields = _of_shop(fields) | read_shop(document)
    number = find_invoice_number(document)
    if number is not None:
        fields["invoice_number"] = number[1]
    fields.update(read_days(document, number[0].phrase if number else None))
    fields.update(read_totals(document, receipt=receipt))
    currency = read_currency(document, amount_of(Reading("invoice", None, fields), "total_amount"))
    if currency is not None:
        fields["currency"] = currency
    fields.update(read_reference(document, fields))
    kind = _kind(document, receipt=receipt)
    reading = Reading(kind, language_of(phrase.text for phrase in document.phrases), fields)
    for name, table in (("vat_breakdown", read_breakdown(document, reading)), ("lines", read_lines(document, reading))):
        if table is not None:
            fields[name] = table
    if kind == "credit_note":
        fields = _positive(fields)
    ordered = {name: fields[name] for name in FIELDS if name in fields}
    return checked(replace(reading, fields=ordered))


def _of_shop(fields: dict[str, Field]) -> dict[str, Field]:
    """A till slip is addressed to nobody: the only VAT number on it is the shop's."""
    if "supplier_vat_number" not in fields and "customer_vat_number" in fields:
        fields = fields | {"supplier_vat_number": fields["customer_vat_number"]}
    return {name: field for name, field in fields.items() if not name.startswith("customer_")}


def _kind(document: Document, *, receipt: bool) -> Kind:
    """A credit note calls itself one in its title or by the number's label; a receipt looks like one."""
    first = document.sheets[0].page.number if document.sheets else 1
    for placed in document.labelled("credit_note", "invoice_number"):
        phrase, label = placed.phrase, placed.label
        named = label.words.startswith(CREDIT_NOTE) and not label.words.startswith("storno")
        in_title = phrase.page == first and phrase.y0 < 0.45 and len(phrase.text) < 60 and label.start < 12
        if named and in_title:
            return "credit_note"
    return "receipt" if receipt else "invoice"


def _positive(fields: dict[str, Field]) -> dict[str, Field]:
    """Amounts of a credit note without the minus that some print."""
    reading = Reading("credit_note", None, fields)
    total = amount_of(reading, "total_amount")
    if total is None or total >= 0:
        return fields
    turned = dict(fields)
    for name in AMOUNTS:
        value = amount_of(reading, name)
        if value is not None:
            turned[name] = replace(fields[name], value=plain(-value))
    for name in ("vat_breakdown", "lines"):
        if name in fields:
            turned[name] = replace(
                fields[name], value=[_turned(row) for row in fields[name].value if isinstance(row, dict)]
            )
    return turned


def _turned(row: dict[str, str | None]) -> dict[str, str | None]:
    """A row of a table with the sign of its amounts changed."""
    money = {name: row[name] for name in ("base", "amount", "net_amount") if row.get(name) is not None}
    return row | {name: plain(-Decimal(text or "0")) for name, text in money.items()}
