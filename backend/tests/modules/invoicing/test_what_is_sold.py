"""What a customer is sold is learned, else it is what the company sold last, or says it sells: services stay services."""

import pytest

from tests.conftest import Company, register
from tests.factories.invoicing import act, contact, draft, issued, line
from tests.modules.ledger.test_archived import archive

FRENCH = {"country": "FR", "vat_number": "FR40303265045", "is_customer": True}


async def learned(company: Company, contact_id: str) -> str | None:
    return (await company.client.get(f"/api/v1/contacts/{contact_id}")).json()["data"]["income_account"]


def first(made: dict) -> tuple[str, str]:
    return made["lines"][0]["account_code"], made["lines"][0]["treatment"]


async def test_the_account_somebody_chose_for_a_sale_is_the_customers(company: Company):
    french = await contact(company, **FRENCH)
    await act(company, await draft(company, line(account_code="705"), contact_id=french), "issue")
    assert await learned(company, french) == "705"
    await issued(company, line(account_code="700"))
    assert first(await draft(company, contact_id=french)) == ("705", "intra_community_services")


async def test_what_nobody_chose_is_not_learned_nor_is_an_asset_that_was_sold_or_a_choice_replaced(company: Company):
    untouched, of_asset = await contact(company), await contact(company)
    await issued(company, contact_id=untouched)
    await issued(company, line(account_code="230"), contact_id=of_asset)
    chosen = await contact(company, is_customer=True, income_account="700")
    await issued(company, line(account_code="705"), contact_id=chosen)
    assert [await learned(company, each) for each in (untouched, of_asset, chosen)] == [None, None, "700"]


async def test_a_new_customer_is_proposed_what_the_company_sold_last(company: Company):
    await issued(company, line(account_code="705"), issued_on="2026-11-02")
    await issued(company, line(account_code="230"), issued_on="2026-11-03")
    asked = {"direction": "sale", "contact_id": await contact(company, **FRENCH), "lines": [line()]}
    answer = await company.client.post("/api/v1/invoices/totals", json=asked)
    assert [(each["account_code"], each["treatment"]) for each in answer.json()["data"]["lines"]] == [
        ("705", "intra_community_services")
    ]


async def test_an_account_that_was_archived_is_proposed_no_more(company: Company):
    await issued(company, line(account_code="700"), issued_on="2026-11-02")
    await issued(company, line(account_code="705"), issued_on="2026-11-03")
    await archive(company, "705")
    assert first(await draft(company))[0] == "700"


async def says(company: Company, sells: str | None) -> str | None:
    answer = await company.client.patch("/api/v1/company", json={"sells": sells})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]["sells"]


@pytest.mark.parametrize(
    ("own_number", "goods", "services"),
    [
        ("BE0428759497", ("700", "intra_community_goods"), ("705", "intra_community_services")),
        ("NL810433941B01", ("8000", "intra_community_goods"), ("8100", "intra_community_services")),
    ],
)
async def test_the_first_sale_is_of_what_the_company_says_it_sells(own_number, goods, services):
    seller = await register(vat_number=own_number)
    french = await contact(seller, **FRENCH)
    assert first(await draft(seller, contact_id=french)) == goods
    assert await says(seller, "services") == "services"
    assert first(await draft(seller, contact_id=french)) == services
    domestic = await draft(seller)
    assert first(domestic) == (services[0], "domestic")
    assert await says(seller, "goods") == "goods"
    assert first(await draft(seller, contact_id=french)) == goods
    assert await says(seller, None) is None
    refused = await seller.client.patch("/api/v1/company", json={"sells": "both"})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "sells")


async def test_what_was_sold_last_says_more_than_what_is_usually_sold(company: Company):
    await says(company, "services")
    assert first(await issued(company)) == ("705", "domestic")
    await issued(company, line(account_code="701"))
    assert first(await draft(company))[0] == "701"
    purchase = await draft(company, direction="purchase")
    assert purchase["lines"][0]["account_code"] == "604", "what is bought is another matter"
