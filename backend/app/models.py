"""Every table, imported in one place: for migrations and for nobody else."""

from app.core.jobs import Job
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document, Reading
from app.modules.identity.models import Membership, RefreshToken, Session, Tenant, User
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.ledger.models import Account, Entry, EntryNumber, Posting

__all__ = [
    "Account",
    "Contact",
    "Document",
    "Entry",
    "EntryNumber",
    "Job",
    "Membership",
    "Posting",
    "PurchaseInvoice",
    "Reading",
    "RefreshToken",
    "Session",
    "Tenant",
    "User",
]
