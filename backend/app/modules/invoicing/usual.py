"""What is proposed for a line: its account and treatment from the contact, the rate from the treatment, the deduction
from the account.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from accounting import vat
from accounting.plan import Plan
from accounting.vat import Treatment
from accounting.vat.regimes import STANDARD, Regime, regime_on
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.paper import vat_number_of
from app.modules.ledger.models import Account


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides how a line is treated, beside the line: `on` is the day of what VAT is due for, said in `dated_by`.

    A credit note follows the invoice it credits: the law of that day, and the number the customer had then. What
    `gives_back` may still be booked where the old paper was, on an account that was archived since.
    `last_income`: where the company's last sale was booked, for a customer of whom nothing is known.
    `deducted_by_receipt`: the VAT on a till receipt, where such a one is an invoice though it does not name its buyer.
    """

    direction: str
    own: Tenant
    contact: Contact | None
    on: date
    currency: str
    credited: Invoice | None = None
    dated_by: str = "issued_on"
    gives_back: bool = False
    kind: str = "invoice"
    deducted_by_receipt: Decimal = Decimal(0)
    last_income: str | None = None
    of_draft: bool = True
    """What is issued keeps to what its draft says: nobody saw what would be proposed now."""

    @property
    def sells(self) -> bool:
        return self.direction == "sale"

    @property
    def by_receipt(self) -> bool:
        """It was bought by a till receipt; whoever has their own number on it says that VAT is deducted."""
        return not self.sells and "receipt" in (self.kind, self.credited.kind if self.credited else None)

    @property
    def customer_number(self) -> str | None:
        """The VAT number that a sale without VAT asks for."""
        return vat_number_of(self.contact, self.credited)

    @property
    def plan(self) -> Plan:
        return self.own.accounts

    @property
    def regime(self) -> Regime:
        return regime_on(self.own.regimes, self.on)


def account(around: Circumstances) -> str:
    """Of a sale: the customer's, else that of the company's last, else by what the company says it usually sells."""
    if around.sells:
        return learned(around) or around.last_income or around.plan.income_of(around.own.sells)
    return learned(around) or around.plan.usual_cost


def accrued(around: Circumstances, account: str) -> str | None:
    """Which cost a purchase is of that is booked on its accrual: what its supplier usually is."""
    usual = learned(around)
    if around.sells or not around.of_draft or usual is None or not around.plan.is_accrual(account):
        return None
    return usual if usual.startswith(around.plan.accrued) else None


def learned(around: Circumstances) -> str | None:
    """What is known of this contact: where their lines are booked."""
    if around.contact is None:
        return None
    return around.contact.income_account if around.sells else around.contact.cost_account


def treatment(around: Circumstances, account: str) -> Treatment:
    contact, own = around.contact, around.own
    kept = contact and (contact.sale_treatment if around.sells else contact.purchase_treatment)
    if kept and not around.by_receipt and (not around.sells or vat.fits_regime(Treatment(kept), around.regime)):
        return Treatment(kept)
    if around.sells:
        return vat.usual_treatment_of_sale(
            own.country,
            contact.country if contact else None,
            contact.vat_number if contact else None,
            goods=account.startswith(around.plan.goods_sold),
            regime=around.regime,
            is_business=contact.is_business if contact else True,
        )
    return vat.treatment(
        contact.vat_number if contact else None,
        around.deducted_by_receipt,
        is_receipt=around.by_receipt,
        simplified=bool(around.deducted_by_receipt),
        own_country=own.country,
        account=account,
        supplier_country=contact.country if contact else None,
    )


def rate(treatment: Treatment, around: Circumstances) -> Decimal:
    """A till receipt bears the VAT of its country, deducted or not; what another country asks stands on its paper."""
    of_receipt = around.by_receipt and _sells_here(around.contact, around.own)
    bought = not around.sells and (treatment.deducts or of_receipt)
    with_rate = treatment.has_rate and (treatment is Treatment.DOMESTIC or bought)
    return vat.standard_rate(around.own.country, around.on, field=around.dated_by) if with_rate else Decimal(0)


def _sells_here(supplier: Contact | None, own: Tenant) -> bool:
    if supplier is None:
        return True
    return ((supplier.vat_number or "")[:2] or supplier.country or own.country) == own.country


def deduction(account: str, on: date, own: Tenant, chosen: Decimal | None, *, credits: bool = False) -> Decimal:
    """How much of the VAT on a cost is deducted: nothing by who files no returns, but what is said to come back again.

    Else what was chosen for the line, such as a van's beside a car's, or what the law allows.
    """
    if regime_on(own.regimes, on) != STANDARD and not (credits and chosen is not None):
        return Decimal(0)
    if chosen is not None:
        return chosen
    return vat.deductible_percent(account, on, own.country)


async def deducted_before(work: Work, own: Tenant, supplier_id: UUID | None, on: date) -> bool:
    """Whether a note of this supplier may give back VAT that was deducted, though nothing is any more.

    That is owed to the State (VAT Code art. 79 §1, Wet OB art. 29), and the note does not say of which invoice it is.
    """
    if supplier_id is None or regime_on(own.regimes, on) == STANDARD:
        return False
    since = max(each.begins for each in own.regimes if each.begins <= on)
    found = await work.session.scalar(
        select(Invoice.id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(Invoice.contact_id == supplier_id, Invoice.direction == "purchase", Invoice.status == "issued")
        .where(Invoice.kind != "credit_note", Invoice.issued_on < since)
        .where(InvoiceLine.deductible_percent > 0, InvoiceLine.vat_rate > 0)
        .limit(1)
    )
    return found is not None


async def last_income(work: Work) -> str | None:
    """The account of what was sold last, of those in use."""
    sold = (
        select(Invoice.account_code)
        .join(Account, Account.code == Invoice.account_code)
        .where(Invoice.direction == "sale", Invoice.kind == "invoice", Invoice.status == "issued")
        .where(Account.type == "income", Account.archived_at.is_(None))
        .order_by(Invoice.issued_on.desc().nulls_first(), Invoice.id.desc())
        .limit(1)
    )
    return await work.session.scalar(sold)
