"""Every financial event says what changed: the values before, and the values after."""

from sqlalchemy import text

from app.modules.documents import reading
from app.modules.ledger import posting
from tests.conftest import Company
from tests.factories import documents

EVENTS = text("select name, payload from audit.events order by sequence")


async def told(company: Company, name: str) -> dict:
    """What the latest event of this name says."""
    async with company.begin() as work:
        rows = (await work.session.execute(EVENTS)).all()
    return [row.payload for row in rows if row.name == name][-1]


def change(payload: dict) -> tuple[dict, dict]:
    return payload["old"], payload["new"]


async def test_reading_a_document(company: Company):
    await documents.to_review(company)
    assert change(await told(company, "document.reading")) == ({"status": "uploaded"}, {"status": "reading"})
    old, new = change(await told(company, "document.read"))
    assert (old["status"], new["status"], new["kind"]) == ("reading", "to_review", "invoice")
    assert (old["total_amount"], new["total_amount"]) == (None, "121.00")


async def test_a_document_that_fails_and_is_tried_again(company: Company):
    failed = await documents.ended(company, problem="unreadable")
    assert change(await told(company, "document.failed")) == (
        {"status": "reading", "problem": None},
        {"status": "failed", "problem": "unreadable"},
    )
    assert (await company.client.post(documents.path(failed, "/retry"))).status_code < 300
    assert change(await told(company, "document.retried")) == (
        {"status": "failed", "problem": "unreadable", "read_alone": False},
        {"status": "uploaded", "problem": None, "read_alone": True},
    )


async def test_a_document_that_is_read_alone_from_now_on(company: Company):
    [document_id] = await documents.uploaded(company)
    async with company.begin() as work:
        await reading.next_slice(work, [document_id])
        await reading.isolate(work, [document_id])
    assert change(await told(company, "document.isolated")) == (
        {"status": "reading", "read_alone": False},
        {"status": "uploaded", "read_alone": True},
    )


async def test_a_correction_tells_what_differs_alone(company: Company):
    document = await documents.to_review(company)
    asked = {"fields": {"invoice_number": "7", "currency": "EUR"}, "kind": "credit_note"}
    assert (await company.client.patch(documents.path(document, "/fields"), json=asked)).status_code == 200
    assert change(await told(company, "document.revised")) == (
        {"invoice_number": "2026-0101", "kind": "invoice"},
        {"invoice_number": "7", "kind": "credit_note"},
    )


async def test_rejecting_and_taking_it_back(company: Company):
    document = await documents.to_review(company)
    await company.client.post(documents.path(document, "/reject"), json={"reason": "not ours"})
    before, after = (
        {"status": "to_review", "rejection_reason": None},
        {"status": "rejected", "rejection_reason": "not ours"},
    )
    assert change(await told(company, "document.rejected")) == (before, after)
    assert (await company.client.post(documents.path(document, "/restore"))).status_code == 200
    assert change(await told(company, "document.reopened")) == (after, before)


async def test_booking_and_undoing_it(company: Company):
    document = await documents.approved(company)
    old, new = change(await told(company, "document.approved"))
    assert (old["status"], new["status"]) == ("to_review", "approved")
    assert (old["entry_id"], new["entry_id"]) == (None, document["entry_id"])
    booked = (await told(company, "invoice.booked"))["new"]
    assert {name: booked[name] for name in ("status", "net_amount", "vat_amount", "total_amount")} == {
        "status": "issued",
        "net_amount": "100.00",
        "vat_amount": "21.00",
        "total_amount": "121.00",
    }
    posted = (await told(company, "entry.posted"))["new"]
    assert (posted["postings_count"], len(posted["postings"])) == (3, 3)
    assert sorted(amount for _, amount in posted["postings"]) == ["-121.00", "100.00", "21.00"]

    path = f"/api/v1/ledger/entries/{document['entry_id']}/reverse"
    assert (await company.client.post(path, json={"reason": "twice"})).status_code == 201
    reversal = await told(company, "entry.reversed")
    assert reversal["old"] == {"reversed_by": None}
    assert reversal["new"]["reversed_by"] == reversal["reversal_id"]
    assert change(await told(company, "invoice.unbooked")) == ({"status": "issued"}, {"status": "reversed"})
    old, new = change(await told(company, "document.reopened"))
    assert (old["status"], old["entry_id"], new["status"], new["entry_id"]) == (
        "approved",
        document["entry_id"],
        "to_review",
        None,
    )


async def test_of_a_long_entry_the_first_postings_and_the_count(company: Company, monkeypatch):
    monkeypatch.setattr(posting, "POSTINGS_TOLD", 2)
    await documents.approved(company)
    posted = (await told(company, "entry.posted"))["new"]
    assert (posted["postings_count"], len(posted["postings"])) == (3, 2)


async def test_stopping_a_job(company: Company):
    await documents.uploaded(company)
    jobs = (await company.client.get("/api/v1/jobs")).json()["data"]
    [job] = [each for each in jobs if each["name"] == "documents.read"]
    assert (await company.client.delete(f"/api/v1/jobs/{job['id']}")).status_code < 300
    assert change(await told(company, "job.cancelled")) == ({"cancel_requested": False}, {"cancel_requested": True})
