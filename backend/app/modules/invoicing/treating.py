"""How VAT works on each part of a reviewed document: as the reviewer says, as agreed on, or as the paper says."""

from datetime import date
from decimal import Decimal

from accounting import vat
from accounting.errors import DomainError
from accounting.postal_addresses import parse_address
from accounting.purchase_parts import Part, Row, parts, rows
from accounting.purchases import Amounts
from accounting.vat import Treatment
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document
from app.modules.identity.models import Tenant

FIELD = "fields.vat_breakdown"


def refused(
    document: Document,
    account_code: str,
    accrued: str | None,
    own: Tenant,
    supplier: Contact | None,
    amounts: Amounts,
) -> list[DomainError]:
    """Each row with a treatment it cannot have, or a rate that this country did not have that day.

    VAT that is not deducted may be of another country.
    """
    on, found = date.fromisoformat(document.value("issue_date")), list[DomainError]()
    told = rows(document.value("vat_breakdown"))
    charged = _charged(document, amounts, told, own)
    for place, row in enumerate(told):
        account = own.accounts.cost_of(row.account or account_code, accrued)
        try:
            if row.treatment:
                owed, goods = charged.get(place, row.vat or Decimal(0)), own.accounts.is_goods(account)
                vat.check_chosen(row.treatment, owed, goods=goods, field=f"{FIELD}.{place}.treatment")
            if row.rate is not None and treatment(document, row, amounts.vat, account, own, supplier).deducts:
                vat.check_rate(row.rate, own.country, on, field=f"{FIELD}.{place}.rate")
        except DomainError as error:
            found.append(error)
    return found


def treatment(
    document: Document, part: Part | Row, whole: Decimal, account: str, own: Tenant, supplier: Contact | None
) -> Treatment:
    """As chosen for the part; as agreed on with the supplier, where the document leaves room for it; else as it says.

    `whole` is the VAT of all of the document.
    """
    if part.treatment:
        return part.treatment
    owed, category = part.vat or Decimal(0), part.category
    is_receipt = document.kind == "receipt" and not document.value("customer_vat_number")
    agreed = supplier.purchase_treatment if supplier is not None and not is_receipt else None
    if agreed and vat.is_as_agreed(Treatment(agreed), owed, whole, category) and _passes(agreed, account, own):
        return Treatment(agreed)
    return vat.treatment(
        document.value("supplier_vat_number"),
        owed if category in vat.BUYER_OWES else whole,
        [category] if category else [],
        is_receipt=is_receipt,
        simplified=vat.is_simplified_invoice(
            Decimal(document.value("total_amount")), own.country, date.fromisoformat(document.value("issue_date"))
        ),
        own_country=own.country,
        account=account,
        supplier_country=parse_address(document.value("supplier_address")).country,
    )


def _passes(agreed: str, account: str, own: Tenant) -> bool:
    """Only goods pass customs: of a service nothing is cleared."""
    return agreed != Treatment.IMPORT_CLEARED or own.accounts.is_goods(account)


def _charged(document: Document, amounts: Amounts, told: list[Row], own: Tenant) -> dict[int, Decimal]:
    """The VAT of each row that says something, by its place; nothing where the rows contradict the whole."""
    places = [place for place, row in enumerate(told) if row.says_something]
    whole = Amounts(*(abs(each) for each in (amounts.net, amounts.vat, amounts.total)))
    try:
        found = parts(whole, told, document.value("currency") or own.currency)
    except DomainError:
        return {}
    return dict(zip(places, (part.vat for part in found), strict=False))
