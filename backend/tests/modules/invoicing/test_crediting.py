"""Credit notes: whole, by lines, never more than the invoice, and what they leave open."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import (
    BASE,
    act,
    balances,
    bookings,
    contact,
    draft,
    issued,
    line,
    read,
    refused,
    settlements,
)


async def test_a_credit_note_takes_all_of_an_unpaid_invoice_back(company: Company):
    made = await issued(company)
    note = await act(company, made, "credit", reason="never delivered")
    assert (note["kind"], note["number"], note["status"]) == ("credit_note", "C2026-00001", "settled")
    assert await bookings(company, note["entry_id"]) == ["400 121.00 C", "700 100.00 D +49", "451 21.00 D +64"]
    credited = await read(company, made)
    assert (credited["status"], credited["open_amount"], credited["credited_by"]) == ("credited", "0.00", [note["id"]])
    assert await balances(company) == {}


async def test_crediting_twice_is_refused(company: Company):
    made = await issued(company)
    await act(company, made, "credit")
    problem = await refused(company, made, "credit")
    assert (problem["status"], problem["code"]) == (409, "credit_exceeds_invoice")


async def test_no_more_is_credited_at_a_rate_than_was_charged_at_it(company: Company):
    made = await issued(company, line(unit_price="50.00"), line(unit_price="100.00", vat_rate="6"))
    assert (made["total_amount"], made["vat_amount"]) == ("166.50", "16.50")
    await act(company, made, "credit", lines=[{"line_id": made["lines"][0]["id"]}])
    asked = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"]}
    problem = await refused(company, await draft(company, line(unit_price="50.00"), **asked), "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (409, "credit_exceeds_invoice", "lines")
    assert "0.00 of 50.00 EUR at 21 % is left" in problem["detail"]
    rest = await act(company, made, "credit", lines=[{"line_id": made["lines"][1]["id"]}])
    assert (await read(company, made))["credited_by"][-1] == rest["id"]


async def test_vat_that_was_not_charged_is_not_credited(company: Company):
    made = await issued(company, line(vat_rate="0"))
    asked = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"]}
    note = await draft(company, line(unit_price="50.00", vat_rate="21"), **asked)
    assert (await refused(company, note, "issue"))["code"] == "credit_exceeds_invoice"


async def test_crediting_some_lines_leaves_the_rest_open(company: Company):
    made = await issued(company, line(quantity="3"), line(unit_price="50.00", vat_rate="6"))
    first = made["lines"][0]
    note = await act(company, made, "credit", lines=[{"line_id": first["id"], "quantity": "1"}])
    assert (note["total_amount"], note["open_amount"]) == ("121.00", "0.00")
    left = await read(company, made)
    assert (left["credited_amount"], left["open_amount"]) == ("121.00", "295.00")
    more = await refused(company, made, "credit", lines=[{"line_id": first["id"], "quantity": "4"}])
    assert (more["code"], more["field"]) == ("quantity_exceeds_line", "lines.0.quantity")


async def test_no_invoice_is_called_partly_paid_before_money_came(company: Company):
    made = await issued(company, line(quantity="3"))
    await act(company, made, "credit", lines=[{"line_id": made["lines"][0]["id"], "quantity": "1"}])
    left = await read(company, made)
    assert (left["status"], left["open_amount"]) == ("partly_settled", "242.00")
    listed = [await company.client.get(BASE, params={"status": each}) for each in ("partly_settled", "partly_paid")]
    assert [[each["id"] for each in answer.json()["data"]] for answer in listed] == [[made["id"]], []]
    paid = await act(company, left, "pay", amount="100.00")
    assert (paid["status"], paid["open_amount"]) == ("partly_paid", "142.00")


async def test_parts_that_round_up_never_credit_a_cent_more_than_was_invoiced(company: Company):
    made = await issued(company, *[line(unit_price="0.12")] * 3)
    assert made["total_amount"] == "0.44"  # VAT of 0.36 is 0.08, of 0.12 it is 0.03
    notes = [await act(company, made, "credit", lines=[{"line_id": each["id"]}]) for each in made["lines"]]
    assert [each["total_amount"] for each in notes] == ["0.15", "0.15", "0.14"]
    assert (await read(company, made))["status"] == "credited"
    assert await balances(company) == {}


@pytest.mark.parametrize(
    ("prices", "totals"),
    [(["10.02", "10.02"], ["12.12", "12.13"]), (["0.02"] * 4, ["0.02", "0.02", "0.02", "0.04"])],
)
async def test_the_last_part_takes_the_vat_that_rounding_left(company: Company, prices: list[str], totals: list[str]):
    made = await issued(company, *[line(unit_price=each) for each in prices])
    notes = [await act(company, made, "credit", lines=[{"line_id": each["id"]}]) for each in made["lines"]]
    assert [each["total_amount"] for each in notes] == totals
    left = await read(company, made)
    assert (left["status"], left["open_amount"]) == ("credited", "0.00")
    assert await balances(company) == {}, "no VAT stays behind"


async def test_a_cent_too_much_is_taken_from_its_own_rate(company: Company):
    made = await issued(company, *[line(unit_price="10.03")] * 2, line(vat_rate="6"))
    first, *rest = [{"line_id": each["id"]} for each in made["lines"]]
    one = await act(company, made, "credit", lines=[first])
    other = await act(company, made, "credit", lines=rest)
    vat = [[(each["vat_rate"], each["vat_amount"]) for each in note["vat_groups"]] for note in (one, other)]
    assert vat == [[("21.00", "2.11")], [("21.00", "2.10"), ("6.00", "6.00")]]
    assert await balances(company) == {}


async def test_a_note_that_was_drafted_before_another_is_issued_with_what_that_one_left(company: Company):
    made = await issued(company, *[line(unit_price="10.03")] * 2)
    first, second = [
        await act(company, made, "credit", lines=[{"line_id": each["id"]}], as_draft=True) for each in made["lines"]
    ]
    assert [each["total_amount"] for each in (first, second)] == ["12.14", "12.14"]
    assert [(await act(company, each, "issue"))["total_amount"] for each in (first, second)] == ["12.14", "12.13"]
    assert await balances(company) == {}


async def test_a_credit_note_on_a_paid_invoice_is_paid_back(company: Company):
    made = await issued(company)
    await act(company, made, "pay")
    note = await act(company, made, "credit")
    assert (note["status"], note["open_amount"]) == ("issued", "121.00")
    back = await act(company, note, "pay")
    assert back["status"] == "paid"
    entry = back["settlements"][-1]["entry_id"]
    assert await bookings(company, entry) == ["550 121.00 C", "400 121.00 D"]
    assert await balances(company) == {}


async def test_a_note_on_a_partly_paid_invoice_offsets_what_is_open_and_leaves_the_rest_to_pay_back(company: Company):
    made = await issued(company)
    await act(company, made, "pay", amount="100.00")
    note = await act(company, made, "credit")
    assert (note["open_amount"], (await read(company, made))["open_amount"]) == ("100.00", "0.00")
    assert await settlements(company, note) == [("credit", "21.00")]


async def test_in_dollars_a_note_has_its_invoices_rate_and_leaves_nothing(company: Company):
    made = await issued(company, line(unit_price="33.33"), currency="USD", exchange_rate="0.9234")
    await act(company, made, "pay", amount="10.00", exchange_rate="0.9234")
    note = await act(company, made, "credit")
    assert note["exchange_rate"] == "0.9234"
    back = await act(company, note, "pay", exchange_rate="0.9234")
    assert back["open_in_books"] == "0.00"
    assert "400" not in await balances(company)


async def test_a_purchases_note_waits_for_its_suppliers_number(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    made = await issued(company, **asked)
    note = await act(company, made, "credit")
    assert (note["status"], note["credits_id"]) == ("draft", made["id"])
    change = {"number": "CN-1", "issued_on": "2026-11-10"}
    assert (await company.client.patch(f"{BASE}/{note['id']}", json=change)).status_code == 200
    done = await act(company, note, "issue")
    assert await bookings(company, done["entry_id"]) == ["604 100.00 C -81 +85", "451 21.00 C +63", "440 121.00 D"]
    assert (await read(company, made))["status"] == "credited"
    answer = await company.client.post(f"/api/v1/ledger/entries/{done['entry_id']}/reverse", json={"reason": "wrong"})
    assert answer.status_code == 201
    again = await read(company, made)
    assert (again["status"], again["open_amount"], again["credited_amount"]) == ("issued", "121.00", "0.00")


async def test_only_an_issued_invoice_is_credited(company: Company):
    assert (await refused(company, await draft(company), "credit"))["code"] == "not_creditable"
    assert (await refused(company, await issued(company, kind="quote"), "credit"))["code"] == "not_creditable"
    note = await act(company, await issued(company), "credit")
    assert (await refused(company, note, "credit"))["code"] == "not_creditable"


async def test_two_drafts_of_notes_cannot_both_be_issued(company: Company):
    made = await issued(company)
    first, second = [await act(company, made, "credit", as_draft=True) for _ in range(2)]
    await act(company, first, "issue")
    assert (await refused(company, second, "issue"))["code"] == "quantity_exceeds_line"


async def test_lists_show_a_credit_note_below_zero(company: Company):
    made = await issued(company)
    await act(company, made, "credit")
    listed = (await company.client.get(BASE)).json()["data"]
    assert sorted(each["total_amount"] for each in listed) == ["-121.00", "121.00"]


async def without_number(company: Company, contact_id: str) -> None:
    answer = await company.client.patch(f"/api/v1/contacts/{contact_id}", json={"vat_number": None})
    assert (answer.status_code, answer.json()["data"]["vat_number"]) == (200, None)


async def put_away(company: Company, contact_id: str) -> None:
    assert (await company.client.patch(f"/api/v1/contacts/{contact_id}", json={"archived": True})).status_code == 200


@pytest.mark.parametrize("change", [without_number, put_away])
async def test_a_credit_note_follows_its_invoice_whatever_became_of_the_customer(company: Company, change):
    customer = await contact(company, vat_number="NL810433941B01", country="NL")
    made = await issued(company, line(treatment="intra_community_services"), contact_id=customer)
    await change(company, customer)
    note = await act(company, made, "credit")
    assert (note["kind"], note["status"]) == ("credit_note", "settled")
    assert note["buyer"]["vat_number"] == made["buyer"]["vat_number"] == "NL810433941B01"
    assert await bookings(company, note["entry_id"]) == ["400 100.00 C", "700 100.00 D +48"]
    fresh = await company.client.post(BASE, json={"contact_id": customer, "lines": [line()]})
    assert fresh.status_code == (422 if change is put_away else 201)


async def test_a_credit_note_bears_the_vat_number_that_stands_on_the_invoice(company: Company):
    customer = await contact(company, vat_number="NL810433941B01", country="NL")
    made = await issued(company, line(treatment="intra_community_services"), contact_id=customer)
    answer = await company.client.patch(f"/api/v1/contacts/{customer}", json={"vat_number": "NL004495445B01"})
    assert answer.status_code == 200, answer.text
    note = await act(company, made, "credit", as_draft=True)
    asked = {"kind": "credit_note", "contact_id": customer, "credits_id": made["id"], "lines": [line()]}
    told = (await company.client.post(f"{BASE}/totals", json=asked)).json()["data"]
    assert told["problems"] == []
    done = await act(company, note, "issue")
    assert done["buyer"]["vat_number"] == "NL810433941B01"


async def test_a_part_of_a_put_away_customers_invoice_is_credited_to_the_cent(company: Company):
    customer = await contact(company)
    made = await issued(company, *[line(unit_price="0.12")] * 3, contact_id=customer)
    await put_away(company, customer)
    notes = [await act(company, made, "credit", lines=[{"line_id": each["id"]}]) for each in made["lines"]]
    assert [each["total_amount"] for each in notes] == ["0.15", "0.15", "0.14"]


async def test_no_sale_is_credited_before_its_own_day(company: Company):
    made = await issued(company, issued_on="2026-11-20")
    problem = await refused(company, made, "credit", issued_on="2026-11-19")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "credited_before_issue", "issued_on")
    assert "that one is of 2026-11-20" in problem["detail"]
    note = await act(company, made, "credit", issued_on="2026-11-20")
    assert (note["number"], note["status"]) == ("C2026-00001", "settled")
