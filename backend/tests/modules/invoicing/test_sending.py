"""The PDF and the letters: made once, attached, sent by the ladder; what comes back comes once."""

import hashlib
import io
import zlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pypdf
import pytest
from sqlalchemy import select, text

from app.core import storage
from app.core.nightly import night_of
from app.modules.invoicing import printing, tasks  # noqa: F401  (the worker loads them)
from app.modules.invoicing.models import Invoice
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read, refused
from tests.factories.mailbox import mailbox, mails, run_due
from tests.modules.identity.people import confirm_address

PROFILE = {
    "vat_number": "BE0428759497", "street": "Stationsstraat 12", "postal_code": "9000", "city": "Gent",
    "iban": "BE68 5390 0754 7034", "bic": "KREDBEBB", "email": "info@peeters.example", "legal_form": "BV",
}  # fmt: skip


@pytest.fixture
async def company(company: Company) -> Company:
    """Who mails customers has confirmed their own address."""
    await confirm_address(company)
    return company


@pytest.fixture
async def profiled(company: Company, runs_jobs) -> Company:
    answer = await company.client.patch("/api/v1/company", json=PROFILE)
    assert answer.status_code == 200, answer.text
    return company


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    rows = zlib.compress(b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def pdf(company: Company, invoice: dict) -> bytes:
    answer = await company.client.get(f"{BASE}/{invoice['id']}/pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return answer.content


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize(("language", "kind"), [("nl", "Factuur"), ("fr", "Facture"), ("en", "Invoice")])
async def test_the_paper_says_what_the_law_asks_in_the_customers_language(profiled: Company, language, kind):
    customer = await contact(profiled, vat_number="NL810433941B01", country="NL", name="Jansen BV")
    made = await issued(
        profiled, line(treatment="intra_community_services"), contact_id=customer, language=language,
        issued_on="2026-11-02",
    )  # fmt: skip
    said = words(await pdf(profiled, made))
    for each in (kind, made["number"], "BE0428759497", "NL810433941B01", "Jansen BV", "Stationsstraat 12", "100"):
        assert each in said
    assert made["mentions"][0] in said
    assert made["payment_reference"] in said
    assert made["missing"] == ["buyer.street", "buyer.postal_code", "buyer.city"]


async def test_the_pdf_is_made_once_kept_with_its_hash_and_never_changes(profiled: Company, runs_jobs):
    made = await issued(profiled)
    before = await pdf(profiled, made)
    await runs_jobs(profiled)
    kept = await read(profiled, made)
    assert kept["pdf_sha256"] == hashlib.sha256(before).hexdigest()
    await profiled.client.patch("/api/v1/company", json={"name": "Another Name BV"})
    assert await pdf(profiled, made) == before
    async with profiled.begin() as work:
        assert await storage.read(printing.key_of(work, UUID(made["id"]))) == before


async def test_a_worker_that_dies_before_it_noted_the_pdf_makes_the_same_again(
    profiled: Company, runs_jobs, monkeypatch
):
    made = await issued(profiled)
    keep = printing.keep

    async def dies(*given) -> None:
        raise ConnectionError("killed")

    monkeypatch.setattr(printing, "keep", dies)
    await runs_jobs(profiled)
    assert (await read(profiled, made))["pdf_sha256"] is None
    monkeypatch.setattr(printing, "keep", keep)
    async with profiled.begin() as work:
        await work.session.execute(text("update accounting.job_runs set not_before = null where status = 'queued'"))
    await runs_jobs(profiled)
    assert (await read(profiled, made))["pdf_sha256"] == hashlib.sha256(await pdf(profiled, made)).hexdigest()


async def test_a_draft_can_be_looked_at_and_says_that_it_is_one(profiled: Company):
    assert "Draft" in words(await pdf(profiled, await draft(profiled, language="en")))


async def test_an_invoice_is_mailed_with_its_pdf_and_answers_go_to_the_company(profiled: Company, runs_jobs):
    made = await issued(profiled)
    async with mailbox() as box:
        sent = await act(profiled, made, "send", message="As agreed.")
        await runs_jobs(profiled)
    [letter] = [each for each in box.messages if made["number"] in each["subject"]]
    assert (sent["status"], sent["sent_to"], letter["to"]) == ("sent", "boekhouding@janssens.example", sent["sent_to"])
    assert letter["reply-to"] == "info@peeters.example"
    [attached] = list(letter.iter_attachments())
    assert attached.get_filename() == f"{made['number']}.pdf"
    assert attached.get_content() == await pdf(profiled, made)
    assert "As agreed." in letter.get_body(("plain",)).get_content()


async def test_a_letter_waits_for_its_attachment(profiled: Company):
    made = await issued(profiled)
    async with mailbox() as box:
        await act(profiled, made, "send")
        await run_due(profiled, "mail.send")
        assert [each for each in box.messages if made["number"] in each["subject"]] == []
    assert {each.status for each in await mails(profiled) if each.template == "invoice"} == {"queued"}


async def test_sending_needs_an_address_and_something_issued(company: Company):
    made = await draft(company, contact_id=await contact(company, email=None))
    assert (await refused(company, made, "send"))["code"] == "invoice_is_still_draft"
    await act(company, made, "issue")
    problem = await refused(company, made, "send")
    assert (problem["code"], problem["field"]) == ("recipient_needed", "to")
    assert (await refused(company, made, "send", to="no address"))["code"] == "mail_address_invalid"


async def test_reminders_follow_the_ladder_each_step_once(profiled: Company):
    made = await issued(profiled, issued_on="2026-01-05", due_on="2026-01-31")
    [proposed] = (await profiled.client.get("/api/v1/reminders/proposals")).json()["data"]
    assert (proposed["invoice_id"], proposed["level"], proposed["fee"]) == (made["id"], 1, "0.00")
    assert (proposed["rule"], proposed["open_amount"]) == ("be_business", "121.00")
    told = await act(profiled, made, "remind", level=1)
    assert [each["level"] for each in told["reminders"]] == [1]
    problem = await refused(profiled, made, "remind")
    assert (problem["status"], problem["code"]) == (409, "reminder_not_due")
    async with profiled.begin() as work:
        await work.session.execute(text("update accounting.reminders set sent_on = sent_on - 30"))
    [second] = (await profiled.client.get("/api/v1/reminders/proposals")).json()["data"]
    assert (second["level"], second["fee"]) == (2, "40.00")
    answer = await profiled.client.post("/api/v1/reminders/bulk/send", json={"items": [{"id": made["id"], "level": 2}]})
    assert answer.json()["data"]["done"] == 1
    sent = (await profiled.client.get("/api/v1/reminders")).json()["data"]
    assert [each["level"] for each in sent] == [2, 1]
    await act(profiled, made, "pay")
    assert (await profiled.client.get("/api/v1/reminders/proposals")).json()["data"] == []


async def test_a_quote_becomes_a_draft_invoice_once(company: Company):
    quote = await issued(company, kind="quote", valid_until="2099-12-31")
    assert (quote["number"][:1], quote["entry_id"], quote["open_amount"]) == ("O", None, "0.00")
    made = await act(company, quote, "accept")
    assert (made["status"], made["kind"], made["quote_id"]) == ("draft", "invoice", quote["id"])
    assert (await read(company, quote))["status"] == "accepted"
    assert (await refused(company, quote, "accept"))["code"] == "no_open_quote"
    await act(company, made, "issue")
    assert (await read(company, quote))["status"] == "invoiced"
    other = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-01-31")
    assert other["status"] == "expired"
    assert (await act(company, other, "decline"))["status"] == "declined"


async def test_a_quote_whose_draft_was_removed_is_open_again(company: Company):
    quote = await issued(company, kind="quote", valid_until="2099-12-31")
    made = await act(company, quote, "accept")
    assert (await company.client.delete(f"{BASE}/{made['id']}")).status_code == 204
    assert (await read(company, quote))["status"] == "issued"
    told = (await company.client.get("/api/v1/audit/events", params={"name": "quote.reopened"})).json()["data"]
    assert len(told) == 1
    again = await act(company, quote, "accept")
    await act(company, again, "issue")
    assert (await read(company, quote))["status"] == "invoiced"
    assert (await refused(company, quote, "accept"))["code"] == "no_open_quote"


def recurring(customer: str, **more) -> dict:
    content = {"contact_id": customer, "lines": [line()]}
    return {"name": "Hosting", "content": content, "starts_on": "2026-08-31", "issues_by_itself": True} | more


async def nights(company: Company, runs_jobs, days: int = 0) -> None:
    night = night_of(datetime.now(UTC)) + timedelta(days=days)
    async with company.begin() as work:
        await work.enqueue("invoices.recur", night=night.isoformat())
    await runs_jobs(company)


async def test_what_comes_back_comes_on_each_of_its_days_exactly_once(company: Company, runs_jobs):
    answer = await company.client.post("/api/v1/recurring-invoices", json=recurring(await contact(company)))
    assert answer.status_code == 201, answer.text
    await nights(company, runs_jobs)
    await nights(company, runs_jobs)
    async with company.begin() as work:
        days = list(await work.session.scalars(select(Invoice.issued_on).order_by(Invoice.issued_on)))
    assert [day.isoformat() for day in days[:3]] == ["2026-08-31", "2026-09-30", "2026-10-31"]
    assert len(days) == len(set(days))
    found = (await company.client.get("/api/v1/recurring-invoices")).json()["data"][0]
    assert found["next_on"] > days[-1].isoformat()


async def test_a_night_that_can_make_nothing_says_why_and_tries_again(company: Company, runs_jobs):
    asked = recurring(await contact(company), starts_on="2026-11-01")
    asked["content"]["currency"] = "USD"
    made = (await company.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]
    await nights(company, runs_jobs)
    found = (await company.client.get(f"/api/v1/recurring-invoices/{made['id']}")).json()["data"]
    assert (found["problem"]["code"], found["next_on"]) == ("exchange_rate_unknown", "2026-11-01")
    assert (await company.client.get(BASE)).json()["data"] == []


async def test_history_tells_what_happened_in_order(company: Company):
    made = await issued(company)
    await act(company, made, "pay", amount="21.00")
    await act(company, made, "send", to="klant@example.com")
    await act(company, made, "credit")
    told = (await company.client.get(f"{BASE}/{made['id']}/history")).json()["data"]
    assert [each["kind"] for each in told] == ["drafted", "issued", "paid", "sent", "credited"]
    assert {each["by"] for each in told} == {"An Peeters"}


async def test_a_logo_is_printed_and_only_a_picture_is_one(profiled: Company):
    put = await profiled.client.put("/api/v1/company/logo", files={"file": ("logo.png", png())})
    assert (put.status_code, put.json()["data"]["has_logo"]) == (200, True)
    assert (await profiled.client.get("/api/v1/company/logo")).content == png()
    with_logo = await pdf(profiled, await issued(profiled))
    assert b"/Image" in with_logo
    for wrong in (b"no picture", png()[:40], b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (10**6).to_bytes(4) * 2, b"<svg/>"):
        answer = await profiled.client.put("/api/v1/company/logo", files={"file": ("logo.png", wrong)})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "logo_refused")
    assert (await profiled.client.delete("/api/v1/company/logo")).status_code == 204
    assert (await profiled.client.get("/api/v1/company/logo")).status_code == 404


@pytest.mark.parametrize(("field", "wrong"), [("iban", "BE00 1234"), ("bic", "x"), ("enterprise_number", "0428759498")])
async def test_a_number_of_the_company_that_cannot_be_is_refused_naming_it(company: Company, field, wrong):
    answer = await company.client.patch("/api/v1/company", json={field: wrong})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
