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
    "invoice.unbooked": Event("A purchase invoice left the books: its entry was reversed.", ("invoice_id", "entry_id")),
    "entry.posted": Event("A journal entry was posted.", ("entry_id",)),
    "entry.reversed": Event("A journal entry was undone by its mirror image.", ("entry_id", "reversal_id")),
    "contact.made": Event("A supplier or customer became known.", ("contact_id",)),
}
