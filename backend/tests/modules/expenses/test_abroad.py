"""Expenses in another currency: the rate of their day, and one that somebody said."""

from tests.conftest import Company
from tests.modules.expenses.conftest import LUNCH, PATH, make, refusal


async def test_the_rate_follows_the_day_and_one_that_was_said_stays_until_the_day_changes(company: Company):
    for day, rate in (("2026-03-02", "1.05"), ("2026-10-01", "1.25")):
        quoted = {"currency": "USD", "valid_on": day, "rate": rate, "accept_exchange_rate": True}
        assert (await company.client.put("/api/v1/ledger/exchange-rates", json=quoted)).status_code == 200
    dollars = {"currency": "USD", "vat_rate": None, "total_amount": "1000.00"}
    by_day = await make(company, **dollars, spent_on="2026-03-02")
    said = await make(company, **dollars, spent_on="2026-03-02", exchange_rate="0.95")
    assert (by_day["total_in_books"], said["total_in_books"]) == ("952.38", "950.00")

    async def revised(told, **change):
        return (await company.client.patch(f"{PATH}/{told['id']}", json=change)).json()["data"]["total_in_books"]

    same_day = {"description": "Cables", "currency": "USD", "spent_on": "2026-03-02"}
    assert (await revised(by_day, **same_day), await revised(said, **same_day)) == ("952.38", "950.00")
    assert await revised(by_day, **same_day | {"spent_on": "2026-10-01"}) == "800.00"
    assert await revised(said, **same_day | {"spent_on": "2026-10-01"}) == "800.00"
    assert await revised(said, spent_on="2026-03-02", exchange_rate="0.96") == "960.00"


async def test_a_rate_the_wrong_way_round_is_to_be_meant(company: Company):
    quoted = {"currency": "USD", "valid_on": "2026-11-12", "rate": "1.25"}
    assert (await company.client.put("/api/v1/ledger/exchange-rates", json=quoted)).status_code == 200
    dollars = LUNCH | {"currency": "USD", "vat_rate": None, "total_amount": "1000.00"}
    for wrong in ("1.25", "800", "0.7199"):
        answer = await company.client.post(PATH, json=dollars | {"exchange_rate": wrong})
        assert refusal(answer) == (422, "exchange_rate_unlikely")
        [fault] = answer.json()["errors"]
        assert (fault["field"], fault["value"]) == ("exchange_rate", wrong)
        assert "0.8 was to be expected" in fault["message"]
    told = await make(company, **dollars | {"exchange_rate": "0.72"})
    path = f"{PATH}/{told['id']}"
    assert refusal(await company.client.patch(path, json={"exchange_rate": "1.25"})) == (422, "exchange_rate_unlikely")
    meant = await company.client.patch(path, json={"exchange_rate": "1.25", "accept_exchange_rate": True})
    assert meant.json()["data"]["total_in_books"] == "1250.00"
    renamed = await company.client.patch(path, json={"description": "Cables"})
    assert renamed.json()["data"]["total_in_books"] == "1250.00"
    whole = {"exchange_rate": "1.25", "currency": "USD", "spent_on": meant.json()["data"]["spent_on"]}
    assert (await company.client.patch(path, json=whole)).status_code == 200, "it was said to be meant"
