"""Two companies and every operation there is, taken from the API's own document: nothing crosses over."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from app.core.mail import MailMessage
from app.core.models import new_id
from app.main import build
from app.modules.identity.models import ApiKey, Invitation, Membership, Session
from app.modules.privacy.models import Export
from app.modules.webhooks.models import Webhook, WebhookDelivery
from tests.conftest import Company
from tests.factories import books, documents, people
from tests.modules.conftest import file, pdf

DOCUMENT = build().openapi()
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    if path.startswith("/api/v1")
    for method, operation in methods.items()
}
WITH_ID = sorted(name for name in OPERATIONS if "{" in name)
LISTS = sorted(name for name in OPERATIONS if name.startswith("GET") and "{" not in name)
NOBODYS = "01a1fc40-0000-7000-8000-000000000000"
BODIES: dict[str, Any] = {
    "PATCH /api/v1/documents/{document_id}/fields": {"fields": {"invoice_number": "stolen"}},
    "POST /api/v1/documents/{document_id}/reject": {"reason": "not mine"},
    "POST /api/v1/ledger/entries/{entry_id}/reverse": {"reason": "not mine"},
    "PATCH /api/v1/members/{user_id}": {"role": "viewer"},
    "PATCH /api/v1/webhooks/{webhook_id}": {"description": "not mine"},
}
OF_NOBODY = {"GET /api/v1/webhooks/events", "GET /api/v1/ledger/accounts", "GET /api/v1/audit/retention"}
"""Lists that are alike for everybody."""
ABOUT_MYSELF = {"GET /api/v1/me/sessions", "GET /api/v1/members", "GET /api/v1/mails", "GET /api/v1/jobs", "GET /api/v1/audit/events"}  # fmt: skip
"""Lists that are never empty: whoever asks is in them, or what their own registration did."""


def needs_a_body(name: str) -> bool:
    return bool(OPERATIONS[name].get("requestBody", {}).get("required"))


async def furnish(company: Company) -> dict[str, str]:
    """One of everything that has an id, under the name that the API's paths use."""
    document = await documents.to_review(company, supplier_name="Very Secret Supplier", invoice_number="SECRET-1")
    booked = await documents.approved(company, supplier_name="Very Secret Supplier", invoice_number="SECRET-2")
    entry = await books.post(company, memo="SECRET-3")
    job = (await company.client.post("/api/v1/documents", files=[file(pdf(), "SECRET-4.pdf")])).json()["meta"]["job_id"]
    assert booked["entry_id"]
    colleague = await people.colleague(company, "member")
    rows = {
        "webhook_id": Webhook(url="https://secret.example", events=["*"], secret_sealed="x:", created_by=company.user_id),
        "mail_id": MailMessage(recipient="secret@example.com", template="invitation", language="en", subject="SECRET-5"),
        "invitation_id": Invitation(
            email="secret@example.org", role="member", language="en", secret_hash=b"0",
            invited_by=company.user_id, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
        ),
        "key_id": ApiKey(name="SECRET-6", prefix="sap_x", secret_hash=b"0", scopes=[], created_by=company.user_id),
        "export_id": Export(kind="company", requested_by=company.user_id),
    }  # fmt: skip
    async with company.begin() as work:
        for row in rows.values():
            row.id = new_id()
        work.session.add_all(rows.values())
        await work.session.flush()
        delivery = WebhookDelivery(
            id=new_id(), webhook_id=rows["webhook_id"].id, event="ping", payload={"a": "SECRET-7"}
        )
        work.session.add(delivery)
        events = await work.session.scalar(text("select max(sequence) from audit.events"))
        session = await work.session.scalar(select(Session.id).where(Session.user_id == company.user_id))
    return {
        "document_id": str(document),
        "entry_id": str(entry.id),
        "job_id": job,
        "number": "1",
        "user_id": str(colleague.user_id),
        "session_id": str(session),
        "sequence": str(events),
        "delivery_id": str(delivery.id),
    } | {name: str(row.id) for name, row in rows.items()}


async def call(company: Company, name: str, ids: dict[str, str]):
    method, path = name.split()
    return await company.client.request(method, path.format(**ids), json=BODIES.get(name))


def test_every_operation_that_needs_a_body_has_one_here():
    """A new operation without one would be refused for its body and not for its company."""
    assert {name for name in WITH_ID if needs_a_body(name)} == set(BODIES)


@pytest.mark.parametrize("name", WITH_ID)
async def test_what_belongs_to_another_company_is_not_there(company: Company, other_company: Company, name):
    ids = await furnish(company)
    answer = await call(other_company, name, ids)
    assert answer.status_code == 404, answer.text
    assert "SECRET" not in answer.text.upper()
    unknown = await call(
        other_company,
        name,
        ids | dict.fromkeys((each for each in ids if each.endswith("_id")), NOBODYS) | {"sequence": "999999"},
    )
    assert without_meta(answer) == without_meta(unknown, ids["sequence"]), (
        "the answer must not tell that it exists elsewhere"
    )
    mine = (await company.client.get(f"/api/v1/documents/{ids['document_id']}")).json()["data"]
    assert (mine["status"], mine["fields"]["invoice_number"]["value"], mine["version"]) == ("to_review", "SECRET-1", 2)
    assert (await company.client.get(f"/api/v1/ledger/entries/{ids['entry_id']}")).json()["data"][
        "reversed_by_id"
    ] is None
    assert (await company.client.get(f"/api/v1/jobs/{ids['job_id']}")).json()["data"]["cancel_requested"] is False


def without_meta(answer, sequence: str = "") -> dict:
    """What was answered, and for an unknown number what would be said of this one."""
    text = answer.text.replace("999999", sequence)
    return {name: value for name, value in json.loads(text).items() if name != "meta"}


@pytest.mark.parametrize("name", LISTS)
async def test_no_list_shows_anything_of_another_company(company: Company, other_company: Company, name):
    await furnish(company)
    answer = await call(other_company, name, {})
    assert answer.status_code == 200, answer.text
    for secret in ("SECRET", str(company.tenant_id), str(company.user_id), company.email):
        assert secret.upper() not in answer.text.upper()
    if isinstance(answer.json()["data"], list) and name not in OF_NOBODY | ABOUT_MYSELF:
        assert answer.json()["data"] == []


@pytest.mark.parametrize("name", [each for each in sorted(OPERATIONS) if "/auth/" not in each])
async def test_without_a_token_there_is_nothing(company: Company, stranger, name):
    method, path = name.split()
    zero = NOBODYS
    path = re.sub(r"{(\w+)}", lambda found: zero if found[1].endswith("_id") else "1", path)
    answer = await stranger.request(method, path, json=BODIES.get(name, {}))
    if answer.status_code == 422:  # a form is read before the door is reached; nothing was looked up
        assert name == "POST /api/v1/documents"
        answer = await stranger.post("/api/v1/documents", files=[file(pdf())])
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "sign_in_required")


async def test_a_colleague_of_one_company_sees_nothing_of_the_colleagues_other_company(
    company: Company, other_company: Company
):
    """A bookkeeper is in both; neither owner sees the other through them."""
    await furnish(company)
    accountant = await people.colleague(company, "accountant")
    async with other_company.begin() as work:
        work.session.add(Membership(tenant_id=other_company.tenant_id, user_id=accountant.user_id, role="accountant"))
    await people.enter(accountant, other_company)
    for name in LISTS:
        answer = await call(accountant, name, {})
        assert "SECRET" not in answer.text.upper(), name
    theirs = (await other_company.client.get("/api/v1/me")).json()["data"]["tenants"]
    assert [each["id"] for each in theirs] == [str(other_company.tenant_id)]
