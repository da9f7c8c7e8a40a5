"""Reminding customers who pay late: sending the next step of the ladder."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from accounting.reminders import Proposal, Sent
from app.core.fingerprints import fingerprint
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import late, mailing, printing, queries, sending
from app.modules.invoicing.errors import ReminderNotDue
from app.modules.invoicing.models import Invoice, Reminder
from app.modules.invoicing.schemas.letters import LetterRead, RemindAsked


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
        **await _told(work, invoice, own, step),
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
    told = await _told(work, invoice, own, await _step(work, invoice, contact, own, asked))
    to = asked.to or contact.email
    attached = None if invoice.opened_on else printing.filename(invoice)
    return sending.letter("reminder", invoice.language, told, to, attached)


async def _step(work: Work, invoice: Invoice, contact: Contact, own: Tenant, asked: RemindAsked) -> Proposal:
    """The rung that is next. Raises ReminderNotDue."""
    earlier = [Sent(each.level, each.sent_on) for each in await queries.reminders(work, invoice.id)]
    if invoice.status != "issued" or (invoice.direction, invoice.kind) != ("sale", "invoice"):
        raise ReminderNotDue
    step = late.next_step(work, invoice, contact, own, earlier)
    if step is None or (asked.level is not None and asked.level != step.level):
        raise ReminderNotDue(field="level", value=asked.level)
    return step


async def _told(work: Work, invoice: Invoice, own: Tenant, step: Proposal) -> dict[str, Any]:
    sold = [each.description for each in await queries.lines(work, invoice.id)]
    return sending.values(invoice, own) | {
        "level": step.level,
        "rule": step.rule,
        "enterprise_number": printing.company_number(own.enterprise_number) or "",
        "sold": sold[0] if sold else "",
        "open": _money(invoice.open_amount, invoice),
        "fee": _costs(step.fee, invoice, own),
        "announced": _costs(step.announced, invoice, own),
        "interest": _money(step.interest, invoice) if step.interest else "",
        "to_pay": _to_pay(invoice, own, step),
    }


def _to_pay(invoice: Invoice, own: Tenant, step: Proposal) -> str:
    """All of it together; costs are in the books' currency, so of a foreign invoice they stand beside the rest."""
    if not step.fee and not step.interest:
        return ""
    owed = invoice.open_amount + step.interest
    if invoice.currency == own.currency:
        return _money(owed + step.fee, invoice)
    return " + ".join(filter(None, (_money(owed, invoice), _costs(step.fee, invoice, own))))


def _costs(amount: Decimal, invoice: Invoice, own: Tenant) -> str:
    return f"{printing.amount_in(own.currency, amount, invoice.language)} {own.currency}" if amount else ""


def _money(amount: Decimal, invoice: Invoice) -> str:
    return f"{printing.amount(amount, invoice)} {invoice.currency}"
