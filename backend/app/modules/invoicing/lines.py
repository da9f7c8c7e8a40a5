"""Lines: what somebody typed, with what is proposed for the rest, as rows and as what `accounting.invoice` knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from accounting import vat
from accounting.errors import DomainError, Violation
from accounting.invoice import (
    AccruedCostMissing,
    Line,
    Totals,
    check_accrued_cost,
    check_cost_account,
    check_income_account,
    line_net,
    roundings,
    totals,
    with_vat,
    with_vat_left,
)
from accounting.vat import CustomerVatNumberNeeded, RateUnknown, RegimeChargesNoVat, RegimeChargesVat, Treatment
from accounting.vat.regimes import STANDARD
from app.core.models import new_id
from app.core.work import Work
from app.modules.invoicing import queries, taking_back, usual
from app.modules.invoicing.errors import CreditedDeductionUnsaid, LinesRefused
from app.modules.invoicing.models import FACTS, Invoice, InvoiceLine
from app.modules.invoicing.schemas.drafting import LineDraft, LineTag
from app.modules.invoicing.taking_back import Parts
from app.modules.invoicing.usual import Circumstances
from app.modules.ledger import service as ledger
from app.modules.ledger.posting import Known

VAT = {"treatment", "vat_rate"}
NOT_OF_DRAFTS = (
    CustomerVatNumberNeeded, RegimeChargesNoVat, RegimeChargesVat, AccruedCostMissing, CreditedDeductionUnsaid,
)  # fmt: skip


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
        """The same; a draft may still wait for its customer's VAT number, another VAT regime, or the cost accrued.

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
    credited = await queries.lines(work, around.credited.id) if around.credited else ()
    taken = taking_back.parts(drafts, credited, around.currency)
    drafts = taken.drafts
    if around.sells and not usual.learned(around) and not all(each.account_code for each in drafts):
        around = replace(around, last_income=await usual.last_income(work))
    lines = _filled_in(taken, around, unrated)
    found = totals(lines, around.currency)
    if around.by_receipt and vat.is_simplified_invoice(found.total, around.own.country, around.on):
        around = replace(around, deducted_by_receipt=found.vat)
        lines = _filled_in(taken, around, unrated)
        found = totals(lines, around.currency)
    if around.credited is not None:
        found = with_vat_left(found, await queries.left_at_each_rate(work, around.credited))
    if vat_amount is not None:
        found = with_vat(found, vat_amount, Decimal(0) if around.sells else roundings(len(lines)))
    weighed = Weighed(drafts, lines, found, [*[*unrated.values()][:1], *taken.errors])  # of one day, so said once
    accounts = {account for line in lines for account in (line.account, line.cost_account) if account}
    known = await ledger.known_accounts(work, accounts)
    kinds = await ledger.dimensions(
        work, {each.tag_id for draft in drafts for each in draft.tags}, put_away=around.credited is not None
    )
    for place, line in enumerate(lines):
        _examine(weighed, place, line, around, known, has_rate=place not in unrated)
        weighed.attempt(partial(ledger.check_shares, drafts[place].tags, kinds, f"lines.{place}.tags"))
    if await _may_give_back(work, around):
        weighed.errors += [
            CreditedDeductionUnsaid(field=f"lines.{place}.deductible_percent")
            for place, line in enumerate(lines)
            if drafts[place].deductible_percent is None and line.treatment.deducts and line.vat_rate
        ]
    return weighed


def unsaid(row: InvoiceLine, around: Circumstances) -> dict[str, None]:
    """What is asked again where a draft is issued: of a note, how much was deducted by who deducts nothing now."""
    asks = around.gives_back and around.credited is None and around.regime != STANDARD
    return {"deductible_percent": None} if asks and "deductible_percent" not in row.chosen else {}


async def _may_give_back(work: Work, around: Circumstances) -> bool:
    """A supplier's note of an invoice that it does not name here; of one that it does, it is known."""
    if around.sells or not around.gives_back or around.credited is not None or around.contact is None:
        return False
    return await usual.deducted_before(work, around.own, around.contact.id, around.on)


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
            "cost_account": line.cost_account,
            "deductible_percent": line.deductible_percent,
            "net_amount": line_net(line, invoice.currency),
            "tags": [{"tag_id": str(tag), "percent": f"{percent:f}"} for tag, percent in line.tags],
            "chosen": [fact for fact in FACTS if getattr(draft, fact) is not None],
            "credits_line_id": draft.credits_line_id,
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
        "cost_account": row.cost_account,
        "deductible_percent": row.deductible_percent,
        "tags": [LineTag.model_validate(each) for each in row.tags],
        "credits_line_id": row.credits_line_id,
    }
    return LineDraft.model_construct(**kept | changed)


def as_chosen(row: InvoiceLine, **changed: Any) -> LineDraft:
    """A kept line with what somebody chose; the rest is left to be proposed anew. Treatment and rate are one choice."""
    kept = {*row.chosen, *(VAT if VAT & {*row.chosen} else ())}
    return as_draft(row, **{fact: None for fact in FACTS if fact not in kept} | changed)


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


def _filled_in(taken: Parts, around: Circumstances, unrated: dict[int, DomainError]) -> list[Line]:
    return [
        replace(_line(draft, around, place, unrated), net=taken.nets.get(place))
        for place, draft in enumerate(taken.drafts)
    ]


def _line(draft: LineDraft, around: Circumstances, place: int, unrated: dict[int, DomainError]) -> Line:
    account = draft.account_code or usual.account(around)
    cost = draft.cost_account or (None if draft.credits_line_id else usual.accrued(around, account))
    treatment = draft.treatment or usual.treatment(around, cost or account)
    rate = draft.vat_rate
    if rate is None:
        try:
            rate = usual.rate(treatment, around)
        except RateUnknown as error:
            rate, unrated[place] = Decimal(0), error
    deductible = usual.deduction(
        cost or account, around.on, around.own, draft.deductible_percent, credits=around.gives_back
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
        cost_account=cost,
    )


def _examine(
    weighed: Weighed, place: int, line: Line, around: Circumstances, known: Mapping[str, Known], *, has_rate: bool
) -> None:
    where, attempt = f"lines.{place}.", weighed.attempt
    for name, account in (("account_code", line.account), ("cost_account", line.cost_account)):
        if account and not (around.gives_back and account in known):
            attempt(partial(ledger.check_in_use, account, known, field=where + name))
    if line.cost_account or not weighed.drafts[place].credits_line_id:  # what it takes back may be of before
        attempt(
            lambda: check_accrued_cost(
                line.cost_account, line.account, around.own.country, field=f"{where}cost_account"
            )
        )
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
        goes_to = {"account": line.cost, "field": where}
        attempt(lambda: vat.check_purchase(line.treatment, line.vat_rate, country=country, on=on, **goes_to))
