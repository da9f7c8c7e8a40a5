"""Selling: draft, number, entry, and what the law has an invoice say."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, bookings, contact, draft, issued, line, read, refused


async def test_a_draft_has_no_number_and_is_in_no_books(company: Company):
    made = await draft(company, line(quantity="3", unit_price="1.03"), line(unit_price="7.21"))
    assert (made["status"], made["number"], made["entry_id"]) == ("draft", None, None)
    assert (made["net_amount"], made["vat_amount"], made["total_amount"]) == ("10.30", "2.16", "12.46")


async def test_issuing_a_sale_of_100_gives_a_number_and_books_400_against_700_and_451(company: Company):
    made = await issued(company, issued_on="2026-11-02")
    assert made["number"] == "F2026-00001"
    assert made["status"] == "issued"
    assert made["payment_reference"] == "+++260/0000/00170+++"
    assert made["due_on"] == "2026-12-02"
    assert await bookings(company, made["entry_id"]) == ["400 121.00 D", "700 100.00 C +03", "451 21.00 C +54"]
    assert (made["open_amount"], made["open_in_books"]) == ("121.00", "121.00")


@pytest.mark.parametrize(
    ("treatment", "vat_number", "expected"),
    [
        ("co_contractor", "BE0403019261", "+45"),
        ("intra_community_services", "NL810433941B01", "+44"),
        ("intra_community_goods", "NL810433941B01", "+46"),
        ("triangular", "NL810433941B01", "+46"),
        ("export", None, "+47"),
        ("exempt", None, "+00"),
        ("outside_scope", None, ""),
    ],
)
async def test_a_sale_without_vat_counts_in_its_grid_and_says_why(company: Company, treatment, vat_number, expected):
    customer = await contact(company, vat_number=vat_number, country=vat_number[:2] if vat_number else "BE")
    made = await issued(company, line(treatment=treatment), contact_id=customer, language="en")
    assert (made["vat_amount"], made["total_amount"]) == ("0.00", "100.00")
    assert await bookings(company, made["entry_id"]) == ["400 100.00 D", f"700 100.00 C {expected}".strip()]
    assert len(made["mentions"]) == 1


async def test_numbers_follow_each_other_per_series_and_year(company: Company):
    customer = await contact(company)
    asked = [("2026-11-02", None), ("2026-11-03", None), ("2025-12-31", None), ("2026-11-04", "WEB")]
    made = [await issued(company, contact_id=customer, issued_on=on, series=series) for on, series in asked]
    assert [each["number"] for each in made] == ["F2026-00001", "F2026-00002", "F2025-00001", "WEB2026-00001"]
    assert len({each["payment_reference"] for each in made}) == 4


async def test_a_refused_issue_takes_no_number(company: Company):
    customer = await contact(company)
    empty = await draft(company, contact_id=customer, lines=[])
    assert (await refused(company, empty, "issue"))["code"] == "invoice_has_no_lines"
    below = await draft(company, line(unit_price="-5"), contact_id=customer)
    assert (await refused(company, below, "issue"))["code"] == "total_below_zero"
    nothing = await draft(company, line(discount_percent="100"), contact_id=customer)
    assert (await refused(company, nothing, "issue"))["code"] == "nothing_to_book"
    assert (await issued(company, contact_id=customer, issued_on="2026-01-05"))["number"] == "F2026-00001"


async def test_what_was_issued_is_neither_changed_nor_removed(company: Company):
    made = await issued(company)
    answer = await company.client.patch(f"{BASE}/{made['id']}", json={"note": "later"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "invoice_is_no_draft")
    answer = await company.client.delete(f"{BASE}/{made['id']}")
    assert answer.status_code == 409
    assert (await refused(company, made, "issue"))["code"] == "invoice_is_no_draft"


async def test_the_parties_stay_as_they_were_when_it_was_issued(company: Company):
    customer = await contact(company, name="Old Name NV", street="Kerkstraat 1", postal_code="2000", city="Antwerpen")
    made = await issued(company, contact_id=customer)
    answer = await company.client.patch(f"/api/v1/contacts/{customer}", json={"name": "New Name NV"})
    assert answer.status_code == 200, answer.text
    again = await read(company, made)
    assert again["buyer"]["name"] == "Old Name NV"
    assert again["contact_name"] == "New Name NV"


async def test_an_amount_in_dollars_is_booked_at_its_rate_and_still_adds_up(company: Company):
    made = await issued(company, line(), currency="USD", exchange_rate="0.9234")
    assert (made["total_amount"], made["total_in_books"]) == ("121.00", "111.73")
    assert await bookings(company, made["entry_id"]) == ["400 111.73 D", "700 92.34 C +03", "451 19.39 C +54"]


async def test_dollars_without_a_known_rate_are_refused_naming_the_field(company: Company):
    made = await draft(company, currency="USD")
    problem = await refused(company, made, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "exchange_rate_unknown", "exchange_rate")


async def test_draft_and_issue_in_one_go(company: Company):
    asked = {"contact_id": await contact(company), "lines": [line()] * 20}
    answer = await company.client.post(f"{BASE}/issued", json=asked)
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["total_amount"] == "2420.00"


async def test_a_draft_is_revised_with_its_version_and_removed(company: Company):
    made = await draft(company)
    path = f"{BASE}/{made['id']}"
    answer = await company.client.patch(path, json={"lines": [line(quantity="2")]}, headers={"if-match": '"1"'})
    assert answer.json()["data"]["total_amount"] == "242.00"
    stale = await company.client.patch(path, json={"note": "x"}, headers={"if-match": '"1"'})
    assert stale.status_code == 412
    assert (await company.client.delete(path)).status_code == 204
    assert (await company.client.get(path)).status_code == 404


async def test_a_copy_is_a_draft_of_the_same_lines(company: Company):
    made = await issued(company, line(quantity="2.5", discount_percent="10", vat_rate="6"))
    again = await act(company, made, "copy")
    assert (again["status"], again["number"], again["total_amount"]) == ("draft", None, made["total_amount"])


async def test_purchases_keep_their_suppliers_number_and_are_booked_once(company: Company):
    supplier = await contact(company, is_supplier=True)
    asked = {"direction": "purchase", "contact_id": supplier, "number": "2026-118", "issued_on": "2026-11-02"}
    made = await issued(company, line(account_code="613"), **asked)
    assert (made["number"], made["status"]) == ("2026-118", "issued")
    assert await bookings(company, made["entry_id"]) == ["613 100.00 D +82", "411 21.00 D +59", "440 121.00 C"]
    again = await draft(company, line(), **asked | {"number": "2026-118 "})
    problem = await refused(company, again, "issue")
    assert (problem["status"], problem["code"]) == (409, "invoice_booked_already")
    assert (problem["field"], problem["value"]) == ("number", "2026-118")
    assert f"{made['contact_name']} 2026-118 of 2026-11-02 is in the books already" in problem["detail"]
    at_once = await company.client.post(f"{BASE}/issued", json={"lines": [line()]} | asked)
    error = at_once.json()["errors"][0]
    assert (at_once.status_code, error["code"], error["field"]) == (409, "invoice_booked_already", "number")


async def test_a_suppliers_numbers_may_begin_anew_each_year(company: Company):
    asked = {"direction": "purchase", "contact_id": await contact(company), "number": "7"}
    await issued(company, line(), **asked, issued_on="2025-11-03")
    await issued(company, line(), **asked, issued_on="2026-11-02")


async def test_a_purchase_needs_its_number_and_its_date(company: Company):
    supplier = await contact(company)
    first = await draft(company, direction="purchase", contact_id=supplier, issued_on="2026-11-02")
    assert (await refused(company, first, "issue"))["field"] == "number"
    second = await draft(company, direction="purchase", contact_id=supplier, number="7")
    assert (await refused(company, second, "issue"))["field"] == "issued_on"


async def test_half_of_the_vat_on_a_car_is_cost(company: Company):
    car = line(unit_price="1000.00", account_code="616")
    made = await issued(
        company, car, direction="purchase", number="1", issued_on="2026-11-02", contact_id=await contact(company)
    )
    assert await bookings(company, made["entry_id"]) == ["616 1105.00 D +82", "411 105.00 D +59", "440 1210.00 C"]


async def test_the_vat_on_a_suppliers_paper_may_differ_by_rounding_and_no_more(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    three = [line(unit_price="1.11")] * 3
    made = await issued(company, *three, vat_amount="0.69", **asked)  # 0.70 on the sum, 0.69 line by line
    assert (made["vat_amount"], made["total_amount"]) == ("0.69", "4.02")
    answer = await company.client.post(BASE, json={"lines": three, "vat_amount": "0.50"} | asked)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "vat_amount")
