"""Approving a document: its purchase invoice and its entry are written at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.errors import DomainError
from accounting.exchange_differences import ExchangeRateUnlikely, check_rate
from accounting.invoice import AccruedCostRefused, CostAccountRefused
from accounting.late_papers import BookedBeforeItsDate, BookedInTheFuture, booking_day
from app.core.events import values_of
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts import service as contacts
from app.modules.contacts.models import Contact
from app.modules.documents import service as documents
from app.modules.documents.models import Document
from app.modules.invoicing import booking, lines, paper, queries, treating, usual
from app.modules.invoicing.booked_before import booked_before
from app.modules.invoicing.errors import InvoiceBookedAlready, IssuedInTheFuture
from app.modules.invoicing.issuing import A_YEAR
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.invoicing.schemas.booking import Approve
from app.modules.invoicing.treating import Reviewed
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import AccountArchived, AccountUnknown, ExchangeRateUnknown, PeriodLocked, YearClosed

BOOKED = (
    "status",
    "kind",
    "issued_on",
    "due_on",
    "currency",
    "exchange_rate",
    "net_amount",
    "vat_amount",
    "total_amount",
    "total_in_books",
    "account_code",
    "treatment",
)
"""What the audit log tells of an invoice that was booked."""


async def approve(work: Work, document_id: UUID, asked: Approve, version: int | None = None) -> Document:
    """Book a reviewed document: supplier found or made, purchase invoice, balanced entry; all or nothing.

    Raises DocumentNotReviewable, and when something is in the way: that, such as AmountsDiffer, AccountUnknown,
    InvoiceBookedAlready or AddressedToAnotherCompany, or NotReadyToBook listing all of it.
    """
    await ledger.hold(work)
    document = await documents.for_review(work, document_id, version)
    weighed = await weigh(work, document, await supplier_of(work, document), asked)
    plan = weighed.ready()
    supplier = await contacts.supplier(
        work,
        contacts.Supplier(
            name=document.value("supplier_name"),
            vat_number=document.value("supplier_vat_number"),
            iban=document.value("supplier_iban"),
            address=document.value("supplier_address"),
        ),
    )
    number = document.value("invoice_number")
    if again := await _booked_already(work, supplier, document, plan.issued_on):  # in the moment before it was ours
        raise again
    entry = await ledger.post(
        work,
        journal_name="purchases",
        on=booking_day(asked.booked_on, plan.issued_on, work.today),
        memo=" ".join(filter(None, (supplier.name, number))),
        postings=[replace(each, contact_id=supplier.id) for each in plan.postings],
        source=("document", document.id),
    )
    due = document.value("due_date")
    invoice = Invoice(
        id=new_id(),
        direction="purchase",
        contact_id=supplier.id,
        document_id=document.id,
        entry_id=entry.id,
        kind=plan.kind,
        number=number,
        issued_on=plan.issued_on,
        due_on=date.fromisoformat(due) if due else None,
        currency=plan.currency,
        exchange_rate=plan.rate,
        net_amount=plan.totals.net,
        vat_amount=plan.totals.vat,
        total_amount=plan.totals.total,
        total_in_books=plan.total_in_books,
        vat_groups=lines.groups(plan.totals),
        payment_reference=document.value("payment_reference"),
        account_code=plan.account_code,
        treatment=plan.treatment,
        created_by=work.actor_id,
        issued_at=work.now,
        issued_by=work.actor_id,
    )
    own = await queries.own_company(work)
    if invoice.due_on is None:
        invoice.due_on = paper.terms(invoice, own, supplier, plan.issued_on)
    work.session.add(invoice)
    await work.session.flush()
    work.session.add_all(_rows(invoice, plan))
    await work.session.flush()
    invoice.status = "issued"
    await contacts.learn(work, supplier, {"cost_account": own.accounts.usual(plan.cost)})
    await work.session.flush()
    await work.record(
        "invoice.booked",
        invoice_id=invoice.id,
        entry_id=entry.id,
        supplier_id=supplier.id,
        number=number,
        new=values_of(invoice, *BOOKED),
    )
    await documents.approved(
        work,
        document,
        entry_id=entry.id,
        invoice_id=invoice.id,
        account_code=plan.account_code,
        accepted_warnings=weighed.accepted,
    )
    return document


def _rows(invoice: Invoice, plan: booking.Plan) -> list[InvoiceLine]:
    return [
        InvoiceLine(
            id=new_id(),
            invoice_id=invoice.id,
            position=place,
            description=each.description,
            quantity=each.quantity,
            unit_price=each.unit_price,
            treatment=each.treatment.value,
            vat_rate=each.vat_rate,
            account_code=each.account,
            cost_account=each.cost_account,
            deductible_percent=each.deductible_percent,
            net_amount=each.unit_price,
        )
        for place, each in enumerate(plan.lines)
    ]


async def weigh(work: Work, document: Document, supplier: Contact | None, asked: Approve) -> booking.Weighed:
    """The booking and all that is in its way, what only the books know included."""
    own = await queries.own_company(work)
    code = booking.account_for(document, supplier, asked.account_code, own)
    reviewed = Reviewed(document, own, supplier, code)
    reviewed = replace(reviewed, accrued=booking.accrued_cost(reviewed, asked.cost_account))
    known = await _known_rate(work, document)
    rate = asked.exchange_rate or known
    weighed = booking.weigh(reviewed, rate=rate, accept=asked.accept_warnings)
    if known and document.value("currency") != own.currency:
        weighed.errors += _unlikely(asked, known)
    if supplier and weighed.plan and await usual.deducted_before(work, own, supplier.id, weighed.plan.issued_on):
        weighed.errors += booking.deduction_unsaid(reviewed, weighed.plan)
    if not any(isinstance(error, CostAccountRefused | AccruedCostRefused) for error in weighed.errors):
        weighed.errors += await _accounts_refused(work, reviewed, weighed.plan)
    if not (said := document.value("issue_date")):
        return weighed
    issued_on, latest = date.fromisoformat(said), work.today + A_YEAR
    if issued_on > latest:
        weighed.errors.append(
            IssuedInTheFuture(f"{latest} is the last day for it", field="fields.issue_date", value=said)
        )
    if again := await _booked_already(work, supplier, document, issued_on):
        weighed.errors.append(again)
    try:
        await _check_day(work, asked, issued_on, weighed.plan)
    except (BookedBeforeItsDate, BookedInTheFuture, PeriodLocked, YearClosed) as error:
        weighed.errors.append(error)
    return weighed


def _unlikely(asked: Approve, known: Decimal) -> list[DomainError]:
    """A typed rate that is far from the known one, unless it is meant."""
    try:
        if asked.exchange_rate and not asked.accept_exchange_rate:
            check_rate(asked.exchange_rate, known, field="exchange_rate")
    except ExchangeRateUnlikely as error:
        return [error]
    return []


async def _accounts_refused(work: Work, reviewed: Reviewed, plan: booking.Plan | None) -> list[DomainError]:
    """Accounts that are not in the chart; and archived ones, but for a credit note: it goes where its invoice was."""
    fields = {reviewed.account: "account_code"} | ({reviewed.accrued: "cost_account"} if reviewed.accrued else {})
    for place, row in enumerate(reviewed.rows):
        fields.setdefault(reviewed.account_of(row), f"{treating.FIELD}.{place}.account_code")
    posted = [each.account for each in plan.postings] if plan else []
    known = await ledger.known_accounts(work, [*fields, *posted])
    gives_back = (plan.kind if plan else reviewed.document.kind) == "credit_note"
    found = list[DomainError]()
    for asked in dict.fromkeys([*fields, *posted]):
        if asked in known and (gives_back or asked not in fields):
            continue
        try:
            ledger.check_in_use(asked, known, field=fields.get(asked, "account_code"))
        except (AccountUnknown, AccountArchived) as error:
            found.append(error)
    return found


async def _check_day(work: Work, asked: Approve, issued_on: date, plan: booking.Plan | None) -> None:
    """Whether the books take it on its day. Without a plan only what holds for every entry is known."""
    on = booking_day(asked.booked_on, issued_on, work.today)
    await ledger.refuse_closed_to(work, "purchases", on, plan.postings if plan else [])


async def _known_rate(work: Work, document: Document) -> Decimal | None:
    """What the books know its currency was worth that day."""
    currency, said = document.value("currency"), document.value("issue_date")
    if not currency or not said:
        return None
    try:
        return await ledger.rate_on(work, currency, date.fromisoformat(said))
    except ExchangeRateUnknown:
        return None


async def supplier_of(work: Work, document: Document) -> Contact | None:
    return await contacts.find_supplier(work, document.value("supplier_vat_number"), document.value("supplier_name"))


async def _booked_already(
    work: Work, supplier: Contact | None, document: Document, issued_on: date
) -> InvoiceBookedAlready | None:
    """As the document says it; a till receipt has no number."""
    if (number := document.value("invoice_number")) is None:
        return None
    return await booked_before(
        work,
        supplier,
        number,
        document.kind or "invoice",
        issued_on,
        field="fields.invoice_number",
        name=document.value("supplier_name"),
        vat_number=document.value("supplier_vat_number"),
        document_id=document.id,
    )
