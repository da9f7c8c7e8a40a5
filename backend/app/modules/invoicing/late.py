"""Who is to be reminded, found by the days of the ladders, and the reminders that were sent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, true
from sqlalchemy.orm import Bundle, aliased

from accounting.reminders import FREE, LADDERS, Proposal, Sent, proposal
from app.core.days import TODAY
from app.core.listing import Asked, Filter, Listing, Sort
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import queries
from app.modules.invoicing.models import Invoice, Reminder
from app.modules.invoicing.schemas.listed import ReminderProposal

PROPOSALS = Listing(
    name="reminder-proposals",
    sorts={
        "due_on": Sort(Invoice.due_on, date.fromisoformat),
        "contact_name": Sort(Contact.name),
        "open_amount": Sort(Invoice.open_in_books, Decimal),
    },
    default="due_on",
    key=Invoice.id,
    search=(Invoice.number, queries.of_a_contact_named),
    searched="in number and the contact's name",
    dated=Invoice.due_on,
    filters={
        "contact_id": Filter(Invoice.contact_id, UUID, "a customer"),
        "invoice_id": Filter(Invoice.id, UUID, "one invoice"),
    },
)
REMINDERS = Listing(
    name="reminders",
    sorts={"created_at": Sort(Reminder.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=Reminder.id,
    dated=Reminder.sent_on,
    filters={
        "invoice_id": Filter(Reminder.invoice_id, UUID),
        "contact_id": Filter(Invoice.contact_id, UUID, "a customer"),
        "level": Filter(Reminder.level, int),
    },
)
ZERO = Decimal(0)
A_PAGE = 200
"""So many are reminded in a night before it looks for more."""


@cache
def every_proposal(country: str) -> Select[Any]:
    """What waits for its day, or is at the end of its ladder, is not among them."""
    last: Any = (
        select(
            Reminder.invoice_id, func.max(Reminder.level).label("level"), func.max(Reminder.sent_on).label("sent_on")
        )
        .group_by(Reminder.invoice_id)
        .subquery()
    )
    since: Any = func.coalesce(last.c.sent_on, Invoice.due_on)
    return (
        select(Invoice)
        .join(Contact, Contact.id == Invoice.contact_id)
        .outerjoin(last, last.c.invoice_id == Invoice.id)
        .where(
            Invoice.direction == "sale",
            Invoice.kind == "invoice",
            Invoice.open_amount > 0,
            Invoice.due_on < TODAY,
            since + days_to_wait(country, Contact.is_business, Invoice.due_on, func.coalesce(last.c.level, 0)) <= TODAY,
        )
    )


def days_to_wait(country: str, is_business: Any, due_on: Any, level: Any) -> Any:
    """From the last step, or the due day, until the next one of the ladder that holds; null where none is left."""
    found: list[Any] = []
    for ladder in (*(each for each in LADDERS if each.country == country), FREE):
        holds = and_(
            due_on.between(ladder.valid_from, ladder.valid_to or date.max),
            is_business == ladder.is_business if ladder.country else true(),
        )
        found += [(and_(holds, level < step.level), step.days_after) for step in ladder.steps]
        found.append((holds, None))
    return case(*found)


def in_their_favour() -> ColumnElement[bool]:
    """Whether the customer of an invoice has a credit note open that could pay it."""
    note = aliased(Invoice)
    theirs = (note.contact_id == Invoice.contact_id) & (note.currency == Invoice.currency)
    return exists().where(theirs, _is_open_credit(note))


def _is_open_credit(note: Any) -> ColumnElement[bool]:
    return and_(note.direction == "sale", note.kind == "credit_note", note.open_amount > 0)


async def _open_credit(work: Work, contacts: Iterable[UUID]) -> dict[tuple[UUID, str], tuple[Decimal, UUID]]:
    """What the credit notes of each customer have open in each currency, and the first of them."""
    found: dict[tuple[UUID, str], tuple[Decimal, UUID]] = {}
    notes = select(Invoice).where(Invoice.contact_id.in_(contacts), _is_open_credit(Invoice))
    for each in await work.session.scalars(notes.order_by(Invoice.issued_on, Invoice.id)):
        amount, first = found.get((each.contact_id, each.currency), (ZERO, each.id))
        found[each.contact_id, each.currency] = (amount + each.open_amount, first)
    return found


async def proposals_of(work: Work, invoices: Sequence[Invoice]) -> list[ReminderProposal]:
    """The next step of each; not of one that was reminded since it was found."""
    own = await queries.own_company(work)
    contacts = select(Contact).where(Contact.id.in_({each.contact_id for each in invoices}))
    known = {each.id: each for each in await work.session.scalars(contacts)}
    credit = await _open_credit(work, known)
    sent: dict[UUID, list[Sent]] = {}
    for each in await work.session.scalars(
        select(Reminder).where(Reminder.invoice_id.in_([one.id for one in invoices]))
    ):
        sent.setdefault(each.invoice_id, []).append(Sent(each.level, each.sent_on))
    return [
        _shown(
            invoice, known[invoice.contact_id], step, *credit.get((invoice.contact_id, invoice.currency), (ZERO, None))
        )
        for invoice in invoices
        if (step := next_step(work, invoice, known[invoice.contact_id], own, sent.get(invoice.id, ())))
    ]


@cache
def every_reminder() -> Select[Any]:
    return (
        select(
            Bundle(
                "reminder",
                Reminder.id,
                Reminder.invoice_id,
                Invoice.number,
                Invoice.contact_id,
                Contact.name.label("contact_name"),
                Reminder.level,
                Reminder.rule,
                Reminder.fee,
                Reminder.interest,
                Reminder.sent_on,
                Reminder.mail_id,
            )
        )
        .join(Invoice, Invoice.id == Reminder.invoice_id)
        .join(Contact, Contact.id == Invoice.contact_id)
    )


async def to_mail(work: Work, cursor: str | None) -> tuple[list[ReminderProposal], str | None]:
    """Some of those whose customers have an e-mail address, and where the next begin.

    To ask for all of an invoice of somebody with a credit note open is for a person.
    """
    every = every_proposal((await queries.own_company(work)).country)
    query = every.where(Contact.email.is_not(None), ~in_their_favour())
    found = await PROPOSALS.page(work, query, Asked(sort="due_on", limit=A_PAGE, cursor=cursor))
    return await proposals_of(work, found.rows), found.next_cursor


def next_step(work: Work, invoice: Invoice, contact: Contact, own: Tenant, sent: Sequence[Sent]) -> Proposal | None:
    if invoice.due_on is None:
        return None
    return proposal(
        open_amount=invoice.open_amount,
        open_in_books=invoice.open_in_books,
        due_on=invoice.due_on,
        sent=sent,
        today=work.today,
        country=own.country,
        is_business=contact.is_business,
        has_clause=own.terms_claim_costs,
    )


def _shown(
    invoice: Invoice, contact: Contact, step: Proposal, in_favour: Decimal, credit_note_id: UUID | None
) -> ReminderProposal:
    told: dict[str, Any] = {
        "invoice_id": invoice.id,
        "number": invoice.number,
        "contact_id": contact.id,
        "contact_name": contact.name,
        "email": contact.email,
        "due_on": invoice.due_on,
        "days_late": step.days_late,
        "currency": invoice.currency,
        "open_amount": invoice.open_amount,
        "level": step.level,
        "rule": step.rule,
        "from_day": step.from_day,
        "fee": step.fee,
        "interest": step.interest,
        "in_their_favour": in_favour,
        "credit_note_id": credit_note_id,
        "rate_published_until": step.rate_published_until,
    }
    return ReminderProposal(**told)
