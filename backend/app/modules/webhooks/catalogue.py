"""What other programs can be told: a part of what is recorded, and of it ids only."""

from dataclasses import dataclass

PING = "webhook.ping"
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Event:
    """When it is told, and which ids come along."""

    description: str
    ids: tuple[str, ...]


EVENTS: dict[str, Event] = {
    "document.uploaded": Event("A document was uploaded; it is going to be read.", ("document_id",)),
    "document.read": Event("A document was read and waits for review.", ("document_id",)),
    "document.failed": Event("A document could not be read.", ("document_id",)),
    "document.revised": Event("Somebody corrected what was read of a document.", ("document_id",)),
    "document.approved": Event(
        "A document was approved and is in the books.", ("document_id", "entry_id", "invoice_id")
    ),
    "document.rejected": Event("A document was kept out of the books.", ("document_id",)),
    "document.reopened": Event("A document waits for review again.", ("document_id",)),
    "document.removed": Event("A document that was never booked was removed.", ("document_id",)),
    "invoice.booked": Event("A purchase invoice was written in the books.", ("invoice_id", "entry_id", "supplier_id")),
    "invoice.unbooked": Event("An invoice left the books: its entry was reversed.", ("invoice_id", "entry_id")),
    "invoice.opened": Event(
        "An invoice or credit note was open when the books began.", ("invoice_id", "entry_id", "contact_id")
    ),
    "invoice.issued": Event(
        "A sale got its number, or a purchase was booked.", ("invoice_id", "entry_id", "contact_id")
    ),
    "invoice.sent": Event("An invoice was mailed to its customer.", ("invoice_id", "mail_id")),
    "invoice.paid": Event("A payment of an invoice was recorded, in part or all of it.", ("invoice_id", "entry_id")),
    "invoice.written_off": Event("A small difference of an invoice was written off.", ("invoice_id", "entry_id")),
    "invoice.credited": Event("A credit note took away from an invoice.", ("invoice_id", "credit_note_id")),
    "invoice.applied": Event("A credit note paid another invoice.", ("invoice_id", "credit_note_id", "entry_id")),
    "invoice.unapplied": Event("A credit note was taken back from an invoice.", ("invoice_id", "credit_note_id")),
    "invoice.settlement_undone": Event(
        "A payment was reversed: the invoice is open again.", ("invoice_id", "entry_id")
    ),
    "invoice.payment_returned": Event(
        "The bank took a payment back: the invoice is open again.", ("invoice_id", "entry_id")
    ),
    "invoice.reminded": Event("A reminder of an invoice was mailed.", ("invoice_id", "reminder_id")),
    "quote.accepted": Event("A quote became a draft invoice.", ("quote_id", "invoice_id")),
    "quote.declined": Event("A customer did not want what a quote offered.", ("quote_id",)),
    "quote.extended": Event("A quote is valid until a later day.", ("quote_id",)),
    "quote.reopened": Event(
        "A declined quote is open again, or an accepted one whose draft was removed.", ("quote_id",)
    ),
    "entry.posted": Event("A journal entry was posted.", ("entry_id",)),
    "entry.reversed": Event("A journal entry was undone by its mirror image.", ("entry_id", "reversal_id")),
    "fiscal_year.closed": Event("A fiscal year was closed; it takes no more entries.", ("year_id", "entry_id")),
    "fiscal_year.reopened": Event("A closed fiscal year takes entries again.", ("year_id",)),
    "recurring_entry.failed": Event("A recurring entry could not be made on its day.", ("recurring_id",)),
    "contact.made": Event("A supplier or customer became known.", ("contact_id",)),
    "contact.revised": Event("What is known of a contact changed.", ("contact_id",)),
    "contact.merged": Event("A contact turned out to be another one.", ("contact_id", "into_id")),
    "contact.removed": Event("A contact that nothing named was removed.", ("contact_id",)),
    "expense.submitted": Event("An expense waits for a decision.", ("expense_id",)),
    "expense.approved": Event("An expense was approved and is in the books.", ("expense_id", "entry_id")),
    "expense.rejected": Event("An expense was kept out of the books.", ("expense_id",)),
    "expense.reimbursed": Event("An expense was paid back.", ("expense_id", "entry_id")),
    "vat.closed": Event("A VAT period was closed.", ("vat_return_id", "entry_id")),
    "vat.reopened": Event("A VAT period was opened again.", ("vat_return_id",)),
}
