"""From a reviewed document to what the books would say: nothing is written here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting import purchases, vat
from accounting.errors import Violation
from accounting.journal import Posting
from accounting.purchases import Amounts
from accounting.vat import Treatment
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document
from app.modules.invoicing.errors import ExchangeRateMissing, NotReadyToBook

DEFAULT_ACCOUNT = "604"
NEEDED = {
    "supplier_name": "the supplier's name is needed",
    "issue_date": "the invoice date is needed",
    "total_amount": "the total amount is needed",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A purchase ready to be written: amounts in the invoice's currency and in the books'."""

    account_code: str
    treatment: Treatment
    issued_on: date
    currency: str
    rate: Decimal
    amounts: Amounts
    in_books: Amounts
    postings: list[Posting]


def account_for(document: Document, supplier: Contact | None, asked: str | None) -> str:
    """What was asked for, else chosen on the document, else where this supplier's last purchase went."""
    return asked or document.account_code or (supplier.cost_account if supplier else None) or DEFAULT_ACCOUNT


def plan(document: Document, account_code: str, *, rate: Decimal | None, own_currency: str, own_country: str) -> Plan:
    """The booking that the document's fields ask for.

    Raises NotReadyToBook listing every missing field, AmountsDiffer, ExchangeRateMissing, CostAccountRefused.
    """
    _check_complete(document)
    currency = document.value("currency") or own_currency
    if currency != own_currency and rate is None:
        raise ExchangeRateMissing(f"1 {currency} is how many {own_currency}?", field="exchange_rate")
    rate = Decimal(1) if currency == own_currency or rate is None else rate
    issued_on = date.fromisoformat(document.value("issue_date"))
    found = purchases.amounts(*(_decimal(document, name) for name in ("net_amount", "vat_amount", "total_amount")))
    if document.kind == "credit_note" and found.total > 0:
        found = Amounts(-found.net, -found.vat, -found.total)
    treatment = vat.treatment(
        document.value("supplier_vat_number"),
        found.vat,
        [row.get("category") or "" for row in document.value("vat_breakdown") or [] if row.get("category")],
        is_receipt=document.kind == "receipt" and not document.value("customer_vat_number"),
        own_country=own_country,
    )
    in_books = found if currency == own_currency else purchases.converted(found, rate)
    standard = vat.standard_rate(own_country, issued_on) if treatment.is_reverse_charge else Decimal(0)
    postings = purchases.purchase_postings(in_books, account_code, treatment, standard)
    return Plan(account_code, treatment, issued_on, currency, rate, found, in_books, postings)


def _check_complete(document: Document) -> None:
    needed = dict(NEEDED)
    if document.kind != "receipt":
        needed["invoice_number"] = "the invoice number is needed"
    missing = [
        Violation("field_missing", sentence, f"fields.{name}")
        for name, sentence in needed.items()
        if not document.value(name)
    ]
    if document.kind != "receipt" and not document.value("net_amount") and not document.value("vat_amount"):
        missing.append(
            Violation("field_missing", "the VAT amount is needed; 0.00 if there is none", "fields.vat_amount")
        )
    if missing:
        raise NotReadyToBook("; ".join(each.message for each in missing), violations=missing)


def _decimal(document: Document, name: str) -> Decimal | None:
    value = document.value(name)
    return Decimal(value) if value else None
