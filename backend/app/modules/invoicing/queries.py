"""Reads: lists in one query each, with the contact's name joined and the state worked out by the database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Date, Select, Text, and_, any_, case, exists, func, literal, literal_column, or_, select, true
from sqlalchemy.orm import Bundle, aliased

from accounting.vat import Treatment
from app.core.days import TODAY
from app.core.listing import Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing.errors import InvoiceNotFound, RecurringInvoiceNotFound
from app.modules.invoicing.models import LATE, Invoice, InvoiceLine, RecurringInvoice, Reminder
from app.modules.invoicing.schemas.listed import Status
from app.modules.invoicing.schemas.typed import Direction, Kind
from app.modules.ledger.models import Account
from app.modules.ledger.queries import KINDS

IS_QUOTE = Invoice.kind == "quote"
_made = aliased(Invoice)
STATE = case(
    (
        Invoice.status == "accepted",
        case((exists().where(_made.quote_id == Invoice.id, _made.status == "issued"), "invoiced"), else_="accepted"),
    ),
    (Invoice.status != "issued", Invoice.status),
    (and_(IS_QUOTE, Invoice.valid_until < TODAY), "expired"),
    (and_(~IS_QUOTE, Invoice.total_amount == 0), "paid"),  # an advance was all of it
    (and_(~IS_QUOTE, Invoice.open_amount == 0, Invoice.credited_amount == Invoice.total_amount), "credited"),
    (and_(~IS_QUOTE, Invoice.open_amount == 0, Invoice.offset_amount == Invoice.total_amount), "settled"),
    (and_(~IS_QUOTE, Invoice.open_amount == 0), "paid"),
    (and_(~IS_QUOTE, Invoice.kind != "credit_note", Invoice.due_on < TODAY), "overdue"),
    (and_(~IS_QUOTE, Invoice.open_amount + Invoice.offset_amount < Invoice.total_amount), "partly_paid"),
    (and_(~IS_QUOTE, Invoice.offset_amount > 0), "partly_settled"),
    (Invoice.sent_at.is_not(None), "sent"),
    else_="issued",
)
"""What people call the state of an invoice; of two that are true, the one that asks for something."""

SOON = timedelta(days=7)
IS_DUE_SOON = and_(
    Invoice.open_amount > 0, Invoice.kind != "credit_note", Invoice.due_on.between(TODAY, TODAY + SOON.days)
)
NARROWED = {
    "draft": Invoice.status == "draft",
    "overdue": and_(Invoice.open_amount > 0, Invoice.due_on < TODAY),
    "partly_paid": Invoice.open_amount > 0,
    "partly_settled": Invoice.open_amount > 0,
}
"""What an index finds first."""


def signed(column: Any) -> Any:
    """Below zero where the sign is; no product, for which PostgreSQL would make a numeric of the sign each time."""
    return case((Invoice.sign < 0, -column), else_=column).label(column.key)


_sought = aliased(Contact)


def of_a_contact_named(like: Any) -> Any:
    """First the few contacts of that name, then their invoices: asked the other way round, every invoice is opened."""
    return Invoice.contact_id.in_(select(_sought.id).where(_sought.name.icontains(like, escape="/")))


LATEST = literal_column(LATE, Date)
INVOICES = Listing(
    name="invoices",
    sorts={
        "issued_on": Sort(func.coalesce(Invoice.issued_on, LATEST), date.fromisoformat),
        "due_on": Sort(func.coalesce(Invoice.due_on, LATEST), date.fromisoformat),
        "number": Sort(func.coalesce(Invoice.number, literal_column("''", Text))),
        "contact_name": Sort(Contact.name),
        "total_amount": Sort(Invoice.total_amount * Invoice.sign, Decimal),
        "created_at": Sort(Invoice.created_at, datetime.fromisoformat),
    },
    default="-created_at",
    key=Invoice.id,
    search=(Invoice.number, Invoice.payment_reference, Invoice.order_reference, of_a_contact_named),
    searched="in number, references and the contact's name; an amount finds totals and what is open",
    amounts=(Invoice.total_amount, Invoice.open_amount),
    dated=Invoice.issued_on,
    filters={
        "status": Filter(
            None,
            Status,
            "the state as it is shown",
            where=lambda values: or_(*(and_(NARROWED.get(each, true()), each == STATE) for each in values)),
        ),
        "direction": Filter(Invoice.direction, Direction),
        "kind": Filter(Invoice.kind, Kind),
        "contact_id": Filter(Invoice.contact_id, UUID, "a customer or supplier"),
        "currency": Filter(Invoice.currency, str, "ISO 4217"),
        "due": Filter(
            None,
            Literal["soon"],
            "open, and due today or within a week; credit notes apart",
            where=lambda _: IS_DUE_SOON,
        ),
        "recurring_id": Filter(Invoice.recurring_id, UUID, "made by this recurring invoice"),
    },
)
OPEN_ITEMS = Listing(
    name="open-items",
    sorts={
        "due_on": Sort(func.coalesce(Invoice.due_on, LATEST), date.fromisoformat),
        "open_amount": Sort(Invoice.open_in_books * Invoice.sign, Decimal),
        "contact_name": Sort(Contact.name),
    },
    default="due_on",
    key=Invoice.id,
    search=(Invoice.number, Invoice.payment_reference, of_a_contact_named),
    searched="in number, reference and the contact's name; an amount finds totals and what is open",
    amounts=(Invoice.total_amount, Invoice.open_amount),
    dated=Invoice.due_on,
    filters={
        "direction": Filter(Invoice.direction, Direction),
        "contact_id": Filter(Invoice.contact_id, UUID, "a customer or supplier"),
        "currency": Filter(Invoice.currency, str, "ISO 4217"),
    },
)
RECURRING = Listing(
    name="recurring-invoices",
    sorts={
        "next_on": Sort(func.coalesce(RecurringInvoice.next_on, date.max), date.fromisoformat),
        "name": Sort(RecurringInvoice.name),
    },
    default="next_on",
    key=RecurringInvoice.id,
    search=(RecurringInvoice.name,),
    searched="in the name",
    filters={
        "is_active": Filter(RecurringInvoice.is_active, bool),
        "status": Filter(
            None,
            Literal["in_trouble"],
            "could not be made on its day, and waits for somebody",
            where=lambda _: RecurringInvoice.problem.is_not(None),
        ),
        "contact_id": Filter(RecurringInvoice.contact_id, UUID, "a customer"),
    },
)
_AS_THEY_ARE = (
    Invoice.id, Invoice.direction, Invoice.kind, Invoice.number, Invoice.contact_id, Invoice.issued_on, Invoice.due_on,
    Invoice.currency, Invoice.payment_reference,
)  # fmt: skip


@cache
def every_invoice() -> Select[Any]:
    """Lines of a list, as plain values: an invoice is not loaded to be shown in one."""
    return select(
        Bundle(
            "invoice",
            *_AS_THEY_ARE,
            STATE.label("status"),
            Contact.name.label("contact_name"),
            *(signed(getattr(Invoice, f"{each}_amount")) for each in ("net", "vat", "total", "open")),
            signed(Invoice.total_in_books),
            signed(Invoice.open_in_books),
            Invoice.exchange_rate,
            Invoice.treatment,
            Invoice.document_id,
            Invoice.entry_id,
            Invoice.sent_at,
            Invoice.created_at,
            Invoice.version,
        )
    ).join(Contact, Contact.id == Invoice.contact_id)


@cache
def open_items() -> Select[Any]:
    """What customers owe us above zero, what we owe below."""
    way = Invoice.sign * case((Invoice.direction == "sale", 1), else_=-1)
    return (
        select(
            Bundle(
                "open_item",
                *_AS_THEY_ARE,
                Contact.name.label("contact_name"),
                func.greatest(func.coalesce(TODAY - Invoice.due_on, 0), 0).label("days_late"),
                *((column * way).label(column.key) for column in (Invoice.total_amount, Invoice.open_amount)),
                (Invoice.open_in_books * way).label("open_in_books"),
            )
        )
        .join(Contact, Contact.id == Invoice.contact_id)
        .where(Invoice.open_amount > 0)
    )


def every_recurring() -> Select[Any]:
    return select(RecurringInvoice)


async def invoice(work: Work, invoice_id: UUID, *, lock: bool = False) -> Invoice:
    """Locked, it is ours until the transaction ends, and as it is now. Raises InvoiceNotFound."""
    return await one(work, Invoice, invoice_id, InvoiceNotFound, lock=lock)


async def left_at_each_rate(work: Work, invoice: Invoice) -> dict[tuple[Treatment, Decimal], tuple[Decimal, Decimal]]:
    """How much net and VAT its issued credit notes leave of what an invoice charged, by treatment and rate."""
    notes = select(Invoice.vat_groups).where(Invoice.credits_id == invoice.id, Invoice.status == "issued")
    left = {_rate(each): _amounts(each) for each in invoice.vat_groups}
    for each in [each for groups in await work.session.scalars(notes) for each in groups]:
        if (rate := _rate(each)) in left:
            (net, vat), (taken_net, taken_vat) = left[rate], _amounts(each)
            left[rate] = net - taken_net, vat - taken_vat
    return left


def _rate(group: Mapping[str, str]) -> tuple[Treatment, Decimal]:
    return Treatment(group["treatment"]), Decimal(group["vat_rate"])


def _amounts(group: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    return Decimal(group["net_amount"]), Decimal(group["vat_amount"])


async def lines(work: Work, invoice_id: UUID) -> Sequence[InvoiceLine]:
    """As they are now: the database counts what is credited of each."""
    query = select(InvoiceLine).where(InvoiceLine.invoice_id == invoice_id).order_by(InvoiceLine.position)
    return (await work.session.scalars(query.execution_options(populate_existing=True))).all()


async def credited_otherwise(work: Work, invoice_id: UUID) -> Sequence[tuple[str, InvoiceLine]]:
    """What its issued credit notes took off without taking a line back, with the number of the note."""
    query = (
        select(func.coalesce(Invoice.number, ""), InvoiceLine)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.credits_id == invoice_id, Invoice.status == "issued", InvoiceLine.credits_line_id.is_(None))
        .order_by(Invoice.issued_at, Invoice.id, InvoiceLine.position)
    )
    return (await work.session.execute(query)).tuples().all()


async def chosen_account(work: Work, invoice_id: UUID) -> str | None:
    """Where somebody chose to book the first line, if that is income: what was sold, and no asset or advance."""
    chosen = (
        select(InvoiceLine.account_code)
        .join(Account, Account.code == InvoiceLine.account_code)
        .where(InvoiceLine.invoice_id == invoice_id, InvoiceLine.position == 0, Account.type == "income")
        .where(literal("account_code") == any_(InvoiceLine.chosen))
    )
    return await work.session.scalar(chosen)


async def reminders(work: Work, invoice_id: UUID) -> Sequence[Reminder]:
    return (
        await work.session.scalars(select(Reminder).where(Reminder.invoice_id == invoice_id).order_by(Reminder.level))
    ).all()


async def recurring(work: Work, recurring_id: UUID, *, lock: bool = False) -> RecurringInvoice:
    """Raises RecurringInvoiceNotFound."""
    return await one(work, RecurringInvoice, recurring_id, RecurringInvoiceNotFound, lock=lock)


async def contact(work: Work, contact_id: UUID) -> Contact:
    """The customer or supplier of an invoice: there is always one."""
    return (await work.session.scalars(select(Contact).where(Contact.id == contact_id))).one()


async def own_company(work: Work) -> Tenant:
    assert work.tenant_id is not None
    return await work.session.get_one(Tenant, work.tenant_id)


async def kinds(work: Work, entry_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Invoice, credit note or receipt, by the entry it was booked with."""
    rows = await work.ask("select entry_id, kind from accounting.invoices where entry_id = any($1)", list(entry_ids))
    return dict(rows)


KINDS |= {"document": kinds, "invoice": kinds}
