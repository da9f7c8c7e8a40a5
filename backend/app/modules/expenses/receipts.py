"""From a receipt that was read to a draft expense: what stands on it, by VAT rate where it says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounting import purchases, vat
from accounting.errors import Violation
from accounting.expense_categories import suggested
from accounting.postal_addresses import parse_address
from accounting.purchase_parts import Part, parts, rows
from app.core.work import Work
from app.modules.documents import service as documents
from app.modules.documents.models import Document
from app.modules.expenses import service
from app.modules.expenses.errors import InvoiceNeeded, ReceiptAmountRefused, ReceiptIncomplete
from app.modules.expenses.models import Expense
from app.modules.expenses.schemas import LONGEST_WORDS, MOST, ExpenseMake, FromDocument
from app.modules.identity import companies
from app.modules.identity.models import Tenant


@dataclass(frozen=True, slots=True)
class Deductible:
    """The VAT of a receipt that may be deducted, and its rate where it has one only."""

    amount: Decimal = Decimal(0)
    rate: Decimal | None = None


async def from_document(work: Work, document_id: UUID, asked: FromDocument) -> Expense:
    """A draft of a receipt that waits for review; approving the expense approves the receipt.

    Its VAT counts only when it is this country's, on an invoice in the company's name, at rates of its day. Raises
    DocumentNotFound, DocumentNotReviewable, ReceiptIncomplete, ReceiptAmountRefused, InvoiceNeeded, ReceiptTaken,
    ExpenseInvalid, ExchangeRateUnknown, AmountsDiffer, BreakdownDiffers, BasesDiffer, BreakdownIncomplete, RateUnknown.
    """
    document, company = await documents.for_review(work, document_id), await companies.read(work)
    told, total = document.value("issue_date"), document.value("total_amount")
    if not told or not total:
        needed = {"fields.issue_date": told, "fields.total_amount": total}
        missing = [
            Violation(ReceiptIncomplete.code(), "it is needed", field) for field, given in needed.items() if not given
        ]
        raise ReceiptIncomplete(", ".join(each.field or "" for each in missing), violations=missing)
    if not 0 < Decimal(total) < MOST:
        raise ReceiptAmountRefused(field="fields.total_amount", value=total)
    merchant, spent_on = document.value("supplier_name"), date.fromisoformat(told)
    deductible = _deductible(document, company, spent_on)
    if not 0 <= deductible.amount <= Decimal(total):
        raise ReceiptAmountRefused(field="fields.vat_amount", value=str(deductible.amount))
    net = Decimal(total) - deductible.amount
    kind = asked.category or suggested(merchant, company.country, spent_on, net).code
    return await service.make(
        work,
        ExpenseMake(
            description=asked.description or (merchant or document.filename)[:LONGEST_WORDS],
            merchant=merchant[:LONGEST_WORDS] if merchant else None,
            category=kind,
            spent_on=spent_on,
            total_amount=Decimal(total),
            vat_amount=deductible.amount,
            vat_rate=deductible.rate,
            vat_of="home" if deductible.amount else None,
            currency=document.value("currency"),
            private_percent=asked.private_percent,
            gift_count=asked.gift_count,
            paid_with=asked.paid_with,
        ),
        document,
    )


def _deductible(document: Document, company: Tenant, on: date) -> Deductible:
    """Raises InvoiceNeeded when the VAT is for the company to work out, and as the breakdown's parts do."""
    breakdown = rows(document.value("vat_breakdown"))
    owed = Decimal(document.value("vat_amount") or 0)
    categories = [each.category for each in breakdown if each.category]
    how = _treatment(document, owed, categories, company)
    if how.is_reverse_charge:
        raise InvoiceNeeded(field="document_id", value=str(document.id))
    if not how.deducts:
        return Deductible()
    for place, row in enumerate(breakdown):
        if row.rate is not None:
            vat.check_rate(row.rate, company.country, on, field=f"fields.vat_breakdown.{place}.rate")
    whole = purchases.amounts(*(_amount(document, name) for name in ("net_amount", "vat_amount", "total_amount")))
    if not breakdown:
        return Deductible(whole.vat)
    found = parts(whole, breakdown, document.value("currency") or company.currency)
    bears = [each for each in found if each.vat and _deducts(document, each, company)]
    charged = {each.rate for each in bears}
    return Deductible(
        sum((each.vat for each in bears), Decimal(0)),
        charged.pop() if len(charged) == 1 and len(bears) == len(found) else None,
    )


def _deducts(document: Document, part: Part, company: Tenant) -> bool:
    how = part.treatment or _treatment(document, part.vat, [part.category] if part.category else [], company)
    return how.deducts


def _treatment(document: Document, owed: Decimal, categories: list[str], company: Tenant) -> vat.Treatment:
    return vat.treatment(
        document.value("supplier_vat_number"),
        owed,
        categories,
        is_receipt=document.kind == "receipt" and not document.value("customer_vat_number"),
        simplified=vat.is_simplified_invoice(
            Decimal(document.value("total_amount")), company.country, date.fromisoformat(document.value("issue_date"))
        ),
        own_country=company.country,
        supplier_country=parse_address(document.value("supplier_address")).country,
    )


def _amount(document: Document, name: str) -> Decimal | None:
    value: Any = document.value(name)
    return Decimal(value) if value else None
