"""What the inbox and a document's page say: counts, summaries, and why something could not be read."""

import pytest
from sqlalchemy import text

from app.modules.documents import reading
from tests.conftest import Company
from tests.factories import documents
from tests.factories.documents import path
from tests.modules.test_review import make


async def test_the_inbox_counts_and_filters_and_finds(company: Company):
    for status in ("to_review", "failed", "rejected", "approved"):
        await make(company, status)
    await documents.to_review(company, supplier_name="Café 100%_Koffie", invoice_number="K/7")

    async def listed(**asked) -> list[str]:
        return [each["status"] for each in (await company.client.get("/api/v1/documents", params=asked)).json()["data"]]

    counts = (await company.client.get("/api/v1/documents?limit=1")).json()["meta"]["counts"]
    assert counts == {"uploaded": 0, "reading": 0, "to_review": 2, "approved": 1, "rejected": 1, "failed": 1}
    assert await listed(status="failed") == ["failed"]
    assert await listed(q="café 100%_") == await listed(q="k/7") == ["to_review"]
    assert await listed(q="100_") == []
    assert len(await listed(q="FACTUUR")) == 5
    assert (await company.client.get("/api/v1/documents?status=lost")).status_code == 422


async def test_a_summary_shows_the_least_certain_of_what_booking_needs(company: Company):
    fields = {name: documents.field(value) for name, value in documents.INVOICE.items()}
    fields["net_amount"]["confidence"], fields["due_date"]["confidence"] = 0.4, 0.1
    await documents.ended(company, fields=fields)
    [told] = (await company.client.get("/api/v1/documents")).json()["data"]
    assert (told["confidence"], told["total_amount"], told["issue_date"]) == (0.4, "121.00", "2026-11-02")


@pytest.mark.parametrize(("language", "word"), [("nl", "wachtwoord"), ("fr", "mot de passe"), ("en", "password")])
async def test_a_failed_document_says_what_to_do_in_your_language(company: Company, language, word):
    document = await documents.ended(company, problem="password_protected")
    await company.client.patch("/api/v1/me", json={"language": language})
    problem = (await company.client.get(path(document))).json()["data"]["problem"]
    assert problem["code"] == "password_protected"
    assert word in problem["message"]


async def test_a_blank_pdf_is_not_asked_for_a_sharper_photo(company: Company):
    document = await documents.ended(company, problem="nothing_to_read")
    problem = (await company.client.get(path(document))).json()["data"]["problem"]
    assert problem["code"] == "nothing_to_read"
    assert problem["message"].startswith("The pages of this PDF are blank")


async def test_a_deeply_nested_file_is_told_so_and_is_no_electronic_invoice(company: Company):
    document = await documents.ended(company, problem="xml_too_deep")
    told = (await company.client.get(path(document))).json()["data"]
    assert "nests its elements far deeper" in told["problem"]["message"]
    assert (told["kind"], told["is_electronic"]) == (None, False)


@pytest.mark.parametrize(("source", "electronic"), [("xml", True), ("text", False), ("ocr", False)])
async def test_a_document_is_electronic_when_its_fields_are(company: Company, source, electronic):
    fields = {name: documents.field(value) | {"source": source} for name, value in documents.INVOICE.items()}
    document = await documents.ended(company, fields=fields)
    assert (await company.client.get(path(document))).json()["data"]["is_electronic"] is electronic
    [summary] = (await company.client.get("/api/v1/documents")).json()["data"]
    assert summary["is_electronic"] is electronic


async def test_a_document_that_stopped_its_slice_leaves_a_trace_of_it(company: Company):
    [document] = await documents.uploaded(company)
    async with company.begin() as work:
        await reading.next_slice(work, [document])
    async with company.begin() as work:
        await reading.isolate(work, [document])
    async with company.begin() as work:
        payload = await work.session.scalar(text("select payload from audit.events where name = 'document.isolated'"))
    assert (payload["document_id"], payload["attempts"]) == (str(document), 1)
    assert (payload["old"]["status"], payload["new"]["status"]) == ("reading", "uploaded")
    assert (await company.client.get(path(document))).json()["data"]["status"] == "uploaded"


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999"])
async def test_a_page_that_is_not_there_is_not_found(company: Company, number):
    document = await documents.to_review(company)
    assert (await company.client.get(path(document, f"/pages/{number}"))).status_code == 404
