"""Version 1 of the API: one line per module."""

from app.core.routes import all_of
from app.modules.anomalies.endpoints import router as anomalies
from app.modules.audit.endpoints import router as audit
from app.modules.banking.endpoints import router as banking
from app.modules.contacts.endpoints import router as contacts
from app.modules.documents.endpoints import router as documents
from app.modules.expenses.endpoints import router as expenses
from app.modules.identity.endpoints import router as identity
from app.modules.insights.endpoints import router as insights
from app.modules.invoicing.endpoints import router as invoicing
from app.modules.jobs.endpoints import router as jobs
from app.modules.ledger.endpoints import router as ledger
from app.modules.mail.endpoints import router as mail
from app.modules.opening.endpoints import router as opening
from app.modules.privacy.endpoints import router as privacy
from app.modules.reports.endpoints import router as reports
from app.modules.vat.endpoints import router as vat
from app.modules.webhooks.endpoints import router as webhooks

router = all_of(
    identity,
    documents,
    invoicing,
    ledger,
    opening,
    vat,
    banking,
    anomalies,
    expenses,
    contacts,
    jobs,
    reports,
    insights,
    mail,
    webhooks,
    audit,
    privacy,
)
