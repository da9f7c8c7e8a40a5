"""Many at once, each for itself."""

from uuid import uuid4

from sqlalchemy import func, select, text

from app.core.jobs import Job
from tests.factories import documents

READY = {"supplier_name": "Bouwmaterialen Claes", "invoice_number": "A-1"}


async def statuses(company) -> list[str]:
    rows = (await company.client.get("/api/v1/documents", params={"sort": "uploaded_at"})).json()["data"]
    return [row["status"] for row in rows]


async def test_one_that_cannot_be_booked_leaves_the_others_booked(company):
    good = await documents.to_review(company, **READY)
    contradicting = await documents.to_review(company, supplier_name="X", invoice_number="B-2", total_amount="999.99")
    also_good = await documents.to_review(company, supplier_name="Y", invoice_number="C-3")
    unknown = uuid4()
    items = [{"id": str(each), "account_code": "604"} for each in (good, contradicting, unknown, also_good)]
    answer = await company.client.post("/api/v1/documents/bulk/approve", json={"items": items})
    assert answer.status_code == 200, answer.text
    result = answer.json()["data"]
    assert (result["done"], result["failed"]) == (2, 2)
    assert [each["status"] for each in result["results"]] == ["done", "failed", "failed", "done"]
    assert result["results"][2]["errors"][0]["code"] == "document_not_found"
    assert sorted(await statuses(company)) == ["approved", "approved", "to_review"]


async def test_what_a_failed_one_recorded_is_not_in_the_audit_log(company):
    good = await documents.to_review(company, **READY)
    again = await documents.to_review(company, supplier_name="Bouwmaterialen Claes", invoice_number="A-1")
    items = [{"id": str(each), "account_code": "604"} for each in (good, again)]
    result = (await company.client.post("/api/v1/documents/bulk/approve", json={"items": items})).json()["data"]
    assert [each["status"] for each in result["results"]] == ["done", "failed"]
    async with company.begin() as work:
        booked = await work.session.scalar(
            text("select count(*) from audit.events where name in ('document.approved', 'invoice.booked')")
        )
        entries = await work.session.scalar(text("select count(*) from accounting.journal_entries"))
    assert entries == 1
    assert booked == 2


async def test_a_stale_version_fails_that_item_only(company):
    first, second = await documents.to_review(company), await documents.to_review(company)
    items = [{"id": str(first), "version": 99, "reason": "not ours"}, {"id": str(second), "reason": "not ours"}]
    result = (await company.client.post("/api/v1/documents/bulk/reject", json={"items": items})).json()["data"]
    assert [each["status"] for each in result["results"]] == ["failed", "done"]
    assert result["results"][0]["errors"][0]["code"] == "changed_meanwhile"


async def test_none_and_201_are_refused(company):
    for items in ([], [{"id": str(uuid4())}] * 201):
        answer = await company.client.post("/api/v1/documents/bulk/remove", json={"items": items})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "items")


async def test_a_job_promised_by_a_failed_item_is_forgotten_with_it(company):
    async with company.begin() as work:
        try:
            async with work.attempt():
                await work.enqueue("documents.read")
                raise ValueError
        except ValueError:
            pass
        assert await work.session.scalar(select(func.count()).where(Job.name == "documents.read")) == 0
        assert work._promised == []


async def test_an_upload_sent_twice_with_one_key_is_one_upload(company):
    from tests.modules.conftest import file, pdf

    paper, key = pdf(), uuid4().hex
    answers = [
        await company.client.post("/api/v1/documents", files=[file(paper, "a.pdf")], headers={"idempotency-key": key})
        for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [202, 202]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["location"] == answers[1].headers["location"]
    other = await company.client.post(
        "/api/v1/documents", files=[file(pdf(), "b.pdf")], headers={"idempotency-key": key}
    )
    assert other.json()["errors"][0]["code"] == "idempotency_key_reused"
