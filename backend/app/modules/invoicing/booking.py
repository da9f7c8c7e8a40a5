"""From a reviewed document to what the books would say, or everything that is in the way: nothing is written here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounting import purchases, vat
from accounting.errors import DomainError, Violation
from accounting.invoice import Group, Line, Totals, check_accrued_cost, check_cost_account
from accounting.invoice_postings import Terms, purchase_postings, total_in_books
from accounting.journal import Posting
from accounting.purchase_parts import Part, parts
from accounting.purchases import AddressedToAnotherCompany, Amounts, BreakdownDiffers
from accounting.reading.consistency import findings
from accounting.vat import Treatment
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document
from app.modules.identity.models import Tenant
from app.modules.invoicing import treating
from app.modules.invoicing.errors import CreditedDeductionUnsaid, ExchangeRateMissing, NotReadyToBook
from app.modules.invoicing.treating import Reviewed
from app.modules.invoicing.usual import deduction

NEEDED = {
    "supplier_name": "the supplier's name is needed",
    "issue_date": "the invoice date is needed",
    "total_amount": "the total amount is needed",
}
ACCEPTABLE = (AddressedToAnotherCompany.code(),)
"""Problems that an approver may set aside, one by one and by name; the audit trail keeps which."""

SAID_BY_WARNING = {
    "amounts_differ": "total_differs_from_parts",
    "breakdown_differs": "breakdown_differs",
    "bases_differ": "breakdown_base_differs",
    "addressed_to_another_company": "addressed_to_another_company",
}
"""Problem → the document's warning about the same thing, so that it can be shown once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A purchase ready to be written: amounts as on paper, never below zero, and its postings."""

    account_code: str
    cost: str
    kind: str
    treatment: Treatment
    issued_on: date
    currency: str
    rate: Decimal
    lines: list[Line]
    totals: Totals
    total_in_books: Decimal
    postings: list[Posting]


@dataclass(slots=True)
class Weighed:
    """What came of a document: a plan, unless something is in the way, and all that is; what was set aside.

    `cost_account`: what was accrued, of what is booked on an accrual.
    """

    account_code: str
    cost_account: str | None = None
    plan: Plan | None = None
    errors: list[DomainError] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    def violations(self) -> list[Violation]:
        return [violation for error in self.errors for violation in error.violations()]

    def ready(self) -> Plan:
        """The plan. Raises the one thing that is in the way, or NotReadyToBook listing them all."""
        if len(self.errors) == 1:
            raise self.errors[0]
        if self.errors or self.plan is None:
            every = self.violations()
            raise NotReadyToBook("; ".join(each.message for each in every), violations=every)
        return self.plan


def account_for(document: Document, supplier: Contact | None, asked: str | None, own: Tenant) -> str:
    """What was asked for, else chosen on the document, else what is usual for this supplier, or for anybody."""
    usual = (supplier.cost_account if supplier else None) or own.accounts.usual_cost
    return asked or document.account_code or usual


def accrued_cost(reviewed: Reviewed, asked: str | None) -> str | None:
    """What was accrued of it, where a part of it is booked on an accrual; by default what its supplier usually is."""
    if accrual_of(reviewed) is None:
        return None
    usual = reviewed.supplier.cost_account if reviewed.supplier else None
    return asked or reviewed.document.cost_account or reviewed.own.accounts.usual(usual)


def accrual_of(reviewed: Reviewed) -> str | None:
    accounts = [reviewed.account_of(each) for each in reviewed.rows if each.says_something] or [reviewed.account]
    return next((each for each in accounts if reviewed.own.accounts.is_accrual(each)), None)


def weigh(reviewed: Reviewed, *, rate: Decimal | None, accept: Collection[str] = ()) -> Weighed:
    """The booking that the document's fields ask for, or everything that is in its way, at once."""
    document, own = reviewed.document, reviewed.own
    weighed = Weighed(reviewed.account, reviewed.accrued)
    _complete(document, weighed)
    currency = document.value("currency") or own.currency
    if currency == own.currency:
        rate = Decimal(1)
    elif rate is None:
        question = f"1 {currency} is how many {own.currency}?"
        weighed.errors.append(ExchangeRateMissing(question, field="exchange_rate"))
    amounts = _amounts(document, weighed)
    _addressee(document, own, weighed, accept)
    try:
        check_cost_account(reviewed.account, own.country)
        if accrual := accrual_of(reviewed):
            check_accrued_cost(reviewed.accrued, accrual, own.country)
    except DomainError as error:
        weighed.errors.append(error)
    if amounts is not None and document.value("issue_date"):
        weighed.errors.extend(treating.refused(reviewed, amounts))
    if amounts is not None and rate is not None and not weighed.errors:
        try:
            weighed.plan = _plan(reviewed, amounts, currency, rate)
        except DomainError as error:
            weighed.errors.append(error)
    return weighed


def _plan(reviewed: Reviewed, amounts: Amounts, currency: str, rate: Decimal) -> Plan:
    document, own = reviewed.document, reviewed.own
    issued_on = date.fromisoformat(document.value("issue_date"))
    kind = "credit_note" if amounts.total < 0 else document.kind or "invoice"
    sign = -1 if amounts.total < 0 else 1
    whole = Amounts(sign * amounts.net, sign * amounts.vat, sign * amounts.total)
    found = [
        (part, _line(reviewed, part, whole.vat, issued_on, kind)) for part in parts(whole, reviewed.rows, currency)
    ]
    lines = [line for _, line in found]
    totals = Totals(currency, whole.net, whole.vat, whole.total, _groups(found))
    terms = Terms("credit_note" if kind == "credit_note" else "invoice", own.country, own.currency, rate)
    postings = purchase_postings(lines, totals, terms)
    main = max(lines, key=lambda line: abs(line.unit_price)).treatment
    return Plan(
        reviewed.account,
        own.accounts.cost_of(reviewed.account, reviewed.accrued),
        kind,
        main,
        issued_on,
        currency,
        rate,
        lines,
        totals,
        total_in_books(totals, terms),
        postings,
    )


def _line(reviewed: Reviewed, part: Part, whole: Decimal, on: date, kind: str) -> Line:
    """The line of one rate: its treatment, its account, and how much of its VAT is deducted there.

    `whole` is the VAT of all of the document.
    """
    document, own = reviewed.document, reviewed.own
    account, cost = reviewed.account_of(part), reviewed.cost_of(part)
    treatment = treating.treatment(reviewed, part, whole)
    rate = part.rate
    if treatment.is_reverse_charge and not rate:
        rate = vat.standard_rate(own.country, on, field="fields.issue_date")
    return Line(
        document.value("invoice_number") or document.value("supplier_name"),  # a till receipt has no number
        Decimal(1),
        part.net,
        treatment,
        rate.normalize() + 0,
        account,
        deductible_percent=deduction(cost, on, own, part.deductible, credits=kind == "credit_note"),
        cost_account=cost if cost != account else None,
    )


def deduction_unsaid(reviewed: Reviewed, plan: Plan) -> list[DomainError]:
    """The rows of a note with VAT of which nobody said how much was deducted."""
    told = list(enumerate(reviewed.rows))
    open_ones = [place for place, row in told if row.says_something and row.vat != 0 and row.deductible is None]
    if plan.kind != "credit_note" or not plan.totals.vat:
        return []
    places = open_ones if any(row.says_something for _, row in told) else [0]
    return [CreditedDeductionUnsaid(field=f"{treating.FIELD}.{place}.deductible_percent") for place in places]


def _groups(found: Sequence[tuple[Part, Line]]) -> tuple[Group, ...]:
    """What each treatment at each rate comes to, with the VAT that stands on the paper."""
    sums: dict[tuple[Treatment, Decimal], tuple[Decimal, Decimal]] = {}
    for part, line in found:
        key = (line.treatment, line.vat_rate)
        net, owed = sums.get(key, (Decimal(0), Decimal(0)))
        sums[key] = (net + part.net, owed + part.vat)
    highest_first = sorted(sums.items(), key=lambda each: (-each[0][1], each[0][0].value))
    return tuple(Group(*key, *amounts) for key, amounts in highest_first)


def _complete(document: Document, weighed: Weighed) -> None:
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
        weighed.errors.append(NotReadyToBook("; ".join(each.message for each in missing), violations=missing))


def _amounts(document: Document, weighed: Weighed) -> Amounts | None:
    """Net, VAT and total, negative on a credit note; None without a total, or when they contradict each other."""
    if not document.value("total_amount"):
        return None
    try:
        found = purchases.amounts(*(_decimal(document, name) for name in ("net_amount", "vat_amount", "total_amount")))
    except DomainError as error:
        weighed.errors.append(error)
        return None
    if "breakdown_differs:vat_breakdown" in findings(document.as_reading()):
        weighed.errors.append(BreakdownDiffers(field="fields.vat_breakdown"))
        return None
    if document.kind == "credit_note" and found.total > 0:
        return Amounts(-found.net, -found.vat, -found.total)
    return found


def _addressee(document: Document, own: Tenant, weighed: Weighed, accept: Collection[str]) -> None:
    try:
        purchases.check_addressee(document.value("customer_vat_number"), own.vat_number, own.country)
    except AddressedToAnotherCompany as error:
        if error.code() in accept:
            weighed.accepted.append(error.code())
        else:
            weighed.errors.append(error)


def _decimal(document: Document, name: str) -> Decimal | None:
    value = document.value(name)
    return Decimal(value) if value else None
