"""Whatever a line is divided into, it never exceeds the line; undone, everything is as before, to the cent."""

from decimal import Decimal
from random import Random

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import Row, against, on_account, reconcile, undo
from tests.factories.invoicing import balances


@pytest.mark.parametrize("seed", range(4))
async def test_any_division_of_a_line_stays_within_it_and_is_undone_to_the_cent(company: Company, runs_jobs, seed):
    chance = Random(seed)
    await banking.account(company)
    contact = await invoicing.contact(company)
    prices = [f"{chance.randint(100, 90000) / 100:.2f}" for _ in range(3)]
    invoices = [await invoicing.issued(company, invoicing.line(unit_price=each), contact_id=contact) for each in prices]
    amount = Decimal(chance.randint(1000, 300000)) / 100
    [line] = await banking.imported(company, runs_jobs, Row(f"{amount:.2f}"))
    before = await balances(company)
    left = amount
    for _ in range(6):
        parts = [against(each) for each in chance.sample(invoices, chance.randint(0, 2))]
        parts += [on_account("499", f"{chance.randint(-2000, 60000) / 100:.2f}")] * chance.randint(0, 1)
        answer = await reconcile(company, line, *(parts or [on_account("499", "0.01")]))
        told = (await company.client.get(f"{banking.BASE}/lines/{line['id']}")).json()["data"]
        if answer.status_code == 200:
            taken = Decimal(told["reconciliations"][0]["amount"])
            assert taken == sum(Decimal(each["amount"]) for each in told["reconciliations"][0]["parts"])
            left -= taken
        assert Decimal(told["open_amount"]) == left
        assert 0 <= left <= amount
        assert Decimal((await balances(company)).get("550", "0")) == amount - left
    if left != amount:
        assert (await undo(company, line)).status_code == 200
    told = (await company.client.get(f"{banking.BASE}/lines/{line['id']}")).json()["data"]
    assert Decimal(told["open_amount"]) == amount
    assert await balances(company) == before
    for each in invoices:
        assert (await invoicing.read(company, each))["open_amount"] == each["total_amount"]
