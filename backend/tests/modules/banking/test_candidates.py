"""What a line could settle, with reasons, and with the parts that accept it."""

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, IBAN, OTHER_IBAN, Row, candidates, imported, reconcile


def reasons(candidate: dict) -> set[str]:
    return {each["code"] for each in candidate["reasons"]}


async def test_a_structured_reference_and_the_amount_are_sure(company: Company, runs_jobs):
    await banking.account(company)
    invoice = await invoicing.issued(company)
    await invoicing.issued(company, invoicing.line(unit_price="70.00"))
    digits = "".join(each for each in invoice["payment_reference"] if each.isdigit())
    [line] = await imported(company, runs_jobs, Row("121.00", structured=digits))
    best = (await candidates(company, line))[0]
    assert (best["items"][0]["id"], best["is_sure"], best["kind"]) == (invoice["id"], True, "exact")
    assert {"amount_same", "structured_reference"} <= reasons(best)
    assert (await reconcile(company, line, *best["parts"])).json()["data"]["status"] == "reconciled"
    assert await candidates(company, line) == []


async def test_two_equal_answers_are_never_sure(company: Company, runs_jobs):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    for _ in range(2):
        await invoicing.issued(company, contact_id=contact)
    [line] = await imported(company, runs_jobs, Row("121.00", "payment"))
    found = await candidates(company, line)
    assert [each["is_sure"] for each in found if each["kind"] == "exact"] == [False, False]


async def test_one_payment_of_several_invoices_is_a_candidate_as_a_whole(company: Company, runs_jobs):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    prices = ("100.00", "50.00", "33.00")
    made = [await invoicing.issued(company, invoicing.line(unit_price=each), contact_id=contact) for each in prices]
    [line] = await imported(company, runs_jobs, Row("181.50", "uw facturen"))
    [sum_] = [each for each in await candidates(company, line) if each["kind"] == "many_items"]
    assert {each["id"] for each in sum_["items"]} == {made[0]["id"], made[1]["id"]}
    assert (await reconcile(company, line, *sum_["parts"])).json()["data"]["status"] == "reconciled"


async def test_a_batch_is_known_by_what_each_payment_in_it_says(company: Company, runs_jobs):
    await banking.account(company)
    lena = await invoicing.issued(company, invoicing.line(unit_price="100.00"))
    jan = await invoicing.issued(company, invoicing.line(unit_price="50.00"))
    said = ["".join(each for each in one["payment_reference"] if each.isdigit()) for one in (lena, jan)]
    inside = [Row("121.00", name="Lena", structured=said[0]), Row("60.50", name="Jan", structured=said[1])]
    content = banking.batched(banking.camt([Row("181.50", "")], number="7"), *inside)
    found = await banking.staged(company, runs_jobs, content)
    assert (await banking.decide(company, found, "confirm")).status_code == 200
    [line] = await banking.lines(company, **{"import": found["id"]})
    assert all(word in line["text"] for word in ("Lena", "Jan"))
    best = (await candidates(company, line))[0]
    assert (best["kind"], {each["id"] for each in best["items"]}) == ("many_items", {lena["id"], jan["id"]})


async def test_a_difference_with_a_name_comes_with_the_parts_that_book_it(company: Company, runs_jobs):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    invoice = await invoicing.issued(company, contact_id=contact)
    [line] = await imported(company, runs_jobs, Row("118.58", f"factuur {invoice['number']}"))
    best = (await candidates(company, line))[0]
    assert (best["kind"], best["difference"], best["is_sure"]) == ("difference", "-2.42", False)
    assert "cash_discount" in reasons(best)
    assert (await reconcile(company, line, *best["parts"])).status_code == 200
    assert (await invoicing.read(company, invoice))["open_amount"] == "0.00"


async def test_what_was_rejected_does_not_come_back_until_it_is_allowed(company: Company, runs_jobs):
    await banking.account(company)
    invoice = await invoicing.issued(company)
    [line] = await imported(company, runs_jobs, Row("121.00", f"factuur {invoice['number']}"))
    item = {"items": [{"type": "invoice", "id": invoice["id"]}]}
    assert len(await candidates(company, line)) == 1
    shown = (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=item)).json()["data"]
    assert shown["rejected"] == [f"invoice:{invoice['id']}"]
    assert shown["rejections"] == [{"items": [{"type": "invoice", "id": invoice["id"], "label": invoice["number"]}]}]
    assert await candidates(company, line) == []
    await company.client.post(f"{BASE}/lines/{line['id']}/allow", json=item)
    assert len(await candidates(company, line)) == 1


async def test_a_rejected_sum_leaves_each_of_its_items_and_comes_back_when_it_is_allowed(company: Company, runs_jobs):
    """121.00 + 60.50 is not it, one of them in part may be."""
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    for price in ("100.00", "50.00"):
        await invoicing.issued(company, invoicing.line(unit_price=price), contact_id=contact)
    [line] = await imported(company, runs_jobs, Row("181.50", "betaling", name="Janssens NV"))
    await imported(company, runs_jobs, Row("60.50", "de rest", name="Janssens NV", on="2026-11-12"))
    [other] = [each for each in await banking.lines(company) if each["amount"] == "60.50"]
    (together,) = [each for each in await candidates(company, line) if each["kind"] == "many_items"]
    before = await candidates(company, other)
    asked = {"items": [{"type": each["type"], "id": each["id"]} for each in reversed(together["items"])]}
    shown = (await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=asked)).json()["data"]
    assert shown["rejected"] == ["+".join(sorted(f"invoice:{each['id']}" for each in asked["items"]))]
    assert all(len(each["items"]) == 1 for each in await candidates(company, line))
    assert await candidates(company, other) == before
    again = {"items": asked["items"][::-1]}
    shown = (await company.client.post(f"{BASE}/lines/{line['id']}/allow", json=again)).json()["data"]
    assert shown["rejected"] == []
    assert together in await candidates(company, line)


async def test_a_sum_with_an_item_that_is_not_open_cannot_be_rejected(company: Company, runs_jobs):
    await banking.account(company)
    invoice = await invoicing.issued(company)
    [line] = await imported(company, runs_jobs, Row("121.00", "a"))
    of = [{"type": "invoice", "id": invoice["id"]}, {"type": "expense", "id": invoice["id"]}]
    answer = await company.client.post(f"{BASE}/lines/{line['id']}/reject", json={"items": of})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (404, "items.1.id")
    shown = (await company.client.get(f"{BASE}/lines/{line['id']}")).json()["data"]
    assert shown["rejected"] == []


async def test_what_was_accepted_is_a_habit(company: Company, runs_jobs):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Holding Zuid NV")
    first, second = [await invoicing.issued(company, contact_id=contact) for _ in range(2)]
    one, other = await imported(
        company, runs_jobs, Row("121.00", "a", name="J. Peeters"), Row("121.00", "b", name="J. Peeters")
    )
    await reconcile(company, one, banking.against(first))
    best = (await candidates(company, other))[0]
    assert best["items"][0]["id"] == second["id"]
    assert "habit" in reasons(best)


async def test_money_between_own_accounts_goes_by_way_of_internal_transfers(company: Company, runs_jobs):
    await banking.account(company)
    await banking.account(company, number=OTHER_IBAN, name="Savings")
    [line] = await imported(company, runs_jobs, Row("-500.00", "sparen"))
    [found] = await candidates(company, line)
    assert found["kind"] == "transfer"
    assert (await reconcile(company, line, *found["parts"])).status_code == 200
    [arrived] = await imported(company, runs_jobs, Row("500.00", "sparen", iban=IBAN), iban=OTHER_IBAN)
    [found] = await candidates(company, arrived)
    await reconcile(company, arrived, *found["parts"])
    assert await invoicing.balances(company) == {"550": "-500.00", "550001": "500.00"}


async def test_an_item_is_found_by_hand(company: Company, runs_jobs):
    await banking.account(company)
    invoice = await invoicing.issued(company)
    for q in (invoice["number"], "121,00", "janssens"):
        found = (await company.client.get(f"{BASE}/items", params={"q": q})).json()["data"]
        assert [each["id"] for each in found] == [invoice["id"]]
    assert (await company.client.get(f"{BASE}/items", params={"q": "nothing such"})).json()["data"] == []
