"""The dashboard's figures are the books'."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.journal import credit, debit
from tests.conftest import Company
from tests.factories import books, documents


async def figures(company: Company) -> dict:
    answer = await company.client.get("/api/v1/insights/dashboard")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def trial(company: Company, **between) -> dict[str, Decimal]:
    answer = await company.client.get("/api/v1/ledger/reports/trial-balance", params=between)
    return {row["account_code"]: Decimal(row["balance"]) for row in answer.json()["data"]["rows"]}


async def test_empty_books_have_figures_too(company: Company):
    told = await figures(company)
    assert (told["payables"], told["costs_this_year"], told["needs_you"], told["recent_entries"]) == (
        "0.00",
        "0.00",
        [],
        [],
    )
    assert [each["costs"] for each in told["costs_by_month"]] == ["0.00"] * 12
    assert told["costs_by_month"][-1]["month"] == told["today"][:8] + "01"


async def test_the_figures_are_those_of_the_trial_balance(company: Company):
    today = date.fromisoformat((await figures(company))["today"])
    first = today.replace(day=1)
    last_year = date(today.year - 1, 12, 31)
    await books.post(company, books.purchase("100.00", "21.00"), on=today)
    await books.post(company, books.purchase("50.00", "10.50", "610"), on=first)
    await books.post(company, books.purchase("7.00", "1.47"), on=last_year)
    reversed_ = await books.post(company, books.purchase("999.00", "0.01"), on=today)
    await company.client.post(f"/api/v1/ledger/entries/{reversed_.id}/reverse", json={"reason": "wrong"})
    told, whole = await figures(company), await trial(company)
    this_year = await trial(company, **{"from": f"{today.year}-01-01", "to": f"{today.year}-12-31"})
    assert Decimal(told["payables"]) == -whole["440"] == Decimal("189.97")
    assert Decimal(told["vat_recoverable"]) == whole["411"] == Decimal("32.97")
    assert Decimal(told["costs_this_year"]) == this_year["604"] + this_year["610"] == Decimal("150.00")
    assert told["costs_this_month"] == "150.00"
    months = {each["month"]: each["costs"] for each in told["costs_by_month"]}
    assert months[first.isoformat()] == "150.00"
    assert told["recent_entries"][0]["memo"].endswith("reversed: wrong")
    assert sum(Decimal(each["costs"]) for each in told["costs_by_month"]) in (Decimal("150.00"), Decimal("157.00"))


async def test_vat_of_a_reverse_charge_is_recoverable_and_due_and_so_nothing(company: Company):
    """411 21.00 D and 451055 21.00 C: claimed and owed at once."""
    postings = [
        debit("604", Decimal("100.00")),
        credit("440", Decimal("100.00")),
        debit("411", Decimal("21.00")),
        credit("451055", Decimal("21.00")),
    ]
    await books.post(company, postings)
    told = await figures(company)
    assert (told["vat_recoverable"], told["vat_position"]) == ("0.00", {"amount": "0.00", "side": "settled"})
    await books.post(company, books.purchase("10.00", "2.10"))
    assert (await figures(company))["vat_position"] == {"amount": "2.10", "side": "recoverable"}


@pytest.mark.parametrize("account", ["451", "451056", "451057", "4512"])
async def test_vat_that_is_owed_is_due(company: Company, account):
    await books.post(company, [debit("550", Decimal("60.00")), credit(account, Decimal("60.00"))])
    told = await figures(company)
    assert (told["vat_recoverable"], told["vat_position"]) == ("-60.00", {"amount": "60.00", "side": "due"})


async def test_an_invoice_of_later_this_month_counts_alike_in_month_and_year(company: Company):
    today = date.fromisoformat((await figures(company))["today"])
    end = date(today.year, 12, 31) if today.month == 12 else date(today.year, today.month + 1, 1).replace(day=1)
    end = end if today.month == 12 else date.fromordinal(end.toordinal() - 1)
    await books.post(company, books.purchase("100.00", "21.00"), on=end)
    told = await figures(company)
    assert told["costs_this_month"] == told["costs_this_quarter"] == told["costs_this_year"] == "100.00"


async def test_what_needs_you_is_what_waits_in_the_inbox(company: Company):
    for _ in range(2):
        await documents.to_review(company)
    await documents.ended(company, problem="damaged_file")
    await documents.approved(company, invoice_number="x")
    told = await figures(company)
    assert told["needs_you"] == [{"status": "to_review", "count": 2}, {"status": "failed", "count": 1}]
    assert told["documents"]["approved"] == 1


async def test_a_neighbours_books_do_not_show(company: Company, other_company: Company):
    await documents.approved(other_company)
    told = await figures(company)
    assert (told["payables"], told["recent_entries"], sum(told["documents"].values())) == ("0.00", [], 0)
