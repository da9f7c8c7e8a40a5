"""What is paid back of a credit note: what came in, and not what was granted or let go."""

from tests.conftest import Company
from tests.factories.invoicing import act, balances, contact, issued, line, read, refused, settlements

SOLD = line(unit_price="1000.00", quantity="1")


async def test_a_discount_that_was_granted_is_no_refund_and_its_cost_goes(company: Company):
    """1,210.00 paid as 1,089.00 with 121.00 of discount: 1,089.00 goes back, and the books are empty."""
    made = await issued(company, SOLD)
    await act(company, made, "pay", amount="1089.00", discount="121.00")
    assert (await balances(company))["657"] == "121.00"
    note = await act(company, made, "credit")
    assert (note["open_amount"], note["granted_discount"], note["granted_write_off"]) == ("1210.00", "121.00", "0.00")
    paid = await act(company, note, "pay")
    assert await settlements(company, note) == [("payment", "1089.00"), ("discount", "121.00")]
    assert (paid["status"], paid["granted_discount"]) == ("paid", "0.00")
    assert await balances(company) == {}


async def test_half_of_it_credited_is_half_of_the_discount_and_the_rest_follows(company: Company):
    made = await issued(company, line(unit_price="500.00", quantity="2"))
    await act(company, made, "pay", amount="1089.00", discount="121.00")
    for left in ("60.50", "0.00"):
        part = [{"line_id": made["lines"][0]["id"], "quantity": "1"}]
        note = await act(company, made, "credit", lines=part)
        assert note["granted_discount"] == "60.50"
        await act(company, note, "pay")
        assert (await balances(company)).get("657", "0.00") == left
    assert await balances(company) == {}


async def test_a_refund_in_two_goes_takes_the_discount_back_once(company: Company):
    made = await issued(company, SOLD)
    await act(company, made, "pay", amount="1089.00", discount="121.00")
    note = await act(company, made, "credit")
    first = await act(company, note, "pay", amount="500.00")
    assert (first["open_amount"], first["granted_discount"]) == ("710.00", "121.00")
    await act(company, note, "pay")
    assert await settlements(company, note) == [("payment", "500.00"), ("payment", "589.00"), ("discount", "121.00")]
    assert await balances(company) == {}


async def test_cents_that_were_let_go_go_back_to_their_cost(company: Company):
    made = await issued(company, SOLD)
    await act(company, made, "pay", amount="1209.70", write_off="0.30")
    note = await act(company, made, "credit")
    assert note["granted_write_off"] == "0.30"
    await act(company, note, "pay")
    assert await balances(company) == {}


async def test_of_a_purchase_what_was_taken_as_a_discount_does_not_come_back(company: Company):
    supplier = await contact(company)
    bought = {"direction": "purchase", "contact_id": supplier, "issued_on": "2026-11-02"}
    made = await issued(company, line(unit_price="1000.00", account_code="613"), **bought, number="P-1")
    await act(company, made, "pay", amount="1185.80", discount="24.20")
    drafted = await act(company, made, "credit")
    change = {"number": "PC-1", "issued_on": "2026-11-03"}
    assert (await company.client.patch(f"/api/v1/invoices/{drafted['id']}", json=change)).status_code == 200
    note = await act(company, drafted, "issue")
    assert note["granted_discount"] == "24.20"
    await act(company, note, "pay")
    assert "756" not in await balances(company)


async def test_what_was_open_is_offset_and_a_free_note_is_paid_back_whole(company: Company):
    made = await issued(company, SOLD)
    await act(company, made, "pay", amount="1000.00", discount="10.00")
    note = await act(company, made, "credit")
    assert (note["open_amount"], note["granted_discount"]) == ("1010.00", "10.00")
    await act(company, note, "pay")
    assert await balances(company) == {}
    free = await issued(company, kind="credit_note")
    assert free["granted_discount"] == "0.00"
    assert (await refused(company, free, "pay", amount="0.00", discount="1.00"))["code"] == "discount_refused"
    assert (await read(company, await act(company, free, "pay")))["status"] == "paid"
