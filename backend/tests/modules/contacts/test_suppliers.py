"""Suppliers: found or made, filled in, never replaced, and one at a time."""

import asyncio

import pytest
from sqlalchemy import select

from app.core.errors import ChangedAtTheSameTime
from app.modules.contacts import service
from app.modules.contacts.models import Contact
from app.modules.contacts.service import Supplier
from tests.conftest import Company

PRESS = Supplier("De Pers", "BE0428759497")


async def contacts(company: Company, **asked) -> list[dict]:
    return (await company.client.get("/api/v1/contacts", params=asked)).json()["data"]


async def met(company: Company, named: Supplier) -> None:
    async with company.begin() as work:
        await service.supplier(work, named)


async def test_what_we_did_not_know_is_filled_in_and_what_we_knew_stays(company: Company):
    await met(company, PRESS)
    await met(company, Supplier("Another Name", PRESS.vat_number, "BE32123456789002", "Markt 1"))
    await met(company, Supplier("Third Name", PRESS.vat_number, "NL91ABNA0417164300", "Kaai 2"))
    [told] = await contacts(company)
    assert (told["name"], told["iban"], told["address"]) == ("De Pers", "BE32123456789002", "Markt 1")


async def test_a_supplier_in_use_is_locked_until_the_transaction_ends(company: Company):
    """Supplier first, entry number second: everybody in this order, so nobody waits in a circle."""
    await met(company, PRESS)
    query = select(Contact).with_for_update(nowait=True)
    async with company.begin() as work:
        await service.supplier(work, PRESS)
        with pytest.raises(ChangedAtTheSameTime):
            async with company.begin() as other:
                await other.session.execute(query)
    async with company.begin() as other:
        assert len((await other.session.execute(query)).all()) == 1


async def test_a_supplier_met_ten_times_at_once_is_one(company: Company):
    await asyncio.gather(*(met(company, PRESS) for _ in range(5)), *(met(company, Supplier("Café")) for _ in range(5)))
    assert sorted(each["name"] for each in await contacts(company)) == ["Café", "De Pers"]


async def test_a_name_with_a_vat_number_and_the_same_without_are_two(company: Company):
    await met(company, PRESS)
    await met(company, Supplier("De Pers"))
    assert sorted(each["vat_number"] or "" for each in await contacts(company)) == ["", "BE0428759497"]


@pytest.mark.parametrize(("q", "found"), [("PERS", 1), ("0428", 1), ("nobody", 0), ("_", 0)])
async def test_a_contact_is_found_by_name_or_number(company: Company, q, found):
    await met(company, PRESS)
    assert len(await contacts(company, q=q)) == found


async def test_an_address_on_a_document_is_taken_apart_where_it_is_clear(company: Company):
    await met(company, Supplier("Klaar", address="Stationsstraat 12, B-9000 Gent"))
    await met(company, Supplier("Onklaar", address="ergens in Gent"))
    told = {
        each["name"]: (each["street"], each["postal_code"], each["city"], each["country"])
        for each in await contacts(company)
    }
    assert told == {
        "Klaar": ("Stationsstraat 12", "9000", "Gent", "BE"),
        "Onklaar": ("ergens in Gent", None, None, None),
    }


async def test_an_address_is_taken_as_a_whole_or_not_at_all(company: Company):
    await met(company, Supplier("De Pers", address="ergens"))
    await met(company, Supplier("De Pers", address="Markt 1, 9000 Gent"))
    [told] = await contacts(company)
    assert (told["street"], told["city"], told["address"]) == ("ergens", None, "ergens")


async def test_a_number_that_nobody_has_is_of_the_one_business_of_that_name(company: Company):
    """Met by hand or in a file first, then on their first e-invoice: one supplier, who learned the number."""
    await met(company, Supplier("De Pers", iban="BE32123456789002"))
    await met(company, Supplier("DE PERS", PRESS.vat_number))
    [told] = await contacts(company)
    assert (told["name"], told["vat_number"], told["enterprise_number"], told["country"], told["iban"]) == (
        "De Pers", "BE0428759497", "0428759497", "BE", "BE32123456789002",
    )  # fmt: skip
    events = (await company.client.get("/api/v1/audit/events", params={"name": "contact.revised"})).json()["data"]
    assert [each["payload"]["new"]["vat_number"] for each in events] == ["BE0428759497"]


@pytest.mark.parametrize(
    "known", [{"is_business": False}, {"enterprise_number": "0403019261"}, {"vat_number": "BE0403019261"}]
)
async def test_a_private_person_or_another_company_of_that_name_is_somebody_else(company: Company, known):
    made = await company.client.post("/api/v1/contacts", json={"name": "De Pers", **known})
    assert made.status_code == 201, made.text
    await met(company, PRESS)
    assert len(await contacts(company)) == 2


async def test_one_who_learns_a_number_that_ten_bring_at_once_is_one(company: Company):
    await met(company, Supplier("De Pers"))
    await asyncio.gather(*(met(company, PRESS) for _ in range(5)))
    [told] = await contacts(company)
    assert told["vat_number"] == PRESS.vat_number
