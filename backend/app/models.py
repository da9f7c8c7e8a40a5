"""Every table, imported in one place: for migrations and for nobody else."""

from app.core.jobs import Job
from app.core.mail import MailMessage
from app.core.nightly import NightlyRun
from app.modules.audit.models import AuditEvent
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document, Reading
from app.modules.identity.models import (
    ApiKey,
    Authenticator,
    Invitation,
    MailedToken,
    Membership,
    MfaChallenge,
    RecoveryCode,
    RefreshToken,
    Session,
    Tenant,
    User,
)
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.ledger.models import Account, Entry, EntryNumber, Posting
from app.modules.privacy.models import Export
from app.modules.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery

__all__ = [
    "Account",
    "ApiKey",
    "AuditEvent",
    "Authenticator",
    "Contact",
    "Document",
    "Entry",
    "EntryNumber",
    "Export",
    "Invitation",
    "Job",
    "MailMessage",
    "MailedToken",
    "Membership",
    "MfaChallenge",
    "NightlyRun",
    "Posting",
    "PurchaseInvoice",
    "Reading",
    "RecoveryCode",
    "RefreshToken",
    "Session",
    "Tenant",
    "User",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
]
