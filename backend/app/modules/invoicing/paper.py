"""What stands on the paper: both parties and the sentences of the law, fixed when an invoice is issued."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounting import vat
from accounting.payment_terms import due_on
from accounting.vat import Treatment
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing.models import Invoice

OF_COMPANY = (
    "name", "vat_number", "enterprise_number", "street", "postal_code", "city", "country", "email", "phone", "website",
    "legal_form", "court", "iban", "bic",
)  # fmt: skip
OF_CONTACT = (
    "name", "vat_number", "enterprise_number", "street", "postal_code", "city", "country", "email", "phone", "iban",
    "bic",
)  # fmt: skip


def parties(
    invoice: Invoice, own: Tenant, contact: Contact, today: date, credited: Invoice | None = None
) -> dict[str, Any]:
    """Who sells, who buys, and what the law has them read: as they are now; a customer is credited under the VAT number
    that stands on the invoice.
    """
    ours = {name: getattr(own, name) for name in OF_COMPANY}
    theirs = {name: getattr(contact, name) for name in OF_CONTACT}
    sells = invoice.direction == "sale"
    if sells:
        theirs["vat_number"] = vat_number_of(contact, credited)
    return {
        "seller": ours if sells else theirs,
        "buyer": theirs if sells else ours,
        "mentions": mentions(invoice, own, invoice.issued_on or today) if sells else [],
        "footer": own.invoice_note if sells else None,
        "logo_key": own.logo_key if sells else None,
    }


def vat_number_of(contact: Contact | None, credited: Invoice | None) -> str | None:
    """The number under which a customer is invoiced; credited under the one that stands on the invoice."""
    if credited is not None and credited.parties is not None:
        number: str | None = credited.parties["buyer"].get("vat_number")
        return number
    return contact.vat_number if contact else None


def mentions(invoice: Invoice, own: Tenant, on: date) -> list[str]:
    return sentences(
        (Treatment(each["treatment"]) for each in invoice.vat_groups),
        invoice.language,
        own.country,
        on,
        credits=invoice.kind == "credit_note" and bool(invoice.vat_amount),
    )


def sentences(
    treatments: Iterable[Treatment], language: str, country: str, on: date, *, credits: bool = False
) -> list[str]:
    """What the law asks to be said of these treatments, each once."""
    said = [vat.mention(each, language, country=country, on=on) for each in dict.fromkeys(treatments)]
    if credits:
        said.append(vat.credit_note_mention(language, country=country, on=on))
    return list(dict.fromkeys(each for each in said if each))


def language_of(contact: Contact, own: Tenant) -> str:
    """What people of that country read; at home Dutch, unless the customer's own language is known."""
    return {"FR": "fr", "LU": "fr", "NL": "nl", "BE": "nl"}.get(contact.country or own.country, "en")


def terms(invoice: Invoice, own: Tenant, contact: Contact, issued_on: date) -> date:
    """The last day to pay, as agreed with this contact or asked by this company."""
    days = contact.payment_days if contact.payment_days is not None else own.payment_days
    return due_on(issued_on, days, end_of_month=contact.payment_end_of_month)
