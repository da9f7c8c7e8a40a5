"""How VAT works on each part of a reviewed document: as the reviewer says, as agreed on, or as the paper says."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed document on its way into the books: whose it is, and where it goes.

    `account`: of what is booked on no other. `accrued`: the cost that was accrued, of what is booked on an accrual.
    """

    document: Document
    own: Tenant
    supplier: Contact | None
    account: str
    accrued: str | None = None

    @property
    def rows(self) -> list[Row]:
        return rows(self.document.value("vat_breakdown"))

    def account_of(self, part: Part | Row) -> str:
        return part.account or self.account

    def cost_of(self, part: Part | Row) -> str:
        return self.own.accounts.cost_of(self.account_of(part), self.accrued)


def refused(reviewed: Reviewed, amounts: Amounts) -> list[DomainError]:
    """Each row with a treatment it cannot have, or a rate that this country did not have that day.

    VAT that is not deducted may be of another country.
    """
    own, found = reviewed.own, list[DomainError]()
    on = date.fromisoformat(reviewed.document.value("issue_date"))
    charged = _charged(reviewed, amounts)
    for place, row in enumerate(reviewed.rows):
        try:
            if row.treatment:
                owed, goods = charged.get(place, row.vat or Decimal(0)), own.accounts.is_goods(reviewed.cost_of(row))
                vat.check_chosen(row.treatment, owed, goods=goods, field=f"{FIELD}.{place}.treatment")
            if row.rate is not None and treatment(reviewed, row, amounts.vat).deducts:
                vat.check_rate(row.rate, own.country, on, field=f"{FIELD}.{place}.rate")
        except DomainError as error:
            found.append(error)
    return found


def treatment(reviewed: Reviewed, part: Part | Row, whole: Decimal) -> Treatment:
    """As chosen for the part; as agreed on with the supplier, where the document leaves room for it; else as it says.

    `whole` is the VAT of all of the document.
    """
    if part.treatment:
        return part.treatment
    document, own, account = reviewed.document, reviewed.own, reviewed.cost_of(part)
    owed, category = part.vat or Decimal(0), part.category
    is_receipt = document.kind == "receipt" and not document.value("customer_vat_number")
    agreed = reviewed.supplier.purchase_treatment if reviewed.supplier and not is_receipt else None
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


def _charged(reviewed: Reviewed, amounts: Amounts) -> dict[int, Decimal]:
    """The VAT of each row that says something, by its place; nothing where the rows contradict the whole."""
    told = reviewed.rows
    places = [place for place, row in enumerate(told) if row.says_something]
    whole = Amounts(*(abs(each) for each in (amounts.net, amounts.vat, amounts.total)))
    try:
        found = parts(whole, told, reviewed.document.value("currency") or reviewed.own.currency)
    except DomainError:
        return {}
    return dict(zip(places, (part.vat for part in found), strict=False))
