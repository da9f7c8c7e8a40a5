"""Which day's VAT rates an invoice bears: the day it was delivered or done, not the day it is written."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Company, register
from tests.factories.invoicing import BASE, act, contact, draft, issued, line

LAST_OF_SIX, FIRST_OF_NINE = "2018-12-31", "2019-01-01"


@pytest.fixture
async def dutch() -> AsyncIterator[Company]:
    """The Dutch low rate was 6 % until 2018 and is 9 % since."""
    made = await register(language="en", vat_number="NL810433941B01")
    yield made
    await made.client.aclose()


async def asked(company: Company, rate: str, **days: str) -> tuple[int, str | None]:
    customer = await contact(company, country="NL")
    body = {"contact_id": customer, "lines": [line(vat_rate=rate)]} | days
    answer = await company.client.post(BASE, json=body)
    told = (await company.client.post(f"{BASE}/totals", json=body)).json()["data"]["problems"]
    code = answer.json()["errors"][0]["code"] if answer.status_code >= 400 else None
    assert [each["code"] for each in told] == ([code] if code else [])
    return answer.status_code, code


async def test_what_was_supplied_before_the_rate_changed_bears_the_old_one(dutch: Company):
    assert await asked(dutch, "6", supplied_on=LAST_OF_SIX, issued_on="2019-01-10") == (201, None)
    assert await asked(dutch, "9", supplied_on=FIRST_OF_NINE, issued_on="2018-12-20") == (201, None)


async def test_the_rate_of_the_day_of_issue_is_refused_where_another_day_counts(dutch: Company):
    assert await asked(dutch, "9", supplied_on=LAST_OF_SIX, issued_on="2019-01-10") == (422, "rate_unknown")
    assert await asked(dutch, "6", supplied_on=FIRST_OF_NINE, issued_on="2018-12-20") == (422, "rate_unknown")


async def test_the_rate_that_is_filled_in_is_that_of_the_day_supplied(dutch: Company):
    customer = await contact(dutch, country="NL")
    days = {"supplied_on": "2012-09-30", "issued_on": "2012-10-10"}
    made = await draft(dutch, line(), contact_id=customer, **days)
    assert [each["vat_rate"] for each in made["lines"]] == ["19.00"]
    done = await act(dutch, made, "issue")
    assert done["vat_amount"] == "19.00"


async def test_a_credit_note_bears_the_rates_of_its_invoice(dutch: Company):
    made = await issued(
        dutch, line(vat_rate="6"), contact_id=await contact(dutch, country="NL"), supplied_on=LAST_OF_SIX
    )
    note = await act(dutch, made, "credit", as_draft=True)
    done = await act(dutch, note, "issue")
    assert (done["vat_amount"], done["status"]) == ("6.00", "settled")
