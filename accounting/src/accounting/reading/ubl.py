"""UBL 2.1 Invoice and CreditNote (Peppol BIS Billing 3.0 and its relatives) as a reading."""

from lxml import etree

from accounting.reading.consistency import checked
from accounting.reading.fields import Field, Kind, Reading, Table
from accounting.reading.references import tidy_reference
from accounting.reading.xml import amount, child, children, day, first_text, number, put, text

CREDIT_TYPES = frozenset("81 83 261 262 296 308 381 396 420 458 532".split())
"""UNTDID 1001 codes of documents that lower what is owed (EN 16931)."""


def read(root: etree._Element) -> Reading:
    """The fields of a UBL document; amounts as they stand there, so positive on a credit note."""
    credit = etree.QName(root).localname == "CreditNote" or text(root, "InvoiceTypeCode") in CREDIT_TYPES
    kind: Kind = "credit_note" if credit else "invoice"
    fields: dict[str, Field] = {}
    supplier, customer = child(root, "AccountingSupplierParty/Party"), child(root, "AccountingCustomerParty/Party")
    put(fields, "supplier_name", _name(supplier))
    put(fields, "supplier_address", _address(child(supplier, "PostalAddress")))
    put(fields, "supplier_vat_number", _vat_number(supplier))
    put(fields, "customer_name", _name(customer))
    put(fields, "customer_vat_number", _vat_number(customer))
    put(fields, "supplier_iban", first_text(root, "PaymentMeans/PayeeFinancialAccount/ID"))
    put(fields, "invoice_number", text(root, "ID"))
    put(fields, "issue_date", day(text(root, "IssueDate")))
    put(fields, "due_date", day(first_text(root, "DueDate", "PaymentMeans/PaymentDueDate")))
    currency = text(root, "DocumentCurrencyCode")
    put(fields, "currency", currency)
    totals = child(root, "LegalMonetaryTotal")
    put(fields, "net_amount", amount(text(totals, "TaxExclusiveAmount")))
    put(fields, "total_amount", amount(text(totals, "TaxInclusiveAmount")))
    put(fields, "amount_due", amount(text(totals, "PayableAmount")))
    tax = _tax_total(root, currency)
    put(fields, "vat_amount", amount(text(tax, "TaxAmount")))
    put(fields, "vat_breakdown", _breakdown(tax))
    put(fields, "payment_reference", tidy_reference(text(root, "PaymentMeans/PaymentID")))
    put(fields, "lines", _lines(root))
    return checked(Reading(kind, None, fields))


def _name(party: etree._Element | None) -> str | None:
    return first_text(party, "PartyLegalEntity/RegistrationName", "PartyName/Name")


def _vat_number(party: etree._Element | None) -> str | None:
    for scheme in children(party, "PartyTaxScheme"):
        if (text(scheme, "TaxScheme/ID") or "VAT").upper() == "VAT":
            return text(scheme, "CompanyID")
    endpoint = child(party, "EndpointID")
    return text(endpoint) if endpoint is not None and endpoint.get("schemeID") == "9925" else None


def _address(address: etree._Element | None) -> str | None:
    town = " ".join(filter(None, (text(address, "PostalZone"), text(address, "CityName"))))
    lines = [text(address, "StreetName"), text(address, "AdditionalStreetName"), text(address, "AddressLine/Line")]
    return ", ".join(filter(None, [*lines, town, text(address, "Country/IdentificationCode")])) or None


def _tax_total(root: etree._Element, currency: str | None) -> etree._Element | None:
    """The tax total in the document's currency, preferably the one with subtotals."""
    found = list(children(root, "TaxTotal"))
    for total in found:
        if child(total, "TaxSubtotal") is not None:
            return total
    for total in found:
        value = child(total, "TaxAmount")
        if value is not None and value.get("currencyID") in (currency, None):
            return total
    return found[0] if found else None


def _breakdown(tax: etree._Element | None) -> Table:
    return [
        {
            "rate": amount(text(part, "TaxCategory/Percent"), 0) or "0",
            "base": amount(text(part, "TaxableAmount")),
            "amount": amount(text(part, "TaxAmount")),
            "category": text(part, "TaxCategory/ID"),
        }
        for part in children(tax, "TaxSubtotal")
    ]


def _lines(root: etree._Element) -> Table:
    found: Table = []
    for line in [*children(root, "InvoiceLine"), *children(root, "CreditNoteLine")]:
        price, per = number(text(line, "Price/PriceAmount")), number(text(line, "Price/BaseQuantity"))
        if price is not None and per:
            price = round(price / per, 6)
        found.append(
            {
                "description": first_text(line, "Item/Name", "Item/Description"),
                "quantity": amount(first_text(line, "InvoicedQuantity", "CreditedQuantity"), 0),
                "unit_price": None if price is None else amount(str(price)),
                "vat_rate": amount(text(line, "Item/ClassifiedTaxCategory/Percent"), 0),
                "net_amount": amount(text(line, "LineExtensionAmount")),
            }
        )
    return found
