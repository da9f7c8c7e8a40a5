"""The dashboard's figures are the books', to the cent, whatever was posted and reversed."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from accounting.journal import Posting, credit, debit
from accounting.schedule import months_later
from app.core.database import database
from app.modules.ledger.balances import AccountBalance, AccountDay
from app.modules.ledger.models import Account
from app.modules.ledger.models import Posting as Written
from tests.conftest import Company, register
from tests.factories import books, documents
from tests.modules.ledger.asking import LEDGER, change, posting

CODES = ["400", "440", "411", "451055", "4512", "499", "550", "570", "604", "610", "700", "743", "693", "140"]


async def figures(company: Company) -> dict:
    answer = await company.client.get("/api/v1/insights/dashboard")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def today(company: Company) -> date:
    async with company.begin() as work:
        return work.today


async def test_empty_books_have_figures_too(company: Company):
    told = await figures(company)
    names = ("cash", "receivables", "payables")
    assert [told[name] for name in names] == ["0.00"] * 3
    assert (told["needs_you"], told["recent_entries"]) == ([], [])
    assert [each["result"] for each in told["months"]] == ["0.00"] * 12
    assert told["months"][-1]["month"] == told["today"][:8] + "01"
    assert told["receivables_overdue"] == {"count": 0, "amount": "0.00"}
    assert told["vat_period"]["side"] == "settled"


def recomputed(postings: list[tuple[date, Posting]], day: date) -> dict:
    """All figures from the postings themselves, one by one."""

    def total(beginnings, since=date.min, until=day, but=()):
        return sum(
            (
                each.amount
                for on, each in postings
                if since <= on <= until and each.account.startswith(beginnings) and not each.account.startswith(but)
            ),
            Decimal(0),
        )

    def result(since, until):
        return -total(("6", "7"), since, until, but=("69", "79"))

    quarter = months_later(day.replace(day=1), -((day.month - 1) % 3))
    vat = total(("411", "451"), quarter, months_later(quarter, 3) - timedelta(days=1), but=("4112", "4512"))
    months = [months_later(day.replace(day=1), -back) for back in reversed(range(12))]
    last_year = months_later(day, -12)
    if day.month == 2 and (day + timedelta(days=1)).month == 3:
        last_year = date(day.year - 1, 2, 28)
    return {
        "cash": total(("55", "57")),
        "receivables": total(("400",)),
        "payables": -total(("440",)),
        "vat": abs(total(("411", "451"))),
        "vat_period": abs(vat),
        "this_year": result(date(day.year, 1, 1), day),
        "last_year": result(date(day.year - 1, 1, 1), last_year),
        "months": [result(month, months_later(month, 1) - timedelta(days=1)) for month in months],
    }


def shown(told: dict) -> dict:
    return {
        **{name: Decimal(told[name]) for name in ("cash", "receivables", "payables")},
        "vat": Decimal(told["vat"]["amount"]),
        "vat_period": Decimal(told["vat_period"]["amount"]),
        "this_year": Decimal(told["result"]["this_year"]),
        "last_year": Decimal(told["result"]["last_year"]),
        "months": [Decimal(each["result"]) for each in told["months"]],
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_dashboard_equals_recomputation_to_the_cent(company: Company, seed: int):
    """Any entries on any days of two years (and some to come), and some of them reversed on any later day."""
    dice = random.Random(seed)
    day = await today(company)
    written: list[tuple[date, Posting]] = []
    for _ in range(40):
        on = day - timedelta(days=dice.randrange(-20, 740))
        amount = Decimal(dice.randrange(1, 10_000_000)) / 100
        entry = [debit(dice.choice(CODES), amount), credit(dice.choice(CODES), amount)]
        made = await books.post(company, entry, on=on, journal="miscellaneous")
        written += [(on, each) for each in entry]
        if dice.random() < 0.3:
            later = min(on + timedelta(days=dice.randrange(60)), day + timedelta(days=300))
            body = {"reason": "a slip of the pen", "on": str(later)}
            await change(company, "POST", f"{LEDGER}/entries/{made.id}/reverse", body, 201)
            written += [(later, Posting(each.account, debit=each.credit, credit=each.debit)) for each in entry]
        if dice.random() < 0.2:
            assert shown(await figures(company)) == recomputed(written, day)
    assert shown(await figures(company)) == recomputed(written, day)


async def test_the_balances_that_the_database_keeps_are_the_sums_of_its_postings(company: Company):
    dice = random.Random(7)
    for _ in range(30):
        amount = Decimal(dice.randrange(1, 10_000)) / 100
        on = date(2026, 1, 1) + timedelta(days=dice.randrange(330))
        await books.post(company, [debit(dice.choice(CODES), amount), credit(dice.choice(CODES), amount)], on=on)
    async with company.begin() as work:
        months = {
            (each.account_id, each.month): (each.debit, each.credit)
            for each in await work.session.scalars(select(AccountBalance))
        }
        days = {
            (each.account_id, each.day): (each.debit, each.credit)
            for each in await work.session.scalars(select(AccountDay))
        }
        by_month: dict = {}
        by_day: dict = {}
        for each in await work.session.scalars(select(Written).join(Account, Account.id == Written.account_id)):
            for sums, when in ((by_month, each.booked_on.replace(day=1)), (by_day, each.booked_on)):
                left, right = sums.get((each.account_id, when), (Decimal(0), Decimal(0)))
                sums[each.account_id, when] = (left + each.debit, right + each.credit)
    assert (months, days) == (by_month, by_day)


async def test_vat_of_a_reverse_charge_is_recoverable_and_due_and_so_nothing(company: Company):
    """411 21.00 D and 451055 21.00 C: claimed and owed at once."""
    day = await today(company)
    postings = [
        debit("604", Decimal("100.00")),
        debit("411", Decimal("21.00")),
        credit("451055", Decimal("21.00")),
        credit("440", Decimal("100.00")),
    ]
    await books.post(company, postings, on=day)
    assert (await figures(company))["vat"] == {"amount": "0.00", "side": "settled"}
    await books.post(
        company, [debit("550", Decimal("121")), credit("451", Decimal("21")), credit("700", Decimal("100"))], on=day
    )
    told = await figures(company)
    assert told["vat"] == {"amount": "21.00", "side": "due"}
    assert (told["vat_period"]["amount"], told["vat_period"]["side"]) == ("21.00", "due")


async def test_a_dutch_company_reads_the_whole_euros_of_its_return():
    """21.31 charged is 21, 3.10 deducted is 4: as the return is filed, less due and more deducted."""
    company = await register(vat_number="NL810433941B01")
    day = await today(company)
    sold = [
        debit("1300", Decimal("122.81")),
        credit("8000", Decimal("101.50"), grids=("+1a",)),
        credit("1500", Decimal("21.31"), grids=("+1av",)),
    ]
    bought = [
        debit("4500", Decimal("14.76")),
        debit("1520", Decimal("3.10"), grids=("+5b",)),
        credit("1600", Decimal("17.86")),
    ]
    for postings in (sold, bought):
        await books.post(company, postings, on=day)
    [running] = (await company.client.get("/api/v1/vat/periods")).json()["data"]["periods"]
    told = (await figures(company))["vat_period"]
    assert (told["amount"], told["side"], running["balance"]) == ("17.00", "due", "17.00")
    await company.client.aclose()


async def test_what_was_paid_for_an_earlier_period_is_not_of_this_one(company: Company):
    day = await today(company)
    await books.post(company, [debit("4512", Decimal("500")), credit("550", Decimal("500"))], on=day, journal="bank")
    told = await figures(company)
    assert (told["vat"]["side"], told["vat_period"]["side"]) == ("recoverable", "settled")


async def test_what_needs_somebody_says_where_it_is(company: Company):
    await documents.to_review(company)
    await documents.ended(company, problem="damaged_file")
    day = await today(company)
    await books.post(company, [debit("499", Decimal("5")), credit("550", Decimal("5"))], on=day, journal="bank")
    body = {
        "name": "Rent",
        "memo": "rent",
        "postings": [posting("610", debit="1.00"), posting("444", credit="1.00")],
        "every": "month",
        "starts_on": str(day),
    }
    made = await change(company, "POST", f"{LEDGER}/recurring-entries", body, 201)
    await change(company, "PATCH", f"{LEDGER}/journals/miscellaneous", {"locked_until": str(day)})
    await change(company, "POST", f"{LEDGER}/recurring-entries/{made['id']}/run", {})
    told = await figures(company)
    assert [(each["kind"], each["count"], each["amount"]) for each in told["needs_you"]] == [
        ("documents_failed", 1, None),
        ("documents_to_review", 1, None),
        ("recurring_entries_in_trouble", 1, None),
        ("suspense", 1, "5.00"),
    ]
    assert told["needs_you"][1]["link"] == {"to": "documents", "filters": {"status": ["to_review"]}}


async def test_of_another_company_the_dashboard_shows_nothing(company: Company, other_company: Company):
    await books.post(company)
    assert (await figures(other_company))["recent_entries"] == []
    assert (await figures(other_company))["payables"] == "0.00"


async def test_a_year_that_is_over_and_open_is_told(company: Company):
    await change(company, "POST", f"{LEDGER}/years", {"starts_on": "2024-01-01"}, 201)
    [need] = (await figures(company))["needs_you"]
    assert (need["kind"], need["count"], need["link"]["to"]) == ("year_to_close", 1, "fiscal_years")


async def test_a_company_has_begun_once_a_document_came_or_an_entry_was_booked(
    company: Company, other_company: Company
):
    assert (await figures(company))["has_begun"] is False
    await documents.uploaded(company)
    await books.post(other_company)
    assert [(await figures(each))["has_begun"] for each in (company, other_company)] == [True, True]
    assert (await figures(company))["documents"] == {"uploaded": 1, "reading": 0, "to_review": 0, "failed": 0}


async def test_a_company_that_became_another_is_told_as_it_is_now(company: Company):
    """The question is put as for the company that it was the last time."""
    assert (await figures(company))["vat_period"]["starts_on"][5:7] in ("01", "04", "07", "10")
    await change(company, "PATCH", "/api/v1/company", {"vat_period": "month"})
    told = await figures(company)
    assert told["vat_period"]["starts_on"] == told["today"][:8] + "01"


async def test_on_a_line_that_was_asked_something_else_first_the_lists_of_days_are_read_too(company: Company):
    """A connection learns the types of what it is asked; the dashboard does not count on what it met before."""
    await database.close()
    database.connect(pool_size=1)
    try:
        assert (await company.client.get("/api/v1/invoices")).status_code == 200
        for _ in range(3):
            assert (await figures(company))["has_begun"] is False
    finally:
        await database.close()
        database.connect(pool_size=8)
