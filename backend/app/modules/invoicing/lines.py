"""Lines: what somebody typed, with what is proposed for the rest, as rows and as what `accounting.invoice` knows.

Account and treatment come from the contact, the rate from the treatment, the deduction from the account.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from accounting import vat
from accounting.errors import DomainError, Violation
from accounting.invoice import (
    Line,
    Totals,
    check_cost_account,
    check_income_account,
    line_net,
    roundings,
    totals,
    with_vat,
    with_vat_left,
)
from accounting.plan import Plan
from accounting.vat import CustomerVatNumberNeeded, RateUnknown, RegimeChargesNoVat, RegimeChargesVat, Treatment
from accounting.vat.regimes import STANDARD, Regime, regime_on
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import queries
from app.modules.invoicing.errors import LinesRefused
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.paper import vat_number_of
from app.modules.invoicing.schemas.drafting import LineDraft, LineTag
from app.modules.ledger import service as ledger
from app.modules.ledger.posting import Known

NOT_OF_DRAFTS = (CustomerVatNumberNeeded, RegimeChargesNoVat, RegimeChargesVat)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides how a line is treated, beside the line: `on` is the day of what VAT is due for, said in `dated_by`.

    A credit note follows the invoice it credits: the law of that day, and the number the customer had then. What
    `gives_back` may still be booked where the old paper was, on an account that was archived since.
    """

    direction: str
    own: Tenant
    contact: Contact | None
    on: date
    currency: str
    credited: Invoice | None = None
    dated_by: str = "issued_on"
    gives_back: bool = False

    @property
    def sells(self) -> bool:
        return self.direction == "sale"

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


@dataclass(slots=True)
class Weighed:
    """Lines with everything filled in, what they come to, and all that is in the way of issuing them."""

    drafts: Sequence[LineDraft]
    lines: list[Line]
    totals: Totals
    errors: list[DomainError] = field(default_factory=list)

    def attempt(self, check: Callable[[], object]) -> None:
        """Note what this check refuses."""
        try:
            check()
        except DomainError as error:
            self.errors.append(error)

    def violations(self) -> list[Violation]:
        return [violation for error in self.errors for violation in error.violations()]

    def fit(self, *, for_issue: bool) -> "Weighed":
        """The same; a draft may still wait for its customer's VAT number, or for another VAT regime.

        Raises the one thing that is in the way, or LinesRefused listing them all.
        """
        found = [each for each in self.errors if for_issue or not isinstance(each, NOT_OF_DRAFTS)]
        if len(found) == 1:
            raise found[0]
        if found:
            every = [violation for error in found for violation in error.violations()]
            raise LinesRefused("; ".join(each.message for each in every[:5]), violations=every)
        return self


def taxed_on(invoice: Invoice, today: date) -> date:
    """The day whose VAT rates count: when it was delivered or done, and of that day the invoice where nothing is said.

    VAT directive art. 63 and 93; Belgian VAT Code art. 38 §1, Dutch Wet OB art. 9 and 13.
    """
    return invoice.supplied_on or invoice.issued_on or today


async def weigh(
    work: Work, drafts: Sequence[LineDraft], around: Circumstances, *, vat_amount: Decimal | None = None
) -> Weighed:
    """Raises TotalTooLarge, VatDiffers, TooManyDecimals; what is wrong with lines is listed, not raised."""
    unrated: dict[int, DomainError] = {}
    lines = [_filled_in(draft, around, place, unrated) for place, draft in enumerate(drafts)]
    found = totals(lines, around.currency)
    if around.credited is not None:
        found = with_vat_left(found, await queries.left_at_each_rate(work, around.credited))
    if vat_amount is not None:
        found = with_vat(found, vat_amount, Decimal(0) if around.sells else roundings(len(lines)))
    weighed = Weighed(drafts, lines, found, [*unrated.values()][:1])  # of one day, so said once
    known = await ledger.known_accounts(work, {line.account for line in lines})
    kinds = await ledger.dimensions(
        work, {each.tag_id for draft in drafts for each in draft.tags}, put_away=around.credited is not None
    )
    for place, line in enumerate(lines):
        _examine(weighed, place, line, around, known, has_rate=place not in unrated)
        weighed.attempt(partial(ledger.check_shares, drafts[place].tags, kinds, f"lines.{place}.tags"))
    return weighed


def rows(weighed: Weighed, invoice: Invoice) -> list[dict[str, Any]]:
    """The lines of a draft, as they are kept."""
    return [
        {
            "id": new_id(),
            "invoice_id": invoice.id,
            "position": place,
            "description": line.description,
            "quantity": line.quantity,
            "unit": draft.unit or None,
            "unit_price": line.unit_price,
            "discount_percent": line.discount_percent,
            "treatment": line.treatment.value,
            "vat_rate": line.vat_rate,
            "account_code": line.account,
            "deductible_percent": line.deductible_percent,
            "net_amount": line_net(line, invoice.currency),
            "tags": [{"tag_id": str(tag), "percent": f"{percent:f}"} for tag, percent in line.tags],
        }
        for place, (draft, line) in enumerate(zip(weighed.drafts, weighed.lines, strict=True))
    ]


def as_draft(row: InvoiceLine, **changed: Any) -> LineDraft:
    """A kept line as one to begin with: our own row, read as it stands, whatever may be typed today."""
    kept: dict[str, Any] = {
        "description": row.description,
        "quantity": row.quantity,
        "unit": row.unit,
        "unit_price": row.unit_price,
        "discount_percent": row.discount_percent,
        "treatment": Treatment(row.treatment),
        "vat_rate": row.vat_rate,
        "account_code": row.account_code,
        "deductible_percent": row.deductible_percent,
        "tags": [LineTag.model_validate(each) for each in row.tags],
    }
    return LineDraft.model_construct(**kept | changed)


def groups(found: Totals) -> list[dict[str, str]]:
    """What is kept of the VAT: each treatment and rate with its sum."""
    return [
        {
            "treatment": each.treatment.value,
            "vat_rate": f"{each.vat_rate:f}",
            "net_amount": f"{each.net:f}",
            "vat_amount": f"{each.vat:f}",
        }
        for each in found.groups
    ]


def _filled_in(draft: LineDraft, around: Circumstances, place: int, unrated: dict[int, DomainError]) -> Line:
    account = draft.account_code or _usual_account(around)
    treatment = draft.treatment or _usual_treatment(around, account)
    rate = draft.vat_rate
    if rate is None:
        try:
            rate = _usual_rate(treatment, around)
        except RateUnknown as error:
            rate, unrated[place] = Decimal(0), error
    deductible = deduction(
        account, around.on, around.own, draft.deductible_percent, credits=around.credited is not None
    )
    return Line(
        draft.description,
        draft.quantity,
        draft.unit_price,
        treatment,
        rate,
        account,
        draft.discount_percent,
        Decimal(100) if around.sells else deductible,
        tuple((each.tag_id, each.percent) for each in draft.tags),
    )


def _usual_account(around: Circumstances) -> str:
    if around.sells:
        return (around.contact and around.contact.income_account) or around.plan.usual_income
    return (around.contact and around.contact.cost_account) or around.plan.usual_cost


def _usual_treatment(around: Circumstances, account: str) -> Treatment:
    contact, own = around.contact, around.own
    kept = contact and (contact.sale_treatment if around.sells else contact.purchase_treatment)
    if kept and (not around.sells or vat.fits_regime(Treatment(kept), around.regime)):
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
        Decimal(0),
        own_country=own.country,
        account=account,
        supplier_country=contact.country if contact else None,
    )


def _usual_rate(treatment: Treatment, around: Circumstances) -> Decimal:
    with_rate = treatment.has_rate and (treatment is Treatment.DOMESTIC or (not around.sells and treatment.deducts))
    return vat.standard_rate(around.own.country, around.on, field=around.dated_by) if with_rate else Decimal(0)


def deduction(account: str, on: date, own: Tenant, chosen: Decimal | None, *, credits: bool = False) -> Decimal:
    """How much of the VAT on a cost is deducted: nothing by who files no returns, but to give back what once was.

    Else what was chosen for the line, such as a van's beside a car's, or what the law allows.
    """
    if regime_on(own.regimes, on) != STANDARD and not credits:
        return Decimal(0)
    if chosen is not None:
        return chosen
    return vat.deductible_percent(account, on, own.country)


def _examine(
    weighed: Weighed, place: int, line: Line, around: Circumstances, known: Mapping[str, Known], *, has_rate: bool
) -> None:
    where, attempt = f"lines.{place}.", weighed.attempt
    if not (around.gives_back and line.account in known):
        attempt(lambda: ledger.check_in_use(line.account, known, field=f"{where}account_code"))
    check_account = check_income_account if around.sells else check_cost_account
    attempt(lambda: check_account(line.account, around.own.country, field=f"{where}account_code"))
    country, on = around.own.country, around.on
    if not has_rate:
        return
    if around.sells:
        number = around.customer_number
        if around.credited is None and not (around.gives_back and not line.vat_rate):  # the old paper's regime counts
            attempt(lambda: vat.check_regime(line.treatment, line.vat_rate, around.regime, field=where))
        attempt(lambda: vat.check_sale(line.treatment, line.vat_rate, number, country=country, on=on, field=where))
    else:
        goes_to = {"account": line.account, "field": where}
        attempt(lambda: vat.check_purchase(line.treatment, line.vat_rate, country=country, on=on, **goes_to))
