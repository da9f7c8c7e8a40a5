"""Closing a company: its books stay as the law wants them, what no law keeps goes, and nobody changes anything."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from app.core import storage
from app.core.mail import MailMessage
from app.core.models import new_id
from app.modules.contacts.models import Contact
from app.modules.documents.models import Document, Reading
from app.modules.identity.models import Invitation
from app.modules.privacy import tasks  # noqa: F401  (the job)
from app.modules.webhooks.models import Webhook
from tests.conftest import PASSWORD, Company
from tests.factories import documents, exports, mailbox, people

CLOSE = "/api/v1/company/close"


async def close(company: Company, password: str = PASSWORD, name: str = "Peeters BV"):
    return await company.client.post(CLOSE, json={"current_password": password, "name": name})


async def count(company: Company, table) -> int:
    async with company.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(table))


async def test_it_says_until_when_the_books_are_kept_and_tells_the_owner(company: Company):
    await documents.approved(company)
    answer = await close(company)
    assert answer.status_code == 200, answer.text
    async with company.begin(read_only=True) as work:
        year = work.today.year
    assert answer.json()["data"]["books_kept_until"] == date(year + 11, 1, 1).isoformat()
    assert "company_closed" in [each.template for each in await mailbox.mails(company)]
    [event] = (await company.client.get("/api/v1/audit/events", params={"name": "company.closed"})).json()["data"]
    assert event["payload"]["old"] == {"closed_at": None}


async def test_the_books_can_be_read_proved_and_taken_along_and_nothing_else(company: Company):
    document = await documents.approved(company)
    waiting = await documents.to_review(company, invoice_number="2")
    assert (await close(company)).status_code == 200
    for path in ("/api/v1/ledger/entries", "/api/v1/reports/trial-balance", documents.path(document["id"])):
        assert (await company.client.get(path)).status_code == 200
    assert (await company.client.post("/api/v1/audit/verify")).json()["data"]["holds"]
    refused = await company.client.post(documents.path(waiting, "/approve"))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "company_closed")
    assert (await close(company)).status_code == 403
    assert len(exports.rows(await exports.made(company, "company"), "postings")) == 3


async def test_what_no_law_keeps_is_removed_and_the_rest_is_not(company: Company):
    booked = await documents.approved(company)
    waiting = await documents.to_review(company, invoice_number="2")
    failed = await documents.ended(company, problem="unreadable")
    rejected = await documents.to_review(company, invoice_number="3")
    assert (
        await company.client.post(documents.path(rejected, "/reject"), json={"reason": "not ours"})
    ).status_code == 200
    for each in (failed, rejected):
        await storage.put(f"{company.tenant_id}/documents/{each}/original", b"paper", "application/pdf")
    async with company.begin() as work:
        work.session.add(Contact(name="Nobody bought from", is_supplier=True))
    await close(company)
    balance = (await company.client.get("/api/v1/reports/trial-balance")).json()["data"]["rows"]

    await mailbox.run_due(company, "privacy.clear_company")
    await mailbox.run_due(company, "privacy.clear_folder")

    async with company.begin() as work:
        left = set((await work.session.scalars(select(Document.id))).all())
        readings = set((await work.session.scalars(select(Reading.document_id))).all())
        contacts = (await work.session.scalars(select(Contact.name))).all()
        sent = await work.session.scalar(select(func.count()).where(MailMessage.status != "queued"))
    assert left == readings == {UUID(booked["id"]), waiting}
    assert contacts == ["Drukkerij De Pers"]
    assert sent == 0
    assert await storage.keys(f"{company.tenant_id}/documents/{failed}/") == []
    assert await storage.keys(f"{company.tenant_id}/documents/{rejected}/") == []
    [event] = (await company.client.get("/api/v1/audit/events", params={"name": "company.cleared"})).json()["data"]
    assert (event["payload"]["documents"], event["payload"]["contacts"]) == (2, 1)
    assert (await company.client.get("/api/v1/reports/trial-balance")).json()["data"]["rows"] == balance
    assert (await company.client.post("/api/v1/audit/verify")).json()["data"]["holds"]


async def test_cleared_twice_nothing_more_is_gone(company: Company):
    await documents.approved(company)
    await documents.ended(company, problem="unreadable")
    await close(company)
    for _ in range(2):
        async with company.begin() as work:
            await work.enqueue("privacy.clear_company", queue="low")
        await mailbox.run_due(company, "privacy.clear_company")
    assert (await count(company, Document), await count(company, Contact)) == (1, 1)


async def test_programs_and_invitations_end_with_it(company: Company):
    async with company.begin() as work:
        await work.session.execute(
            text(
                "insert into accounting.webhooks (id, url, events, secret_sealed, created_by)"
                " values (gen_random_uuid(), 'https://example.com', '{*}', 'x', gen_random_uuid())"
            )
        )
        await work.session.execute(
            text(
                "insert into accounting.invitations (id, email, role, language, secret_hash, invited_by, expires_at)"
                " values (gen_random_uuid(), 'jan@example.com', 'member', 'nl', 'x', gen_random_uuid(), now() + '1 day')"
            )
        )
        await work.session.execute(
            text(
                "insert into accounting.api_keys (id, name, prefix, secret_hash, scopes, created_by)"
                " values (gen_random_uuid(), 'x', 'x', 'x', '{}', gen_random_uuid())"
            )
        )
    assert (await close(company)).status_code == 200
    async with company.begin() as work:
        off = "select not is_active and disabled_reason is not null from accounting.webhooks"
        assert await work.session.scalar(text(off)) is True
        for table in ("invitations", "api_keys"):
            assert await work.session.scalar(text(f"select revoked_at is not null from accounting.{table}")) is True
    await mailbox.run_due(company, "privacy.clear_company")
    async with company.begin() as work:
        email = await work.session.scalar(text("select email from accounting.invitations"))
    assert email.endswith("@erased.invalid")


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({"name": "peeters bv"}, 422, "name"),
        ({"name": ""}, 422, "name"),
        ({"password": "something else"}, 422, "current_password"),
    ],
)
async def test_not_by_mistake(company: Company, asked, status, field):
    answer = await close(company, **asked)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (status, field)
    assert (await company.client.get("/api/v1/company")).json()["data"]["name"] == "Peeters BV"
    assert await documents.approved(company)


@pytest.mark.parametrize("role", ["viewer", "member", "accountant"])
async def test_only_an_owner_closes(company: Company, role):
    person = await people.colleague(company, role)
    assert (await close(person)).status_code == 403


async def test_each_webhook_and_each_invitation_that_ends_with_it_is_in_the_log_once(company: Company):
    async with company.begin() as work:
        hooks = [
            Webhook(
                id=new_id(),
                url="https://example.com",
                events=["*"],
                secret_sealed="x:",
                created_by=company.user_id,
                is_active=is_active,
            )
            for is_active in (True, True, False)
        ]
        invitations = [
            Invitation(
                id=new_id(),
                email=f"{number}@example.com",
                role="viewer",
                language="nl",
                secret_hash=b"",
                invited_by=company.user_id,
                expires_at=work.now,
                revoked_at=work.now if number == 2 else None,
            )
            for number in range(3)
        ]
        work.session.add_all([*hooks, *invitations])
    assert (await close(company)).status_code == 200
    asked = {"name": ["webhook.switched_off", "invitation.revoked"]}
    told = (await company.client.get("/api/v1/audit/events", params=asked)).json()["data"]
    assert sorted(
        each["payload"].get("webhook_id", "") for each in told if each["name"].startswith("webhook")
    ) == sorted(str(each.id) for each in hooks[:2])
    assert sorted(
        each["payload"].get("invitation_id", "") for each in told if each["name"].startswith("inv")
    ) == sorted(str(each.id) for each in invitations[:2])
    assert {each["payload"]["reason"] for each in told} == {"closed"}
