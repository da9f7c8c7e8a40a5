"""Sending: what was issued goes to the customer by mail, with its PDF."""

from typing import Any
from uuid import UUID

from accounting.identifiers import format_iban
from app.core import letters, mail
from app.core.fingerprints import fingerprint
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import mailing, printing, queries
from app.modules.invoicing.errors import InvoiceIsStillDraft, IssuedElsewhere, NotForSending, RecipientNeeded
from app.modules.invoicing.models import Invoice
from app.modules.invoicing.schemas.letters import LetterRead, SendAsked

TEMPLATES = {"invoice": "invoice", "credit_note": "credit_note", "quote": "quote"}


async def send(work: Work, invoice_id: UUID, asked: SendAsked, seen: int | None = None) -> Invoice:
    """Promise the mail; it leaves after commit, and again when somebody asks again.

    Raises InvoiceNotFound, InvoiceIsStillDraft, NotForSending, IssuedElsewhere, RecipientNeeded, ChangedMeanwhile, and
    as `mailing.promise` does.
    """
    invoice = await queries.invoice(work, invoice_id, lock=True)
    unless_stale(invoice, seen)
    await send_now(work, invoice, asked)
    return invoice


async def send_now(work: Work, invoice: Invoice, asked: SendAsked) -> None:
    """The same, for one that is locked already."""
    _check_sendable(invoice)
    contact = await queries.contact(work, invoice.contact_id)
    own = await queries.own_company(work)
    to = recipient(asked.to, contact)
    mail_id = await mailing.promise(
        work,
        TEMPLATES[invoice.kind],
        to=to,
        language=asked.language or invoice.language,
        attachments=attachments(work, invoice),
        **values(invoice, own),
        message=asked.message or "",
    )
    before = {"sent_at": invoice.sent_at}
    invoice.sent_at, invoice.sent_to, invoice.sent_by = work.now, to, work.actor_id
    await work.record(
        "invoice.sent",
        invoice_id=invoice.id,
        mail_id=mail_id,
        number=invoice.number,
        to_fingerprint=fingerprint(invoice.contact_id, "email", to),
        old=before,
        new={"sent_at": invoice.sent_at},
    )


async def preview(work: Work, invoice_id: UUID, asked: SendAsked) -> LetterRead:
    """The letter that `send` would mail; nothing leaves.

    Raises InvoiceNotFound, InvoiceIsStillDraft, NotForSending, IssuedElsewhere.
    """
    invoice = await queries.invoice(work, invoice_id)
    _check_sendable(invoice)
    contact, own = await queries.contact(work, invoice.contact_id), await queries.own_company(work)
    told = values(invoice, own) | {"message": asked.message or ""}
    to = asked.to or contact.email
    return letter(TEMPLATES[invoice.kind], asked.language or invoice.language, told, to, printing.filename(invoice))


def letter(template: str, language: str, told: dict[str, Any], to: str | None, attached: str | None) -> LetterRead:
    """What the reader of a mail would see, in words alone."""
    written = letters.write(template, language, told)
    return LetterRead(to=to, language=language, subject=written.subject, text=written.text, attachment=attached)


def _check_sendable(invoice: Invoice) -> None:
    if invoice.status == "draft":
        raise InvoiceIsStillDraft
    if invoice.direction != "sale" or invoice.kind not in TEMPLATES:
        raise NotForSending
    if invoice.opened_on:
        raise IssuedElsewhere


def recipient(asked: str | None, contact: Contact) -> str:
    """Raises RecipientNeeded."""
    to = asked or contact.email
    if not to:
        raise RecipientNeeded(field="to")
    return to


def values(invoice: Invoice, own: Tenant) -> dict[str, Any]:
    """What every letter about an invoice tells."""
    day = invoice.valid_until if invoice.kind == "quote" else invoice.due_on
    asks = invoice.kind == "quote" or invoice.total_amount > 0  # after an advance of all of it nothing is to be paid
    told = {
        "company": own.name,
        "number": invoice.number,
        "total": f"{printing.amount(invoice.total_amount, invoice)} {invoice.currency}",
        "reply_to": own.email or "",
    }
    if invoice.kind != "credit_note":
        told["until"] = day.isoformat() if day and asks else ""
    if invoice.kind == "invoice":
        reference, iban = (invoice.payment_reference, own.iban) if asks else (None, None)
        told |= {"reference": reference or "", "iban": format_iban(iban) if iban else ""}
    return told


def attachments(work: Work, invoice: Invoice) -> list[mail.Attachment]:
    """Its PDF; of what was issued elsewhere there is none."""
    if invoice.opened_on:
        return []
    return [mail.Attachment(printing.filename(invoice), printing.paper_key(work, invoice), printing.MEDIA_TYPE)]
