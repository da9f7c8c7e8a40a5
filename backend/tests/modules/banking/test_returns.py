"""A payment that the bank took back: proposed, never applied alone; its invoice is open again from that day on."""

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row, against, candidates, imported, reconcile, undo
from tests.factories.booking import faults, refusal
from tests.factories.invoicing import balances, bookings, settlements
from tests.modules.banking.test_exact import digits
from tests.modules.banking.test_rules import ran
from tests.modules.ledger.asking import REPORTS, get

LENA = "BE71096123456769"
SAYS = {"name": "Kapsalon Lena", "iban": LENA}


async def done(answer) -> dict:
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def entry(company: Company, shown: dict) -> list[str]:
    return await bookings(company, shown["reconciliations"][0]["entry_id"])


async def owing(company: Company, *prices: str, **more) -> list[dict]:
    """Invoices of one customer, before VAT."""
    contact = await invoicing.contact(company, name="Kapsalon Lena")
    made = [invoicing.line(unit_price=each) for each in prices]
    return [await invoicing.issued(company, each, contact_id=contact, issued_on="2026-11-01", **more) for each in made]


async def paid(company: Company, runs_jobs, *invoices: dict, amount: str = "121.00", **more) -> dict:
    await banking.account(company)
    [line] = await imported(company, runs_jobs, Row(amount, "betaling", on="2026-11-12", **SAYS))
    return await done(await reconcile(company, line, *[against(each, **more) for each in invoices]))


async def came_back(company: Company, runs_jobs, amount: str, text: str = "RETOUR AC04", **more) -> dict:
    row = Row(amount, text, **({"on": "2026-11-13"} | SAYS | more))
    [line] = await imported(company, runs_jobs, row, opened="2026-11-13")
    return line


async def returns(company: Company, line: dict) -> list[dict]:
    return [each for each in await candidates(company, line) if each["kind"] == "return"]


async def test_a_payment_that_comes_back_is_proposed_and_opens_its_invoice_again(company: Company, runs_jobs):
    [invoice] = await owing(company, "100.00")
    first = await paid(company, runs_jobs, invoice)
    line = await came_back(company, runs_jobs, "-121.00")
    best = (await candidates(company, line))[0]
    assert (best["kind"], best["is_sure"], best["difference"]) == ("return", False, "0.00")
    [item] = best["items"]
    assert (item["type"], item["number"], item["dated_on"]) == ("payment", invoice["number"], "2026-11-12")
    assert best["reasons"][0]["code"] == "says_returned"
    shown = await done(await reconcile(company, line, *best["parts"]))
    assert (shown["status"], shown["reconciliations"][0]["kind"]) == ("reconciled", "accepted")
    assert await entry(company, shown) == ["550 121.00 C", "400 121.00 D"]
    [part] = shown["reconciliations"][0]["parts"]
    assert (part["type"], part["label"], part["settled_amount"]) == ("payment", invoice["number"], "-121.00")
    now = await invoicing.read(company, invoice)
    assert (now["open_amount"], now["status"]) == ("121.00", invoice["status"])
    assert await settlements(company, invoice) == [("payment", "121.00"), ("return", "-121.00")]
    first = await done(await company.client.get(f"{BASE}/lines/{first['id']}"))
    assert (first["status"], first["reconciliations"][0]["parts"][0]["returned_on"]) == ("reconciled", "2026-11-13")
    history = await done(await company.client.get(f"{invoicing.BASE}/{invoice['id']}/history"))
    assert [each["kind"] for each in history][-2:] == ["paid", "returned"]


async def test_it_comes_back_once_and_the_payment_is_undone_only_after_its_return(company: Company, runs_jobs):
    [invoice] = await owing(company, "100.00")
    first = await paid(company, runs_jobs, invoice)
    line = await came_back(company, runs_jobs, "-121.00")
    before = await balances(company)
    [best] = await returns(company, line)
    await done(await reconcile(company, line, *best["parts"]))
    again = await came_back(company, runs_jobs, "-121.00", on="2026-11-14")
    assert await returns(company, again) == []
    answer = await reconcile(company, again, *best["parts"])
    assert (refusal(answer), faults(answer)) == ((409, "payment_returned"), {"parts.0.id"})
    assert refusal(await undo(company, first)) == (409, "later_step_first")
    await done(await undo(company, line))
    assert await balances(company) == before
    assert (await invoicing.read(company, invoice))["status"] == "paid"
    assert (await returns(company, again))[0]["parts"] == best["parts"]
    await done(await reconcile(company, again, *best["parts"]))
    await done(await undo(company, again))
    await done(await undo(company, first))
    assert (await invoicing.read(company, invoice))["open_amount"] == "121.00"


async def test_it_is_paid_once_more_after_it_came_back(company: Company, runs_jobs):
    [invoice] = await owing(company, "100.00")
    await paid(company, runs_jobs, invoice, amount="118.58", discount="2.42")
    line = await came_back(company, runs_jobs, "-118.58")
    shown = await done(await reconcile(company, line, *(await returns(company, line))[0]["parts"]))
    assert await entry(company, shown) == ["550 118.58 C", "657 2.42 C", "400 121.00 D"]
    paid_again = await came_back(company, runs_jobs, "118.58", invoice["number"], on="2026-11-20")
    await done(await reconcile(company, paid_again, against(invoice, discount="2.42")))
    assert (await invoicing.read(company, invoice))["status"] == "paid"
    assert await balances(company) == {"550": "118.58", "657": "2.42", "700": "-100.00", "451": "-21.00"}


async def test_a_return_is_undone_only_after_what_settled_the_invoice_since(company: Company, runs_jobs):
    """Also where the invoice would hold both: in the currency of the books, cents of it would be left."""
    [invoice] = await owing(company, "100.00")
    await paid(company, runs_jobs, invoice, amount="40.00")
    line = await came_back(company, runs_jobs, "-40.00")
    back = await done(await reconcile(company, line, *(await returns(company, line))[0]["parts"]))
    again = await came_back(company, runs_jobs, "121.00", invoice["number"], on="2026-11-20")
    part = await came_back(company, runs_jobs, "30.00", invoice["number"], on="2026-11-20")
    reverse = f"/api/v1/ledger/entries/{back['reconciliations'][0]['entry_id']}/reverse"
    for later in (again, part):
        await done(await reconcile(company, later, against(invoice)))
        before = await balances(company)
        assert refusal(await undo(company, line)) == (409, "later_step_first")
        assert refusal(await company.client.post(reverse, json={"reason": "not so"})) == (409, "later_step_first")
        assert await balances(company) == before
        await done(await undo(company, later))
    await done(await undo(company, line))
    assert (await invoicing.read(company, invoice))["open_amount"] == "81.00"


async def test_dollars_that_came_back_are_not_paid_beside_what_paid_them_since(company: Company, runs_jobs):
    """61 and twice 30 of 121 USD at 0.9091, 110.00 in the books: rounded apart they need not be that."""
    [invoice] = await owing(company, "100.00", currency="USD", exchange_rate="0.9091")
    await banking.account(company, currency="USD")
    days = {"61.00": "12", "-61.00": "13", "30.00": "14", "30.0": "15"}
    rows = [Row(amount, f"line of the {day}", on=f"2026-11-{day}", **SAYS) for amount, day in days.items()]
    there, back, more, last = await imported(company, runs_jobs, *rows, currency="USD")
    await done(await reconcile(company, there, against(invoice), exchange_rate="0.9091"))
    parts = (await returns(company, back))[0]["parts"]
    await done(await reconcile(company, back, *parts, exchange_rate="0.9091"))
    for line in (more, last):
        await done(await reconcile(company, line, against(invoice), exchange_rate="0.9091"))
    assert refusal(await undo(company, back)) == (409, "later_step_first")


async def test_a_run_whose_payment_came_back_is_reverted_but_for_that_one(company: Company, runs_jobs):
    invoices = await owing(company, "100.00", "50.00")
    await banking.account(company)
    rows = [
        Row(amount, structured=digits(each), on="2026-11-12", **SAYS)
        for amount, each in zip(("121.00", "60.50"), invoices, strict=True)
    ]
    await imported(company, runs_jobs, *rows)
    run = await ran(company, runs_jobs, "exact/accept")
    assert run["done_count"] == 2
    line = await came_back(company, runs_jobs, "-121.00")
    await done(await reconcile(company, line, *(await returns(company, line))[0]["parts"]))
    told = await ran(company, runs_jobs, f"runs/{run['id']}/revert", reason="not so")
    kept = [(each["status"], (each["problem"] or {}).get("code")) for each in told["results"]]
    assert (told["status"], told["done_count"]) == ("failed", 1)
    assert sorted(kept) == [("done", "later_step_first"), ("reverted", None)]
    assert (await invoicing.read(company, invoices[1]))["open_amount"] == "60.50"
    await done(await undo(company, line))
    told = await ran(company, runs_jobs, f"runs/{run['id']}/revert", reason="not so")
    assert (told["status"], [each["problem"] for each in told["results"]]) == ("reverted", [None, None])
    assert [(await invoicing.read(company, each))["open_amount"] for each in invoices] == ["121.00", "60.50"]


async def test_the_rest_of_what_one_line_paid_comes_back_together(company: Company, runs_jobs):
    invoices = await owing(company, "100.00", "50.00", "20.00")
    await paid(company, runs_jobs, *invoices, amount="205.70")
    one = await came_back(company, runs_jobs, "-121.00")
    await done(await reconcile(company, one, *(await returns(company, one))[0]["parts"]))
    rest = await came_back(company, runs_jobs, "-84.70", on="2026-11-14")
    [best] = await returns(company, rest)
    assert {each["number"] for each in best["items"]} == {each["number"] for each in invoices[1:]}


async def test_of_several_that_one_line_paid_one_comes_back_or_all(company: Company, runs_jobs):
    invoices = await owing(company, "100.00", "50.00")
    await paid(company, runs_jobs, *invoices, amount="181.50")
    line = await came_back(company, runs_jobs, "-60.50", "REFUSED", name="KBC Bank", iban="BE43068999999501")
    shown = await done(await reconcile(company, line, *(await returns(company, line))[0]["parts"]))
    assert await entry(company, shown) == ["550 60.50 C", "400 60.50 D"]
    assert [(await invoicing.read(company, each))["open_amount"] for each in invoices] == ["0.00", "60.50"]
    await done(await undo(company, line))
    whole = await came_back(company, runs_jobs, "-181.50", on="2026-11-15")
    [best] = await returns(company, whole)
    assert {each["number"] for each in best["items"]} == {each["number"] for each in invoices}
    await done(await reconcile(company, whole, *best["parts"]))
    assert [(await invoicing.read(company, each))["open_amount"] for each in invoices] == ["121.00", "60.50"]


async def test_money_for_a_purchase_that_comes_back_is_owed_again(company: Company, runs_jobs):
    more = {"direction": "purchase", "number": "PX-1", "supplied_on": None}
    contact = await invoicing.contact(company, name="Proximus")
    priced = invoicing.line(unit_price="50.00", account_code="612", vat_rate="21")
    invoice = await invoicing.issued(company, priced, contact_id=contact, issued_on="2026-11-01", **more)
    await banking.account(company)
    [line] = await imported(company, runs_jobs, Row("-60.50", "PX-1", on="2026-11-12", name="Proximus"))
    await done(await reconcile(company, line, against(invoice)))
    back = await came_back(company, runs_jobs, "60.50", "Teruggeboekt", name="Proximus")
    [best] = await returns(company, back)
    assert await entry(company, await done(await reconcile(company, back, *best["parts"]))) == [
        "550 60.50 D",
        "440 60.50 C",
    ]
    assert (await invoicing.read(company, invoice))["open_amount"] == "60.50"


@pytest.mark.parametrize(
    "row",
    [
        {"amount": "-120.99"},
        {"amount": "-121.00", "text": "huur", "name": "Immo Zuid", "iban": "BE43068999999501"},
        {"amount": "-121.00", "on": "2027-01-20"},
        {"amount": "-121.00", "on": "2026-11-11"},
        {"amount": "121.00"},
    ],
    ids=["another amount", "another party", "too late", "before it", "the same way"],
)
async def test_what_is_no_return_is_proposed_as_none(company: Company, runs_jobs, row):
    [invoice] = await owing(company, "100.00")
    await paid(company, runs_jobs, invoice)
    assert await returns(company, await came_back(company, runs_jobs, **row)) == []


async def test_a_return_that_somebody_said_no_to_is_proposed_no_more(company: Company, runs_jobs):
    invoices = await owing(company, "100.00", "50.00")
    await paid(company, runs_jobs, *invoices, amount="181.50")
    for amount in ("-60.50", "-181.50"):
        line = await came_back(company, runs_jobs, amount)
        [best] = await returns(company, line)
        no = {"items": [{"type": each["type"], "id": each["id"]} for each in best["items"]]}
        await done(await company.client.post(f"{BASE}/lines/{line['id']}/reject", json=no))
        assert await returns(company, line) == []
        await done(await company.client.post(f"{BASE}/lines/{line['id']}/allow", json=no))
        assert len(await returns(company, line)) == 1


async def test_a_payment_of_a_closed_month_comes_back_on_its_own_day(company: Company, runs_jobs):
    [invoice] = await owing(company, "100.00")
    await paid(company, runs_jobs, invoice)
    await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": "2026-11-12"})
    line = await came_back(company, runs_jobs, "-121.00")
    await done(await reconcile(company, line, *(await returns(company, line))[0]["parts"]))
    assert (await invoicing.read(company, invoice))["settlements"][-1]["settled_on"] == "2026-11-13"
    for day, owed in (("2026-11-11", "121.00"), ("2026-11-12", "0.00"), ("2026-11-13", "121.00")):
        told = await get(company, f"{REPORTS}/aged-receivables", to=day)
        assert told["totals"]["total"] == owed, day


async def test_what_cannot_come_back_is_refused(company: Company, runs_jobs):
    [invoice] = await owing(company, "100.00", currency="USD", exchange_rate="0.90")
    await paid(company, runs_jobs, invoice, amount="108.90")
    payment = (await invoicing.read(company, invoice))["settlements"][0]["id"]
    later = await came_back(company, runs_jobs, "-108.90")
    earlier = await came_back(company, runs_jobs, "-108.90", on="2026-11-11")
    part, unknown = ({"type": "payment", "id": each} for each in (payment, invoice["id"]))
    assert refusal(await reconcile(company, later, part)) == (422, "currency_of_return")
    assert refusal(await reconcile(company, earlier, part)) == (422, "returned_before_paid")
    assert refusal(await reconcile(company, later, unknown)) == (404, "payment_not_found")
    assert await settlements(company, invoice) == [("payment", "121.00")]


async def test_dollars_that_come_back_are_worth_what_they_are_that_day(company: Company, runs_jobs):
    """121.00 USD booked at 0.90 are 108.90; paid at 0.85 they were 102.85, and go back at 0.88: 106.48."""
    [invoice] = await owing(company, "100.00", currency="USD", exchange_rate="0.90")
    await banking.account(company, currency="USD")
    rows = (Row("121.00", "a", on="2026-11-12", **SAYS), Row("-121.00", "RETOUR", on="2026-11-13", **SAYS))
    there, back = await imported(company, runs_jobs, *rows, currency="USD")
    shown = await done(await reconcile(company, there, against(invoice), exchange_rate="0.85"))
    assert await entry(company, shown) == ["550 102.85 D", "654 6.05 D", "400 108.90 C"]
    parts = (await returns(company, back))[0]["parts"]
    shown = await done(await reconcile(company, back, *parts, exchange_rate="0.88"))
    assert await entry(company, shown) == ["550 106.48 C", "754 2.42 C", "400 108.90 D"]
    assert (await invoicing.read(company, invoice))["open_amount"] == "121.00"
