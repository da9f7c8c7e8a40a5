"""A credit note that is left open pays another invoice of the same contact, or is paid back."""

import pytest

from tests.conftest import Company
from tests.factories.invoicing import act, balances, bookings, contact, draft, issued, line, read, refused, settlements


@pytest.fixture
async def customer(company: Company) -> str:
    return await contact(company)


async def open_note(company: Company, customer: str, price: str = "100.00", **more):
    """A credit note of an invoice that was paid already: all of it is in the customer's favour."""
    paid = await issued(company, line(unit_price=price), contact_id=customer, **more)
    await act(company, paid, "pay", **({"exchange_rate": more["exchange_rate"]} if "exchange_rate" in more else {}))
    return await act(company, await read(company, paid), "credit")


async def test_a_note_of_121_pays_121_of_an_invoice_of_242_and_no_money_moves(company: Company, customer: str):
    note = await open_note(company, customer)
    owed = await issued(company, line(unit_price="200.00"), contact_id=customer)
    before = await balances(company)
    done = await act(company, note, "apply", invoice_id=owed["id"])
    assert (done["status"], done["open_amount"], done["offset_amount"]) == ("settled", "0.00", "121.00")
    left = await read(company, owed)
    assert (left["status"], left["open_amount"], left["credited_amount"]) == ("partly_settled", "121.00", "0.00")
    assert await settlements(company, owed) == [("credit", "121.00")]
    assert await balances(company) == before


async def test_an_invoice_that_notes_alone_settled_is_settled_and_not_paid(company: Company, customer: str):
    note = await open_note(company, customer)
    owed = await issued(company, contact_id=customer)
    await act(company, note, "apply", invoice_id=owed["id"])
    told = await read(company, owed)
    assert (told["status"], told["open_amount"], told["offset_amount"]) == ("settled", "0.00", "121.00")
    listed = await company.client.get("/api/v1/invoices", params={"status": "settled", "kind": "invoice"})
    assert [each["id"] for each in listed.json()["data"]] == [owed["id"]]


async def test_part_by_a_note_and_part_by_money_is_paid(company: Company, customer: str):
    note = await open_note(company, customer)
    owed = await issued(company, contact_id=customer)
    done = await act(company, note, "apply", invoice_id=owed["id"], amount="21.00")
    assert (done["status"], done["open_amount"]) == ("partly_settled", "100.00")
    paid = await act(company, await read(company, owed), "pay")
    assert (paid["status"], paid["open_amount"], paid["offset_amount"]) == ("paid", "0.00", "21.00")
    back = await act(company, await read(company, note), "pay")
    assert back["status"] == "paid"
    assert await balances(company) == {"550": "121.00", "700": "-100.00", "451": "-21.00"}


async def test_more_than_is_open_is_refused_with_its_field(company: Company, customer: str):
    note = await open_note(company, customer)
    owed = await issued(company, line(unit_price="50.00"), contact_id=customer)
    problem = await refused(company, note, "apply", invoice_id=owed["id"], amount="60.51")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "payment_exceeds_open", "amount")
    assert "60.50 EUR can be applied" in problem["detail"]
    decimals = await refused(company, note, "apply", invoice_id=owed["id"], amount="1.001")
    assert (decimals["code"], decimals["field"]) == ("too_many_decimals", "amount")
    nothing = await refused(company, note, "apply", invoice_id=owed["id"], amount="0.00")
    assert nothing["field"] == "amount"


@pytest.mark.parametrize("wrong", ["other contact", "draft", "paid", "other currency", "purchase", "unknown", "itself"])
async def test_it_is_applied_to_an_open_invoice_of_the_same_contact_and_currency_only(
    company: Company, customer: str, wrong: str
):
    note = await open_note(company, customer)
    if wrong == "unknown":
        target = "01a1fcd6-3f7a-74ba-831f-443b45c4ef44"
    elif wrong == "itself":
        target = note["id"]
    elif wrong == "draft":
        target = (await draft(company, contact_id=customer))["id"]
    elif wrong == "other currency":
        target = (await issued(company, contact_id=customer, currency="USD", exchange_rate="0.9"))["id"]
    elif wrong == "purchase":
        asked = {"direction": "purchase", "number": "7", "issued_on": "2026-11-02"}
        target = (await issued(company, contact_id=customer, **asked))["id"]
    else:
        made = await issued(company, **({} if wrong == "other contact" else {"contact_id": customer}))
        if wrong == "paid":
            await act(company, made, "pay")
        target = made["id"]
    problem = await refused(company, note, "apply", invoice_id=target)
    assert (problem["status"], problem["code"], problem["field"]) == (409, "not_applicable", "invoice_id")


async def test_only_an_open_credit_note_is_applied(company: Company, customer: str):
    one, other = [await issued(company, contact_id=customer) for _ in range(2)]
    assert (await refused(company, one, "apply", invoice_id=other["id"]))["code"] == "not_applicable"
    note = await open_note(company, customer)
    await act(company, note, "apply", invoice_id=one["id"])
    again = await refused(company, await read(company, note), "apply", invoice_id=other["id"])
    assert (again["code"], again["detail"]) == ("not_applicable", f"nothing of {note['number']} is open")


async def test_taken_back_both_are_open_again(company: Company, customer: str):
    note = await open_note(company, customer)
    owed = await issued(company, contact_id=customer)
    await act(company, note, "apply", invoice_id=owed["id"])
    back = await act(company, await read(company, note), "unapply", invoice_id=owed["id"])
    assert (back["open_amount"], back["offset_amount"], back["status"]) == ("121.00", "0.00", "issued")
    told = await read(company, owed)
    assert (told["open_amount"], told["offset_amount"], told["status"]) == ("121.00", "0.00", "issued")
    twice = await refused(company, await read(company, note), "unapply", invoice_id=owed["id"])
    assert (twice["code"], twice["field"]) == ("not_applicable", "invoice_id")


async def test_what_it_credited_itself_is_not_taken_back(company: Company):
    made = await issued(company)
    note = await act(company, made, "credit")
    problem = await refused(company, note, "unapply", invoice_id=made["id"])
    assert (problem["code"], (await read(company, made))["status"]) == ("not_applicable", "credited")


async def test_between_two_rates_the_difference_is_lost_and_comes_back_with_it(company: Company, customer: str):
    """100 dollars of 121 at 0.90 pay 121 dollars at 0.95: the claim was worth 6.05 euros more."""
    note = await open_note(company, customer, currency="USD", exchange_rate="0.90")
    owed = await issued(company, contact_id=customer, currency="USD", exchange_rate="0.95")
    await act(company, note, "apply", invoice_id=owed["id"])
    told = await read(company, owed)
    assert (told["status"], told["open_in_books"]) == ("settled", "0.00")
    assert await bookings(company, told["settlements"][-1]["entry_id"]) == ["654 6.05 D", "400 6.05 C"]
    assert "400" not in await balances(company)
    await act(company, await read(company, note), "unapply", invoice_id=owed["id"])
    assert (await read(company, owed))["open_in_books"] == "114.95"
    stands = await balances(company)
    assert (stands["400"], "654" in stands) == ("6.05", False)


async def test_an_invoice_that_a_note_paid_stays_in_the_books(company: Company, customer: str):
    """A purchase that a supplier's note was applied to is not unbooked before that is taken back."""
    asked = {"direction": "purchase", "contact_id": customer, "issued_on": "2026-11-02"}
    first = await issued(company, number="1", **asked)
    await act(company, first, "pay")
    made = await act(company, await read(company, first), "credit")
    await company.client.patch(f"/api/v1/invoices/{made['id']}", json={"number": "CN-1", "issued_on": "2026-11-10"})
    note = await act(company, made, "issue")
    owed = await issued(company, number="2", **asked)
    await act(company, note, "apply", invoice_id=owed["id"])
    path = f"/api/v1/ledger/entries/{owed['entry_id']}/reverse"
    kept = await company.client.post(path, json={"reason": "wrong"})
    assert (kept.status_code, kept.json()["errors"][0]["code"]) == (409, "later_step_first")
    await act(company, await read(company, note), "unapply", invoice_id=owed["id"])
    assert (await company.client.post(path, json={"reason": "wrong"})).status_code == 201
