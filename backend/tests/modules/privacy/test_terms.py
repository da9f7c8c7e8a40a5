"""What no law keeps goes when its term is over; what reached the books stays."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from accounting import retention
from accounting.retention import DocumentClass, Trace
from app.core import storage
from app.core.jobs import Job
from app.core.mail import MailMessage
from app.core.models import new_id
from app.modules.documents.models import FAILED, Document
from app.modules.documents.service import upload
from app.modules.identity.models import MailedToken, Session
from app.modules.privacy import tasks  # noqa: F401  (the job)
from tests.conftest import Company
from tests.factories import documents, exports, mailbox, people

TERMS = "privacy.keep_to_terms"


def days(what) -> timedelta:
    return timedelta(days=next(each.days for each in retention.OWN_TERMS if each.what is what))


async def keep_to_terms(company: Company) -> None:
    async with company.begin() as work:
        await work.enqueue(TERMS, queue="low", night=work.today.isoformat())
    await mailbox.run_due(company, TERMS)


async def age(company: Company, table, column: str, by: timedelta, *which) -> None:
    async with company.begin() as work:
        moved = update(table).where(*which).values({column: func.now() - by})
        await work.session.execute(moved.execution_options(synchronize_session=False))


@pytest.fixture
async def rejected(company: Company) -> UUID:
    found = await documents.to_review(company, invoice_number="3")
    asked = await company.client.post(documents.path(found, "/reject"), json={"reason": "not ours"})
    assert asked.status_code == 200
    await storage.put(f"{company.tenant_id}/documents/{found}/original", b"paper", "application/pdf")
    return found


async def ids(company: Company) -> set[UUID]:
    async with company.begin() as work:
        return set((await work.session.scalars(select(Document.id))).all())


async def test_rejected_and_unreadable_documents_go_with_their_files(company: Company, rejected: UUID):
    booked = UUID((await documents.approved(company))["id"])
    waiting = await documents.to_review(company, invoice_number="2")
    failed = await documents.ended(company, problem="unreadable")
    for column in ("decided_at", "uploaded_at", "read_at"):
        await age(company, Document, column, days(DocumentClass.NOT_BOOKED) + timedelta(days=2))
    await keep_to_terms(company)
    assert await ids(company) == {booked, waiting}
    await mailbox.run_due(company, "privacy.clear_folder")
    assert await storage.keys(f"{company.tenant_id}/documents/{rejected}/") == []
    removed = (await company.client.get("/api/v1/audit/events", params={"name": "document.removed"})).json()["data"]
    assert {each["payload"]["document_id"] for each in removed} == {str(rejected), str(failed)}


@pytest.mark.parametrize("how", ["one", "many", "its term"])
async def test_a_removed_document_leaves_its_fingerprint_in_the_log_and_not_its_name(company: Company, how):
    """A file name can hold a person's, and the log can forget nothing. Whoever has the file can prove it was this one."""
    named = replace(documents.stored(), filename="ontslag Jan Janssens.pdf")
    async with company.begin() as work:
        await upload(work, [named])
    async with company.begin() as work:
        await work.session.execute(update(Document).values(status=FAILED, problem="unreadable"))
    if how == "one":
        assert (await company.client.delete(documents.path(named.id))).status_code == 204
    elif how == "many":
        asked = await company.client.post("/api/v1/documents/bulk/remove", json={"items": [{"id": str(named.id)}]})
        assert asked.json()["data"]["done"] == 1, asked.text
    else:
        await age(company, Document, "uploaded_at", days(DocumentClass.NOT_BOOKED) + timedelta(days=2))
        await keep_to_terms(company)
    found = (await company.client.get("/api/v1/audit/events", params={"limit": 200})).json()["data"]
    removed = [each["payload"] for each in found if each["name"] == "document.removed"]
    assert removed == [{"document_id": str(named.id), "sha256": named.sha256}]
    assert "Janssens" not in json.dumps(found)


async def test_until_its_term_is_over_nothing_goes(company: Company, rejected: UUID):
    await age(company, Document, "decided_at", days(DocumentClass.NOT_BOOKED) - timedelta(days=1))
    await age(company, Document, "uploaded_at", 2 * days(DocumentClass.NOT_BOOKED))
    await keep_to_terms(company)
    assert await ids(company) == {rejected}


async def test_what_is_in_the_books_is_reported_and_never_removed(company: Company):
    booked = UUID((await documents.approved(company))["id"])
    for column in ("decided_at", "uploaded_at", "read_at"):
        await age(company, Document, column, timedelta(days=40 * 366))
    await keep_to_terms(company)
    assert await ids(company) == {booked}
    told = (await company.client.get("/api/v1/audit/retention")).json()["data"]
    by_class = {each["class"]: each for each in told}
    assert by_class["vouchers"]["removed_on"] is None
    assert by_class["vouchers"]["may_be_removed_from"] < "2026-01-01"
    assert by_class["mail_log"]["removed_on"] is not None


async def test_rows_of_jobs_go_unless_something_points_to_them(company: Company):
    export = await exports.asked(company, "company")
    async with company.begin() as work:
        done = [await work.enqueue("documents.clear", folder="x") for _ in range(2)]
        young = await work.enqueue("documents.clear", folder="x")
    document = await documents.to_review(company)
    await age(company, Job, "finished_at", days(Trace.JOBS) + timedelta(days=2), Job.id != young)
    async with company.begin() as work:
        await work.session.execute(update(Job).values(status="succeeded"))
        await work.session.execute(update(Document).where(Document.id == document).values(job_id=done[0]))
    await keep_to_terms(company)
    async with company.begin() as work:
        left = set((await work.session.scalars(select(Job.id).where(Job.name != TERMS))).all())
    assert left == {done[0], young, UUID(export["job_id"])}


async def test_the_mail_log_goes_and_what_waits_does_not(company: Company):
    async with company.begin() as work:
        for status in ("sent", "queued"):
            work.session.add(
                MailMessage(recipient="a@example.com", template="invitation", language="en", subject="x", status=status)
            )
    await age(company, MailMessage, "created_at", days(DocumentClass.MAIL_LOG) + timedelta(days=2))
    await keep_to_terms(company)
    async with company.begin() as work:
        assert set(await work.session.scalars(select(MailMessage.status))) == {"queued"}


async def test_old_sessions_and_links_go_also_of_who_left_and_their_companies_stay_known(company: Company):
    member = await people.colleague(company, "member")
    assert (await company.client.delete(f"/api/v1/members/{member.user_id}")).status_code == 204
    async with member.begin() as work:
        work.session.add_all(
            Session(
                id=new_id(), user_id=member.user_id, tenant_id=company.tenant_id, expires_at=work.now, ip="192.0.2.9"
            )
            for _ in range(2)
        )
        work.session.add(
            MailedToken(
                id=new_id(), user_id=member.user_id, purpose="reset_password", email=member.email,
                secret_hash=b"0", expires_at=work.now,
            )
        )  # fmt: skip
        await work.session.flush()
        for table in (Session, MailedToken):
            await work.session.execute(update(table).values(expires_at=func.now() - timedelta(days=400)))
    await keep_to_terms(company)
    async with member.begin() as work:
        left = (await work.session.execute(select(Session.tenant_id, Session.ip, Session.user_agent))).all()
        assert await work.session.scalar(select(func.count()).select_from(MailedToken)) == 0
    assert (company.tenant_id, None, None) in left
    assert len(left) == len({each.tenant_id for each in left})


async def test_a_living_session_is_never_touched(company: Company):
    await keep_to_terms(company)
    assert (await company.client.get("/api/v1/me")).status_code == 200
    async with company.begin() as work:
        assert await work.session.scalar(text("select count(*) from accounting.refresh_tokens")) == 1


async def test_kept_to_twice_nothing_more_is_gone(company: Company, rejected: UUID):
    await age(company, Document, "decided_at", days(DocumentClass.NOT_BOOKED) + timedelta(days=2))
    for _ in range(2):
        await keep_to_terms(company)
    removed = (await company.client.get("/api/v1/audit/events", params={"name": "document.removed"})).json()["data"]
    assert len(removed) == 1


def test_every_term_of_ours_says_why_and_none_is_for_what_the_law_keeps():
    for term in retention.OWN_TERMS:
        assert term.reason
        assert term.days > 0
        assert not isinstance(term.what, DocumentClass) or term.what in retention.NOT_BOUND
