"""What is made for a contact while somebody merges it does not stay with the one that went: two real connections."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from app.modules.contacts import merging
from app.modules.invoicing.errors import InvoiceContactUnknown
from tests.conftest import Company
from tests.factories.invoicing import BASE, contact, draft, line
from tests.modules.conftest import Owner
from tests.modules.contacts.conftest import faults
from tests.modules.contacts.test_merging import merge
from tests.modules.identity.people import events
from tests.modules.invoicing.test_recurring import recurring

DRAFT = text(
    "insert into accounting.invoices (id, direction, kind, contact_id, currency)"
    " values (gen_random_uuid(), 'sale', 'invoice', :contact, 'EUR')"
)


@asynccontextmanager
async def merging_meanwhile(company: Company, goes: str, stays: str, asked: Awaitable[Any]) -> AsyncIterator[Any]:
    """`asked` begins while a merge is not yet committed, and waits for it."""
    async with company.begin() as work:
        await merging.merge(work, UUID(goes), UUID(stays), None)
        task = asyncio.ensure_future(asked)
        await asyncio.sleep(0.5)
        assert not task.done(), "it waits for the merge"
    yield task


async def names(company: Company, contact_id: str) -> int:
    async with company.begin() as work:
        query = text("select count(*) from accounting.invoices where contact_id = :id")
        return int(await work.session.scalar(query, {"id": UUID(contact_id)}))


async def test_an_invoice_for_the_one_that_goes_is_refused_with_its_field(company: Company):
    goes, stays = await contact(company), await contact(company)
    asked = company.client.post(BASE, json={"contact_id": goes, "lines": [line()]})
    async with merging_meanwhile(company, goes, stays, asked) as task:
        answer = await task
    assert (answer.status_code, faults(answer)) == (422, [("contact_id", "invoice_contact_unknown")])
    assert await names(company, goes) == 0


async def test_a_draft_is_not_moved_to_the_one_that_goes(company: Company):
    goes, stays = await contact(company), await contact(company)
    made = await draft(company)
    asked = company.client.patch(f"{BASE}/{made['id']}", json={"contact_id": goes})
    async with merging_meanwhile(company, goes, stays, asked) as task:
        assert faults(await task) == [("contact_id", "invoice_contact_unknown")]


async def test_the_database_refuses_it_whoever_asks(company: Company):
    goes, stays = await contact(company), await contact(company)

    async def write() -> None:
        async with company.begin() as work:
            await work.session.execute(DRAFT, {"contact": UUID(goes)})

    async with merging_meanwhile(company, goes, stays, write()) as task:
        with pytest.raises(InvoiceContactUnknown):
            await task


async def test_an_invoice_for_the_one_that_stays_waits_and_is_made(company: Company):
    goes, stays = await contact(company), await contact(company)
    asked = company.client.post(BASE, json={"contact_id": stays, "lines": [line()]})
    async with merging_meanwhile(company, goes, stays, asked) as task:
        assert (await task).status_code == 201


async def test_what_stayed_with_the_one_that_went_goes_along_when_they_are_merged_again(
    company: Company,
    as_owner: Owner,
):
    """As an invoice could, before the database refused it."""
    goes, stays = {"id": await contact(company)}, {"id": await contact(company)}
    made = await draft(company, contact_id=stays["id"])
    assert (await merge(company, goes, stays)).status_code == 200
    async with as_owner(company) as owner:
        for statement in (
            "alter table accounting.invoices disable trigger is_of_a_contact_that_stays",
            f"update accounting.invoices set contact_id = '{goes['id']}' where id = '{made['id']}'",
            "alter table accounting.invoices enable trigger is_of_a_contact_that_stays",
        ):
            await owner.execute(text(statement))
    assert await names(company, goes["id"]) == 1
    assert (await merge(company, goes, stays)).status_code == 200
    assert await names(company, goes["id"]) == 0
    told = [payload["moved"] for *_, payload in await events(company, "contact.merged")]
    assert told == [{}, {"invoices": 1}], "it is in the log when something moved"
    assert (await merge(company, goes, stays)).status_code == 200
    assert len(await events(company, "contact.merged")) == 2


async def test_what_recurs_goes_on_for_the_one_that_stays(company: Company):
    goes, stays = await contact(company), await contact(company)
    made = await recurring(company, contact_id=goes)
    assert (await merge(company, {"id": goes}, {"id": stays})).status_code == 200
    answer = await company.client.post(f"/api/v1/recurring-invoices/{made['id']}/run")
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["contact_id"] == stays
    told = (await company.client.get("/api/v1/recurring-invoices")).json()["data"]
    assert [each["content"]["contact_id"] for each in told] == [stays]
