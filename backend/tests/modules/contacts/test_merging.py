"""Two that turn out to be one: everything goes along, once."""

import asyncio
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Text, cast, exists, select, text
from sqlalchemy.dialects.postgresql import JSONB

from accounting.journal import credit, debit
from app.core.models import Base
from app.modules.contacts.queries import contents_that_name_contacts
from tests.conftest import Company
from tests.factories.books import post
from tests.modules.contacts.conftest import PATH, PRESS, faults, listed, make

INVOICE = text(
    "insert into accounting.invoices (id, direction, kind, status, number, contact_id, issued_on, due_on, currency,"
    " net_amount, vat_amount, total_amount, total_in_books, entry_id) values (:id, 'purchase', 'invoice', 'issued', :number,"
    " :contact, '2026-11-02', '2026-12-02', 'EUR', 100, 21, 121, 121, :entry)"
)


async def bought(company: Company, contact_id: str, number: str = "2026-1") -> UUID:
    """An issued purchase invoice of 121.00 of that contact, in the books."""
    contact, invoice = UUID(contact_id), uuid4()
    postings = [
        debit("604", Decimal(100), contact_id=contact),
        debit("411", Decimal(21), contact_id=contact),
        credit("440", Decimal(121), contact_id=contact),
    ]
    entry = await post(company, postings, date(2026, 11, 2))
    async with company.begin() as work:
        values = {"id": invoice, "number": number, "contact": contact, "entry": entry.id}
        await work.session.execute(INVOICE, values)
    return invoice


async def merge(company: Company, loser: dict, winner: dict, **asked):
    return await company.client.post(f"{PATH}/{loser['id']}/merge", json={"into_id": winner["id"]} | asked)


async def test_the_one_that_stays_learns_what_only_the_other_knew(company: Company):
    winner = await make(company, name="De Pers", city="Gent", is_customer=True)
    loser = await make(
        company, **PRESS | {"name": "Drukkerij De Pers"}, city="Brugge", phone="09 123", iban="BE32123456789002"
    )
    told = (await merge(company, loser, winner)).json()["data"]
    assert (told["vat_number"], told["iban"], told["phone"]) == ("BE0428759497", "BE32123456789002", "09 123")
    assert (told["name"], told["city"], told["is_supplier"], told["is_customer"]) == ("De Pers", "Gent", True, True)


@pytest.mark.parametrize(("stays", "goes", "after"), [(0, 30, 0), (None, 30, 30), (None, 0, 0), (14, 0, 14)])
async def test_who_pays_at_once_goes_on_doing_so(company: Company, stays: int | None, goes: int, after: int):
    winner = await make(company, name="De Pers", payment_days=stays)
    loser = await make(company, **PRESS | {"name": "Drukkerij De Pers"}, payment_days=goes)
    assert (await merge(company, loser, winner)).json()["data"]["payment_days"] == after


async def test_the_one_that_goes_points_to_it_and_is_listed_no_more(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, name="Drukkerij De Pers")
    await merge(company, loser, winner)
    assert [each["name"] for each in await listed(company)] == ["De Pers"]
    gone = (await company.client.get(f"{PATH}/{loser['id']}")).json()["data"]
    assert gone["merged_into_id"] == winner["id"]


async def test_merging_again_changes_nothing(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, **PRESS | {"name": "Pers"})
    first, again = await merge(company, loser, winner), await merge(company, loser, winner)
    assert first.json()["data"] == again.json()["data"]


async def test_its_invoices_name_the_one_that_stays(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, **PRESS)
    invoice = await bought(company, loser["id"])
    assert (await merge(company, loser, winner)).status_code == 200
    async with company.begin() as work:
        query = text("select contact_id from accounting.invoices where id = :id")
        assert str(await work.session.scalar(query, {"id": invoice})) == winner["id"]


TELLS_OF_THE_PAST = ("events", "job_runs", "idempotency_keys")


async def made(company: Company, path: str, body: dict) -> dict:
    answer = await company.client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def names_within(company: Company, contact: dict) -> set[str]:
    """The JSON columns of any table that name this contact; what tells of the past aside."""
    found = set()
    async with company.begin() as work:
        for table in Base.metadata.tables.values():
            if table.name in TELLS_OF_THE_PAST:
                continue
            for column in (each for each in table.columns if isinstance(each.type, JSONB)):
                query = select(exists().where(cast(column, Text).contains(contact["id"])))
                if await work.session.scalar(query):
                    found.add(f"{table.name}.{column.name}")
    return found


async def test_what_comes_back_by_itself_goes_on_with_the_one_that_stays(company: Company):
    """Their recurring invoice is issued, their recurring entry posted, their template and bank rule begin with them."""
    winner = await make(company, name="De Pers", is_customer=True)
    loser = await make(company, name="Drukkerij De Pers", is_customer=True)
    postings = [
        {"account_code": "400", "debit": "10.00", "contact_id": loser["id"]},
        {"account_code": "700", "credit": "10.00"},
    ]
    entry = {"name": "Rent", "journal": "miscellaneous", "memo": "rent", "postings": postings}
    await made(company, "ledger/templates", entry)
    comes_back = {"every": "month", "starts_on": "2026-11-01"}
    again = await made(company, "ledger/recurring-entries", entry | comes_back)
    lines = [{"description": "Upkeep", "unit_price": "100.00"}]
    content = {"direction": "sale", "contact_id": loser["id"], "lines": lines}
    invoice = await made(company, "recurring-invoices", {"name": "Upkeep", "content": content} | comes_back)
    shares = [{"account_code": "400", "percent": "100", "contact_id": loser["id"]}]
    await made(company, "banking/rules", {"name": "De Pers", "conditions": {"counterparty": "pers"}, "shares": shares})
    marked = {f"{each.table.name}.{each.name}" for each in contents_that_name_contacts()}
    assert await names_within(company, loser) == marked
    counted = (await preview(company, loser, winner)).json()["data"]["moved"]
    assert counted == {"recurring_invoices": 1, "entry_templates": 1, "recurring_entries": 1, "bank_rules": 1}
    assert (await merge(company, loser, winner)).status_code == 200
    assert await names_within(company, loser) == set()
    assert await names_within(company, winner) == marked
    ran = await made(company, f"recurring-invoices/{invoice['id']}/run", {})
    assert (ran["contact_id"], ran["net_amount"]) == (winner["id"], "100.00")
    posted = await company.client.post(f"/api/v1/ledger/recurring-entries/{again['id']}/run")
    [entry] = posted.json()["data"]["made"]
    assert [each["contact_id"] for each in entry["postings"]] == [winner["id"], None]


async def test_a_contact_that_only_a_template_names_is_archived_instead_of_removed(company: Company):
    named = await make(company, name="De Pers")
    postings = [
        {"account_code": "400", "debit": "10.00", "contact_id": named["id"]},
        {"account_code": "700", "credit": "10.00"},
    ]
    await made(company, "ledger/templates", {"name": "Rent", "journal": "miscellaneous", "postings": postings})
    await company.client.delete(f"{PATH}/{named['id']}")
    assert (await company.client.get(f"{PATH}/{named['id']}")).json()["data"]["archived_at"] is not None


async def test_two_that_have_one_invoice_twice_are_not_merged(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, **PRESS)
    await bought(company, loser["id"])
    await bought(company, winner["id"])
    answer = await merge(company, loser, winner)
    assert (answer.status_code, faults(answer)[0][1]) == (409, "same_invoice_twice")
    assert len(await listed(company)) == 2


async def test_what_is_in_the_books_is_found_through_the_one_that_stays(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, **PRESS)
    await bought(company, loser["id"])
    await bought(company, winner["id"], "2026-2")
    await merge(company, loser, winner)
    told = (await company.client.get(f"{PATH}/{winner['id']}/statement")).json()["data"]
    assert (told["closing_balance"], told["open_payable"], len(told["lines"])) == ("-242.00", "242.00", 2)


async def test_chains_end_at_the_last_one(company: Company):
    first, second, third = [await make(company, name=name) for name in ("Een", "Twee", "Drie")]
    await merge(company, first, second)
    await merge(company, second, third)
    gone = (await company.client.get(f"{PATH}/{first['id']}")).json()["data"]
    assert gone["merged_into_id"] == third["id"]


async def test_a_contact_that_was_merged_is_changed_no_more(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, name="Pers")
    await merge(company, loser, winner)
    path = f"{PATH}/{loser['id']}"
    for answer in (
        await company.client.patch(path, json={"city": "Gent"}),
        await company.client.delete(path),
        await company.client.get(f"{path}/statement"),
        await merge(company, await make(company, name="Drie"), loser),
    ):
        assert (answer.status_code, faults(answer)[0][1]) == (409, "contact_merged")


async def test_into_itself_into_nobody_and_with_a_stale_version_it_is_refused(company: Company):
    one, other = await make(company, name="De Pers"), await make(company, name="Pers")
    assert (await merge(company, one, one)).status_code == 422
    assert (await merge(company, one, {"id": str(uuid4())})).status_code == 404
    assert (await merge(company, one, other, version=7)).status_code == 412


async def test_a_document_that_names_the_one_that_went_finds_the_one_that_stays(company: Company):
    from app.modules.contacts import service

    winner, loser = await make(company, name="De Pers"), await make(company, **PRESS | {"name": "Pers"})
    await merge(company, loser, winner)
    async with company.begin() as work:
        found = await service.supplier(work, service.Supplier("Pers", "BE0428759497"))
    assert str(found.id) == winner["id"]
    async with company.begin() as work:
        by_name = await service.supplier(work, service.Supplier("De Pers"))
    assert by_name.name == "De Pers"


async def test_a_contact_that_an_invoice_names_is_archived_instead_of_removed(company: Company):
    made = await make(company, **PRESS)
    await bought(company, made["id"])
    gone = await company.client.delete(f"{PATH}/{made['id']}")
    assert gone.json()["data"]["outcome"] == "archived"
    assert (await company.client.get(f"{PATH}/{made['id']}")).json()["data"]["archived_at"]


async def test_likely_duplicates_are_proposed_with_their_reasons(company: Company):
    await make(company, name="Café De Kroon BV", iban="BE32123456789002")
    await make(company, name="Cafe de Kroon")
    await make(company, name="Jansen", iban="BE32 1234 5678 9002")
    await make(company, name="Somebody else")
    found = (await company.client.get(f"{PATH}/duplicates")).json()["data"]
    assert [(each["first"]["name"], each["second"]["name"], each["score"], each["reasons"]) for each in found] == [
        ("Café De Kroon BV", "Cafe de Kroon", 100, ["name"]),
        ("Café De Kroon BV", "Jansen", 90, ["iban"]),
    ]


async def test_a_statement_begins_with_what_stood_before(company: Company):
    made = await make(company, **PRESS)
    await bought(company, made["id"])
    after = f"{PATH}/{made['id']}/statement?from=2026-11-03&to=2026-12-31"
    told = (await company.client.get(after)).json()["data"]
    assert (told["opening_balance"], told["closing_balance"], told["lines"]) == ("-121.00", "-121.00", [])
    open_ = (await company.client.get("/api/v1/invoices/open", params={"contact_id": made["id"]})).json()["data"]
    assert [(each["number"], each["open_amount"]) for each in open_] == [("2026-1", "-121.00")]
    backwards = await company.client.get(f"{PATH}/{made['id']}/statement?from=2026-12-01&to=2026-11-01")
    assert faults(backwards)[0] == ("from", "period_backwards")


async def test_two_merged_into_each_other_at_once_end_as_one(company: Company):
    one, other = await make(company, name="De Pers"), await make(company, name="Pers")
    answers = await asyncio.gather(merge(company, one, other), merge(company, other, one))
    assert sorted(each.status_code for each in answers) == [200, 409]
    assert len(await listed(company)) == 1


async def preview(company: Company, loser: dict, winner: dict):
    return await company.client.get(f"{PATH}/{loser['id']}/merge", params={"into_id": winner["id"]})


async def test_what_merging_would_do_can_be_seen_before(company: Company):
    winner = await make(company, name="De Pers", city="Gent", is_customer=True)
    loser = await make(company, **PRESS | {"name": "Drukkerij De Pers"}, phone="09 123", city="Brugge")
    await bought(company, loser["id"])
    seen = (await preview(company, loser, winner)).json()["data"]
    assert (seen["goes"]["name"], seen["stays"]["name"]) == ("Drukkerij De Pers", "De Pers")
    assert seen["learned"].keys() >= {"vat_number", "phone"}
    assert "city" not in seen["learned"]
    assert (seen["moved"], seen["postings"], seen["same_invoices"]) == ({"invoices": 1}, 3, [])
    assert (await company.client.get(f"{PATH}/{loser['id']}")).json()["data"]["merged_into_id"] is None
    told = (await merge(company, loser, winner)).json()["data"]
    assert {name: str(told[name]) for name in seen["learned"]} == seen["learned"]
    assert faults(await preview(company, loser, winner)) == [("contact_id", "contact_merged")]


async def test_the_preview_names_the_invoice_that_is_booked_twice(company: Company):
    winner, loser = await make(company, name="De Pers"), await make(company, name="Drukkerij De Pers")
    await bought(company, winner["id"], "2026-7")
    await bought(company, loser["id"], "2026-7")
    assert (await preview(company, loser, winner)).json()["data"]["same_invoices"] == ["2026-7"]
    assert (await merge(company, loser, winner)).status_code == 409
    assert faults(await preview(company, loser, loser)) == [("into_id", "merged_into_itself")]
