"""Reminding customers who pay late: what the ladder proposes, and sending it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_

from accounting.reminders import LAST_LEVEL, Proposal, Sent, proposal
from app.core.fingerprints import fingerprint
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import mailing, printing, queries, sending
from app.modules.invoicing.errors import ReminderNotDue
from app.modules.invoicing.models import Invoice, Reminder
from app.modules.invoicing.schemas.letters import LetterRead, RemindAsked
from app.modules.invoicing.schemas.listed import ReminderProposal

MOST_PROPOSED = 500


async def proposals(work: Work, *, mailable: bool = False) -> list[ReminderProposal]:
    """The next step for every invoice that is late enough, the latest first; at most 500.

    What waits for its day, or is at the end of its ladder, takes nobody's place. `mailable`: of customers with an
    e-mail address.
    """
    own = await queries.own_company(work)
    found: list[ReminderProposal] = []
    after: tuple[Any, ...] | None = None
    while True:
        rows = await _late(work, after, mailable=mailable)
        for invoice, contact, levels, days in rows:
            earlier = [Sent(level, day) for level, day in zip(levels or (), days or (), strict=True)]
            if (next_step := _next(work, invoice, contact, own, earlier)) is not None:
                found.append(_shown(invoice, contact, next_step))
        if len(rows) < MOST_PROPOSED or len(found) >= MOST_PROPOSED:
            return found[:MOST_PROPOSED]
        after = (rows[-1][0].due_on, rows[-1][0].id)


async def _late(work: Work, after: tuple[Any, ...] | None, *, mailable: bool) -> Sequence[Any]:
    """The late invoices that come after one, with what was sent; without those that had their last reminder."""
    sent = (
        select(
            Reminder.invoice_id,
            func.array_agg(Reminder.level).label("levels"),
            func.array_agg(Reminder.sent_on).label("days"),
            func.max(Reminder.level).label("level"),
        )
        .group_by(Reminder.invoice_id)
        .subquery()
    )
    query = (
        select(Invoice, Contact, sent.c.levels, sent.c.days)
        .join(Contact, Contact.id == Invoice.contact_id)
        .outerjoin(sent, sent.c.invoice_id == Invoice.id)
        .where(
            Invoice.direction == "sale",
            Invoice.kind == "invoice",
            Invoice.open_amount > 0,
            Invoice.due_on < work.today,
            func.coalesce(sent.c.level, 0) < LAST_LEVEL,
        )
        .order_by(Invoice.due_on, Invoice.id)
        .limit(MOST_PROPOSED)
    )
    if mailable:
        query = query.where(Contact.email.is_not(None))
    if after is not None:
        query = query.where(tuple_(Invoice.due_on, Invoice.id) > after)
    return (await work.session.execute(query)).all()


async def remind(work: Work, invoice_id: UUID, asked: RemindAsked) -> Reminder:
    """Send the next reminder of an invoice, with the invoice attached if we made it; each step once.

    Raises InvoiceNotFound, ReminderNotDue, ReminderSentAlready, RecipientNeeded, and as `mailing.promise` does.
    """
    invoice = await queries.invoice(work, invoice_id, lock=True)
    contact, own = await queries.contact(work, invoice.contact_id), await queries.own_company(work)
    step = await _step(work, invoice, contact, own, asked)
    to = sending.recipient(asked.to, contact)
    mail_id = await mailing.promise(
        work,
        "reminder",
        to=to,
        language=invoice.language,
        attachments=sending.attachments(work, invoice),
        **_told(invoice, contact, own, step),
    )
    reminder = Reminder(
        id=new_id(),
        invoice_id=invoice.id,
        level=step.level,
        rule=step.rule,
        fee=step.fee,
        interest=step.interest,
        mail_id=mail_id,
        sent_by=work.actor_id,
        sent_on=work.today,
    )
    work.session.add(reminder)
    await work.record(
        "invoice.reminded",
        invoice_id=invoice.id,
        reminder_id=reminder.id,
        mail_id=mail_id,
        number=invoice.number,
        level=step.level,
        to_fingerprint=fingerprint(invoice.contact_id, "email", to),
        new={"level": step.level, "fee": step.fee, "interest": step.interest},
    )
    return reminder


async def preview(work: Work, invoice_id: UUID, asked: RemindAsked) -> LetterRead:
    """The letter that `remind` would mail; nothing leaves. Raises InvoiceNotFound, ReminderNotDue."""
    invoice = await queries.invoice(work, invoice_id)
    contact, own = await queries.contact(work, invoice.contact_id), await queries.own_company(work)
    told = _told(invoice, contact, own, await _step(work, invoice, contact, own, asked))
    to = asked.to or contact.email
    attached = None if invoice.opened_on else printing.filename(invoice)
    return sending.letter("reminder", invoice.language, told, to, attached)


async def _step(work: Work, invoice: Invoice, contact: Contact, own: Tenant, asked: RemindAsked) -> Proposal:
    """The rung that is next. Raises ReminderNotDue."""
    earlier = [Sent(each.level, each.sent_on) for each in await queries.reminders(work, invoice.id)]
    if invoice.status != "issued" or (invoice.direction, invoice.kind) != ("sale", "invoice"):
        raise ReminderNotDue
    step = _next(work, invoice, contact, own, earlier)
    if step is None or (asked.level is not None and asked.level != step.level):
        raise ReminderNotDue(field="level", value=asked.level)
    return step


def _told(invoice: Invoice, contact: Contact, own: Tenant, step: Proposal) -> dict[str, Any]:
    return sending.values(invoice, own) | {
        "level": step.level,
        "is_consumer": not contact.is_business,
        "open": _money(invoice.open_amount, invoice),
        "fee": f"{printing.amount_in(own.currency, step.fee, invoice.language)} {own.currency}" if step.fee else "",
        "interest": _money(step.interest, invoice) if step.interest else "",
    }


def _next(work: Work, invoice: Invoice, contact: Contact, own: Tenant, sent: Sequence[Sent]) -> Proposal | None:
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


def _money(amount: Decimal, invoice: Invoice) -> str:
    return f"{printing.amount(amount, invoice)} {invoice.currency}"


def _shown(invoice: Invoice, contact: Contact, step: Proposal) -> ReminderProposal:
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
        "rate_published_until": step.rate_published_until,
    }
    return ReminderProposal(**told)
