"""The PDF: made from what was fixed at issue, once, and kept with its hash."""

import hashlib
import io
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import segno
import structlog

from accounting.epc_qr import ERROR_CORRECTION, Transfer, TransferRefused, payload
from accounting.identifiers import format_enterprise_number, format_iban
from accounting.money import minor_units, rounded
from app.core import storage, typesetting
from app.core.work import Work
from app.modules.invoicing import paper, queries
from app.modules.invoicing.errors import IssuedElsewhere
from app.modules.invoicing.models import Invoice, InvoiceLine

WORDS = Path(__file__).parent / "words"
MEDIA_TYPE = "application/pdf"
GROUPS = {"nl": ".", "fr": "\u202f", "en": ","}
POINTS = {"nl": ",", "fr": ",", "en": "."}

log = structlog.get_logger()


def key_of(work: Work, paper_id: UUID | str, folder: str = "invoices") -> str:
    """Where the PDF of an issued invoice, or of another paper of ours, is kept."""
    return f"{work.tenant_id}/{folder}/{paper_id}.pdf"


def paper_key(work: Work, invoice: Invoice) -> str:
    """Where the PDF of this invoice is or will be; a quote that is valid for longer has a paper of its own."""
    if invoice.pdf_key is not None:
        return invoice.pdf_key
    of_day = f"-{invoice.valid_until:%Y%m%d}" if invoice.kind == "quote" and invoice.valid_until else ""
    return key_of(work, f"{invoice.id}{of_day}")


def filename(invoice: Invoice) -> str:
    """What it is called on somebody's desk."""
    return f"{invoice.number or invoice.kind}.pdf"


@cache
def words(language: str) -> dict[str, Any]:
    """The paper's own words in one language."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


async def contents(work: Work, invoice: Invoice) -> dict[str, Any]:
    """Everything that the template prints, as text in the paper's language."""
    contact = await queries.contact(work, invoice.contact_id)
    own = await queries.own_company(work)
    lines = await queries.lines(work, invoice.id)
    credited = await queries.invoice(work, invoice.credits_id) if invoice.credits_id else None
    parties = invoice.parties or paper.parties(invoice, own, contact, work.today, credited)
    told = words(invoice.language)
    return {
        "language": invoice.language,
        "words": told,
        "title": " ".join(filter(None, (told["kinds"][invoice.kind], invoice.number))),
        "kind": told["kinds"][invoice.kind],
        "number": invoice.number,
        "is_draft": invoice.status == "draft",
        "seller": party(parties["seller"], parties["buyer"], told),
        "buyer": party(parties["buyer"], parties["seller"], told),
        "facts": _facts(invoice, credited, told),
        "lines": [_line(each, invoice, told) for each in lines],
        "has_discount": any(each.discount_percent for each in lines),
        "groups": [_group(each, invoice, told) for each in invoice.vat_groups],
        "net": amount(invoice.net_amount, invoice),
        "vat": amount(invoice.vat_amount, invoice),
        "total": amount(invoice.total_amount, invoice),
        "vat_in_books": _vat_in_books(invoice, own.currency),
        "currency": invoice.currency,
        "mentions": parties["mentions"],
        "note": invoice.note,
        "footer": parties.get("footer"),
        "payment": _payment(invoice, parties["seller"]),
        "qr": _qr(invoice, parties["seller"]),
    }


async def logo_of(work: Work, invoice: Invoice) -> str | None:
    """Where the logo is kept that this paper carries."""
    if invoice.parties is not None:
        return invoice.parties.get("logo_key")
    return (await queries.own_company(work)).logo_key


async def made(values: dict[str, Any], logo_key: str | None, invoice: Invoice) -> bytes:
    """The PDF. A logo that is gone does not stop an invoice. Raises StorageUnavailable."""
    made_at = invoice.issued_at or invoice.created_at
    return await typesetting.pdf("invoice", values | {"logo": await logo(logo_key)}, made_at=made_at)


async def logo(key: str | None) -> bytes | None:
    """Raises StorageUnavailable."""
    if key:
        try:
            return await storage.read(key)
        except storage.ObjectMissing:
            log.warning("logo_is_missing", key=key)
    return None


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def party(who: dict[str, Any], other: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Name, address and numbers; the country, in words, only where the other one is in another."""
    country = who.get("country")
    town = " ".join(filter(None, (who.get("postal_code"), who.get("city"))))
    abroad = told["countries"].get(country, country) if country != other.get("country") else None
    return {
        "name": _full_name(who["name"], who.get("legal_form")),
        "address": [each for each in (who.get("street"), town, abroad) if each],
        "vat_number": who.get("vat_number"),
        "enterprise_number": company_number(who.get("enterprise_number")),
        "register": told["trade_register_number" if country == "NL" else "enterprise_number"],
        "court": who.get("court"),
        "contact": [each for each in (who.get("email"), who.get("phone"), who.get("website")) if each],
        "iban": format_iban(who["iban"]) if who.get("iban") else None,
        "bic": who.get("bic"),
    }


def company_number(number: str | None) -> str | None:
    """As its register writes it: the Belgian one in groups."""
    return format_enterprise_number(number) if number and len(number) == 10 else number


def _full_name(name: str, legal_form: str | None) -> str:
    """With its legal form, which many names end with already."""
    if not legal_form or name.lower().endswith(f" {legal_form.lower()}"):
        return name
    return f"{name} {legal_form}"


def _facts(invoice: Invoice, credited: Invoice | None, told: dict[str, Any]) -> list[list[str]]:
    found: list[tuple[str, str | date | None]] = [
        ("date", invoice.issued_on),
        ("supplied_on", invoice.supplied_on),
        ("due_on", invoice.due_on if invoice.kind == "invoice" and invoice.total_amount else None),
        ("valid_until", invoice.valid_until),
        ("order_reference", invoice.order_reference),
    ]
    if credited is not None:
        found.append(("credits", _named(credited.number, credited.issued_on, told)))
    elif invoice.original_number:
        found.append(("credits", _named(invoice.original_number, invoice.original_issued_on, told)))
    return [[told[name], day(value, told) if isinstance(value, date) else value] for name, value in found if value]


def _named(number: str | None, on: date | None, told: dict[str, Any]) -> str:
    return f"{number} ({day(on, told)})" if on else f"{number}"


def day(value: date | None, told: dict[str, Any]) -> str:
    return f"{value.day} {told['months'][value.month - 1]} {value.year}" if value else ""


def _number(value: Decimal, language: str, least: int = 0) -> str:
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    places = max(least, -exponent if isinstance(exponent, int) else 0)
    text = f"{plain:,.{places}f}"
    return text.translate({ord(","): GROUPS[language], ord("."): POINTS[language]})


def amount(value: Decimal, invoice: Invoice) -> str:
    return amount_in(invoice.currency, value, invoice.language)


def amount_in(currency: str, value: Decimal, language: str) -> str:
    """As people of that language write it, with the currency's decimals."""
    return _number(value, language, minor_units(currency))


def _line(line: InvoiceLine, invoice: Invoice, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": line.description,
        "quantity": _number(line.quantity, invoice.language),
        "unit": line.unit,
        "unit_price": amount(line.unit_price, invoice),
        "discount": f"{_number(line.discount_percent, invoice.language)} %" if line.discount_percent else "",
        "vat_rate": _taxed(line.treatment, line.vat_rate, invoice.language, told),
        "net": amount(line.net_amount, invoice),
    }


def _group(group: dict[str, str], invoice: Invoice, told: dict[str, Any]) -> dict[str, str]:
    return {
        "label": _taxed(group["treatment"], Decimal(group["vat_rate"]), invoice.language, told),
        "net": amount(Decimal(group["net_amount"]), invoice),
        "vat": amount(Decimal(group["vat_amount"]), invoice),
    }


def _taxed(treatment: str, vat_rate: Decimal, language: str, told: dict[str, Any]) -> str:
    """The rate, or why there is none: of two lines without VAT one sees which sentence is whose."""
    rate = f"{_number(vat_rate, language)} %"
    return rate if treatment == "domestic" else str(told["treatments"].get(treatment, rate))


def _vat_in_books(invoice: Invoice, books: str) -> str | None:
    """The VAT in the currency of the country that asks for it (VAT directive art. 230), as its entry has it."""
    if invoice.currency == books or not invoice.vat_amount or not invoice.exchange_rate:
        return None
    groups = (Decimal(each["vat_amount"]) * invoice.exchange_rate for each in invoice.vat_groups)
    return f"{amount_in(books, sum((rounded(each, books) for each in groups), Decimal(0)), invoice.language)} {books}"


def _asks_to_be_paid(invoice: Invoice) -> bool:
    """An invoice of something that has its number and reference: what is paid on a draft is found again by nobody."""
    return invoice.kind == "invoice" and invoice.status != "draft" and invoice.total_amount > 0


def _payment(invoice: Invoice, seller: dict[str, Any]) -> dict[str, Any] | None:
    if not _asks_to_be_paid(invoice) or not seller.get("iban"):
        return None
    return {"iban": format_iban(seller["iban"]), "bic": seller.get("bic"), "reference": invoice.payment_reference}


def _qr(invoice: Invoice, seller: dict[str, Any]) -> str | None:
    """The square that a bank's app reads; of euros to an account, and of nothing else."""
    if not _asks_to_be_paid(invoice) or invoice.currency != "EUR" or not seller.get("iban"):
        return None
    try:
        text = payload(
            Transfer(
                seller["name"],
                seller["iban"],
                invoice.total_amount,
                invoice.payment_reference or invoice.number or "",
                bic=seller.get("bic") or "",
            )
        )
    except TransferRefused:
        return None
    drawn = io.BytesIO()
    segno.make(text, error=ERROR_CORRECTION, boost_error=False, micro=False).save(
        drawn, kind="svg", xmldecl=False, border=4
    )
    return drawn.getvalue().decode()


async def keep(work: Work, invoice_id: UUID, key: str, digest: str) -> None:
    """Note where the PDF is and what it is, once; one that an extension overtook is left to the print after it."""
    invoice = await queries.invoice(work, invoice_id, lock=True)
    if invoice.pdf_key is not None or key != paper_key(work, invoice):
        return
    invoice.pdf_key, invoice.pdf_sha256 = key, digest
    await work.record("invoice.printed", invoice_id=invoice.id, number=invoice.number, sha256=digest)


async def wanted(work: Work, invoice_id: UUID) -> tuple[str, bytes]:
    """Name and bytes: as kept, or made now from the same facts, which gives the same.

    Raises InvoiceNotFound, IssuedElsewhere, StorageUnavailable.
    """
    invoice = await queries.invoice(work, invoice_id)
    if invoice.opened_on:
        raise IssuedElsewhere
    if invoice.pdf_key is not None:
        try:
            return filename(invoice), await storage.read(invoice.pdf_key)
        except storage.ObjectMissing:
            log.error("pdf_is_missing", key=invoice.pdf_key)
    return filename(invoice), await made(await contents(work, invoice), await logo_of(work, invoice), invoice)
