"""On which day a line is booked, and what is the company's own money on which account."""

from datetime import timedelta

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import Row, on_account, reconcile
from tests.factories.invoicing import balances
from tests.modules.banking.test_cards import by_card
from tests.modules.banking.test_reconciling import done, line_of, refusal


@pytest.mark.parametrize(("own", "on"), [("2026-11-10", "2026-11-09"), ("2026-11-10", None), ("2025-01-01", None)])
async def test_a_line_is_booked_between_its_own_day_and_today(company: Company, runs_jobs, own, on):
    """None: tomorrow."""
    await banking.account(company)
    [line] = await banking.imported(company, runs_jobs, Row("121.00", on=own))
    async with company.begin() as work:
        today = work.today
    asked = on or str(today + timedelta(days=1))
    assert refusal(await reconcile(company, line, on_account("743", "121.00"), on=asked)) == (
        422,
        "day_not_of_the_line",
    )
    await done(await reconcile(company, line, on_account("743", "121.00"), on=str(today)))


async def test_money_to_another_own_account_goes_by_internal_transfers(company: Company, runs_jobs):
    """Booked straight on the other bank account it would be there twice: that bank's own line brings it, too."""
    line = await line_of(company, runs_jobs, "-500.00", "to savings")
    savings = await banking.account(company, name="Savings", number="BE71096123456769")
    answer = await reconcile(company, line, on_account(savings["account_code"]))
    assert refusal(answer) == (422, "bank_account_as_part")
    assert answer.json()["errors"][0]["field"] == "parts.0.account_code"
    shares = [{"account_code": savings["account_code"], "percent": "100"}]
    rule = {"name": "Savings", "conditions": {"text": "to savings"}, "shares": shares}
    refused = await company.client.post(f"{banking.BASE}/rules", json=rule)
    assert refusal(refused) == (422, "bank_account_as_part")
    assert refused.json()["errors"][0]["field"] == "shares.0.account_code"
    await done(await reconcile(company, line, on_account("58")))
    assert await balances(company) == {"550": "-500.00", "58": "500.00"}


DOLLARS = "BE71096123456769"


async def two_pockets(company: Company, runs_jobs, *there: Row, here: str = "90.00") -> list[dict]:
    """Lines of an account in dollars, at 1.25 dollars per euro, and one of that in euro of the day after."""
    await company.client.put(
        "/api/v1/ledger/exchange-rates", json={"currency": "USD", "valid_on": "2026-11-09", "rate": "1.25"}
    )
    await banking.account(company)
    await banking.account(company, name="Dollars", number=DOLLARS, currency="USD")
    far = await banking.imported(company, runs_jobs, *there, currency="USD", iban=DOLLARS)
    row = Row(here, "exchange", on="2026-11-11", name="Us", iban=DOLLARS)
    return [*far, *await banking.imported(company, runs_jobs, row)]


EXCHANGED = Row("-110.00", "exchange", name="Us", iban=banking.IBAN)


@pytest.mark.parametrize("turned", [False, True], ids=["dollars first", "euros first"])
async def test_between_two_currencies_the_second_line_closes_internal_transfers(company: Company, runs_jobs, turned):
    """110.00 USD are 88.00 in the books, and came as 90.00 EUR."""
    both = await two_pockets(company, runs_jobs, EXCHANGED)
    for line in reversed(both) if turned else both:
        [found] = await banking.candidates(company, line)
        shown = await done(await reconcile(company, line, *found["parts"]))
    assert shown["reconciliations"][0]["exchange_result"] == "2.00"
    assert {code: each for code, each in (await balances(company)).items() if code in ("58", "654", "754")} == {
        "754": "-2.00"
    }
    await done(await banking.undo(company, shown))
    assert (await balances(company))["58"] == ("-90.00" if turned else "88.00")


async def test_what_was_met_or_is_far_from_it_is_taken_by_no_other_line(company: Company, runs_jobs):
    *dollars, euros = await two_pockets(company, runs_jobs, EXCHANGED, here="90.00")
    await done(await reconcile(company, dollars[0], on_account("58")))
    await done(await reconcile(company, euros, on_account("58")))
    for amount, text in (("89.00", "again"), ("60.00", "less")):
        row = Row(amount, text, on="2026-11-12", name="Us", iban=DOLLARS)
        [line] = await banking.imported(company, runs_jobs, row)
        shown = await done(await reconcile(company, line, on_account("58")))
        assert shown["reconciliations"][0]["exchange_result"] == "0.00", amount
    assert (await balances(company))["58"] == "-149.00"


@pytest.mark.parametrize("by", ["card", "transfer"])
async def test_what_else_is_on_internal_transfers_is_no_half_of_a_transfer(company: Company, runs_jobs, by):
    """A card's expense of the same size whose line was found, and euros on their way to another account in euro."""
    expense = await by_card(company) if by == "card" else None
    await company.client.put(
        "/api/v1/ledger/exchange-rates", json={"currency": "USD", "valid_on": "2026-11-09", "rate": "1.25"}
    )
    await banking.account(company)
    await banking.account(company, name="Dollars", number=DOLLARS, currency="USD")
    [euros] = await banking.imported(company, runs_jobs, Row("-56.00", "VISA", on="2026-11-10"))
    await done(
        await reconcile(company, euros, {"type": "expense", "id": expense["id"]} if expense else on_account("58"))
    )
    before = (await balances(company)).get("58")
    said = {"name": "Us", "iban": banking.IBAN} if expense else {}
    row = Row("71.00", "x", on="2026-11-11", **said)
    [dollars] = await banking.imported(company, runs_jobs, row, currency="USD", iban=DOLLARS)
    shown = await done(await reconcile(company, dollars, on_account("58")))
    assert shown["reconciliations"][0]["exchange_result"] == "0.00"
    assert (before, (await balances(company))["58"]) == ((None, "-56.80") if expense else ("56.00", "-0.80"))


async def test_it_is_enough_that_one_of_the_two_lines_names_the_other_account(company: Company, runs_jobs):
    dollars, _ = await two_pockets(company, runs_jobs, EXCHANGED)
    await done(await reconcile(company, dollars, on_account("58")))
    [euros] = await banking.imported(company, runs_jobs, Row("90.00", "EXCH", on="2026-11-12"))
    shown = await done(await reconcile(company, euros, on_account("58")))
    assert shown["reconciliations"][0]["exchange_result"] == "2.00"


async def test_what_was_taken_long_before_is_not_taken_again(company: Company, runs_jobs):
    """Left on the 1st, taken on the 10th: a line of 23 October is near the first one only."""
    away = Row("-110.00", "exchange", on="2026-11-01", name="Us", iban=banking.IBAN)
    await company.client.put(
        "/api/v1/ledger/exchange-rates", json={"currency": "USD", "valid_on": "2026-11-01", "rate": "1.25"}
    )
    dollars, _ = await two_pockets(company, runs_jobs, away)
    lines = [
        *await banking.imported(company, runs_jobs, Row("90.00", "there", on="2026-11-10", name="Us", iban=DOLLARS)),
        *await banking.imported(
            company, runs_jobs, Row("90.00", "early", on="2026-10-23", name="Us", iban=DOLLARS), opened="2026-10-23"
        ),
    ]
    await done(await reconcile(company, dollars, on_account("58")))
    results = [
        (await done(await reconcile(company, line, on_account("58"))))["reconciliations"][0]["exchange_result"]
        for line in lines
    ]
    assert results == ["2.00", "0.00"]


async def test_a_cost_kept_of_the_transfer_is_beside_it(company: Company, runs_jobs):
    dollars, euros = await two_pockets(company, runs_jobs, EXCHANGED, here="89.00")
    await done(await reconcile(company, dollars, on_account("58")))
    shown = await done(await reconcile(company, euros, on_account("58"), on_account("659", "-1.50")))
    assert shown["reconciliations"][0]["exchange_result"] == "2.50"
    left = await balances(company)
    assert ("58" not in left, left["659"], left["754"]) == (True, "1.50", "-2.50")


async def test_euros_on_the_account_of_dollars_are_not_told_as_dollars(company: Company):
    """A hand-made entry says no currency."""
    made = await banking.account(company, currency="USD", name="Dollars")
    postings = [
        {"account_code": made["account_code"], "debit": "1000.00"},
        {"account_code": "100", "credit": "1000.00"},
    ]
    asked = {"journal": "miscellaneous", "booked_on": "2026-11-10", "memo": "capital", "postings": postings}
    answer = await company.client.post("/api/v1/ledger/entries", json=asked)
    assert answer.status_code == 201, answer.text
    [told] = (await company.client.get(f"{banking.BASE}/accounts")).json()["data"]
    assert (told["currency"], told["booked_amount"]) == ("USD", "0.00")
