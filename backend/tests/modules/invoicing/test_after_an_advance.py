"""The final invoice after an advance of all of it: 0.00 to pay, and yet something to book."""

import io

import pypdf

from app.modules.invoicing import tasks  # noqa: F401  (the worker loads them)
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line, read, refused
from tests.modules.identity.people import confirm_address

SOLD = (line(unit_price="1000", account_code="700"), line(unit_price="-1000", account_code="460"))
BOUGHT = (line(unit_price="1000", account_code="613"), line(unit_price="-1000", account_code="406"))


async def test_a_sale_of_0_is_issued_without_a_gap_booked_and_paid(company: Company):
    customer = await contact(company)
    first = await issued(company, contact_id=customer)
    made = await issued(company, *SOLD, contact_id=customer, issued_on=first["issued_on"])
    assert [first["number"][-5:], made["number"][-5:]] == ["00001", "00002"]
    assert (made["status"], made["total_amount"], made["open_amount"]) == ("paid", "0.00", "0.00")
    assert await bookings(company, made["entry_id"]) == ["700 1000.00 C +03", "460 1000.00 D -03"]
    assert (await refused(company, made, "pay"))["code"] == "not_payable"
    listed = await company.client.get(BASE, params={"status": "paid"})
    assert [each["id"] for each in listed.json()["data"]] == [made["id"]]
    assert (await company.client.get("/api/v1/invoices/open")).json()["data"][0]["number"] == first["number"]


async def test_a_purchase_of_0_is_booked_and_paid(company: Company):
    made = await issued(company, *BOUGHT, direction="purchase", number="2026/9", issued_on="2026-11-02")
    assert made["status"] == "paid"
    booked = await bookings(company, made["entry_id"])
    assert [each.split(" +")[0].split(" -")[0] for each in booked] == ["613 1000.00 D", "406 1000.00 C"]


async def test_its_paper_and_its_letter_ask_for_no_money(company: Company):
    await confirm_address(company)
    await company.client.patch("/api/v1/company", json={"iban": "BE68539007547034"})
    customer = await contact(company, email="an@klant.example")
    for lines, asks in (((line(),), True), (SOLD, False)):
        made = await issued(company, *lines, contact_id=customer)
        pdf = (await company.client.get(f"{BASE}/{made['id']}/pdf")).content
        [page] = pypdf.PdfReader(io.BytesIO(pdf)).pages
        assert page.extract_text().count("BE68") == 1 + asks, "at the foot of every paper, and where it asks"
        letter = await company.client.post(f"{BASE}/{made['id']}/send/preview", json={})
        assert (letter.status_code, "BE68" in letter.json()["data"]["text"]) == (200, asks)


async def test_it_is_credited_once_and_lines_that_come_to_nothing_are_refused(company: Company):
    customer = await contact(company)
    made = await issued(company, *SOLD, contact_id=customer)
    note = await act(company, made, "credit")
    assert await bookings(company, note["entry_id"]) == ["700 1000.00 D +49", "460 1000.00 C -49"]
    assert (await read(company, made))["credited_by"] == [note["id"]]
    assert (await refused(company, made, "credit"))["status"] in (409, 422)
    nothing = await draft(company, line(unit_price="5"), line(unit_price="-5"), contact_id=customer)
    assert (await refused(company, nothing, "issue"))["code"] == "nothing_to_book"
