"""One of everything that has an id, for whoever asks what crosses from company to company."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select, text

from app.core.mail import MailMessage
from app.core.models import new_id
from app.modules.anomalies.models import AnomalyRun, Finding
from app.modules.banking.models import (
    BankAccount,
    BankLine,
    BankRule,
    BankRun,
    BankStatement,
    ColumnMapping,
    StatementImport,
)
from app.modules.contacts.models import Contact
from app.modules.expenses.models import Expense
from app.modules.identity.models import ApiKey, Invitation, Session
from app.modules.invoicing.models import Invoice
from app.modules.ledger.models import EntryTemplate, FiscalYear, Posting, RecurringEntry, Tag
from app.modules.privacy.models import Export
from app.modules.webhooks.models import Webhook, WebhookDelivery
from tests.conftest import Company
from tests.factories import books, documents, people
from tests.modules.conftest import file, pdf


async def furnish(company: Company, word: str = "SECRET") -> dict[str, str]:
    """One of everything that has an id, under the name that the API's paths use; `word` stands in each."""
    document = await documents.to_review(company, supplier_name=f"Very {word} Supplier", invoice_number=f"{word}-1")
    booked = await documents.approved(company, supplier_name=f"Very {word} Supplier", invoice_number=f"{word}-2")
    entry = await books.post(company, memo=f"{word}-3")
    job = (await company.client.post("/api/v1/documents", files=[file(pdf(), f"{word}-4.pdf")])).json()["meta"][
        "job_id"
    ]
    assert booked["entry_id"]
    colleague = await people.colleague(company, "member")
    rows = {
        "webhook_id": Webhook(url=f"https://{word.lower()}.example", events=["*"], secret_sealed="x:", created_by=company.user_id),
        "mail_id": MailMessage(recipient=f"{word.lower()}@example.com", template="invitation", language="en", subject=f"{word}-5"),
        "invitation_id": Invitation(
            email=f"{word.lower()}@example.org", role="member", language="en", secret_hash=b"0",
            invited_by=company.user_id, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
        ),
        "key_id": ApiKey(name=f"{word}-6", prefix="sap_x", secret_hash=b"0", scopes=[], created_by=company.user_id),
        "export_id": Export(kind="company", requested_by=company.user_id),
        "contact_id": Contact(name=f"{word}-8", is_customer=True),
        "expense_id": Expense(
            description=f"{word}-9", category="restaurant", spent_on=date(2026, 11, 2), currency="EUR",
            total_amount=Decimal("40.00"), paid_with="own_money", spender_id=company.user_id,
        ),
        "template_id": EntryTemplate(name=f"{word}-10", journal="miscellaneous", memo=f"{word}-10", postings=[]),
        "tag_id": Tag(name=f"{word}-11"),
        "year_id": FiscalYear(starts_on=date(2031, 1, 1), ends_on=date(2031, 12, 31)),
        "recurring_id": RecurringEntry(
            name=f"{word}-12", journal="miscellaneous", memo=f"{word}-12", postings=[], every="month",
            starts_on=date(2031, 1, 1), next_on=date(2031, 1, 1),
        ),
        "bank_account_id": BankAccount(name=f"{word}-14", number="BE68539007547034", currency="EUR", account_code="550"),
        "mapping_id": ColumnMapping(name=f"{word}-15", headers=[], mapping={"columns": {}}),
        "rule_id": BankRule(
            name=f"{word}-18", position=1, conditions={"text": "none such"},
            shares=[{"account_code": "612", "percent": "100"}],
        ),
        "run_id": BankRun(kind="rules", status="done"),
        "anomaly_run_id": AnomalyRun(kind="asked", status="failed"),
        "import_id": StatementImport(filename=f"{word}-16.cod", size_bytes=1, sha256="0", status="staged"),
    }  # fmt: skip
    async with company.begin() as work:
        for row in rows.values():
            row.id = new_id()
        work.session.add_all(rows.values())
        await work.session.flush()
        delivery = WebhookDelivery(
            id=new_id(), webhook_id=rows["webhook_id"].id, event="ping", payload={"a": f"{word}-7"}
        )
        work.session.add(delivery)
        invoice = Invoice(
            id=new_id(),
            direction="sale",
            kind="invoice",
            contact_id=rows["contact_id"].id,
            currency="EUR",
            note=f"{word}-13",
        )
        work.session.add(invoice)
        statement = BankStatement(id=new_id(), import_id=rows["import_id"].id, position=0)
        work.session.add(statement)
        await work.session.flush()
        bank_line = BankLine(
            id=new_id(),
            import_id=rows["import_id"].id,
            statement_id=statement.id,
            bank_account_id=rows["bank_account_id"].id,
            position=0,
            line_number=1,
            state="imported",
            booked_on=date(2026, 11, 2),
            amount=Decimal("-5.00"),
            currency="EUR",
            text=f"{word}-17",
            key="0",
        )
        work.session.add(bank_line)
        finding = Finding(
            id=new_id(), book="bank", entry_id=bank_line.id, counterparty=f"{word}-19", amount=Decimal(-5),
            currency="EUR", points=200, reasons='[["incomplete",200,["counterparty"]]]', controls=["incomplete"],
            controls_version="1", run_id=rows["anomaly_run_id"].id,
        )  # fmt: skip
        work.session.add(finding)
        posting = await work.session.scalar(select(Posting).where(Posting.entry_id == entry.id))
        events = await work.session.scalar(text("select max(sequence) from audit.events"))
        session = await work.session.scalar(select(Session.id).where(Session.user_id == company.user_id))
    return {
        "document_id": str(document),
        "entry_id": str(entry.id),
        "job_id": job,
        "invoice_id": str(invoice.id),
        "line_id": str(bank_line.id),
        "finding_id": str(finding.id),
        "posting_id": str(posting.id),
        "account_id": str(posting.account_id),
        "journal": "sales",
        "period": "2026-Q4",
        "grid": "54",
        "number": "1",
        "user_id": str(colleague.user_id),
        "session_id": str(session),
        "sequence": str(events),
        "delivery_id": str(delivery.id),
    } | {name: str(row.id) for name, row in rows.items()}
