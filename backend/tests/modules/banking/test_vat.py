"""VAT that is in a line of the bank: taken out, on its own account, and in the return."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Company, register
from tests.factories import banking
from tests.factories.banking import BASE, Row, on_account, reconcile, undo
from tests.factories.books import stands
from tests.factories.invoicing import balances, bookings
from tests.modules.banking.test_reconciling import done, line_of, refusal
from tests.modules.banking.test_rules import PHONE, make, ran
from tests.modules.vat.conftest import amounts, returned


@pytest.fixture
async def trader() -> AsyncIterator[Company]:
    """A Belgian company that files returns by quarter."""
    made = await register(language="en", vat_number="BE0428759497")
    yield made
    await made.client.aclose()


async def test_a_bank_charge_with_vat_is_net_and_vat_and_in_the_return(trader: Company, runs_jobs):
    line = await line_of(trader, runs_jobs, "-12.10")
    shown = await done(await reconcile(trader, line, on_account("659", vat_rate="21")))
    entry = shown["reconciliations"][0]
    assert await bookings(trader, entry["entry_id"]) == ["550 12.10 C", "659 10.00 D +82", "411 2.10 D +59"]
    part = entry["parts"][0]
    assert (part["amount"], part["vat_rate"], part["vat_amount"]) == ("-12.10", "21", "2.10")
    told = amounts(await returned(trader, "2026-Q4"))
    assert (told["82"], told["59"]) == ("10.00", "2.10")
    await done(await undo(trader, line))
    assert await balances(trader) == {}
    told = amounts(await returned(trader, "2026-Q4"))
    assert (told["82"], told["59"]) == ("0.00", "0.00")


async def test_of_fuel_half_of_the_vat_is_deducted(trader: Company, runs_jobs):
    line = await line_of(trader, runs_jobs, "-121.00", "DKV fuel card")
    shown = await done(await reconcile(trader, line, on_account("616", vat_rate="21")))
    assert await bookings(trader, shown["reconciliations"][0]["entry_id"]) == [
        "550 121.00 C", "616 110.50 D +82", "411 10.50 D +59",
    ]  # fmt: skip


async def test_one_line_holds_a_part_with_vat_and_one_without(trader: Company, runs_jobs):
    line = await line_of(trader, runs_jobs, "-112.10")
    parts = on_account("659", "-12.10", vat_rate="21"), on_account("489")
    shown = await done(await reconcile(trader, line, *parts))
    assert shown["status"] == "reconciled"
    assert await balances(trader) == {"550": "-112.10", "659": "10.00", "411": "2.10", "489": "100.00"}


async def test_a_rule_books_with_vat_and_its_preview_says_so(trader: Company, runs_jobs):
    await banking.account(trader)
    await banking.imported(trader, runs_jobs, Row("-121.00", "domiciliering", name="Proximus NV"))
    shares = [{"account_code": "612", "percent": "60", "vat_rate": "21"}, {"account_code": "416", "percent": "40"}]
    asked = PHONE | {"shares": shares}
    told = (await trader.client.post(f"{BASE}/rules/try", json=asked)).json()["data"]
    assert [each["vat_rate"] for each in told["effects"][0]["parts"]] == ["21", None]
    rule = await make(trader, **asked)
    assert rule["shares"][0]["vat_rate"] == "21"
    run = await ran(trader, runs_jobs, "rules/run")
    assert (run["done_count"], run["failed_count"]) == (1, 0)
    assert await balances(trader) == {"550": "-121.00", "612": "60.00", "411": "12.60", "416": "48.40"}
    assert amounts(await returned(trader, "2026-Q4"))["59"] == "12.60"


@pytest.mark.parametrize(
    ("part", "code", "field"),
    [
        (on_account("659", vat_rate="20"), "rate_unknown", "parts.0.vat_rate"),
        (on_account("489", vat_rate="21"), "vat_not_on_this_account", "parts.0.vat_rate"),
        (on_account("659", vat_rate="0"), "greater_than", "parts.0.account.vat_rate"),
    ],
)
async def test_vat_that_cannot_be_is_refused(trader: Company, runs_jobs, part, code, field):
    line = await line_of(trader, runs_jobs, "-12.10")
    answer = await reconcile(trader, line, part)
    assert (answer.status_code, answer.json()["errors"][0]["code"], answer.json()["errors"][0]["field"]) == (
        422, code, field,
    )  # fmt: skip
    assert await balances(trader) == {}


async def test_a_rule_with_a_rate_that_does_not_exist_is_refused(trader: Company):
    answer = await trader.client.post(
        f"{BASE}/rules", json=PHONE | {"shares": [{"account_code": "612", "percent": "100", "vat_rate": "19"}]}
    )
    assert refusal(answer) == (422, "rate_unknown")
    assert answer.json()["errors"][0]["field"] == "shares.0.vat_rate"


async def test_vat_is_not_taken_out_of_another_currency(trader: Company, runs_jobs):
    await banking.account(trader, name="Dollars", currency="USD")
    [line] = await banking.imported(trader, runs_jobs, Row("-12.10"), currency="USD")
    answer = await reconcile(trader, line, on_account("659", vat_rate="21"), exchange_rate="0.90")
    assert refusal(answer) == (422, "vat_in_books_currency")


async def test_a_small_enterprise_has_no_vat_to_take_out(company: Company, runs_jobs):
    await stands(company, "small_enterprise")
    line = await line_of(company, runs_jobs, "-12.10")
    await done(await reconcile(company, line, on_account("659", vat_rate="21")))
    assert await balances(company) == {"550": "-12.10", "659": "12.10"}


async def test_a_rule_is_moved_to_another_bank_account_and_back_to_all(company: Company, runs_jobs):
    await banking.account(company)
    other = await banking.account(company, name="Savings", number="BE71096123456769")
    await banking.imported(company, runs_jobs, Row("-85.00", "domiciliering", name="Proximus NV"))
    rule = await make(company)
    for account_id, count in ((other["id"], 0), (None, 1)):
        answer = await company.client.patch(f"{BASE}/rules/{rule['id']}", json={"bank_account_id": account_id})
        assert (answer.status_code, answer.json()["data"]["bank_account_id"]) == (200, account_id)
        assert (await company.client.get(f"{BASE}/rules/preview")).json()["data"]["count"] == count
    answer = await company.client.patch(f"{BASE}/rules/{rule['id']}", json={"is_active": True})
    assert answer.json()["data"]["bank_account_id"] is None
    unknown = {"bank_account_id": "01a1fc40-0000-7000-8000-000000000000"}
    assert refusal(await company.client.patch(f"{BASE}/rules/{rule['id']}", json=unknown)) == (
        404,
        "bank_account_not_found",
    )


async def test_a_dutch_company_has_it_on_the_accounts_of_its_own_plan(runs_jobs):
    dutch = await register(language="en", vat_number="NL810433941B01")
    line = await line_of(dutch, runs_jobs, "-12.10")
    shown = await done(await reconcile(dutch, line, on_account("4700", vat_rate="21")))
    assert await bookings(dutch, shown["reconciliations"][0]["entry_id"]) == [
        "1100 12.10 C", "4700 10.00 D", "1520 2.10 D +5b",
    ]  # fmt: skip
    assert amounts(await returned(dutch, "2026-Q4"))["5b"] == "3.00"
    await dutch.client.aclose()
