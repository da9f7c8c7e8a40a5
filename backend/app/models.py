"""Every table, imported in one place: for migrations and for nobody else."""

from app.core.jobs import Job
from app.core.mail import MailMessage
from app.core.nightly import NightlyRun
from app.modules.anomalies.models import AnomalyRun, AnomalySettings, Finding, FindingDecision, Found, Sighting
from app.modules.audit.models import AuditEvent
from app.modules.banking.models import (
    BankAccount,
    BankLine,
    BankRule,
    BankRun,
    BankRunResult,
    BankSettings,
    BankStatement,
    ColumnMapping,
    Part,
    Proposal,
    Reconciliation,
    Rejection,
    StatementImport,
)
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document, Reading
from app.modules.expenses.models import Expense
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
from app.modules.invoicing.models import (
    Invoice,
    InvoiceLine,
    InvoiceNumber,
    RecurringInvoice,
    Reminder,
    Settlement,
)
from app.modules.invoicing.summing import InvoicesDue, InvoiceSums
from app.modules.ledger.balances import AccountBalance, AccountDay
from app.modules.ledger.models import (
    Account,
    Entry,
    EntryNumber,
    EntryTemplate,
    ExchangeRate,
    FiscalYear,
    JournalLock,
    Posting,
    PostingTag,
    RecurringEntry,
    Tag,
)
from app.modules.privacy.models import Export
from app.modules.vat.models import VatReturn
from app.modules.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery

__all__ = [
    "Account",
    "AccountBalance",
    "AccountDay",
    "AnomalyRun",
    "AnomalySettings",
    "ApiKey",
    "AuditEvent",
    "Authenticator",
    "BankAccount",
    "BankLine",
    "BankRule",
    "BankRun",
    "BankRunResult",
    "BankSettings",
    "BankStatement",
    "ColumnMapping",
    "Contact",
    "Document",
    "Entry",
    "EntryNumber",
    "EntryTemplate",
    "ExchangeRate",
    "Expense",
    "Export",
    "Finding",
    "FindingDecision",
    "FiscalYear",
    "Found",
    "Invitation",
    "Invoice",
    "InvoiceLine",
    "InvoiceNumber",
    "InvoiceSums",
    "InvoicesDue",
    "Job",
    "JournalLock",
    "MailMessage",
    "MailedToken",
    "Membership",
    "MfaChallenge",
    "NightlyRun",
    "Part",
    "Posting",
    "PostingTag",
    "Proposal",
    "Reading",
    "Reconciliation",
    "RecoveryCode",
    "RecurringEntry",
    "RecurringInvoice",
    "RefreshToken",
    "Rejection",
    "Reminder",
    "Session",
    "Settlement",
    "Sighting",
    "StatementImport",
    "Tag",
    "Tenant",
    "User",
    "VatReturn",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
]
